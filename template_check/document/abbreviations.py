"""Abbreviations whose full stop does not end a sentence, by language: `rules/phrases/abbreviations.toml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from template_check.catalogue.load import RULES, read_data

# Norwegian is written in two forms that share their abbreviations.
_SAME = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class Stops:
    """What may stand before a full stop within a sentence, in lower case and without its last full stop.

    `inside` never ends a sentence; `either` ends one when the next word begins with a capital letter; `counted` does so
    after a number, and else never ("30 min. Sedan", "St. Görans"); `numbered` does not when a number follows ("no. 5");
    `months` are the words that make a number with a full stop before them an ordinal, `ordinal` those that make one of a
    number after them ("der 2. Termin"); `lettered` are nouns that a single letter
    names ("vitamin C"), after which the letter is no initial.
    """

    inside: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    ordinal: frozenset[str] = frozenset()
    lettered: frozenset[str] = frozenset()


@lru_cache(maxsize=64)
def stops(language: str) -> Stops:
    """Those of a primary language subtag; a language without data of its own has what is alike in most of Europe."""
    data = read_data(RULES / "phrases", "abbreviations")
    listed = data.get(_SAME.get(language, language), data["other"])
    return Stops(**{field.name: frozenset(listed.get(field.name, ())) for field in fields(Stops)})
