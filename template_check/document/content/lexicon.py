"""What is known about a language's ways of saying the four elements: its word lists and patterns, compiled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from template_check.document.content.words import Hits, Pattern, WordLists, forms
from template_check.document.language import primary

_SAME = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, eq=False, slots=True)
class Lexicon:
    """A language's word lists, and for each element the patterns that show it, by the name of what they show."""

    language: str
    listed: Mapping[str, frozenset[str]]
    words: WordLists
    patterns: Mapping[str, Mapping[str, tuple[Pattern, ...]]]

    def shown(self, element: str, name: str, hits: Sequence[Hits], index: int) -> bool:
        """Whether one of the patterns `[element] name` stands in the sentence at `index` and those after it."""
        return any(pattern.found(hits, index) for pattern in self.patterns.get(element, {}).get(name, ()))

    def all(self, element: str, name: str, hits: Sequence[Hits]) -> list[int]:
        """The sentences in which one of the patterns stands."""
        return [index for index in range(len(hits)) if self.shown(element, name, hits, index)]


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
        patterns = {
            element: {name: tuple(map(Pattern.read, lines)) for name, lines in listed.items()}
            for element, listed in written.items()
            if element != "words"
        }
        listed = {name: forms(lines) for name, lines in written["words"].items()}
        known = _compiled[language] = (written, Lexicon(language, listed, WordLists(listed), patterns))
    return known[1]
