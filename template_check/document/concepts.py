"""Concepts by the words that show them: lists of words and phrases, found in a sentence in one pass.

An entry of a list is a word or several words in a row, in lower case. In it

    rabatt*  *studie     `*` at an end of a word stands for any letters; alone it is any word
    svara|besvara        of words with `|` between one is enough
    till? oss            a word with `?` after it may be left out
    från ... på          `...` stands for up to three words
    ^svara               `^` is the beginning of the sentence
    # kr                 `#` is a word that begins with a digit
    ta _ med             `_` is any word
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

_GAP = "..."
_LONGEST_GAP = 3
# The most distinct words whose concepts are kept.
_KEPT = 20_000


class Itself:
    """A value that is equal to itself only, whatever it holds: what is made of data can be kept by it."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.value is self.value


class Bits(dict[str, int]):
    """A number for each concept, so that the concepts of a sentence are one whole number."""

    def __missing__(self, concept: str) -> int:
        bit = self[concept] = 1 << len(self)
        return bit

    def of(self, concepts: Iterable[str]) -> int:
        """The concepts as one number; one that is new gets a bit of its own."""
        mask = 0
        for concept in concepts:
            mask |= self[concept]
        return mask


Span = tuple[int, int]


class Hits:
    """Concepts that stand in a sentence, all of them as one number in `mask`; where they stand is worked out when asked."""

    __slots__ = ("_begins", "_bits", "_ends", "_looked", "_phrases", "_spans", "mask")

    def __init__(
        self, bits: Bits, mask: int, looked: Sequence[_Looked | None] = (), phrases: Sequence[tuple[str, Span]] = ()
    ) -> None:
        self.mask = mask
        self._bits = bits
        self._looked = looked
        self._phrases = phrases
        self._spans: Mapping[str, Sequence[Span]] | None = None
        self._begins: dict[str, frozenset[int]] = {}
        self._ends: dict[str, frozenset[int]] = {}

    def __contains__(self, name: str) -> bool:
        return bool(self.mask & self._bits.get(name, 0))

    @property
    def spans(self) -> Mapping[str, Sequence[Span]]:
        """For each concept the spans of its words as indices (first, last), in order."""
        if self._spans is None:
            spans: dict[str, list[Span]] = {}
            for index, looked in enumerate(self._looked):
                for concept in looked.concepts if looked is not None else ():
                    spans.setdefault(concept, []).append((index, index))
            for concept, span in self._phrases:
                spans.setdefault(concept, []).append(span)
            for concept in {concept for concept, _ in self._phrases}:
                spans[concept].sort(key=_first)
            self._spans = spans
        return self._spans

    def of(self, name: str) -> Sequence[Span]:
        """The spans of a concept."""
        return self.spans[name] if name in self else ()

    def begins(self, name: str) -> frozenset[int]:
        """The words that a concept begins at."""
        if name not in self._begins:
            self._begins[name] = frozenset(first for first, _ in self.of(name))
        return self._begins[name]

    def ends(self, name: str) -> frozenset[int]:
        """The words that a concept ends at."""
        if name not in self._ends:
            self._ends[name] = frozenset(last for _, last in self.of(name))
        return self._ends[name]

    def marks(self, name: str, index: int) -> bool:
        """Whether a concept begins at a word."""
        return name in self and index in self.begins(name)

    def without(self, name: str, words: Collection[int]) -> Hits:
        """The same but for what of a concept begins at one of the words."""
        kept = [span for span in self.of(name) if span[0] not in words]
        others = Hits(self._bits, self.mask if kept else self.mask & ~self._bits[name])
        others._spans = {**self.spans, name: kept}
        return others


def _first(span: Span) -> int:
    return span[0]


class _Slot(NamedTuple):
    """What a phrase asks for in one place: one of some words, or of some patterns of words."""

    words: tuple[str, ...]
    patterns: tuple[str, ...]


# What a phrase asks for after its first word; None is a gap.
_Rest = tuple[_Slot | None, ...]


class _Phrase(NamedTuple):
    """A concept with what must follow the first word of a phrase, and whether that must begin the sentence."""

    concept: str
    rest: _Rest
    begins: bool


class _Entry(NamedTuple):
    """An entry of a list as it is kept by its first word: the others are read when that word first stands in a text."""

    concept: str
    rest: str
    begins: bool


class _Looked(NamedTuple):
    """What a word stands for: concepts by itself, and phrases that it begins, by their second word where that is plain."""

    mask: int
    concepts: tuple[str, ...]
    by_second: Mapping[str, Sequence[_Phrase]]
    others: Sequence[_Phrase]


class Concepts:
    """The concepts that words stand for. A word is looked up once, in time in proportion to its length.

    In a word of more than `longest` letters nothing is looked for that `*` stands on both sides of. `bits` are the numbers
    of concepts, where several lists share them.
    """

    def __init__(
        self, lists: Mapping[str, Iterable[str]], longest: int | None = None, bits: Bits | None = None
    ) -> None:
        self.bits = Bits() if bits is None else bits
        self._longest = longest
        self._whole: dict[str, list[_Entry]] = {}
        self._begun: dict[str, list[_Entry]] = {}
        self._ended: dict[str, list[_Entry]] = {}
        self._within: dict[str, list[_Entry]] = {}
        for concept, listed in lists.items():
            for entry in listed:
                first, _, rest = entry.lower().partition(" ")
                self._add(concept, first.lstrip("^"), rest, first[:1] == "^")
        self._lengths = sorted({len(key) for key in (*self._begun, *self._ended)})
        self._look = lru_cache(maxsize=_KEPT)(self._looked_up)

    def _add(self, concept: str, first: str, rest: str, begins: bool) -> None:
        if first[-1:] == "?":
            first = first.rstrip("?")
            if rest:
                following, _, others = rest.partition(" ")
                self._add(concept, following, others, begins)
        entry = _Entry(concept, rest, begins)
        for word in first.split("|") if "|" in first else (first,):
            if "*" not in word:
                table = self._whole
            elif word[0] != "*":
                table = self._begun
            else:
                table = self._within if word[-1] == "*" else self._ended
            table.setdefault(word.strip("*"), []).append(entry)

    def _entries(self, form: str) -> Iterator[_Entry]:
        yield from self._whole.get(form, ())
        yield from self._whole.get("_", ())
        if form[:1].isdigit():
            yield from self._whole.get("#", ())
        for length in self._lengths:
            if length > len(form):
                break
            yield from self._begun.get(form[:length], ())
            yield from self._ended.get(form[len(form) - length :], ())
        if self._longest is None or len(form) <= self._longest:
            for part, entries in self._within.items():
                if part in form:
                    yield from entries

    def _looked_up(self, form: str) -> _Looked | None:
        concepts: dict[str, None] = {}
        by_second: dict[str, list[_Phrase]] = {}
        others: list[_Phrase] = []
        for entry in self._entries(form):
            for rest in _rests(entry.rest):
                phrase = _Phrase(entry.concept, rest, entry.begins)
                if not rest and not entry.begins:
                    concepts[entry.concept] = None
                elif rest and rest[0] is not None and not rest[0].patterns:
                    for word in dict.fromkeys(rest[0].words):
                        by_second.setdefault(word, []).append(phrase._replace(rest=rest[1:]))
                else:
                    others.append(phrase)
        if not (concepts or by_second or others):
            return None
        return _Looked(self.bits.of(concepts), tuple(concepts), by_second, others)

    def of(self, form: str) -> tuple[str, ...]:
        """The concepts that one word, in lower case, stands for by itself."""
        looked = self._look(form)
        return looked.concepts if looked is not None else ()

    def hits(self, forms: Sequence[str]) -> Hits:
        """The concepts among the words of a sentence, in lower case."""
        looked = list(map(self._look, forms))
        bits, mask, last = self.bits, 0, len(forms) - 1
        phrases: list[tuple[str, Span]] = []
        for index, each in enumerate(looked):
            if each is None:
                continue
            own, _, by_second, others = each
            mask |= own
            if index < last and forms[index + 1] in by_second:
                for concept, rest, begins in by_second[forms[index + 1]]:
                    end = _end(rest, forms, index + 2) if rest else index + 1
                    if end is not None and not (begins and index):
                        phrases.append((concept, (index, end)))
                        mask |= bits[concept]
            for concept, rest, begins in others:
                if not (begins and index):
                    end = _end(rest, forms, index + 1)
                    if end is not None:
                        phrases.append((concept, (index, end)))
                        mask |= bits[concept]
        return Hits(bits, mask, looked, phrases)


def _rests(written: str) -> list[_Rest]:
    """What a phrase may ask for after its first word: with and without each word that may be left out."""
    found: list[_Rest] = [()]
    for part in written.split():
        slot = (_slot(part.rstrip("?")),)
        found = [(*rest, *chosen) for rest in found for chosen in ((slot, ()) if part[-1] == "?" else (slot,))]
    return found


def _slot(part: str) -> _Slot | None:
    if part == _GAP:
        return None
    words = part.split("|")
    patterns = tuple(word for word in words if "*" in word or word in ("#", "_"))
    return _Slot(tuple(word for word in words if word not in patterns), patterns)


def _end(rest: _Rest, forms: Sequence[str], start: int) -> int | None:
    """The index of the last word if the words from `start` are those that a phrase asks for."""
    for number, slot in enumerate(rest):
        if slot is None:
            return _after_gap(rest[number + 1 :], forms, start)
        if start >= len(forms):
            return None
        form = forms[start]
        if form not in slot.words and not (slot.patterns and _fits(form, slot.patterns)):
            return None
        start += 1
    return start - 1


def _after_gap(rest: _Rest, forms: Sequence[str], start: int) -> int | None:
    """The same of what follows a gap, which takes as few words as it can."""
    slot = rest[0] if rest else None
    if slot is not None and not slot.patterns and not any(word in forms for word in slot.words):
        return None
    for first in range(start, start + _LONGEST_GAP + 1):
        last = _end(rest, forms, first)
        if last is not None:
            return last
    return None


def _fits(form: str, patterns: Iterable[str]) -> bool:
    """Whether a word is one that a pattern stands for."""
    for pattern in patterns:
        if pattern == "_" or (pattern == "#" and form[:1].isdigit()):
            return True
        core = pattern.strip("*")
        if pattern[0] == "*":
            if core in form if pattern[-1] == "*" else form.endswith(core):
                return True
        elif pattern[-1] == "*" and form.startswith(core):
            return True
    return False
