"""Words of a text, with their offsets."""

from __future__ import annotations

import re
from typing import NamedTuple

# From the first to the last letter or digit between two white spaces: "(t.ex." gives "t.ex", "e-post," gives "e-post".
_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
# Numbers that are read as one although they are written in groups: telephone numbers, national and with a country code,
# and numbers of more than three digits.
_GROUPED = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[ \u00a0-]?(?:\(0\)[ \u00a0-]?)?\d{1,3}|0\d{1,3})"
    r"(?:[ \u00a0\u202f]?[-\u2010\u2011\u2013/][ \u00a0\u202f]?\d{2,4}|[ \u00a0\u202f]\d{2,4})"
    r"(?:[ \u00a0\u202f-]\d{2,4}){1,4}(?![\d.,:]\d)(?!\d)"
    r"|(?<![\w.,:/-])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,4}(?:,\d+)?(?![\w:/-]|[ \u00a0\u202f.]\d)"
)
_TOP_DOMAINS = frozenset(
    ["se", "com", "nu", "org", "net", "eu", "fi", "no", "dk", "de", "uk", "io", "info", "example", "test"]
)
_DIGIT = re.compile(r"\d")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

# Björnsson, Läsbarhet (1968): a long word has more than six letters.
LONG = 7


class Word(NamedTuple):
    """A word or number without the punctuation around it: its text and its offsets in the text that it stands in.

    A hyphenated compound, an abbreviation, an address, a telephone number and a number in groups are one word each.
    """

    text: str
    start: int
    end: int

    @property
    def is_long(self) -> bool:
        """Whether it has more than six letters; digits, signs and the letters of an address do not count."""
        return len(self.text) >= LONG and letters(self.text) >= LONG and not is_address(self.text)

    @property
    def form(self) -> str:
        """What a word list knows it by: in lower case, without characters that do not show."""
        return folded(self.text)


def folded(text: str) -> str:
    """The text in lower case, without characters that do not show."""
    lowered = text.lower()
    return lowered if lowered.isalpha() else lowered.translate(_INVISIBLE)


_new = tuple.__new__


def letters(text: str) -> int:
    """How many letters there are in the text."""
    return sum(map(str.isalpha, text))


def is_address(text: str) -> bool:
    """Whether a word is an address of a page or a mailbox, with or without its scheme."""
    if "." not in text and "@" not in text and ":" not in text:
        return False
    if "://" in text or "@" in text or text[:4].lower() in ("www.", "tel:") or text[:7].lower() == "mailto:":
        return True
    host, _, path = text.partition("/")
    name, dot, top = host.rpartition(".")
    return bool(dot) and top.lower() in _TOP_DOMAINS and len(name) > 1 and (bool(path) or "." not in name[-2:])


def tokens(text: str) -> tuple[Word, ...]:
    """The words of a text, in order. Takes time in proportion to its length, whatever it holds."""
    found = []
    end = 0
    for word in _WORD.findall(text):
        # Nothing before it can be taken for it: a word begins with the next letter or digit.
        start = text.find(word, end)
        end = start + len(word)
        # Made without the keyword arguments that a named tuple's own constructor handles: half the time.
        found.append(_new(Word, (word, start, end)))
    if _DIGIT.search(text) is None:
        return tuple(found)
    numbers = [match.span() for match in _GROUPED.finditer(text)]
    return tuple(_joined(text, found, numbers)) if numbers else tuple(found)


def plain_words(text: str) -> list[str]:
    """The words of a text, in order, as they are written, each group of a number by itself."""
    return _WORD.findall(text)


def different_words(text: str) -> frozenset[str]:
    """The words of `plain_words`, each once."""
    return frozenset(_WORD.findall(" ".join(set(text.split()))))


def _joined(text: str, found: list[Word], numbers: list[tuple[int, int]]) -> list[Word]:
    joined: list[Word] = []
    waiting = iter(numbers)
    start, end = next(waiting)
    for word in found:
        while start is not None and word.start >= end:
            start, end = next(waiting, (len(text) + 1, len(text) + 1))
        if word.end <= start:
            joined.append(word)
        elif joined and joined[-1].end == end and joined[-1].start == start:
            continue
        elif word.end <= end:
            joined.append(Word(text[start:end], start, end))
        else:
            joined.append(word)
    return joined
