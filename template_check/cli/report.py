"""`template-check report`: the review report for those who approve messages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from template_check import __version__
from template_check.cli.console import note, save
from template_check.cli.judging import LEVELS, chosen, judge, judging, repository, sign_offs, status
from template_check.cli.language import locale, say
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.errors import UsageError
from template_check.findings import Report
from template_check.reports.view import View


@declare(
    "report",
    sv="Skriver granskningsrapporten för alla meddelanden under SÖKVÄGARNA (annars i den här mappen): en HTML-sida för den som ska godkänna dem.",
    en="Writes the review report on all messages under the PATHS (otherwise in this folder): an HTML page for those who approve them.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", sv="HTML-fil, eller mapp där många meddelanden får var sin sida.", en="HTML file, or a folder in which many messages get a page each.")  # fmt: skip
@option("--pdf", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", sv="PDF-fil att skriva ut (kräver template-check[pdf]).", en="PDF file to print (needs template-check[pdf]).")  # fmt: skip
@option("--since", metavar="REV", default="", sv="Visa vad läsaren ser ändrat sedan denna version i git.", en="Show what readers see changed since this revision in git.")  # fmt: skip
@option("--fail-on", type=click.Choice(LEVELS), default="never", sv="Lägsta nivå som ger utgångsstatus 1 (annars never).", en="Lowest level that gives exit status 1 (otherwise never).")  # fmt: skip
@judging
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    pdf: Path | None,
    since: str,
    fail_on: str,
    today: date,
    **asked: Any,
) -> int:
    if output is None and pdf is None:
        raise UsageError(
            sv="Ange vart rapporten ska skrivas, till exempel --output report.html.",
            en="Say where to write the report, for example --output report.html.",
        )
    paths = paths or (Path(),)
    result = judge(paths, renderings=True, readability=True, today=today, **asked)
    changes = None
    if since:
        from template_check import changes as older

        changes = older.since(since, paths, result, chosen(today=today, **asked))
    root, folder = repository()
    view = View(
        locale=locale(),
        today=today,
        version=__version__,
        folder=folder,
        root=root,
        reviews=sign_offs(result),
        changes=changes,
        since=since,
    )
    if output is not None:
        _write(result, view, output)
    if pdf is not None:
        from template_check.reports.html.paper import pdf as on_paper

        save(pdf, on_paper(result, view))
        note(say(sv=f"Skrev {pdf}.", en=f"Wrote {pdf}."))
    return status(result, fail_on)


def _write(result: Report, view: View, output: Path) -> None:
    from template_check.reports.html import INDEX, MOST_ON_A_PAGE, pages, report

    if output.suffix.lower() in (".html", ".htm") and not output.is_dir():
        save(output, report(result, view))
        written = output
        if len(result.templates) > MOST_ON_A_PAGE:
            note(
                say(
                    sv=f"Rapporten har {len(result.templates)} meddelanden, och de visas som text i den. Ange en mapp efter --output, så får varje meddelande en egen sida med bild.",
                    en=f"The report has {len(result.templates)} messages, and they are shown as text in it. Name a folder after --output, and each message gets a page of its own with a picture.",
                )
            )
    else:
        for name, page in pages(result, view):
            save(output / name, page)
        written = output / INDEX
    note(say(sv=f"Skrev {written}.", en=f"Wrote {written}."))
