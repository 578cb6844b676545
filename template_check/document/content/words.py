"""Word lists and patterns as they are written in `rules/phrases/content-*.toml`, made ready to be looked up.

A list of words gives a *concept* a name. Its forms are parted by commas; a form is an entry of `document.concepts`, or
`@name`, which is all forms of another list. A *pattern* says which concepts stand together:

    asks + form - closed     both in one sentence, and the third not in it
    asks - asks > phone      the first, and not the other after it
    answers > used           the second after the first
    ja|nej                   either
    question / phone         the first in one sentence, the second in the next
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from template_check.document.concepts import Bits, Hits


def forms(lists: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The forms of each list, in lower case, with those of the lists that it names by `@`."""
    split = {
        name: frozenset(filter(None, map(str.strip, ",".join(lines).lower().split(","))))
        for name, lines in lists.items()
    }

    def of(name: str) -> frozenset[str]:
        own = split[name]
        named = [form for form in own if form[0] == "@"]
        return own.difference(named).union(*(of(form[1:]) for form in named)) if named else own

    return {name: of(name) for name in split}


# Alternatives that follow each other in a sentence.
Sequenced = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """What one sentence must hold: sequences of alternatives in order, and what it must not hold, alone or in order."""

    masks: tuple[int, ...]
    without: int
    sequences: tuple[Sequenced, ...]
    never: tuple[Sequenced, ...]

    def stands_in(self, hits: Hits) -> bool:
        """Whether a sentence with these concepts holds it."""
        mask = hits.mask
        if mask & self.without:
            return False
        for wanted in self.masks:
            if not mask & wanted:
                return False
        if not all(_in_order(sequence, hits) for sequence in self.sequences):
            return False
        return not any(_in_order(sequence, hits) for sequence in self.never)


def _in_order(sequence: Sequenced, hits: Hits) -> bool:
    after = -1
    for names in sequence:
        ends = [last for name in names for first, last in hits.of(name) if first > after]
        if not ends:
            return False
        after = min(ends)
    return True


_SPLIT = re.compile(r"\s+(?=[+-]\s)")

# Concepts that stand together: one entry for each of the neighbouring sentences.
Pattern = tuple[Clause, ...]


class Sentences:
    """The concepts in each sentence of a text, and those that stand anywhere in it, as numbers too."""

    def __init__(self, hits: Sequence[Hits]) -> None:
        self.hits = hits
        self.masks = [one.mask for one in hits]
        self.anywhere = 0
        for mask in self.masks:
            self.anywhere |= mask


class Patterns:
    """Patterns of which any may stand, each with the concepts that its first sentence asks for first.

    `begun` holds all these concepts.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.each = tuple((clauses[0].masks[0], clauses) for clauses in patterns)
        self.begun = 0
        for first, _ in self.each:
            self.begun |= first

    def may_begin(self, sentences: Sentences) -> list[tuple[int, int]]:
        """The sentences with one of these concepts, each with all its concepts as one number."""
        begun = self.begun
        if not begun & sentences.anywhere:
            return []
        return [(index, mask) for index, mask in enumerate(sentences.masks) if mask & begun]


NONE = Patterns(())


def pattern(written: str, bits: Bits) -> Pattern:
    """The pattern that a line of a data file says."""
    return tuple(_clause(part, bits) for part in written.split(" / "))


def _clause(written: str, bits: Bits) -> Clause:
    masks: list[int] = []
    sequences = []
    never = []
    without = 0
    for term in _SPLIT.split(written.strip()):
        sign, _, text = term.partition(" ") if term[:2] in ("+ ", "- ") else ("+", "", term)
        sequence = tuple(tuple(names.strip().split("|")) for names in text.split(" > "))
        if sign == "-":
            if len(sequence) > 1:
                never.append(sequence)
            else:
                without |= bits.of(sequence[0])
            continue
        masks += map(bits.of, sequence)
        if len(sequence) > 1:
            sequences.append(sequence)
    return Clause(tuple(masks), without, tuple(sequences), tuple(never))
