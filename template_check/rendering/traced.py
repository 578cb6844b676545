"""Strings that remember where they came from.

They never change text. An operation that they do not know gives a plain string, whose place is then that of the tag
which prints it: precision degrades, truth does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from template_check.rendering.source_map import Segment


class Traced(str):
    """Plain text with segments."""

    segments: tuple[Segment, ...] | None = None


class TracedMarkup(Markup):
    """Markup with segments."""

    segments: tuple[Segment, ...] | None = None

    def __new__(cls, object: Any = "", encoding: str | None = None, errors: str = "strict") -> TracedMarkup:
        made = super().__new__(cls, object, encoding, errors)
        if getattr(object, "segments", None) is not None and len(object) == len(made):
            made.segments = object.segments
        return made


def traced(text: str, segments: tuple[Segment, ...]) -> Traced | TracedMarkup:
    """The text with these segments, markup staying markup."""
    made: Traced | TracedMarkup = TracedMarkup(text) if isinstance(text, Markup) else Traced(text)
    made.segments = segments
    return made


def concat(pieces: Iterable[str]) -> str:
    """Joins output, segments and all."""
    pieces = list(pieces)
    segments: list[Segment] = []
    for piece in pieces:
        known = getattr(piece, "segments", None)
        if known is None:
            return "".join(pieces)
        segments += known
    return traced("".join(pieces), tuple(segments))


def escape_traced(value: Any) -> str:
    """Escapes as MarkupSafe does; text in which nothing had to be escaped keeps its segments."""
    escaped = escape(value)
    segments = getattr(value, "segments", None)
    if segments is None or (isinstance(escaped, TracedMarkup) and escaped.segments is not None):
        return escaped
    return traced(escaped, segments) if len(escaped) == len(value) else escaped
