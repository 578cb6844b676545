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
_NOWHERE: frozenset[int] = frozenset()


class Hits:
    """Concepts that stand in a sentence, all of them as one number in `mask`; where they stand is worked out when asked."""

    __slots__ = ("_begins", "_bits", "_ends", "_looked", "_phrases", "_spans", "mask")

    def __init__(
        self, bits: Bits, mask: int, looked: Sequence[_Node | None] = (), phrases: Sequence[tuple[str, Span]] = ()
    ) -> None:
        self.mask = mask
        self._bits = bits
        self._looked = looked
        self._phrases = phrases
        self._spans: Mapping[str, Sequence[Span]] | None = None
        self._begins: dict[str, frozenset[int]] | None = None
        self._ends: dict[str, frozenset[int]] | None = None

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
        if name not in self:
            return _NOWHERE
        if self._begins is None:
            self._begins = {}
        if name not in self._begins:
            self._begins[name] = frozenset(first for first, _ in self.of(name))
        return self._begins[name]

    def ends(self, name: str) -> frozenset[int]:
        """The words that a concept ends at."""
        if name not in self:
            return _NOWHERE
        if self._ends is None:
            self._ends = {}
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

    words: frozenset[str]
    patterns: tuple[str, ...]


# What a phrase asks for after its first word; None is a gap.
_Rest = tuple[_Slot | None, ...]


# A concept with the words that must still follow for it, as they are written.
_Entry = tuple[str, str]


class _Node:
    """Where a word, or the words so far, lead: to concepts, and on to more words.

    What follows is read when the words so far first stand in a text: of most phrases little ever is. `tails` are phrases
    that go on with something else than plain words; they may stand where one of the words in `needed` is among the next
    `reach` words, or, if `needed` is None, anywhere.
    """

    __slots__ = ("_opened", "bits", "concepts", "following", "mask", "needed", "reach", "tails")

    def __init__(self, entries: Iterable[_Entry], bits: Bits) -> None:
        concepts: dict[str, None] = {}
        self.bits = bits
        self.following: dict[str | None, list[_Entry]] = {}
        self._opened: dict[str, _Node] = {}
        self.tails: list[tuple[str, _Rest]] = []
        waiting = list(entries)
        while waiting:
            concept, rest = waiting.pop()
            if not rest:
                concepts[concept] = None
                continue
            part, _, others = rest.lstrip().partition(" ")
            if part[-1:] == "?":
                waiting.append((concept, others))
                part = part.rstrip("?")
            slot = _slot(part)
            if slot is None or slot.patterns:
                self.tails += [(concept, (slot, *following)) for following in _rests(others)]
            else:
                for word in slot.words:
                    self.following.setdefault(word, []).append((concept, others))
        needed = [next((slot.words for slot in rest if slot and not slot.patterns), None) for _, rest in self.tails]
        self.needed = None if None in needed else frozenset().union(*filter(None, needed))
        self.reach = max((len(rest) + _LONGEST_GAP * rest.count(None) for _, rest in self.tails), default=0)
        self.concepts = tuple(concepts)
        self.mask = bits.of(concepts)

    def __bool__(self) -> bool:
        return bool(self.concepts or self.following or self.tails)

    def may_go_on(self, forms: Sequence[str], start: int) -> bool:
        """Whether one of the tails may stand in a sentence from the word at `start`."""
        if not self.tails:
            return False
        return self.needed is None or not self.needed.isdisjoint(forms[start : start + self.reach])

    def after(self, form: str) -> _Node | None:
        """Where the word leads from here."""
        node = self._opened.get(form)
        if node is None and form in self.following:
            node = self._opened[form] = _Node(self.following[form], self.bits)
        return node


class _Table:
    """Entries by their first word: as a whole, by its beginning, by its ending, and by what stands anywhere in it."""

    def __init__(self, bits: Bits, longest: int | None) -> None:
        self._bits = bits
        self._longest = longest
        self._whole: dict[str, list[_Entry]] = {}
        self._begun: dict[str, list[_Entry]] = {}
        self._ended: dict[str, list[_Entry]] = {}
        self._within: dict[str, list[_Entry]] = {}
        self._lengths: list[int] = []
        self.look = lru_cache(maxsize=_KEPT)(self._looked_up)

    def add(self, concept: str, written: str) -> None:
        first, _, rest = written.partition(" ")
        if first.isalpha():
            self._whole.setdefault(first, []).append((concept, rest))
            return
        if first[-1:] == "?":
            first = first.rstrip("?")
            if rest:
                self.add(concept, rest)
        entry = concept, rest
        for word in first.split("|") if "|" in first else (first,):
            if "*" not in word:
                self._whole.setdefault(word, []).append(entry)
                continue
            begun = word[0] != "*"
            table = self._begun if begun else self._within if word[-1] == "*" else self._ended
            table.setdefault(word.strip("*"), []).append(entry)

    def close(self) -> None:
        """All entries are there."""
        self._lengths = sorted({len(key) for key in (*self._begun, *self._ended)})

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

    def _looked_up(self, form: str) -> _Node | None:
        return _Node(self._entries(form), self._bits) or None


class Concepts:
    """The concepts that words stand for. A word is looked up once, in time in proportion to its length.

    In a word of more than `longest` letters nothing is looked for that `*` stands on both sides of. `bits` are the numbers
    of concepts, where several lists share them.
    """

    def __init__(
        self, lists: Mapping[str, Iterable[str]], longest: int | None = None, bits: Bits | None = None
    ) -> None:
        self.bits = Bits() if bits is None else bits
        self._nothing = Hits(self.bits, 0)
        anywhere, first = _Table(self.bits, longest), _Table(self.bits, longest)
        for concept, listed in lists.items():
            for entry in listed:
                written = entry.strip().lower()
                if written[:1] == "^":
                    first.add(concept, written[1:])
                else:
                    anywhere.add(concept, written)
        anywhere.close()
        first.close()
        self._look, self._look_first = anywhere.look, first.look

    def of(self, form: str) -> tuple[str, ...]:
        """The concepts that one word, in lower case, stands for by itself."""
        node = self._look(form)
        return node.concepts if node is not None else ()

    def hits(self, forms: Sequence[str]) -> Hits:
        """The concepts among the words of a sentence, in lower case."""
        looked = list(map(self._look, forms))
        first = self._look_first(forms[0]) if forms else None
        if first is None and looked.count(None) == len(looked):
            return self._nothing
        phrases: list[tuple[str, Span]] = []
        mask = 0
        for index, (node, following) in enumerate(zip(looked, (*forms[1:], None), strict=True)):
            if node is not None:
                mask |= node.mask
                if following in node.following or (node.tails and node.may_go_on(forms, index + 1)):
                    mask |= _follow(node, forms, index, phrases)
        if first is not None:
            phrases += [(concept, (0, 0)) for concept in first.concepts]
            mask |= first.mask | _follow(first, forms, 0, phrases)
        return Hits(self.bits, mask, looked, phrases)


def _follow(node: _Node, forms: Sequence[str], index: int, found: list[tuple[str, Span]]) -> int:
    """Adds the concepts of the phrases that begin with the word at `index`, which leads to `node`; all as one number."""
    mask, at, bits = 0, index, node.bits
    while True:
        for concept, rest in node.tails if node.may_go_on(forms, at + 1) else ():
            end = _end(rest, forms, at + 1)
            if end is not None:
                found.append((concept, (index, end)))
                mask |= bits[concept]
        at += 1
        following = node.after(forms[at]) if at < len(forms) else None
        if following is None:
            return mask
        node = following
        mask |= node.mask
        found += [(concept, (index, at)) for concept in node.concepts]


@lru_cache(maxsize=_KEPT)
def _rests(written: str) -> tuple[_Rest, ...]:
    """What a phrase may ask for after its first word: with and without each word that may be left out."""
    found: list[_Rest] = [()]
    for part in written.split():
        slot = (_slot(part.rstrip("?")),)
        found = [(*rest, *chosen) for rest in found for chosen in ((slot, ()) if part[-1] == "?" else (slot,))]
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def _slot(part: str) -> _Slot | None:
    if part == _GAP:
        return None
    words = part.split("|")
    patterns = tuple(word for word in words if "*" in word or word in ("#", "_"))
    return _Slot(frozenset(words).difference(patterns), patterns)


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
    if slot is not None and not slot.patterns and slot.words.isdisjoint(forms[start : start + _LONGEST_GAP + 1]):
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
