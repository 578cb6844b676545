"""One message from its template to its findings: rendered with each sample, parsed, judged and placed."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pathspec

from template_check import ruleset, silencers
from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Outcome
from template_check.config import Settings
from template_check.discover.loader import TemplateLoader
from template_check.discover.messages import MessageSource
from template_check.discover.samples import values
from template_check.document.context import Context, Declared
from template_check.document.document import Document
from template_check.document.parse import parse
from template_check.document.readability import load, measure
from template_check.engine import Judged, Judgement, judge, judge_faults, judge_samples
from template_check.faults import Fault
from template_check.findings import (
    Coverage,
    ElementStatus,
    Finding,
    JudgementError,
    Marked,
    MessageResult,
    Readability,
    Rendered,
    Silencer,
)
from template_check.placing import Rendition, evidence, find
from template_check.positions import Range, Span
from template_check.rendering.limits import Exceeded, disarm, guard
from template_check.rendering.render import RenderedValue, Renderer, Rendering
from template_check.rendering.source_map import SourceMap

if TYPE_CHECKING:
    from template_check.signoff import Review


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line asks of every message; None and empty leave it to the settings.

    `replaced` holds texts that stand in for files, `renderings` keeps what was rendered for a report that shows it,
    `readability` measures how hard each message is to read, which for some languages takes a library a while to load.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    today: date = date(1970, 1, 1)
    replaced: Mapping[Path, str] = field(default_factory=dict)
    renderings: bool = False
    readability: bool = False


_NOTHING = Judged((), {}, {})


@dataclass(frozen=True, slots=True)
class _Seen:
    """A message rendered with one sample, what the rules say of it, and where that stands."""

    rendering: Rendering
    declared: Declared = field(default_factory=Declared)
    document: Document | None = None
    judged: Judged = _NOTHING
    placed: tuple[tuple[Judgement, Finding], ...] = ()
    statuses: Mapping[str, ElementStatus] = field(default_factory=dict)
    readability: Readability | None = None


class Inspector:
    """Judges messages one after the other; what several need alike is made once."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._rules: dict[Path | None, tuple[Rule, ...]] = {}
        self._renderers: dict[tuple[Path | None, tuple[Path, ...], bool], Renderer] = {}
        self._silencers: dict[str, tuple[Silencer, ...]] = {}
        self._looked_at: dict[tuple[tuple[Path, ...], str], tuple[str, ...]] = {}
        self._files: dict[Path | None, frozenset[str]] = {}

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
        renderer = self.renderer(message)
        renderer.asked()
        judging = _Judging(message, renderer, self.rules(message.settings), self._choice)
        seen: list[_Seen] = []
        for sample, data in message.shown_with:
            seen.append(judging.with_sample(sample, data, seen))
        findings = [finding for each in seen for _, finding in each.placed]
        findings += judging.together(seen)
        passed: Counter[str] = Counter()
        for each in seen:
            passed.update(each.judged.passed)
        content: dict[str, dict[str, ElementStatus]] = {}
        for each in seen:
            for element, status in each.statuses.items():
                content.setdefault(element, {})[each.rendering.sample] = status
        raised = {rule: why for each in seen for rule, why in each.judged.raised.items()}
        for judged, found in judging.of_samples(seen):
            findings += found
            passed.update(judged.passed)
            raised.update(judged.raised)
        return MessageResult(
            path=message.path,
            samples=tuple(each.name for each in message.samples),
            kind=seen[0].declared.kind,
            language=next((each.document.language for each in seen if each.document is not None), None),
            findings=tuple(_wanted(findings, message.settings)),
            passed=passed,
            coverage=judging.coverage(seen),
            readability={each.rendering.sample: each.readability for each in seen if each.readability is not None},
            content=content,
            errors=tuple(JudgementError(message.path, rule, why) for rule, why in raised.items()),
            notices=tuple(sorted({notice for each in seen for notice in each.rendering.notices})),
            renderings=tuple(map(_rendered, seen)) if self._choice.renderings else (),
            silencers=self._silencers_of(message, judging.renderer, seen),
            dependencies=self._rests_on(message, renderer),
        )

    def _rests_on(self, message: MessageSource, renderer: Renderer) -> tuple[str, ...]:
        """The files that decide the message's result, also those that were looked for and do not exist."""
        files = {*(str(file) for file in message.files), _review_file(message)}
        for name in renderer.asked():
            known = self._looked_at.get((message.folders, name))
            if known is None:
                known = tuple(str(file) for file in TemplateLoader(message.folders).looked_at(name))
                self._looked_at[message.folders, name] = known
            files.update(known)
        of_settings = self._files.get(message.settings.path)
        if of_settings is None:
            of_settings = self._files[message.settings.path] = frozenset(map(str, _files_of(message.settings)))
        return tuple(sorted(files | of_settings))

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


class _Judging:
    """One message on its way: with each sample, and with all of them together."""

    def __init__(self, message: MessageSource, renderer: Renderer, rules: tuple[Rule, ...], choice: Choice) -> None:
        self.renderer = renderer
        self._message = message
        self._rules = rules
        self._by_id = {rule.id: rule for rule in rules}
        self._choice = choice
        self._sources = _Sources(message, renderer)
        # Of messages that no rule of plain language judges, readability says nothing either.
        self._reads = any(rule.group == "plain-language" for rule in rules)
        self._measures = choice.readability and self._reads
        self._review = _review(message)

    def with_sample(self, sample: str, data: Mapping[str, Any] | None, before: Iterable[_Seen]) -> _Seen:
        """The message with one sample; the same text with the same declarations is judged once."""
        rendering: Rendering | None = None
        faults: list[Fault] = []
        try:
            with guard(self._message.settings.limits):
                rendering = self.renderer.render(self._message.name, sample, data)
                declared = self._declared(data, faults)
                stand_ins = data is None and self.renderer.reads_values(self._message.name)
                document, known = self._parsed(rendering, declared, stand_ins, before)
                language = document.read_as if self._reads else None
            # A library is loaded once for all messages: no message's limits count it, or stop it half-way.
            load(language)
            with guard(self._message.settings.limits):
                judged = known if known is not None else judge(document, self._rules)
                return self._placed(rendering, declared, document, judged, faults)
        except Exceeded as error:
            disarm()
            if rendering is None:
                rendering = Rendering(self._message.name, sample, "", SourceMap(()), stand_ins=data is None)
            limit = Fault("exceeded-limit", Span(self._message.name, 0, 0), (), {"limit": error.limit})
            bare = replace(rendering, source_map=SourceMap(()))
            return self._placed(bare, Declared(), None, _NOTHING, [*faults, limit])

    def _declared(self, data: Mapping[str, Any] | None, faults: list[Fault]) -> Declared:
        message_file = self._message.message_file
        if message_file is None:
            return Declared()

        def rendered(value: str, key: str) -> RenderedValue:
            told = self.renderer.render_string(value, data)
            faults.extend(replace(fault, span=message_file.at(key)) for fault in told.faults)
            return told

        return message_file.declared(rendered)

    def _parsed(
        self, rendering: Rendering, declared: Declared, stand_ins: bool, before: Iterable[_Seen]
    ) -> tuple[Document, Judged | None]:
        """The document, and what the rules say of it where that is known already."""
        for other in before:
            if other.document and other.rendering.text == rendering.text and other.declared == declared:
                return other.document, other.judged
        context = Context(
            profile=self._choice.profile or self._message.settings.profile,
            today=self._choice.today,
            sample=None if stand_ins else rendering.sample,
            declared=declared,
            text_message=self._message.is_text,
        )
        document = parse(rendering.text, context)
        if not rendering.text.strip():
            # Nothing was rendered: a file of macros only, or a fault that says why.
            return document, _NOTHING
        if self._review is not None:
            names = {name for name, _ in self._message.shown_with}
            signed_off = self._review.on
            changed = not self._review.holds(rendering.sample, names, document.text, declared.values)
            known = replace(declared, signed_off=signed_off, has_changed_since=changed)
            document.context = replace(context, declared=known)
        return document, None

    def _placed(
        self,
        rendering: Rendering,
        declared: Declared,
        document: Document | None,
        judged: Judged,
        faults: Iterable[Fault],
    ) -> _Seen:
        told = judge_faults((*rendering.faults, *faults), self._by_id)
        rendition = self._rendition(rendering)
        judgements = (*told.judgements, *judged.judgements)
        placed = tuple(_found(judgements, rendition))
        statuses = dict(_statuses(judged.judgements, rendition, rendering.text))
        everything = Judged(judgements, judged.passed, {**told.raised, **judged.raised})
        measured = _measured(document) if document is not None and self._measures else None
        return _Seen(rendering, declared, document, everything, placed, statuses, measured)

    def _rendition(self, rendering: Rendering) -> Rendition:
        message = self._message
        return Rendition(
            message.path, message.name, rendering.sample, rendering.source_map, self._sources, rendering.stand_ins
        )

    def together(self, seen: Sequence[_Seen]) -> list[Finding]:
        """The findings on the message file and the samples, and on what no sample shows."""
        lacking = self.renderer.sample_faults(self._message.name, [each.rendering for each in seen])
        # A message whose samples cannot be read has been told so.
        silent = "missing-sample" if self._message.samples_broken else ""
        faults = [*self._message.faults, *(fault for fault in lacking if fault.kind != silent)]
        rendition = replace(self._rendition(seen[0].rendering), sample="")
        return [finding for _, finding in _found(judge_faults(faults, self._by_id).judgements, rendition)]

    def of_samples(self, seen: Sequence[_Seen]) -> Iterator[tuple[Judged, list[Finding]]]:
        """What the rules on samples say of each sample, with the findings."""
        for sample in self._message.samples:
            judged = judge_samples(values(sample, self._message.sources[sample.path]), self._rules)
            rendition = replace(self._rendition(seen[0].rendering), sample=sample.name)
            yield judged, [finding for _, finding in _found(judged.judgements, rendition)]

    def coverage(self, seen: Sequence[_Seen]) -> Coverage:
        """How much of the message's own template the samples render."""
        name = self._message.name
        outputs = self.renderer.outputs(name)
        covered = frozenset[Span]().union(*(each.rendering.covered.get(name, frozenset()) for each in seen))
        rendition = self._rendition(seen[0].rendering)
        never = tuple(rendition.place(span) for span in outputs if span not in covered) if covered else ()
        return Coverage(len(outputs), len(outputs) - len(never) if covered else 0, never)


def _files_of(settings: Settings) -> Iterator[Path]:
    """The settings' own file and what it names. Code of the project may read any file of it."""
    if settings.path is not None:
        yield settings.path
    yield from ruleset.files(settings)
    for folder in (*settings.phrases, *settings.rules):
        yield folder
        yield from (file for file in folder.rglob("*") if "__pycache__" not in file.parts)
    if settings.rules or "setup" in settings.jinja or "extensions" in settings.jinja:
        yield settings.root / "**"
        setup = settings.jinja.get("setup")
        module = sys.modules.get(setup.__module__) if setup is not None else None
        if module is not None and module.__file__:
            yield Path(module.__file__)


def _review(message: MessageSource) -> Review | None:
    """The sign-off beside the template, if there is one that can be read."""
    file = Path(_review_file(message))
    if not file.is_file():
        return None
    from template_check import signoff

    return signoff.known(Path(message.path))


def _review_file(message: MessageSource) -> str:
    return os.path.join(os.path.dirname(os.path.abspath(message.path)), f"{message.stem}.review.toml")


class _Sources(dict[str, Any]):
    """The texts of a message's files: templates by Jinja's names, read so far, and others by path."""

    def __init__(self, message: MessageSource, renderer: Renderer) -> None:
        super().__init__(message.sources)
        self._renderer = renderer

    def __missing__(self, name: str) -> Any:
        return self._renderer.sources[name]


def _found(judgements: Iterable[Judgement], rendition: Rendition) -> Iterator[tuple[Judgement, Finding]]:
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
            yield judgement.rule.element, ElementStatus(verdict.status, found, verdict.weights)


def _measured(document: Document) -> Readability:
    reading = measure(document)
    return Readability(reading.index, reading.level, reading.formula, reading.counts.words, reading.counts.sentences)


def _rendered(seen: _Seen) -> Rendered:
    marked = []
    for judgement, finding in seen.placed:
        at = judgement.at
        if at is not None and not isinstance(at, (Fault, Span)):
            marked.append(Marked(finding.rule, finding.place, *(at if isinstance(at, Range) else at.range())))
    is_text = seen.document is not None and seen.document.is_text
    text = seen.document.text if seen.document is not None else ""
    declared = seen.declared
    return Rendered(
        seen.rendering.sample, declared.subject, seen.rendering.text, is_text, tuple(marked), text, declared.values
    )


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
