"""A rule's card: what is required, in both languages, with examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from template_check.catalogue.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Texts:
    """A rule's sentences in one language."""

    title: str
    message: str
    why: str
    how: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """HTML that passes, or that fails at the source excerpts in `finds`."""

    html: str
    finds: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A card bound to its check."""

    id: str
    applies_to: str
    severity: str
    wcag: tuple[str, ...]
    texts: Mapping[str, Texts]
    examples: tuple[Example, ...]
    check: Callable[[Any, Rule], Verdict]
