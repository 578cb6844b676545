"""What an example on a card cannot say of links: how they are judged without a sample."""

from template_check.catalogue.load import load
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

RULES = [rule for rule in load() if rule.id == "links/broken-address"]


def found(html, sample):
    return len(judge(parse(html, Context(sample=sample)), RULES).judgements)


def test_a_stand_in_value_is_no_broken_address():
    html = '<p><a href="tel:phone">Ring oss</a> <a href="">Boka om</a></p>'

    assert (found(html, None), found(html, "standard")) == (0, 2)


def test_what_no_value_can_set_right_is_told_without_a_sample():
    assert found('<p><a href="htps://url">Boka om</a></p>', None) == 1
