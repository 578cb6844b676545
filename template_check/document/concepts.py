"""Concepts by the words that show them: lists of words and phrases, found in a sentence in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from template_check.document.words import Word

# The most distinct words whose kinds are kept.
_KEPT = 20_000


# A concept with the words that must follow the first one of the phrase.
_Phrase = tuple[str, tuple[frozenset[str], ...]]


class Hit(NamedTuple):
    """A concept shown by the words `first` to `last` of a sentence, counted from 0 and both included."""

    concept: str
    first: int
    last: int


class Itself:
    """A value that is equal to itself only, whatever it holds: what is made of data can be kept by it."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.value is self.value


class Concepts:
    """The concepts of one language.

    An entry is a word or a phrase. In it `*` at an end of a word stands for any letters ("rabatt*", "*studie"), `|`
    parts words of which one is enough ("svara|besvara"), `?` after a word says that it may be left out, `#` is a number
    and `_` is any word. Case does not matter.
    """

    def __init__(self, concepts: Mapping[str, Sequence[str]]) -> None:
        self._whole: dict[str, list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        self._ended: dict[str, list[str]] = {}
        self._held: list[str] = []
        self._lengths: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        # Phrases by each of the words that may begin them.
        self._phrases: dict[str, list[_Phrase]] = {}
        for concept, entries in concepts.items():
            for entry in entries:
                for slots in _slots(entry):
                    for word in slots[0]:
                        self._phrases.setdefault(word, []).append((concept, slots[1:]))
                    for slot in slots:
                        for word in slot:
                            self._note(word)
        self._lengths = tuple(sorted({len(part) for part in known}) for known in (self._begun, self._ended))  # type: ignore[assignment]
        self._known = lru_cache(_KEPT)(self._known_of)

    def _note(self, word: str) -> None:
        if word in "#_":
            return
        stem = word.strip("*")
        if word.startswith("*") and word.endswith("*"):
            if stem not in self._held:
                self._held.append(stem)
            return
        known = self._begun if word.endswith("*") else self._ended if word.startswith("*") else self._whole
        listed = known.setdefault(stem, [])
        if word not in listed:
            listed.append(word)

    def _known_of(self, form: str) -> tuple[frozenset[str], tuple[_Phrase, ...]]:
        """The words of the lists that a word is, and the phrases that it may begin."""
        kinds = ["_", *self._whole.get(form, ())]
        for length in self._lengths[0]:
            kinds += self._begun.get(form[:length], ()) if length <= len(form) else ()
        for length in self._lengths[1]:
            kinds += self._ended.get(form[-length:], ()) if length <= len(form) else ()
        kinds += (f"*{part}*" for part in self._held if part in form)
        if form[:1].isdigit():
            kinds.append("#")
        return frozenset(kinds), tuple(phrase for kind in kinds for phrase in self._phrases.get(kind, ()))

    def hits(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Each concept that the words of a sentence show, with the words that show it, in order."""
        known = [self._known(word.text.lower()) for word in words]
        for index, (_, phrases) in enumerate(known):
            for concept, following in phrases:
                end = index + len(following)
                if end < len(known) and all(
                    not slot.isdisjoint(known[at][0]) for at, slot in enumerate(following, index + 1)
                ):
                    yield Hit(concept, index, end)


def _slots(entry: str) -> Iterator[tuple[frozenset[str], ...]]:
    """The phrases that an entry stands for: its words, those that may be left out with and without."""
    choices: list[tuple[frozenset[str] | None, ...]] = []
    for part in entry.lower().split():
        slot = frozenset(part.rstrip("?").split("|"))
        choices.append((slot, None) if part.endswith("?") else (slot,))
    for chosen in product(*choices):
        slots = tuple(slot for slot in chosen if slot is not None)
        if slots:
            yield slots
