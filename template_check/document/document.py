"""A parsed message: its elements, what kind each is to assistive technology, its text, blocks and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from template_check.document.context import Context
from template_check.document.element import Element, TextNode
from template_check.document.states import States, languages, states
from template_check.lazy import lazy
from template_check.positions import Range

if TYPE_CHECKING:
    from template_check.document.blocks import Block, Sentence
    from template_check.document.style import Styles
    from template_check.document.tables import Grid, Kind
    from template_check.document.text import TextPlaces

Answer = TypeVar("Answer")

LINK_ROLES = frozenset({"link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref"})
IMAGE_ROLES = frozenset({"img", "image", "graphics-document", "graphics-object", "graphics-symbol", "doc-cover"})
FIELD_ROLES = frozenset(
    {"checkbox", "combobox", "listbox", "menuitemcheckbox", "menuitemradio", "radio", "searchbox", "slider"}
    | {"spinbutton", "switch", "textbox"}
)
TABLE_ROLES = frozenset({"table", "grid", "treegrid"})


_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?""")


def _repeated(element: Element, html: str) -> Iterator[tuple[str, str, Range]]:
    seen: set[str] = set()
    written = html[element.start : element.end]
    for match in _ATTRIBUTE.finditer(written, len(element.tag) + 1):
        name = match[1].lower()
        if name in seen:
            yield element.tag, name, Range(element.start + match.start(), element.start + match.end())
        seen.add(name)


class Document:
    """One rendered message. All that is asked of it is worked out once, when it is first asked."""

    def __init__(self, html: str, context: Context) -> None:
        self.html = html
        self.context = context
        self.is_text = False
        # All elements in document order, those that the parser put in itself too, without what templates hold.
        self.elements: tuple[Element, ...] = ()
        # All text in document order, shown or not.
        self.all_text: tuple[TextNode, ...] = ()
        self._last: Sequence[int] = ()
        self._answers: dict[tuple[Any, ...], Any] = {}

    def once(self, ask: Callable[..., Answer], *given: Any) -> Answer:
        """What a function says of the document and what else it is given: worked out once, kept as long as the document."""
        key = (ask, *given)
        if key not in self._answers:
            self._answers[key] = ask(self, *given)
        answer: Answer = self._answers[key]
        return answer

    # Structure

    @property
    def root(self) -> Element | None:
        """The `html` element, written or put in by the parser; None in a text message."""
        return self.elements[0] if self.elements else None

    @lazy
    def is_page(self) -> bool:
        """Whether it is a whole page: `<html>` stands in it."""
        return self.root is not None and self.root.is_written

    @property
    def is_part(self) -> bool:
        """Whether it is HTML without `<html>`: what is shown inside a page of somebody else's."""
        return not self.is_text and not self.is_page

    def last_index(self, element: Element) -> int:
        """The index of the last element in the given one; its own if it holds none."""
        return self._last[element.index]

    @lazy
    def sibling_positions(self) -> Sequence[int]:
        """Each element's place among the elements of its parent, from 0."""
        positions = [0] * len(self.elements)
        for element in self.elements:
            for position, child in enumerate(element.children):
                positions[child.index] = position
        return positions

    @lazy
    def ids(self) -> Mapping[str, tuple[Element, ...]]:
        """The elements with each id, in document order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            written = element.attributes.get("id")
            if written:
                found.setdefault(written, []).append(element)
        return {name: tuple(elements) for name, elements in found.items()}

    def by_id(self, name: str) -> Element | None:
        """The first element with the id."""
        found = self.ids.get(name)
        return found[0] if found else None

    @lazy
    def by_tag(self) -> Mapping[str, tuple[Element, ...]]:
        """The elements of each tag, in document order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.tag, []).append(element)
        return {tag: tuple(elements) for tag, elements in found.items()}

    @lazy
    def by_attribute(self) -> Mapping[str, tuple[Element, ...]]:
        """The elements with each attribute, in document order; those with any ARIA attribute under `aria-*`."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            aria = False
            for name in element.attributes:
                found.setdefault(name, []).append(element)
                aria = aria or name.startswith("aria-")
            if aria:
                found.setdefault("aria-*", []).append(element)
        return {name: tuple(elements) for name, elements in found.items()}

    def elements_with(self, tags: Iterable[str], attributes: Iterable[str]) -> tuple[Element, ...]:
        """The elements of one of the tags or with one of the attributes, in document order; `aria-*` is all that begin so."""
        lists = [self.by_tag[tag] for tag in tags if tag in self.by_tag]
        lists += [self.by_attribute[name] for name in attributes if name in self.by_attribute]
        if len(lists) < 2:
            return lists[0] if lists else ()
        merged = {element.index: element for elements in lists for element in elements}
        return tuple(merged[index] for index in sorted(merged))

    # The accessibility tree

    @lazy
    def mapped(self) -> Mapping[str, Element]:
        """The first image of each image map, by the map's name."""
        found: dict[str, Element] = {}
        for image in self.by_attribute.get("usemap", ()):
            if image.tag == "img":
                found.setdefault(image.attributes["usemap"].strip().removeprefix("#"), image)
        return found

    @lazy
    def states(self) -> States:
        """For each element whether it is rendered, visible, exposed to assistive technology, and inert."""
        return states(self)

    @lazy
    def languages(self) -> Sequence[str]:
        """For each element the language tag in force, "" if none says."""
        return languages(self)

    @lazy
    def has_one_language(self) -> bool:
        """Whether the same language tag is in force for all elements."""
        return len(set(self.languages)) == 1

    @lazy
    def exposed(self) -> tuple[Element, ...]:
        """The elements in the accessibility tree, in document order."""
        exposed = self.states.exposed
        return tuple(element for element in self.elements if exposed[element.index])

    @lazy
    def by_role(self) -> Mapping[str | None, tuple[Element, ...]]:
        """The exposed elements of each role, in document order."""
        found: dict[str | None, list[Element]] = {}
        for element in self.exposed:
            found.setdefault(element.role, []).append(element)
        return {role: tuple(elements) for role, elements in found.items()}

    def with_role(self, roles: Iterable[str]) -> tuple[Element, ...]:
        """The exposed elements that have one of the roles, in document order."""
        lists = [self.by_role[role] for role in roles if role in self.by_role]
        if len(lists) < 2:
            return lists[0] if lists else ()
        return tuple(sorted((element for elements in lists for element in elements), key=lambda one: one.index))

    @lazy
    def headings(self) -> tuple[Element, ...]:
        """The headings."""
        return self.with_role(("heading",))

    @lazy
    def links(self) -> tuple[Element, ...]:
        """The links."""
        return self.with_role(LINK_ROLES)

    @lazy
    def images(self) -> tuple[Element, ...]:
        """The images and drawings that are not marked as decoration."""
        return self.with_role(IMAGE_ROLES)

    @lazy
    def tables(self) -> tuple[Element, ...]:
        """The tables that are not marked as layout."""
        return self.with_role(TABLE_ROLES)

    @lazy
    def lists(self) -> tuple[Element, ...]:
        """The lists."""
        return self.with_role(("list", "directory"))

    @lazy
    def fields(self) -> tuple[Element, ...]:
        """The form fields, those that ARIA has no role for (dates, files, colours, passwords) too."""
        fields = self.with_role(FIELD_ROLES)
        others = [one for one in self.by_tag.get("input", ()) if one.role is None and one.is_exposed]
        return tuple(sorted((*fields, *others), key=lambda one: one.index)) if others else fields

    @lazy
    def buttons(self) -> tuple[Element, ...]:
        """The buttons."""
        return self.with_role(("button",))

    @lazy
    def frames(self) -> tuple[Element, ...]:
        """The frames."""
        return tuple(element for element in self.by_tag.get("iframe", ()) if element.is_exposed)

    @lazy
    def framed(self) -> dict[int, Document]:
        """What the frames' own HTML makes, by the frame's index, as far as it has been asked for."""
        return {}

    @lazy
    def labels(self) -> Mapping[int, Sequence[Element]]:
        """The `label` elements of each form field, by the field's index."""
        from template_check.document.names import labels

        return labels(self)

    @lazy
    def in_sections(self) -> Sequence[bool]:
        """For each element whether it stands in an `article`, `aside`, `nav` or `section`."""
        from template_check.document.roles import in_sections

        return in_sections(self)

    @lazy
    def in_landmarks(self) -> Sequence[bool]:
        """For each element whether it stands in a section, in `main`, or in what has the role of one of these."""
        from template_check.document.roles import in_landmarks

        return in_landmarks(self)

    @lazy
    def referred(self) -> dict[int, str]:
        """What elements say of others that refer to them, as far as it has been asked for, by the element's index."""
        return {}

    @lazy
    def grids(self) -> dict[int, Grid | None]:
        """The cells of the tables that have been asked for, by the table's index; None for one too large to lay out."""
        return {}

    @lazy
    def table_parts(self) -> Mapping[int, Sequence[Element]]:
        """The elements of each table itself, not of tables within it, by the table's index."""
        from template_check.document.tables import all_parts

        return all_parts(self)

    @lazy
    def table_kinds(self) -> dict[int, Kind]:
        """What the tables that have been asked for are for, by the table's index."""
        return {}

    @lazy
    def styles(self) -> Styles:
        """The computed styles."""
        from template_check.document.style import Styles

        return Styles(self)

    # Text

    @lazy
    def text_nodes(self) -> tuple[TextNode, ...]:
        """The text that a reader sees, in order."""
        return tuple(node for node in self.all_text if node.is_visible)

    @lazy
    def text_places(self) -> TextPlaces:
        """Where the text stands in the HTML."""
        from template_check.document.text import TextPlaces

        return TextPlaces(self)

    @property
    def text_blocks(self) -> Sequence[Element]:
        """For each text node the nearest element around it that is no inline box."""
        return self._text_layout[0]

    @property
    def line_breaks(self) -> Sequence[int]:
        """For each text node the number of `<br>` and `<hr>` before it."""
        return self._text_layout[1]

    @lazy
    def _text_layout(self) -> tuple[Sequence[Element], Sequence[int]]:
        from template_check.document.blocks import text_layout

        return text_layout(self)

    @lazy
    def blocks(self) -> tuple[Block, ...]:
        """The visible text as paragraphs, headings, items and cells, in order; a `<br>` begins a new one."""
        from template_check.document.blocks import blocks

        return blocks(self)

    @lazy
    def paragraphs(self) -> tuple[Block, ...]:
        """The paragraphs among the visible text: here a single `<br>` is a space, and two in a row begin a new one."""
        from template_check.document.blocks import paragraphs

        return paragraphs(self)

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all blocks, in order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)

    @lazy
    def text(self) -> str:
        """The visible text, one block a line."""
        return "\n".join(block.text for block in self.blocks)

    @lazy
    def different_words(self) -> frozenset[str]:
        """The words of the visible text, each once, as they are written."""
        from template_check.document.words import different_words

        return different_words(self.text)

    @lazy
    def language(self) -> str | None:
        """The main language's tag: the page's own, else the message file's, else the one the words tell; None if none."""
        if self.elements and self.is_page:
            body = next(iter(self.by_tag.get("body", ())), None)
            tag = (body.language if body is not None else None) or self.languages[0]
            if tag:
                return tag
        if self.context.declared.language:
            return self.context.declared.language
        from template_check.document.language import identify

        return identify(self.text, self.different_words)

    @property
    def read_as(self) -> str | None:
        """The main language; where none can be told, that of the page around a part: Swedish in the 1177 inbox."""
        return self.language or ("sv" if self.context.profile == "1177-inkorg" else None)

    @property
    def page_place(self) -> Range:
        """Where a finding about the page itself stands: `<html>`, `<head>`, else the beginning."""
        for element in self.elements[:2]:
            if element.is_written:
                return element.place
        return Range(0, 0)

    @lazy
    def repeated_attributes(self) -> tuple[tuple[str, str, Range], ...]:
        """Each attribute that a start tag has a second time: the tag, the attribute and where it stands."""
        return tuple(
            found
            for element in self.elements
            if element.attributes and element.is_written
            for found in _repeated(element, self.html)
        )

    @lazy
    def soup(self) -> Any:
        """The document as BeautifulSoup, for a region's own checks; `place_of` tells where a tag of it stands."""
        from bs4 import BeautifulSoup

        return BeautifulSoup(self.html, "html.parser")

    def place_of(self, tag: Any) -> Range:
        """Where the start tag of a tag in `soup` stands."""
        start = self._line_starts[tag.sourceline - 1] + tag.sourcepos
        element = self._starting.get(start)
        return element.place if element is not None else Range(start, self.html.find(">", start) + 1)

    @lazy
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(newline.end() for newline in re.finditer("\n", self.html)))

    @lazy
    def _starting(self) -> dict[int, Element]:
        return {element.start: element for element in self.elements if element.is_written}
