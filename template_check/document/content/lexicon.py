"""What is known about a language's ways of saying the four elements: its word lists and patterns, compiled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from template_check.document.concepts import Concepts, Hits, Itself
from template_check.document.content.words import NONE, Clause, Pattern, Patterns, Sentences, forms, pattern
from template_check.document.language import primary

_SAME = {"nb": "no", "nn": "no"}
# A form longer than this is no word of a list; it is looked up by its beginning and end only.
_LONGEST = 60


class Lexicon:
    """A language's word lists, and for each element the patterns that show it, by the name of what they show."""

    def __init__(self, language: str, written: Mapping[str, Any]) -> None:
        self.language = language
        self.listed = forms(written["words"])
        self.words = Concepts(self.listed, _LONGEST)
        self._patterns = {
            (element, name): Patterns(tuple(pattern(line, self.words.bits) for line in lines))
            for element, listed in written.items()
            if element != "words"
            for name, lines in listed.items()
        }

    def begun(self, element: str, name: str, sentences: Sentences) -> frozenset[int]:
        """The sentences that one of the patterns `[element] name` begins in."""
        patterns = self._patterns.get((element, name), NONE)
        return frozenset(
            index
            for index, mask in patterns.may_begin(sentences)
            if any(mask & first and _stands(clauses, sentences.hits, index) for first, clauses in patterns.each)
        )

    def all(self, element: str, name: str, sentences: Sentences) -> list[int]:
        """The sentences that one of the patterns ends in: those of the first pattern first."""
        patterns = self._patterns.get((element, name), NONE)
        begun = patterns.may_begin(sentences)
        found: dict[int, None] = {}
        for first, clauses in patterns.each if begun else ():
            if first & sentences.anywhere:
                for index, mask in begun:
                    if mask & first and _stands(clauses, sentences.hits, index):
                        found[index + len(clauses) - 1] = None
        return list(found)


def _stands(clauses: Pattern, hits: Sequence[Hits], index: int) -> bool:
    """Whether a pattern stands in the sentence at `index` and those after it."""
    if not clauses[0].stands_in(hits[index]):
        return False
    if len(clauses) == 1:
        return True
    following = hits[index + 1 : index + len(clauses)]
    return len(following) == len(clauses) - 1 and all(map(Clause.stands_in, clauses[1:], following))


def lexicon(data: Mapping[str, Any], tag: str | None) -> Lexicon | None:
    """The lexicon of a language, from the data files that a rule names; None for a language without one.

    What a file says is compiled when it is first asked for.
    """
    language = primary(tag)
    language = _SAME.get(language, language)
    name = f"content-{language}"
    return _made(language, Itself(data[name])) if name in data else None


@lru_cache(maxsize=32)
def _made(language: str, written: Itself) -> Lexicon:
    return Lexicon(language, written.value)
