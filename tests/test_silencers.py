"""Silencers: what they hold for, and what is told of those that hold for nothing."""

import pytest

from template_check.catalogue.verdict import Outcome
from template_check.findings import Finding
from template_check.positions import Source
from template_check.silencers import apply, read, read_toml

RULES = ("links/empty-link", "links/generic-link-text", "images/missing-alt-text")


def finding(source, excerpt, rule="links/empty-link"):
    start = source.text.index(excerpt)
    return Finding(rule, Outcome.FAILED, "error", source.place(start, start + len(excerpt)), excerpt, ())


def outcome(text, excerpt, rule="links/empty-link", reader=None, **jinja):
    source = Source("a.html.j2", text)
    silencers = reader(source) if reader else read(source, "a.html.j2", jinja)
    kept, silenced, faults = apply([finding(source, excerpt, rule)], silencers, RULES, RULES)
    assert len(kept) + len(silenced) == 1
    return [one.reason for one in silenced], [(fault.kind, fault.values.get("problem")) for fault in faults]


@pytest.mark.parametrize(
    "text",
    [
        "<a></a> {# template-check: ignore links/empty-link -- därför #}",
        "<a></a> {#- template-check: ignore links -- därför -#}",
        "<a></a> {# template-check: ignore images/missing-alt-text, all -- därför #}".replace(
            "images/missing-alt-text, ", ""
        ),
        "{# template-check: ignore links/empty-link -- därför #}\n\n<div>\n<div></div><p>\n<a></a></p></div>",
        "{# template-check: ignore-file links/empty-link -- därför #}\n<p>\n</p>\n<a></a>",
    ],
)
def test_a_finding_is_silenced_with_its_reason(text):
    assert outcome(text, "<a></a>") == (["därför"], [])


def test_what_stands_after_the_next_element_is_told():
    text = "{# template-check: ignore links/empty-link -- därför #}\n<p></p>\n<a></a>"

    assert outcome(text, "<a></a>") == ([], [("unused-silencer", "unused")])


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("links/empty-link", [("silencer-without-reason", None)]),
        ("links/emty-link -- x", [("unused-silencer", "unknown")]),
        ("images -- x", [("unused-silencer", "unused")]),
        ("-- x", [("unused-silencer", "nothing-named")]),
    ],
)
def test_a_silencer_that_is_wrong_is_told(rules, told):
    assert told == outcome(f"<a></a> {{# template-check: ignore {rules} #}}", "<a></a>")[1]


def test_the_settings_delimiters_and_line_comments_are_read():
    assert outcome(
        "<a></a> <%# template-check: ignore links -- x %>",
        "<a></a>",
        comment_start_string="<%#",
        comment_end_string="%>",
    )[0] == ["x"]
    assert outcome("## template-check: ignore links -- x\n<a></a>", "<a></a>", line_comment_prefix="##")[0] == ["x"]


@pytest.mark.parametrize(
    "text",
    [
        'hsa_id = "X" # template-check: ignore links -- x',
        '# template-check: ignore links -- x\nhsa_id = "X"',
        '# template-check: ignore links -- x\n[sender]\nunit = "E"\nhsa_id = "X"\n[review]',
    ],
)
def test_a_message_file_is_silenced_by_line_key_or_table(text):
    assert outcome(text, '"X"', reader=read_toml) == (["x"], [])
