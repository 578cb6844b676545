"""A message before and after, as its reader sees it: line beside line, with the words that differ apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from template_check.findings import Changed, ChangedSample, Rendered
from template_check.reports.html.message import MessageShown

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# Lines alike at least so far are told as one line that has changed.
_ALIKE = 0.4
# More lines than this are laid side by side in order, without a search for those that are alike.
_MOST_SEARCHED = 40
# Longer runs than the first are compared by their rarer parts, longer ones than the second not at all.
_LONG, _TOO_LONG = 300, 20_000
# How many unchanged lines stand around a change.
_AROUND = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a line, and whether the other side lacks them."""

    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line before and after; empty where one side has none. `gap` counts unchanged lines that are left out."""

    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    gap: int = 0

    @property
    def is_gap(self) -> bool:
        """Whether it stands for lines that are left out."""
        return self.gap > 0


@dataclass(frozen=True, slots=True)
class SampleChange:
    """What differs with one sample."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A message that differs; `address` is where the report tells of it, None if it is gone."""

    path: str
    title: str
    kind: str
    language: str | None
    address: str | None
    files: tuple[str, ...]
    samples: tuple[SampleChange, ...]


def shown_changes(
    changes: Iterable[Changed], messages: Iterable[MessageShown], subject: str
) -> tuple[ChangeShown, ...]:
    """The changes as the report shows them. `subject` says what stands before a subject line."""
    known = {message.result.path: message for message in messages}
    return tuple(_change(each, known, subject) for each in changes)


def _change(change: Changed, known: Mapping[str, MessageShown], subject: str) -> ChangeShown:
    message = known.get(change.path)
    return ChangeShown(
        change.path,
        message.title if message else change.path.rpartition("/")[2],
        change.kind,
        message.result.language if message else None,
        message.address if message else None,
        tuple(path for path in change.files if path != change.path),
        tuple(SampleChange(each.sample, tuple(_folded(list(_rows(each, subject))))) for each in change.samples),
    )


def _rows(sample: ChangedSample, subject: str) -> Iterator[Row]:
    before, after = _lines(sample.before, subject), _lines(sample.after, subject)
    for tag, first, last, begin, end in _steps(before, after):
        old, new = before[first:last], after[begin:end]
        if tag == "equal":
            yield from (Row((Part(line, False),), (Part(line, False),)) for line in old)
        else:
            yield from _paired(old, new)


def _lines(rendered: Rendered | None, subject: str) -> list[str]:
    if rendered is None:
        return []
    head = [f"{subject}: {rendered.subject}"] if rendered.subject else []
    return [*head, *filter(None, rendered.text.split("\n"))]


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Each new line beside the old one that it came from, in order."""
    at = 0
    for line in new:
        match = _alike(line, old, at)
        if match is None:
            yield Row((), (Part(line, True),))
            continue
        yield from (Row((Part(gone, True),), ()) for gone in old[at:match])
        yield _worded(old[match], line)
        at = match + 1
    yield from (Row((Part(gone, True),), ()) for gone in old[at:])


def _alike(line: str, old: Sequence[str], at: int) -> int | None:
    if len(old) > _MOST_SEARCHED:
        return at if at < len(old) else None
    best, found = _ALIKE, None
    matcher = SequenceMatcher(None, (), _TOKEN.findall(line)[:_TOO_LONG], autojunk=False)
    for number in range(at, len(old)):
        matcher.set_seq1(_TOKEN.findall(old[number])[:_TOO_LONG])
        ratio = matcher.quick_ratio()
        if ratio > best:
            best, found = ratio, number
    return found


def _worded(old: str, new: str) -> Row:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    left: list[Part] = []
    right: list[Part] = []
    for tag, first, last, begin, end in _steps(before, after):
        for side, words in ((left, before[first:last]), (right, after[begin:end])):
            if words:
                side.append(Part("".join(words), tag != "equal"))
    return Row(tuple(left), tuple(right))


def _steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one run becomes the other, as difflib tells it."""
    longest = max(len(before), len(after))
    if longest > _TOO_LONG:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=longest > _LONG).get_opcodes()


def _folded(rows: list[Row]) -> Iterator[Row]:
    """The rows with long runs of unchanged ones left out."""
    changed = [number for number, row in enumerate(rows) if row.before != row.after]
    near = {number + step for number in changed for step in range(-_AROUND, _AROUND + 1)}
    gap = 0
    for number, row in enumerate(rows):
        if number in near:
            if gap:
                yield Row(gap=gap)
            gap = 0
            yield row
        else:
            gap += 1
    if gap:
        yield Row(gap=gap)
