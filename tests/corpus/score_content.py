"""How often the four content rules agree with a careful editor, on labelled messages.

    python tests/corpus/score_content.py [FOLDER …]

Prints, for each language group and element, precision and recall of *missing or vague* (what is not *present* and not
*not-needed*), in the part that the rules were developed on and in the third that is held out; then each disagreement in the first.
Without a folder it reads the project's own messages, those by independent authors, and the folder named by
TEMPLATE_CHECK_CORPUS.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from labelled import ELEMENTS, MESSAGES, OWN, Labelled, read

from template_check.catalogue.load import load
from template_check.engine import judge

GROUPS = {"Swedish": ("sv",), "English": ("en",)}
FINE = frozenset({"present", "not-needed"})


@dataclass(frozen=True)
class Judged:
    """A labelled message with the status that the rules give each element."""

    message: Labelled
    found: Mapping[str, str]
    words: Mapping[str, str]

    def agrees(self, element: str) -> bool:
        """Whether both call the element present or not needed, or neither does."""
        return (self.message.labels[element] in FINE) == (self.found[element] in FINE)


@dataclass(frozen=True)
class Figures:
    """Precision and recall of *missing or vague*; 1 where there is nothing to be right about."""

    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


def judged(folder: Path) -> Iterator[Judged]:
    """Each labelled message of a folder, judged."""
    rules = [rule for rule in load() if rule.element]
    for message in read(folder):
        verdicts = judge(message.document, rules)
        assert not verdicts.raised, verdicts.raised
        told = {one.rule.element: one.verdict for one in verdicts.judgements}
        words = {element: verdict.evidence[0].text for element, verdict in told.items() if verdict.evidence}
        yield Judged(message, {element: verdict.status for element, verdict in told.items()}, words)


def figures(rows: Iterable[Judged], element: str) -> Figures:
    """How well the rules find what the labels call missing or vague."""
    pairs = [(row.message.labels[element] not in FINE, row.found[element] not in FINE) for row in rows]
    return Figures(sum(a and b for a, b in pairs), sum(b for _, b in pairs), sum(a for a, _ in pairs))


def folders() -> list[Path]:
    """The project's own messages, those by independent authors, and those that the environment names."""
    named = os.environ.get("TEMPLATE_CHECK_CORPUS")
    if not named:
        return [OWN, MESSAGES]
    inner = Path(named) / "content"
    return [OWN, MESSAGES, inner if inner.is_dir() else Path(named)]


def report(rows: list[Judged]) -> Iterator[str]:
    """The figures and disagreements, as lines."""
    for part, held in (("developed on", False), ("held out", True)):
        of_part = [row for row in rows if row.message.is_held_out is held]
        for group, languages in GROUPS.items():
            of_group = [row for row in of_part if row.message.language in languages]
            yield f"{part}, {group}: {len(of_group)} messages"
            for element in ELEMENTS:
                seen = figures(of_group, element)
                yield (
                    f"  {element:8} precision {seen.precision:.2f} ({seen.right} of {seen.found})"
                    f"  recall {seen.recall:.2f} ({seen.right} of {seen.labelled})"
                )
        others = [row for row in of_part if row.message.language not in ("sv", "en")]
        yield f"{part}, other languages: {len(others)} messages"
        for element in ELEMENTS:
            there = [row for row in others if row.message.labels[element] in FINE]
            called = sum(row.found[element] in FINE for row in there)
            missing = sum(row.found[element] == "missing" for row in others)
            yield f"  {element:8} called present {called} of {len(there)}, called missing {missing}"
    yield "disagreements, in the part that the rules were developed on: what is held out is for no one to read"
    for row in rows:
        if row.message.is_held_out:
            continue
        for element in ELEMENTS:
            if not row.agrees(element):
                label, found = row.message.labels[element], row.found[element]
                shown = f": {row.words[element]}" if element in row.words else ""
                yield f"  {row.message.name} [{row.message.sample}] {element}: {label}, found {found}{shown}"


if __name__ == "__main__":
    for folder in [Path(name) for name in sys.argv[1:]] or folders():
        print(folder.name)
        print("\n".join(report(list(judged(folder)))))
