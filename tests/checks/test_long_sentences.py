"""A sentence without an end costs no more than its length: each rule on what a message says looks at a word's own surroundings."""

import time

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge

GROUPS = {"channel", "content", "plain-language", "policy", "privacy"}
WORDS = [
    "svara då ",
    "vårdcentralen ",
    "Vårdcentralen i ",
    "det går inte att svara på ",
    "ta del av ",
    "går på x ",
    "måndag 25 januari 2026 ",
    "ring 08-465004 ",
    "12/",
    "% inte, ",
    "/onaaa",
    "remiss från ",
    "i ",
]


@pytest.mark.parametrize("words", WORDS)
def test_a_sentence_of_300_000_characters_is_judged_in_bounded_time(words):
    rules = [rule for rule in load() if rule.group in GROUPS and rule.default == "on"]
    declared = Declared(path="a.toml", language="sv", kind="appointment", replies="none", unit="i i i i x")
    document = parse(f"<p>{words * (300_000 // len(words))}</p>", Context(declared=declared))
    assert len(document.sentences) == 1
    start = time.process_time()

    judged = judge(document, rules)

    assert judged.raised == {}
    assert time.process_time() - start < 8
