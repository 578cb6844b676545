"""The words that stand around an element: on its lines, in its paragraph, list item or table row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from template_check.document.words import tokens

if TYPE_CHECKING:
    from template_check.document.element import Element

# https://www.w3.org/TR/WCAG21/#dfn-programmatically-determined-link-context
_CONTEXTS = frozenset("p li td th dd dt caption figcaption h1 h2 h3 h4 h5 h6 legend summary".split())
_INLINE = frozenset({"inline", "contents", "inline-block", "inline-flex", "inline-grid", "inline-table", "ruby"})
_LARGEST = 60
_MOST_WORDS = 200
_MOST_NODES = 1_000
_MOST_CELLS = 60


def box(element: Element) -> Element:
    """The nearest ancestor whose lines the element stands on: the first that is not shown inline."""
    styles = element.document.styles
    one = element
    while one.parent is not None:
        one = one.parent
        if styles.display(one) not in _INLINE:
            return one
    return one


def context_words(link: Element, same_line: bool = False) -> list[str]:
    """The words that software can tie to a link, without its own: of its lines, paragraph, list item, cell and headers.

    With `same_line` only those that stand on the same lines and belong to no other link.
    """
    own = box(link)
    found = _words_in([own], link, without_links=same_line)
    if same_line:
        return found
    around = own
    while around.parent is not None and around.tag not in _CONTEXTS and around.tag not in ("body", "table", "ul", "ol"):
        around = around.parent
    if around is not own and around.tag in _CONTEXTS:
        found += _words_in([around], link)
    if around.tag in _CONTEXTS:
        inside = [one for one, _ in zip(around.descendants, range(_LARGEST + 1), strict=False)]
        if len(inside) <= _LARGEST:
            found += _words_in((one for one in inside if one is not own), link)
    item = around.closest("li") if around.tag != "li" else around
    if item is not None:
        # An item's own list may stand in another item, which names what it is about.
        outer = item.parent.closest("li") if item.parent is not None else None
        for one in (item, outer):
            if one is not None and one is not around:
                found += _words_in([one], link)
    cell = link.closest("td")
    if cell is not None:
        found += _headers(cell)
    name = link.name.casefold()
    if link.description and link.description.casefold() != name:
        found += [word.text for word in tokens(link.description)]
    return found


def _words_in(boxes: Iterable[Element], link: Element, without_links: bool = False) -> list[str]:
    """The words on the lines of the boxes, at most so many of each, without the link's own."""
    found: list[str] = []
    for one in boxes:
        found += _words_of(one, without_links)
    if not without_links:
        own = Counter(word.text for word in tokens(link.visible_text))
        kept = []
        for word in found:
            if own[word] > 0:
                own[word] -= 1
            else:
                kept.append(word)
        return kept
    return found


def _words_of(box: Element, without_links: bool) -> list[str]:
    styles = box.document.styles
    key = (box.index, without_links)
    known = styles.words.get(key)
    if known is None:
        nodes = (node for line in styles.lines.get(box.index, ()) for node in line.nodes)
        texts = (
            node.data for node in islice(nodes, _MOST_NODES) if not (without_links and _is_in_link(node.parent, box))
        )
        known = styles.words[key] = list(islice((word.text for text in texts for word in tokens(text)), _MOST_WORDS))
    return known


def _is_in_link(element: Element, box: Element) -> bool:
    one: Element | None = element
    while one is not None and one is not box:
        if one.tag == "a":
            return True
        one = one.parent
    return False


def _headers(cell: Element) -> list[str]:
    """The words of the header cells in the cell's row and in its table's first row."""
    table = cell.closest("table")
    row = cell.closest("tr")
    if table is None or row is None:
        return []
    first = next((one for one in table.descendants if one.tag == "tr"), row)
    found: list[str] = []
    for one in (row, first) if first is not row else (row,):
        for header in islice(one.children, _MOST_CELLS):
            if header.tag == "th":
                found += [word.text for word in tokens(header.visible_text)]
    return found
