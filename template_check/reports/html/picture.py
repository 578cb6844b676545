"""The message as its reader sees it, with findings marked in it: a page of its own that can do nothing.

The parsed message is written anew from its elements and text, so that a mark never breaks a tag. What acts or fetches
is left out, and where something slips through the page's own policy and the frame around it forbid scripts, network,
forms and navigation.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from textwrap import wrap
from urllib.parse import quote

from template_check.document.element import HTML, Element, TextNode
from template_check.document.parse import Document

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# What marks are drawn in, the weightiest first.
KINDS = ("error", "warning", "unsure", "advice", "evidence")
# More marks than this in one picture help nobody.
MOST_MARKS = 400

_LEFT_OUT = frozenset({"script", "link", "meta", "base", "title", "template", "noscript", "param", "source", "track"})
_BOXED = frozenset(
    {"iframe", "frame", "frameset", "object", "embed", "applet", "audio", "video", "portal", "fencedframe"}
)
_RENAMED = {"form": "div", "plaintext": "pre", "xmp": "pre", "listing": "pre", "noembed": "div", "noframes": "div"}
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "wbr"})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_ATTRIBUTE_NAME = re.compile(r"[a-z_][a-z0-9_.:-]*")
_ATTRIBUTES = frozenset(
    [
        "abbr",
        "align",
        "alt",
        "axis",
        "bgcolor",
        "border",
        "cellpadding",
        "cellspacing",
        "char",
        "checked",
        "class",
        "cite",
        "clear",
        "color",
        "cols",
        "colspan",
        "compact",
        "datetime",
        "dir",
        "disabled",
        "face",
        "for",
        "frame",
        "headers",
        "height",
        "hidden",
        "hspace",
        "id",
        "label",
        "lang",
        "list",
        "max",
        "maxlength",
        "min",
        "multiple",
        "name",
        "noshade",
        "nowrap",
        "open",
        "optimum",
        "pattern",
        "placeholder",
        "readonly",
        "required",
        "reversed",
        "role",
        "rows",
        "rowspan",
        "rules",
        "scope",
        "selected",
        "shape",
        "size",
        "span",
        "start",
        "step",
        "style",
        "summary",
        "tabindex",
        "title",
        "type",
        "valign",
        "value",
        "vspace",
        "width",
        "wrap",
    ]
)
# In drawings everything is kept but what acts or fetches.
_ACTING = ("on", "href", "xlink:", "src", "xml:base", "from", "to", "values", "attributename")
_ANIMATING = frozenset({"animate", "set", "animatemotion", "animatetransform", "foreignobject", "handler", "listener"})
# Where a badge stands before an element, since it cannot stand in it.
_OUTSIDE = _VOID | {"select", "textarea", "table", "ul", "ol", "dl", "details", "picture", "ruby", "meter", "progress"}
# Where there is text but no element can stand around its words.
_NO_MARKS = frozenset({"option", "optgroup", "select", "textarea", "style", "head"})
_HOSTS = {
    **dict.fromkeys(("option", "optgroup"), ("select",)),
    **dict.fromkeys(("tr", "tbody", "thead", "tfoot", "col", "colgroup"), ("table",)),
}
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show at `[start, end)` of the rendered text: a finding by its number, or evidence by its name."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole page for a frame's `srcdoc`, and the labels of the marks that something in it shows."""

    html: str
    placed: frozenset[str]


@dataclass(slots=True)
class _Placed:
    """Marks by where they are drawn: on elements by index, in text by index with offsets of its data."""

    elements: dict[int, list[Mark]] = field(default_factory=dict)
    texts: dict[int, list[tuple[int, int, Mark, bool]]] = field(default_factory=dict)

    @property
    def labels(self) -> frozenset[str]:
        """The labels that are drawn."""
        on_text = (each[2].label for some in self.texts.values() for each in some)
        return frozenset((*(mark.label for marks in self.elements.values() for mark in marks), *on_text))


@cache
def _style(name: str) -> str:
    return (Path(__file__).parent / "_pages" / name).read_text(encoding="utf-8").replace("\n", "")


def picture(document: Document, marks: Iterable[Mark], language: str, words: Mapping[str, str]) -> Picture:
    """The message with its marks. `language` is the tag of a part that says none; `words` say what stands for pictures.

    `words` holds `image`, `nameless_image` and `media`, with `{name}` for what is known of them.
    """
    chosen = sorted(marks, key=lambda mark: KINDS.index(mark.kind))[:MOST_MARKS]
    if document.is_text:
        placed = _Placed({}, {0: _cut(chosen, len(document.html))})
        body = f'<body class="tc-letter"><div>{_marked(document.html, placed.texts[0])}</div></body>'
        attributes, styles = f' lang="{_escaped(language)}"', ""
    else:
        placed = _place(document, chosen)
        root = document.elements[0]
        attributes = "".join(_attributes(root))
        if "lang" not in root.attributes and not document.is_page:
            attributes += f' lang="{_escaped(language)}"'
        bodies = [child for child in root.children if child.tag == "body"]
        styles = "".join(_sheet(one) for one in document.by_tag.get("style", ()) if one.closest("head"))
        body = _written(bodies[0], placed, words) if bodies else "<body></body>"
        if not document.is_page:
            styles = f"<style>{_style('part.css')}</style>{styles}"
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_style('marks.css')}</style>{styles}"
    )
    return Picture(f"<!doctype html><html{attributes}><head>{head}</head>{body}</html>", placed.labels)


# Where marks go


def _cut(marks: Sequence[Mark], length: int) -> list[tuple[int, int, Mark, bool]]:
    return [(mark.start, min(mark.end, length), mark, True) for mark in marks if mark.start < min(mark.end, length)]


def _place(document: Document, marks: Sequence[Mark]) -> _Placed:
    """Each mark on the element whose start tag it begins in, else on the text in it."""
    placed = _Placed()
    written = sorted((one for one in document.elements if one.is_written), key=lambda one: one.start)
    tags = [one.start for one in written]
    texts: list[tuple[int, int, TextNode]] | None = None
    for mark in marks:
        if mark.end <= mark.start:
            continue
        number = bisect_right(tags, mark.start) - 1
        if number >= 0 and mark.start < written[number].end:
            host = _host(written[number])
            if host is not None:
                placed.elements.setdefault(host.index, []).append(mark)
            continue
        if texts is None:
            texts = _texts(document)
        _mark_text(document, mark, texts, placed)
    return placed


def _texts(document: Document) -> list[tuple[int, int, TextNode]]:
    found = []
    for node in document.all_text:
        if node.data.strip():
            begin, end = node.range_of()
            found.append((begin, end, node))
    found.sort(key=lambda each: each[:2])
    return found


def _mark_text(document: Document, mark: Mark, texts: list[tuple[int, int, TextNode]], placed: _Placed) -> None:
    number = max(0, bisect_left(texts, mark.start, key=lambda each: each[0]) - 1)
    shown = False
    while number < len(texts) and texts[number][0] < mark.end:
        _, end, node = texts[number]
        number += 1
        if end <= mark.start:
            continue
        first, last = document.text_places.inside(node, mark.start, mark.end)
        if first >= last or not node.data[first:last].strip():
            continue
        if _holds_marks(node.parent):
            placed.texts.setdefault(node.index, []).append((first, last, mark, not shown))
            shown = True
            continue
        host = _host(node.parent)
        if host is not None:
            placed.elements.setdefault(host.index, []).append(mark)
            break


def _holds_marks(parent: Element) -> bool:
    """Whether a text in it is shown and may have elements around its words."""
    around = (parent, *parent.ancestors)
    return not any(
        one.namespace != HTML or one.tag in _LEFT_OUT or one.tag in _BOXED or one.tag in _NO_MARKS for one in around
    )


def _host(element: Element) -> Element | None:
    """The element that can carry a mark in the stead of the given one; None where nothing of it is drawn."""
    host = element
    for one in (element, *element.ancestors):
        if one.tag in _LEFT_OUT or one.tag in ("style", "head"):
            return None
        if one.namespace != HTML or one.tag in _BOXED:
            host = one
    if host.tag == "html":
        return None
    return host.closest(*_HOSTS[host.tag]) if host.tag in _HOSTS else host


# Writing


def _written(body: Element, placed: _Placed, words: Mapping[str, str]) -> str:
    """The body as HTML. A badge stands before the first thing that shows of what it is about, several as one."""
    out: list[str] = []
    waiting: list[Mark] = []
    stack: list[Element | TextNode | str] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(_badge(waiting) + node)
            waiting.clear()
        elif isinstance(node, TextNode):
            if not node.data.isspace():
                out.append(_marked(node.data, placed.texts.get(node.index, ()), waiting))
                waiting.clear()
            else:
                out.append(node.data)
        elif node.tag == "style":
            out.append(_sheet(node))
        elif node.tag not in _LEFT_OUT and not (node.namespace != HTML and node.tag.lower() in _ANIMATING):
            marks = placed.elements.get(node.index, ())
            waiting += marks
            tag = _RENAMED.get(node.tag, node.tag)
            if not _NAME.fullmatch(tag):
                tag = "span"
            is_boxed = node.tag in _BOXED
            if is_boxed or tag in _OUTSIDE or node.namespace != HTML:
                out.append(_badge(waiting))
                waiting.clear()
            if is_boxed:
                out.append(_box(node, marks, words))
                continue
            drawn = f' data-tc-mark="{marks[0].kind}"' if marks else ""
            out.append(f"<{tag}{''.join(_attributes(node))}{_stand_in(node, words)}{drawn}>")
            if tag in _VOID and node.namespace == HTML:
                continue
            if (
                tag in ("pre", "textarea")
                and node.namespace == HTML
                and node.content
                and isinstance(node.content[0], TextNode)
            ):
                out.append("\n")
            stack.append(f"</{tag}>")
            stack += reversed(node.content)
    return "".join(out)


def _attributes(element: Element) -> Iterable[str]:
    for name, value in element.attributes.items():
        if element.namespace == HTML:
            kept = name in _ATTRIBUTES or name.startswith("aria-")
        else:
            kept = bool(_ATTRIBUTE_NAME.fullmatch(name)) and not name.startswith(_ACTING)
        if kept and not (element.tag == "input" and name == "type" and value.strip().lower() == "image"):
            yield f' {name}="{_escaped(value)}"'
    if element.tag == "a" and element.namespace == HTML and "href" in element.attributes:
        yield ' data-tc-link=""'
        if "role" not in element.attributes:
            yield ' role="link" aria-disabled="true"'


def _stand_in(element: Element, words: Mapping[str, str]) -> str:
    """The picture that an image shows: its own where it is written in the message, else its alternative text in a box."""
    if element.tag != "img" or element.namespace != HTML:
        return ""
    source = element.get("src").strip()
    if source.lower().startswith("data:image/"):
        return f' src="{_escaped(source)}"'
    alternative = " ".join(element.get("alt").split())
    text = words["image"].format(name=alternative) if alternative else words["nameless_image"]
    width, height = (_pixels(element.get(side), least) for side, least in (("width", 220), ("height", 90)))
    lines = wrap(text, max(6, (width - 16) // 8))[: max(1, (height - 12) // 17)]
    drawn = "".join(
        f"<text x='8' y='{22 + 17 * number}' font-family='sans-serif' font-size='13' fill='#333'>{line.translate(_TEXT)}</text>"
        for number, line in enumerate(lines)
    )
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect x='.5' y='.5' "
        f"width='{width - 1}' height='{height - 1}' fill='#eee' stroke='#666' stroke-dasharray='5 4'/>{drawn}</svg>"
    )
    return f' src="data:image/svg+xml,{quote(svg)}"'


def _pixels(written: str, least: int) -> int:
    digits = re.match(r"\s*(\d{1,5})\s*(?:px)?\s*$", written)
    return min(2000, max(20, int(digits[1]))) if digits else least


def _box(element: Element, marks: Sequence[Mark], words: Mapping[str, str]) -> str:
    name = element.get("title") or element.get("aria-label")
    said = words["media"].format(name=f"<{element.tag}>{' ' + name if name else ''}")
    extra = f' data-tc-mark="{marks[0].kind}"' if marks else ""
    return f'<span class="tc-box"{extra}>{said.translate(_TEXT)}</span>'


def _sheet(element: Element) -> str:
    text = "".join(node.data for node in element.content if isinstance(node, TextNode)).replace("</", "<\\/")
    media = f' media="{_escaped(element.get("media"))}"' if element.has("media") else ""
    return f"<style{media}>{text}</style>"


def _marked(text: str, marks: Sequence[tuple[int, int, Mark, bool]], waiting: Sequence[Mark] = ()) -> str:
    """The text with its marks around its parts; each begins with its badge, the first with those that wait as well."""
    borders = sorted({0, len(text), *(each[0] for each in marks), *(each[1] for each in marks)})
    out = []
    for begin, end in itertools.pairwise(borders):
        here = [each for each in marks if each[0] <= begin and end <= each[1]]
        begun = [mark for first, _, mark, is_labelled in here if is_labelled and first == begin]
        badge = _badge([*(waiting if begin == 0 else ()), *begun])
        part = text[begin:end].translate(_TEXT)
        if here:
            kinds = " ".join(f"tc-{kind}" for kind in KINDS if any(each[2].kind == kind for each in here))
            part = f'<mark class="tc-mark {kinds}">{badge}{part}</mark>'
        else:
            part = badge + part
        out.append(part)
    return "".join(out)


def _badge(marks: Sequence[Mark]) -> str:
    """One badge for all that begins at a place: numbers first, then names; empty for none."""
    if not marks:
        return ""
    out = []
    for kind in KINDS:
        labels = list(dict.fromkeys(mark.label for mark in marks if mark.kind == kind))
        if labels:
            out.append(f'<span class="tc-label tc-{kind}">{", ".join(labels).translate(_TEXT)}</span>')
    return f'<span class="tc-badge" dir="ltr">{"".join(out)}</span>'


def _escaped(value: str) -> str:
    return value.translate(_VALUE)
