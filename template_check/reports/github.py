"""The report as GitHub's workflow commands, which become annotations, the worst first.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from template_check.findings import Finding, Report
from template_check.reports.telling import RAISED, counted, level, sentences, weight
from template_check.reports.view import View

# GitHub shows ten annotations of each kind for a step, so that what comes first is what is seen.
_COMMANDS = {"error": "error", "warning": "warning", "advice": "notice", "unsure": "notice"}

WORDS = {
    "sv": {
        "covered": "Visas inte, eftersom baslinjen täcker dem: {count}.",
        "stale": "Fynd i baslinjen som inte längre förekommer: {count}.",
    },
    "en": {
        "covered": "Not shown, since the baseline covers them: {count}.",
        "stale": "Findings in the baseline that no longer occur: {count}.",
    },
}


def report(result: Report, view: View) -> str:
    """A command for each finding and for each check that broke, and one about the baseline if it had a part in it."""
    lines = []
    for error in result.errors:
        text = RAISED[view.locale].format(path=error.path, rule=error.rule, message=error.message)
        lines.append(f"::error file={_property(view.rooted(error.path))},title={_property(error.rule)}::{_data(text)}")
    lines += (_command(finding, result, view) for finding in sorted(result.findings, key=weight))
    for name, count in (("covered", len(result.covered)), ("stale", len(result.stale))):
        if count:
            text = WORDS[view.locale][name].format(count=counted(count, "finding", view.locale))
            lines.append(f"::notice title=template-check::{_data(text)}")
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, result: Report, view: View) -> str:
    said = sentences(finding, result.rules, view.locale)
    place = finding.place
    properties = {"file": view.rooted(place.path), "line": str(place.line)}
    # A column is shown only for a stretch on one line.
    if place.end_line == place.line:
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    else:
        properties["endLine"] = str(place.end_line)
    properties["title"] = f"{said.title} ({finding.rule})"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = " ".join(part for part in (said.message, said.why, said.how) if part)
    return f"::{_COMMANDS[level(finding)]} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
