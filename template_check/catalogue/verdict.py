"""What a check answers about one target: it passes, it fails, or a human must judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, with the values that fill the card's sentences."""

    outcome: Outcome
    values: Mapping[str, Any]


PASSES = Verdict(Outcome.PASSED, {})


def fails(**values: Any) -> Verdict:
    """The target breaks the rule."""
    return Verdict(Outcome.FAILED, values)


def unsure(**values: Any) -> Verdict:
    """A human must judge the target."""
    return Verdict(Outcome.UNSURE, values)
