"""The report as JUnit XML: a test suite for each template, a test case for each rule.

There is no one standard; this is what Jenkins, GitLab and junitparser read: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from template_check.catalogue.verdict import Outcome
from template_check.findings import Finding, Report
from template_check.reports.telling import COVERED, RAISED, level, samples, sentences
from template_check.reports.view import View, told

_UNWRITABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | dict.fromkeys(
    [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)


def report(result: Report, view: View) -> str:
    """All rules of all templates: passed, failed, broken (error), or skipped: silenced, covered or for a human to judge."""
    suites = etree.Element("testsuites", name="template-check")
    by_path: dict[str, list[Finding]] = {message.path: [] for message in result.templates}
    for finding in result.findings:
        by_path.setdefault(finding.place.path, []).append(finding)
    passed = {message.path: message.passed for message in result.templates}
    set_aside: dict[str, dict[str, list[str]]] = {}
    for each in result.silenced:
        set_aside.setdefault(each.finding.place.path, {}).setdefault(each.finding.rule, []).append(each.reason)
    for finding in result.covered:
        reasons = set_aside.setdefault(finding.place.path, {}).setdefault(finding.rule, [])
        reasons.append(COVERED[view.locale])
    for path in set_aside:
        by_path.setdefault(path, [])
    for path, findings in by_path.items():
        failed = {finding.rule for finding in findings}
        broken = {error.rule: error.message for error in result.errors if error.path == path}
        ran = sorted({*passed.get(path, {}), *failed, *broken, *set_aside.get(path, {})})
        _suite(suites, path, ran, findings, broken, set_aside.get(path, {}), result, view)
    for total in ("tests", "failures", "errors", "skipped"):
        suites.set(total, str(sum(int(suite.get(total, "0")) for suite in suites)))
    written: bytes = etree.tostring(suites, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written.decode("utf-8")


def _suite(
    suites: etree._Element,
    path: str,
    rules: Iterable[str],
    findings: list[Finding],
    broken: dict[str, str],
    set_aside: dict[str, list[str]],
    result: Report,
    view: View,
) -> None:
    suite = etree.SubElement(suites, "testsuite", name=_written(view.rooted(path)))
    for rule in rules:
        case = etree.SubElement(
            suite,
            "testcase",
            name=_written(rule),
            classname=_written(view.rooted(path)),
            file=_written(view.rooted(path)),
        )
        own = [finding for finding in findings if finding.rule == rule]
        failures = [finding for finding in own if finding.outcome is Outcome.FAILED]
        if rule in broken:
            text = RAISED[view.locale].format(path=path, rule=rule, message=broken[rule])
            etree.SubElement(case, "error", message=_written(text), type="error")
        elif failures:
            first = sentences(failures[0], result.rules, view.locale)
            failure = etree.SubElement(case, "failure", message=_written(first.message), type=level(failures[0]))
            failure.text = _written("\n\n".join(_told(finding, result, view) for finding in failures))
        elif own:
            first = sentences(own[0], result.rules, view.locale)
            etree.SubElement(case, "skipped", message=_written(first.message))
        elif rule in set_aside:
            etree.SubElement(case, "skipped", message=_written("; ".join(dict.fromkeys(set_aside[rule]))))
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))
    suite.set("time", "0")


def _told(finding: Finding, result: Report, view: View) -> str:
    said = sentences(finding, result.rules, view.locale)
    names = [name for name in samples(finding, finding.place.path) if name]
    where = told(finding.place) + (f" ({', '.join(names)})" if names else "")
    return "\n".join(part for part in (where, said.message, finding.excerpt, said.why, said.how) if part)


def _written(text: str) -> str:
    """The text without the signs that XML cannot hold."""
    return text.translate(_UNWRITABLE)
