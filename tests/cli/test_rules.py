"""`rules`, `explain`, `new-rule` and `render`."""

import json

import pytest


def test_rules_are_listed_as_objects(run):
    [rule] = [
        each for each in json.loads(run("rules", "--format", "json").out) if each["id"] == "images/missing-alt-text"
    ]

    assert {"id", "severity", "precision", "wcag", "act", "guideline", "titles"} <= rule.keys()
    assert rule["titles"]["en"] == "The image has no alternative text"


def test_a_rule_is_explained_by_its_id_or_its_name(run):
    assert "WCAG 1.1.1 Icke-textuellt innehåll" in run("explain", "images/missing-alt-text").out
    assert "Non-text Content" in run("explain", "missing-alt-text", "--locale", "en").out
    assert run("explain", "images/missing-alt-txt").err.endswith("Menade du images/missing-alt-text?\n")


def test_the_examples_on_the_cards_hold(run):
    ran = run("rules", "--test")

    assert ran.status == 0, ran.out
    assert ran.out.endswith("0 stämde inte.\n")


@pytest.mark.parametrize("name", ["links/no-empty-link", "Links/x", "links", "links/../x", "links/läs"])
def test_a_rule_is_not_made_under_a_name_that_does_not_hold(run, name):
    assert run("new-rule", name).status == 2


def test_a_new_rule_is_not_written_over_an_old_one(run, tmp_path):
    assert run("new-rule", "region/vague-link", "--folder", "regler").status == 0
    assert (tmp_path / "regler/region/vague-link.toml").is_file()
    assert "def vague_link(" in (tmp_path / "regler/checks/region.py").read_text("utf-8")
    assert run("new-rule", "region/vague-link", "--folder", "regler").status == 2
    assert run("new-rule", "region/other-flaw", "--folder", "regler").status == 0


def test_a_message_is_shown_as_html_with_its_origins(run, tmp_path):
    (tmp_path / "kallelse.html.j2").write_text("<p>Hej {{ namn }}!</p>\n", encoding="utf-8")
    (tmp_path / "kallelse.samples").mkdir()
    (tmp_path / "kallelse.samples/kim.json").write_text('{"namn": "Kim"}', encoding="utf-8")

    assert run("render", "kallelse.html.j2").out.rstrip("\n") == "<p>Hej Kim!</p>"
    assert "kallelse.html.j2:1:8 (ur testdata)\n    Kim\n" in run("render", "kallelse.html.j2", "--origins").out
    assert run("render", "kallelse.html.j2", "--verify").out == "kim: samma som Jinja\n"
    assert "De som finns är kim." in run("render", "kallelse.html.j2", "--sample", "x").err
