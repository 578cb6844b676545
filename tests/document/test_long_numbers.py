"""Telephone and identity numbers in one run, and how they are grouped."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.catalogue.load import load
from template_check.document.long_numbers import long_numbers

CODES = next(rule for rule in load() if rule.id == "plain-language/hard-to-hear-number").options["area_codes"]


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("0846500411", "08-465 004 11"),
        ("08-46500411", "08-465 004 11"),
        ("08-7131000", "08-713 10 00"),
        ("0701740605", "070-174 06 05"),
        ("0771-117700", "0771-11 77 00"),
        ("048089700", "0480-897 00"),
        ("+46846500411", "+46 8 465 004 11"),
        ("+46 0701740605", "+46 70 174 06 05"),
        ("199001012385", "19900101-2385"),
        ("9001012385", "900101-2385"),
        ("199001612382", "19900161-2382"),
    ],
)
def test_a_long_number_is_grouped(text: str, grouped: str) -> None:
    assert [number.grouped for number in long_numbers(f"Nr {text}.", CODES)] == [grouped]


@pytest.mark.parametrize(
    "text",
    [
        "08-465 004 11, 0480-897 00, +46 8 465 004 11, 1177, 112, 0346-48770",
        "19900101-2385",
        "5560360793",
        "Bankgiro 5050-1055, 232100-0016, 20261203, 1000000 kronor",
        "exempel.example/0846500411 a0846500411 0846500411@exempel.example ?id=0846500411",
        "123456789012345678 3.14159265",
        "0000000000",
    ],
)
def test_grouped_and_other_numbers_are_left_alone(text: str) -> None:
    assert list(long_numbers(text, CODES)) == []


@given(st.from_regex(r"0[1-9]\d{7,8}", fullmatch=True))
def test_grouping_changes_no_digit(text: str) -> None:
    for number in long_numbers(text, CODES):
        assert "".join(filter(str.isdigit, number.grouped)) == text
        assert max(map(len, number.grouped.replace("-", " ").split())) <= 6


@pytest.mark.parametrize("piece", ["0", "08-", "0846500411 ", "+46", "0-1"])
def test_a_megabyte_of_one_thing_takes_seconds_at_most(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    assert sum(1 for _ in long_numbers(text, CODES)) >= 0
    assert time.process_time() - begun < 5
