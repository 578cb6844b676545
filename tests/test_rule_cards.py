"""Every example of every card: what it finds, where, and that its sentences can be filled."""

import pytest

from template_check.catalogue.load import load
from template_check.examples import differences

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id} {verb} {example.name or example.html or example.jinja}"[:120])
    for rule in load()
    for verb, examples in (("passes", rule.passing), ("fails", rule.failing))
    for example in examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_finds_exactly_what_its_card_promises(rule, example):
    assert differences(rule, example) == []


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.id)
def test_fail_examples_find_something_and_pass_examples_nothing(rule):
    assert [example for example in rule.passing if example.finds] == []
    assert [example for example in rule.failing if not example.finds] == []
