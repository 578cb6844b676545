"""The guideline for one message: each statement answered by rules, by what is declared, or by a human."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from template_check.catalogue.card import Rule
from template_check.catalogue.standards import Statement, guideline
from template_check.findings import Finding, MessageResult
from template_check.reports.telling import level, sentences
from template_check.signoff import Answer, Review


@dataclass(frozen=True, slots=True)
class Question:
    """What a human is asked of a message: `id` is a statement's or a rule's, `wanted` the answer it should have.

    `wanted` is empty where either answer may be right.
    """

    id: str
    text: str
    wanted: str
    answer: Answer | None

    @property
    def is_unwanted(self) -> bool:
        """Whether it has been answered with what a message should not have."""
        return self.answer is not None and self.wanted not in ("", self.answer.answer)


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement as it stands for one message.

    `state` is the worst that its rules say: error, warning, advice, unsure, passed, or unseen where none looked.
    `declared` holds what the message file says of it, by key; `undeclared` the keys that it leaves out.
    """

    statement: Statement
    is_due: bool
    state: str
    findings: tuple[Finding, ...]
    passed: tuple[str, ...]
    declared: Mapping[str, str]
    undeclared: tuple[str, ...]
    question: Question | None


_WORST = ("error", "warning", "unsure", "advice")
Looking = tuple[tuple[Statement, frozenset[str]], ...]


def looking(rules: Mapping[str, Rule]) -> Looking:
    """Every statement of the guideline, in its order, with the rules among those given that look at it."""
    return tuple(
        (each, frozenset(id for id, rule in rules.items() if each.covers(id) or each.id in rule.guideline))
        for each in guideline()
    )


def statements(
    message: MessageResult, findings: Sequence[Finding], looked_at: Looking, review: Review | None, locale: str
) -> tuple[StatementShown, ...]:
    """Every statement as it stands for a message. `findings` are those that the message shows."""
    declared = message.renderings[0].declared if message.renderings else {}
    return tuple(_statement(each, message, findings, rules, declared, review, locale) for each, rules in looked_at)


def _statement(
    statement: Statement,
    message: MessageResult,
    findings: Sequence[Finding],
    looking: frozenset[str],
    declared: Mapping[str, str],
    review: Review | None,
    locale: str,
) -> StatementShown:
    found = tuple(each for each in findings if each.rule in looking)
    failed = {each.rule for each in found}
    passed = tuple(id for id in sorted(looking) if message.passed.get(id) and id not in failed)
    levels = {level(each) for each in found}
    state = next((name for name in _WORST if name in levels), "passed" if passed else "unseen")
    asked = statement.question.get(locale, "")
    question = Question(statement.id, asked, statement.wanted, review.answer(statement.id) if review else None)
    return StatementShown(
        statement,
        statement.is_about(message.kind),
        state,
        found,
        passed,
        {key: declared[key] for key in statement.declared if key in declared},
        tuple(key for key in statement.declared if key not in declared),
        question if asked else None,
    )


def questions(
    message: MessageResult,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    review: Review | None,
    locale: str,
) -> tuple[Question, ...]:
    """What a human is asked of a message: the questions of its findings, one for each rule, then the guideline's."""
    own = {each.rule: finding_question(each, rules, review, locale) for each in findings}
    due = statements(message, findings, looking(rules), review, locale)
    asked = [question for question in own.values() if question]
    return (*asked, *(each.question for each in due if each.is_due and each.question))


def finding_question(
    finding: Finding, rules: Mapping[str, Rule], review: Review | None, locale: str
) -> Question | None:
    """What a finding asks a human; None of one that is certain."""
    if level(finding) != "unsure":
        return None
    asked = sentences(finding, rules, locale).message
    return Question(finding.rule, asked, "", review.answer(finding.rule) if review else None)
