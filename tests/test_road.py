"""The whole road, from a template to a placed finding."""

from pathlib import Path

import pytest

from template_check.catalogue.load import load
from template_check.document.parse import parse
from template_check.engine import judge
from template_check.pipeline import check

EXAMPLES = [(rule, example) for rule in load() for example in (*rule.passing, *rule.failing)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", None) or value.html)
def test_an_example_finds_exactly_what_its_card_promises(rule, example):
    document = parse(example.html)

    found = [document.html[slice(*judgement.at)] for judgement in judge(document, [rule]).judgements]

    assert list(example.finds) == found


def test_a_fault_in_a_partial_is_placed_in_the_partial():
    result = check((Path(__file__).parent.parent / "templates_examples",))

    [finding] = result.findings
    assert finding.place == ("_delar/hitta-hit.html.j2", 2, 4, 2, 25)
    assert finding.excerpt == '<img src="karta.png">'
    assert [(place.path, place.line) for place in finding.messages[0].via] == [("kallelse-synundersokning.html.j2", 4)]
