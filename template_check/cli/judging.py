"""From options on the command line to a report and an exit status: what `check` and `report` share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from template_check.catalogue.card import LOCALES
from template_check.catalogue.verdict import Outcome
from template_check.cli.console import Progress
from template_check.cli.translated import option, split
from template_check.errors import UsageError
from template_check.findings import SEVERITY_ORDER, Report

PROFILES = ("1177-inkorg", "accessibility")
LEVELS = (*SEVERITY_ORDER, "never")
_BROKEN = 3

_SHARED = (
    option(
        "--select",
        multiple=True,
        metavar="RULES",
        sv="Kör bara dessa regler eller grupper.",
        en="Run only these rules or groups.",
    ),
    option("--ignore", multiple=True, metavar="RULES", sv="Hoppa över dessa regler eller grupper.", en="Leave these rules or groups out."),
    option("--profile", type=click.Choice(PROFILES), sv="Vilka regler som gäller.", en="Which rules apply."),
    option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown."),
    option("--baseline", type=click.Path(path_type=Path), metavar="FILE", sv="Visa bara fynd som inte står i denna baslinje.", en="Show only findings that this baseline does not hold."),
    option("--jobs", type=click.IntRange(min=1), metavar="N", sv="Antal processer; annars en per kärna.", en="Number of processes; otherwise one for each core."),
    option("--cache/--no-cache", default=True, sv="Använd sparade resultat för det som inte har ändrats.", en="Use stored results for what has not changed."),
    option("--today", metavar="DATE", callback=lambda ctx, param, value: today(value), sv="Dagens datum, som 2026-11-24.", en="Today's date, as 2026-11-24."),
)  # fmt: skip


def judging(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that decide what is judged and by which rules."""
    for decorate in reversed(_SHARED):
        function = decorate(function)
    return function


def today(named: str | None) -> date:
    """The day that is named, else the day of SOURCE_DATE_EPOCH, else the clock's. Raises UsageError for no date."""
    try:
        if named:
            return date.fromisoformat(named)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            sv=f"{named or 'SOURCE_DATE_EPOCH'} är inget datum. Skriv det som 2026-11-24.",
            en=f"{named or 'SOURCE_DATE_EPOCH'} is not a date. Write it as 2026-11-24.",
        ) from error


def judge(paths: tuple[Path, ...], *, renderings: bool = False, stdin: str | None = None, **asked: Any) -> Report:
    """The report of a run, with its progress shown to a person who waits."""
    from template_check.pipeline import Choice, Options, run

    progress = Progress()
    choice = Choice(
        select=split(asked["select"]),
        ignore=split(asked["ignore"]),
        profile=asked["profile"],
        today=asked["today"],
        replaced={} if stdin is None else {paths[0].absolute(): stdin},
        renderings=renderings,
    )
    options = Options(choice, asked["jobs"], asked["cache"], asked["baseline"], progress)
    try:
        return run(paths or (Path(),), options)
    finally:
        progress.end()


def status(result: Report, fail_on: str) -> int:
    """The exit status: 3 if a check of ours broke, 1 if a failed finding weighs at least `fail_on`, else 0."""
    if result.errors:
        return _BROKEN
    if fail_on == "never":
        return 0
    least = SEVERITY_ORDER[fail_on]
    return int(
        any(
            finding.outcome is Outcome.FAILED and SEVERITY_ORDER[finding.severity] <= least
            for finding in result.findings
        )
    )


def repository() -> tuple[str, str]:
    """The repository's root, and the working directory as that root sees it, both with `/`.

    The second is empty at the root; outside a repository both are.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            inner = here.relative_to(folder).as_posix()
            return folder.as_posix(), "" if inner == "." else inner
    return "", ""
