"""The command line: which commands there are, and how a run ends."""

from __future__ import annotations

from collections.abc import Sequence

import click

from template_check.cli.console import note, prepare
from template_check.cli.language import choose, locale, say
from template_check.cli.translated import Group, Option, told
from template_check.errors import TemplateCheckError

COMMANDS = {
    "check": ("Granskar meddelandena och visar fynden.", "Judges the messages and shows the findings."),
    "report": ("Skriver granskningsrapporten i HTML eller PDF.", "Writes the review report as HTML or PDF."),
    "review": ("Sparar en människas bedömning av ett meddelande.", "Keeps a human's judgement of a message."),
    "rules": ("Visar alla regler, eller prövar deras exempel.", "Lists the rules, or tests their examples."),
    "explain": ("Förklarar en regel, med exempel.", "Explains a rule, with examples."),
    "render": ("Visar ett meddelande som HTML.", "Shows a message as HTML."),
    "baseline": (
        "Sparar dagens fynd, så att bara nya visas.",
        "Keeps today's findings, so that only new ones are shown.",
    ),
    "samples": ("Visar ett meddelandes testdata och vad de saknar.", "Shows a message's samples and what they lack."),
    "coverage": (
        "Visar hur mycket av meddelandena som testdata visar.",
        "Shows how much of the messages the samples show.",
    ),
    "graph": ("Visar vilka filer meddelandena bygger på.", "Shows which files the messages rest on."),
    "init": (
        "Skapar inställningar, CI-fil och ett första meddelande.",
        "Makes settings, a CI file and a first message.",
    ),
    "schema": ("Visar JSON-schemat för filer som du skriver.", "Shows the JSON schema of files that you write."),
    "new-rule": ("Skapar kortet och funktionen för en ny regel.", "Creates the card and the function of a new rule."),
}
FAULT_OF_OURS = 3
INTERRUPTED = 130


def _version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked:
        from template_check import __version__

        click.echo(f"template-check {__version__}")
        ctx.exit()


program = Group(
    "template-check",
    lazily=COMMANDS,
    sv="Granskar meddelandemallar: det patienten läser, och var i mallen felet sitter.",
    en="Judges message templates: what the patient reads, and where in the template the fault is.",
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            sv="Visar versionen.",
            en="Shows the version.",
        ),
        Option(
            ["--locale"],
            type=click.Choice(["sv", "en"]),
            expose_value=False,
            sv="Språket i allt som visas.",
            en="The language of everything shown.",
        ),
    ],
)


def main(arguments: Sequence[str]) -> int:
    """Carries out a command line and answers the exit status."""
    prepare()
    choose(arguments)
    try:
        ended = program.main(list(arguments), prog_name="template-check", standalone_mode=False)
    except TemplateCheckError as error:
        note(f"{say(sv='Fel', en='Error')}: {error.sentences[locale()]}")
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        note(error.format_message())
        return error.exit_code
    except click.UsageError as error:
        _usage(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        note(say(sv="Avbrutet.", en="Interrupted."))
        return INTERRUPTED
    except click.ClickException as error:
        note(f"{say(sv='Fel', en='Error')}: {told(error)}")
        return 2
    except Exception as error:
        _broken(error)
        return FAULT_OF_OURS
    return ended if isinstance(ended, int) else 0


def _usage(error: click.UsageError) -> None:
    if error.ctx is not None:
        note(error.ctx.get_usage())
        path = error.ctx.command_path
        note(say(sv=f"Hjälp finns med: {path} --help", en=f"For help, try: {path} --help"))
        note("")
    note(f"{say(sv='Fel', en='Error')}: {told(error)}")


def _broken(error: Exception) -> None:
    """Tells where our own code broke, and nothing of what it was working with: that may be a patient's message."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else ""
    note(
        say(
            sv=f"Fel i template-check: {type(error).__name__} i {where}. Anmäl det gärna.",
            en=f"Fault in template-check: {type(error).__name__} at {where}. Please report it.",
        )
    )
