"""Labelled messages: each template rendered with each of its samples, beside what a careful editor says of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import FileSystemLoader

from template_check.discover.messages import MessageSource, messages
from template_check.document.context import Context, Declared
from template_check.document.document import Document
from template_check.document.parse import parse
from template_check.rendering import Renderer

ELEMENTS = ("sender", "purpose", "answers", "contact")
OWN = Path(__file__).parent / "content"
MESSAGES = Path(__file__).parent / "messages"


@dataclass(frozen=True)
class Labelled:
    """A rendered message with the status that its label gives each element."""

    name: str
    sample: str | None
    language: str
    labels: Mapping[str, str]
    document: Document
    # For each element that is present or vague, words of the text that show it.
    evidence: Mapping[str, str]

    @property
    def is_held_out(self) -> bool:
        """Whether it belongs to the third that nothing is developed on, chosen by a hash of its name."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 3 == 0


def read(folder: Path) -> Iterator[Labelled]:
    """The labelled messages of a folder with `labels.jsonl`, in the order of the labels, or with a file for each author."""
    if not (folder / "labels.jsonl").is_file():
        yield from written(folder)
        return
    rows = [json.loads(line) for line in (folder / "labels.jsonl").read_text("utf-8").splitlines() if line.strip()]
    found = {message.stem: message for message in messages([folder])}
    renderers: dict[str, Renderer] = {}
    for row in rows:
        stem = row.get("name") or Path(row["path"]).name.split(".")[0]
        message = found[stem]
        renderer = renderers.setdefault(
            stem, Renderer(FileSystemLoader(list(message.folders)), autoescape=not message.is_text)
        )
        labels = {element: row[element] for element in ELEMENTS}
        language = row.get("lang") or row["language"]
        document = _document(message, row["sample"], renderer)
        yield Labelled(stem, row["sample"], language, labels, document, row.get("evidence", {}))


@dataclass(frozen=True)
class Written(Labelled):
    """A message by an author who has seen nothing of the tool, with its breaches."""

    author: str
    policy: frozenset[str]
    unit: str | None


def written(folder: Path) -> Iterator[Written]:
    """The messages of a folder that holds one file for each author, a message a line: see its `README.md`."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            declared = Declared(
                path="message.toml",
                subject=row.get("subject"),
                kind=row.get("kind"),
                language=row["lang"],
                replies=row.get("replies"),
                unit=row.get("unit"),
                basis=row.get("basis"),
            )
            yield Written(
                row["name"],
                None,
                row["lang"],
                {element: row[element] for element in ELEMENTS},
                parse(row["html"], Context(declared=declared)),
                row.get("evidence", {}),
                file.stem,
                frozenset(row["policy"]),
                row.get("unit"),
            )


def _document(message: MessageSource, sample: str | None, renderer: Renderer) -> Document:
    data = {one.name: one.data for one in message.samples}.get(sample or "", {})
    text = renderer.render(message.name, sample or "", data).text
    declared = Declared()
    if message.message_file is not None:
        declared = message.message_file.declared(lambda value, _: renderer.render_string(value, data))
    return parse(text, Context(sample=sample or "", declared=declared, text_message=message.is_text))
