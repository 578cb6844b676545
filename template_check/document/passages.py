"""Which words of a document stand under which declaration of language."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from template_check.document.style_defaults import MONOSPACED
from template_check.document.words import Word, letters, plain_words
from template_check.lazy import lazy

if TYPE_CHECKING:
    from template_check.document.blocks import Block
    from template_check.document.document import Document
    from template_check.document.element import Element

# What parts a sentence into clauses that may be in languages of their own: quotation marks, brackets, a colon, a dash.
_BREAK = re.compile(r"[\"“”„«»›‹()\[\]|/;·•]|:(?=\s)|\s[–—-]\s|[‘](?=\w)|(?<=\w)[’](?!\w)")

# The declarers of words that stand under no declaration, and of code, which is in no language.
NOBODY, CODE = -1, -2


@dataclass(frozen=True, eq=False)
class Passage:
    """Words of one block under one declaration. `part` holds them where the block has words under others too."""

    declarer: int
    block: Block
    part: tuple[tuple[Word, ...], ...] | None = None

    @lazy
    def sentences(self) -> tuple[tuple[Word, ...], ...]:
        """The words, sentence by sentence, with their offsets in the block's text."""
        return self.part if self.part is not None else tuple(sentence.words for sentence in self.block.sentences)

    def count(self, words: Container[str]) -> int:
        """How many of its words are among the given ones; before the sentences are worked out, at least so many."""
        if self.part is None:
            return sum(word in words for word in plain_words(self.block.text))
        return sum(word.text in words for sentence in self.part for word in sentence)

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words, in order."""
        return self.sentences[0] if len(self.sentences) == 1 else tuple(word for one in self.sentences for word in one)


def declarers(document: Document) -> Sequence[int]:
    """For each element the index of the nearest around it, or itself, that has a `lang` attribute; else NOBODY, or CODE."""
    found: list[int] = []
    for element in document.elements:
        if "lang" in element.attributes:
            found.append(element.index)
        elif element.tag in MONOSPACED:
            found.append(CODE)
        else:
            found.append(found[element.parent.index] if element.parent is not None else NOBODY)
    return found


def passages(document: Document, declared: Sequence[int]) -> tuple[Passage, ...]:
    """The visible words of the document by block and declaration, in order; `declared` are its declarers."""
    one = len(set(declared)) == 1 and declared[0] != CODE
    found: list[Passage] = []
    for block in document.blocks:
        around = (
            {declared[0]} if one else {declared[node.parent.index] for node in block.nodes if not node.data.isspace()}
        )
        if around == {CODE}:
            continue
        if len(around) == 1:
            found.append(Passage(around.pop(), block))
        else:
            found += _parted(block, declared)
    return tuple(found)


def _parted(block: Block, declared: Sequence[int]) -> Iterator[Passage]:
    by_declarer: dict[int, list[tuple[Word, ...]]] = {}
    for sentence in block.sentences:
        parts: dict[int, list[Word]] = {}
        for word in sentence.words:
            node = block.content.node_at(word.start)
            declarer = declared[node.parent.index] if node is not None else CODE
            if declarer != CODE:
                parts.setdefault(declarer, []).append(word)
        for declarer, words in parts.items():
            by_declarer.setdefault(declarer, []).append(tuple(words))
    for declarer, sentences in by_declarer.items():
        yield Passage(declarer, block, tuple(sentences))


def clauses(text: str, words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The words of a sentence, parted where quotation marks, brackets, a colon or a dash stand between them."""
    found: list[list[Word]] = []
    for word in words:
        if not found or _BREAK.search(text, found[-1][-1].end, word.start):
            found.append([])
        found[-1].append(word)
    return [tuple(one) for one in found]


def without_names(words: Sequence[Word]) -> list[Word]:
    """The words of a clause that are no names: a capital letter tells one, but not in the first word or among capitals."""
    kept = [word for word in words if not word.text[0].isupper()]
    if len(kept) == len(words) or 2 * sum(word.text.isupper() for word in words) > len(words):
        return list(words)
    return [words[0], *kept] if words[0].text[0].isupper() else kept


# The attributes whose text is read aloud in the language in force.
_READ = ("alt", "aria-label", "aria-labelledby", "aria-description", "aria-describedby", "title", "placeholder")


def read_aloud(document: Document) -> Iterator[tuple[Element, str, str]]:
    """The names and descriptions that attributes give to elements: each with its element and the attribute."""
    for attribute in _READ:
        for element in document.by_attribute.get(attribute, ()):
            if not element.is_exposed:
                continue
            if attribute == "aria-labelledby":
                text = element.name
            elif attribute == "aria-describedby":
                text = element.description
            else:
                text = element.attributes[attribute]
            if text.strip():
                yield element, attribute, text


def is_telling(words: Sequence[Word]) -> bool:
    """Whether there are words enough to tell their language by: three, of twelve letters in all.

    Where no spaces part the words (Chinese, Thai), eight letters.
    """
    count = sum(letters(word.text) for word in words)
    if len(words) >= _LEAST_WORDS:
        return count >= _LEAST_LETTERS
    return count >= _LEAST_UNPARTED and any(_UNPARTED.search(word.text) for word in words)


_LEAST_WORDS, _LEAST_LETTERS, _LEAST_UNPARTED = 3, 12, 8
_UNPARTED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff]")
