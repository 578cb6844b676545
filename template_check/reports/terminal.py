"""The report as a person reads it in a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from template_check.findings import Finding, Report, Shown
from template_check.reports.telling import (
    RAISED,
    SEVERITIES,
    Counts,
    counted,
    counts,
    level,
    listed,
    paths,
    sentences,
    weight,
)
from template_check.reports.view import View, told

MANY = 50
WORST = 10
_NARROWEST = 20
_COLORS = {"error": "red", "warning": "yellow", "advice": "blue", "unsure": "magenta"}
WORDS = {
    "sv": {
        "why": "Varför:",
        "how": "Gör så här:",
        "via": "Kommer med genom {place}.",
        "via with": "Kommer med genom {place}, med testdata {samples}.",
        "shown": "Syns i {place}.",
        "shown with": "Syns i {place}, med testdata {samples}.",
        "own with": "Syns med testdata {samples}.",
        "several": "Syns i {messages}: {names} …",
        "from data": "Felet kommer från testdata, inte från mallens egen text.",
        "advice": "Råd",
        "unsure": "Frågor som en människa måste bedöma",
        "rules": "Fynd per regel",
        "worst": "Meddelandena med flest fel",
        "passed": "Godkända ställen per regel",
        "looked": "{messages}, {samples}, {rules} och {judged} granskades.",
        "found": "Hittade {found}.",
        "nothing": "Inga fynd.",
        "nowhere": "Det fanns inget meddelande att granska.",
        "covered": "Visas inte, eftersom baslinjen täcker dem: {covered}.",
        "silenced": "Tystade i mallarna, med skäl: {silenced}.",
        "stale": "I baslinjen finns fynd som inte längre förekommer: {stale}. Uppdatera den med template-check baseline.",
        "notice": "Obs:",
    },
    "en": {
        "why": "Why:",
        "how": "Do this:",
        "via": "Brought in by {place}.",
        "via with": "Brought in by {place}, with sample data {samples}.",
        "shown": "Shows in {place}.",
        "shown with": "Shows in {place}, with sample data {samples}.",
        "own with": "Shows with sample data {samples}.",
        "several": "Shows in {messages}: {names} …",
        "from data": "The fault comes from the sample, not from the template's own text.",
        "advice": "Advice",
        "unsure": "Questions that a human must judge",
        "rules": "Findings per rule",
        "worst": "The messages with the most faults",
        "passed": "Places that passed, per rule",
        "looked": "{messages}, {samples}, {rules} and {judged} were looked at.",
        "found": "Found {found}.",
        "nothing": "No findings.",
        "nowhere": "There was no message to look at.",
        "covered": "Not shown, since the baseline covers them: {covered}.",
        "silenced": "Silenced in the templates, with a reason: {silenced}.",
        "stale": "The baseline holds findings that no longer occur: {stale}. Update it with template-check baseline.",
        "notice": "Note:",
    },
}


def report(result: Report, view: View) -> str:
    """Errors and warnings by template, then advice and questions a line each, then what was looked at."""
    page = _Page(view)
    ordered = sorted(result.findings, key=weight)
    important = [finding for finding in ordered if level(finding) in ("error", "warning")]
    if len(ordered) > MANY:
        page.rules(ordered)
        page.worst(ordered)
    important.sort(key=lambda finding: finding.place)
    for path, group in groupby(important, lambda finding: finding.place.path):
        page.title(path)
        for finding in group:
            page.finding(finding, result)
    for name in ("advice", "unsure"):
        lines = [finding for finding in ordered if level(finding) == name]
        if lines:
            page.title(page.words[name])
            for finding in lines:
                page.line(finding, result)
            page.gap()
    for message in result.templates:
        for notice in message.notices:
            page.wrapped(f"{page.words['notice']} {message.path}: {notice}")
    for error in result.errors:
        said = RAISED[view.locale].format(path=error.path, rule=error.rule, message=error.message)
        page.wrapped(said, fg="red")
    if view.statistics:
        page.statistics(result, ordered)
    page.summary(result, counts(result))
    return page.text()


def plain(text: str) -> str:
    """The text with every sign that a terminal would act on, or not show, made visible as one column."""
    if text.isprintable():
        return text
    return "".join(
        sign
        if sign.isprintable() or unicodedata.combining(sign)
        else " "
        if sign in "\t\n\u00a0"
        else "\N{REPLACEMENT CHARACTER}"
        for sign in text
    )


def columns(text: str) -> int:
    """How many columns a text takes in a terminal: wide signs two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


class _Page:
    """Lines written one after the other."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._lines: list[str] = []
        self.words = WORDS[view.locale]

    def text(self) -> str:
        """What was written."""
        return "\n".join(self._lines).strip("\n") + "\n"

    def gap(self) -> None:
        """An empty line, unless there is one already."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def title(self, text: str) -> None:
        """A heading with air above it."""
        self.gap()
        self._lines.append(self._styled(plain(text), bold=True, underline=True))

    def wrapped(self, text: str, indent: int = 0, label: str = "", **style: object) -> None:
        """A paragraph, broken to the width, with an optional label before it in bold."""
        room = max(self._view.width - indent, _NARROWEST)
        lines = textwrap.wrap(
            plain(f"{label} {text}" if label else text), room, break_long_words=False, break_on_hyphens=False
        )
        for number, line in enumerate(lines):
            head = ""
            if label and number == 0 and line.startswith(label):
                head, line = self._styled(label, bold=True), line[len(label) :]
            self._lines.append(" " * indent + head + self._styled(line, **style))

    def finding(self, finding: Finding, result: Report) -> None:
        """One finding in full: where, what, the source with the range marked, why and how."""
        said = sentences(finding, result.rules, self._view.locale)
        self._lines.append(f"  {self._head(finding)}  {self._styled(finding.rule, dim=True)}")
        self.wrapped(said.message, 4, bold=True)
        self._lines += self._excerpt(finding)
        if finding.from_data:
            self.wrapped(self.words["from data"], 4)
        for label, text in ((self.words["why"], said.why), (self.words["how"], said.how)):
            if text:
                self.wrapped(text, 4, label)
        self._messages(finding)
        self.gap()

    def line(self, finding: Finding, result: Report) -> None:
        """One finding on one line."""
        said = sentences(finding, result.rules, self._view.locale)
        where = plain(told(finding.place))
        self._lines.append(f"  {where}  {plain(said.message)}  {self._styled(finding.rule, dim=True)}")

    def _head(self, finding: Finding) -> str:
        name = level(finding)
        word = SEVERITIES[self._view.locale][name]
        return f"{plain(told(finding.place))}  {self._styled(word, fg=_COLORS[name], bold=True)}"

    def _excerpt(self, finding: Finding) -> Iterator[str]:
        place = finding.place
        if not finding.lines or (place.line, place.column) == (place.end_line, place.end_column):
            return
        margin = len(str(place.line + len(finding.lines) - 1)) + 4
        for number, line in enumerate(finding.lines, place.line):
            first = place.column - 1 if number == place.line else len(line) - len(line.lstrip())
            last = place.end_column - 1 if number == place.end_line else len(line.rstrip())
            line, first, last = self._cropped(line, first, max(last, first), margin)
            shown = plain(line)
            yield f"{number:>{margin}} | {shown}"
            if last > first:
                space = " " * columns(shown[:first])
                mark = "^" * max(columns(shown[first:last]), 1)
                yield f"{'':>{margin}} | {space}{self._styled(mark, fg=_COLORS[level(finding)], bold=True)}"
        if place.end_line >= place.line + len(finding.lines):
            yield f"{'':>{margin}} | …"

    def _cropped(self, line: str, first: int, last: int, margin: int) -> tuple[str, int, int]:
        room = max(self._view.width - margin - 3, _NARROWEST)
        if len(line) <= room:
            return line, first, last
        start = max(min(first - room // 4, len(line) - room), 0)
        stop = start + room
        before, after = "…" if start else "", "…" if stop < len(line) else ""
        kept = before + line[start + len(before) : stop - len(after)] + after
        return kept, max(first - start, 0), min(last - start, len(kept))

    def _messages(self, finding: Finding) -> None:
        own = finding.place.path
        if len(paths(finding)) > 3 and any(shown.via for shown in finding.messages):
            names = paths(finding)
            messages = counted(len(names), "message", self._view.locale)
            self.wrapped(self.words["several"].format(messages=messages, names=", ".join(names[:3])), 4)
            return
        for shown in finding.messages:
            samples = self._samples(shown)
            key = "via" if shown.via else "shown" if shown.path != own else "own"
            key += " with" if samples else ""
            if key in self.words:
                place = " < ".join(told(place) for place in shown.via) or shown.path
                self.wrapped(self.words[key].format(place=place, samples=samples), 4)

    def _samples(self, shown: Shown) -> str:
        names = [name for name in shown.samples if name]
        return listed(names, self._view.locale) if len(names) <= 5 else ", ".join(names[:5]) + " …"

    def rules(self, findings: Sequence[Finding]) -> None:
        """How many findings each rule made, most first."""
        self.title(self.words["rules"])
        numbers = Counter((finding.rule, level(finding)) for finding in findings)
        for (rule, name), number in sorted(numbers.items(), key=lambda each: (-each[1], each[0])):
            word = SEVERITIES[self._view.locale][name]
            self._lines.append(f"  {number:>6}  {self._styled(word, fg=_COLORS[name])}  {rule}")

    def worst(self, findings: Sequence[Finding]) -> None:
        """The messages with the most errors, then warnings."""
        levels: dict[str, Counter[str]] = {}
        for finding in findings:
            for path in paths(finding) or (finding.place.path,):
                levels.setdefault(path, Counter())[level(finding)] += 1
        ordered = sorted(levels.items(), key=lambda each: (-each[1]["error"], -each[1]["warning"], each[0]))
        self.title(self.words["worst"])
        for path, numbers in ordered[:WORST]:
            self._lines.append(f"  {plain(path)}  {self._levels(numbers)}")

    def statistics(self, result: Report, findings: Sequence[Finding]) -> None:
        """Counts per rule: findings, and places that passed."""
        if len(findings) <= MANY and findings:
            self.rules(findings)
        self.title(self.words["passed"])
        for rule, number in sorted(result.passed.items(), key=lambda each: (-each[1], each[0])):
            self._lines.append(f"  {number:>6}  {rule}")

    def _levels(self, numbers: Counter[str] | dict[str, int]) -> str:
        order = ("error", "warning", "advice", "unsure")
        return ", ".join(counted(numbers[name], name, self._view.locale) for name in order if numbers.get(name))

    def summary(self, result: Report, total: Counts) -> None:
        """What was looked at, and what came of it."""
        locale = self._view.locale
        self.gap()
        if not total.messages:
            self.wrapped(self.words["nowhere"])
        else:
            looked = self.words["looked"].format(
                messages=counted(total.messages, "message", locale),
                samples=counted(total.samples, "sample", locale),
                rules=counted(total.rules, "rule", locale),
                judged=counted(total.judged, "place", locale),
            )
            self.wrapped(looked)
        if total.findings:
            order = ("error", "warning", "advice", "unsure")
            parts = [counted(total.levels[name], name, locale) for name in order if total.levels[name]]
            worst = next(name for name in order if total.levels[name])
            self.wrapped(self.words["found"].format(found=listed(parts, locale)), fg=_COLORS[worst], bold=True)
        elif total.messages and not total.errors:
            self.wrapped(self.words["nothing"], fg="green", bold=True)
        if total.covered:
            self.wrapped(self.words["covered"].format(covered=counted(total.covered, "finding", locale)))
        if total.silenced:
            self.wrapped(self.words["silenced"].format(silenced=counted(total.silenced, "finding", locale)))
        if result.stale:
            some = ", ".join(result.stale[:5]) + (" …" if len(result.stale) > 5 else "")
            self.wrapped(self.words["stale"].format(stale=some))

    def _styled(self, text: str, **style: object) -> str:
        return click.style(text, **style) if self._view.color and style and text else text  # type: ignore[arg-type]
