"""The subject line: declared in the message file, shown above the message and in the list of messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from template_check.document.blocks import Block
from template_check.document.context import Declared
from template_check.positions import Span

if TYPE_CHECKING:
    from template_check.document.document import Document


@dataclass(frozen=True, slots=True)
class Subject:
    """The rendered subject. Whatever is found in it stands at its value in the message file."""

    text: str
    language: str | None
    declared: Declared

    @property
    def place(self) -> Span | None:
        """Where it is declared, which is first worked out when something is found in it."""
        return self.declared.at("subject")

    def at(self, start: int, end: int) -> Span | None:
        """Where the characters `[start, end)` of it are placed."""
        return self.place


def subject(document: Document) -> Subject | None:
    """The message's subject line; None if none is declared."""
    declared = document.context.declared
    if declared.subject is None:
        return None
    return Subject(" ".join(declared.subject.split()), declared.language or document.language, declared)


def lines(document: Document) -> Iterator[Block | Subject]:
    """All that a reader sees: the blocks of the message in order, then its subject."""
    yield from document.blocks
    line = subject(document)
    if line is not None:
        yield line
