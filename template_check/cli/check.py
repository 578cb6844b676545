"""`template-check check`: judges messages and writes reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from template_check import __version__
from template_check.cli import console
from template_check.cli.judging import LEVELS, judge, judging, repository, status
from template_check.cli.language import locale
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.errors import UsageError
from template_check.findings import Report
from template_check.reports import FORMATS, write
from template_check.reports.view import View

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
    **asked: Any,
) -> int:
    reports = _reports(ctx.meta["order"])
    stdin = None
    if stdin_filename is not None:
        paths = (stdin_filename,)
        stdin = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    result = judge(paths, renderings=any(name == "html" for name, _ in reports), stdin=stdin, today=today, **asked)
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
    deliver(result, view, reports)
    return status(result, fail_on)


def deliver(result: Report, view: View, reports: Iterable[tuple[str, Path | None]]) -> None:
    """Writes each report to its file, or to standard output."""
    from dataclasses import replace

    for name, path in reports:
        if path is None:
            console.show(write(name, result, view), machine=name not in _FOR_PEOPLE)
        else:
            console.save(path, write(name, result, replace(view, color=False, width=100)))


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
