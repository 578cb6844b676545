"""Blocks of visible text: paragraphs, headings, items, cells and lines, each with the way back to the HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from template_check.document.element import Element, TextNode
from template_check.lazy import lazy
from template_check.positions import Range

if TYPE_CHECKING:
    from template_check.document.document import Document
    from template_check.document.words import Word

# What is left of a text when each run of white space is one space, in pieces that stand unbroken in the source.
_PIECE = re.compile(r"[^ \t\n\r\f]++(?: [^ \t\n\r\f]++)*+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
# A line of a text message that is at least so long, in characters, and ends in a word or comma may be a broken one.
_FULL = 50
_GOES_ON = re.compile(r"[^\W_]|,")
_DIGIT = re.compile(r"\d")
_BREAKING = frozenset({"br", "hr"})
_INLINE = frozenset({"inline", "inline-block", "inline-flex", "inline-grid", "inline-table", "contents", "ruby"})
_KINDS = {
    "li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell", "caption": "paragraph",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip


class _Stretch(NamedTuple):
    """Characters of a text from `at`, as they stand in a node from `start`."""

    at: int
    length: int
    node: TextNode
    start: int


class TextWords:
    """Visible text, white space collapsed, that knows where its characters stand in the HTML."""

    __slots__ = ("_fallback", "_stretches", "text")

    def __init__(self, text: str, stretches: tuple[_Stretch, ...], fallback: Range) -> None:
        self.text = text
        self._stretches = stretches
        self._fallback = fallback

    def range(self) -> Range:
        """Where the words stand in the HTML, from the first character to the last."""
        return self._range(0, len(self.text))

    def _range(self, start: int, end: int) -> Range:
        first, last = self._stretch(start), self._stretch(max(start, end - 1))
        if first is None or last is None:
            return self._fallback
        begun = first.start + min(max(0, start - first.at), first.length)
        ended = last.start + min(max(0, end - last.at), last.length)
        begins = first.node.range_of(begun, max(begun + 1, min(begun + 1, len(first.node.data)))).start
        ends = last.node.range_of(max(0, ended - 1), ended).end
        return Range(begins, max(begins, ends))

    def _stretch(self, offset: int) -> _Stretch | None:
        index = bisect_right(self._stretches, offset, key=_at) - 1
        return self._stretches[max(0, index)] if self._stretches else None

    def node_at(self, offset: int) -> TextNode | None:
        """The text node that the character at the offset stands in."""
        stretch = self._stretch(offset)
        return stretch.node if stretch is not None else None

    def at(self, start: int, end: int) -> Part:
        """The characters `[start, end)` of the text."""
        return Part(self, start, end)


_at = attrgetter("at")


@dataclass(frozen=True, slots=True)
class Part:
    """Some characters of a text."""

    whole: TextWords
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.whole.text[self.start : self.end]

    def range(self) -> Range:
        """Where they stand in the HTML."""
        return self.whole._range(self.start, self.end)


class _Gatherer:
    """Puts pieces of text together with one space for each run of white space."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.stretches: list[_Stretch] = []
        self.length = 0
        self.space = False

    def add(self, node: TextNode) -> None:
        data = node.data
        if not data:
            return
        if _PIECE.fullmatch(data):
            # Most text stands on one line, without white space at its ends.
            if self.space and self.length:
                self.parts.append(" ")
                self.length += 1
            self.stretches.append(_Stretch(self.length, len(data), node, 0))
            self.parts.append(data)
            self.length += len(data)
            self.space = False
            return
        done = 0
        for match in _PIECE.finditer(data):
            if (self.space or match.start() > done) and self.length:
                self.parts.append(" ")
                self.length += 1
            piece = match[0]
            self.stretches.append(_Stretch(self.length, len(piece), node, match.start()))
            self.parts.append(piece)
            self.length += len(piece)
            self.space = False
            done = match.end()
        if done < len(data):
            self.space = True

    def words(self, fallback: Range) -> TextWords:
        return TextWords("".join(self.parts), tuple(self.stretches), fallback)


def gathered(nodes: Iterable[TextNode], fallback: Range) -> TextWords:
    """The visible text of some nodes, white space collapsed; the text of each block and line apart from the next."""
    gatherer = _Gatherer()
    before: TextNode | None = None
    for node in nodes:
        if not node.parent.is_visible:
            continue
        if before is not None and node.parent is not before.parent and not gatherer.space:
            gatherer.space = _is_between(before, node)
        gatherer.add(node)
        before = node
    return gatherer.words(fallback)


def _is_between(before: TextNode, after: TextNode) -> bool:
    """Whether a block begins or ends, or a line breaks, between two text nodes."""
    starts, document = before.document.text_blocks, before.document
    return (
        starts[before.index] is not starts[after.index]
        or document.line_breaks[before.index] != document.line_breaks[after.index]
    )


@lru_cache(maxsize=256)
def _is_inline(display: str) -> bool:
    return display.partition(" ")[0] in _INLINE


@dataclass(eq=False)
class Sentence:
    """A sentence with its words, whose offsets are of the block's text from `start` to `end`."""

    block: Block
    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence, white space collapsed."""
        return self.block.text[self.start : self.end]

    @lazy
    def forms(self) -> tuple[str, ...]:
        """The words as word lists know them: in lower case, without characters that do not show."""
        if self.block.text.isprintable():
            return tuple(word.text.lower() for word in self.words)
        return tuple(word.form for word in self.words)

    @property
    def language(self) -> str | None:
        """The language tag in force for the sentence, else the document's."""
        return self.block.language

    @property
    def document(self) -> Document:
        """The document that it stands in."""
        return self.block.document

    def at(self, start: int, end: int) -> Part:
        """The characters `[start, end)`, offsets of the block's text as those of `words` are."""
        return self.block.content.at(start, end)

    def range(self) -> Range:
        """Where it stands in the HTML."""
        return self.block.content.at(self.start, self.end).range()

    @property
    def place(self) -> Part:
        """Where a finding about the sentence stands: its words."""
        return self.block.content.at(self.start, self.end)


@dataclass(eq=False)
class Block:
    """A stretch of visible text between two breaks. `kind` is paragraph, heading, item, cell or line.

    A line is part of a block that `<br>` breaks. `element` is the nearest around the text that is no inline box; None in
    a text message.
    """

    kind: str
    element: Element | None
    content: TextWords
    document: Document
    nodes: tuple[TextNode, ...] = ()

    @property
    def text(self) -> str:
        """Its text, white space collapsed."""
        return self.content.text

    @property
    def words(self) -> TextWords:
        """Its text with its place."""
        return self.content

    @property
    def place(self) -> Part:
        """Where a finding about the block stands: its text."""
        return self.content.at(0, len(self.content.text))

    def range(self) -> Range:
        """Where it stands in the HTML."""
        return self.content.range()

    def at(self, start: int, end: int) -> Part:
        """The characters `[start, end)` of its text."""
        return self.content.at(start, end)

    @lazy
    def language(self) -> str | None:
        """The language tag in force for most of its text, else the document's."""
        if self.document.has_one_language:
            return self.document.languages[0] or self.document.language
        lengths: dict[str | None, int] = {}
        for node in self.nodes:
            tag = node.parent.language
            lengths[tag] = lengths.get(tag, 0) + len(node.data)
        tag = max(lengths, key=lengths.__getitem__) if lengths else None
        return tag or self.document.language

    @property
    def read_as(self) -> str | None:
        """The language whose words and ways of writing the text has: the one in force, else as `Document.read_as`."""
        return self.language or self.document.read_as

    @lazy
    def has_digit(self) -> bool:
        """Whether a digit stands in its text."""
        return _DIGIT.search(self.text) is not None

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        from template_check.document.sentences import in_block

        return tuple(Sentence(self, start, end, words) for start, end, words in in_block(self.text, self.read_as))


def text_layout(document: Document) -> tuple[list[Element], list[int]]:
    """For each text node the nearest block around it, and the number of breaks before it."""
    owners: list[Element] = []
    display = document.styles.display
    for element in document.elements:
        parent = element.parent
        owners.append(owners[parent.index] if parent is not None and _is_inline(display(element)) else element)
    breaks: list[int] = [0] * len(document.all_text)
    around = [owners[node.parent.index] for node in document.all_text]
    if any(tag in document.by_tag for tag in _BREAKING):
        count = 0
        stack: list[Element | TextNode] = list(reversed(document.elements[0].content)) if document.elements else []
        while stack:
            node = stack.pop()
            if isinstance(node, TextNode):
                breaks[node.index] = count
            else:
                count += node.tag in _BREAKING
                stack += reversed(node.content)
    return around, breaks


def blocks(document: Document) -> tuple[Block, ...]:
    """All blocks of visible text, in order."""
    if document.is_text:
        return tuple(_text_blocks(document, _lines(document.html), "line"))
    return tuple(_made(document, _runs(document, 1)))


def paragraphs(document: Document) -> tuple[Block, ...]:
    """The paragraphs of visible text: a single line break is a space in them."""
    if document.is_text:
        found = _PARAGRAPH.finditer(document.html)
        return tuple(_text_blocks(document, (match.span() for match in found), "paragraph"))
    made = _made(document, _runs(document, 2))
    return tuple(block for block in made if block.kind == "paragraph")


def _runs(document: Document, breaking: int) -> Iterator[tuple[list[TextNode], bool]]:
    """Text nodes that stand together, and whether a line break parts them from others of their block.

    Two runs are parted by the border of a block, or by so many line breaks as `breaking` says.
    """
    around, breaks = document.text_blocks, document.line_breaks
    run: list[TextNode] = []
    broken = False
    for node in document.all_text:
        if not node.parent.is_visible:
            continue
        if not node.data.strip():
            together = run and around[node.index] is around[run[-1].index]
            if together and breaks[node.index] - breaks[run[-1].index] < breaking:
                run.append(node)
            continue
        if run:
            last = run[-1]
            if around[node.index] is not around[last.index]:
                yield run, broken
                run, broken = [], False
            elif breaks[node.index] - breaks[last.index] >= breaking:
                yield run, True
                run, broken = [], True
        run.append(node)
    if run:
        yield run, broken


def _made(document: Document, runs: Iterable[tuple[list[TextNode], bool]]) -> Iterator[Block]:
    around = document.text_blocks
    breaks = document.line_breaks
    for nodes, broken in runs:
        first = nodes[0]
        element = around[first.index]
        if len(nodes) == 1 and _PIECE.fullmatch(first.data):
            words = TextWords(first.data, (_Stretch(0, len(first.data), first, 0),), element.place)
        else:
            gatherer = _Gatherer()
            line = breaks[first.index]
            for node in nodes:
                gatherer.space = gatherer.space or breaks[node.index] != line
                line = breaks[node.index]
                gatherer.add(node)
            words = gatherer.words(element.place)
        if words.text:
            kind = _kind(element)
            yield Block("line" if broken and kind == "paragraph" else kind, element, words, document, tuple(nodes))


def _kind(element: Element) -> str:
    if element.role == "heading":
        return "heading"
    kind = _KINDS.get(element.tag)
    if kind is not None:
        return kind if kind != "heading" else "paragraph"
    return "item" if element.role == "listitem" else "paragraph"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text message. One that a program broke because it was full goes on in the next."""
    start = last = end = -1
    for match in _LINE.finditer(text):
        if match.start() == end + 1 and match[0].lstrip()[0].islower():
            before = text[last:end].rstrip()
            if len(before) >= _FULL and _GOES_ON.match(before[-1]):
                last, end = match.span()
                continue
        if start >= 0:
            yield start, end
        start, end = match.span()
        last = start
    if start >= 0:
        yield start, end


def _text_blocks(document: Document, spans: Iterable[tuple[int, int]], kind: str) -> Iterator[Block]:
    for start, end in spans:
        gatherer = _Gatherer()
        node = TextNode(document.html[start:end], None, document, start)  # type: ignore[arg-type]
        gatherer.add(node)
        yield Block(kind, None, gatherer.words(Range(start, end)), document)
