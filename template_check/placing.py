"""From a verdict on the rendered text to a finding in a template; and one finding for one cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from template_check.engine import Judgement
from template_check.findings import Finding, Shown
from template_check.positions import Place, Range
from template_check.rendering import Renderer, Rendering


def place(judgements: Iterable[Judgement], rendering: Rendering, renderer: Renderer) -> list[Finding]:
    """Findings for what was judged in one rendering."""
    found = []
    for judgement in judgements:
        if not isinstance(judgement.at, Range):
            continue
        origin = rendering.source_map.origin(*judgement.at)
        if origin is None:
            continue
        source = renderer.source(origin.span.path)
        via = tuple(renderer.source(span.path).place(span.start, span.end) for span in origin.via)
        found.append(
            Finding(
                rule=judgement.rule.id,
                outcome=judgement.verdict.outcome,
                severity=judgement.verdict.severity or judgement.rule.severity,
                place=source.place(origin.span.start, origin.span.end),
                excerpt=source.text[origin.span.start : origin.span.end].strip(),
                messages=(Shown(rendering.template, (rendering.sample,), via),),
                values=judgement.verdict.values,
                from_data=origin.from_data,
            )
        )
    return found


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each rule and place, in order of place."""
    merged: dict[tuple[str, Place], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.place)
        known = merged.get(key)
        if known is None:
            merged[key] = finding
        else:
            merged[key] = replace(known, messages=_joined(known.messages + finding.messages))
    return sorted(merged.values(), key=lambda finding: (finding.place, finding.rule))


def _joined(messages: tuple[Shown, ...]) -> tuple[Shown, ...]:
    joined: dict[tuple[str, tuple[Place, ...]], Shown] = {}
    for shown in messages:
        key = (shown.path, shown.via)
        known = joined.get(key)
        samples = shown.samples if known is None else tuple(dict.fromkeys(known.samples + shown.samples))
        joined[key] = replace(shown, samples=samples)
    return tuple(joined.values())
