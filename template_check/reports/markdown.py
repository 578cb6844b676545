"""The report as Markdown, for a comment on a merge request or a job's summary."""

from __future__ import annotations

import re
from itertools import groupby

from template_check.findings import Finding, Report
from template_check.reports.telling import RAISED, SEVERITIES, counted, counts, level, listed, paths, sentences, weight
from template_check.reports.view import View

# GitHub refuses a comment of more than 65,536 characters.
LONGEST = 60_000
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$@&-])")
# A zero-width space keeps `@name` from calling someone.
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "@\N{ZERO WIDTH SPACE}"}
_FENCE = re.compile(r"`+")
WORDS = {
    "sv": {
        "title": "Granskning av meddelandemallar",
        "nothing": "Inga fynd.",
        "looked": "{messages}, {samples}, {rules} och {judged} granskades.",
        "found": "Hittade {found}.",
        "line": "Rad",
        "what": "Fynd",
        "how": "Gör så här",
        "in": "syns i {count}",
        "advice": "Råd",
        "unsure": "Frågor som en människa måste bedöma",
        "rest": "{count} till får inte plats här. Kör template-check för att se alla.",
        "covered": "Visas inte, eftersom baslinjen täcker dem: {count}.",
        "silenced": "Tystade i mallarna, med skäl: {count}.",
        "stale": "Fynd i baslinjen som inte längre förekommer: {count}.",
    },
    "en": {
        "title": "Review of message templates",
        "nothing": "No findings.",
        "looked": "{messages}, {samples}, {rules} and {judged} were looked at.",
        "found": "Found {found}.",
        "line": "Line",
        "what": "Finding",
        "how": "Do this",
        "in": "shows in {count}",
        "advice": "Advice",
        "unsure": "Questions that a human must judge",
        "rest": "{count} more do not fit here. Run template-check to see them all.",
        "covered": "Not shown, since the baseline covers them: {count}.",
        "silenced": "Silenced in the templates, with a reason: {count}.",
        "stale": "Findings in the baseline that no longer occur: {count}.",
    },
}
_SIGNS = {"error": "❌", "warning": "⚠️", "advice": "💡", "unsure": "❓"}


def report(result: Report, view: View) -> str:
    """Errors and warnings by template in tables; advice and questions folded; cut where a comment would be too long."""
    words, locale = WORDS[view.locale], view.locale
    total = counts(result)
    order = [name for name in ("error", "warning", "advice", "unsure") if total.levels[name]]
    head = [f"## {words['title']}", ""]
    if order:
        found = listed([counted(total.levels[name], name, locale) for name in order], locale)
        head.append(f"{_SIGNS[order[0]]} **{words['found'].format(found=found)}**")
    else:
        head.append(f"✅ **{words['nothing']}**")
    looked = words["looked"].format(
        messages=counted(total.messages, "message", locale),
        samples=counted(total.samples, "sample", locale),
        rules=counted(total.rules, "rule", locale),
        judged=counted(total.judged, "place", locale),
    )
    head += ["", looked]
    for name, count in (("covered", total.covered), ("silenced", total.silenced), ("stale", len(result.stale))):
        if count:
            head += ["", words[name].format(count=counted(count, "finding", locale))]
    for error in result.errors:
        head += ["", f"❗ {_inline(RAISED[locale].format(path=error.path, rule=error.rule, message=error.message))}"]
    page = _Page("\n".join(head) + "\n")
    ordered = sorted(result.findings, key=weight)
    important = sorted(
        (f for f in ordered if level(f) in ("error", "warning")), key=lambda f: (f.place.path, weight(f))
    )
    for path, group in groupby(important, lambda finding: finding.place.path):
        header = f"\n### {_code(view.rooted(path))}\n\n| {words['line']} | {words['what']} | {words['how']} |\n| ---: | --- | --- |\n"
        page.table(header, [_row(finding, result, view) for finding in group])
    for name in ("advice", "unsure"):
        chosen = [finding for finding in ordered if level(finding) == name]
        if chosen:
            header = f"\n<details><summary>{words[name]} ({len(chosen)})</summary>\n\n"
            page.table(header, [_item(finding, result, view) for finding in chosen], "\n</details>\n")
    if page.left_out:
        page.text += "\n" + words["rest"].format(count=counted(page.left_out, "finding", locale)) + "\n"
    return page.text


class _Page:
    """Text that stops growing where a comment would be refused; `left_out` counts the findings that found no room."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left_out = 0

    def table(self, header: str, rows: list[str], footer: str = "") -> None:
        """A heading with its rows, as many as there is room for."""
        room = LONGEST - len(self.text) - len(header) - len(footer)
        kept = []
        for row in rows:
            room -= len(row)
            if room < 0:
                break
            kept.append(row)
        self.left_out += len(rows) - len(kept)
        if kept:
            self.text += header + "".join(kept) + footer


def _row(finding: Finding, result: Report, view: View) -> str:
    said = sentences(finding, result.rules, view.locale)
    place = finding.place
    word = SEVERITIES[view.locale][level(finding)]
    excerpt = f"<br>{_code(finding.excerpt, cell=True)}" if finding.excerpt else ""
    several = paths(finding)
    shown = ""
    if len(several) > 1:
        count = counted(len(several), "message", view.locale)
        shown = f"<br>({WORDS[view.locale]['in'].format(count=count)})"
    what = f"{_SIGNS[level(finding)]} {word}: {_inline(said.message)}{excerpt}<br><sub>{finding.rule}</sub>{shown}"
    return f"| {place.line}:{place.column} | {what} | {_inline(said.how)} |\n"


def _item(finding: Finding, result: Report, view: View) -> str:
    said = sentences(finding, result.rules, view.locale)
    place = finding.place
    where = _code(f"{view.rooted(place.path)}:{place.line}:{place.column}")
    return f"- {where} {_inline(said.message)} <sub>{finding.rule}</sub>\n"


def _inline(text: str) -> str:
    """Text that means nothing to Markdown or HTML, on one line."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), " ".join(text.split()))


def _code(text: str, *, cell: bool = False) -> str:
    """A stretch of code on one line, at most 120 characters of it; in a table cell a bar must be escaped."""
    line = " ".join(text.split())
    if len(line) > 120:
        line = line[:119] + "…"
    ticks = "`" * (max((len(run) for run in _FENCE.findall(line)), default=0) + 1)
    space = " " if line.startswith("`") or line.endswith("`") else ""
    line = line.replace("|", "\\|") if cell else line
    return f"{ticks}{space}{line}{space}{ticks}"
