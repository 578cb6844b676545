"""A card's examples, run: what each promises, and what the rule finds in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jinja2 import DictLoader, Environment

from template_check import silencers
from template_check.catalogue.card import Example, Rule
from template_check.catalogue.load import load
from template_check.catalogue.verdict import Outcome
from template_check.discover.message_file import read
from template_check.discover.samples import Sample, values
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge, judge_faults, judge_samples
from template_check.faults import Fault
from template_check.findings import Finding
from template_check.placing import Rendition, find, merge
from template_check.positions import Source
from template_check.rendering import Renderer
from template_check.rendering.source_map import Segment, Site, SourceMap

NAME = "exempel.html.j2"
MESSAGE_FILE = "exempel.toml"


def findings(rule: Rule, example: Example) -> tuple[Finding, ...]:
    """What the rule finds in the example, in order of place. Raises RuntimeError if its check raises."""
    renderer = Renderer(_Files(example), autoescape=not example.text)
    rendition, text, faults = _rendition(example, renderer)
    declared = Declared()
    if example.message:
        message_file = read(Source(MESSAGE_FILE, example.message))
        data = example.data or {}
        declared = message_file.declared(lambda value, _: renderer.render_string(value, data))
        sources = {**rendition.sources, MESSAGE_FILE: message_file.source}
        rendition, faults = replace(rendition, sources=sources), (*faults, *message_file.faults)
    if rule.applies_to == "fault":
        judged = judge_faults(faults, {rule.id: rule})
    elif rule.applies_to == "sample":
        source = Source(MESSAGE_FILE, example.message)
        samples = [Sample(name, data, MESSAGE_FILE, ("samples", name)) for name, data in read(source).samples.items()]
        judged = judge_samples((value for sample in samples for value in values(sample, source)), [rule])
    else:
        context = Context(example.profile, sample="standard", declared=declared, text_message=example.text)
        judged = judge(parse(text, context), [rule])
    if judged.raised:
        raise RuntimeError(f"{rule.id}: {judged.raised[rule.id]}")
    found = (
        find(judgement, rendition) for judgement in judged.judgements if judgement.verdict.outcome is not Outcome.PASSED
    )
    return merge(filter(None, found), lambda path: path)


def _rendition(example: Example, renderer: Renderer) -> tuple[Rendition, str, tuple[Fault, ...]]:
    """The example seen from its template, what it renders, and what goes wrong on the way."""
    if not example.jinja:
        written = Site(NAME, 0, len(example.html), True, False)
        source_map = SourceMap((Segment(len(example.html), written),))
        sources: Mapping[str, Source] = {NAME: Source(NAME, example.html)}
        return Rendition(NAME, NAME, "standard", source_map, sources), example.html, ()
    rendering = renderer.render(NAME, "standard", example.data or None)
    rendition = Rendition(NAME, NAME, "standard", rendering.source_map, renderer.sources)
    comments = silencers.read(renderer.sources[NAME], NAME)
    # The rule is judged alone, so no finding is there to silence.
    _, _, on_comments = silencers.apply((), comments, known := [rule.id for rule in load()], known)
    faults = (*rendering.faults, *renderer.sample_faults(NAME, (rendering,)), *on_comments)
    return rendition, rendering.text, faults


class _Files(DictLoader):
    """The example's templates, as if they had been read from files in its encoding."""

    def __init__(self, example: Example) -> None:
        super().__init__({NAME: example.jinja, **example.files})
        self._encoding = example.encoding

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, Callable[[], bool]]:
        text, _, up_to_date = super().get_source(environment, template)
        if template != NAME or len(self.mapping) == 1:
            text = text.encode(self._encoding).decode("utf-8")
        return text, None, up_to_date


def differences(rule: Rule, example: Example) -> list[str]:
    """Each promise of the example that the rule does not keep, as `expected: …, found: …`; empty if it keeps all."""
    found = findings(rule, example)
    told = []
    excerpts = tuple(finding.excerpt for finding in found)
    if excerpts != example.finds:
        told.append(f"expected excerpts: {list(example.finds)}, found: {list(excerpts)}")
    outcome = Outcome.UNSURE if example.unsure else Outcome.FAILED
    others = {finding.outcome for finding in found} - {outcome}
    told += [f"expected outcome: {outcome}, found: {other}" for other in sorted(others)]
    for finding in found:
        for locale, texts in rule.texts.items():
            asked = texts.question if example.unsure else texts.message
            for sentence in (asked, texts.why, texts.how):
                try:
                    sentence.format(**finding.values)
                except (KeyError, IndexError, ValueError) as error:
                    told.append(f"[{locale}] asks for the value {error} that the check does not give: {sentence}")
            if not asked:
                told.append(f"[{locale}] has no question, and the verdict is unsure")
    return told
