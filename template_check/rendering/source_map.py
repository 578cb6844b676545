"""From an offset in the rendered text to the span of the template that wrote it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from template_check.positions import Span


class Site(NamedTuple):
    """A place in a template that writes output."""

    template: str
    start: int
    end: int
    exact: bool
    from_data: bool


class Trail(NamedTuple):
    """The include and call sites that led to a place, innermost first."""

    site: Site
    outer: Trail | None


class Segment(NamedTuple):
    """A run of output with one origin; `exact` text equals its source character by character."""

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
    """All segments of a rendered text, in order."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self.segments = segments
        self._starts = [0, *accumulate(segment.length for segment in segments)]

    def origin(self, start: int, end: int) -> Origin | None:
        """The span that wrote `[start, end)`; of pieces from several templates the first one counts. None if empty."""
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
            if piece.site.template != home.site.template or piece.trail != home.trail or piece.site.start < span_start:
                break
            span_end = max(
                span_end,
                piece.site.start + end - self._starts[index] if index == last and piece.site.exact else piece.site.end,
            )
        return Origin(
            Span(home.site.template, span_start, span_end),
            _via(home.trail),
            all(piece.site.from_data for piece in pieces),
        )


def _via(trail: Trail | None) -> tuple[Span, ...]:
    spans = []
    while trail is not None:
        spans.append(Span(trail.site.template, trail.site.start, trail.site.end))
        trail = trail.outer
    return tuple(spans)
