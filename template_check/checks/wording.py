"""Words that say nothing by themselves: whether a whole text is one that a list holds for its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

from template_check.document.element import Element

# What stands around the words of a text without saying anything.
_AROUND = re.compile(r"\A[\W_]+|[\W_]+\Z")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff\u00ad]")
_NUMBERED = re.compile(r"\s*\(?\d{1,2}\)?\Z")
_SAME = {"nb": "no", "hr": "bs", "sr": "bs", "prs": "fa", "pes": "fa", "kmr": "ku"}


@lru_cache(maxsize=2_000)
def plain(text: str) -> str:
    """A text as the lists have it: small letters, single spaces, no signs around it."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).casefold()
    return _AROUND.sub("", " ".join(text.split()))


def is_listed(text: str, element: Element, lists: Mapping[str, Collection[str]]) -> bool:
    """Whether the whole text stands in the list of its element's language, or in the list `any`.

    Of Swedish and English phrases of two words and more count in every language, since a message often lacks a `lang`;
    a single word may mean something else there. Where the language is unknown all of them count.
    """
    own = language_of(element)
    if text in lists.get(own, ()) or text in lists.get("any", ()):
        return True
    if own in lists and " " not in text:
        return False
    return text in lists.get("sv", ()) or text in lists.get("en", ())


def language_of(element: Element) -> str:
    """The language subtag in force, as the lists name it; empty where none is known."""
    own = (element.language or element.document.language or "").partition("-")[0].lower()
    return _SAME.get(own, own)


def without_number(text: str) -> str:
    """The text without a number at its end: "rubrik" of "rubrik 2"."""
    return _NUMBERED.sub("", text)


# The words of each language's list with the list that they were taken from, so that another list makes others.
_words: dict[str, tuple[Collection[str], frozenset[str]]] = {}


def words_listed(language: str, lists: Mapping[str, Collection[str]]) -> frozenset[str]:
    """All words of the texts that are listed for a language."""
    listed = lists.get(language, ())
    known = _words.get(language)
    if known is None or known[0] is not listed:
        known = _words[language] = (listed, frozenset(word for text in listed for word in text.split()))
    return known[1]
