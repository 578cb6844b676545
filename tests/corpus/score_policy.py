"""How well the rules of content, policy and privacy find what a human has labelled: `python tests/corpus/score_policy.py`.

Reads the messages and sentences by independent people, and the labelled messages in the folder named by
TEMPLATE_CHECK_CORPUS (`templates/` and `labels.jsonl`, in it or in its folder `content/`). A third of the messages, chosen
by a hash of the name, is held out; its figures count.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from labelled import MESSAGES, written

from template_check.catalogue.load import load
from template_check.catalogue.verdict import Outcome
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge
from template_check.pipeline import Choice, Options, run

SENTENCES = Path(__file__).parent / "sentences" / "channel.tsv"
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


def is_held_out(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


def score(corpus: Path) -> Iterator[tuple[str, str, bool, bool, bool]]:
    """For each label and code: the code, the message, whether it is held out, labelled and found."""
    labels = [json.loads(line) for line in (corpus / "labels.jsonl").read_text("utf-8").splitlines()]
    choice = Choice(select=("content", "policy", "privacy"), today=TODAY)
    report = run((corpus / "templates",), Options(choice, jobs=1))
    assert not report.errors, report.errors
    codes = {f"policy/{code}" for code in POLICY} | set(PLACED)
    for label in labels:
        name = f"{label['name']} [{label['sample']}]"
        found = [
            one
            for one in report.findings
            if report.rules[one.rule].element == ""
            for message in one.messages
            if Path(message.path).name.partition(".")[0] == label["name"] and label["sample"] in message.samples
        ]
        failed = [one for one in found if one.outcome is Outcome.FAILED]
        held_out = is_held_out(label["name"])
        for code in POLICY:
            told = any(one.rule == f"policy/{code}" for one in failed)
            yield f"policy/{code}", name, held_out, code in label["policy"], told
        due = {(one["rule"], one["line"]) for one in label["accessibility"] if one["rule"] in PLACED}
        lines = {(one.rule, one.place.line) for one in failed if one.rule in PLACED}
        for rule, line in sorted(due | lines):
            yield rule, f"{name}:{line}", held_out, (rule, line) in due, (rule, line) in lines
        for one in found:
            if one.rule not in codes:
                yield f"{one.rule} ({one.outcome})", f"{name}:{one.place.line}: {one.excerpt}", held_out, False, True


def score_messages() -> Iterator[tuple[str, str, bool, bool, bool]]:
    """The same for the messages by independent authors and the codes of `policy/`."""
    rules = [rule for rule in load() if rule.group == "policy" and rule.name in POLICY]
    for message in written(MESSAGES):
        judgements = judge(message.document, rules).judgements
        found = {one.rule.name for one in judgements if one.verdict.outcome is Outcome.FAILED}
        for code in POLICY:
            yield f"policy/{code}", message.name, message.is_held_out, code in message.policy, code in found


# The classes of sentences by independent people, with the rules that find them.
CLASSES = {
    "marketing": "marketing",
    "research": "research-recruitment",
    "survey": "broad-survey",
    "collection": "collection-outside-form",
}


def score_sentences() -> Iterator[tuple[str, str, bool, bool, bool]]:
    """The same for sentences, each judged as a message of its own: some can only be judged in a message.

    Half of them, those of one of the two authors, have been read while the rules were developed.
    """
    rules = [rule for rule in load() if rule.group == "policy" and rule.name in CLASSES.values()]
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, name, text = line.split("\t")
        document = parse(f"<p>{html.escape(text)}</p>", Context(declared=Declared(language=language)))
        judgements = judge(document, rules).judgements
        found = {one.rule.name for one in judgements if one.verdict.outcome is Outcome.FAILED}
        for kind, code in CLASSES.items():
            yield f"policy/{code}", text, False, kind == name, code in found


def main() -> None:
    print(MESSAGES.name)
    show(score_messages())
    print(SENTENCES.name)
    show(score_sentences(), listed=False)
    folder = os.environ.get("TEMPLATE_CHECK_CORPUS")
    if folder:
        corpus = Path(folder)
        print(corpus.name)
        show(score(corpus / "content" if (corpus / "content").is_dir() else corpus))


def show(rows: Iterable[tuple[str, str, bool, bool, bool]], listed: bool = True) -> None:
    """Prints the figures of each code in both parts, and what was found wrongly and not at all, where it is to be listed."""
    scores: dict[tuple[str, bool], Score] = {}
    for code, name, held_out, labelled, found in rows:
        scores.setdefault((code, held_out), Score()).note(name, labelled, found)
    for (code, held_out), one in sorted(scores.items()):
        part = "held out" if held_out else "developed"
        print(
            f"{code:40} {part:10} precision {one.precision:.2f} recall {one.recall:.2f}"
            f" ({len(one.right)} right, {len(one.wrong)} wrong, {len(one.missed)} missed)"
        )
        # What is held out is for no one to read.
        for kind in ("wrong", "missed") if listed and not held_out else ():
            for name in getattr(one, kind):
                print(f"    {kind}: {name}")


if __name__ == "__main__":
    main()
