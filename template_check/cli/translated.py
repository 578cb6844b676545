"""click in Swedish and English: help pages and usage errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from template_check.cli.language import locale, say

_HEADINGS = {
    "Usage": "Användning",
    "Options": "Flaggor",
    "Arguments": "Argument",
    "Commands": "Kommandon",
}
# What stands for a value in usage lines and lists of options.
_STAND_INS = {
    "OPTIONS": "FLAGGOR",
    "COMMAND": "KOMMANDO",
    "ARGS": "ARGUMENT",
    "PATHS": "SÖKVÄGAR",
    "TEMPLATE": "MALL",
    "RULE": "REGEL",
    "RULES": "REGLER",
    "GROUP": "GRUPP",
    "NAME": "NAMN",
    "FILE": "FIL",
    "FOLDER": "MAPP",
    "DATE": "DATUM",
    "REV": "VERSION",
    "TEXT": "TEXT",
}
_STAND_IN = re.compile(rf"\b(?:{'|'.join(_STAND_INS)})\b")
_HELP = {"sv": "Visar den här hjälpen.", "en": "Shows this help."}
# What click says when a command line cannot be understood, with the Swedish for it. `{name}` takes a group's text.
_ERRORS = tuple(
    (re.compile(pattern, re.DOTALL), swedish)
    for pattern, swedish in (
        (r"No such option: (?P<name>\S+)(?: Did you mean (?P<near>.+?)\?)?", "Flaggan {name} finns inte.{near}"),
        (r"No such option '?(?P<name>[^\s']+?)'?\.?(?: Did you mean (?P<near>.+?)\?)?", "Flaggan {name} finns inte.{near}"),
        (r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)", "Flaggan {name} finns inte.{near}"),
        (r"No such option '?(?P<name>[^\s']+?)'?\.? \(Possible options: (?P<near>.+)\)", "Flaggan {name} finns inte.{near}"),
        (r"No such command '(?P<name>.*?)'\.?(?: Did you mean (?P<near>.+?)\?)?(?: \(Possible commands: (?P<several>.+)\))?", "Kommandot {name} finns inte.{near}{several}"),
        (r"Missing command\.?", "Kommandot saknas."),
        (r"Option '?(?P<name>.+?)'? requires an argument\.?", "Flaggan {name} behöver ett värde."),
        (r"Option '?(?P<name>.+?)'? requires (?P<number>\d+) arguments\.?", "Flaggan {name} behöver {number} värden."),
        (r"Option '?(?P<name>.+?)'? does not take a value\.?", "Flaggan {name} tar inget värde."),
        (r"Got unexpected extra arguments? \((?P<name>.+)\)", "Oväntade ord på kommandoraden: {name}."),
        (r"Missing argument '(?P<name>.+?)'\.?.*", "Argumentet {name} saknas."),
        (r"Missing option '(?P<name>.+?)'\.?.*", "Flaggan {name} saknas."),
        (r"Missing parameter: (?P<name>.+)", "{name} saknas."),
        (r"Invalid value for '?(?P<name>.+?)'?: '(?P<value>.*?)' is not one of (?P<choices>.+)\.", "{name} kan inte vara ”{value}”. Välj något av {choices}."),
        (r"Invalid value for '?(?P<name>.+?)'?: '?(?P<value>.*?)'? is not in the range (?P<choices>.+)\.", "{name} kan inte vara {value}. Värdet ska ligga inom {choices}."),
        (r"Invalid value for '?(?P<name>.+?)'?: '(?P<value>.*?)' is not a valid integer(?: range)?\.", "{name} ska vara ett heltal, inte ”{value}”."),
        (r"Invalid value for '?(?P<name>.+?)'?: '(?P<value>.*?)' does not match the formats? (?P<choices>.+)\.", "{name} ska vara ett datum som 2026-11-24, inte ”{value}”."),
        (r"Invalid value for '?(?P<name>.+?)'?: (?:Path|File|Directory) '(?P<value>.*?)' does not exist\.", "{name}: {value} finns inte."),
        (r"Invalid value for '?(?P<name>.+?)'?: (?P<value>.*)", "{name} har ett värde som inte går att använda: {value}"),
    )
)  # fmt: skip


def told(error: click.ClickException) -> str:
    """What is wrong with the command line, in the language of the run."""
    english = error.format_message()
    if locale() == "en":
        return english
    for pattern, swedish in _ERRORS:
        found = pattern.fullmatch(english)
        if found:
            groups = {name: text or "" for name, text in found.groupdict().items()}
            for key in ("near", "several"):
                if groups.get(key):
                    groups[key] = f" Menade du {groups[key].replace(' or ', ' eller ')}?"
            return swedish.format(**groups)
    return english


class Formatter(click.HelpFormatter):
    """Help pages with translated headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _stood_in(args), f"{_heading('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_heading(heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(_stood_in(first), second) for first, second in rows], col_max, col_spacing)


def _stood_in(text: str) -> str:
    return _STAND_IN.sub(lambda found: _STAND_INS[found[0]], text) if locale() == "sv" else text


def _heading(text: str) -> str:
    return _HEADINGS.get(text, text) if locale() == "sv" else text


class Context(click.Context):
    """click's context with our help pages."""

    formatter_class = Formatter


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(self, *arguments: Any, sv: str, en: str, **given: Any) -> None:
        super().__init__(*arguments, **given)
        self._help = {"sv": sv, "en": en}

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self._help[locale()]
        return super().get_help_record(ctx)


class _Helpful(click.Command):
    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP[locale()]
        return option


class Command(_Helpful):
    """A command with its help in both languages, that knows in which order its options were given.

    `ctx.meta["order"]` holds each option given with its value, in order.
    """

    def __init__(self, *arguments: Any, sv: str = "", en: str = "", **given: Any) -> None:
        super().__init__(*arguments, **given)
        self._help = {"sv": sv, "en": en}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        values, _, order = self.make_parser(ctx).parse_args(args=list(args))
        turns = {name: iter(value) for name, value in values.items() if isinstance(value, (list, tuple))}
        ctx.meta["order"] = [
            (param.name, next(turns[param.name], None) if param.name in turns else values.get(param.name or ""))
            for param in order
            if isinstance(param, click.Option)
        ]
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = self._help[locale()]
        super().format_help_text(ctx, formatter)


class Group(_Helpful, click.Group):
    """Commands that are imported when they are run; `lazily` names each with its help, in the order of the help page."""

    def __init__(self, *arguments: Any, lazily: Mapping[str, tuple[str, str]], sv: str, en: str, **given: Any) -> None:
        super().__init__(*arguments, **given)
        self._lazily = lazily
        self._help = {"sv": sv, "en": en}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._lazily)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._lazily:
            return None
        module = import_module(f"template_check.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        named = args[0] if args else ""
        if named not in self._lazily and not named.startswith("-"):
            near = get_close_matches(named, self._lazily, 1)
            ctx.fail(f"No such command '{named}'." + (f" Did you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = self._help[locale()]
        super().format_help_text(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(sv=sv, en=en)) for name, (sv, en) in self._lazily.items()])


def option(*names: str, sv: str, en: str, **given: Any) -> Callable[[Any], Any]:
    """click's option, with its help in both languages."""
    return click.option(*names, cls=Option, sv=sv, en=en, **given)


def command(name: str, *, sv: str, en: str) -> Callable[[Callable[..., Any]], click.Command]:
    """click's command, with its help in both languages."""
    return click.command(name, cls=Command, sv=sv, en=en)


def split(values: Sequence[str]) -> tuple[str, ...]:
    """Values of an option that may be given several times, or once with commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
