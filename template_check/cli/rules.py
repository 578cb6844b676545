"""`template-check rules`: lists the rules, or tests the examples of their cards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from template_check.catalogue.card import LOCALES, Rule
from template_check.cli.console import show
from template_check.cli.language import locale, say
from template_check.cli.settled import own_folders
from template_check.cli.translated import command as declare
from template_check.cli.translated import option


@declare(
    "rules",
    sv="Visar alla regler, även dem som inställningarna lägger till.",
    en="Lists all rules, also those that the settings add.",
)
@option("--format", "style", type=click.Choice(["terminal", "json", "markdown"]), default="terminal", sv="Listans format.", en="The format of the list.")  # fmt: skip
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
@option("--test", "tested", is_flag=True, sv="Pröva varje korts exempel mot dess funktion; med --rules bara korten där.", en="Test each card's examples against its function; with --rules only the cards there.")  # fmt: skip
@option("--rules", "folders", multiple=True, type=click.Path(path_type=Path), metavar="FOLDER", sv="En mapp med egna regler, utöver inställningarnas.", en="A folder with rules of your own, besides those of the settings.")  # fmt: skip
def command(style: str, tested: bool, folders: tuple[Path, ...]) -> int:
    from template_check.catalogue.load import load

    named = tuple(folder.resolve() for folder in folders)
    # The settings may name the same folders.
    rules = load(tuple(dict.fromkeys((*(folder.resolve() for folder in own_folders()), *named))))
    if tested:
        ours = {rule.id for rule in load()} if named else set()
        return _test(tuple(rule for rule in (load(named) if named else rules) if rule.id not in ours))
    if style == "json":
        show(json.dumps([_object(rule) for rule in rules], ensure_ascii=False, indent=2) + "\n", machine=True)
    elif style == "markdown":
        show("".join(_table(rules)), machine=True)
    else:
        widest = max((len(rule.id) for rule in rules), default=0)
        show("".join(f"{rule.id:<{widest}}  {_severity(rule):<8}  {rule.texts[locale()].title}\n" for rule in rules))
    return 0


def _table(rules: tuple[Rule, ...]) -> Iterator[str]:
    """A table in Markdown: id, severity, what is wrong, and the success criteria."""
    yield say(sv="| regel | nivå | vad felet är | WCAG |\n", en="| rule | level | what is wrong | WCAG |\n")
    yield "| --- | --- | --- | --- |\n"
    for rule in rules:
        title = rule.texts[locale()].title.replace("|", "\\|").replace("<", "&lt;")
        off = say(sv=" (av om den inte väljs)", en=" (off unless selected)") if rule.default == "off" else ""
        yield f"| {rule.id} | {_severity(rule)}{off} | {title} | {' '.join(rule.wcag)} |\n"


def _severity(rule: Rule) -> str:
    from template_check.reports.telling import SEVERITIES

    return SEVERITIES[locale()][rule.severity]


def _object(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": rule.severity,
        "precision": rule.precision,
        "default": rule.default,
        "wcag": list(rule.wcag),
        "act": list(rule.act),
        "guideline": list(rule.guideline),
        "titles": {name: texts.title for name, texts in rule.texts.items()},
    }


def _test(rules: tuple[Rule, ...]) -> int:
    """Runs every example; the exit status is 1 if one does not keep what it promises."""
    from template_check.examples import differences

    tried = broken = 0
    for rule in rules:
        for name, examples in (("pass", rule.passing), ("fail", rule.failing)):
            for number, example in enumerate(examples, 1):
                tried += 1
                try:
                    told = differences(rule, example)
                except Exception as error:
                    told = [f"{type(error).__name__}: {error}"]
                if told:
                    broken += 1
                    title = f" ({example.name})" if example.name else ""
                    show(f"{rule.id} [[{name}]] {number}{title}\n" + "".join(f"  {line}\n" for line in told))
    show(
        say(
            sv=f"{tried} exempel på {len(rules)} kort prövades, {broken} stämde inte.\n",
            en=f"{tried} examples on {len(rules)} cards were tested, {broken} did not hold.\n",
        )
    )
    return int(bool(broken))
