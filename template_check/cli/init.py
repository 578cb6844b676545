"""`template-check init`: sets up settings, hook, CI and a first message with samples, and overwrites nothing."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path, PurePosixPath

import click

from template_check.catalogue.card import LOCALES
from template_check.cli.console import is_terminal, save, show
from template_check.cli.judging import today
from template_check.cli.language import locale, say
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.errors import UsageError
from template_check.starting import CI, FOLDERS, HOOKS, files

_NO = {"sv": "nej", "en": "no"}
_YES = {"sv": "ja", "en": "yes"}


@declare(
    "init",
    sv="Skapar inställningar, commit-kontroll, CI-fil och ett första meddelande med testdata här i mappen. Frågar först, och skriver aldrig över något.",
    en="Makes settings, a commit hook, a CI file and a first message with samples in this folder. Asks first, and never overwrites anything.",
)
@option("--folder", metavar="FOLDER", sv="Mappen för mallarna (annars mallar).", en="The folder for the templates (otherwise templates).")  # fmt: skip
@option("--ci", type=click.Choice([*CI, "no"]), sv="CI-fil för GitHub eller GitLab, eller ingen.", en="CI file for GitHub or GitLab, or none.")  # fmt: skip
@option("--hook/--no-hook", default=None, sv="Kontrollera mallarna vid varje commit, med pre-commit.", en="Check the templates at each commit, with pre-commit.")  # fmt: skip
@option("--yes", is_flag=True, sv="Fråga ingenting.", en="Ask nothing.")
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas och skapas.", en="The language of everything shown and made.")  # fmt: skip
def command(folder: str | None, ci: str | None, hook: bool | None, yes: bool) -> None:
    asks = not yes and is_terminal(sys.stdin)
    no, agreed = _NO[locale()], _YES[locale()]
    if folder is None:
        question = say(sv="I vilken mapp ska mallarna ligga?", en="In which folder shall the templates stand?")
        folder = _asked(question, FOLDERS[locale()], (), asks)
    if PurePosixPath(folder).is_absolute() or ".." in PurePosixPath(folder).parts or Path(folder).is_absolute():
        raise UsageError(
            sv=f"{folder} ligger inte i den här mappen. Ange en mapp i den.",
            en=f"{folder} is not in this folder. Name one that is.",
        )
    if ci is None:
        question = say(sv="Var ska mallarna granskas när de skickas in?", en="Where shall the templates be judged when they are pushed?")  # fmt: skip
        ci = _asked(question, _host() or no, (*CI, no), asks)
    if hook is None:
        question = say(sv="Ska de granskas vid varje commit (med pre-commit)?", en="Shall they be judged at each commit (with pre-commit)?")  # fmt: skip
        hook = _asked(question, agreed, (agreed, no), asks) == agreed
    chosen = ci if ci in CI else None
    for path, text in files(locale(), folder, chosen, hook, today(None)).items():
        if Path(path).exists():
            _leave(path, text)
        else:
            save(Path(path), text)
            show(say(sv=f"skapade  {path}\n", en=f"created  {path}\n"))
    show(say(sv="\nGranska med: template-check check\n", en="\nJudge with: template-check check\n"))
    if hook:
        show(say(sv="Slå på kontrollen med: pre-commit install\n", en="Turn the hook on with: pre-commit install\n"))


def _host() -> str | None:
    """The service that the folder already has files of."""
    if Path(".github").is_dir():
        return "github"
    return "gitlab" if Path(CI["gitlab"]).is_file() else None


def _asked(question: str, default: str, choices: Collection[str], asks: bool) -> str:
    """What a person answers: one of the choices, if there are any; the default when they only press enter."""
    listed = f" ({', '.join(choices)})" if choices else ""
    while asks:
        show(f"{question}{listed} [{default}] ")
        line = sys.stdin.readline()
        answer = line.strip() or default
        if not line or not choices or answer.casefold() in choices:
            return answer.casefold() if choices else answer
        show(say(sv=f"Svara {' eller '.join(choices)}.\n", en=f"Answer {' or '.join(choices)}.\n"))
    return default


def _leave(path: str, text: str) -> None:
    """Says that a file is left as it is, and what to put into those that others share."""
    show(say(sv=f"orörd    {path} (finns redan)\n", en=f"left     {path} (exists already)\n"))
    if path in (HOOKS, CI["gitlab"]) and Path(path).read_text(encoding="utf-8", errors="replace") != text:
        show(say(sv="         Lägg till detta i den:\n", en="         Add this to it:\n"))
        show("".join(f"           {line}\n" for line in text.splitlines()))
