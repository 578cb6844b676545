"""Identity numbers: each that is right is found however it is written, and numbers of other kinds are not taken for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.document.identity import numbers

TODAY = date(2026, 11, 24)
PERSONAL, OTHERS = {"personnummer"}, {"referens", "telefon"}


def found(text: str, named: bool = False) -> list[str]:
    return [text[one.start : one.end] for one in numbers(text, PERSONAL, OTHERS, TODAY, named)]


def check_digit(digits: str) -> int:
    doubled = (int(digit) * (2 if index % 2 == 0 else 1) for index, digit in enumerate(digits))
    return -sum(one - 9 if one > 9 else one for one in doubled) % 10


@st.composite
def right_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """The date of birth with its century, and the last four digits."""
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    day = born.day + draw(st.sampled_from([0, 60]))
    digits = f"{born:%y%m}{day:02}{draw(st.integers(0, 999)):03}"
    return f"{born:%Y%m}{day:02}", digits[6:] + str(check_digit(digits))


@given(right_numbers())
def test_a_right_number_is_found_in_each_way_of_writing_it(number):
    born, last = number
    for shape in (f"{born}-{last}", f"{born}{last}", f"{born[2:]}-{last}", f"{born[2:]}+{last}"):
        assert found(f"Hej {shape}!") == [shape]
    assert found(f"Ditt personnummer är {born[2:]}{last}.") == [f"{born[2:]}{last}"]


@given(right_numbers(), st.integers(1, 9))
def test_a_wrong_check_digit_makes_it_none(number, shift):
    born, last = number

    assert found(f"{born}-{last[:3]}{(int(last[3]) + shift) % 10}") == []


@given(right_numbers())
def test_what_is_said_to_be_something_else_is_none(number):
    born, last = number

    assert found(f"Referens: {born}-{last}") == []
    assert found(f"Hej {born[2:]}{last}!") == []


@pytest.mark.parametrize("number", ["08-465 004 71", "0701740605", "070-174 06 05", "232100-0016", "5560360793"])
def test_phone_numbers_and_organisation_numbers_are_none(number):
    assert found(f"Hej {number}!") == []


@given(st.text(alphabet="0123456789-+ ", max_size=60))
def test_any_text_can_be_read(text):
    assert all(len(one.digits) == 10 for one in numbers(text, PERSONAL, OTHERS, TODAY))
