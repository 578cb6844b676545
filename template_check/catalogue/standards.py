"""What the rules rest on: the success criteria of WCAG and the statements of the 1177 inkorg guideline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import rtoml

from template_check.catalogue.load import RULES

# The page of the guideline for using 1177 inkorg.
GUIDELINE_ADDRESS = "https://inera.atlassian.net/wiki/spaces/OIIK/pages/3585802241"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion: its names by language, level (A, AA, AAA), clause of EN 301 549 or "", and address."""

    id: str
    names: Mapping[str, str]
    level: str
    clause: str
    address: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the guideline, with the rules (or groups) that look at it and the question that a human answers.

    A text or question is empty where there is none. `kinds` are the kinds of message that it is about (none: all),
    `declared` the keys of the message file that answer it, `wanted` the answer that a message should have.
    """

    id: str
    texts: Mapping[str, str]
    rules: tuple[str, ...] = ()
    question: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    wanted: str = "yes"

    def is_about(self, kind: str | None) -> bool:
        """Whether it holds for messages of the kind; every statement holds for one of an undeclared kind."""
        return kind is None or not self.kinds or kind in self.kinds

    def covers(self, rule: str) -> bool:
        """Whether the rule of that id looks at the statement."""
        return rule in self.rules or rule.partition("/")[0] in self.rules


@cache
def criteria() -> Mapping[str, Criterion]:
    """The success criteria by number, `1.1.1`."""
    table = rtoml.loads((RULES / "wcag.toml").read_text(encoding="utf-8"))
    return {
        id: Criterion(id, {"sv": each["sv"], "en": each["en"]}, each["level"], each.get("clause", ""), each["address"])
        for id, each in table.items()
    }


@cache
def guideline() -> tuple[Statement, ...]:
    """The guideline's statements, in its order."""
    table = rtoml.loads((RULES / "guideline.toml").read_text(encoding="utf-8"))
    return tuple(
        Statement(
            id,
            {"sv": each["sv"], "en": each["en"]},
            tuple(each.get("rules", ())),
            dict(each.get("question", {})),
            tuple(each.get("kinds", ())),
            tuple(each.get("declared", ())),
            each.get("wanted", "yes"),
        )
        for id, each in table.items()
    )
