"""How well the rules of content, policy and privacy find what a human has labelled: `python tests/corpus/score_policy.py`.

Reads the labelled messages in the folder named by TEMPLATE_CHECK_CORPUS (`templates/` and `labels.jsonl`). A third,
chosen by a hash of the name, is held out; its figures count.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jinja2 import FileSystemLoader

from template_check.catalogue.card import Rule
from template_check.catalogue.load import load
from template_check.catalogue.verdict import Outcome
from template_check.discover.messages import MessageSource, messages
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge
from template_check.findings import Finding
from template_check.placing import Rendition, find
from template_check.rendering import Renderer

TODAY = date(2026, 11, 23)
POLICY = (
    "answerable-broadcast",
    "broad-survey",
    "closed-reply-invitation",
    "collection-outside-form",
    "marketing",
    "research-recruitment",
)
PLACED = ("content/leftover-placeholder", "content/wrong-weekday")


@dataclass
class Score:
    """What was found rightly, wrongly and not at all."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def note(self, name: str, labelled: bool, found: bool) -> None:
        if labelled or found:
            (self.right if labelled and found else self.missed if labelled else self.wrong).append(name)

    @property
    def precision(self) -> float:
        told = len(self.right) + len(self.wrong)
        return len(self.right) / told if told else 1.0

    @property
    def recall(self) -> float:
        due = len(self.right) + len(self.missed)
        return len(self.right) / due if due else 1.0


def findings(message: MessageSource, sample: str | None, rules: list[Rule]) -> list[Finding]:
    """What the rules find in a message shown with one of its samples."""
    renderer = Renderer(FileSystemLoader([str(folder) for folder in message.folders]), autoescape=not message.is_text)
    data = next((dict(one.data) for one in message.samples if one.name == sample), {})
    rendering = renderer.render(message.name, sample or "", data)
    declared = Declared()
    sources = {**renderer.sources, **message.sources}
    if message.message_file is not None:
        declared = message.message_file.declared(lambda value, at: renderer.render_string(value, data, at))
    context = Context(today=TODAY, sample=sample, declared=declared, text_message=message.is_text)
    judged = judge(parse(rendering.text, context), rules)
    assert not judged.raised, judged.raised
    rendition = Rendition(message.path, message.name, sample or "", rendering.source_map, sources)
    return [found for judgement in judged.judgements if (found := find(judgement, rendition)) is not None]


def is_held_out(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


def score(corpus: Path) -> Iterator[tuple[str, str, bool, bool, bool]]:
    """For each label and code: the code, the message, whether it is held out, labelled and found."""
    rules = [rule for rule in load() if rule.group in ("content", "policy", "privacy") and not rule.element]
    labels = [json.loads(line) for line in (corpus / "labels.jsonl").read_text("utf-8").splitlines()]
    by_stem = {message.stem: message for message in messages([corpus / "templates"])}
    for label in labels:
        message = by_stem[label["name"]]
        found = findings(message, label["sample"], rules)
        failed = [one for one in found if one.outcome is Outcome.FAILED]
        name = f"{label['name']} [{label['sample']}]"
        for code in POLICY:
            told = any(one.rule == f"policy/{code}" for one in failed)
            yield f"policy/{code}", name, is_held_out(label["name"]), code in label["policy"], told
        due = {(one["rule"], one["line"]) for one in label["accessibility"] if one["rule"] in PLACED}
        told_lines = {(one.rule, one.place.line) for one in failed if one.rule in PLACED}
        for rule, line in sorted(due | told_lines):
            place = f"{name}:{line}"
            yield rule, place, is_held_out(label["name"]), (rule, line) in due, (rule, line) in told_lines
        codes = {f"policy/{code}" for code in POLICY} | set(PLACED)
        for one in found:
            if one.rule not in codes:
                yield f"{one.rule} ({one.outcome})", f"{name}:{one.place.line}: {one.excerpt}", False, False, True


def main() -> None:
    folder = os.environ.get("TEMPLATE_CHECK_CORPUS")
    if not folder:
        sys.exit("Set TEMPLATE_CHECK_CORPUS to a folder with templates/ and labels.jsonl.")
    scores: dict[tuple[str, bool], Score] = {}
    for code, name, held_out, labelled, found in score(Path(folder)):
        scores.setdefault((code, held_out), Score()).note(name, labelled, found)
    for (code, held_out), one in sorted(scores.items()):
        part = "held out" if held_out else "developed"
        print(
            f"{code:40} {part:10} precision {one.precision:.2f} recall {one.recall:.2f}"
            f" ({len(one.right)} right, {len(one.wrong)} wrong, {len(one.missed)} missed)"
        )
        for kind in ("wrong", "missed"):
            for name in getattr(one, kind):
                print(f"    {kind}: {name}")


if __name__ == "__main__":
    main()
