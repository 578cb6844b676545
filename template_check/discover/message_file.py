"""The message file: what is declared about a message, each value with its place, each fault too."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Protocol

from template_check.discover.files import toml
from template_check.discover.locator import Located, toml_places
from template_check.document.context import Declared
from template_check.faults import Fault
from template_check.positions import Source, Span

KINDS = (
    "appointment",
    "booking-confirmation",
    "reminder",
    "health-form",
    "prom",
    "prem",
    "test-result",
    "screening",
    "vaccination",
    "regional-broadcast",
    "information",
)
REPLIES = ("none", "message", "form")
BASES = ("established", "screening", "vaccination", "regional")
# The keys whose values may hold Jinja.
RENDERED = ("subject", "language", "replies", "sender.unit", "sender.hsa_id")

_TOP: Mapping[str, Any] = {
    "subject": str,
    "kind": KINDS,
    "language": str,
    "replies": REPLIES,
    "sender": {"unit": str, "hsa_id": str},
    "relationship": {"basis": BASES, "approval": str, "approved_on": datetime.date},
    "sending": {"earliest": datetime.time, "latest": datetime.time, "notify": bool},
    "review": {"owner": str, "reviewed": datetime.date},
    "samples": dict,
}
_PROBLEMS = {
    str: "needs-text",
    bool: "needs-truth",
    datetime.date: "needs-date",
    datetime.time: "needs-time",
    dict: "needs-table",
}


class RenderedText(Protocol):
    """A value with the Jinja in it rendered."""

    @property
    def text(self) -> str: ...

    @property
    def from_data(self) -> bool: ...


class Spans(Mapping[str, Span]):
    """Where each value of a file in TOML stands, and each table's header, by dotted key; worked out when first asked."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def places(self) -> Mapping[tuple[str | int, ...], Located]:
        """The place of each key and value by its path."""
        return toml_places(self._source.text)

    @cached_property
    def _spans(self) -> dict[str, Span]:
        return {
            ".".join(map(str, path)): Span(self._source.path, *place.value)
            for path, place in self.places.items()
            if len(path) < 3 and all(isinstance(part, str) for part in path)
        }

    def __getitem__(self, key: str) -> Span:
        return self._spans[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


@dataclass(frozen=True, slots=True)
class MessageFile:
    """One message file. `values` are those that are right, by dotted key, as they are written, Jinja and all.

    `spans` holds where each value stands, and each table's header; `samples` is the table of inline samples and paths.
    """

    source: Source
    values: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    samples: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def at(self, key: str) -> Span:
        """Where the value of a dotted key stands; the beginning of the file if it has no place of its own."""
        return self.spans.get(key, Span(self.source.path, 0, 0))

    def declared(self, render: Callable[[str, str], RenderedText]) -> Declared:
        """What the file declares for one sample; `render` puts its values into the text that stands at a dotted key."""
        told: dict[str, Any] = {}
        from_data = set()
        for key, value in self.values.items():
            if key in RENDERED and "{" in value:
                rendered = render(value, key)
                value = rendered.text
                if rendered.from_data:
                    from_data.add(key)
                if key == "replies" and value not in REPLIES:
                    continue
            told[key.rpartition(".")[2]] = value
        return Declared(path=self.source.path, **told, spans=self.spans, from_data=frozenset(from_data))


def read(source: Source) -> MessageFile:
    """The message file in a text. Everything that is wrong in it is a fault of kind `invalid-message-file`."""
    try:
        table = toml(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return MessageFile(
            source, faults=(invalid(source.path, broken_at(source, error), "invalid-toml", detail=str(error)),)
        )
    spans = Spans(source)
    reader = _Reader(source.path, spans)
    reader.table((), table, _TOP)
    samples = table.get("samples", {})
    return MessageFile(source, reader.values, spans, samples if isinstance(samples, dict) else {}, tuple(reader.faults))


def invalid(path: str, place: tuple[int, int], problem: str, **values: str) -> Fault:
    """A fault in a message file or sample: `problem` is a key of the phrases `message-file-problems`."""
    empty = dict.fromkeys(("key", "value", "suggestion", "allowed", "detail", "name"), "")
    return Fault("invalid-message-file", Span(path, *place), (), {**empty, **values, "problem": problem})


def broken_at(source: Source, error: Exception) -> tuple[int, int]:
    """The line that a reader of TOML, JSON or YAML says is broken; the beginning if it does not say."""
    line = getattr(error, "lineno", None)
    if line is None and "(at line " in str(error):
        line = int(str(error).rpartition("(at line ")[2].partition(",")[0])
    if line is None and getattr(error, "problem_mark", None) is not None:
        line = error.problem_mark.line + 1  # type: ignore[attr-defined]
    starts = source.line_starts
    if line is None or not 0 < line <= len(starts):
        return 0, 0
    start = starts[line - 1]
    return start, start + len(source.lines(line, line)[0])


class _Reader:
    """Goes through the tables of one message file and keeps what is right and what is wrong."""

    def __init__(self, path: str, spans: Spans) -> None:
        self.path = path
        self.spans = spans
        self.values: dict[str, Any] = {}
        self.faults: list[Fault] = []

    def table(self, above: tuple[str, ...], table: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        for key, value in table.items():
            path = (*above, key)
            if key not in known:
                near = get_close_matches(key.lower().replace("-", "_"), list(known), 1, 0.5)
                self.fault(
                    path, "unknown-key", at_key=True, suggestion=near[0] if near else "", allowed=", ".join(known)
                )
                continue
            kind = known[key]
            if isinstance(kind, Mapping):
                if isinstance(value, dict):
                    self.table(path, value, kind)
                else:
                    self.fault(path, "needs-table")
            elif isinstance(kind, tuple):
                self.choice(path, value, kind)
            elif not isinstance(value, kind) or (kind is datetime.date and isinstance(value, datetime.datetime)):
                self.fault(path, _PROBLEMS[kind])
            elif kind is not dict:
                self.values[".".join(path)] = value

    def choice(self, path: tuple[str, ...], value: Any, known: tuple[str, ...]) -> None:
        if not isinstance(value, str):
            self.fault(path, "needs-text")
        elif value in known or (".".join(path) in RENDERED and "{" in value):
            self.values[".".join(path)] = value
        else:
            near = get_close_matches(value.lower(), known, 1, 0.5)
            self.fault(
                path,
                "unknown-value",
                value=value,
                suggestion=near[0] if near else "",
                allowed=", ".join(known),
            )

    def fault(self, path: tuple[str, ...], problem: str, at_key: bool = False, **values: str) -> None:
        place = self.spans.places.get(path)
        at = (0, 0) if place is None else (place.key or place.value) if at_key else place.value
        self.faults.append(invalid(self.path, at, problem, key=".".join(path), **values))
