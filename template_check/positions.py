"""Spans, lines and columns: the only place that counts them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of one file's text: offsets in code points, `end` exclusive."""

    path: str
    start: int
    end: int


class Place(NamedTuple):
    """A span as people read it: lines and columns from 1, columns in code points, `end_column` exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each line of a text begins, as offsets."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text whose newlines are `\\n`."""
        starts = [0]
        offset = text.find("\n")
        while offset != -1:
            starts.append(offset + 1)
            offset = text.find("\n", offset + 1)
        return cls(tuple(starts))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def place(self, span: Span) -> Place:
        """The span with lines and columns."""
        return Place(span.path, *self.position(span.start), *self.position(span.end))
