"""`template-check explain RULE`: what a rule asks, why, and examples of right and wrong."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from template_check.catalogue.card import LOCALES, Example, Rule
from template_check.cli.console import colored, show, width
from template_check.cli.language import locale, say
from template_check.cli.settled import own_folders, rules_beginning
from template_check.cli.translated import command as declare
from template_check.cli.translated import option


@declare("explain", sv="Förklarar REGELN: vad den kräver, varför, och exempel på rätt och fel.", en="Explains the RULE: what it asks, why, and examples of right and wrong.")  # fmt: skip
@click.argument("rule", metavar="RULE", shell_complete=rules_beginning)
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
@option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", sv="Färg i terminalen.", en="Colour in the terminal.")  # fmt: skip
def command(rule: str, color: str) -> None:
    from template_check.catalogue.load import load
    from template_check.catalogue.selection import unknown

    rules = {each.id: each for each in load(own_folders())}
    asked = rules.get(rule) or next((each for each in rules.values() if each.name == rule), None)
    if asked is None:
        raise unknown(rule, rules)
    show("\n".join(_page(asked, colored(color))) + "\n")


def _page(rule: Rule, color: bool) -> Iterator[str]:
    from template_check.reports.telling import SEVERITIES

    def bold(text: str) -> str:
        return click.style(text, bold=True) if color else text

    texts = rule.texts[locale()]
    yield f"{bold(texts.title)}"
    yield f"{rule.id} – {SEVERITIES[locale()][rule.severity]}"
    yield ""
    yield from _wrapped(texts.why)
    yield ""
    yield bold(say(sv="Gör så här", en="Do this"))
    yield from _wrapped(texts.how)
    if texts.question:
        yield ""
        yield bold(say(sv="När en människa måste bedöma", en="When a human must judge"))
        yield from _wrapped(texts.question)
    yield from _rests_on(rule, bold(say(sv="Bygger på", en="Rests on")))
    if rule.options:
        yield ""
        yield bold(say(sv="Kan ändras i inställningarna", en="Can be changed in the settings"))
        for name, value in rule.options.items():
            yield f'  [options."{rule.id}"] {name} = {value}'
    for title, examples in (
        (say(sv="Fel", en="Wrong"), rule.failing),
        (say(sv="Rätt", en="Right"), rule.passing),
    ):
        for example in examples:
            yield ""
            yield bold(title + (f": {example.name}" if example.name else ""))
            yield from _example(example)


def _rests_on(rule: Rule, title: str) -> Iterator[str]:
    from template_check.catalogue.load import STANDARD
    from template_check.catalogue.standards import GUIDELINE_ADDRESS, criteria, guideline

    lines = []
    for number in rule.wcag:
        criterion = criteria().get(number)
        if criterion:
            clause = f", {STANDARD} {criterion.clause}" if criterion.clause else ""
            lines.append(f"  WCAG {number} {criterion.names[locale()]} ({criterion.level}){clause}")
            lines.append(f"    {criterion.address}")
    lines += (f"  ACT {id}: https://www.w3.org/WAI/standards-guidelines/act/rules/{id}/" for id in rule.act)
    statements = {statement.id: statement for statement in guideline()}
    for number in rule.guideline:
        text = statements[number].texts[locale()] if number in statements else ""
        lines.append(say(sv=f"  1177 inkorg, punkt {number}: {text}", en=f"  1177 inkorg, item {number}: {text}"))
        lines.append(f"    {GUIDELINE_ADDRESS}")
    if lines:
        yield ""
        yield title
        yield from lines


def _wrapped(text: str) -> Iterator[str]:
    yield from (textwrap.wrap(text, max(width() - 2, 20), initial_indent="  ", subsequent_indent="  ") or [""])


def _example(example: Example) -> Iterator[str]:
    for text in (example.message, example.html or example.jinja, *example.files.values()):
        for line in text.strip("\n").splitlines():
            yield f"    {line}"
