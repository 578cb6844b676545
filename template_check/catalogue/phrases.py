"""Word lists: words and phrases in all their forms, with what to write instead, found in one pass over a text's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

# A gap in a phrase ("genom … försorg") holds at most so many words.
GAP = "…"
_LONGEST_GAP = 5
# A compound is known by its last part, when that is so long and so much stands before it.
_LAST_PART, _FIRST_PART = 7, 3
# No Swedish compound in use is longer.
_LONGEST = 60


class Rows(tuple[tuple[str, ...], ...]):
    """The lines of a word list, as fields. Two lists are the same only if they are one: that makes them cheap to look up."""

    __slots__ = ()

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


NO_ROWS = Rows()


class Entry(NamedTuple):
    """What a list says of one word or phrase.

    `forms` are its forms in the order of its paradigm, `plain` the forms of its replacement in the same order, `others`
    further replacements in their basic form, `marks` the words of the list's last column.
    """

    forms: tuple[str, ...]
    plain: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()

    @property
    def is_silent(self) -> bool:
        """Whether it only says that the words are fine."""
        return not self.plain and not self.others

    def replacement(self, form: str) -> str | None:
        """The replacement inflected like the form; None where it has no such form, or the form may be several."""
        found = set(self._alike(form))
        return found.pop() or None if len(found) == 1 else None

    def suggestion(self, form: str) -> str:
        """The replacement as near to the form as it comes: inflected like what it most often is, else the basic form."""
        return next(filter(None, self._alike(form)), self.plain[0] if self.plain else "")

    def _alike(self, form: str) -> tuple[str, ...]:
        if len(self.plain) == 1:
            return self.plain
        return tuple(
            self.plain[index] if index < len(self.plain) else ""
            for index, known in enumerate(self.forms)
            if known == form
        )


class Hit(NamedTuple):
    """Words that a list knows: the index of the first, of the one after the last, the entry, and the form found.

    `form` is the list's own spelling of the words, or of a compound's last part; `is_compound` tells which.
    """

    start: int
    end: int
    entry: Entry
    form: str
    is_compound: bool = False


class Lexicon:
    """The entries of one list by their first word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: tuple[Entry, ...] = _kept(entries)
        self._single: dict[str, Entry] = {}
        # Phrases by their first two words; those with a gap after the first under the gap.
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], Entry, str]]]] = {}
        self._parts: dict[str, Entry] = {}
        for entry in self.entries:
            for form in entry.forms:
                first, *rest = form.split(" ")
                if rest:
                    followers = self._longer.setdefault(first, {})
                    followers.setdefault(rest[0], []).append((tuple(rest), entry, form))
                elif form:
                    self._single[form] = entry
                    if "compound" in entry.marks and len(form) >= _LAST_PART:
                        self._parts[form] = entry
        for followers in self._longer.values():
            for known in followers.values():
                known.sort(key=lambda one: -len(one[0]))
        # The words that a hit with something to say begins with.
        self.telling = frozenset(
            form.partition(" ")[0] for entry in self.entries if not entry.is_silent for form in entry.forms
        )

    def may_tell(self, forms: Iterable[str]) -> bool:
        """Whether there may be a hit with something to say among the words; quick, and never wrong about none."""
        return bool(self._parts) or not self.telling.isdisjoint(forms)

    def __contains__(self, form: str) -> bool:
        return form in self._single

    def get(self, form: str) -> Entry | None:
        """The entry that a single word belongs to."""
        return self._single.get(form)

    def hits(self, forms: Sequence[str]) -> Iterator[Hit]:
        """The known words among the lower-cased words of a sentence, the longest phrase first, none within another."""
        single, longer, parts = self._single, self._longer, self._parts
        skip = 0
        for index, form in enumerate(forms):
            if index < skip:
                continue
            if form in longer and index + 1 < len(forms):
                followers = longer[form]
                found = _phrase(forms, index, followers.get(forms[index + 1], ()))
                if found is None and GAP in followers:
                    found = _phrase(forms, index, followers[GAP])
                if found is not None:
                    yield found
                    skip = found.end
                    continue
            if form in single:
                yield Hit(index, index + 1, single[form], form)
            elif parts and _FIRST_PART + _LAST_PART <= len(form) <= _LONGEST:
                for at in range(_FIRST_PART, len(form) - _LAST_PART + 1):
                    if form[at:] in parts:
                        yield Hit(index, index + 1, parts[form[at:]], form[at:], True)
                        break


def _phrase(forms: Sequence[str], index: int, known: Iterable[tuple[tuple[str, ...], Entry, str]]) -> Hit | None:
    for rest, entry, form in known:
        end = _follows(forms, index + 1, rest)
        if end:
            return Hit(index, end, entry, form)
    return None


def _follows(forms: Sequence[str], at: int, rest: Sequence[str]) -> int:
    """Where the words `rest` end that stand from `at`; 0 if they do not. A gap takes as few words as it can."""
    for number, word in enumerate(rest):
        if word == GAP:
            for length in range(1, _LONGEST_GAP + 1):
                end = _follows(forms, at + length, rest[number + 1 :])
                if end:
                    return end
            return 0
        if at >= len(forms) or forms[at] != word:
            return 0
        at += 1
    return at


def _kept(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries without those that a later one with one of their forms says are fine."""
    kept: list[Entry] = []
    for entry in entries:
        if entry.is_silent:
            fine = set(entry.forms)
            kept = [known for known in kept if fine.isdisjoint(known.forms)]
        kept.append(entry)
    return tuple(kept)


@lru_cache(maxsize=64)
def lexicon(rows: Rows, paradigms: Rows = NO_ROWS) -> Lexicon:
    """A list made ready, once. Raises ValueError for a word whose paradigm is not known or does not fit it."""
    known = endings(paradigms)
    return Lexicon(entry(row, known) for row in rows)


def endings(paradigms: Rows) -> Mapping[str, Sequence[str]]:
    """The endings of each paradigm by its name; `_` in the list is no ending at all."""
    return {name: listed.replace("_", "").split(" ") for name, listed in paradigms}


def entry(row: Sequence[str], paradigms: Mapping[str, Sequence[str]]) -> Entry:
    """One line of a list: the word, its replacement inflected alike, other replacements, marks; all but the first may lack.

    Raises ValueError for a word whose paradigm is not known or does not fit it.
    """
    word, plain, others, marks = (*row, "", "", "")[:4]
    return Entry(
        inflected(word, paradigms),
        inflected(plain, paradigms) if plain else (),
        tuple(other.strip() for other in others.split(";")) if others else (),
        frozenset(marks.split()) if marks else _NO_MARKS,
    )


_NO_MARKS: frozenset[str] = frozenset()


def inflected(written: str, paradigms: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """All forms of a word or phrase, in lower case as they are written.

    One word of it may be inflected: its forms stand in order with `/` between ("få/får/fick/fått"), or it ends in `@`
    and the name of a paradigm ("betala@v1"), whose first ending it has.
    """
    if "@" not in written and "/" not in written:
        return (written.strip(),)
    words = written.split()
    places = [place for place, word in enumerate(words) if "@" in word or ("/" in word and len(word) > 1)]
    if len(places) != 1:
        raise ValueError(written)
    (place,) = places
    if len(words) == 1:
        return tuple(_forms(written.strip(), paradigms))
    before, after = words[:place], words[place + 1 :]
    return tuple(" ".join((*before, form, *after)) if form else "" for form in _forms(words[place], paradigms))


def _forms(word: str, paradigms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    base, at, name = word.partition("@")
    if not at:
        yield from ("" if form == "-" else form for form in base.split("/"))
        return
    endings = paradigms.get(name)
    if endings is None or not base.endswith(endings[0]):
        raise ValueError(word)
    stem = base[: len(base) - len(endings[0])]
    for ending in endings:
        yield "" if ending == "-" else stem + ending
