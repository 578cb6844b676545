"""Sentences of a text, with their offsets: Swedish first, other languages by the same rules with their own data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from template_check.document.abbreviations import Stops, stops
from template_check.document.words import Word, tokens

# Closing marks, with the quotation marks and brackets that close after them. What does not begin a run of marks is not
# tried again, so that a text of full stops alone takes time in proportion to its length. A bullet or a bar between spaces
# parts what stands in a line like in a list. What may begin a match comes first: Python skips to it quickly.
_CLOSED = re.compile(
    r"[.!?…؟۔።։।。！？•●▪◦‣·|](?:"
    r"(?<=[.!?…؟۔።։।])(?<![.!?…؟۔።։।][.!?…؟۔።։।])[.!?…؟۔።։।]*+[\"'”’»«“›)\]]*+(?=\s|\Z)"
    r"|(?<=[。！？])(?<![。！？][。！？])[。！？]*+[」』”）]*+"
    r"|(?<=[•●▪◦‣·|])(?<!\S[•●▪◦‣·|])(?!\S))"
)
_PARTING = "•●▪◦‣·|"
_BETWEEN = re.compile(r"[\W_]{0,40}")
# "1.", "a)" and "12)" at the beginning of a line or sentence: a number in a list, not a sentence.
_MARKER = re.compile(r"[\s(]*(?:\d{1,3}|[^\W\d_])[.)]\s")
_OPENING = "\"'”’»«“„‘‹›(["
# The longest abbreviation looked for, in characters.
_LOOK_BACK = 24


def split(text: str, language: str | None = "sv") -> list[tuple[int, int]]:
    """The sentences of one block of text as offsets `(start, end)`, in order, without the white space around them.

    A line break is white space: what ends a block is for the caller to know. `language` is a language tag; one without
    data of its own is split by what most European languages share. Takes time in proportion to the text's length.
    """
    known = stops(primary(language))
    sentences: list[tuple[int, int]] = []
    start = _begun(text, 0)
    for match in _CLOSED.finditer(text):
        if match[0] in _PARTING:
            if start < match.start():
                sentences.append((start, len(text[: match.start()].rstrip())))
            start = _begun(text, match.end())
        elif _ends(text, start, match.start(), match.end(), known):
            sentences.append((start, match.end()))
            start = _begun(text, match.end())
    end = len(text.rstrip())
    if start < end:
        if sentences and not _has_word(text, start, end):
            sentences[-1] = (sentences[-1][0], end)
        else:
            sentences.append((start, end))
    return [(start, end) for start, end in sentences if _has_word(text, start, end)]


def in_block(text: str, language: str | None = "sv") -> Iterator[tuple[int, int, tuple[Word, ...]]]:
    """The sentences of a block with their words: a list's number or letter before the first word is not one of them."""
    words = tokens(text)
    index = 0
    for start, end in split(text, language):
        begun = marker(text, start)
        while index < len(words) and words[index].start < begun:
            index += 1
        first = index
        while index < len(words) and words[index].start < end:
            index += 1
        if first < index:
            yield start, end, words[first:index]


def marker(text: str, start: int = 0) -> int:
    """Where the words begin that follow a list's number or letter ("1. ", "a) ") at `start`; `start` if there is none."""
    match = _MARKER.match(text, start)
    return match.end() if match else start


def primary(language: str | None) -> str:
    """The first subtag of a language tag, in lower case: `sv` of `sv-SE`; "" without a tag."""
    return (language or "").replace("_", "-").partition("-")[0].lower()


def _begun(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def _has_word(text: str, start: int, end: int) -> bool:
    return _LETTER_OR_DIGIT.search(text, start, end) is not None


def _ends(text: str, start: int, closed: int, end: int, known: Stops) -> bool:
    """Whether the closing marks at [closed, end) end the sentence that begins at `start`."""
    between = _BETWEEN.match(text, end)
    following = between.end() if between else end
    if following >= len(text):
        return True
    first = text[following]
    capital = first.isupper() or first.istitle() or (first.isalpha() and not first.islower())
    if not capital and not first.isdigit():
        return not first.isalnum() and text[closed] != "."
    if text[closed] != "." or text[closed + 1 : closed + 2] in (".", "!", "?"):
        return True
    return _full_stop_ends(text, start, closed, following, capital, known)


def _full_stop_ends(text: str, start: int, closed: int, following: int, capital: bool, known: Stops) -> bool:
    if _MARKER.fullmatch(text, start, min(closed + 2, len(text))):
        return False
    before = text[max(start, closed - _LOOK_BACK) : closed].split()
    word = before[-1].lstrip(_OPENING) if before else ""
    previous = before[-2].lower() if len(before) > 1 else ""
    # Of "mån.–fre." the last day counts.
    lowered = word.lower().rpartition("–")[2]
    if lowered in known.either:
        return capital
    if lowered in known.counted:
        return capital and previous[-1:].isdigit()
    if lowered in known.inside or (not capital and lowered in known.numbered):
        return False
    if len(word) == 1 and word.isalpha():
        return previous in known.lettered or previous.isdigit()
    if capital and len(word) <= 2 and word.isdigit():
        return previous not in known.ordinal and _word_at(text, following) not in known.months
    return True


_LETTERS = re.compile(r"[^\W\d_]{1,24}")


def _word_at(text: str, start: int) -> str:
    match = _LETTERS.match(text, start)
    return match[0].lower() if match else ""
