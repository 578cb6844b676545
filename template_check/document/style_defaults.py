"""What a browser shows without any style sheet, and the attributes that stand for styles.

https://html.spec.whatwg.org/multipage/rendering.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from template_check.document import colour

if TYPE_CHECKING:
    from template_check.document.element import Element

_BLOCKS = (
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr legend listing main menu nav ol optgroup option p plaintext pre search "
    "section slot summary ul xmp"
)
_UNSHOWN = (
    "area base basefont datalist head link meta noembed noframes param rp script style template title source track"
)
_DISPLAY = {
    **dict.fromkeys(_BLOCKS.split(), "block"),
    **dict.fromkeys(_UNSHOWN.split(), "none"),
    "li": "list-item",
    "summary": "list-item",
    "table": "table",
    "thead": "table-header-group",
    "tbody": "table-row-group",
    "tfoot": "table-footer-group",
    "tr": "table-row",
    "td": "table-cell",
    "th": "table-cell",
    "col": "table-column",
    "colgroup": "table-column-group",
    "caption": "table-caption",
    "slot": "contents",
    "ruby": "ruby",
    "rt": "ruby-text",
    **dict.fromkeys("button input select textarea meter progress marquee".split(), "inline-block"),
}
# What browsers make of text of one width, where no size was asked for: 13 pixels in place of 16.
MONOSPACE = "monospace"
_BOLD = dict.fromkeys("b strong h1 h2 h3 h4 h5 h6 th optgroup".split(), "bold") | {"b": "bolder", "strong": "bolder"}
# In these text is shown in letters of one width.
MONOSPACED = ("code", "kbd", "samp", "tt", "pre", "listing", "xmp", "plaintext")
_SIZES = {
    "h1": "2em", "h2": "1.5em", "h3": "1.17em", "h4": "1em", "h5": "0.83em", "h6": "0.67em",
    "big": "larger", "small": "smaller", "sub": "smaller", "sup": "smaller", "rt": "50%",
    **dict.fromkeys(MONOSPACED, MONOSPACE),
    **dict.fromkeys("button input select textarea".split(), "13.3333px"),
}  # fmt: skip
_LINES = dict.fromkeys("u ins".split(), "underline") | dict.fromkeys("s strike del".split(), "line-through")


def _sheet() -> Mapping[str, Mapping[str, str]]:
    sheet: dict[str, dict[str, str]] = {}
    for name, table in (
        ("display", _DISPLAY),
        ("font-weight", _BOLD),
        ("font-size", _SIZES),
        ("text-decoration-line", _LINES),
    ):
        for tag, value in table.items():
            sheet.setdefault(tag, {})[name] = value
    for tag in ("th", "caption", "button"):
        sheet.setdefault(tag, {})["text-align"] = "center"
    sheet.setdefault("center", {})["text-align"] = "-webkit-center"
    for tag in ("pre", "listing", "xmp", "plaintext", "textarea"):
        sheet.setdefault(tag, {})["white-space"] = "pre-wrap" if tag == "textarea" else "pre"
    for tag in ("button", "input", "select", "textarea"):
        sheet[tag] |= {
            "color": "fieldtext", "background-color": "field", "text-transform": "none", "letter-spacing": "normal",
            "word-spacing": "normal", "line-height": "normal", "text-indent": "0", "font-weight": "normal",
            "font-style": "normal",
        }  # fmt: skip
    sheet["button"] |= {"color": "buttontext", "background-color": "buttonface"}
    sheet.setdefault("mark", {}).update({"color": "marktext", "background-color": "mark"})
    for tag in ("i", "em", "cite", "dfn", "var", "address"):
        sheet.setdefault(tag, {})["font-style"] = "italic"
    return sheet


SHEET = _sheet()
_NOTHING: Mapping[str, str] = {}
_LINK = {"color": "linktext", "text-decoration-line": "underline"}
_PUSH_BUTTON = {"color": "buttontext", "background-color": "buttonface", "text-align": "center"}


def defaults(element: Element) -> Mapping[str, str]:
    """The browser's own declarations for an element that are not attributes' doing."""
    tag, attributes = element.tag, element.attributes
    own = SHEET.get(tag, _NOTHING)
    if not attributes:
        return {"display": "none"} if tag == "dialog" else own
    if tag == "a":
        own = _LINK if "href" in attributes else own
    elif tag == "input":
        kind = attributes.get("type", "").strip().lower()
        if kind == "hidden":
            return {"display": "none"}
        if kind in ("button", "submit", "reset", "color"):
            own = {**own, **_PUSH_BUTTON}
    elif tag == "dialog" and "open" not in attributes:
        own = {"display": "none"}
    if "hidden" in attributes and tag not in ("embed",):
        until_found = attributes["hidden"].strip().lower() == "until-found"
        own = {**own, **({"content-visibility": "hidden"} if until_found else {"display": "none"})}
    if "dir" in attributes and attributes["dir"].strip().lower() in ("ltr", "rtl"):
        own = {**own, "direction": attributes["dir"].strip().lower()}
    return own


_ALIGNED = frozenset("p div h1 h2 h3 h4 h5 h6 td th tr tbody thead tfoot caption".split())
_COLOURED = frozenset("body table thead tbody tfoot tr td th".split())
_SIZED = frozenset("table td th img iframe object embed video hr col colgroup pre".split())
_FONT_SIZES = ("x-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
HINTING = frozenset({"bgcolor", "background", "align", "width", "height", "nowrap", "color", "size", "text", "link"})


def presentational(element: Element) -> Iterator[tuple[str, str, str]]:
    """Longhand, value and attribute of each style that an attribute sets."""
    tag, attributes = element.tag, element.attributes
    if tag in _COLOURED:
        painted = colour.read_legacy(attributes["bgcolor"]) if "bgcolor" in attributes else None
        if painted is not None:
            yield "background-color", painted.hex, "bgcolor"
        if attributes.get("background", "").strip():
            yield "background-image", f'url("{attributes["background"]}")', "background"
    if tag in ("body", "font"):
        name = "text" if tag == "body" else "color"
        written = colour.read_legacy(attributes[name]) if name in attributes else None
        if written is not None:
            yield "color", written.hex, name
    if tag == "font" and "size" in attributes:
        size = _font_size(attributes["size"])
        if size:
            yield "font-size", size, "size"
    if tag in _ALIGNED and "align" in attributes:
        side = attributes["align"].strip().lower()
        if side in ("left", "right", "center", "middle", "justify"):
            yield "text-align", "center" if side == "middle" else side, "align"
    if tag in ("td", "th") and "nowrap" in attributes:
        yield "white-space", "nowrap", "nowrap"
    if tag in _SIZED:
        for name in ("width", "height"):
            size = attributes.get(name, "").strip()
            if size.isascii() and size.removesuffix("%").isdigit():
                yield name, size if size.endswith("%") else size + "px", name


def _font_size(text: str) -> str:
    """https://html.spec.whatwg.org/multipage/rendering.html#rules-for-parsing-a-legacy-font-size"""
    text = text.strip()
    digits = text.lstrip("+-")[:2]
    if not (digits.isascii() and digits.isdigit()):
        return ""
    number = int(digits)
    if text.startswith("+"):
        number += 3
    elif text.startswith("-"):
        number = 3 - number
    return _FONT_SIZES[max(1, min(7, number))]
