"""One message from its template to its findings: rendered with each sample, parsed, judged and placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pathspec

from template_check import ruleset, silencers
from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Outcome
from template_check.config import Settings
from template_check.discover.loader import TemplateLoader
from template_check.discover.message_file import MessageFile
from template_check.discover.messages import MessageSource
from template_check.document.context import Context, Declared
from template_check.document.document import Document
from template_check.document.parse import parse
from template_check.engine import Judged, Judgement, judge, judge_faults
from template_check.faults import Fault
from template_check.findings import (
    Coverage,
    ElementStatus,
    Finding,
    JudgementError,
    Marked,
    MessageResult,
    Rendered,
    Silencer,
)
from template_check.placing import Rendition, evidence, find
from template_check.positions import Range, Span
from template_check.rendering.limits import Exceeded, disarm, guard
from template_check.rendering.render import RenderedValue, Renderer, Rendering
from template_check.rendering.source_map import SourceMap


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line asks of every message; None and empty leave it to the settings.

    `replaced` holds texts that stand in for files, `renderings` keeps what was rendered for a report that shows it.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    today: date = date(1970, 1, 1)
    replaced: Mapping[Path, str] = field(default_factory=dict)
    renderings: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A message rendered with one sample, and what the rules say of it."""

    rendering: Rendering
    declared: Declared
    document: Document | None
    judged: Judged
    faults: tuple[Fault, ...]


class Inspector:
    """Judges messages one after the other; what several need alike is made once."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._rules: dict[Path | None, tuple[Rule, ...]] = {}
        self._renderers: dict[tuple[Path | None, tuple[Path, ...], bool], Renderer] = {}
        self._silencers: dict[str, tuple[Silencer, ...]] = {}

    def rules(self, settings: Settings) -> tuple[Rule, ...]:
        """The rules that are run under some settings."""
        known = self._rules.get(settings.path)
        if known is None:
            choice = self._choice
            known = ruleset.in_force(settings, profile=choice.profile, select=choice.select, ignore=choice.ignore)
            self._rules[settings.path] = known
        return known

    def renderer(self, message: MessageSource) -> Renderer:
        """A renderer for the message's search path and settings."""
        settings = message.settings
        key = (settings.path, message.folders, message.is_text)
        known = self._renderers.get(key)
        if known is None:
            loader = TemplateLoader(message.folders, dict(self._choice.replaced))
            known = Renderer(loader, settings.jinja, settings.limits, autoescape=not message.is_text)
            self._renderers[key] = known
        return known

    def inspect(self, message: MessageSource) -> MessageResult:
        """Everything that one message gives; raises nothing for what a template, sample or message file holds."""
        renderer, rules = self.renderer(message), self.rules(message.settings)
        sources = _Sources(message, renderer)
        seen: list[_Seen] = []
        findings: list[Finding] = []
        renderings: list[Rendered] = []
        content: dict[str, dict[str, ElementStatus]] = {}
        passed: Counter[str] = Counter()
        raised: dict[str, str] = {}
        for sample, data in message.shown_with:
            with_sample = self._seen(message, renderer, rules, sample, data, seen)
            rendition = Rendition(message.path, message.name, sample, with_sample.rendering.source_map, sources)
            told = judge_faults(with_sample.faults, {rule.id: rule for rule in rules})
            judgements = (*told.judgements, *with_sample.judged.judgements)
            placed = list(_placed(judgements, rendition))
            findings += (finding for _, finding in placed)
            for element, status in _statuses(judgements, rendition, with_sample.rendering.text):
                content.setdefault(element, {})[sample] = status
            if self._choice.renderings:
                renderings.append(_rendered(with_sample, sample, placed))
            passed.update(with_sample.judged.passed)
            raised |= {**told.raised, **with_sample.judged.raised}
            seen.append(with_sample)
        together = (*message.faults, *renderer.sample_faults(message.name, [each.rendering for each in seen]))
        rendition = Rendition(message.path, message.name, "", seen[0].rendering.source_map, sources)
        told = judge_faults(together, {rule.id: rule for rule in rules})
        findings += (finding for _, finding in _placed(told.judgements, rendition))
        raised |= told.raised
        declared = seen[0].declared
        return MessageResult(
            path=message.path,
            samples=tuple(each.name for each in message.samples),
            kind=declared.kind,
            language=next((each.document.language for each in seen if each.document is not None), declared.language),
            findings=tuple(_wanted(findings, message.settings)),
            passed=passed,
            coverage=_coverage(message, renderer, seen, rendition),
            content=content,
            errors=tuple(JudgementError(message.path, rule, why) for rule, why in raised.items()),
            notices=tuple(sorted({notice for each in seen for notice in each.rendering.notices})),
            renderings=tuple(renderings),
            silencers=self._silencers_of(message, renderer, seen),
            dependencies=(*message.uses, *(source.path for source in message.sources.values())),
        )

    def _seen(
        self,
        message: MessageSource,
        renderer: Renderer,
        rules: tuple[Rule, ...],
        sample: str,
        data: Mapping[str, Any] | None,
        before: Iterable[_Seen],
    ) -> _Seen:
        """The message with one sample; the same text with the same declarations is judged once."""
        rendering: Rendering | None = None
        declared = Declared()
        faults: list[Fault] = []
        try:
            with guard(message.settings.limits):
                rendering = renderer.render(message.name, sample, data)
                if message.message_file is not None:
                    declared = _declared(message.message_file, renderer, data, faults)
                for other in before:
                    if other.document and other.rendering.text == rendering.text and other.declared == declared:
                        return _Seen(rendering, declared, other.document, other.judged, (*rendering.faults, *faults))
                context = Context(
                    profile=self._choice.profile or message.settings.profile,
                    today=self._choice.today,
                    sample=None if data is None else sample,
                    declared=declared,
                    text_message=message.is_text,
                )
                document = parse(rendering.text, context)
                if not rendering.text.strip() and rendering.faults:
                    # Nothing could be rendered: the fault says why, and there is nothing to judge.
                    return _Seen(rendering, declared, document, _NOTHING, (*rendering.faults, *faults))
                judged = judge(document, rules)
        except Exceeded as error:
            disarm()
            if rendering is None:
                rendering = Rendering(message.name, sample, "", SourceMap(()), stand_ins=data is None)
            limit = Fault("exceeded-limit", Span(message.name, 0, 0), (), {"limit": error.limit})
            return _Seen(rendering, declared, None, _NOTHING, (*rendering.faults, *faults, limit))
        return _Seen(rendering, declared, document, judged, (*rendering.faults, *faults))

    def _silencers_of(self, message: MessageSource, renderer: Renderer, seen: Iterable[_Seen]) -> tuple[Silencer, ...]:
        """The silencers in every file that took part, each file read once for all messages."""
        found: list[Silencer] = []
        own = {message.path, *message.uses}
        covered = {name for each in seen for name in each.rendering.covered}
        for source in [source for name, source in renderer.sources.items() if name in covered or source.path in own]:
            if source.path not in self._silencers:
                self._silencers[source.path] = silencers.read(source, source.path, message.settings.jinja)
            found += self._silencers[source.path]
        if message.message_file is not None:
            found += silencers.read_toml(message.message_file.source)
        return tuple(found)


_NOTHING = Judged((), {}, {})


class _Sources(dict[str, Any]):
    """The texts of a message's files: templates by Jinja's names, read so far, and others by path."""

    def __init__(self, message: MessageSource, renderer: Renderer) -> None:
        super().__init__(message.sources)
        self._renderer = renderer

    def __missing__(self, name: str) -> Any:
        return self._renderer.sources[name]


def _declared(
    message_file: MessageFile, renderer: Renderer, data: Mapping[str, Any] | None, faults: list[Fault]
) -> Declared:
    def rendered(value: str, at: Span) -> RenderedValue:
        told = renderer.render_string(value, data, at)
        faults.extend(told.faults)
        return told

    return message_file.declared(rendered)


def _placed(judgements: Iterable[Judgement], rendition: Rendition) -> Iterator[tuple[Judgement, Finding]]:
    for judgement in judgements:
        if judgement.verdict.outcome is not Outcome.PASSED:
            finding = find(judgement, rendition)
            if finding is not None:
                yield judgement, finding


def _statuses(judgements: Iterable[Judgement], rendition: Rendition, text: str) -> Iterator[tuple[str, ElementStatus]]:
    for judgement in judgements:
        verdict = judgement.verdict
        if judgement.rule.element and verdict.status:
            found = tuple(evidence(at, rendition, text) for at in verdict.evidence)
            yield judgement.rule.element, ElementStatus(verdict.status, found)


def _rendered(seen: _Seen, sample: str, placed: Iterable[tuple[Judgement, Finding]]) -> Rendered:
    marked = []
    for judgement, finding in placed:
        at = judgement.at
        if at is None or isinstance(at, (Fault, Span)):
            continue
        range_ = at if isinstance(at, Range) else at.range()
        marked.append(Marked(finding.rule, finding.place, *range_))
    is_text = seen.document is not None and seen.document.is_text
    return Rendered(sample, seen.declared.subject, seen.rendering.text, is_text, tuple(marked))


def _coverage(message: MessageSource, renderer: Renderer, seen: Iterable[_Seen], rendition: Rendition) -> Coverage:
    outputs = renderer.outputs(message.name)
    covered = frozenset[Span]().union(*(each.rendering.covered.get(message.name, frozenset()) for each in seen))
    never = tuple(rendition.place(span) for span in outputs if span not in covered) if covered else ()
    return Coverage(len(outputs), len(outputs) - len(never) if covered else 0, never)


def _wanted(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings but for those whose file ignores their rule."""
    if not settings.per_file:
        yield from findings
        return
    ignored = [
        (pathspec.GitIgnoreSpec.from_lines([pattern]), selectors) for pattern, selectors in settings.per_file.items()
    ]
    for finding in findings:
        path = Path(finding.place.path).absolute()
        inner = path.relative_to(settings.root).as_posix() if path.is_relative_to(settings.root) else path.as_posix()
        names = (finding.rule, finding.rule.partition("/")[0], "all")
        if not any(any(name in selectors for name in names) and spec.match_file(inner) for spec, selectors in ignored):
            yield finding
