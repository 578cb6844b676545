"""Swedish identity numbers in a text: personnummer and samordningsnummer, told apart from other numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from template_check.document.long_numbers import fits
from template_check.document.words import tokens

# Six or eight digits of a date of birth, then four more.
_CANDIDATE = re.compile(
    r"(?<![\w.,+*-])(?P<century>1[89]|20)?(?P<year>\d\d)(?P<month>[01]\d)(?P<day>\d\d)(?P<sign>[-+\u2010\u2011\u2013]?)(?P<last>\d{4})(?![\w-]|[.,]\d)"
)
# What one begins with; what is in the middle of a number begins none.
_SIX_DIGITS = re.compile(r"\d{6,}")
# A coordination number has 60 added to its day: https://www.skatteverket.se/samordningsnummer.
_COORDINATION = 60
_LOOK_BACK = 48


@dataclass(frozen=True, slots=True)
class Number:
    """An identity number that could be somebody's; `digits` are its last ten."""

    digits: str
    start: int
    end: int

    @property
    def serial(self) -> str:
        """The three digits after the date of birth."""
        return self.digits[6:9]


def numbers(
    text: str, personal: Collection[str], others: Collection[str], today: date, named: bool = False
) -> Iterator[Number]:
    """The identity numbers in a text that are right: the date exists and the check digit holds.

    Ten digits in a row may be anything, and are taken for one only after a word of `personal` ("personnummer") or where
    the text is `named` so; what comes after one of `others` ("referens", "telefon") is something else.
    """
    for run in _SIX_DIGITS.finditer(text):
        match = _CANDIDATE.match(text, run.start())
        if match is None:
            continue
        digits = match["year"] + match["month"] + match["day"] + match["last"]
        if not _exists(match, today):
            continue
        before = [word.form for word in tokens(text[max(0, match.start() - _LOOK_BACK) : match.start()])[-3:]]
        told = named or any(word in personal for word in before)
        if not told and (any(word in others for word in before) or not (match["century"] or match["sign"])):
            continue
        if fits(digits):
            yield Number(digits, *match.span())


def _exists(match: re.Match[str], today: date) -> bool:
    """Whether somebody can have been born on the day, and before today."""
    day = int(match["day"])
    day -= _COORDINATION if day > _COORDINATION else 0
    centuries = (match["century"],) if match["century"] else ("19", "20")
    for century in centuries:
        try:
            if date(int(century + match["year"]), int(match["month"]), day) <= today:
                return True
        except ValueError:
            continue
    return False
