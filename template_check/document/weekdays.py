"""Dates in a text, with the weekday that is written beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from template_check.document.concepts import Itself

_WORD = r"[^\W\d_]+(?:['’\u200c][^\W\d_]+)*"
_WORDS = re.compile(_WORD)
_YEAR = re.compile(r"\d(?<!\d.)\d{3}(?!\d)")
# "25 december 2026", "25. joulukuuta 2026", "the 25th of December, 2026", "25 de diciembre de 2026"
_DAY_FIRST = re.compile(
    rf"(?P<day>\d(?<![\d/.,:-].)\d?)(?:\.|:[ae]|st|nd|rd|th|º)?\s+(?:(?P<in1>{_WORD})\s+)?(?P<month>{_WORD})\.?,?\s+"
    rf"(?:(?P<in2>{_WORD})\s+)?(?P<year>\d{{4}})(?!\d)(?![.:]\d)"
)
# "December 25, 2026"
_MONTH_FIRST = re.compile(
    rf"(?<![\w'’\u200c])(?P<month>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)(?![.:]\d)"
)
# "2026-12-25"
_YEAR_FIRST = re.compile(r"(?P<year>\d(?<![\d/.-].)\d{3})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/-]|\.\d)")
# "25.12.2026", "25/12 2026", "25/12-2026"; an English 12/25/2026 is read the only way that it can be
_NUMBERS = re.compile(
    r"(?P<day>\d(?<![\d/.-].)\d?)[./-]\s?(?P<month>\d{1,2})(?:[./-]\s?|\s)(?P<year>\d{4})(?![\d/-]|[.:]\d)"
)
# What a text holds where a date is written so.
_NEEDED = {
    _MONTH_FIRST: re.compile(r"\d(?:st|nd|rd|th)?,?\s+\d{4}"),
    _YEAR_FIRST: re.compile(r"\d[-/.]\d"),
    _NUMBERS: re.compile(r"\d[-/.]\s?\d"),
}
_BETWEEN = re.compile(r"[.,،:]?\s*\(?\s*")
_AFTER = re.compile(rf"[,،]?\s*(?P<mark>[(\[])?\s*(?P<word>{_WORD})(?P<then>\s*[–-]|\s+{_WORD})?")
# The longest that stands between a weekday and its date, in characters.
_REACH = 48


@dataclass(frozen=True, slots=True)
class Written:
    """A date with the weekday beside it, counted from Monday as 0, and where both stand in the text."""

    day: date
    weekday: int
    start: int
    end: int


@dataclass(frozen=True)
class _Words:
    """The words of dates: full names of every language, short ones of one."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    between: frozenset[str]
    inside: frozenset[str]
    until: frozenset[str]


def with_weekday(text: str, language: str, data: Mapping[str, Any]) -> Iterator[Written]:
    """Each date with a year that has a weekday beside it. `data` are the words of dates by language."""
    if _YEAR.search(text) is None:
        return
    words = _words(language, Itself(data))
    if words.weekdays.keys().isdisjoint([word.lower() for word in _WORDS.findall(text)]):
        return
    for day, start, end in dates(text, language, data):
        found = _before(text, start, words)
        if found is not None:
            yield Written(day, found[0], found[1], end)
            continue
        after = _after(text, end, words)
        if after is not None:
            yield Written(day, after[0], start, after[1])


def dates(text: str, language: str, data: Mapping[str, Any]) -> list[tuple[date, int, int]]:
    """Each date with a year, with its offsets, in order."""
    words = _words(language, Itself(data))
    found: dict[int, tuple[date, int, int]] = {}
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST, _NUMBERS):
        needed = _NEEDED.get(pattern)
        if needed is not None and needed.search(text) is None:
            continue
        for match in pattern.finditer(text):
            day = _day(match, words)
            if day is not None:
                found.setdefault(match.end(), (day, match.start(), match.end()))
    return sorted(found.values(), key=lambda one: one[1])


def _day(match: re.Match[str], words: _Words) -> date | None:
    parts = match.groupdict()
    if any(parts.get(name) and parts[name].lower() not in words.inside for name in ("in1", "in2")):
        return None
    month = parts["month"]
    number = int(month) if month.isdigit() else words.months.get(month.lower(), 0)
    day = int(parts["day"])
    if number > 12 >= day and month.isdigit():
        number, day = day, number
    try:
        return date(int(parts["year"]), number, day)
    except ValueError:
        return None


def _before(text: str, start: int, words: _Words) -> tuple[int, int] | None:
    """The weekday right before a date, and where it begins; None if there is none or it ends a range of days."""
    window = max(0, start - _REACH)
    end = start
    for match in list(_WORDS.finditer(text, window, start))[:-5:-1]:
        if _BETWEEN.fullmatch(text, match.end(), end) is None:
            return None
        word = match[0].lower()
        if word in words.weekdays:
            lead = text[window : match.start()].rstrip()
            ends_range = lead.endswith(("–", "-", "—", "/", "&")) or lead.rpartition(" ")[2].lower() in words.until
            return None if ends_range else (words.weekdays[word], match.start())
        if word not in words.between:
            return None
        end = match.start()
    return None


def _after(text: str, end: int, words: _Words) -> tuple[int, int] | None:
    """The weekday right after a date, and where it ends; None if there is none or it begins something new."""
    match = _AFTER.match(text, end, end + _REACH)
    if match is None or match["word"].lower() not in words.weekdays:
        return None
    then = (match["then"] or "").strip().lower()
    if not match["mark"] and (then in ("–", "-") or then in words.until):
        return None
    return words.weekdays[match["word"].lower()], match.end("word")


@lru_cache(32)
def _words(language: str, kept: Itself) -> _Words:
    weekdays: dict[str, int] = {}
    months: dict[str, int] = {}
    between: set[str] = set()
    inside: set[str] = set()
    until: set[str] = set()
    own = kept.value.get(language)
    others: Sequence[Mapping[str, Any]] = [one for name, one in kept.value.items() if name not in ("names", language)]
    for listed in (*others, *((own,) if own else ())):
        weekdays.update({word: index for index, forms in enumerate(listed["weekdays"]) for word in forms.split()})
        months.update({word: index for index, forms in enumerate(listed["months"], 1) for word in forms.split()})
        between.update(listed["between"])
        inside.update(listed["inside"])
        if own is None or listed is own:
            until.update(listed["until"])
    if own:
        weekdays.update({word: index for index, forms in enumerate(own["short"]) for word in forms.split()})
    return _Words(weekdays, months, frozenset(between), frozenset(inside), frozenset(until))
