"""Accessible names and descriptions, as screen readers get them.

https://www.w3.org/TR/accname-1.2/ with the host language's part in https://www.w3.org/TR/html-aam-1.0/.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from template_check.document.aria import NAMED_BY_CONTENT
from template_check.document.element import HTML, SVG, Element, TextNode, collapsed
from template_check.document.roles import explicit, implicit

if TYPE_CHECKING:
    from template_check.document.document import Document

LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
_WRITTEN_IN = frozenset({"textbox", "searchbox"})
_CHOSEN_FROM = frozenset({"combobox", "listbox"})
_RANGES = frozenset({"slider", "spinbutton", "progressbar", "scrollbar", "meter"})
_CONTROLS = _WRITTEN_IN | _CHOSEN_FROM | _RANGES
_NATIVE_CONTROLS = frozenset({"input", "select", "textarea", "progress", "meter"})
_WITH_PLACEHOLDER = frozenset({"", "text", "search", "tel", "url", "email", "password", "number"})
_CAPTIONS = {"fieldset": "legend", "figure": "figcaption", "table": "caption"}
_SILENT = frozenset({"script", "style", "template", "noscript", "head"})
_INLINE_DISPLAYS = frozenset({"inline", "contents", "ruby"})
_CONTENT = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|attr\(\s*([\w-]+)\s*\)|(/)|[^\"'/\s]+")
_UNHEARD = "".join(
    map(chr, (32, 0xA0, 0xAD, 0x34F, 0x202F, 0x3000, 0xFEFF, *range(0x2000, 0x2010), *range(0x2060, 0x2065)))
)
# A name is cut here: nobody hears more, and a message may hold a million elements.
LONGEST, _MOST_ELEMENTS, _MOST_LABELS = 5_000, 5_000, 20


def name(element: Element) -> str:
    """The accessible name, white space collapsed; empty if there is none, or only what nobody sees or hears."""
    found = (
        _labelledby(element)
        or _stripped(element.attributes.get("aria-label"))
        or _native(element)
        or _from_content(element)
        or _title(element)
        or _placeholder(element)
    )
    return "" if found and not found.strip(_UNHEARD) else found


def author_name(element: Element) -> str:
    """The name that an author gave with `aria-labelledby`, `aria-label` or `title`."""
    return _labelledby(element) or _stripped(element.attributes.get("aria-label")) or _title(element)


def description(element: Element) -> str:
    """The accessible description, white space collapsed; empty if there is none."""
    attributes = element.attributes
    described = " ".join(filter(None, (referred(one) for one in references(element, "aria-describedby"))))
    if described or not attributes:
        return described
    told = _stripped(attributes.get("aria-description"))
    if told:
        return told
    title = _title(element)
    return title if title and title != element.name else ""


def references(element: Element, attribute: str) -> list[Element]:
    """The elements whose ids the attribute names, in its order."""
    written = element.attributes.get(attribute)
    if not written:
        return []
    found = (element.document.by_id(one) for one in written.split()[:100])
    return [one for one in found if one is not None]


def labels(document: Document) -> dict[int, list[Element]]:
    """The `label` elements of each form field, by the field's index.

    https://html.spec.whatwg.org/multipage/forms.html#labeled-control
    """
    found: dict[int, list[Element]] = {}
    every = document.by_tag.get("label", ())
    fields = [one.index for one in document.elements_with(LABELABLE, ()) if _is_labelable(one)] if every else []
    for label in every:
        if "for" in label.attributes:
            target = document.by_id(label.attributes["for"])
        else:
            following = bisect_right(fields, label.index)
            target = document.elements[fields[following]] if following < len(fields) else None
            if target is not None and not label.holds(target):
                target = None
        if target is not None and _is_labelable(target):
            found.setdefault(target.index, []).append(label)
    return found


def _is_labelable(element: Element) -> bool:
    return element.tag in LABELABLE and element.attributes.get("type", "").strip().lower() != "hidden"


def referred(element: Element) -> str:
    """What an element says of another that refers to it; hidden text counts when the element itself is hidden."""
    known = element.document.referred
    told = known.get(element.index)
    if told is None:
        told = known[element.index] = _text(element, hidden=not element.is_exposed, is_reference=True, labelling=True)
    return told


def _labelledby(element: Element) -> str:
    if "aria-labelledby" not in element.attributes:
        return ""
    found = references(element, "aria-labelledby")
    # One that names itself takes its own words in, not the value that a reader writes in it.
    return collapsed(" ".join(_own(one) if one is element else referred(one) for one in found))


def _own(element: Element) -> str:
    return (
        _stripped(element.attributes.get("aria-label"))
        or _native(element, labelling=True)
        or _from_content(element, labelling=True)
        or _title(element)
    )


def _stripped(written: str | None) -> str:
    return " ".join(written.split()) if written else ""


def _title(element: Element) -> str:
    return _stripped(element.attributes.get("title"))


def _placeholder(element: Element) -> str:
    attributes = element.attributes
    if "aria-placeholder" in attributes:
        return _stripped(attributes["aria-placeholder"])
    kind = attributes.get("type", "").strip().lower()
    if element.tag == "textarea" or (element.tag == "input" and kind in _WITH_PLACEHOLDER):
        return _stripped(attributes.get("placeholder"))
    return ""


def _native(element: Element, labelling: bool = False) -> str:
    """What HTML and SVG name the element by; `labelling` as in `_text`."""
    tag, attributes = element.tag, element.attributes
    if element.namespace == SVG:
        return _drawing_title(element)
    if element.namespace != HTML:
        return ""
    if tag in ("img", "area"):
        return _stripped(attributes.get("alt"))
    if tag == "input":
        kind = attributes.get("type", "").strip().lower()
        if kind in ("button", "submit", "reset", "image"):
            return _labelled(element, labelling) or _written(element)
    if tag in LABELABLE:
        return _labelled(element, labelling)
    if tag in _CAPTIONS:
        caption = next((child for child in element.children if child.tag == _CAPTIONS[tag]), None)
        return _text(caption, hidden=False) if caption is not None and caption.is_exposed else ""
    if tag in ("optgroup", "option"):
        return _stripped(attributes.get("label"))
    return ""


def _on_button(element: Element, kind: str) -> str:
    """What is written on a button; one without a value says its title, else the browser's word for what it does."""
    value = element.attributes.get("value")
    if value is not None or kind == "button":
        return _stripped(value)
    return _title(element) or ("Submit" if kind == "submit" else "Reset")


def _written(element: Element) -> str:
    """What a field shows of itself: the words on a button, the text of a picture, what an output holds."""
    kind = element.attributes.get("type", "").strip().lower()
    if element.tag == "input":
        if kind == "image":
            return _stripped(element.attributes.get("alt"))
        return _on_button(element, kind) if kind in ("button", "submit", "reset") else ""
    return collapsed("".join(node.data for node in element.text_nodes)) if element.tag == "output" else ""


def _labelled(element: Element, labelling: bool) -> str:
    found = element.document.labels.get(element.index, ())
    told = (_label(label, element, labelling) for label in found[:_MOST_LABELS])
    return collapsed(" ".join(told))


def _label(label: Element, field: Element, labelling: bool) -> str:
    """What a `label` says of its field: a label may be named in its turn."""
    attributes = label.attributes
    return (
        ("" if labelling else _labelledby(label))
        or _stripped(attributes.get("aria-label"))
        or _text(label, hidden=not label.is_exposed, labelling=labelling, without=field)
        or _title(label)
    )


def _drawing_title(element: Element) -> str:
    title = next((child for child in element.children if child.tag == "title"), None)
    if title is not None:
        told = collapsed("".join(node.data for node in title.text_nodes))
        if told:
            return told
    return _stripped(element.attributes.get("xlink:title")) if element.tag == "a" else ""


def _from_content(element: Element, labelling: bool = False) -> str:
    if element.role in NAMED_BY_CONTENT or element.tag in ("summary", "label", "legend", "caption", "figcaption"):
        return _text(element, hidden=False, labelling=labelling)
    return ""


def _text(
    root: Element,
    *,
    hidden: bool,
    is_reference: bool = False,
    labelling: bool = False,
    without: Element | None = None,
) -> str:
    """The text alternative of an element and what is in it, in one walk.

    `hidden` takes in what is hidden, `is_reference` says that the root is what a reference leads to, so that its own
    alternative counts, `labelling` that no other reference is followed, `without` is the field that is being named.
    """
    parts: list[str] = []
    length = count = 0
    stack: list[Element | TextNode | str | tuple[Element, int]] = [root]
    while stack and length < LONGEST and count < _MOST_ELEMENTS:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, TextNode):
            parts.append(node.data)
            length += len(node.data)
        elif isinstance(node, tuple):
            element, begun = node
            title = element.attributes["title"]
            if title and not any(part.strip() for part in parts[begun:]):
                parts.append(title)
        else:
            count += 1
            is_root = node is root
            if node is without or not _is_read(node, hidden, is_root):
                continue
            told = _alternative(node, is_root, labelling) if is_reference or not is_root else None
            spaced = not is_root and _is_apart(node)
            if spaced:
                parts.append(" ")
            if told is not None:
                parts.append(told)
                length += len(told)
                if spaced:
                    parts.append(" ")
                continue
            if spaced:
                stack.append(" ")
            if "title" in node.attributes and (is_reference or not is_root):
                stack.append((node, len(parts)))
            after = _generated(node, "after")
            if after:
                stack.append(after)
            if "aria-owns" in node.attributes:
                stack += [one for one in reversed(references(node, "aria-owns")) if _may_follow(one, node)]
            stack += reversed(node.content)
            before = _generated(node, "before")
            if before:
                parts.append(before)
    return collapsed("".join(parts))


def _may_follow(one: Element, owner: Element) -> bool:
    """Whether a reference to an owned element cannot lead back: it stands elsewhere and owns nothing itself."""
    if one is owner or one.holds(owner) or owner.holds(one):
        return False
    return not any("aria-owns" in inner.attributes for inner in (one, *one.descendants))


def _is_read(element: Element, hidden: bool, is_root: bool) -> bool:
    if element.tag in _SILENT and element.namespace == HTML and not is_root:
        return False
    return hidden or is_root or element.is_exposed


def _alternative(element: Element, is_root: bool, labelling: bool) -> str | None:
    """What stands for the element and all that is in it; None if its content does."""
    tag, attributes = element.tag, element.attributes
    if attributes and not labelling and "aria-labelledby" in attributes:
        told = _labelledby(element)
        if told:
            return told
    control = _control_role(element)
    if control is not None:
        told = _value(element, control)
        if told:
            return told
    if attributes:
        told = _stripped(attributes.get("aria-label"))
        if told:
            return told
    if element.namespace == SVG:
        return (_drawing_title(element) or None) if tag == "svg" else None
    if tag in ("img", "area"):
        return _stripped(attributes.get("alt")) or _title(element)
    if tag in LABELABLE and tag != "button":
        # What stands in another's name is not asked for the labels around it, which may hold that other.
        told = _labelled(element, labelling=True) if is_root else ""
        return told or _written(element) or _title(element)
    return " " if tag == "br" else None


def _control_role(element: Element) -> str | None:
    """The role of what a reader sets a value in; None if it is no such control."""
    if "role" in element.attributes:
        written = explicit(element)
        if written is not None:
            return written if written in _CONTROLS else None
    if element.tag not in _NATIVE_CONTROLS:
        return None
    given = implicit(element)
    return given if given in _CONTROLS else None


def _value(element: Element, role: str) -> str:
    """The value of a control that stands inside another's label."""
    attributes = element.attributes
    if role in _RANGES:
        return _stripped(attributes.get("aria-valuetext") or attributes.get("aria-valuenow") or attributes.get("value"))
    if element.tag == "input":
        return _stripped(attributes.get("value"))
    if element.tag == "select":
        options = [one for one in element.descendants if one.tag == "option"]
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        return collapsed(" ".join("".join(node.data for node in one.text_nodes) for one in chosen))
    if role in _CHOSEN_FROM:
        chosen = [one for one in element.descendants if one.attributes.get("aria-selected") == "true"]
        if chosen:
            return collapsed(" ".join("".join(node.data for node in one.text_nodes) for one in chosen))
        inner = next((one for one in element.descendants if one.tag == "input"), None)
        if inner is not None:
            return _stripped(inner.attributes.get("value"))
        return "" if role == "listbox" else collapsed("".join(node.data for node in element.text_nodes))
    return collapsed("".join(node.data for node in element.text_nodes))


_APART = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "option",
    ]
)


def _is_apart(element: Element) -> bool:
    """Whether the element's text stands apart from the text around it: it is no inline box."""
    styles = element.document.styles
    if not styles.has_sheets and "style" not in element.attributes:
        return element.tag in _APART
    return styles.display(element).partition(" ")[0] not in _INLINE_DISPLAYS


def _generated(element: Element, pseudo: str) -> str:
    """The text that the style sheet puts before or after what is in the element."""
    styles = element.document.styles
    if not styles.has_sheets or "content" not in element.document.html:
        return ""
    value = styles.value(element, "content", pseudo)
    if not value or value in ("normal", "none"):
        return ""
    if styles.value(element, "display", pseudo) == "none" or styles.value(element, "visibility", pseudo) != "visible":
        return ""
    told = "".join(_strings(value, element))
    if told and styles.value(element, "display", pseudo).partition(" ")[0] not in ("inline", ""):
        return f" {told} "
    return told


def _strings(value: str, element: Element) -> Iterator[str]:
    found: list[str] = []
    for match in _CONTENT.finditer(value):
        if match[4]:
            # What follows a slash is the text alternative of what stands before it.
            found = []
        elif match[3]:
            found.append(element.attributes.get(match[3].lower(), ""))
        else:
            found.append(_unescaped(match[1] or match[2] or ""))
    yield from found


_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)


def _unescaped(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        if match[2]:
            return match[2]
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    return _ESCAPE.sub(plain, text) if "\\" in text else text
