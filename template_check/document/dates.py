"""Dates and clock times in a text, as they are written: `rules/phrases/calendar.toml` knows the languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from template_check.catalogue.load import RULES, read_data
from template_check.document.sentences import primary

_SAME = {"nb": "no", "nn": "no"}
# A form of a month beside the full one that has so few letters is shortened, and may have a full stop.
_SHORT = 4

# Numbers that may be a date: 2026-12-03, 20261203, 3.12.2026, 11-12-13, 3/12, 3/12-26, 3/12–5/12.
_NUMBERS = re.compile(
    r"(?<![\w.,:/+-])(?:"
    r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)|(?P<compact>20\d\d[01]\d[0-3]\d)"
    r"|(?P<first>\d{1,2})(?P<sign>[-./])(?P<second>\d{1,2})(?P=sign)(?P<third>\d{4}|\d\d)"
    r"|(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:[-/ ](?P<year>20\d\d|\d\d(?=\W|\Z)))?(?:[ \u00a0]?[–-][ \u00a0]?\d{1,2}/\d{1,2})?"
    r")(?![\w/]|[.,:-]\d)"
)
# A clock time with hours and minutes, or a range that begins or ends with one.
_CLOCK = re.compile(
    r"(?<![\w,:/+-])(?<!\d\.)(?:(?:[01]?\d|2[0-4])[ \u00a0]?[–-][ \u00a0]?)?"
    r"(?P<hour>[01]?\d|2[0-4])(?P<sign>[.:])[0-5]\d(?P<rest>[ \u00a0]?[–-][ \u00a0]?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)?"
    r"(?![\d]|[.,:/-]\d)"
)
# What stands in a text with such a date, or with such a time.
_MAY_BE_DATE = re.compile(r"\d(?:[-./]\d|\d{7})")
_MAY_BE_CLOCK = re.compile(r"\d[.:][0-5]\d")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_](?:[\w.]*\w)?")
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language writes dates and times. `months` gives the number of a month by its names in lower case;
    with `names_first` a date may begin with the month."""

    written: re.Pattern[str]
    names_first: bool
    months: dict[str, int]
    names: tuple[str, ...]
    weekdays: frozenset[str]
    capitalised: bool
    dotted: bool
    article: frozenset[str]
    before: frozenset[str]
    between: frozenset[str]
    units: frozenset[str]
    yearly: frozenset[str]
    labels: frozenset[str]
    clock: frozenset[str]
    clock_after: frozenset[str]
    separator: str
    said: str
    said_after: str


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text, from `start` to `end`; `number_end` is where its first number ends.

    `kind` is `words` (3 mars), `iso` (2026-12-03), `compact` (20261203), `own` (3.12.2026 in a language that writes so),
    `day-first` (the same in another one, and 3/12) or `any-order` (11-12-13). What cannot be told is None.
    """

    kind: str
    start: int
    end: int
    number_end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time or range of times with minutes in a text; `sign` stands between hours and minutes."""

    start: int
    end: int
    sign: str


@lru_cache(maxsize=64)
def calendar(language: str | None) -> Calendar | None:
    """How the language of a tag writes dates; None for one that is not known."""
    name = primary(language)
    name = _SAME.get(name, name)
    data = read_data(RULES / "phrases", "calendar").get(name)
    if data is None:
        return None
    words = read_data(RULES / "phrases", "weekdays")[name]
    months = [forms.split() for forms in words["months"]]
    numbered = {form: number for number, forms in enumerate(months, 1) for form in forms}
    full = {forms[0] for forms in months}
    spelled = str.capitalize if data.get("capitalised") else str.lower
    named = "|".join(
        spelled(form) + (r"\b\.?" if form not in full and len(form) <= _SHORT else r"\b")
        for form in sorted(numbered, key=len, reverse=True)
    )
    days = r"(?<![\w.,:/+-])(?P<day>\d{1,2})(?:st|nd|rd|th|:?[ae]|\.)?(?:[ \u00a0]?[–-][ \u00a0]?\d{1,2}\.?)?"
    year = r"(?:,?[ \u00a0](?:de[ \u00a0]|del[ \u00a0])?(?P<year>(?:19|20)\d\d)(?!\d|[.:,-]\d))?"
    written = rf"{days}[ \u00a0](?:of[ \u00a0]|de[ \u00a0])?(?P<month>{named}){year}"
    if name == "en":
        written += rf"|\b(?P<month_first>{named})[ \u00a0](?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?![\w]|[.:,/-]\d){year.replace('year', 'year_after')}"
    return Calendar(
        written=re.compile(written, 0 if data.get("capitalised") else re.IGNORECASE),
        names_first=name == "en",
        months=numbered,
        names=tuple(forms[0] for forms in months),
        weekdays=frozenset(form for forms in (*words["weekdays"], *words["short"]) for form in forms.split()),
        capitalised=data.get("capitalised", False),
        dotted=data.get("dotted", False),
        separator=data["separator"],
        said=data.get("said", ""),
        said_after=data.get("said-after", ""),
        clock_after=frozenset(data["clock-after"]),
        **{key: frozenset(data[key]) for key in ("article", "before", "between", "units", "yearly", "labels", "clock")},
    )


def _numbered(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with a number, and none within one: it is tried at numbers only."""
    done = 0
    for number in _NUMBER.finditer(text):
        match = pattern.match(text, number.start()) if number.start() >= done else None
        if match is not None:
            yield match
            done = match.end()


_NUMBER = re.compile(r"\d+")


def dates(text: str, known: Calendar) -> Iterator[Date]:
    """The dates that certainly are dates: in words, or in numbers that nothing else is written as, or that a word tells."""
    for match in known.written.finditer(text) if known.names_first else _numbered(known.written, text):
        in_order = match["day"] is not None
        day = int(match["day"] if in_order else match["day_after"])
        year = match["year"] if in_order else match["year_after"]
        month = known.months[(match["month"] if in_order else match["month_first"]).lower().rstrip(".")]
        if 1 <= day <= 31:
            number_end = match.end("day") if in_order else match.end("day_after")
            yield Date("words", match.start(), match.end(), number_end, day, month, int(year) if year else None)
    matches = list(_numbered(_NUMBERS, text)) if _MAY_BE_DATE.search(text) else []
    # One certain date makes what is written like it beside it dates too: "3/11 och 18/11".
    certain = any(match["day"] and not _may_be_amount(match, text, known) for match in matches)
    for match in matches:
        found = _in_numbers(match, text, known, certain)
        if found is not None:
            yield found


def _in_numbers(match: re.Match[str], text: str, known: Calendar, certain: bool) -> Date | None:
    start, end = match.span()
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return Date("iso", start, end, start + 4, day, month, year) if _exists(year, month, day) else None
    if match["compact"]:
        year, month, day = int(match[0][:4]), int(match[0][4:6]), int(match[0][6:])
        sure = _exists(year, month, day) and is_announced(text, start, known)
        return Date("compact", start, end, end, day, month, year) if sure else None
    if match["first"]:
        return _three_numbers(match, text, known)
    day, month = int(match["day"]), int(match["month"])
    if not _exists(2024, month, day) or _is_measure(match, text, known):
        return None
    if not certain and _may_be_amount(match, text, known):
        return None
    written = match["year"]
    return Date("day-first", start, end, match.end("day"), day, month, 2000 + int(written) % 100 if written else None)


def _three_numbers(match: re.Match[str], text: str, known: Calendar) -> Date | None:
    start, end = match.span()
    first, second, third = int(match["first"]), int(match["second"]), int(match["third"])
    number_end = match.end("first")
    if third > 99:
        if not 1900 <= third <= 2100 or not (_exists(third, second, first) or _exists(third, first, second)):
            return None
        kind = "own" if match["sign"] == "." and known.dotted else "day-first"
        if kind == "day-first" and match["sign"] == "/" and max(first, second) <= 12 and first != second:
            return Date("any-order", start, end, number_end)
        day, month = (first, second) if _exists(third, second, first) else (second, first)
        return Date(kind, start, end, number_end, day, month, third)
    if match["sign"] == "." and known.dotted:
        return None
    orders = ((third, second, first), (third, first, second), (first, second, third))
    possible = [order for order in orders if _exists(2000 + order[0], order[1], order[2])]
    padded = len(match[0]) == len("11-12-13")
    if not possible or not ((padded and match["sign"] == "-") or is_announced(text, start, known)):
        return None
    return Date("any-order", start, end, number_end)


def _is_measure(match: re.Match[str], text: str, known: Calendar) -> bool:
    """Whether a unit after two numbers with a slash between makes them a fraction."""
    after = _WORD.match(text, match.end() + 1)
    return after is not None and after[0].lower() in known.units


def _may_be_amount(match: re.Match[str], text: str, known: Calendar) -> bool:
    """Whether two numbers with a slash between may be a fraction or a share: nothing around them says a date."""
    if _is_measure(match, text, known) or not _exists(2024, int(match["month"]), int(match["day"])):
        return True
    if is_announced(text, match.start(), known) or is_timed(text, match.end(), known):
        return False
    words = _previous(text, match.start())
    return not (words and words[-1] in known.between and int(match["day"]) > int(match["month"]))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _previous(text: str, start: int) -> tuple[str, ...]:
    """The last words before an offset, in lower case and without punctuation around them, the nearest last."""
    words = text[max(0, start - _LOOK_BACK) : start].lower().split()
    return tuple(word.strip(".,:;()”\"'–-") for word in words)


def is_announced(text: str, start: int, known: Calendar, article: bool = True) -> bool:
    """Whether the words before an offset say that a date to keep follows: a weekday, "senast", a label; an article, if asked."""
    words = _previous(text, start)
    if words and words[-1] in known.article:
        if article:
            return True
        words = words[:-1]
    return bool(words) and (words[-1] in known.weekdays or words[-1] in known.before)


def is_timed(text: str, end: int, known: Calendar) -> bool:
    """Whether a clock time follows at an offset."""
    following = text[end : end + 24].lower().split()
    words = [word.strip(".,:;()") for word in (*following[:2], "", "")]
    return _CLOCK.match(words[0]) is not None or (words[0] in known.clock and words[1][:1].isdigit())


def in_words(found: Date, text: str, known: Calendar) -> str | None:
    """The date as it is written in words after what stands before it; None where it is not certain which day it is."""
    if found.day is None or found.month is None or found.year is None or not known.said:
        return None
    words = _previous(text, found.start)
    follows = bool(words) and (words[-1] in known.article or words[-1] in known.weekdays)
    month = known.names[found.month - 1]
    return (known.said_after if follows else known.said).format(
        day=found.day, month=month.capitalize() if known.capitalised else month, year=found.year
    )


def clocks(text: str, known: Calendar) -> Iterator[Clock]:
    """The clock times with minutes that certainly are clock times."""
    for match in _numbered(_CLOCK, text) if _MAY_BE_CLOCK.search(text) else ():
        if _is_clock(match, text, known):
            yield Clock(match.start(), match.end(), match["sign"])


def _is_clock(match: re.Match[str], text: str, known: Calendar) -> bool:
    words = _previous(text, match.start())
    # "2026-12-01 00:05" is when a machine wrote something.
    if words and _STAMP.fullmatch(words[-1]):
        return False
    after = _WORD.match(text, match.end() + (text[match.end() : match.end() + 1] in (" ", "\u00a0")))
    if (words and (words[-1] in known.clock or words[-1] in known.weekdays)) or (
        after is not None and after[0].lower() in known.clock_after
    ):
        return True
    has_range = match["rest"] is not None and match["sign"] in match["rest"]
    if match["sign"] == ":":
        return len(match["hour"]) == 2 or has_range
    return known.separator == "." and (has_range or (bool(words) and words[-1] in known.between))


_LEADING_ZERO = re.compile(r"(?<!\d)0(?=\d[.:])")
_RANGE = re.compile(r"(?<=\d)[ \u00a0]?[–-][ \u00a0]?(?=\d)")


def rewritten(clock: str, known: Calendar) -> str:
    """A clock time as the language's own rules write it: 9.00–15.30 where the sign is a full stop, 09:00–15:30 else."""
    said = _RANGE.sub("–", clock.replace(".", known.separator).replace(":", known.separator))
    return _LEADING_ZERO.sub("", said) if known.separator == "." else said
