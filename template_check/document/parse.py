"""HTML to a document whose elements know their offsets. The only module that knows the parser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import turbohtml

from template_check.document.context import Context
from template_check.positions import Range


@dataclass(frozen=True, slots=True)
class Element:
    """An element, with the offsets of its start tag in the HTML."""

    tag: str
    attributes: Mapping[str, str]
    start: int
    end: int

    @property
    def place(self) -> Range:
        """Where a finding about the element stands: its start tag."""
        return Range(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed message."""

    html: str
    context: Context
    elements: tuple[Element, ...]
    is_text = False

    @property
    def images(self) -> tuple[Element, ...]:
        """The images."""
        return tuple(element for element in self.elements if element.tag == "img")


def parse(html: str, context: Context) -> Document:
    """Parses a page or a part of one, as a browser would."""
    tree = turbohtml.parse(html, source_locations=True)
    return Document(html, context, tuple(_elements(tree)))


def _elements(tree: Any) -> Iterator[Element]:
    for node in tree.iter_elements():
        where = node.source_location
        if where is not None:
            attributes = {name: node.attr(name) or "" for name in node.attrs}
            yield Element(node.tag, attributes, where.start_tag.start_offset, where.start_tag.end_offset)
