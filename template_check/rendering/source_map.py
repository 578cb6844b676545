"""From an offset in the rendered text to the span of the template that wrote it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from template_check.positions import Span


class Site(NamedTuple):
    """A place in a template that writes output.

    Of an `exact` one each character stands at its own offset of the span; `altered` says that they are not the same
    characters (upper case). `extends` marks the tag that names a template's base.
    """

    template: str
    start: int
    end: int
    exact: bool
    from_data: bool
    altered: bool = False
    extends: bool = False

    @property
    def span(self) -> Span:
        """The place without what is known of it."""
        return Span(self.template, self.start, self.end)


class Trail(NamedTuple):
    """The include and call sites that led to a place, innermost first."""

    site: Site
    outer: Trail | None


class Segment(NamedTuple):
    """A run of output with one origin; `exact` text that is not altered equals its source character by character."""

    length: int
    site: Site
    trail: Trail | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of the rendered text comes from."""

    span: Span
    via: tuple[Span, ...]
    from_data: bool


class SourceMap:
    """All segments of a rendered text, in order, or a function that gives them when they are first asked for."""

    def __init__(self, segments: tuple[Segment, ...] | Callable[[], tuple[Segment, ...]]) -> None:
        self._given = segments

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments; their lengths add up to that of the text."""
        return self._given() if callable(self._given) else self._given

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(segment.length for segment in self.segments)]

    def origin(self, start: int, end: int) -> Origin | None:
        """The span that wrote `[start, end)`. None if nothing was rendered.

        Of pieces from several templates or turns of a loop the first one counts, with those after it that stand further
        on in the same text: a start tag that a macro writes around a value is one span, wherever the value comes from.
        """
        if not self.segments:
            return None
        first = min(bisect_right(self._starts, start) - 1, len(self.segments) - 1)
        last = max(first, min(bisect_right(self._starts, max(start, end - 1)) - 1, len(self.segments) - 1))
        pieces = self.segments[first : last + 1]
        home = pieces[0]
        span_start, span_end = home.site.start, home.site.end
        if home.site.exact:
            span_start += start - self._starts[first]
            span_end = span_start + min(end, self._starts[first + 1]) - start
        for index, piece in enumerate(pieces[1:], first + 1):
            if piece.site.template != home.site.template or piece.trail != home.trail:
                continue
            if piece.site.start < span_start:
                break
            span_end = max(
                span_end,
                piece.site.start + end - self._starts[index] if index == last and piece.site.exact else piece.site.end,
            )
        return Origin(
            Span(home.site.template, span_start, span_end),
            via(home.trail),
            all(piece.site.from_data for piece in pieces),
        )


def via(trail: Trail | None) -> tuple[Span, ...]:
    """The include and call sites as spans, innermost first."""
    spans = []
    while trail is not None:
        spans.append(trail.site.span)
        trail = trail.outer
    return tuple(spans)


def settle(trail: Trail | None, site: Site) -> Trail | None:
    """The trail as seen from a place.

    What a child says in its base's stead is said by the child itself, and what a call hands on by the caller: everything
    up to and with the tag that names the base, or that the place stands in, is left out.
    """
    at = trail
    while at is not None:
        tag = at.site
        if tag.template == site.template and (tag.extends or tag.start <= site.start <= site.end <= tag.end):
            return at.outer
        at = at.outer
    return trail
