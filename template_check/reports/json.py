"""The report as JSON, version 1: every fact of the run, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from template_check.findings import ELEMENTS, STATUS_ORDER, Finding, MessageResult, Report
from template_check.positions import Place
from template_check.reports.telling import counts, sentences
from template_check.reports.view import View

VERSION = 1


def report(result: Report, view: View) -> str:
    """The whole report; each template, finding, silenced finding and error stands on a line of its own."""
    tool = {"name": "template-check", "version": view.version, "locale": view.locale, "today": view.today.isoformat()}
    counted = counts(result)
    summary = {
        "messages": counted.messages,
        "samples": counted.samples,
        "rules": counted.rules,
        "judged": counted.judged,
        "findings": counted.findings,
        "levels": counted.levels,
        "silenced": counted.silenced,
        "covered": counted.covered,
        "stale": list(result.stale),
        "errors": counted.errors,
    }
    parts = [
        f'"version": {VERSION}',
        f'"tool": {_line(tool)}',
        f'"templates": {_lines(_template(message) for message in result.templates)}',
        f'"findings": {_lines(_finding(finding, result, view) for finding in result.findings)}',
        f'"passed": {_line(dict(sorted(result.passed.items())))}',
        '"silenced": '
        + _lines({**_finding(each.finding, result, view), "reason": each.reason} for each in result.silenced),
        f'"covered": {_lines(_finding(finding, result, view) for finding in result.covered)}',
        '"errors": '
        + _lines({"path": each.path, "rule": each.rule, "message": each.message} for each in result.errors),
        f'"summary": {_line(summary)}',
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterable[Any]) -> str:
    lines = [_line(value) for value in values]
    return "[\n  " + ",\n  ".join(lines) + "\n]" if lines else "[]"


def _place(place: Place) -> dict[str, Any]:
    return place._asdict()


def _template(message: MessageResult) -> dict[str, Any]:
    coverage = message.coverage
    return {
        "path": message.path,
        "samples": list(message.samples),
        "kind": message.kind,
        "language": message.language,
        "coverage": {
            "spans": coverage.spans,
            "rendered": coverage.rendered,
            "never_rendered": [_place(place) for place in coverage.never_rendered],
        },
        "readability": {
            "samples": {
                sample: {
                    "lix": None if measured.lix is None else round(measured.lix, 1),
                    "level": measured.level,
                    "formula": measured.formula,
                    "words": measured.words,
                    "sentences": measured.sentences,
                }
                for sample, measured in message.readability.items()
            }
        },
        "content": {element: _element(message, element) for element in ELEMENTS if element in message.content},
    }


def _element(message: MessageResult, element: str) -> dict[str, Any]:
    by_sample = message.content[element]
    return {
        "status": worst(status.status for status in by_sample.values()),
        "samples": {
            sample: {
                "status": status.status,
                "evidence": [{"text": found.text, "place": _place(found.place)} for found in status.evidence],
                "weights": [{"text": text, "weight": weight} for text, weight in status.weights],
            }
            for sample, status in by_sample.items()
        },
    }


def worst(statuses: Iterable[str]) -> str:
    """The worst of some statuses of a content element; `not-needed` of none."""
    return min(statuses, key=STATUS_ORDER.index, default=STATUS_ORDER[-1])


def _finding(finding: Finding, result: Report, view: View) -> dict[str, Any]:
    said = sentences(finding, result.rules, view.locale)
    rule = result.rules.get(finding.rule)
    fields = {
        "rule": finding.rule,
        "severity": finding.severity,
        "outcome": str(finding.outcome),
        "title": said.title,
        "message": said.message,
        "why": said.why,
        "how": said.how,
        "question": said.question,
        **_place(finding.place),
        "excerpt": finding.excerpt,
        "messages": [
            {"path": shown.path, "samples": list(shown.samples), "via": [_place(place) for place in shown.via]}
            for shown in finding.messages
        ],
        "from_data": finding.from_data,
        "wcag": list(rule.wcag) if rule else [],
        "act": list(rule.act) if rule else [],
        "guideline": list(rule.guideline) if rule else [],
        "help": help_address(rule.wcag if rule else (), view.locale),
        "fingerprint": finding.fingerprint,
    }
    if finding.fix:
        fields["fix"] = {"replacement": finding.fix.replacement, "safe": finding.fix.safe}
    return fields


def help_address(wcag: tuple[str, ...], locale: str) -> str | None:
    """The page that explains a rule's first success criterion; None of a rule that rests on none."""
    from template_check.catalogue.standards import criteria

    criterion = criteria().get(wcag[0]) if wcag else None
    return criterion.address if criterion else None
