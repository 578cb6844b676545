"""How hard a text is to read: LIX and RIX by our own counts, other languages by the formula that is accepted there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from template_check.catalogue.load import RULES, read_data
from template_check.document.sentences import primary
from template_check.document.words import LONG, Word, is_address

if TYPE_CHECKING:
    from template_check.document.blocks import Block, Part, Sentence
    from template_check.document.document import Document

LEVELS = ("very-easy", "easy", "medium", "hard", "very-hard")
# In windows over one text the standard deviation of LIX is 9 at 30 words, 7 at 50 and below 6 at 100.
SHORTEST = 30


@dataclass(frozen=True, slots=True)
class Counts:
    """Words, words of more than six letters, and sentences."""

    words: int
    long_words: int
    sentences: int

    @property
    def lix(self) -> float | None:
        """Words per sentence plus the percentage of long words (Björnsson, Läsbarhet, 1968); None without words.

        The scale is open: below 30 very easy, above 60 very hard. Formula: https://sv.wikipedia.org/wiki/Läsbarhetsindex
        """
        if not self.words or not self.sentences:
            return None
        return self.words / self.sentences + 100 * self.long_words / self.words

    @property
    def rix(self) -> float | None:
        """Long words per sentence (Anderson, Lix and Rix, Journal of Reading 26, 1983); None without sentences."""
        return self.long_words / self.sentences if self.sentences else None

    def without(self, words: Sequence[Word]) -> Counts:
        """The counts of the rest when one of the sentences is left out, given as its words."""
        return Counts(self.words - len(words), self.long_words - _long(words), self.sentences - 1)


@dataclass(frozen=True, eq=False)
class Reading:
    """How hard some sentences of one language are to read: a message's or a paragraph's.

    Nothing is worked out before it is asked for; the formulas of other libraries are first loaded by `index`.
    """

    language: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def counts(self) -> Counts:
        """Words, long words and sentences."""
        return count(sentence.words for sentence in self.sentences)

    @property
    def formula(self) -> str:
        """The key of the language's formula in `rules/phrases/readability.toml`; "" for a language without one."""
        return str(_data()["languages"].get(self.language, ""))

    @cached_property
    def index(self) -> float | None:
        """The figure by the language's formula; None for a text of fewer than 30 words and a language without one."""
        if self.counts.words < SHORTEST or not self.formula:
            return None
        return self.counts.lix if self.formula == "lix" else _by_textstat(self.formula, self.language, self.sentences)

    @property
    def level(self) -> str:
        """One of LEVELS, "too-short" for a text without an index, "no-formula" for a language without one."""
        if not self.formula:
            return "no-formula"
        if self.index is None:
            return "too-short"
        bounds = _data()["formulas"][self.formula]["levels"]
        rising = bounds[0] < bounds[-1]
        return LEVELS[sum(self.index > bound if rising else self.index < bound for bound in bounds)]

    @cached_property
    def long_words(self) -> tuple[Part, ...]:
        """The words of more than six letters, with their places, in order."""
        return tuple(
            sentence.at(word.start, word.end) for sentence in self.sentences for word in sentence.words if word.is_long
        )

    @cached_property
    def hardest(self) -> Sentence | None:
        """The sentence without which LIX would be lowest, the first of equals; None where there is only one."""
        if len(self.sentences) < 2:
            return None
        counts = self.counts
        return min(self.sentences, key=lambda sentence: counts.without(sentence.words).lix or counts.words)

    @cached_property
    def paragraphs(self) -> tuple[tuple[Block, Reading], ...]:
        """The blocks that the sentences stand in, each with its own reading, in order."""
        by_block: dict[Block, list[Sentence]] = {}
        for sentence in self.sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        return tuple((block, Reading(self.language, tuple(found))) for block, found in by_block.items())


def load(language: str | None) -> None:
    """Loads what the formula of the language needs."""
    if language is not None and _data()["languages"].get(primary(language), "") not in ("", "lix"):
        _textstat()


def measure(document: Document) -> Reading:
    """How hard the message is to read: all of its sentences in its main language, headings and items too."""
    language = primary(document.read_as)
    tags = {tag: primary(tag) for tag in {block.read_as for block in document.blocks}}
    found = (block for block in document.blocks if tags[block.read_as] == language)
    return Reading(language, tuple(sentence for block in found for sentence in block.sentences))


def count(sentences: Iterable[Sequence[Word]]) -> Counts:
    """The counts of sentences, each given as its words; one without words is not counted."""
    words = long_words = number = 0
    for sentence in sentences:
        if sentence:
            number += 1
            words += len(sentence)
            long_words += _long(sentence)
    return Counts(words, long_words, number)


def _long(words: Sequence[Word]) -> int:
    return sum([_is_long(word.text) for word in words if len(word.text) >= LONG])


@lru_cache(maxsize=20_000)
def _is_long(text: str) -> bool:
    return Word(text, 0, len(text)).is_long


def normalised(sentences: Iterable[Sequence[Word]], at_least: int = 1) -> str:
    """The sentences in a form that no formula can misread: letters only, one full stop at the end of each.

    A word without letters and an address become one short word. Sentences of fewer than `at_least` words are left out.
    """
    return " ".join(" ".join(map(_plain, sentence)) + "." for sentence in sentences if len(sentence) >= at_least)


def _plain(word: Word) -> str:
    return "a" if is_address(word.text) else "".join(filter(str.isalpha, word.text)) or "a"


def _data() -> Any:
    return read_data(RULES / "phrases", "readability")


# textstat takes a piece of fewer than three words for no sentence.
_SENTENCE = 3


def _textstat() -> Any:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from textstat.textstat import textstatistics  # type: ignore[import-untyped]

        return textstatistics


def _by_textstat(formula: str, language: str, sentences: Sequence[Sentence]) -> float | None:
    """The formula's figure on the normalised sentences. Of English it asks nothing that needs a dictionary fetched."""
    text = normalised((sentence.words for sentence in sentences), _SENTENCE)
    if not text:
        return None
    tool = _textstat()()
    tool.set_lang(language)
    match formula:
        case "coleman-liau":
            return float(tool.coleman_liau_index(text))
        case "wiener":
            return float(tool.wiener_sachtextformel(text, 1))
        case "fernandez-huerta":
            return float(tool.fernandez_huerta(text))
        case "gulpease":
            return float(tool.gulpease_index(text))
        case "osman":
            return float(tool.osman(text))
    raise ValueError(formula)
