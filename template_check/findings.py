"""Findings: a rule, a place in a template, and the messages that show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Verdict
from template_check.engine import Judgement
from template_check.positions import Lines, Place
from template_check.rendering import Renderer, Rendering


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, once, however many samples show it."""

    rule: Rule
    verdict: Verdict
    place: Place
    excerpt: str
    samples: tuple[str, ...]
    via: tuple[Place, ...]


def place(judgements: Iterable[Judgement], rendering: Rendering, renderer: Renderer) -> list[Finding]:
    """Findings for what was judged in one rendering."""
    found = []
    for judgement in judgements:
        origin = rendering.source_map.origin(judgement.start, judgement.end)
        if origin is None:
            continue
        source = renderer.source(origin.span.path)
        via = tuple(Lines.of(renderer.source(span.path)).place(span) for span in origin.via)
        excerpt = source[origin.span.start : origin.span.end]
        where = Lines.of(source).place(origin.span)
        found.append(Finding(judgement.rule, judgement.verdict, where, excerpt, (rendering.sample,), via))
    return found


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each rule and place, in order of place."""
    merged: dict[tuple[str, Place], Finding] = {}
    for finding in findings:
        key = (finding.rule.id, finding.place)
        known = merged.get(key)
        if known is None:
            merged[key] = finding
        else:
            merged[key] = replace(known, samples=tuple(dict.fromkeys(known.samples + finding.samples)))
    return sorted(merged.values(), key=lambda finding: (finding.place, finding.rule.id))
