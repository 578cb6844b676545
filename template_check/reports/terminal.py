"""The report as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from template_check.catalogue.card import Rule
from template_check.findings import Finding

SUMMARY = {
    "sv": "{templates} mallar kontrollerade, {targets} ställen bedömda, {findings} fynd.",
    "en": "{templates} templates checked, {targets} places judged, {findings} findings.",
}


def report(findings: Sequence[Finding], rules: Mapping[str, Rule], templates: int, targets: int, locale: str) -> str:
    """All findings and a summary of what was looked at."""
    parts = [_finding(finding, rules[finding.rule], locale) for finding in findings]
    parts.append(SUMMARY[locale].format(templates=templates, targets=targets, findings=len(findings)))
    return "\n\n".join(parts) + "\n"


def _finding(finding: Finding, rule: Rule, locale: str) -> str:
    texts, place = rule.texts[locale], finding.place
    lines = [
        f"{place.path}:{place.line}:{place.column} {finding.severity} {finding.rule}",
        f"  {texts.message.format(**finding.values)}",
        *(f"  | {line}" for line in finding.excerpt.split("\n")),
        f"  {texts.why}",
        f"  {texts.how}",
    ]
    return "\n".join(lines)
