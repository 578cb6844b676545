"""Spans, lines and columns: the only place that counts them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from template_check.lazy import lazy


class Span(NamedTuple):
    """A stretch of one file's text: offsets in code points, `end` exclusive.

    `path` is what the file is called where the span was made: a template by the name Jinja knows it by, any other file
    by its path.
    """

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


class Range(NamedTuple):
    """A stretch of the rendered text: offsets in code points, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A file's text with its path as it is shown to people; newlines are `\\n` and there is no byte order mark."""

    path: str
    text: str

    @lazy
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        starts = [0]
        offset = self.text.find("\n")
        while offset != -1:
            starts.append(offset + 1)
            offset = self.text.find("\n", offset + 1)
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def lines(self, first: int, last: int) -> tuple[str, ...]:
        """The lines `first` to `last`, counted from 1 and both included, without their newlines."""
        starts = (*self.line_starts, len(self.text) + 1)
        return tuple(self.text[starts[line - 1] : starts[line] - 1] for line in range(first, last + 1))

    def place(self, start: int, end: int) -> Place:
        """The stretch `[start, end)` with lines and columns; white space at its two ends is left out of it."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Place(self.path, *self.position(start), *self.position(end))
