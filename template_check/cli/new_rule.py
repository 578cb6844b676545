"""`template-check new-rule GROUP/NAME`: the card and the function of a new rule, ready to be filled in."""

from __future__ import annotations

import re
from pathlib import Path

import click

from template_check.catalogue.card import LOCALES
from template_check.cli.console import save, show
from template_check.cli.language import say
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.errors import UsageError

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CARD = """applies_to = "{kind}"
severity = "warning"

[sv]
title = "Länken säger bara ”läs mer”"
message = "Länktexten ”{{text}}” säger inte vart länken leder."
why = "Den som hoppar mellan länkarna får inte veta vad den här leder till."
how = "Skriv vad man kommer till, till exempel ”Läs mer om provtagning”."

[en]
title = "The link says only “read more”"
message = "The link text “{{text}}” does not say where the link leads."
why = "Someone who jumps from link to link is not told what this one leads to."
how = "Write what one comes to, for example “Read more about blood tests”."

[phrases]
sv = ["läs mer"]
en = ["read more"]

[[fail]]
html = '<p><a href="https://boka.example/">Läs mer</a></p>'
finds = ['Läs mer']

[[pass]]
html = '<p><a href="https://boka.example/">Läs mer om provtagning</a></p>'
"""
_MODULE = '''"""Checks of the group {group}: what is asked, card by card, in `{cards}`."""

from __future__ import annotations

from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
'''
_FUNCTION = '''

def {function}(link: Any, rule: Rule) -> Verdict:
    """The link's text is one of the card's phrases."""
    text = " ".join(link.visible_text.split())
    listed = frozenset[str]().union(*rule.phrases.values())
    return fails(at=link.words, text=text) if text.casefold() in listed else PASSES
'''


@declare("new-rule", sv="Skapar kortet och funktionen för regeln GRUPP/NAMN i MAPPEN, med ett exempel att ändra.", en="Creates the card and the function of the rule GROUP/NAME in the FOLDER, with an example to change.")  # fmt: skip
@click.argument("rule", metavar="GROUP/NAME")
@option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("rules"), metavar="FOLDER", sv="Mappen med dina regler (annars rules).", en="The folder with your rules (otherwise rules).")  # fmt: skip
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
def command(rule: str, folder: Path) -> None:
    from template_check.catalogue.load import FORBIDDEN_NAMES, RULES

    if not _ID.fullmatch(rule):
        raise UsageError(
            sv=f"{rule} är inget regelnamn. Skriv grupp/namn med små bokstäver a–z och bindestreck.",
            en=f"{rule} is not a rule's name. Write group/name in small letters a–z and hyphens.",
        )
    group, _, name = rule.partition("/")
    if FORBIDDEN_NAMES.match(name):
        raise UsageError(
            sv="Namnet ska säga vad felet är, inte vad man ska göra: empty-link, inte no-empty-link.",
            en="The name must say what the flaw is, not what to do: empty-link, not no-empty-link.",
        )
    card = folder / group / f"{name}.toml"
    own = folder.resolve() == RULES.resolve()
    checks = RULES.parent / "template_check/checks" if own else folder / "checks"
    module = checks / f"{group.replace('-', '_')}.py"
    function = name.replace("-", "_")
    written = module.read_text(encoding="utf-8") if module.exists() else _MODULE.format(group=group, cards=card.parent)
    if card.exists() or re.search(rf"^def {function}\(", written, re.MULTILINE):
        raise UsageError(
            sv=f"Regeln {rule} finns redan. Välj ett annat namn.",
            en=f"The rule {rule} exists already. Choose another name.",
        )
    save(card, _CARD.format(kind="link"))
    save(module, written + _FUNCTION.format(function=function))
    show(
        say(
            sv=f"Skapade {card.as_posix()} och {function} i {module.as_posix()}.\nÄndra båda och pröva med: template-check rules --test --rules {folder.as_posix()}\n",
            en=f"Created {card.as_posix()} and {function} in {module.as_posix()}.\nChange both and test with: template-check rules --test --rules {folder.as_posix()}\n",
        )
    )
