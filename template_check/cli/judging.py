"""From options on the command line to a report and an exit status: what `check` and `report` share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from template_check.catalogue.card import LOCALES
from template_check.catalogue.verdict import Outcome
from template_check.cli.console import Progress, note
from template_check.cli.language import say
from template_check.cli.settled import rules_beginning
from template_check.cli.translated import option, split
from template_check.errors import UsageError
from template_check.findings import BY_LOAD, SEVERITY_ORDER, Report

if TYPE_CHECKING:
    from template_check.cache.folder import CacheFolder
    from template_check.inspection import Choice
    from template_check.signoff import Review

PROFILES = ("1177-inkorg", "accessibility")
LEVELS = (*SEVERITY_ORDER, "never")
BROKEN = 3

_SHARED = (
    option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=rules_beginning,
        sv="Kör bara dessa regler eller grupper.",
        en="Run only these rules or groups.",
    ),
    option("--ignore", multiple=True, metavar="RULES", shell_complete=rules_beginning, sv="Hoppa över dessa regler eller grupper.", en="Leave these rules or groups out."),
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


def open_cache(paths: Sequence[Path], wanted: bool) -> CacheFolder | None:
    """The folder of kept results at the root of the first path's settings or repository; None if it is not wanted."""
    if not wanted:
        return None
    from template_check import config
    from template_check.cache.folder import CacheFolder

    return CacheFolder(config.load(next(iter(paths), Path())).root)


def tell_problems(cache: CacheFolder | None) -> None:
    """Notes on standard error which kept results could not be used."""
    for path, problem in cache.problems.items() if cache is not None else ():
        if problem == "foreign":
            sv = f"{path} tillhör någon annan eller är öppen för andra, och används därför inte. Ta bort den."
            en = f"{path} is another user's or open to others, and is therefore not used. Remove it."
        else:
            sv = f"{path} går inte att läsa, och allt granskas på nytt."
            en = f"{path} cannot be read, and everything is judged anew."
        note(say(sv=sv, en=en))


def chosen(
    *, replaced: Mapping[Path, str] | None = None, renderings: bool = False, readability: bool = False, **asked: Any
) -> Choice:
    """What the command line asks of every message; `replaced` are texts that stand in for files."""
    from template_check.pipeline import Choice

    return Choice(
        select=split(asked["select"]),
        ignore=split(asked["ignore"]),
        profile=asked["profile"],
        today=asked["today"],
        replaced=replaced or {},
        renderings=renderings,
        readability=readability,
    )


def judge(
    paths: tuple[Path, ...],
    *,
    renderings: bool = False,
    readability: bool = False,
    stdin: str | None = None,
    cache: CacheFolder | bool = False,
    **asked: Any,
) -> Report:
    """The report of a run, with its progress shown to a person who waits.

    `cache` is the folder of kept results, or whether to use the one that `open_cache` opens.
    """
    from template_check.pipeline import Options, run

    opened = open_cache(paths, cache and stdin is None) if isinstance(cache, bool) else None
    folder = cache if not isinstance(cache, bool) else opened

    progress = Progress()
    replaced = {} if stdin is None else {paths[0].absolute(): stdin}
    choice = chosen(replaced=replaced, renderings=renderings, readability=readability, **asked)
    kept = None
    if folder is not None:
        from template_check.cache.results import Results

        kept = Results(folder, (choice, Path.cwd()), time.time_ns())
    options = Options(choice, asked["jobs"], kept, asked["baseline"], progress)
    try:
        return run(paths or (Path(),), options)
    finally:
        progress.end()
        if kept is not None:
            kept.save()
        tell_problems(opened)


def sign_offs(result: Report) -> Mapping[str, Review]:
    """The sign-offs that stand beside the messages of a report, by the message's path."""
    from template_check import signoff

    return signoff.beside(message.path for message in result.templates)


def status(result: Report, fail_on: str) -> int:
    """The exit status: 3 if a check of ours broke, 1 if a failed finding weighs at least `fail_on`, else 0."""
    return BROKEN if result.errors else fails(worst(result), fail_on)


def worst(result: Report) -> str:
    """The severity of the worst finding that failed; empty if none did."""
    failed = (finding.severity for finding in result.findings if finding.outcome is Outcome.FAILED)
    return min(failed, key=SEVERITY_ORDER.__getitem__, default="")


def fails(severity: str, fail_on: str) -> int:
    """1 if a finding of this severity weighs at least `fail_on`, else 0."""
    return int(severity != "" and fail_on != "never" and SEVERITY_ORDER[severity] <= SEVERITY_ORDER[fail_on])


def depends_on_load(result: Report) -> bool:
    """Whether a finding may come of how busy the machine was."""
    return any(finding.rule == BY_LOAD for message in result.templates for finding in message.findings)


def files(result: Report) -> Iterator[str]:
    """The absolute paths of all files that the report rests on, also of those that were looked for in vain."""
    yield from result.dependencies
    for message in result.templates:
        yield from message.dependencies


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
