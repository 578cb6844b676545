"""Findings: a rule, a place in a template, and the messages that show it; and the report that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Fix, Outcome
from template_check.positions import Place, Span

SEVERITY_ORDER = {"error": 0, "warning": 1, "advice": 2}
ELEMENTS = ("sender", "purpose", "answers", "contact")
LINES_SHOWN = 3
# The rule whose findings may come of how busy the machine is.
BY_LOAD = "template/exceeded-limit"
# A message has the worst status of its samples.
STATUS_ORDER = ("missing", "vague", "unsure", "present", "not-needed")


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that shows a fault: with which samples, and by which include and call sites, innermost first."""

    path: str
    samples: tuple[str, ...]
    via: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, once: loop turns, samples, messages and routes add to it and make no new one.

    `values` fill the card's sentences, `excerpt` is the text at the place, `lines` are the whole lines it stands on, at
    most LINES_SHOWN of them, `severity` may differ from the card's.
    """

    rule: str
    outcome: Outcome
    severity: str
    place: Place
    excerpt: str
    messages: tuple[Shown, ...]
    lines: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    from_data: bool = False
    fix: Fix | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a comment in its file silences, with the reason given."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Silencer:
    """A comment that silences findings of some rules in a stretch of its file.

    `path` is the file as it is shown. `selectors` are rule ids, groups or `all`, each with its place; `first` and `last`
    are the lines and columns that findings begin between, `last` exclusive; both None for the whole file.
    """

    path: str
    span: Span
    selectors: tuple[tuple[str, Span], ...]
    reason: str
    first: tuple[int, int] | None
    last: tuple[int, int] | None

    def holds(self, finding: Finding) -> bool:
        """Whether the finding begins in the stretch; which rule it is of is not asked."""
        place = finding.place
        if place.path != self.path:
            return False
        return self.first is None or self.last is None or self.first <= (place.line, place.column) < self.last


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that show a content element, where they come from, and where they stand in the rendered text."""

    text: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ElementStatus:
    """What one sample shows of a content element: a status of STATUS_ORDER, with its evidence.

    `weights` are the words that decided, where words were weighed, and how much each spoke for the element's being there.
    """

    status: str
    evidence: tuple[Evidence, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Readability:
    """A text's index: None where it is too short for one. `level` is a key that reports put into words."""

    lix: float | None
    level: str
    formula: str
    words: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Where a finding shows in one sample's rendered text: offsets, `end` exclusive."""

    rule: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """One sample's message as it is shown: its subject, its HTML (or text), and where findings show in it.

    `text` is what a reader sees, one block a line; `declared` what the message file says, by its dotted keys.
    """

    sample: str
    subject: str | None
    html: str
    is_text: bool = False
    marked: tuple[Marked, ...] = ()
    text: str = ""
    declared: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many stretches of the template there are, how many any sample rendered, and those that none did."""

    spans: int
    rendered: int
    never_rendered: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementError:
    """A check of ours that raised: an entry in every report, never a finding."""

    path: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class MessageResult:
    """Everything that one message gave; findings are not yet merged with those of other messages.

    `renderings` is filled only when a report asks for them. `passed` counts targets by rule id. `silencers` are those of
    every file that took part, `dependencies` the absolute paths of all files that it rests on, also of those that were
    looked for and do not exist.
    """

    path: str
    samples: tuple[str, ...]
    kind: str | None
    language: str | None
    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0))
    readability: Mapping[str, Readability] = field(default_factory=dict)
    content: Mapping[str, Mapping[str, ElementStatus]] = field(default_factory=dict)
    errors: tuple[JudgementError, ...] = ()
    notices: tuple[str, ...] = ()
    renderings: tuple[Rendered, ...] = ()
    silencers: tuple[Silencer, ...] = ()
    dependencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found and how much it looked at. `rules` holds every rule that was run, by id.

    `covered` are the findings that a baseline covers; `stale` are the baseline's entries that no longer occur.
    `dependencies` are the absolute paths of the files that it rests on besides those of its messages.
    """

    templates: tuple[MessageResult, ...]
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    passed: Mapping[str, int]
    errors: tuple[JudgementError, ...]
    rules: Mapping[str, Rule]
    covered: tuple[Finding, ...] = ()
    stale: tuple[str, ...] = ()
    dependencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedSample:
    """One sample's message at an older revision and now; None where there is none."""

    sample: str
    before: Rendered | None
    after: Rendered | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A message that a reader sees changed, added or removed, and the changed files that it rests on."""

    path: str
    kind: str
    files: tuple[str, ...]
    samples: tuple[ChangedSample, ...]
