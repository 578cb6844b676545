"""`template-check check`: judges messages and writes reports."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from template_check import __version__
from template_check.cli import console
from template_check.cli.judging import (
    LEVELS,
    depends_on_load,
    fails,
    files,
    judge,
    judging,
    open_cache,
    repository,
    sign_offs,
    status,
    tell_problems,
    worst,
)
from template_check.cli.language import locale
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.errors import UsageError
from template_check.reports import FORMATS, write
from template_check.reports.view import View

if TYPE_CHECKING:
    from template_check.cache.finished import FinishedRun
    from template_check.cache.folder import CacheFolder

_WITH_READABILITY = frozenset({"json", "html"})
# Reports that people read on standard output; a program that reads one there wants nothing else on it.
_FOR_PEOPLE = frozenset({"terminal", "github", "markdown"})


@declare(
    "check",
    sv="Granskar alla meddelanden under SÖKVÄGARNA (annars i den här mappen) och visar fynden med plats i mallen.",
    en="Judges all messages under the PATHS (otherwise in this folder) and shows the findings with their place in the template.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@option("--format", "formats", multiple=True, type=click.Choice(FORMATS), sv="Rapportens format. Kan anges flera gånger.", en="The report's format. May be given several times.")  # fmt: skip
@option("--output", "-o", "outputs", multiple=True, metavar="FILE", sv="Fil för rapporten i formatet före.", en="File for the report in the format before it.")  # fmt: skip
@option("--fail-on", type=click.Choice(LEVELS), default="error", sv="Lägsta nivå som ger utgångsstatus 1 (annars error).", en="Lowest level that gives exit status 1 (otherwise error).")  # fmt: skip
@judging
@option("--statistics", is_flag=True, sv="Visa antal per regel.", en="Show counts per rule.")
@option("--stdin-filename", type=click.Path(path_type=Path), metavar="FILE", sv="Läs mallen från standard in, som om den stod i denna fil.", en="Read the template from standard input, as if it stood in this file.")  # fmt: skip
@option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", sv="Färg i terminalen.", en="Colour in the terminal.")  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    fail_on: str,
    statistics: bool,
    stdin_filename: Path | None,
    color: str,
    today: date,
    cache: bool,
    **asked: Any,
) -> int:
    reports = _reports(ctx.meta["order"])
    stdin = None
    if stdin_filename is not None:
        paths = (stdin_filename,)
        stdin = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    root, folder = repository()
    view = View(
        locale=locale(),
        today=today,
        version=__version__,
        folder=folder,
        root=root,
        color=console.colored(color),
        width=console.width(),
        statistics=statistics,
    )
    kept = open_cache(paths, cache and stdin is None)
    # The number of processes changes nothing in the reports.
    way = (*sorted((name, value) for name, value in asked.items() if name != "jobs"), today)
    last = _last_run(paths, reports, kept, way) if kept is not None else None
    known = last.texts(_key(*each, view) for each in reports) if last is not None else None
    if known is not None:
        texts, severity = known
        ended = fails(severity, fail_on)
    else:
        named = {name for name, _ in reports}
        result = judge(
            paths,
            renderings="html" in named,
            readability=not named.isdisjoint(_WITH_READABILITY),
            stdin=stdin,
            today=today,
            cache=kept or False,
            **asked,
        )
        if "html" in named:
            view = replace(view, reviews=sign_offs(result))
        texts = {_key(*each, view): write(each[0], result, _fitting(each[1], view)) for each in reports}
        ended = status(result, fail_on)
        if last is not None and not result.errors and not depends_on_load(result):
            last.keep(texts, worst(result), files(result))
    tell_problems(kept)
    for name, path in reports:
        text = texts[_key(name, path, view)]
        if path is None:
            console.show(text, machine=name not in _FOR_PEOPLE)
        else:
            console.save(path, text)
    return ended


def _last_run(
    paths: tuple[Path, ...], reports: Iterable[tuple[str, Path | None]], kept: CacheFolder, way: Iterable[object]
) -> FinishedRun | None:
    """How this run ended before; None of one that no folder decides, or that shows more than what is judged."""
    folders = paths or (Path(),)
    if not all(path.is_dir() for path in folders) or any(name == "html" for name, _ in reports):
        return None
    from template_check import config
    from template_check.cache.finished import FinishedRun

    every = any(config.load(folder).templates for folder in folders)
    return FinishedRun(kept, folders, way, every, time.time_ns())


def _fitting(path: Path | None, view: View) -> View:
    return view if path is None else replace(view, color=False, width=100)


def _key(name: str, path: Path | None, view: View) -> str:
    return f"{name} {_fitting(path, view)}"


def _reports(order: Iterable[tuple[str | None, Any]]) -> list[tuple[str, Path | None]]:
    """The reports asked for, in order: each format with the file that is named after it."""
    reports: list[tuple[str, Path | None]] = []
    for name, value in order:
        if name == "formats":
            reports.append((value, None))
        elif name == "outputs":
            if not reports:
                reports.append(("terminal", None))
            format, known = reports[-1]
            if known is not None:
                raise UsageError(
                    sv=f"--output {value} har inget --format före sig. Ange ett format för varje fil.",
                    en=f"--output {value} has no --format before it. Name a format for each file.",
                )
            reports[-1] = (format, Path(value))
    if not reports:
        reports.append(("terminal", None))
    shown = [name for name, path in reports if path is None]
    if len(shown) > 1 and not _FOR_PEOPLE.issuperset(shown):
        raise UsageError(
            sv=f"Bara ett format kan visas åt gången: {', '.join(shown)}. Ange --output efter de andra.",
            en=f"Only one format can be shown at a time: {', '.join(shown)}. Give --output after the others.",
        )
    on_actions = os.environ.get("GITHUB_ACTIONS") == "true" and "github" not in [name for name, _ in reports]
    if on_actions and _FOR_PEOPLE.issuperset(shown):
        reports.append(("github", None))
    return reports
