"""The report as SARIF 2.1.0, with what GitHub's code scanning requires.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html. GitHub's demands:
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Outcome
from template_check.findings import Finding, Report
from template_check.positions import Place
from template_check.reports.json import help_address
from template_check.reports.telling import COVERED, RAISED, counted, counts, paths, samples, sentences
from template_check.reports.view import View, is_absolute

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "advice": "recommendation"}
_PRECISIONS = frozenset({"very-high", "high", "medium", "low"})
# GitHub shows no more of a text, and keeps no more places of a result.
_LONGEST = 1024
_MOST_PLACES = 100
WORDS = {
    "sv": {
        "shows": "Visas i {message} ({samples}).",
        "shows plainly": "Visas i {message}.",
        "via": "Kommer med härifrån.",
        "unsure": "{count} som rapporten inte kan avgöra står med kind = review och level = none.",
        "why": "Varför",
        "how": "Gör så här",
    },
    "en": {
        "shows": "Shows in {message} ({samples}).",
        "shows plainly": "Shows in {message}.",
        "via": "Brought in from here.",
        "unsure": "{count} that the report cannot settle stand with kind = review and level = none.",
        "why": "Why",
        "how": "Do this",
    },
}


def report(result: Report, view: View) -> str:
    """One run: the rules that were run, a result for each finding, silenced and covered ones with `suppressions`."""
    index = {id: number for number, id in enumerate(result.rules)}
    driver = {
        "name": "template-check",
        "version": view.version or "0",
        "semanticVersion": view.version or "0.0.0",
        "language": view.locale,
        "rules": [_rule(rule, view) for rule in result.rules.values()],
    }
    results = [_result(finding, index, result, view) for finding in result.findings]
    for silenced in result.silenced:
        suppression = {"kind": "inSource", "justification": silenced.reason}
        results.append({**_result(silenced.finding, index, result, view), "suppressions": [suppression]})
    for covered in result.covered:
        suppression = {"kind": "external", "justification": COVERED[view.locale]}
        results.append({**_result(covered, index, result, view), "suppressions": [suppression]})
    run = {
        "tool": {"driver": driver},
        "language": view.locale,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "automationDetails": {"id": f"template-check/{view.folder}/" if view.folder else "template-check/"},
        "invocations": [_invocation(result, view)],
        "artifacts": [{"location": _artifact(message.path, view)} for message in result.templates],
        "results": results,
        "properties": _summary(result),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, view: View) -> dict[str, Any]:
    texts, words = rule.texts[view.locale], WORDS[view.locale]
    why, how = _without_values(texts.why), _without_values(texts.how)
    address = help_address(rule.wcag, view.locale)
    link = f"\n\n<{address}>" if address else ""
    tags = [rule.group, *(f"WCAG {number}" for number in rule.wcag), *(f"ACT {id}" for id in rule.act)]
    tags += (f"1177 inkorg {number}" for number in rule.guideline)
    properties: dict[str, Any] = {"tags": tags[:20], "problem.severity": _PROBLEMS[rule.severity]}
    if rule.precision in _PRECISIONS:
        properties["precision"] = rule.precision
    described = {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": _short(_without_values(texts.title))},
        "fullDescription": {"text": _short(f"{_without_values(texts.title)}. {why}")},
        "help": {
            "text": f"{words['why']}: {why}\n{words['how']}: {how}" + (f"\n{address}" if address else ""),
            "markdown": f"**{words['why']}:** {why}\n\n**{words['how']}:** {how}{link}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": properties,
    }
    if address:
        described["helpUri"] = address
    return described


def _without_values(text: str) -> str:
    """A card's sentence with `…` where a finding puts its values."""
    from string import Formatter

    try:
        return "".join(literal + ("…" if field is not None else "") for literal, field, _, _ in Formatter().parse(text))
    except ValueError:
        return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _result(finding: Finding, index: Mapping[str, int], result: Report, view: View) -> dict[str, Any]:
    said = sentences(finding, result.rules, view.locale)
    unsure = finding.outcome is Outcome.UNSURE
    text = " ".join(part for part in (said.message, said.why, said.how) if part) or finding.rule
    told: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": "review" if unsure else "fail",
        "level": "none" if unsure else _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.place, view, finding.lines)],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint or finding.rule}:1",
            "templateCheck/v1": finding.fingerprint or finding.rule,
        },
        "properties": {
            "fromData": finding.from_data,
            "messages": [{"path": shown.path, "samples": list(shown.samples)} for shown in finding.messages],
        },
    }
    if finding.rule in index:
        told["ruleIndex"] = index[finding.rule]
    related = _related(finding, view)
    if related:
        told["relatedLocations"] = related
    return told


def _related(finding: Finding, view: View) -> list[dict[str, Any]]:
    """The include and call sites by which the fault comes into each message, and the messages themselves."""
    words = WORDS[view.locale]
    places: dict[Place, str] = {}
    for path in paths(finding):
        if path != finding.place.path:
            names = [name for name in samples(finding, path) if name]
            key = "shows" if names else "shows plainly"
            places.setdefault(Place(path, 1, 1, 1, 1), words[key].format(message=path, samples=", ".join(names)))
    for shown in finding.messages:
        for place in shown.via:
            places.setdefault(place, words["via"])
    return [
        {"id": number, **_location(place, view), "message": {"text": text}}
        for number, (place, text) in enumerate(list(places.items())[:_MOST_PLACES], 1)
    ]


def _location(place: Place, view: View, lines: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.path, view),
            "region": _region(place, lines),
        }
    }


def _region(place: Place, lines: Sequence[str]) -> dict[str, Any]:
    """The place on one line where it can be: GitHub shows an alert only where all its lines are in the change."""
    if place.end_line == place.line:
        return {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": max(place.end_column, place.column),
        }
    if lines:
        return {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": max(len(lines[0]) + 1, place.column),
        }
    return dict(
        zip(
            ("startLine", "startColumn", "endLine", "endColumn"),
            (place.line, place.column, place.end_line, place.end_column),
            strict=True,
        )
    )


def _artifact(path: str, view: View) -> dict[str, str]:
    rooted = view.rooted(path)
    if is_absolute(rooted):
        return {"uri": "file://" + quote(rooted if rooted.startswith("/") else f"/{rooted}", safe="/:")}
    return {"uri": quote(rooted, safe="/"), "uriBaseId": "SRCROOT"}


def _invocation(result: Report, view: View) -> dict[str, Any]:
    notifications: list[dict[str, Any]] = [
        {
            "level": "error",
            "message": {
                "text": RAISED[view.locale].format(path=error.path, rule=error.rule, message=error.message),
            },
        }
        for error in result.errors
    ]
    told: dict[str, Any] = {"executionSuccessful": not result.errors}
    unsure = counts(result).levels["unsure"]
    if unsure:
        text = WORDS[view.locale]["unsure"].format(count=counted(unsure, "unsure", view.locale))
        notifications.append({"level": "note", "message": {"text": text}})
    if notifications:
        told["toolExecutionNotifications"] = notifications
    return told


def _summary(result: Report) -> dict[str, Any]:
    total = counts(result)
    return {
        "messages": total.messages,
        "samples": total.samples,
        "judged": total.judged,
        "unsure": total.levels["unsure"],
        "covered": total.covered,
        "stale": list(result.stale),
        "passed": dict(sorted(result.passed.items())),
    }
