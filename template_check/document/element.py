"""The nodes of a document: elements with the places of their tags and attributes, and text with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from template_check.document.html_roles import BARE
from template_check.lazy import lazy
from template_check.positions import Range

if TYPE_CHECKING:
    from template_check.document.blocks import TextWords
    from template_check.document.document import Document

HTML, SVG, MATHML = "html", "svg", "math"
_WHITE = re.compile(r"[ \t\n\r\f]+")


def collapsed(text: str) -> str:
    """The text as a browser shows it: runs of white space as one space, none at the ends. A no-break space is kept."""
    return _WHITE.sub(" ", text).strip(" ")


class TextNode:
    """A run of text in an element, references decoded."""

    def __init__(self, data: str, parent: Element, document: Document, index: int) -> None:
        self.data = data
        self.parent = parent
        self.document = document
        # Where it stands among the document's text nodes, from 0.
        self.index = index

    @property
    def is_visible(self) -> bool:
        """Whether a reader sees it: its parent is shown, and it is more than white space."""
        return self.parent.is_visible and not self.data.isspace() and bool(self.data)

    def range_of(self, start: int = 0, end: int | None = None) -> Range:
        """Where the characters `[start, end)` of `data` stand in the HTML, references as they are written."""
        stop = len(self.data) if end is None else end
        return self.document.text_places.range(self, start, stop)

    @property
    def place(self) -> Range:
        """Where a finding about the text stands: the text, without the white space around it."""
        stripped = self.data.strip()
        begun = self.data.find(stripped[:1]) if stripped else 0
        return self.range_of(begun, begun + len(stripped))

    @property
    def language(self) -> str | None:
        """The language tag in force for it."""
        return self.parent.language

    def __repr__(self) -> str:
        return f"TextNode({self.data!r})"


class Element:
    """An element of the document. Offsets are code points of the HTML; one the parser put in itself has an empty range."""

    def __init__(
        self,
        tag: str,
        namespace: str,
        attributes: Mapping[str, str],
        document: Document,
        index: int,
        location: Any,
        fallback: int,
    ) -> None:
        self.tag = tag
        self.namespace = namespace
        self.attributes = attributes
        self.document = document
        # Where it stands among the document's elements, in document order, from 0.
        self.index = index
        self.parent: Element | None = None
        # Elements and text in order.
        self.content: list[Element | TextNode] = []
        self._location = location
        if location is None:
            self.start = self.end = fallback
        else:
            self.start, self.end = location.start_tag.start_offset, location.start_tag.end_offset

    def __repr__(self) -> str:
        return f"<{self.tag} {dict(self.attributes)}>"

    # Places

    @property
    def is_written(self) -> bool:
        """Whether its start tag stands in the HTML; a parser puts in `tbody`, `body` and the like itself."""
        return self._location is not None

    @property
    def range(self) -> Range:
        """Where its start tag stands."""
        return Range(self.start, self.end)

    @property
    def place(self) -> Range:
        """Where a finding about the element stands: its start tag."""
        return Range(self.start, self.end)

    @lazy
    def outer_end(self) -> int:
        """Where the element ends: after its end tag, or after all that is in it."""
        if self._location is not None and self._location.end_tag is not None:
            return int(self._location.end_tag.end_offset)
        last = self.end
        for descendant in self.descendants:
            last = max(last, descendant.end)
            if descendant._location is not None and descendant._location.end_tag is not None:
                last = max(last, int(descendant._location.end_tag.end_offset))
        return last

    def attribute(self, name: str) -> Range:
        """Where the attribute's value stands, without its quotation marks; its name if it has no value.

        The start tag's place if the element has no such attribute.
        """
        span = self._attribute_span(name)
        if span is None:
            return self.place
        start, end = span
        source = self.document.html
        equals = source.find("=", start, end)
        if equals == -1:
            return Range(start, end)
        begin = equals + 1
        while begin < end and source[begin].isspace():
            begin += 1
        if begin < end and source[begin] in "\"'":
            quote = source[begin]
            begin += 1
            if end > begin and source[end - 1] == quote:
                end -= 1
        return Range(begin, end) if begin < end else Range(*span)

    def attribute_name(self, name: str) -> Range:
        """Where the attribute's name stands; the start tag's place if the element has no such attribute."""
        span = self._attribute_span(name)
        return self.place if span is None else Range(span[0], span[0] + len(name))

    def _attribute_span(self, name: str) -> tuple[int, int] | None:
        if self._location is None:
            return None
        spans = self._location.attrs
        span = spans.get(name)
        if span is None:
            span = next((spans[known] for known in spans if known.lower() == name), None)
        return None if span is None else (span.start_offset, span.end_offset)

    # Attributes

    def has(self, name: str) -> bool:
        """Whether it has the attribute, empty or not."""
        return name in self.attributes

    def get(self, name: str, default: str = "") -> str:
        """The attribute's value, references decoded."""
        return self.attributes.get(name, default)

    # Relatives

    @lazy
    def children(self) -> tuple[Element, ...]:
        """The elements directly in it."""
        return tuple(node for node in self.content if isinstance(node, Element))

    @property
    def ancestors(self) -> Iterator[Element]:
        """Its parent, that one's parent and so on."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    @property
    def descendants(self) -> Iterator[Element]:
        """All elements in it, in document order."""
        elements = self.document.elements
        for index in range(self.index + 1, self.document.last_index(self) + 1):
            yield elements[index]

    @property
    def text_nodes(self) -> Iterator[TextNode]:
        """All text in it, shown or not, in document order."""
        stack = list(reversed(self.content))
        while stack:
            node = stack.pop()
            if isinstance(node, TextNode):
                yield node
            else:
                stack.extend(reversed(node.content))

    def holds(self, other: Element) -> bool:
        """Whether the other element stands in this one, at any depth."""
        return self.index < other.index <= self.document.last_index(self)

    def closest(self, *tags: str) -> Element | None:
        """The nearest of itself and its ancestors with one of the tags."""
        one: Element | None = self
        while one is not None and one.tag not in tags:
            one = one.parent
        return one

    @property
    def following_siblings(self) -> tuple[Element, ...]:
        """The elements after it with the same parent, nearest first."""
        if self.parent is None:
            return ()
        return self.parent.children[self._position + 1 :]

    @property
    def preceding_siblings(self) -> tuple[Element, ...]:
        """The elements before it with the same parent, nearest first."""
        if self.parent is None:
            return ()
        return self.parent.children[: self._position][::-1]

    @property
    def _position(self) -> int:
        return self.document.sibling_positions[self.index]

    # Accessibility

    @lazy
    def role(self) -> str | None:
        """The role in the accessibility tree, written or implied by HTML; None is a generic box, "none" takes it out."""
        if not self.attributes and self.tag in BARE and self.namespace == HTML:
            return BARE[self.tag]
        from template_check.document.roles import role

        return role(self)

    @lazy
    def name(self) -> str:
        """The accessible name: what a screen reader says of it. Empty if it has none."""
        from template_check.document.names import name

        return name(self)

    @lazy
    def description(self) -> str:
        """The accessible description: what a screen reader adds to the name. Empty if it has none."""
        from template_check.document.names import description

        return description(self)

    @property
    def is_rendered(self) -> bool:
        """Whether it makes a box at all: it is not `display: none`, `hidden` or in something that is."""
        return self.document.states.rendered[self.index]

    @property
    def is_visible(self) -> bool:
        """Whether a reader sees what is in it: rendered, not `visibility: hidden`, not wholly transparent."""
        return self.document.states.visible[self.index]

    @property
    def is_exposed(self) -> bool:
        """Whether it stands in the accessibility tree: rendered, visible to assistive technology, not `aria-hidden`."""
        return self.document.states.exposed[self.index]

    @lazy
    def is_offscreen(self) -> bool:
        """Whether it, or something around it, is placed a thousand pixels or so outside the page."""
        styles = self.document.styles
        for one in (self, *self.ancestors):
            if not styles.has_sheets and "style" not in one.attributes:
                continue
            if styles.value(one, "position") in ("absolute", "fixed"):
                sides: tuple[str, ...] = ("left", "top", "right", "bottom")
            else:
                sides = ("margin-left", "margin-top", "text-indent")
            if any((styles.length(one, side) or 0) <= -900 for side in sides):
                return True
        return False

    @property
    def is_inert(self) -> bool:
        """Whether it or something around it is `inert`."""
        return self.document.states.inert[self.index]

    @lazy
    def is_focusable(self) -> bool:
        """Whether it can have focus: by itself or by `tabindex`, being rendered, and neither disabled nor inert."""
        from template_check.document.roles import is_focusable

        return is_focusable(self)

    @property
    def is_tabbable(self) -> bool:
        """Whether the tabulator key reaches it."""
        from template_check.document.roles import tab_index

        index = tab_index(self)
        return self.is_focusable and (index is None or index >= 0)

    @property
    def language(self) -> str | None:
        """The language tag in force, as it is written on it or the nearest around it; None if none says."""
        return self.document.languages[self.index] or None

    @lazy
    def level(self) -> int | None:
        """A heading's level, from 1; None if it is no heading."""
        if self.role != "heading":
            return None
        written = self.get("aria-level").strip()
        if written.isascii() and written.isdigit() and int(written[:6]) > 0:
            return int(written[:6])
        return int(self.tag[1]) if self.tag in ("h1", "h2", "h3", "h4", "h5", "h6") else 2

    def style(self, property: str, pseudo: str = "") -> str:
        """The computed value of a longhand property."""
        return self.document.styles.value(self, property, pseudo)

    # Text

    @property
    def words(self) -> TextWords:
        """The text in it that a reader sees, white space collapsed, with its place."""
        from template_check.document.blocks import gathered

        return gathered(self.text_nodes, self.place)

    @lazy
    def visible_text(self) -> str:
        """The text in it that a reader sees, white space collapsed."""
        return self.words.text
