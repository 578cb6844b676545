"""What shows a language: small words, letters, and endings and parts of longer words, kept in `rules/phrases/languages.toml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from template_check.catalogue.load import RULES, read_data

# A word of fewer letters is not judged by its ending; at most so many words are counted for their letters alone.
_LONG_ENOUGH = 6
_MOST_LETTERED = 2
_ENDINGS = (2, 3, 4, 5)


class Shown(NamedTuple):
    """The languages that a word, its ending or a part of it shows, those its letters show, and those they alone show."""

    known: tuple[str, ...]
    lettered: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    data: Mapping[str, Mapping[str, Any]] = read_data(RULES / "phrases", "languages")
    return data


@cache
def names() -> Mapping[str, Mapping[str, str]]:
    """The name of each language in Swedish and English, in the form for running text."""
    return {language: told["name"] for language, told in _data().items()}


@cache
def listed() -> Mapping[str, int]:
    """The languages whose words are listed, with their place in the list, the likelier first.

    Only of these can a text be told to be, or not to be.
    """
    return {language: place for place, (language, told) in enumerate(_data().items()) if "words" in told}


@cache
def _words() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((language, frozenset(told["words"].split())) for language, told in _data().items() if "words" in told)


@cache
def _by_mark(kind: str) -> Mapping[str, tuple[str, ...]]:
    """For each letter, ending or part the languages that it shows."""
    found: dict[str, list[str]] = {}
    for language, told in _data().items():
        written = told.get(kind, "")
        for mark in written if kind == "letters" else written.split():
            found.setdefault(mark, []).append(language)
    return {mark: tuple(languages) for mark, languages in found.items()}


def languages_of(form: str) -> tuple[str, ...]:
    """The languages that a word, in lower case, is listed for."""
    return tuple(language for language, words in _words() if form in words)


# Messages say the same words again and again.
@lru_cache(maxsize=20_000)
def shown_by(form: str) -> Shown:
    """What a word in lower case shows."""
    known = languages_of(form)
    if not known and len(form) >= _LONG_ENOUGH:
        endings = _by_mark("endings")
        shown = [one for length in _ENDINGS for one in endings.get(form[-length:], ())]
        shown += (one for part, languages in _by_mark("parts").items() if part in form for one in languages)
        known = tuple(dict.fromkeys(shown))
    if form.isascii():
        return Shown(known)
    letters = _by_mark("letters")
    told = [letters[character] for character in form if character in letters]
    alone = tuple({languages[0] for languages in told if len(languages) == 1})
    return Shown(known, tuple(dict.fromkeys(one for languages in told for one in languages)), alone)


def scores(forms: Iterable[str], declared: str = "", all_letters: bool = False) -> Counter[str]:
    """For each language, how many of the words, in lower case and each given once, show it.

    Letters that several languages have show one of them only beside a word of it, unless it is the declared one or
    `all_letters` count.
    """
    shown: Counter[str] = Counter()
    lettered: Counter[str] = Counter()
    alone = {declared}
    for form in forms:
        known, by_letter, by_own = shown_by(form)
        if known:
            shown.update(known)
        if by_letter:
            lettered.update(by_letter)
            shown.update(set(by_letter).intersection(known))
            alone.update(by_own)
    for language, count in lettered.items():
        if all_letters or language in shown or language in alone:
            shown[language] += min(count, _MOST_LETTERED)
    return shown
