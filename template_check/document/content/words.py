"""Word lists and patterns as they are written in `rules/phrases/content-*.toml`, made ready to be looked up.

A list of words gives a *concept* a name. Its forms are parted by commas; a form is a word, or several words in a row, `*`
stands for any letters at the beginning or end of a word, `...` for up to three words, `^` for the sentence's beginning
and `@name` for all forms of another list. A *pattern* says which concepts stand together:

    asks + form - closed     both in one sentence, and the third not in it
    answers > used           the second after the first
    ja|nej                   either
    question / phone         the first in one sentence, the second in the next
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple


class Hits(dict[str, list[tuple[int, int]]]):
    """Concepts that stand in a sentence, each with the spans of its words as indices (first, last)."""

    @cached_property
    def begins(self) -> Mapping[str, frozenset[int]]:
        """For each concept the words that it begins at."""
        return {name: frozenset(first for first, _ in spans) for name, spans in self.items()}

    @cached_property
    def ends(self) -> Mapping[str, frozenset[int]]:
        """For each concept the words that it ends at."""
        return {name: frozenset(last for _, last in spans) for name, spans in self.items()}

    def marks(self, name: str, index: int) -> bool:
        """Whether the concept begins at a word."""
        return index in self.begins.get(name, ())


_GAP = "..."
_LONGEST_GAP = 3
# A form longer than this is no word of a list; it is looked up by its beginning and end only.
_LONGEST = 60


def forms(lists: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The forms of each list, in lower case, with those of the lists that it names by `@`."""
    split = {name: [form.strip() for form in ",".join(lines).lower().split(",")] for name, lines in lists.items()}

    def of(name: str) -> frozenset[str]:
        own = frozenset(form for form in split[name] if form and form[0] != "@")
        return own.union(*(of(form[1:]) for form in split[name] if form[:1] == "@"))

    return {name: of(name) for name in split}


class _Phrase(NamedTuple):
    """Words in a row: the concept, the words after the first, and whether the first must begin the sentence."""

    concept: str
    rest: tuple[str, ...]
    begins: bool


class _Looked(NamedTuple):
    """What a word stands for: concepts by itself, and phrases that it begins, by their second word where that is plain."""

    concepts: tuple[str, ...]
    by_second: Mapping[str, Sequence[_Phrase]]
    others: Sequence[_Phrase]


class _Table:
    """Entries by whole words, by beginnings, by endings, and by what stands anywhere in a word."""

    def __init__(self) -> None:
        self.whole: dict[str, list[str | _Phrase]] = {}
        self.begun: dict[str, list[str | _Phrase]] = {}
        self.ended: dict[str, list[str | _Phrase]] = {}
        self.within: dict[str, list[str | _Phrase]] = {}

    def add(self, form: str, entry: str | _Phrase) -> None:
        if "*" not in form:
            table = self.whole
        elif form[0] != "*":
            table = self.begun
        else:
            table = self.within if form[-1] == "*" else self.ended
        table.setdefault(form.strip("*"), []).append(entry)


class WordLists:
    """The concepts that words stand for. A lookup takes time in proportion to the word's length."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._table = _Table()
        for concept, listed in lists.items():
            for form in listed:
                if " " in form or form[0] == "^":
                    first, *rest = form.lstrip("^").split()
                    self._table.add(first, _Phrase(concept, tuple(rest), form[0] == "^"))
                else:
                    self._table.add(form, concept)
        self._lengths = sorted({len(key) for key in (*self._table.begun, *self._table.ended)})
        self._inner_lengths = sorted({len(key) for key in self._table.within})
        self._look = lru_cache(maxsize=8192)(self._looked_up)

    def _looked_up(self, form: str) -> _Looked:
        table = self._table
        found = list(table.whole.get(form, ()))
        for length in self._lengths:
            if length > len(form):
                break
            found += table.begun.get(form[:length], ())
            found += table.ended.get(form[len(form) - length :], ())
        if len(form) <= _LONGEST:
            for length in self._inner_lengths:
                for start in range(len(form) - length + 1):
                    found += table.within.get(form[start : start + length], ())
        concepts: dict[str, None] = {}
        by_second: dict[str, list[_Phrase]] = {}
        others: list[_Phrase] = []
        for entry in found:
            if isinstance(entry, str):
                concepts[entry] = None
            elif entry.rest and "*" not in entry.rest[0] and entry.rest[0] != _GAP:
                by_second.setdefault(entry.rest[0], []).append(entry)
            else:
                others.append(entry)
        return _Looked(tuple(concepts), by_second, others)

    def concepts(self, form: str) -> tuple[str, ...]:
        """The concepts that one word, in lower case, stands for by itself."""
        return self._look(form).concepts

    def hits(self, forms: Sequence[str]) -> Hits:
        """The concepts among the words of a sentence, in lower case."""
        found = Hits()
        following = (*forms[1:], "")
        for index, form in enumerate(forms):
            concepts, by_second, others = self._look(form)
            for concept in concepts:
                found.setdefault(concept, []).append((index, index))
            if by_second or others:
                for phrase in (*by_second.get(following[index], ()), *others):
                    if not (phrase.begins and index):
                        last = _end(phrase.rest, forms, index + 1)
                        if last is not None:
                            found.setdefault(phrase.concept, []).append((index, last))
        return found


def _end(rest: tuple[str, ...], forms: Sequence[str], start: int) -> int | None:
    """The index of the last word if the words from `start` are those that a phrase asks for."""
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
    if wanted[0] == "*":
        return core in form if wanted[-1] == "*" else form.endswith(core)
    return form.startswith(core)


class Bits:
    """A number for each concept, so that the concepts of a sentence are one whole number."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}

    def of(self, concepts: Iterable[str]) -> int:
        """The concepts as one number; one that is new gets a bit of its own."""
        mask = 0
        for concept in concepts:
            bit = self._bits.get(concept)
            if bit is None:
                bit = self._bits[concept] = 1 << len(self._bits)
            mask |= bit
        return mask


@dataclass(frozen=True, slots=True)
class Clause:
    """What one sentence must hold: sequences of alternatives in order, and what it must not hold."""

    masks: tuple[int, ...]
    without: int
    sequences: tuple[tuple[tuple[str, ...], ...], ...]

    def stands_in(self, mask: int, hits: Hits) -> bool:
        """Whether a sentence with these concepts holds it."""
        if mask & self.without:
            return False
        for wanted in self.masks:
            if not mask & wanted:
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

# Concepts that stand together: one entry for each of the neighbouring sentences.
Pattern = tuple[Clause, ...]


class Patterns:
    """Patterns of which any may stand; `begun` holds every concept that the first sentence of one of them asks for first."""

    def __init__(self, each: tuple[Pattern, ...]) -> None:
        self.each = each
        self.begun = 0
        for clauses in each:
            self.begun |= clauses[0].masks[0]


NONE = Patterns(())


def pattern(written: str, bits: Bits) -> Pattern:
    """The pattern that a line of a data file says."""
    return tuple(_clause(part, bits) for part in written.split(" / "))


def _clause(written: str, bits: Bits) -> Clause:
    masks: list[int] = []
    sequences = []
    without = 0
    for term in _SPLIT.split(written.strip()):
        sign, _, text = term.partition(" ") if term[:2] in ("+ ", "- ") else ("+", "", term)
        if sign == "-":
            without |= bits.of(text.strip().split("|"))
            continue
        sequence = tuple(tuple(names.strip().split("|")) for names in text.split(" > "))
        masks += map(bits.of, sequence)
        if len(sequence) > 1:
            sequences.append(sequence)
    return Clause(tuple(masks), without, tuple(sequences))
