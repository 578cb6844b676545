"""Telephone and identity numbers that stand as one run of digits, and how they are grouped to be heard."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

# A run that nothing else is part of: no address, no decimal, no longer number.
_RUN = re.compile(r"(?<![\w@/.:+,=#-])(?:(?:\+|00)46[ -]?)?\d{1,4}-?\d{5,11}(?![\w@/=]|[.,:-]\d|-\w|[ \u00a0]\d)")
_FIVE = re.compile(r"\d{5}")
_FOREIGN = re.compile(r"(?:\+|00)46[ -]?0?")
# How the digits after the area code are grouped, by their number: https://www.pts.se/ and Myndigheternas skrivregler 12.1.7.
_GROUPS = {5: (3, 2), 6: (2, 2, 2), 7: (3, 2, 2), 8: (3, 3, 2)}


@dataclass(frozen=True, slots=True)
class LongNumber:
    """A number from `start` to `end` in a text; `kind` is `telephone` or `identity`, `grouped` how it is written."""

    kind: str
    start: int
    end: int
    grouped: str


def long_numbers(text: str, area_codes: Collection[str]) -> Iterator[LongNumber]:
    """The telephone and identity numbers with no more than one break in them.

    `area_codes` are the Swedish ones of two and three digits; every other has four.
    """
    if _FIVE.search(text) is None:
        return
    for match in _RUN.finditer(text):
        written = match[0]
        identity = _identity(written)
        if identity is not None:
            yield LongNumber("identity", match.start(), match.end(), identity)
            continue
        telephone = _telephone(written, area_codes)
        if telephone is not None:
            yield LongNumber("telephone", match.start(), match.end(), telephone)


def _telephone(written: str, area_codes: Collection[str]) -> str | None:
    country = _FOREIGN.match(written)
    national = "0" + written[country.end() :] if country else written
    if not national.startswith("0"):
        return None
    code, hyphen, rest = national.partition("-")
    if not hyphen:
        code = next((code for code in area_codes if national.startswith(code)), national[:4])
        rest = national[len(code) :]
    elif len(rest) == 5 or len(code) < 2:
        return None
    groups = _GROUPS.get(len(rest))
    if groups is None or code[:2] == "00" or not rest.isdigit():
        return None
    parts = []
    for size in groups:
        parts.append(rest[:size])
        rest = rest[size:]
    grouped = " ".join(parts)
    return f"+46 {code[1:]} {grouped}" if country else f"{code}-{grouped}"


def _identity(written: str) -> str | None:
    """A Swedish identity number of twelve digits, or of ten whose last one fits, with the hyphen before its last four."""
    if not written.isdigit() or len(written) not in (10, 12):
        return None
    if len(written) == 12 and written[:2] not in ("18", "19", "20"):
        return None
    year, month, day = int(written[:-8]), int(written[-8:-6]), int(written[-6:-4])
    try:
        # A coordination number has 60 added to its day.
        date(year if len(written) == 12 else 2000 + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return None
    if len(written) == 10 and not fits(written):
        return None
    return f"{written[:-4]}-{written[-4:]}"


def fits(digits: str) -> bool:
    """Whether the last of ten digits is the one that Luhn's formula gives, as in Swedish identity and organisation numbers.

    The formula: https://en.wikipedia.org/wiki/Luhn_algorithm.
    """
    if not digits.isascii():
        return False
    doubled = (int(digit) * (2 - position % 2) for position, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
