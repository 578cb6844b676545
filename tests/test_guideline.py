"""The guideline and the success criteria, and the rules that name them."""

from __future__ import annotations

import tomllib

import pytest

from template_check.catalogue.load import RULES, load

GUIDELINE = tomllib.loads((RULES / "guideline.toml").read_text(encoding="utf-8"))
CRITERIA = tomllib.loads((RULES / "wcag.toml").read_text(encoding="utf-8"))
STATEMENTS = [
    "1",
    "2",
    "3",
    "3a",
    "3b",
    "3c",
    "3d",
    "4a",
    "4b",
    "4c",
    "4d",
    "5",
    "5a",
    "5b",
    "5c",
    "5d",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
    "13",
    "14",
]


def test_every_statement_of_the_guideline_is_there():
    named = list(GUIDELINE)
    assert named == STATEMENTS


@pytest.mark.parametrize("number", GUIDELINE)
def test_a_statement_is_bound_to_rules_or_to_a_question(number):
    statement = GUIDELINE[number]
    assert statement["sv"]
    assert statement["en"]
    assert statement.get("rules") or statement.get("question")
    assert all(question.endswith("?") for question in statement.get("question", {}).values())


def test_a_rule_names_only_statements_of_the_guideline():
    stray = [(rule.id, number) for rule in load() for number in rule.guideline if number not in GUIDELINE]
    assert not stray


def test_a_statement_names_only_rules_and_groups_that_exist():
    known = {name for rule in load() for name in (rule.id, rule.group)}
    stray = [(number, name) for number, statement in GUIDELINE.items() for name in statement.get("rules", ())]
    assert [named for named in stray if named[1] not in known] == []


def test_a_rule_and_the_statements_that_it_is_bound_to_name_each_other():
    by_statement = {
        (number, name) for number, statement in GUIDELINE.items() for name in statement.get("rules", ()) if "/" in name
    }
    by_card = {
        (number, rule.id)
        for rule in load()
        for number in rule.guideline
        if rule.group not in GUIDELINE[number].get("rules", ())
    }
    assert by_statement == by_card


def test_every_rule_on_content_policy_privacy_and_the_channel_is_bound_to_a_statement():
    groups = {"content", "policy", "privacy", "channel"}
    assert [rule.id for rule in load() if rule.group in groups and not rule.guideline] == []


def test_a_rule_names_only_criteria_that_are_listed():
    stray = [(rule.id, number) for rule in load() for number in rule.wcag if number not in CRITERIA]
    assert not stray


def test_every_criterion_of_level_a_and_aa_has_its_clause():
    levels = [criterion["level"] for criterion in CRITERIA.values()]
    assert levels.count("A") == 30
    assert levels.count("AA") == 20
    asked = {number: f"9.{number}" for number, criterion in CRITERIA.items() if criterion["level"] != "AAA"}
    assert asked == {number: criterion["clause"] for number, criterion in CRITERIA.items() if "clause" in criterion}
