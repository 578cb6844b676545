"""The first page: what was looked at, what must be mended, what a human must judge, and what is good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from template_check.document.readability import LEVELS
from template_check.findings import ELEMENTS, SEVERITY_ORDER, STATUS_ORDER, Finding, JudgementError, Report
from template_check.reports.html.charts import Chart
from template_check.reports.html.guideline import Looking
from template_check.reports.html.message import FindingShown, MessageShown
from template_check.reports.telling import READING_LEVELS, Counts, counts

_ORDER = (*SEVERITY_ORDER, "unsure")


@dataclass(frozen=True, slots=True)
class Kind:
    """Findings of one rule and level, with the messages that show them."""

    level: str
    shown: FindingShown
    findings: int
    messages: tuple[tuple[MessageShown, tuple[FindingShown, ...]], ...]


@dataclass(frozen=True, slots=True)
class StatementTotal:
    """A statement of the guideline over all messages: how many it holds for, show a finding, and are answered."""

    id: str
    text: str
    due: int
    failing: int
    rules: int
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page tells. `stray` are findings that none of the messages shows."""

    counts: Counts
    to_mend: int
    to_judge: int
    questions: int
    unanswered: int
    kinds: Mapping[str, tuple[Kind, ...]]
    sound_groups: tuple[str, ...]
    faulty_groups: tuple[str, ...]
    sound_elements: tuple[tuple[str, int], ...]
    sound_messages: int
    reading: Mapping[str, int]
    charts: tuple[Chart, ...]
    statements: tuple[StatementTotal, ...]
    stray: tuple[Finding, ...]
    errors: tuple[JudgementError, ...]
    stale: tuple[str, ...]


def overview(
    result: Report,
    messages: Sequence[MessageShown],
    looked_at: Looking,
    locale: str,
    words: Mapping[str, Mapping[str, str]],
) -> Overview:
    """The first page of a report on the messages."""
    placed = {id(each.finding) for message in messages for each in message.findings}
    groups: dict[str, dict[str, int]] = {}
    for rule in result.rules.values():
        groups.setdefault(rule.group, dict.fromkeys(_ORDER, 0))
    for message in messages:
        for each in message.findings:
            groups.setdefault(each.finding.rule.partition("/")[0], dict.fromkeys(_ORDER, 0))
    for finding in result.findings:
        level_of = "unsure" if finding.outcome == "unsure" else finding.severity
        groups.setdefault(finding.rule.partition("/")[0], dict.fromkeys(_ORDER, 0))[level_of] += 1
    faulty = [name for name, levels in groups.items() if any(levels.values())]
    judged = {id.partition("/")[0] for id, number in result.passed.items() if number}
    kinds = _kinds(messages)
    reading = _reading(messages)
    statements = _statements(messages, looked_at, locale)
    return Overview(
        counts=counts(result),
        to_mend=sum(message.count("error") > 0 for message in messages),
        to_judge=sum(message.unanswered > 0 for message in messages),
        questions=sum(len(message.questions) for message in messages),
        unanswered=sum(message.unanswered for message in messages),
        kinds={name: tuple(each for each in kinds if each.level == name) for name in _ORDER},
        sound_groups=tuple(name for name in groups if name not in faulty and name in judged and name != "template"),
        faulty_groups=tuple(faulty),
        sound_elements=tuple(
            (name, sum(_is_there(message, name) for message in messages))
            for name in ELEMENTS
            if any(name == each.name for message in messages for each in message.elements)
        ),
        sound_messages=sum(message.standing == "good" for message in messages),
        reading=reading,
        charts=_charts(messages, groups, faulty, reading, locale, words),
        statements=statements,
        stray=tuple(finding for finding in result.findings if id(finding) not in placed),
        errors=result.errors,
        stale=result.stale,
    )


def _is_there(message: MessageShown, name: str) -> bool:
    return any(each.name == name and each.status in ("present", "not-needed") for each in message.elements)


def _kinds(messages: Sequence[MessageShown]) -> list[Kind]:
    found: dict[tuple[str, str], list[tuple[MessageShown, list[FindingShown]]]] = {}
    for message in messages:
        own: dict[tuple[str, str], list[FindingShown]] = {}
        for each in message.findings:
            own.setdefault((each.level, each.finding.rule), []).append(each)
        for key, some in own.items():
            found.setdefault(key, []).append((message, some))
    kinds = [
        Kind(
            name,
            shown[0][1][0],
            len({id(each.finding) for _, some in shown for each in some}),
            tuple((message, tuple(some)) for message, some in shown),
        )
        for (name, _), shown in found.items()
    ]
    return sorted(kinds, key=lambda kind: (-len(kind.messages), -kind.findings, kind.shown.finding.rule))


def _reading(messages: Sequence[MessageShown]) -> dict[str, int]:
    found = dict.fromkeys(LEVELS, 0)
    for message in messages:
        measured = message.hardest
        if measured is not None:
            found[measured.level] += 1
    return found if any(found.values()) else {}


def _charts(
    messages: Sequence[MessageShown],
    groups: Mapping[str, Mapping[str, int]],
    faulty: Sequence[str],
    reading: Mapping[str, int],
    locale: str,
    words: Mapping[str, Mapping[str, str]],
) -> tuple[Chart, ...]:
    told, charts = words["chart"], []
    if faulty:
        ordered = sorted(faulty, key=lambda name: (-sum(groups[name].values()), name))
        charts.append(
            Chart(
                told["groups"],
                told["groups_said"],
                {name: words["levels"][name] for name in ("error", "warning", "unsure", "advice")},
                [(words["groups"].get(name, name), groups[name]) for name in ordered],
            )
        )
    if any(message.elements for message in messages):
        rows = []
        for name in ELEMENTS:
            statuses = [each.status for message in messages for each in message.elements if each.name == name]
            if statuses:
                rows.append((words["elements"][name], {status: statuses.count(status) for status in STATUS_ORDER}))
        parts = {status: words["statuses"][status] for status in STATUS_ORDER[::-1]}
        charts.append(Chart(told["elements"], told["elements_said"], parts, rows))
    if reading:
        names = READING_LEVELS[locale]
        rows = [(names[level], {"messages": number}) for level, number in reading.items()]
        charts.append(Chart(told["reading"], told["reading_said"], {"messages": told["messages"]}, rows))
    return tuple(charts)


def _statements(messages: Sequence[MessageShown], looked_at: Looking, locale: str) -> tuple[StatementTotal, ...]:
    totals = []
    for number, (statement, rules) in enumerate(looked_at):
        due = [message.statements[number] for message in messages if message.statements[number].is_due]
        asked = [each.question for each in due if each.question]
        valid = [message for message in messages if message.review and not message.review.is_stale]
        answered = [message.statements[number] for message in valid]
        totals.append(
            StatementTotal(
                statement.id,
                statement.texts[locale],
                len(due),
                sum(each.state in ("error", "warning") for each in due),
                len(rules),
                sum(bool(each.is_due and each.question and each.question.answer) for each in answered),
                len(asked),
            )
        )
    return tuple(totals)
