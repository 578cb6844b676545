"""What is found of a content element."""

from __future__ import annotations

from dataclasses import dataclass

from template_check.document.blocks import Part, TextWords

PRESENT = "present"
VAGUE = "vague"
MISSING = "missing"
UNSURE = "unsure"
NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class Found:
    """An element's status and the exact words that show it.

    `weights` are the words that decided, where words were weighed, and how much each spoke for the element's being there.
    """

    status: str
    evidence: tuple[Part | TextWords, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
