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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
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
        return name in self and index in self.begins[name]


# What a phrase asks for after its first word, word by word: the alternatives, or a gap.
_Rest = tuple[tuple[str, ...], ...]


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

    concepts: tuple[str, ...]
    by_second: Mapping[str, Sequence[_Phrase]]
    others: Sequence[_Phrase]


class Concepts:
    """The concepts that words stand for. A word is looked up once, in time in proportion to its length.

    In a word of more than `longest` letters nothing is looked for that `*` stands on both sides of.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], longest: int | None = None) -> None:
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
                elif rest and all(map(_is_plain, rest[0])):
                    for word in dict.fromkeys(rest[0]):
                        by_second.setdefault(word, []).append(phrase._replace(rest=rest[1:]))
                else:
                    others.append(phrase)
        return _Looked(tuple(concepts), by_second, others) if concepts or by_second or others else None

    def of(self, form: str) -> tuple[str, ...]:
        """The concepts that one word, in lower case, stands for by itself."""
        looked = self._look(form)
        return looked.concepts if looked is not None else ()

    def hits(self, forms: Sequence[str]) -> Hits:
        """The concepts among the words of a sentence, in lower case."""
        found = Hits()
        look = self._look
        following = len(forms)
        for index, form in enumerate(forms):
            looked = look(form)
            if looked is None:
                continue
            concepts, by_second, others = looked
            for concept in concepts:
                found.setdefault(concept, []).append((index, index))
            if by_second and index + 1 < following:
                for concept, rest, begins in by_second.get(forms[index + 1], ()):
                    last = _end(rest, forms, index + 2) if rest else index + 1
                    if last is not None and not (begins and index):
                        found.setdefault(concept, []).append((index, last))
            for concept, rest, begins in others:
                if not (begins and index):
                    last = _end(rest, forms, index + 1)
                    if last is not None:
                        found.setdefault(concept, []).append((index, last))
        return found


def _rests(written: str) -> list[_Rest]:
    """What a phrase may ask for after its first word: with and without each word that may be left out."""
    found: list[_Rest] = [()]
    for part in written.split():
        word = (tuple(part.rstrip("?").split("|")),)
        found = [(*rest, *chosen) for rest in found for chosen in ((word, ()) if part[-1] == "?" else (word,))]
    return found


def _is_plain(word: str) -> bool:
    return "*" not in word and word not in ("#", "_", _GAP)


def _end(rest: _Rest, forms: Sequence[str], start: int) -> int | None:
    """The index of the last word if the words from `start` are those that a phrase asks for."""
    for number, wanted in enumerate(rest):
        if wanted[0] == _GAP:
            return _after_gap(rest[number + 1 :], forms, start)
        if start >= len(forms) or not _is(forms[start], wanted):
            return None
        start += 1
    return start - 1


def _after_gap(rest: _Rest, forms: Sequence[str], start: int) -> int | None:
    if not rest:
        return start - 1
    for first in range(start, min(start + _LONGEST_GAP + 1, len(forms))):
        if rest[0][0] == _GAP or _is(forms[first], rest[0]):
            last = _end(rest, forms, first)
            if last is not None:
                return last
    return None


def _is(form: str, wanted: tuple[str, ...]) -> bool:
    """Whether a word is one of the alternatives of a phrase."""
    return form in wanted or any(_fits(form, word) for word in wanted if not _is_plain(word))


def _fits(form: str, wanted: str) -> bool:
    if wanted in ("_", "*"):
        return True
    if wanted == "#":
        return form[:1].isdigit()
    core = wanted.strip("*")
    if wanted[0] == "*":
        return core in form if wanted[-1] == "*" else form.endswith(core)
    return form.startswith(core)
