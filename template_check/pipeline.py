"""The whole flow on one screen: discover, render, parse, judge, place, merge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from template_check.catalogue.card import Rule
from template_check.catalogue.load import load
from template_check.discover import discover
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge
from template_check.findings import Finding
from template_check.placing import Rendition, find, merge
from template_check.rendering import Renderer


class Folder(FileSystemLoader):
    """The templates of a folder, shown by their path in it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, _, up_to_date = super().get_source(environment, template)
        return source, template, up_to_date


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, and how much it looked at."""

    findings: tuple[Finding, ...]
    templates: int
    targets: int
    rules: dict[str, Rule]


def check(paths: tuple[Path, ...]) -> Result:
    """Renders every message under the paths with every sample and judges what comes out."""
    rules, messages = load(), discover(paths)
    findings: list[Finding] = []
    targets = 0
    for message in messages:
        renderer = Renderer(Folder(message.folder))
        for sample, data in (message.samples or {"": {}}).items():
            rendering = renderer.render(message.name, sample, data)
            judged = judge(parse(rendering.text, Context(sample=sample)), rules)
            targets += len(judged.judgements) + sum(judged.passed.values())
            rendition = Rendition(message.name, message.name, sample, rendering.source_map, renderer.sources)
            findings += filter(None, (find(judgement, rendition) for judgement in judged.judgements))
    return Result(merge(findings, lambda path: path), len(messages), targets, {rule.id: rule for rule in rules})
