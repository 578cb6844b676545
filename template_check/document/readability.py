"""How hard a text is to read: LIX and RIX by our own counts, other languages by the formula that is accepted there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from template_check.document.words import Word, is_address


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


def count(sentences: Iterable[Sequence[Word]]) -> Counts:
    """The counts of sentences, each given as its words; one without words is not counted."""
    words = long_words = number = 0
    for sentence in sentences:
        if sentence:
            number += 1
            words += len(sentence)
            long_words += sum(word.is_long for word in sentence)
    return Counts(words, long_words, number)


def normalised(sentences: Iterable[Sequence[Word]], at_least: int = 1) -> str:
    """The sentences in a form that no formula can misread: letters only, one full stop at the end of each.

    A word without letters and an address become one short word. Sentences of fewer than `at_least` words are left out.
    """
    return " ".join(" ".join(map(_plain, sentence)) + "." for sentence in sentences if len(sentence) >= at_least)


def _plain(word: Word) -> str:
    return "a" if is_address(word.text) else "".join(filter(str.isalpha, word.text)) or "a"
