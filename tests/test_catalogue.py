"""The catalogue as a whole: cards and functions belong together, and the cards keep their promises."""

import re
import string
from pathlib import Path

import pytest

from template_check.catalogue.card import LOCALES
from template_check.catalogue.load import load, orphan_functions, own_shelf
from template_check.errors import CardError

ALL = load()
CARD = """
applies_to = "image"
severity = "error"
[sv]
title = "a"
message = "a"
why = "a"
how = "a"
[en]
title = "a"
message = "a"
why = "a"
how = "a"
[[pass]]
html = "a"
[[fail]]
html = "b"
finds = ["b"]
"""


def by_id(rule):
    return rule.id


def test_every_public_function_has_a_card():
    assert orphan_functions(own_shelf()) == []


@pytest.mark.parametrize("rule", ALL, ids=by_id)
def test_both_languages_ask_for_the_same_values(rule):
    def values(locale):
        texts = rule.texts[locale]
        told = (texts.title, texts.message, texts.why, texts.how, texts.question)
        fields = [name for text in told for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        return {name.partition("[")[0] for name in fields}

    assert values("sv") == values("en")


@pytest.mark.parametrize("rule", ALL, ids=by_id)
@pytest.mark.parametrize("locale", LOCALES)
def test_sentences_are_whole(rule, locale):
    texts = rule.texts[locale]

    assert [
        text
        for text in (texts.message, texts.why, texts.how)
        if not re.search(r"[.!?”\"»)]$|\{problem\[(?:sv|en)\]\}$", text)
    ] == []
    assert not texts.title.endswith(".")


@pytest.mark.parametrize("rule", ALL, ids=by_id)
def test_no_example_stands_twice(rule):
    examples = [
        (e.html, e.jinja, e.message, e.profile, e.text, e.encoding, str(e.data)) for e in (*rule.passing, *rule.failing)
    ]

    assert len(examples) == len(set(examples))


@pytest.mark.parametrize("rule", ALL, ids=by_id)
def test_a_failing_example_says_where(rule):
    assert [example for example in rule.failing if not example.finds] == []
    assert [example for example in rule.passing if example.finds] == []


def faulty_shelf(tmp_path, name, card, code="def missing_thing(target, rule):\n    return None\n"):
    (tmp_path / "images").mkdir()
    (tmp_path / "checks").mkdir()
    (tmp_path / "images" / f"{name}.toml").write_text(card, encoding="utf-8")
    (tmp_path / "checks" / "images.py").write_text(code, encoding="utf-8")
    return (tmp_path,)


@pytest.mark.parametrize(
    ("name", "card", "told"),
    [
        ("other-thing", CARD, "has no function other_thing"),
        ("use-thing", CARD, "must say what the flaw is"),
        ("missing-thing", CARD.replace("severity", "gravity"), "gravity is unknown"),
        ("missing-thing", CARD.replace('"error"', '"grave"'), "severity must be one of"),
        ("missing-thing", CARD.replace('"image"', '"picture"'), "applies_to must be one of"),
        ("missing-thing", CARD.replace('why = "a"', "", 1), "sv.why is missing"),
        ("missing-thing", CARD.replace("finds", "found"), "unknown key found"),
        ("missing-thing", "severity = ", "cannot be read as TOML"),
    ],
)
def test_a_faulty_card_is_refused_with_what_to_do(tmp_path, name, card, told):
    with pytest.raises(CardError, match=re.escape(told)):
        load(faulty_shelf(tmp_path, name, card))


def test_a_region_binds_rules_of_its_own(tmp_path):
    rules = load(faulty_shelf(tmp_path, "missing-thing", CARD))

    assert "images/missing-thing" in {rule.id for rule in rules}


def test_a_region_cannot_take_the_id_of_a_rule(tmp_path):
    code = "def missing_alt_text(target, rule):\n    return None\n"
    with pytest.raises(CardError, match="exists twice"):
        load(faulty_shelf(tmp_path, "missing-alt-text", CARD, code))


def test_data_files_are_named_without_path():
    names = [name for rule in ALL for name in rule.data]

    assert [name for name in names if Path(name).name != name] == []
