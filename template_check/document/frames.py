"""What a frame shows, where it stands in the message itself: the HTML in its `srcdoc`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from template_check.document.document import Document
    from template_check.document.element import Element

# Frames in frames in frames: deeper ones are not looked into.
_DEEPEST = 3


def framed(frame: Element) -> Document | None:
    """The document that the frame's `srcdoc` makes; None if it has none."""
    written = frame.attributes.get("srcdoc")
    if written is None:
        return None
    known = frame.document.framed
    if frame.index not in known:
        from template_check.document.parse import parse

        known[frame.index] = parse(written, frame.document.context)
    return known[frame.index]


def all_frames(document: Document, depth: int = 1) -> Iterator[tuple[Element, Element]]:
    """The frames of the document and those within them, each with the frame of this document that it stands in."""
    for frame in document.frames:
        yield frame, frame
        inner = framed(frame) if depth < _DEEPEST else None
        if inner is not None:
            for nested, _ in all_frames(inner, depth + 1):
                yield nested, frame
