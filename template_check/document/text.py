"""Where each character of a document's text stands in its HTML."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from template_check.positions import Range

if TYPE_CHECKING:
    from template_check.document.document import Document
    from template_check.document.element import TextNode
    from template_check.document.parse import Piece

# Characters without a meaning of their own, which no message holds twice: they stand for runs of text in a second parse.
_FIRST, _LAST = 0xF0000, 0x10FFFD
_SKIPPED = frozenset({0xFFFFE, 0xFFFFF})
_WHITE = " \t\n\r\f"


class _Stretch(NamedTuple):
    """Characters of a node from `at`, and where they stand. Of the same length, or one reference."""

    at: int
    length: int
    start: int
    end: int


class TextPlaces:
    """The places of all text of one document, worked out at the first question.

    The parser does not tell where text stands. So each run of text between tags is replaced by a character of its own
    and the HTML parsed again: the tree is the same, and shows which runs each of its text nodes was made of.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._stretches: list[list[_Stretch] | None] | None = None

    def range(self, node: TextNode, start: int, end: int) -> Range:
        """Where `[start, end)` of the node's data stands; the parent's start tag where that cannot be told."""
        if self._document.is_text:
            # In a text message a node's index is its offset.
            return Range(node.index + start, node.index + end)
        if self._stretches is None:
            self._stretches = self._worked_out()
        stretches = self._stretches[node.index]
        if not stretches:
            return node.parent.place
        first = self._at(stretches, start, False)
        last = self._at(stretches, max(start, end - 1), True) if end > start else first
        return Range(first, max(first, last))

    def inside(self, node: TextNode, start: int, end: int) -> tuple[int, int]:
        """The characters of the node's data that stand in `[start, end)` of the HTML; an empty stretch if none does."""
        if self._document.is_text:
            return max(0, start - node.index), min(len(node.data), end - node.index)
        if self._stretches is None:
            self._stretches = self._worked_out()
        first = last = None
        for stretch in self._stretches[node.index] or ():
            if stretch.end <= start or stretch.start >= end:
                continue
            exact = stretch.end - stretch.start == stretch.length
            begun = max(0, start - stretch.start) if exact else 0
            ended = min(stretch.length, end - stretch.start) if exact else stretch.length
            first = stretch.at + begun if first is None else first
            last = stretch.at + ended
        return (0, 0) if first is None or last is None else (first, last)

    def _at(self, stretches: list[_Stretch], offset: int, after: bool) -> int:
        """The place before, or after, the character at the offset."""
        index = max(0, bisect_right(stretches, offset, key=lambda stretch: stretch.at) - 1)
        stretch = stretches[index]
        inside = offset - stretch.at
        if inside < 0:
            return stretch.start
        if inside >= stretch.length:
            return stretch.end
        if stretch.end - stretch.start == stretch.length:
            return stretch.start + inside + after
        return stretch.end if after else stretch.start

    def _worked_out(self) -> list[list[_Stretch] | None]:
        from template_check.document.parse import text_of, tokens

        html, nodes = self._document.html, self._document.all_text
        unknown: list[list[_Stretch] | None] = [None] * len(nodes)
        runs: list[list[Piece]] = []
        written: list[str] = []
        run: list[Piece] = []
        done = 0
        for piece in (*tokens(html), None):
            if piece is not None:
                run.append(piece)
                continue
            if run:
                lead = run[0].data if not run[0].is_reference else ""
                blank = len(lead) - len(lead.lstrip(_WHITE))
                if blank < len(lead) or len(run) > 1:
                    begin = run[0].start + blank
                    code = _FIRST + len(runs)
                    if code + 2 > _LAST:
                        return unknown
                    runs.append(run)
                    written.append(html[done:begin])
                    written.append(chr(code + (code >= min(_SKIPPED)) * 2))
                    done = run[-1].end
                run = []
        written.append(html[done:])
        marked = text_of("".join(written))
        if len(marked) != len(nodes):
            return unknown
        return [_stretches(mark, node.data, runs) for mark, node in zip(marked, nodes, strict=True)]


def _stretches(marked: str, data: str, runs: list[list[Piece]]) -> list[_Stretch] | None:
    """The stretches of a node, from its text in the second parse; None where the two do not agree."""
    stretches: list[_Stretch] = []
    at = 0
    blank = 0
    for character in marked:
        code = ord(character)
        if code < _FIRST:
            at += 1
            blank += 1
            continue
        number = code - _FIRST - (code > max(_SKIPPED)) * 2
        if number >= len(runs):
            return None
        for index, piece in enumerate(runs[number]):
            text, start = piece.data, piece.start
            if index == 0 and not piece.is_reference:
                stripped = text.lstrip(_WHITE)
                cut = len(text) - len(stripped)
                kept = min(blank, cut)
                text, start = stripped, start + cut
                if kept:
                    stretches.append(_Stretch(at - kept, kept, start - kept, start))
            if "\0" in text:
                text = text.replace("\0", "")
            if not text:
                continue
            if data[at : at + len(text)] != text:
                return None
            if piece.is_reference or piece.end - start == len(text):
                stretches.append(_Stretch(at, len(text), start, piece.end))
            else:
                stretches += _lines(at, text, start, piece.end)
            at += len(text)
        blank = 0
    return stretches if at == len(data) else None


def _lines(at: int, text: str, start: int, end: int) -> list[_Stretch]:
    """The stretches of text whose line ends are two characters in the HTML."""
    stretches = []
    for line in text.splitlines(keepends=True):
        if line.endswith("\n"):
            stretches.append(_Stretch(at, len(line) - 1, start, start + len(line) - 1))
            stretches.append(_Stretch(at + len(line) - 1, 1, start + len(line) - 1, start + len(line) + 1))
            start += 1
        else:
            stretches.append(_Stretch(at, len(line), start, start + len(line)))
        at += len(line)
        start += len(line)
    return [stretch for stretch in stretches if stretch.length and stretch.start < end]
