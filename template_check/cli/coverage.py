"""`template-check coverage`: how much of each message its samples show, and what none of them does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from template_check.catalogue.card import LOCALES
from template_check.cli.console import show
from template_check.cli.judging import judge, today
from template_check.cli.language import say
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.findings import Finding, MessageResult, Report

NEVER_RENDERED = "template/never-rendered"


@declare(
    "coverage",
    sv="Visar hur stor del av varje meddelande som testdata visar, och vilka delar inga testdata når.",
    en="Shows how much of each message its samples show, and which parts no sample reaches.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@option("--format", "style", type=click.Choice(["text", "json"]), default="text", sv="Listans format.", en="The format of the list.")  # fmt: skip
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
def command(paths: tuple[Path, ...], style: str) -> None:
    result = looked_through(paths, NEVER_RENDERED)
    if style == "json":
        told = [
            {
                "path": message.path,
                "spans": message.coverage.spans,
                "rendered": message.coverage.rendered,
                "never_rendered": [place._asdict() for place in message.coverage.never_rendered],
            }
            for message in result.templates
        ]
        show(json.dumps(told, ensure_ascii=False, indent=1) + "\n", machine=True)
    else:
        show("".join(f"{line}\n" for line in _lines(result)))


def looked_through(paths: tuple[Path, ...], *rules: str) -> Report:
    """What some rules alone say of the messages under the paths, known findings and all."""
    return judge(
        paths,
        select=rules,
        ignore=(),
        profile=None,
        jobs=None,
        baseline=None,
        cache=True,
        today=today(None),
    )


def _lines(result: Report) -> Iterator[str]:
    spans = rendered = 0
    for message in result.templates:
        spans += message.coverage.spans
        rendered += message.coverage.rendered
        yield f"{_share(message.coverage.rendered, message.coverage.spans)}  {message.path}"
        for finding in never_rendered(result, message):
            yield f"       {finding.place.path}:{finding.place.line}:{finding.place.column}  {short(finding.excerpt)}"
    if result.templates:
        yield f"{_share(rendered, spans)}  " + say(sv="alla meddelanden", en="all messages")


def never_rendered(result: Report, message: MessageResult) -> Iterator[Finding]:
    """The parts of a message that no sample shows, in order."""
    for finding in (*result.findings, *result.covered):
        if finding.rule == NEVER_RENDERED and finding.place.path == message.path:
            yield finding


def short(text: str) -> str:
    """At most 60 characters of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _share(rendered: int, spans: int) -> str:
    # All is told only of all.
    percent = 100 * rendered // spans if spans else 100
    return f"{percent:>3} %"
