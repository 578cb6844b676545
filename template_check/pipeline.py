"""The whole flow on one screen: discover, render, parse, judge, place, merge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from template_check.catalogue.load import load
from template_check.catalogue.selection import selected
from template_check.discover import Message, discover
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge, judge_faults
from template_check.errors import UsageError
from template_check.findings import Finding, JudgementError, MessageResult, Rendered, Report
from template_check.placing import Rendition, find, merge
from template_check.rendering import Renderer, Rendering


class Folder(FileSystemLoader):
    """The templates of a folder, shown by their path from the working directory."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, up_to_date = super().get_source(environment, template)
        return source, Path(file).as_posix(), up_to_date


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of a run; None and empty leave it to the settings.

    `stdin` is the text that stands in for the file of the one path named, `progress` is told how many messages of how
    many are judged, `renderings` keeps what was rendered for a report that shows it.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    jobs: int | None = None
    cache: bool = True
    baseline: Path | None = None
    today: date = date(1970, 1, 1)
    stdin: str | None = None
    renderings: bool = False
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message rendered with one sample, and the renderer that can render it again."""

    path: str
    name: str
    data: Mapping[str, Any] | None
    rendering: Rendering
    renderer: Renderer


def _samples(message: Message) -> Iterable[tuple[str, Mapping[str, Any] | None]]:
    """The message's samples by name; with none, one that stand-in values are shown for."""
    return message.samples.items() or (("", None),)


def renditions(path: Path, options: Options) -> tuple[Shown, ...]:
    """One message rendered with each of its samples, in order. Raises UsageError if the path is no message."""
    found = discover((path,))
    if not found:
        raise UsageError(
            sv=f"{path} är inget meddelande. Ange en mall som slutar på .html.j2, .html eller .txt.j2.",
            en=f"{path} is not a message. Name a template that ends in .html.j2, .html or .txt.j2.",
        )
    message = found[0]
    renderer = Renderer(Folder([message.folder, *message.folder.parents]))
    return tuple(
        Shown(path.as_posix(), message.name, data, renderer.render(message.name, sample, data), renderer)
        for sample, data in _samples(message)
    )


def run(paths: tuple[Path, ...], options: Options) -> Report:
    """Renders every message under the paths with every sample and judges what comes out."""
    rules = selected(load(), options.profile or "1177-inkorg", options.select, options.ignore)
    messages = discover(paths)
    results: list[MessageResult] = []
    findings: list[Finding] = []
    for done, message in enumerate(messages, 1):
        path = (message.folder / message.name).as_posix()
        renderer = Renderer(Folder([message.folder, *message.folder.parents]))
        passed: Counter[str] = Counter()
        errors: list[JudgementError] = []
        renderings: list[Rendered] = []
        for sample, data in _samples(message):
            rendering = renderer.render(message.name, sample, data)
            judged = judge(parse(rendering.text, Context(sample=sample)), rules)
            told = judge_faults(rendering.faults, {rule.id: rule for rule in rules})
            passed.update(judged.passed)
            errors += (JudgementError(path, rule, why) for rule, why in {**judged.raised, **told.raised}.items())
            rendition = Rendition(path, message.name, sample, rendering.source_map, renderer.sources)
            judgements = (*told.judgements, *judged.judgements)
            findings += filter(None, (find(judgement, rendition) for judgement in judgements))
            renderings.append(Rendered(sample, None, rendering.text))
        kept = tuple(renderings) if options.renderings else ()
        results.append(
            MessageResult(
                path,
                tuple(message.samples),
                None,
                None,
                passed=passed,
                errors=tuple(errors),
                renderings=kept,
            )
        )
        if options.progress:
            options.progress(done, len(messages))
    total: Counter[str] = Counter()
    for result in results:
        total.update(result.passed)
    return Report(
        templates=tuple(results),
        findings=merge(findings, lambda path: path),
        silenced=(),
        passed=dict(sorted(total.items())),
        errors=tuple(error for result in results for error in result.errors),
        rules={rule.id: rule for rule in rules},
    )
