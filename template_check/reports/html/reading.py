"""How hard each stretch of a message is to read, with its hard sentences and long words shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from template_check.document.blocks import Block, Sentence
from template_check.document.parse import Document
from template_check.document.readability import Counts, Reading, count
from template_check.document.sentences import primary
from template_check.reports.html.picture import Mark

# LIX from which one sentence of at least as many words is called hard.
HARD_LIX = 60
HARD_WORDS = 12
# Fewer words than this are a label or a line, whose measures say nothing.
FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a sentence; a long word is one of its own."""

    text: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence with its long words apart, the number of its words, and the numbers of the findings in it."""

    pieces: tuple[Piece, ...]
    words: int
    is_hard: bool
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block of the message: what it is, its language, its sentences and their measures.

    `index` is the figure of the language's formula, None for a short block and a language without one; `level` its key.
    """

    kind: str
    language: str | None
    sentences: tuple[ShownSentence, ...]
    counts: Counts
    index: float | None
    level: str

    @property
    def is_measured(self) -> bool:
        """Whether it has words enough for its measures to be told."""
        return self.counts.words >= FEWEST_WORDS

    @property
    def is_hard(self) -> bool:
        """Whether one of its sentences is."""
        return any(sentence.is_hard for sentence in self.sentences)


def stretches(document: Document, marks: Sequence[Mark], longest: int) -> tuple[Stretch, ...]:
    """The visible text block by block; a sentence of more than `longest` words is hard, one of high LIX as well."""
    of_findings = [mark for mark in marks if mark.kind != "evidence" and mark.end > mark.start]
    return tuple(_stretch(block, of_findings, longest) for block in document.blocks)


def _stretch(block: Block, marks: Sequence[Mark], longest: int) -> Stretch:
    measured = Reading(primary(block.read_as), block.sentences)
    inside: list[Mark] = []
    if marks:
        begin, end = block.range()
        inside = [mark for mark in marks if mark.start < end and begin < mark.end]
    sentences = [_sentence(each, inside, longest, measured.formula == "lix") for each in block.sentences]
    if not sentences:
        sentences = [ShownSentence((Piece(block.text, False),), 0, False, tuple(mark.label for mark in inside))]
    return Stretch(block.kind, block.language, tuple(sentences), measured.counts, measured.index, measured.level)


def _sentence(sentence: Sentence, marks: Sequence[Mark], longest: int, is_measured: bool) -> ShownSentence:
    words = len(sentence.words)
    lix = count((sentence.words,)).lix if is_measured else None
    numbers: tuple[str, ...] = ()
    if marks:
        begin, end = sentence.range()
        numbers = tuple(dict.fromkeys(mark.label for mark in marks if mark.start < end and begin < mark.end))
    return ShownSentence(
        tuple(_pieces(sentence)),
        words,
        words > longest or (lix is not None and words >= HARD_WORDS and lix > HARD_LIX),
        numbers,
    )


def _pieces(sentence: Sentence) -> list[Piece]:
    text, done = sentence.block.text, sentence.start
    pieces = []
    for word in sentence.words:
        if word.is_long:
            if done < word.start:
                pieces.append(Piece(text[done : word.start], False))
            pieces.append(Piece(text[word.start : word.end], True))
            done = word.end
    if done < sentence.end:
        pieces.append(Piece(text[done : sentence.end], False))
    return pieces
