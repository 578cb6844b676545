"""`template-check samples TEMPLATE`: a message's samples, what each lacks, and what none of them shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from template_check.catalogue.card import LOCALES
from template_check.cli.console import show
from template_check.cli.coverage import NEVER_RENDERED, looked_through, never_rendered, short
from template_check.cli.language import say
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.discover.messages import find
from template_check.errors import UsageError
from template_check.findings import Report

_UNDEFINED = "template/undefined-variable"


@declare(
    "samples",
    sv="Visar MALLENS testdata: vilka filer de står i, vilka värden de saknar och vad inga av dem visar.",
    en="Shows the TEMPLATE's samples: which files they stand in, which values they lack and what none of them shows.",
)
@click.argument("template", type=click.Path(path_type=Path), metavar="TEMPLATE")
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
def command(template: Path) -> None:
    messages = [found.message() for found in find([template])]
    if not messages:
        raise UsageError(
            sv=f"{template} är inget meddelande. Ange en mall som slutar på .html.j2, .html eller .txt.j2.",
            en=f"{template} is not a message. Name a template that ends in .html.j2, .html or .txt.j2.",
        )
    result = looked_through((template,), _UNDEFINED, NEVER_RENDERED)
    for message, judged in zip(messages, result.templates, strict=True):
        show(f"{message.path}\n")
        if not message.samples:
            show(say(sv="  Inga testdata.\n", en="  No samples.\n"))
        for sample in message.samples:
            lacking = ", ".join(dict.fromkeys(_lacking(result, message.path, sample.name)))
            told = say(sv=f"  saknar {lacking}", en=f"  lacks {lacking}") if lacking else ""
            show(f"  {sample.name}  {sample.path}{told}\n")
        unseen = list(never_rendered(result, judged))
        if unseen:
            show(say(sv="  Inga testdata visar:\n", en="  No sample shows:\n"))
        for finding in unseen:
            show(f"    {finding.place.line}:{finding.place.column}  {short(finding.excerpt)}\n")


def _lacking(result: Report, path: str, sample: str) -> Iterator[str]:
    for finding in (*result.findings, *result.covered):
        if finding.rule == _UNDEFINED and any(
            shown.path == path and sample in shown.samples for shown in finding.messages
        ):
            yield str(finding.values.get("name", finding.excerpt))
