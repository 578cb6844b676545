"""Sentences that break the guideline, and others that only look so, each judged by its rule as a message of its own.

A row with `missed` is a breach that the words do not tell, or not without false alarms: it is kept as a known shortfall.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("policy_phrases.jsonl").read_text("utf-8").splitlines()
    if line
]
RULES = {rule.id: rule for rule in load()}


def found(row: dict[str, Any]) -> bool:
    is_subject = row["rule"].endswith("-subject")
    declared = Declared(
        path="m.toml",
        subject=row["text"] if is_subject else None,
        kind=row.get("kind"),
        language=row["language"],
        replies=row.get("replies"),
    )
    document = parse("<p>Hej!</p>" if is_subject else f"<p>{row['text']}</p>", Context(declared=declared))
    judged = judge(document, [RULES[row["rule"]]])
    assert judged.raised == {}
    return bool(judged.judgements)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['rule']} {row['text']}"[:100])
def test_a_breach_is_found_by_its_words_and_a_near_miss_is_not(row):
    assert found(row) is (row["breach"] and not row.get("missed", False))


@pytest.mark.parametrize("rule", sorted({row["rule"] for row in ROWS}))
def test_each_rule_is_held_to_as_many_near_misses_as_breaches(rule):
    breaches = [row["breach"] for row in ROWS if row["rule"] == rule]

    assert 0.4 <= sum(breaches) / len(breaches) <= 0.6
