"""Images: does a person who cannot see them get what they say?"""

from __future__ import annotations

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
from template_check.document.parse import Element


def missing_alt_text(image: Element, rule: Rule) -> Verdict:
    """An empty `alt` says that the image is decoration; only a missing one leaves the reader without an answer."""
    if "alt" in image.attributes or image.attributes.get("aria-label", "").strip():
        return PASSES
    if image.attributes.get("role") in ("none", "presentation") or "aria-hidden" in image.attributes:
        return PASSES
    return fails(file=image.attributes.get("src", "").rsplit("/", 1)[-1])
