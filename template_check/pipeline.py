"""The whole flow on one screen: discover, inspect each message, merge, silence, compare with what is known."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from template_check import baseline, config, silencers
from template_check.cache.results import Results
from template_check.catalogue.card import Rule
from template_check.catalogue.load import load
from template_check.config import Settings
from template_check.discover.files import read_source
from template_check.discover.messages import Template, find
from template_check.engine import judge_faults
from template_check.errors import UsageError
from template_check.faults import Fault
from template_check.findings import Finding, MessageResult, Report, Silenced
from template_check.inspection import Choice, Inspector
from template_check.placing import Rendition, merge
from template_check.placing import find as place
from template_check.positions import Source, Span
from template_check.rendering.render import Renderer, Rendering
from template_check.rendering.source_map import SourceMap

# A process of its own is worth its start only with several messages to judge.
_FEWEST_FOR_WORKERS = 16
# Seconds of the clock for a worker's answer, for each second of processor time that its message may take, and for all.
_PATIENCE = 4.0
_PATIENCE_AT_LEAST = 30.0


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line leaves to the run beside the `choice` for each message.

    `jobs` is the number of processes (None: one for each core), `kept` the results of earlier runs, `baseline` the file
    of known findings (None: the settings'). `progress` is told how many messages of how many are judged.
    """

    choice: Choice = field(default_factory=Choice)
    jobs: int | None = None
    kept: Results | None = None
    baseline: Path | None = None
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message rendered with one sample, and the renderer that can render it again."""

    path: str
    name: str
    data: Mapping[str, Any] | None
    rendering: Rendering
    renderer: Renderer


def run(paths: Sequence[Path], options: Options) -> Report:
    """Renders every message under the paths with every sample and judges what comes out.

    Raises UsageError, SettingsError or CardError for what keeps a run from beginning.
    """
    templates = find(paths, replaced=options.choice.replaced)
    rules = _rules(templates, options.choice)
    results = _inspected(templates, options)
    rooted = cache(from_root)
    findings = merge((finding for result in results for finding in result.findings), rooted)
    whole_folders = all(path.is_dir() for path in paths)
    findings, silenced = _silenced(findings, results, rules, whole_folders)
    known = options.baseline or (baseline_beside(templates[0].settings) if templates else None)
    covered: tuple[Finding, ...] = ()
    stale: tuple[str, ...] = ()
    if known is not None and (options.baseline or known.is_file()):
        findings, covered, stale = _compared(findings, known, paths, rules)
    passed: Counter[str] = Counter()
    for result in results:
        passed.update(result.passed)
    return Report(
        templates=tuple(results),
        findings=findings,
        silenced=silenced,
        passed=dict(sorted(passed.items())),
        errors=tuple(error for result in results for error in result.errors),
        rules=rules,
        covered=covered,
        stale=stale,
        dependencies=(str(known.absolute()),) if known is not None else (),
    )


def renditions(path: Path, options: Options) -> tuple[Shown, ...]:
    """One message rendered with each of its samples, in order. Raises UsageError if the path is no message."""
    found = find([path], replaced=options.choice.replaced)
    if not found:
        raise UsageError(
            sv=f"{path} är inget meddelande. Ange en mall som slutar på .html.j2, .html eller .txt.j2.",
            en=f"{path} is not a message. Name a template that ends in .html.j2, .html or .txt.j2.",
        )
    message = found[0].message()
    renderer = Inspector(options.choice).renderer(message)
    return tuple(
        Shown(message.path, message.name, data, renderer.render(message.name, sample, data), renderer)
        for sample, data in message.shown_with
    )


def _rules(templates: Iterable[Template], choice: Choice) -> dict[str, Rule]:
    """Every rule that is run for any of the messages, by id."""
    inspector = Inspector(choice)
    settings = {template.settings.path: template.settings for template in templates}
    settings = settings or {None: config.nearest(Path.cwd())}
    return {rule.id: rule for each in settings.values() for rule in inspector.rules(each)}


def _inspected(templates: Sequence[Template], options: Options) -> list[MessageResult]:
    """Each message's result, in their order, from this process or from several."""
    jobs = options.jobs or _cores()
    results: dict[Path, MessageResult] = {}
    if options.kept is not None:
        kept = ((template, options.kept.find(template.file, template.asked)) for template in templates)
        results = {template.file: result for template, result in kept if result is not None}
    waiting = [template for template in templates if template.file not in results]
    for index, result in _answers(waiting, options.choice, jobs):
        template = waiting[index]
        results[template.file] = result
        if options.kept is not None:
            options.kept.keep(template.file, template.asked, result)
        if options.progress:
            options.progress(len(results), len(templates))
    return [results[template.file] for template in templates]


def _answers(templates: Sequence[Template], choice: Choice, jobs: int) -> Iterator[tuple[int, MessageResult]]:
    if jobs == 1 or len(templates) < _FEWEST_FOR_WORKERS:
        inspector = Inspector(choice)
        for index, template in enumerate(templates):
            yield index, inspector.inspect(template.message())
        return
    from template_check.workers import Pool

    pool = Pool(
        partial(_begin, tuple(templates), choice, tuple(sys.path)),
        _inspect,
        lambda index, timed_out: _lost(templates[index], choice, timed_out),
        lambda index: max(_PATIENCE_AT_LEAST, _PATIENCE * templates[index].settings.limits.seconds),
        jobs,
    )
    yield from pool.run(range(len(templates)))


def _begin(
    templates: tuple[Template, ...], choice: Choice, search: tuple[str, ...]
) -> tuple[tuple[Template, ...], Inspector]:
    sys.path[:] = search
    return templates, Inspector(choice)


def _inspect(state: tuple[tuple[Template, ...], Inspector], index: int) -> MessageResult:
    templates, inspector = state
    return inspector.inspect(templates[index].message())


def _lost(template: Template, choice: Choice, timed_out: bool) -> MessageResult:
    """What is told of a message whose process did not answer, or ended."""
    message = template.message()
    rules = {rule.id: rule for rule in Inspector(choice).rules(message.settings)}
    fault = Fault("exceeded-limit", Span(message.path, 0, 0), (), {"limit": "seconds" if timed_out else "process"})
    source = Source(message.path, "")
    rendition = Rendition(message.path, message.path, "", SourceMap(()), {message.path: source})
    found = (place(judgement, rendition) for judgement in judge_faults([fault], rules).judgements)
    samples = tuple(sample.name for sample in message.samples)
    return MessageResult(message.path, samples, None, None, findings=tuple(filter(None, found)))


def _silenced(
    findings: tuple[Finding, ...],
    results: Iterable[MessageResult],
    rules: Mapping[str, Rule],
    whole_folders: bool,
) -> tuple[tuple[Finding, ...], tuple[Silenced, ...]]:
    """The findings that no comment silences, with those on the comments themselves, and those that one does.

    A partial's comment can be called unused only when all messages of a folder were judged.
    """
    own = {result.path for result in results}
    found = {(each.path, each.span): each for result in results for each in result.silencers}
    if not found:
        return findings, ()
    kept, silenced, faults = silencers.apply(findings, tuple(found.values()), rules, [rule.id for rule in load()])
    told = [fault for fault in faults if whole_folders or fault.span.path in own or fault.kind != "unused-silencer"]
    sources = {path: read_source(Path(path)) for path in {fault.span.path for fault in told}}
    used_by = {
        each.path: tuple(result.path for result in results if each in result.silencers) for each in found.values()
    }
    on_comments = (
        place(judgement, Rendition(message, judgement.at.span.path, "", SourceMap(()), sources))
        for judgement in judge_faults(told, rules).judgements
        if isinstance(judgement.at, Fault)
        for message in used_by[judgement.at.span.path]
    )
    return merge((*kept, *filter(None, on_comments)), from_root), silenced


def baseline_beside(settings: Settings) -> Path:
    """The file of known findings that settings name, else the one beside them, which need not exist."""
    return settings.baseline or settings.root / baseline.FILE


def _compared(
    findings: tuple[Finding, ...],
    file: Path,
    paths: Sequence[Path],
    rules: Mapping[str, Rule],
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[str, ...]]:
    """The findings that no baseline holds, those that one covers, and its entries that no longer occur.

    Of an entry that may occur elsewhere, or by a rule that was not run, nothing is said.
    """
    return baseline.compare(findings, baseline.read(file), looked_at(file, paths, rules))


def looked_at(file: Path, paths: Sequence[Path], rules: Mapping[str, Rule]) -> Callable[[str, str], bool]:
    """Whether a run on some paths finds all that there is of a rule in a path that a baseline file names."""
    folders = [path.absolute() for path in paths if path.is_dir()]
    root = config.nearest(file.absolute().parent).root

    def is_looked_at(rule: str, path: str) -> bool:
        within = any((root / path).is_relative_to(folder) for folder in folders)
        return rule in rules and within and len(folders) == len(paths)

    return is_looked_at


def from_root(path: str) -> str:
    """A shown path from the folder of the settings, or of the repository, that hold for it."""
    file = Path(path).absolute()
    root = config.nearest(file.parent).root
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else path


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


__all__ = ["Choice", "Options", "Shown", "renditions", "run"]
