"""What a report says in words: a finding's sentences, and the names of what is counted, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Outcome
from template_check.findings import SEVERITY_ORDER, Finding, Report

SEVERITIES = {
    "sv": {"error": "fel", "warning": "varning", "advice": "råd", "unsure": "fråga"},
    "en": {"error": "error", "warning": "warning", "advice": "advice", "unsure": "question"},
}
# One and many of what is counted.
NOUNS = {
    "sv": {
        "error": ("fel", "fel"),
        "warning": ("varning", "varningar"),
        "advice": ("råd", "råd"),
        "unsure": ("fråga att bedöma", "frågor att bedöma"),
        "question": ("fråga", "frågor"),
        "message": ("meddelande", "meddelanden"),
        "sample": ("uppsättning testdata", "uppsättningar testdata"),
        "rule": ("regel", "regler"),
        "place": ("ställe", "ställen"),
        "finding": ("fynd", "fynd"),
        "word": ("ord", "ord"),
        "sentence": ("mening", "meningar"),
        "line": ("rad", "rader"),
    },
    "en": {
        "error": ("error", "errors"),
        "warning": ("warning", "warnings"),
        "advice": ("piece of advice", "pieces of advice"),
        "unsure": ("question to judge", "questions to judge"),
        "question": ("question", "questions"),
        "message": ("message", "messages"),
        "sample": ("sample", "samples"),
        "rule": ("rule", "rules"),
        "place": ("place", "places"),
        "finding": ("finding", "findings"),
        "word": ("word", "words"),
        "sentence": ("sentence", "sentences"),
        "line": ("line", "lines"),
    },
}
KINDS = {
    "sv": {
        "appointment": "kallelse",
        "booking-confirmation": "bokningsbekräftelse",
        "reminder": "påminnelse",
        "health-form": "hälsoformulär",
        "prom": "PROM-enkät",
        "prem": "PREM-enkät",
        "test-result": "provsvar",
        "screening": "screening",
        "vaccination": "vaccination",
        "regional-broadcast": "regionutskick",
        "information": "information",
    },
    "en": {
        "appointment": "summons",
        "booking-confirmation": "booking confirmation",
        "reminder": "reminder",
        "health-form": "health form",
        "prom": "PROM survey",
        "prem": "PREM survey",
        "test-result": "test result",
        "screening": "screening",
        "vaccination": "vaccination",
        "regional-broadcast": "regional broadcast",
        "information": "information",
    },
}
# How hard a text is to read, by the level that `findings.Readability` gives.
READING_LEVELS = {
    "sv": {
        "very-easy": "mycket lättläst",
        "easy": "lättläst",
        "medium": "medelsvår",
        "hard": "svår",
        "very-hard": "mycket svår",
        "too-short": "för kort för ett mått",
        "no-formula": "inget mått finns för språket",
    },
    "en": {
        "very-easy": "very easy to read",
        "easy": "easy to read",
        "medium": "fairly hard to read",
        "hard": "hard to read",
        "very-hard": "very hard to read",
        "too-short": "too short to measure",
        "no-formula": "no measure for the language",
    },
}
# The formulas by their names, alike in all languages.
FORMULAS = {
    "lix": "LIX",
    "coleman-liau": "Coleman–Liau",
    "wiener": "Wiener Sachtextformel",
    "fernandez-huerta": "Fernández Huerta",
    "gulpease": "Gulpease",
    "osman": "OSMAN",
}
RAISED = {
    "sv": "{path} kunde inte bedömas med regeln {rule}: kontrollen gick sönder ({message}). Det är ett fel i template-check, inte i mallen.",
    "en": "{path} could not be judged by the rule {rule}: the check broke ({message}). This is a fault in template-check, not in the template.",
}
COVERED = {"sv": "Fyndet står i baslinjen.", "en": "The finding stands in the baseline."}
_THOUSANDS = "\N{NO-BREAK SPACE}"


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


@dataclass(frozen=True, slots=True)
class Sentences:
    """A finding in one language. `message` is what is wrong, or for an unsure finding what a human is asked."""

    title: str
    message: str
    why: str
    how: str
    question: str


def sentences(finding: Finding, rules: Mapping[str, Rule], locale: str) -> Sentences:
    """The card's sentences filled with the finding's values; a value that is lacking is told as `…`."""
    rule = rules.get(finding.rule)
    if rule is None:
        return Sentences(finding.rule, finding.rule, "", "", "")
    texts = rule.texts[locale]
    title, message, why, how, question = (
        _filled(text, finding.values) for text in (texts.title, texts.message, texts.why, texts.how, texts.question)
    )
    asked = finding.outcome is Outcome.UNSURE and question
    return Sentences(title, asked or message, why, how, question)


def _filled(text: str, values: Mapping[str, Any]) -> str:
    if "{" not in text and "}" not in text:
        return text
    try:
        return text.format_map(_Values(values))
    except (ValueError, IndexError, AttributeError, TypeError, KeyError):
        return text


def level(finding: Finding) -> str:
    """`error`, `warning` or `advice` of a failed finding, `unsure` of one that a human must judge."""
    return "unsure" if finding.outcome is Outcome.UNSURE else finding.severity


def weight(finding: Finding) -> tuple[int, str, int, int, str]:
    """Sorts findings with the worst first, then by place."""
    order = len(SEVERITY_ORDER) if finding.outcome is Outcome.UNSURE else SEVERITY_ORDER[finding.severity]
    return order, finding.place.path, finding.place.line, finding.place.column, finding.rule


def number(value: int | float, locale: str) -> str:
    """A count with its thousands apart, or a figure with one decimal, as the language writes them."""
    if isinstance(value, float):
        text = f"{value:.1f}"
        return text.replace(".", ",") if locale == "sv" else text
    text = f"{value:,}"
    return (
        text.replace(",", _THOUSANDS) if locale == "sv" and value >= 10_000 else text if value >= 10_000 else str(value)
    )


def counted(count: int, noun: str, locale: str) -> str:
    """`1 fel`, `3 varningar`: a count with its noun of NOUNS."""
    one, many = NOUNS[locale][noun]
    return f"{number(count, locale)} {one if count == 1 else many}"


def listed(parts: Sequence[str], locale: str) -> str:
    """`a`, `a och b`, `a, b och c`."""
    if len(parts) < 2:
        return "".join(parts)
    last = " och " if locale == "sv" else ", and " if len(parts) > 2 else " and "
    return ", ".join(parts[:-1]) + last + parts[-1]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run looked at and found. `judged` counts the places that a rule gave a verdict on."""

    messages: int
    samples: int
    rules: int
    judged: int
    levels: Mapping[str, int]
    silenced: int
    covered: int
    errors: int

    @property
    def findings(self) -> int:
        """Findings of every level."""
        return sum(self.levels.values())


def counts(result: Report) -> Counts:
    """The counts of a report."""
    levels = dict.fromkeys((*SEVERITY_ORDER, "unsure"), 0)
    for finding in result.findings:
        levels[level(finding)] += 1
    return Counts(
        messages=len(result.templates),
        samples=sum(len(message.samples) for message in result.templates),
        rules=len(result.rules),
        judged=sum(result.passed.values()) + len(result.findings) + len(result.silenced) + len(result.covered),
        levels=levels,
        silenced=len(result.silenced),
        covered=len(result.covered),
        errors=len(result.errors),
    )


def paths(finding: Finding) -> tuple[str, ...]:
    """The messages that show the finding, each once, in order."""
    return tuple(dict.fromkeys(shown.path for shown in finding.messages))


def samples(finding: Finding, path: str) -> tuple[str, ...]:
    """The samples of one message that show the finding, each once, in order."""
    return tuple(dict.fromkeys(name for shown in finding.messages if shown.path == path for name in shown.samples))
