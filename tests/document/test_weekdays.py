"""Weekdays beside dates: the right one is never doubted, a wrong one always seen, in every language with words of its own."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.catalogue.load import RULES
from template_check.document.weekdays import with_weekday

WORDS = tomllib.loads((RULES / "phrases/weekdays.toml").read_text("utf-8"))
LANGUAGES = [language for language in WORDS if language != "names"]
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
# How each language writes a date with its weekday; the others as Finnish and Swedish do.
SHAPES = {"es": "{weekday} {day} de {month} de {year}", "fi": "{weekday} {day}. {month} {year}"}


def written(day: date, weekday: int, language: str, form: int) -> str:
    weekdays = WORDS[language]["weekdays"][weekday].split()
    months = WORDS[language]["months"][day.month - 1].split()
    return SHAPES.get(language, "{weekday} {day} {month} {year}").format(
        weekday=weekdays[form % len(weekdays)], day=day.day, month=months[form % len(months)], year=day.year
    )


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=DAYS, form=st.integers(0, 5), shift=st.integers(0, 6))
def test_a_date_is_read_with_the_weekday_that_stands_before_it(language, day, form, shift):
    weekday = (day + timedelta(shift)).weekday()
    text = written(day, weekday, language, form)

    assert [(one.day, one.weekday, text[one.start : one.end]) for one in with_weekday(text, language, WORDS)] == [
        (day, weekday, text)
    ]


@given(day=DAYS, shape=st.sampled_from(["{:%Y-%m-%d}", "{0.day}/{0.month} {0.year}", "{0.day}.{0.month}.{0.year}"]))
def test_a_date_in_numbers_is_read_too(day, shape):
    text = f"fredag {shape.format(day)} kl. 9.15"

    assert [(one.day, one.weekday) for one in with_weekday(text, "sv", WORDS)] == [(day, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "fredag 25 december",
        "fredag 25 december kl. 20.15",
        "måndag–torsdag 25 december 2026",
        "måndag till torsdag 25 december 2026",
        "Från 25 december 2026 måndag till fredag",
        "torsdag 31 februari 2026",
        "torsdag 25 procent 2026",
        "Telefon torsdag 25 12 2026",
    ],
)
def test_what_is_no_date_with_its_weekday_is_left_alone(text):
    assert list(with_weekday(text, "sv", WORDS)) == []


@given(st.text(alphabet="fredag 25december2026.-/()", max_size=80))
def test_any_text_can_be_read(text):
    for one in with_weekday(text, "sv", WORDS):
        assert 0 <= one.start < one.end <= len(text)
