"""What a check answers about one target: it passes, it fails, or a human must judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from template_check.positions import Range, Span


class Outcome(StrEnum):
    """ACT's outcomes of a test of one target; *unsure* is its "cannot tell"."""

    PASSED = "passed"
    FAILED = "failed"
    UNSURE = "unsure"


class Words(Protocol):
    """Words of a document whose range in the HTML is worked out when a finding is placed there."""

    def range(self) -> Range:
        """The range of the words in the rendered text."""
        ...


# Where a verdict points: into the rendered text, at words of the document, or straight into a file (a message file, a
# sample). None is the target's own place.
At = Range | Words | Span | None


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement for exactly the text that the verdict points at; `safe` if it never changes what is meant."""

    replacement: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, with the values that fill the card's sentences.

    `severity` overrides the card's for this verdict. `status` and `evidence` are for the four content elements, whose
    passing verdicts say what was found too; `weights` are the words that decided there, and how much each spoke for the
    element's being there. `decided_by` names the words that decided when they are not where the
    verdict points: it is they that come from the sample or from the template. `otherwise` are verdicts on the same cause
    at other words, of which the first stands in for this one where the sample's words decided and nothing is due.
    """

    outcome: Outcome
    values: Mapping[str, Any] = field(default_factory=dict)
    at: At = None
    severity: str | None = None
    status: str = ""
    evidence: tuple[At, ...] = ()
    decided_by: At = None
    fix: Fix | None = None
    otherwise: tuple[Verdict, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()


PASSES = Verdict(Outcome.PASSED)


def passes(*, status: str = "", evidence: tuple[At, ...] = (), weights: tuple[tuple[str, float], ...] = ()) -> Verdict:
    """The target keeps the rule, with what shows it."""
    return Verdict(Outcome.PASSED, status=status, evidence=evidence, weights=weights)


def fails(
    *,
    at: At = None,
    severity: str | None = None,
    status: str = "",
    evidence: tuple[At, ...] = (),
    decided_by: At = None,
    fix: Fix | None = None,
    **values: Any,
) -> Verdict:
    """The target breaks the rule."""
    return Verdict(Outcome.FAILED, values, at, severity, status, evidence, decided_by, fix)


def unsure(
    *,
    at: At = None,
    severity: str | None = None,
    status: str = "",
    evidence: tuple[At, ...] = (),
    decided_by: At = None,
    fix: Fix | None = None,
    **values: Any,
) -> Verdict:
    """A human must judge the target: the card's question is put to them."""
    return Verdict(Outcome.UNSURE, values, at, severity, status, evidence, decided_by, fix)
