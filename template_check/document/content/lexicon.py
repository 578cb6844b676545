"""What is known about a language's ways of saying the four elements: its word lists and patterns, compiled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from template_check.document.concepts import Concepts, Hits
from template_check.document.content.words import NONE, Bits, Pattern, Patterns, forms, pattern
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
        self._bits = Bits()
        self._patterns = {
            (element, name): Patterns(tuple(pattern(line, self._bits) for line in lines))
            for element, listed in written.items()
            if element != "words"
            for name, lines in listed.items()
        }

    def masks(self, hits: Sequence[Hits]) -> list[int]:
        """The concepts of each sentence as one number."""
        return [self._bits.of(one) for one in hits]

    def begun(self, element: str, name: str, hits: Sequence[Hits], masks: Sequence[int]) -> frozenset[int]:
        """The sentences that one of the patterns `[element] name` begins in."""
        patterns = self._patterns.get((element, name), NONE)
        found = [index for index, mask in enumerate(masks) if mask & patterns.begun]
        return frozenset(
            index
            for index in found
            if any(
                clauses[0].stands_in(masks[index], hits[index]) and _goes_on(clauses, hits, masks, index)
                for clauses in patterns.each
            )
        )

    def all(self, element: str, name: str, hits: Sequence[Hits], masks: Sequence[int]) -> list[int]:
        """The sentences that one of the patterns ends in: those of the first pattern first."""
        patterns = self._patterns.get((element, name), NONE)
        begun = [(index, mask) for index, mask in enumerate(masks) if mask & patterns.begun]
        found: dict[int, None] = {}
        if begun:
            for clauses in patterns.each:
                for index, mask in begun:
                    if clauses[0].stands_in(mask, hits[index]) and _goes_on(clauses, hits, masks, index):
                        found[index + len(clauses) - 1] = None
        return list(found)


def _goes_on(clauses: Pattern, hits: Sequence[Hits], masks: Sequence[int], index: int) -> bool:
    """Whether the sentences after `index` hold the rest of a pattern."""
    if len(clauses) == 1:
        return True
    if index + len(clauses) > len(hits):
        return False
    return all(
        clause.stands_in(masks[index + number], hits[index + number]) for number, clause in enumerate(clauses[1:], 1)
    )


_compiled: dict[str, tuple[Any, Lexicon]] = {}


def lexicon(data: Mapping[str, Any], tag: str | None) -> Lexicon | None:
    """The lexicon of a language, from the data files that a rule names; None for a language without one.

    What a file says is compiled when it is first asked for.
    """
    language = primary(tag)
    language = _SAME.get(language, language)
    name = f"content-{language}"
    if name not in set(data):
        return None
    written = data[name]
    known = _compiled.get(language)
    if known is None or known[0] is not written:
        known = _compiled[language] = (written, Lexicon(language, written))
    return known[1]
