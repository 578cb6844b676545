"""Rules on a document: targets are found once, each check judges one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Outcome, Verdict
from template_check.document.parse import Document, Element

TARGETS: Mapping[str, Callable[[Document], Iterator[Element]]] = {
    "element": lambda document: iter(document.elements),
    "image": lambda document: (element for element in document.elements if element.tag == "img"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule's verdict on a range of the HTML."""

    rule: Rule
    verdict: Verdict
    start: int
    end: int


def judge(document: Document, rules: Iterable[Rule]) -> list[Judgement]:
    """Every verdict of the rules on the document, passes included."""
    targets = {kind: tuple(find(document)) for kind, find in TARGETS.items()}
    return [
        Judgement(rule, rule.check(target, rule), target.start, target.end)
        for rule in rules
        for target in targets[rule.applies_to]
    ]


def faults(judgements: Iterable[Judgement]) -> list[Judgement]:
    """What did not pass."""
    return [judgement for judgement in judgements if judgement.verdict.outcome is not Outcome.PASSED]
