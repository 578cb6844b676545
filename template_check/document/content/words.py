"""Word lists and patterns as they are written in `rules/phrases/content-*.toml`, made ready to be looked up.

A list of words gives a *concept* a name. Its forms are parted by commas; a form is a word, or several words in a row, `*`
stands for any letters at the beginning or end of a word, and `...` for up to three words. A *pattern* says which concepts stand together:

    asks + form - closed     both in one sentence, and the third not in it
    answers > used           the second after the first
    ja|nej                   either
    question / phone         the first in one sentence, the second in the next
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Concepts that stand in a sentence, each with the spans of its words as indices (first, last).
Hits = Mapping[str, Sequence[tuple[int, int]]]

_GAP = "..."
_LONGEST_GAP = 3
# A form longer than this is no word of a list; it is looked up by its beginning and end only.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Entry:
    """A concept, and the words that must follow the first one."""

    concept: str
    rest: tuple[str, ...]


def forms(lines: Iterable[str]) -> frozenset[str]:
    """The forms that the lines of a list hold, in lower case."""
    return frozenset(form.strip().lower() for line in lines for form in line.split(",") if form.strip())


class WordLists:
    """The concepts that words stand for. A lookup takes time in proportion to the word's length."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[_Entry]] = {}
        self._begun: dict[str, list[_Entry]] = {}
        self._ended: dict[str, list[_Entry]] = {}
        self._within: dict[str, list[_Entry]] = {}
        for concept, forms in lists.items():
            for form in forms:
                first, *rest = form.split()
                self._table(first).setdefault(first.strip("*"), []).append(_Entry(concept, tuple(rest)))
        self._lengths = tuple(sorted({len(key) for key in (*self._begun, *self._ended)}))
        self._inner_lengths = tuple(sorted({len(key) for key in self._within}))
        self._entries = lru_cache(maxsize=8192)(self._looked_up)

    def _table(self, form: str) -> dict[str, list[_Entry]]:
        if form.startswith("*"):
            return self._within if form.endswith("*") else self._ended
        return self._begun if form.endswith("*") else self._exact

    def _looked_up(self, form: str) -> tuple[_Entry, ...]:
        found = list(self._exact.get(form, ()))
        for length in self._lengths:
            if length > len(form):
                break
            found += self._begun.get(form[:length], ())
            found += self._ended.get(form[len(form) - length :], ())
        if len(form) <= _LONGEST:
            for length in self._inner_lengths:
                for start in range(len(form) - length + 1):
                    found += self._within.get(form[start : start + length], ())
        return tuple(dict.fromkeys(found))

    def has(self, form: str, concept: str) -> bool:
        """Whether one word, in lower case, stands for the concept by itself."""
        return any(entry.concept == concept and not entry.rest for entry in self._entries(form))

    def hits(self, forms: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
        """The concepts among the words of a sentence, in lower case."""
        found: dict[str, list[tuple[int, int]]] = {}
        for index, form in enumerate(forms):
            for entry in self._entries(form):
                last = _end(entry.rest, forms, index + 1) if entry.rest else index
                if last is not None:
                    found.setdefault(entry.concept, []).append((index, last))
        return found


def _end(rest: tuple[str, ...], forms: Sequence[str], start: int) -> int | None:
    """The index of the last word if the words from `start` are those that a form asks for."""
    for number, wanted in enumerate(rest):
        if wanted == _GAP:
            for skipped in range(_LONGEST_GAP + 1):
                last = _end(rest[number + 1 :], forms, start + skipped)
                if last is not None:
                    return last
            return None
        if start >= len(forms) or not _is(forms[start], wanted):
            return None
        start += 1
    return start - 1


def _is(form: str, wanted: str) -> bool:
    if "*" not in wanted:
        return form == wanted
    core = wanted.strip("*")
    if wanted.startswith("*"):
        return core in form if wanted.endswith("*") else form.endswith(core)
    return form.startswith(core)


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one sentence must hold: sequences of concepts, each with its alternatives, and what it must not hold."""

    sequences: tuple[tuple[tuple[str, ...], ...], ...]
    without: tuple[str, ...]

    def stands_in(self, hits: Hits) -> bool:
        if any(name in hits for name in self.without):
            return False
        return all(_in_order(sequence, hits) for sequence in self.sequences)


def _in_order(sequence: tuple[tuple[str, ...], ...], hits: Hits) -> bool:
    after = -1
    for names in sequence:
        ends = [last for name in names for first, last in hits.get(name, ()) if first > after]
        if not ends:
            return False
        after = min(ends)
    return True


_SPLIT = re.compile(r"\s+(?=[+-]\s)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Concepts that stand together in a sentence or in neighbouring ones."""

    clauses: tuple[_Clause, ...]

    @classmethod
    def read(cls, written: str) -> Pattern:
        """The pattern that a line of a data file says."""
        return cls(tuple(_clause(part) for part in written.split(" / ")))

    def found(self, hits: Sequence[Hits], index: int) -> bool:
        """Whether it stands in the sentence at `index` and those after it."""
        if index + len(self.clauses) > len(hits):
            return False
        return all(clause.stands_in(hits[index + number]) for number, clause in enumerate(self.clauses))


def _clause(written: str) -> _Clause:
    sequences: list[tuple[tuple[str, ...], ...]] = []
    without: list[str] = []
    for term in _SPLIT.split(written.strip()):
        sign, _, text = term.partition(" ") if term[:2] in ("+ ", "- ") else ("+", "", term)
        if sign == "-":
            without += text.strip().split("|")
        else:
            sequences.append(tuple(tuple(names.strip().split("|")) for names in text.split(" > ")))
    return _Clause(tuple(sequences), tuple(without))
