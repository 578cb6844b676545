"""Roles by https://www.w3.org/TR/html-aam-1.0/ and https://www.w3.org/TR/html-aria/, and what can have focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from template_check.document.aria import REVEALING, ROLE_NAMES
from template_check.document.element import HTML, SVG
from template_check.document.html_roles import ALWAYS, INPUTS

if TYPE_CHECKING:
    from template_check.document.document import Document
    from template_check.document.element import Element

_LISTED = frozenset({"text", "search", "tel", "url", "email", ""})
_SECTIONING = frozenset({"article", "aside", "nav", "section"})
_SECTIONING_ROLES = frozenset({"article", "complementary", "main", "navigation", "region"})
_CELL_ROLES = {"table": "cell", "grid": "gridcell", "treegrid": "gridcell"}


def explicit(element: Element) -> str | None:
    """The first role written on it that exists and is not abstract; None if there is none."""
    written = element.attributes.get("role")
    if not written:
        return None
    for token in written.split():
        lowered = token.lower()
        if lowered in ROLE_NAMES:
            return "none" if lowered == "presentation" else "img" if lowered == "image" else lowered
    return None


def role(element: Element) -> str | None:
    """The role after conflicts: decoration that can have focus or carries global ARIA attributes keeps its own role."""
    written = explicit(element)
    if written is None:
        return _inherited_presentation(element) or implicit(element)
    if written != "none":
        return None if written == "generic" else written
    return implicit(element, ignore_alt=True) if is_revealed(element) else "none"


def is_revealed(element: Element) -> bool:
    """Whether an element marked as decoration is exposed all the same: it can have focus, or has global ARIA.

    https://www.w3.org/TR/wai-aria-1.2/#conflict_resolution_presentation_none
    """
    if any(name in REVEALING for name in element.attributes):
        return True
    return is_focusable(element)


def _inherited_presentation(element: Element) -> str | None:
    """Rows and cells of a layout table, and items of a list that is none, are taken out with it."""
    tag = element.tag
    if element.namespace != HTML:
        return None
    if tag in ("td", "th", "tr", "tbody", "thead", "tfoot", "caption"):
        table = element.closest("table")
        if table is not None and table.role == "none":
            return "none" if not is_revealed(element) else None
    elif tag == "li" and element.parent is not None and element.parent.tag in ("ul", "ol", "menu"):
        return "none" if element.parent.role == "none" and not is_revealed(element) else None
    elif tag in ("dt", "dd"):
        group = element.closest("dl")
        return "none" if group is not None and explicit(group) == "none" and not is_revealed(element) else None
    return None


def implicit(element: Element, ignore_alt: bool = False) -> str | None:
    """The role that HTML gives the element; "none" for an image with an empty `alt`, None for a generic box."""
    tag = element.tag
    if element.namespace == SVG:
        return _of_drawing(element)
    if tag in ALWAYS:
        return ALWAYS[tag]
    attributes = element.attributes
    if tag in ("a", "area"):
        return "link" if "href" in attributes else None
    if tag == "img":
        return _of_image(element, ignore_alt)
    if tag == "input":
        return _of_input(element)
    if tag == "select":
        size = attributes.get("size", "").strip()
        large = size.isascii() and size.isdigit() and int(size[:4]) > 1
        return "listbox" if "multiple" in attributes or large else "combobox"
    if tag in ("td", "th", "tr"):
        return _of_table_part(element)
    if tag == "li":
        parent = element.parent
        return "listitem" if parent is not None and parent.role == "list" else None
    if tag in ("header", "footer"):
        inside = element.document.in_landmarks[element.index]
        return None if inside else "banner" if tag == "header" else "contentinfo"
    if tag == "aside":
        inside = element.document.in_sections[element.index]
        return "complementary" if not inside or _has_own_name(element) else None
    if tag in ("section", "form"):
        return ("region" if tag == "section" else "form") if _has_own_name(element) else None
    if tag == "summary":
        return None
    return None


def in_sections(document: Document) -> Sequence[bool]:
    """For each element whether it stands in an `article`, `aside`, `nav` or `section`."""
    return _within(document, lambda one: one.tag in _SECTIONING)


def in_landmarks(document: Document) -> Sequence[bool]:
    """For each element whether it stands in sectioning content, in `main`, or in what has the role of one of these."""
    return _within(
        document, lambda one: one.tag in _SECTIONING or one.tag == "main" or explicit(one) in _SECTIONING_ROLES
    )


def _within(document: Document, is_such: Callable[[Element], bool]) -> Sequence[bool]:
    inside: list[bool] = []
    for element in document.elements:
        parent = element.parent
        inside.append(parent is not None and (inside[parent.index] or is_such(parent)))
    return inside


def _has_own_name(element: Element) -> bool:
    from template_check.document.names import author_name

    return bool(author_name(element))


def _of_image(element: Element, ignore_alt: bool) -> str:
    attributes = element.attributes
    if ignore_alt or attributes.get("alt") != "":
        return "img"
    if is_revealed(element):
        return "img"
    return "none"


def _of_input(element: Element) -> str | None:
    kind = element.attributes.get("type", "").strip().lower()
    if "list" in element.attributes and kind in _LISTED:
        return "combobox"
    if kind == "checkbox" and "switch" in element.attributes:
        return "switch"
    return INPUTS.get(kind, "textbox")


def _of_table_part(element: Element) -> str | None:
    table = element.closest("table")
    if table is None:
        return None
    kind = table.role
    if kind not in _CELL_ROLES:
        return None
    if element.tag == "tr":
        return "row"
    if element.tag == "td":
        return _CELL_ROLES[kind]
    scope = element.attributes.get("scope", "").strip().lower()
    if scope in ("row", "rowgroup"):
        return "rowheader"
    if scope in ("col", "colgroup"):
        return "columnheader"
    from template_check.document.tables import header_role

    return header_role(element, table) or _CELL_ROLES[kind]


def _of_drawing(element: Element) -> str | None:
    """https://www.w3.org/TR/svg-aam-1.0/: shapes are exposed only when they are named."""
    tag = element.tag
    if tag == "svg":
        return "graphics-document"
    if tag == "a":
        return "link" if "href" in element.attributes or "xlink:href" in element.attributes else None
    if tag == "image":
        return "img"
    return None


# Focus

_DISABLED = frozenset({"button", "input", "select", "textarea", "fieldset", "optgroup", "option"})


def tab_index(element: Element) -> int | None:
    """What `tabindex` says; None if it is absent or no number."""
    written = element.attributes.get("tabindex", "").strip()
    digits = written.removeprefix("-").removeprefix("+")
    return int(written[:8]) if digits.isascii() and digits.isdigit() else None


def is_disabled(element: Element) -> bool:
    """https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#concept-fe-disabled"""
    if element.tag not in _DISABLED:
        return False
    if "disabled" in element.attributes:
        return True
    for one in element.ancestors:
        if one.tag == "fieldset" and "disabled" in one.attributes:
            legend = next((child for child in one.children if child.tag == "legend"), None)
            if legend is None or not legend.holds(element):
                return True
    return False


def is_focusable(element: Element) -> bool:
    """Whether focus can reach the element by keyboard, pointer or script."""
    if not _takes_focus(element) or is_disabled(element):
        return False
    states = element.document.states
    index = element.index
    if element.tag == "area":
        return not states.inert[index]
    hidden = element.style("visibility") in ("hidden", "collapse")
    return states.rendered[index] and not states.inert[index] and not hidden


def _takes_focus(element: Element) -> bool:
    tag, attributes = element.tag, element.attributes
    if tab_index(element) is not None:
        return True
    if element.namespace != HTML:
        return element.namespace == SVG and tag == "a" and ("href" in attributes or "xlink:href" in attributes)
    if tag in ("a", "area"):
        return "href" in attributes
    if tag == "input":
        return attributes.get("type", "").strip().lower() != "hidden"
    if tag in ("button", "select", "textarea", "iframe"):
        return True
    if tag in ("audio", "video"):
        return "controls" in attributes
    if tag == "summary":
        parent = element.parent
        return parent is not None and parent.tag == "details" and parent.children[0] is element
    editable = attributes.get("contenteditable")
    return editable is not None and editable.strip().lower() in ("", "true", "plaintext-only")
