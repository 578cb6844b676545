"""ARIA: do roles, states and properties tell assistive technology the truth?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.document import aria
from template_check.document.element import HTML, Element, TextNode
from template_check.document.frames import framed
from template_check.document.names import LONGEST, author_name, references
from template_check.document.roles import explicit, implicit

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_NAMING = ("aria-label", "aria-labelledby", "aria-roledescription", "aria-braillelabel", "aria-brailleroledescription")
# Boxes that HTML gives no meaning: https://www.w3.org/TR/html-aam-1.0/ maps them to the generic role.
_GENERIC = frozenset(
    [
        "a",
        "area",
        "b",
        "bdi",
        "bdo",
        "data",
        "div",
        "footer",
        "header",
        "i",
        "li",
        "pre",
        "q",
        "samp",
        "section",
        "small",
        "span",
        "u",
    ]
)
# What ARIA has no role for, although each has states: fields for dates and files, what folds out, players, drawings.
_OF_A_ROLE_OF_THEIR_OWN = frozenset({"input", "summary", "audio", "video", "canvas", "embed", "object"})
_LABELLED = frozenset(
    [
        "button",
        "checkbox",
        "gridcell",
        "link",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "option",
        "radio",
        "switch",
        "tab",
        "treeitem",
    ]
)
_NATIVE_STATES = frozenset({"input", "select", "option", "progress", "meter", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})


def unknown_role(element: Element, rule: Rule) -> Verdict:
    """At least one of the words in `role` is a role."""
    written = element.get("role").split()
    if not written or not element.is_exposed or any(word.lower() in aria.ROLE_NAMES for word in written):
        return PASSES
    return fails(at=element.attribute("role"), role=written[0])


def unknown_aria_attribute(element: Element, rule: Rule) -> Sequence[Verdict]:
    """Every attribute that begins with `aria-` exists."""
    known = aria.properties()
    return [
        fails(at=element.attribute_name(name), attribute=name)
        for name in element.attributes
        if name.startswith("aria-") and name not in known
    ]


def forbidden_aria_attribute(element: Element, rule: Rule) -> Sequence[Verdict]:
    """The element's role supports each of its states and properties, and may be named if it is."""
    if not element.is_exposed:
        return ()
    role = element.role
    if role == "none":
        return ()
    if role is None and (element.namespace != HTML or element.tag in _OF_A_ROLE_OF_THEIR_OWN):
        return ()
    kind = aria.roles()[role or "generic"]
    # What HTML gives no role, like a frame or a label, may be named all the same.
    is_nameless = kind.is_nameless and (role is not None or element.tag in _GENERIC)
    known = aria.properties()
    return [
        fails(at=element.attribute_name(name), attribute=name, role=kind.name, tag=element.tag)
        for name in element.attributes
        if name in known
        and (name not in kind.supported or (is_nameless and name in _NAMING and element.get(name).strip()))
    ]


def missing_aria_attribute(element: Element, rule: Rule) -> Verdict:
    """A role that needs a state has it; what HTML says by itself need not be said again."""
    role = explicit(element)
    if (
        role is None
        or not element.is_exposed
        or element.role != role
        or element.tag in _NATIVE_STATES - {"hr", "input"}
    ):
        return PASSES
    required = set(aria.roles()[role].required)
    if role == implicit(element):
        return PASSES
    if element.tag == "input":
        if element.get("type").strip().lower() in ("checkbox", "radio"):
            required.discard("aria-checked")
        if element.get("type").strip().lower() in ("range", "number"):
            required.discard("aria-valuenow")
    if role == "separator" and element.is_focusable:
        required.add("aria-valuenow")
    if role == "combobox" and element.get("aria-expanded").strip().lower() == "true":
        required.add("aria-controls")
    missing = sorted(name for name in required if not element.get(name).strip())
    return fails(at=element.attribute("role"), role=role, attribute=", ".join(missing)) if missing else PASSES


def invalid_aria_value(element: Element, rule: Rule) -> Sequence[Verdict]:
    """Each state and property has a value of its type; references that its role needs lead somewhere."""
    if not element.is_exposed and element.get("aria-hidden").strip().lower() in ("true", "false", ""):
        return ()
    known = aria.properties()
    return [
        fails(at=element.attribute(name), attribute=name, value=value, role=element.role or "")
        for name, value in element.attributes.items()
        if name in known and value.strip() and not _is_valid(element, name, value.strip(), known[name])
    ]


def _is_valid(element: Element, name: str, value: str, type_: aria.Property) -> bool:
    lowered = value.lower()
    if type_.kind == "token":
        return lowered in type_.words
    if type_.kind == "tokens":
        return all(word in type_.words for word in lowered.split())
    if type_.kind == "integer":
        return _INTEGER.fullmatch(value) is not None
    if type_.kind == "number":
        return _NUMBER.fullmatch(value) is not None
    if type_.kind == "id" and " " in value:
        return False
    if type_.kind in ("id", "ids"):
        role = element.role
        required = role is not None and name in aria.roles()[role].required
        if role == "combobox" and name == "aria-controls":
            required = element.get("aria-expanded").strip().lower() == "true"
        return not required or bool(references(element, name))
    return True


def hidden_focusable(element: Element, rule: Rule) -> Sequence[Verdict]:
    """Nothing in what is hidden from assistive technology can be reached with the tabulator key."""
    if element.get("aria-hidden").strip().lower() != "true" or not element.is_rendered:
        return ()
    if any(one.get("aria-hidden").strip().lower() == "true" for one in element.ancestors):
        return ()
    scripted = "script" in element.document.by_tag
    return [
        unsure(at=one.place, tag=one.tag)
        if scripted or one.has("onfocus") or (one.tag == "iframe" and framed(one) is None)
        else fails(at=one.place, tag=one.tag)
        for one in (element, *element.descendants)
        if _is_reached(one)
    ]


def _is_reached(element: Element) -> bool:
    """Whether the tabulator key reaches the element, or for a frame what it holds."""
    if not element.is_tabbable:
        return False
    inner = framed(element) if element.tag == "iframe" else None
    return inner is None or any(one.is_tabbable for one in inner.elements)


def focusable_in_image(element: Element, rule: Rule) -> Sequence[Verdict]:
    """Nothing in an image, a button or a check box can be reached by itself: its parts are not told to assistive technology."""
    if not element.is_exposed or element.role not in aria.PRESENTATIONAL_CHILDREN:
        return ()
    if any(one.role in aria.PRESENTATIONAL_CHILDREN for one in element.ancestors):
        return ()
    return [
        fails(at=one.place, tag=one.tag, role=element.role)
        for one in element.descendants
        if one.is_exposed and _is_reached(one)
    ]


def exposed_decoration(element: Element, rule: Rule) -> Verdict:
    """What is marked as decoration has no name of its own and cannot be reached."""
    decoration = explicit(element) == "none" or (
        element.tag == "img" and element.get("alt", "x") == "" and explicit(element) is None
    )
    if not decoration or not element.is_exposed or element.role == "none":
        return PASSES
    if element.role is None and not any(name in aria.REVEALING for name in element.attributes):
        return PASSES
    return fails(tag=element.tag)


def missing_parent_role(element: Element, rule: Rule) -> Verdict:
    """A role that is part of another, like an item of a list, stands in it."""
    role = explicit(element)
    if role is None or not element.is_exposed or role == implicit(element) or element.role != role:
        return PASSES
    context = aria.roles()[role].context
    if not context:
        return PASSES
    grouped = any("group" in aria.GROUPING.get(one, ()) for one in context)
    parent = _owner(element)
    while parent is not None and (parent.role in (None, "none") or (grouped and parent.role == "group")):
        parent = _owner(parent)
    rows = role == "row" and parent is not None and parent.role == "rowgroup"
    within = role == "treeitem" and parent is not None and parent.role == "treeitem"
    if parent is not None and (parent.role in context or rows or within):
        return PASSES
    return fails(at=element.attribute("role"), role=role, parents=" / ".join(sorted(context)))


def _owner(element: Element) -> Element | None:
    """The parent in the accessibility tree: who owns the element by `aria-owns`, else the one around it."""
    name = element.get("id")
    if name and "aria-owns" in element.document.by_attribute:
        for one in element.document.by_attribute["aria-owns"]:
            if name in one.get("aria-owns").split() and not element.holds(one) and one is not element:
                return one
    return element.parent


def missing_child_role(element: Element, rule: Rule) -> Verdict:
    """A role that is made of parts, like a list, has them and nothing else."""
    role = element.role
    if role is None or role == "none" or not element.is_exposed or element.get("aria-busy").strip().lower() == "true":
        return PASSES
    owned = aria.roles()[role].owned
    if not owned or (explicit(element) is None and (element.tag not in ("ul", "ol") or not element.children)):
        return PASSES
    if explicit(element) is None and any(child.tag == "li" for child in element.children):
        # What else stands among the items is told of the list as such.
        return PASSES
    grouping = aria.GROUPING.get(role, frozenset())
    count = 0
    for child in _owned(element, grouping):
        if child.role not in owned:
            return fails(role=role, children=" / ".join(sorted(owned)))
        count += 1
    return PASSES if count else fails(role=role, children=" / ".join(sorted(owned)))


def _owned(element: Element, grouping: frozenset[str]) -> Iterator[Element]:
    """The children in the accessibility tree, looking through boxes without a role and through groups."""
    seen: set[int] = set()
    stack = [*reversed((*element.children, *references(element, "aria-owns")))]
    while stack:
        child = stack.pop()
        if child.index in seen or not child.is_exposed:
            continue
        seen.add(child.index)
        if child.role in (None, "none") or child.role in grouping:
            stack += reversed((*child.children, *references(child, "aria-owns")))
        else:
            yield child


_TO_BE_NAMED = frozenset({"alertdialog", "dialog", "meter", "progressbar", "tooltip", "treeitem"})


def unnamed_widget(element: Element, rule: Rule) -> Verdict:
    """What opens upon the page, measures or can be chosen in a tree has an accessible name.

    https://www.w3.org/TR/wai-aria-1.2/#accessible_name_required, without the roles that rules of their own judge.
    """
    if not element.is_exposed or element.role not in _TO_BE_NAMED or element.name:
        return PASSES
    return fails(role=element.role)


# Label in name

_BRACKETED = re.compile(r"\([^()]*\)")
_ICONS = ("icon", "awesome", "symbol", "glyph", "wingding", "webding", "dingbat")


def mismatched_label(element: Element, rule: Rule) -> Verdict:
    """The words that are seen on a control stand in its accessible name, in the same order and unbroken.

    https://www.w3.org/WAI/standards-guidelines/act/rules/2ee8b8/: case, punctuation and what stands in brackets are passed over.
    """
    if not element.is_exposed or element.role not in _LABELLED or not author_name(element):
        return PASSES
    if not (element.get("aria-label").strip() or element.get("aria-labelledby").strip()):
        return PASSES
    seen = _seen(element)
    label = _tokens(_BRACKETED.sub(" ", seen)) or _tokens(seen)
    name = _tokens(element.name)
    if len(seen) > LONGEST:
        # A name is cut there.
        return PASSES
    if not label or (len("".join(label)) < 2 and not label[0].isdigit()):
        return PASSES
    if f" {' '.join(label)} " in f" {' '.join(name)} ":
        return PASSES
    return fails(decided_by=element.words, label=" ".join(seen.split()), name=element.name)


def _seen(element: Element) -> str:
    """The text that is seen on a control, letters of icon fonts left out, a space where a box begins or ends."""
    parts: list[str] = []
    stack: list[Element | TextNode | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, TextNode):
            if node.parent.is_visible and not _is_icon(node.parent) and not node.parent.is_offscreen:
                parts.append(node.data)
        else:
            boxed = node is not element and not node.style("display").startswith("inline")
            if boxed or node.tag == "br":
                parts.append(" ")
                stack.append(" ")
            stack += reversed(node.content)
    return "".join(parts)


def _is_icon(element: Element) -> bool:
    if not element.document.styles.has_sheets and "font" not in element.document.html:
        return False
    family = element.style("font-family").lower()
    return any(word in family for word in _ICONS)


def _tokens(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation and signs."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        one if one.isalnum() or unicodedata.category(one)[0] == "M" else "" if one in "'’­" else " " for one in folded
    ).split()
