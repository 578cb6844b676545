"""From a verdict on the rendered text to a finding in a template, and one finding for one cause."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import At, Outcome, Verdict
from template_check.engine import Judgement
from template_check.faults import Fault
from template_check.findings import LINES_SHOWN, SEVERITY_ORDER, Evidence, Finding, Shown
from template_check.positions import Place, Range, Source, Span
from template_check.rendering.source_map import SourceMap

# What is decided by words of the sample says nothing of how the template is written (an identity number of the sample
# has a rule of its own) …
_SILENT_ON_DATA = frozenset({"plain-language", "language", "privacy/personal-number"})
# … but a patient's identity number in a message, or a fault on the way to it, weighs the same wherever it came from.
_SAME_ON_DATA = frozenset({"privacy", "template"})


@dataclass(frozen=True, slots=True)
class Rendition:
    """One rendering seen from the template: what message it is, how its offsets lead back, and every file's text.

    `path` is the message's path as it is shown, `template` the name by which its source stands in `sources`. `sample` is
    empty where none was used, and `stand_ins` says that values were made up in its place.
    """

    path: str
    template: str
    sample: str
    source_map: SourceMap
    sources: Mapping[str, Source]
    stand_ins: bool = False

    def place(self, span: Span) -> Place:
        """A span with lines and columns."""
        return self.sources[span.path].place(span.start, span.end)

    def trace(self, at: At | Fault) -> tuple[Span, tuple[Span, ...], bool]:
        """Where it comes from, by which include and call sites, and whether all of it came from the sample."""
        whole = Span(self.template, 0, 0)
        if at is None:
            return whole, (), False
        if isinstance(at, Fault):
            return at.span, at.via, at.from_data
        if isinstance(at, Span):
            return at, (), False
        origin = self.source_map.origin(*(at if isinstance(at, Range) else at.range()))
        if origin is None:
            return whole, (), False
        return origin.span, origin.via, origin.from_data


def find(judgement: Judgement, rendition: Rendition) -> Finding | None:
    """The finding that a verdict makes in one rendering; None where words of the sample decided and none is due."""
    rule, verdict = judgement.rule, judgement.verdict
    found = _find(rule, verdict, judgement.at, rendition)
    for other in verdict.otherwise if found is None else ():
        found = _find(rule, other, other.at, rendition)
        if found is not None:
            break
    return found


def _find(rule: Rule, verdict: Verdict, at: At | Fault, rendition: Rendition) -> Finding | None:
    span, via, from_data = rendition.trace(at)
    if verdict.decided_by is not None:
        from_data = rendition.trace(verdict.decided_by)[2]
    severity = rule.set_severity or verdict.severity or rule.severity
    if from_data and (rule.id in _SILENT_ON_DATA or rule.group in _SILENT_ON_DATA):
        return None
    if from_data and rule.group not in _SAME_ON_DATA:
        if rendition.stand_ins:
            return None
        severity = max(severity, "warning", key=SEVERITY_ORDER.__getitem__)
    source = rendition.sources[span.path]
    place = source.place(span.start, span.end)
    return Finding(
        rule=rule.id,
        outcome=verdict.outcome,
        severity=severity,
        place=place,
        excerpt=source.text[span.start : span.end].strip(),
        messages=(
            Shown(rendition.path, (rendition.sample,) if rendition.sample else (), tuple(map(rendition.place, via))),
        ),
        lines=source.lines(place.line, min(place.end_line, place.line + LINES_SHOWN - 1)),
        values=verdict.values,
        from_data=from_data,
        fix=None if from_data else verdict.fix,
    )


def evidence(at: At, rendition: Rendition, html: str) -> Evidence:
    """Words that show a content element, with their place."""
    range_ = at if isinstance(at, Range) else Range(0, 0) if at is None or isinstance(at, Span) else at.range()
    span, _, _ = rendition.trace(range_)
    text = getattr(at, "text", None) or html[range_.start : range_.end]
    return Evidence(" ".join(str(text).split()), rendition.place(span), range_.start, range_.end)


def merge(findings: Iterable[Finding], identity: Callable[[str], str]) -> tuple[Finding, ...]:
    """One finding for each rule and place, in order of place, each with its fingerprint.

    The first finding in order tells the story; failed beats unsure. `identity` gives the path that a fingerprint holds:
    relative to the settings file or the repository's root.
    """
    merged: dict[tuple[str, Place], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.place)
        known = merged.get(key)
        if known is None:
            merged[key] = finding
            continue
        told = known
        if known.outcome is Outcome.UNSURE and finding.outcome is Outcome.FAILED:
            told = finding
        merged[key] = replace(
            told,
            severity=min(known.severity, finding.severity, key=SEVERITY_ORDER.__getitem__)
            if known.outcome is finding.outcome
            else told.severity,
            messages=known.messages + finding.messages,
            from_data=known.from_data and finding.from_data,
        )
    ordered = sorted(merged.values(), key=lambda finding: (finding.place, finding.rule))
    seen: dict[tuple[str, str, str], int] = {}
    result = []
    for finding in ordered:
        name = (finding.rule, identity(finding.place.path), finding.excerpt)
        seen[name] = seen.get(name, 0) + 1
        result.append(replace(finding, messages=_joined(finding.messages), fingerprint=_hash(*name, str(seen[name]))))
    return tuple(result)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _joined(messages: Iterable[Shown]) -> tuple[Shown, ...]:
    joined: dict[tuple[str, tuple[Place, ...]], dict[str, None]] = {}
    for shown in messages:
        joined.setdefault((shown.path, shown.via), {}).update(dict.fromkeys(shown.samples))
    return tuple(Shown(path, tuple(samples), via) for (path, via), samples in joined.items())
