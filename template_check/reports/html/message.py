"""Everything that the report shows of one message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from template_check.catalogue.card import Rule
from template_check.catalogue.standards import Criterion, Statement, criteria
from template_check.document.context import Context, Declared
from template_check.document.document import Document
from template_check.document.parse import parse, parse_text
from template_check.document.readability import LEVELS
from template_check.findings import ELEMENTS, STATUS_ORDER, Finding, MessageResult, Readability, Rendered, Silenced
from template_check.positions import Place
from template_check.reports.html.guideline import Looking, Question, StatementShown, finding_question, statements
from template_check.reports.html.picture import Mark, picture
from template_check.reports.html.reading import Stretch, stretches
from template_check.reports.telling import Sentences, level, samples, sentences, weight
from template_check.reports.view import View
from template_check.signoff import Difference, Review, differences, is_stale

# What a sentence may hold where no rule says.
_LONGEST_SENTENCE = 25
# How a message stands, the worst first.
STANDINGS = ("error", "unsure", "warning", "good")


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding in one message: its number there, and what is told of it."""

    number: int
    level: str
    said: Sentences
    finding: Finding
    criteria: tuple[Criterion, ...]
    statements: tuple[Statement, ...]
    samples: tuple[str, ...]
    via: tuple[tuple[Place, ...], ...]
    question: Question | None


@dataclass(frozen=True, slots=True)
class ElementShown:
    """A required content element: the worst status of the samples, and by sample its status with the words that show it."""

    name: str
    status: str
    samples: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The words that show it in some sample, each once."""
        return tuple(dict.fromkeys(text for _, _, texts in self.samples for text in texts))


@dataclass(frozen=True, slots=True)
class SampleShown:
    """A message as it is with one sample: `page` is the picture, `tall` its height in pixels at a guess."""

    name: str
    subject: str | None
    unit: str | None
    page: str
    unplaced: tuple[str, ...]
    tall: int
    stretches: tuple[Stretch, ...]
    readability: Readability | None


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """A sign-off, whether it still holds, and what has changed where it does not."""

    review: Review
    is_stale: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class MessageShown:
    """One message with all that the report tells of it; `address` is where its part of the report stands."""

    number: int
    address: str
    result: MessageResult
    title: str
    findings: tuple[FindingShown, ...]
    silenced: tuple[Silenced, ...]
    elements: tuple[ElementShown, ...]
    samples: tuple[SampleShown, ...]
    statements: tuple[StatementShown, ...]
    review: ReviewShown | None

    @property
    def anchor(self) -> str:
        """The id of its part of the report."""
        return f"m{self.number}"

    @property
    def standing(self) -> str:
        """How it stands: one of STANDINGS."""
        levels = {each.level for each in self.findings}
        return next((name for name in STANDINGS if name in levels), "good")

    @property
    def weight(self) -> tuple[int, ...]:
        """Sorts messages with the worst first, then in their order."""
        counts = (-self.count(name) for name in ("error", "unsure", "warning", "advice"))
        return STANDINGS.index(self.standing), *counts, self.number

    def count(self, name: str) -> int:
        """How many findings of a level it shows."""
        return sum(each.level == name for each in self.findings)

    @property
    def hardest(self) -> Readability | None:
        """The readability of the sample that is hardest to read; None where no sample is long enough."""
        measured = [each for each in self.result.readability.values() if each.level in LEVELS]
        return max(measured, key=lambda each: (LEVELS.index(each.level), each.lix or 0), default=None)

    @property
    def own_questions(self) -> tuple[tuple[int, Question], ...]:
        """The questions that its findings ask, one for each rule, with the number of the first finding."""
        asked: dict[str, tuple[int, Question]] = {}
        for each in self.findings:
            if each.question:
                asked.setdefault(each.question.id, (each.number, each.question))
        return tuple(asked.values())

    @property
    def questions(self) -> tuple[Question, ...]:
        """What a human is asked of it: the questions of its findings, then those of the guideline that are due."""
        due = (each.question for each in self.statements if each.is_due and each.question)
        return (*(question for _, question in self.own_questions), *due)

    @property
    def unanswered(self) -> int:
        """How many of the questions nobody has answered, or not since the message changed."""
        if self.review is None or self.review.is_stale:
            return len(self.questions)
        return sum(each.answer is None for each in self.questions)


def shown(
    number: int,
    address: str,
    result: MessageResult,
    findings: Sequence[Finding],
    silenced: Sequence[Silenced],
    rules: Mapping[str, Rule],
    looked_at: Looking,
    view: View,
    words: Mapping[str, Mapping[str, str]],
) -> MessageShown:
    """What the report tells of a message. `findings` and `silenced` are those that the message shows."""
    review = view.reviews.get(result.path)
    numbered = tuple(
        _finding(count, finding, result.path, rules, looked_at, review, view.locale)
        for count, finding in enumerate(_ordered(findings, result), 1)
    )
    limit = longest_sentence(rules)
    return MessageShown(
        number,
        address,
        result,
        _title(result),
        numbered,
        tuple(silenced),
        tuple(_element(name, result) for name in ELEMENTS if name in result.content),
        tuple(_sample(rendered, result, numbered, limit, words) for rendered in result.renderings),
        statements(result, findings, looked_at, review, view.locale),
        _review(review, result) if review else None,
    )


def longest_sentence(rules: Mapping[str, Rule]) -> int:
    """How many words a sentence may hold: as the rule on long sentences says, where it is run."""
    rule = rules.get("plain-language/long-sentence")
    limit = rule.options.get("warn_over") if rule else None
    return limit if isinstance(limit, int) else _LONGEST_SENTENCE


def _ordered(findings: Sequence[Finding], result: MessageResult) -> list[Finding]:
    """The findings with the worst first, then as a reader of the first sample that shows them meets them."""
    seen: dict[tuple[str, Place], tuple[int, int]] = {}
    for number, rendered in enumerate(result.renderings):
        for each in rendered.marked:
            seen.setdefault((each.rule, each.place), (number, each.start))
    first = (-1, 0)
    return sorted(findings, key=lambda each: (weight(each)[0], seen.get((each.rule, each.place), first), weight(each)))


def _title(result: MessageResult) -> str:
    subject = next((each.subject for each in result.renderings if each.subject), None)
    return " ".join(subject.split()) if subject else result.path.rpartition("/")[2]


def _finding(
    number: int,
    finding: Finding,
    path: str,
    rules: Mapping[str, Rule],
    looked_at: Looking,
    review: Review | None,
    locale: str,
) -> FindingShown:
    rule = rules.get(finding.rule)
    said = sentences(finding, rules, locale)
    return FindingShown(
        number,
        level(finding),
        said,
        finding,
        tuple(criteria()[id] for id in (rule.wcag if rule else ()) if id in criteria()),
        tuple(each for each, _ in looked_at if rule and each.id in rule.guideline),
        samples(finding, path),
        tuple(dict.fromkeys(each.via for each in finding.messages if each.path == path and each.via)),
        finding_question(finding, rules, review, locale),
    )


def _element(name: str, result: MessageResult) -> ElementShown:
    by_sample = result.content[name]
    return ElementShown(
        name,
        min((each.status for each in by_sample.values()), key=STATUS_ORDER.index, default=STATUS_ORDER[-1]),
        tuple(
            (sample, each.status, tuple(dict.fromkeys(found.text for found in each.evidence)))
            for sample, each in by_sample.items()
        ),
    )


def _review(review: Review, result: MessageResult) -> ReviewShown:
    stale = is_stale(review, result)
    return ReviewShown(review, stale, differences(review, result) if stale else ())


def _sample(
    rendered: Rendered,
    result: MessageResult,
    findings: Sequence[FindingShown],
    longest: int,
    words: Mapping[str, Mapping[str, str]],
) -> SampleShown:
    document = _document(rendered, result.language)
    marks = _marks(rendered, result, findings, words["elements"])
    drawn = picture(document, marks, result.language or "sv", words["picture"])
    blocks = stretches(document, marks, longest)
    return SampleShown(
        rendered.sample,
        rendered.subject,
        rendered.declared.get("sender.unit"),
        drawn.html,
        tuple(
            str(each.number)
            for each in findings
            if rendered.sample in each.samples and str(each.number) not in drawn.placed
        ),
        _height(rendered, blocks),
        blocks,
        result.readability.get(rendered.sample),
    )


def _document(rendered: Rendered, language: str | None) -> Document:
    context = Context(sample=rendered.sample, declared=Declared(language=language), text_message=rendered.is_text)
    return (parse_text if rendered.is_text else parse)(rendered.html, context)


def _marks(
    rendered: Rendered, result: MessageResult, findings: Sequence[FindingShown], names: Mapping[str, str]
) -> list[Mark]:
    numbers = {(each.finding.rule, each.finding.place): each for each in findings}
    marks = [
        Mark(each.start, each.end, known.level, str(known.number))
        for each in dict.fromkeys(rendered.marked)
        if (known := numbers.get((each.rule, each.place)))
    ]
    for element, by_sample in result.content.items():
        status = by_sample.get(rendered.sample)
        found = sorted(status.evidence, key=lambda each: each.start) if status else ()
        for (start, end), _ in groupby(found, key=lambda each: (each.start, each.end)):
            marks.append(Mark(start, end, "evidence", names[element]))
    return marks


def _height(rendered: Rendered, blocks: Sequence[Stretch]) -> int:
    """How tall the message is on a telephone, at a guess from its lines of some 40 characters."""
    text = rendered.text or "\n".join("x" * 40 for _ in blocks)
    rows = sum(1 + len(line) // 40 for line in text.split("\n"))
    return 110 + 24 * rows + 16 * len(blocks) + 100 * len(re.findall(r"<img\b", rendered.html, re.IGNORECASE))
