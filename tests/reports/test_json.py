"""The report as JSON."""

import json

import pytest
from made import EMPTY, FULL, PAGE, PART

from template_check.reports import write
from template_check.reports.view import View


def read(result, locale="sv"):
    return json.loads(write("json", result, View(locale)))


def test_it_holds_what_the_contract_names():
    told = read(FULL)

    assert list(told) == [
        "version",
        "tool",
        "templates",
        "findings",
        "passed",
        "silenced",
        "covered",
        "errors",
        "summary",
    ]
    assert told["version"] == 1
    first = told["findings"][0]
    assert first["rule"] == "images/missing-alt-text"
    assert first["outcome"] == "failed"
    assert [first[key] for key in ("path", "line", "column", "end_line", "end_column")] == [PART, 2, 4, 2, 25]
    via = {"path": PAGE, "line": 3, "column": 1, "end_line": 3, "end_column": 38}
    assert first["messages"] == [{"path": PAGE, "samples": ["standard", "barn"], "via": [via]}]
    assert first["help"] == "https://www.w3.org/WAI/WCAG21/Understanding/non-text-content.html"
    assert told["findings"][2]["help"] is None
    assert told["silenced"][0]["reason"] == "Länken prövas av våra patienter"
    assert told["errors"] == [{"path": PAGE, "rule": "tables/layout", "message": "ZeroDivisionError"}]
    assert told["passed"]["links/generic-link-text"] == 1234


def test_an_element_has_the_worst_status_of_its_samples():
    assert read(FULL)["templates"][0]["content"]["purpose"]["status"] == "missing"


def test_an_index_of_a_text_too_short_is_null():
    samples = read(FULL)["templates"][0]["readability"]["samples"]

    assert [samples[name]["lix"] for name in ("standard", "barn")] == [34.2, None]


def test_the_sentences_are_in_the_language_asked_for():
    assert read(FULL, "sv")["findings"][0]["message"] == "Det är fel på ”karta.png” (missing-alt-text)."
    assert read(FULL, "en")["findings"][0]["message"] == "“karta.png” is wrong (missing-alt-text)."


@pytest.mark.parametrize("result", [FULL, EMPTY], ids=["full", "empty"])
def test_the_same_report_gives_the_same_bytes(result):
    assert write("json", result, View()) == write("json", result, View())


def test_an_empty_run_is_a_whole_report():
    assert read(EMPTY)["summary"]["messages"] == 0
