"""Dates and clock times: what is one, what only looks like one, and how it is written out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.document.dates import Calendar, calendar, clocks, dates, in_words, rewritten


def known(language: str = "sv") -> Calendar:
    found = calendar(language)
    assert found is not None
    return found


def found(text: str, language: str = "sv") -> list[tuple[str, str]]:
    return [(text[date.start : date.end], date.kind) for date in dates(text, known(language))]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("tisdag den 3 mars kl. 9", [("3 mars", "words")]),
        ("Den 3:e mars, 14e sept. och 2–4 juni 2026", [("3:e mars", "words"), ("14e sept.", "words"), ("2–4 juni 2026", "words")]),
        ("Kom den 3 mars. Eller 5 maj.", [("3 mars", "words"), ("5 maj", "words")]),
        ("senast 2026-12-03.", [("2026-12-03", "iso")]),
        ("senast 20261203.", [("20261203", "compact")]),
        ("Kom 11-12-13.", [("11-12-13", "any-order")]),
        ("Kom 3.12.2026 eller 24/12/2026", [("3.12.2026", "day-first"), ("24/12/2026", "day-first")]),
        ("Kom 3/12/2026", [("3/12/2026", "any-order")]),
        ("den 9/1-2027", [("9/1-2027", "day-first")]),
        ("v. 47. 17/11 och 18/11, senast tisdag 24/11", [("17/11", "day-first"), ("18/11", "day-first"), ("24/11", "day-first")]),
        ("Drop-in under 19/11-23/12", [("19/11-23/12", "day-first")]),
        ("12/1 kl. 8", [("12/1", "day-first")]),
    ],
)  # fmt: skip
def test_dates_are_found_as_they_are_written(text: str, dates: list[tuple[str, str]]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "Friday 22 January 2027 or January 23rd, 2027", ["22 January 2027", "January 23rd, 2027"]),
        ("en", "You may 3 times; on 3/4", ["3/4"]),
        ("fi", "torstaina 3. joulukuuta 2026", ["3. joulukuuta 2026"]),
        ("nb", "tirsdag 3. mars 2027", ["3. mars 2027"]),
        ("de", "am 5. März 2027, 5.3.2027", ["5. März 2027", "5.3.2027"]),
        ("es", "el 3 de marzo de 2027", ["3 de marzo de 2027"]),
        ("pl", "dnia 3 marca 2027 r.", ["3 marca 2027"]),
    ],
)
def test_each_language_writes_dates_in_its_own_way(language: str, text: str, dates: list[str]) -> None:
    assert [written for written, _ in found(text, language)] == dates


@pytest.mark.parametrize(
    "text",
    [
        "Ta 1/2 tablett och 3/4 dl, tisdag 1/2 dag.",
        "från 1/4 till 3/4",
        "öppet 24/7",
        "blodtryck 120/80",
        "08-12 34 56, 070-12 34 56",
        "lagen (2009:400), 10-11-2345",
        "version 1.2.13, avsnitt 3.12, rum 2/3",
        "31/2 och 13/13",
        "30-40-50",
        "Din kod är 20261203.",
        "20261203-1234",
        "192.168.1.12",
        "Nr 3/12",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Svara senast 2026-12-03.", "den 3 december 2026"),
        ("Svara den 2026-12-03.", "3 december 2026"),
        ("torsdag 3/12-2026", "3 december 2026"),
        ("senast den 3/12", None),
        ("Kom 11-12-13", None),
    ],
)
def test_a_date_is_written_out_where_it_is_certain(text: str, said: str | None) -> None:
    date = next(dates(text, known()))
    assert in_words(date, text, known()) == said


def times(text: str, language: str = "sv") -> list[str]:
    return [text[clock.start : clock.end] for clock in clocks(text, known(language))]


@pytest.mark.parametrize(
    ("text", "clocks"),
    [
        ("kl. 9.30, klockan 13.15 och kl 08:00", ["9.30", "13.15", "08:00"]),
        ("Vi svarar 8.00–16.30 och mellan 9.00 och 10.30.", ["8.00–16.30", "9.00"]),
        ("redan 09:15, måndag 8.00 - 12.00", ["09:15", "8.00 - 12.00"]),
        ("Det kostar 9.50 kr, 1.15 ml. Skala 1:50. SFS 2009:40. Kap 3.10", []),
        ("mellan kl.22.00 och 7.00, kl. 8-15.30 och 9–12:30", ["22.00", "8-15.30", "9–12:30"]),
        ("2026-12-01 00:05", []),
        ("12:30:15 och 25:00 och 9:60", []),
    ],
)
def test_clock_times_are_told_from_other_numbers(text: str, clocks: list[str]) -> None:
    assert times(text) == clocks


def test_english_times_are_known_by_what_follows() -> None:
    assert times("at 9.30, 10.15 am and 3.5 miles", "en") == ["9.30", "10.15"]


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [
        ("09:15", "sv", "9.15"),
        ("08:00 - 16:30", "sv", "8.00–16.30"),
        ("00:30", "sv", "0.30"),
        ("10:00-11", "sv", "10.00–11"),
        ("8-15:30", "sv", "8–15.30"),
        ("9.30", "en", "9:30"),
    ],
)
def test_a_clock_time_is_rewritten_by_the_rules_of_its_language(written: str, language: str, expected: str) -> None:
    assert rewritten(written, known(language)) == expected


@given(st.text(alphabet=st.sampled_from("0123456789/.-–: denkl.marsjuni2026,"), max_size=60))
def test_what_is_found_stands_in_the_text_in_order(text: str) -> None:
    spans = [(date.start, date.end) for date in dates(text, known()) if date.kind != "words"]
    assert spans == sorted(spans)
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
    assert all(0 <= clock.start < clock.end <= len(text) for clock in clocks(text, known()))


@pytest.mark.parametrize(
    "piece", ["1/", "1-", "3/4 ", "den 3/4 ", "9.30–", "08:00 ", "3 mars ", "1", "2026-", " ", "den "]
)
def test_a_long_run_of_one_thing_takes_seconds_at_most(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    begun = time.process_time()
    for language in ("sv", "en"):
        assert sum(1 for _ in dates(text, known(language))) >= 0
        assert sum(1 for _ in clocks(text, known(language))) >= 0
    assert time.process_time() - begun < 20
