"""The report as GitLab's Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from template_check.findings import Finding, Report
from template_check.reports.telling import level, sentences, weight
from template_check.reports.view import View

_SEVERITIES = {"error": "major", "warning": "minor", "advice": "info", "unsure": "info"}


def report(result: Report, view: View) -> str:
    """A list of issues; GitLab shows only one of those with the same fingerprint, so each has its own."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in sorted(result.findings, key=weight):
        name = finding.fingerprint or finding.rule
        seen[name] += 1
        issues.append(_issue(finding, name if seen[name] == 1 else f"{name}-{seen[name]}", result, view))
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(finding: Finding, fingerprint: str, result: Report, view: View) -> dict[str, Any]:
    said = sentences(finding, result.rules, view.locale)
    place = finding.place
    return {
        # GitLab does not show the name of the check.
        "description": f"{finding.rule}: {said.message}",
        "check_name": finding.rule,
        "content": {"body": f"{said.why} {said.how}".strip()},
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[level(finding)],
        "categories": ["Style"],
        "type": "issue",
        "location": {
            "path": view.rooted(place.path),
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }
