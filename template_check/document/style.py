"""Computed styles: the cascade of embedded sheets, style attributes, presentational attributes and browser defaults.

Follows https://www.w3.org/TR/css-cascade-5/. Nothing is laid out: lengths stay as written unless asked for in pixels.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from template_check.document.style_cascade import Cascade, Won
from template_check.document.style_defaults import MONOSPACE, SHEET, defaults
from template_check.document.style_media import Medium
from template_check.document.style_properties import CSS_WIDE, INHERITED, INITIAL, OTHERWISE
from template_check.lazy import lazy
from template_check.positions import Range

if TYPE_CHECKING:
    from template_check.document.blocks import Block
    from template_check.document.document import Document
    from template_check.document.element import Element

_LOOKS = frozenset({"color", "background-color", "font-size", "font-weight"})
# What browsers show in another way than the text around it.
_LOOKING = frozenset(tag for tag, declared in SHEET.items() if not _LOOKS.isdisjoint(declared))
_SIZING = frozenset(tag for tag, declared in SHEET.items() if "font-size" in declared) - {"h1", "h2", "h3", "h4", "h5"}
_EMPHASIZING = frozenset(
    tag for tag, declared in SHEET.items() if not {"font-size", "font-weight"}.isdisjoint(declared)
) - {"h1", "h2", "h3", "h4", "h5", "h6"}
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_CLIPPED = re.compile(r"rect\(\s*([01])(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?\s*\)")
_CLIPPED_PATH = re.compile(r"inset\(\s*(?:50%|100%)|circle\(\s*0|polygon\(\s*0\s+0\s*(?:,\s*0\s+0\s*)*\)")
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)\Z", re.ASCII)
_FONT_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
    "xx-large": 32.0, "xxx-large": 48.0,
}  # fmt: skip
_ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}


class Styles(Cascade):
    """The computed styles of a document's elements on one medium. Costs nothing before the first question."""

    def __init__(self, document: Document, medium: Medium = Medium(), like: Styles | None = None) -> None:  # noqa: B008
        super().__init__(document, medium, like)
        self._inherited: dict[str, dict[int, Won]] = {}
        self._displays: dict[int, str] = {}
        self._pixels: dict[int, float] = {}
        self._moved: dict[int, bool] = {}
        # What lies beneath each element's content, by its index, as far as it has been asked for.
        self.backdrops: dict[int, Any] = {}
        self._mentioned: dict[str, bool] = {}
        # Whether the text of elements has the contrast that is asked for, by ratios and what they look like.
        self.strong: dict[tuple[float, float], dict[int, bool]] = {}
        # The words on each box's lines, with and without those of its links, as far as they have been asked for.
        self.words: dict[tuple[int, bool], list[str]] = {}

    @lazy
    def dark(self) -> Styles:
        """The same on a device whose reader prefers dark colours; itself where no sheet asks for that."""
        if not any("prefers-color-scheme" in query for rule in self._sheets for query in rule[0].media):
            return self
        return Styles(self.document, Medium(self.medium.width, self.medium.height, dark=True), self)

    @lazy
    def asks_orientation(self) -> bool:
        """Whether a sheet has rules for one way of holding the screen."""
        return any("orientation" in query for rule in self._sheets for query in rule[0].media)

    @lazy
    def turned(self) -> Styles:
        """The same on the screen turned by a quarter."""
        return Styles(self.document, Medium(self.medium.height, self.medium.width, self.medium.dark), self)

    @lazy
    def lines(self) -> Mapping[int, list[Block]]:
        """The lines of text that stand in each box, by the element's index."""
        found: dict[int, list[Block]] = {}
        for block in self.document.blocks:
            if block.element is not None:
                found.setdefault(block.element.index, []).append(block)
        return found

    @lazy
    def is_faded(self) -> bool:
        """Whether anything in the document may be shown with less than full opacity."""
        return "opacity" in self._source

    @lazy
    def is_painted(self) -> bool:
        """Whether anything in the document may have a background, a picture or a field upon the page's own ground."""
        return any(sign in self._source for sign in _PAINTING)

    @lazy
    def has_sizes(self) -> bool:
        """Whether any text may have another size than the text around it, but for headings of the first five levels."""
        return self.mentions("font") or any(tag in self.document.by_tag for tag in _SIZING)

    @lazy
    def has_emphasis(self) -> bool:
        """Whether any text but headings may be larger than the text around it, or in bold."""
        return self.mentions("font") or any(tag in self.document.by_tag for tag in _EMPHASIZING)

    def mentions(self, word: str) -> bool:
        """Whether the word, in lower case, stands anywhere in the document's source: else no declaration can say it."""
        known = self._mentioned.get(word)
        if known is None:
            known = self._mentioned[word] = word in self._source
        return known

    @lazy
    def has_dark_canvas(self) -> bool:
        """Whether the page itself turns dark: only when it says that it has a dark scheme of its own."""
        if not self.medium.dark:
            return False
        html = next((element for element in self.document.elements[:1] if element.tag == "html"), None)
        return html is not None and "dark" in self.value(html, "color-scheme").split()

    def value(self, element: Element, property: str, pseudo: str = "") -> str:
        """The computed value of a longhand property, in lower case unless it holds a string or an address.

        `pseudo` is `before` or `after` for generated content.
        """
        return self._won(element, property, pseudo).value

    def declaration(self, element: Element, property: str, pseudo: str = "") -> Range | None:
        """Where the declaration stands that decides the value, on the element or what it inherits from.

        In a style attribute or a sheet it is the property with its value, for an attribute like `bgcolor` that value;
        None if a browser's defaults decide.
        """
        origin = self._won(element, property, pseudo).origin
        if origin is None:
            return None
        if origin.element is None:
            return Range(origin.start, origin.end)
        whole: Range = origin.element.attribute(origin.attribute)
        if origin.attribute != "style":
            return whole
        source = self.document.html[whole.start : whole.end]
        return Range(whole.start + _raw(source, origin.start), whole.start + _raw(source, origin.end))

    def is_important(self, element: Element, property: str) -> bool:
        """Whether the element has a declaration of its own for the property that says `!important` and wins."""
        won = self.cascaded(element, "").get(property)
        return won is not None and won.important

    def declared(self, element: Element) -> Mapping[str, object]:
        """What the document declares for the element itself, by longhand; browser defaults are not in it."""
        return self.cascaded(element, "")

    def looks_like_parent(self, element: Element) -> bool:
        """Whether nothing gives the element's text another colour, ground, size or weight than the text around it."""
        if element.tag in _LOOKING or (element.tag == "a" and "href" in element.attributes):
            return False
        return not self.cascaded(element)

    @lazy
    def looks(self) -> Sequence[int]:
        """For each element the index of the first whose text surely has the same colour, ground, size and weight.

        It may be the element itself, one around it, or one of the same tag in what looks alike, where no declaration
        reaches either.
        """
        found: list[int] = []
        alike: dict[tuple[int, str], int] = {}
        for element in self.document.elements:
            index = element.index
            around = found[element.parent.index] if element.parent is not None else -1
            if around >= 0 and self.looks_like_parent(element):
                found.append(around)
            elif around < 0 or (element.attributes and element.tag != "a") or self.cascaded(element):
                found.append(index)
            else:
                kind = "a[href]" if "href" in element.attributes else element.tag
                found.append(alike.setdefault((around, kind), index))
        return found

    def own(self, element: Element, property: str) -> str | None:
        """The value that is declared for the element itself, by the author or the browser; None if nothing is."""
        won = self.cascaded(element, "").get(property)
        return won.value if won is not None else self._default(element, property)

    def display(self, element: Element) -> str:
        """The computed `display`."""
        known = self._displays.get(element.index)
        if known is None:
            if "display" in self.cascaded(element):
                known = self._won(element, "display", "").value
            else:
                known = defaults(element).get("display", "inline")
            self._displays[element.index] = known
        return known

    def font_size(self, element: Element) -> float:
        """The computed font size in CSS pixels."""
        chain = []
        one: Element | None = element
        while one is not None and one.index not in self._pixels:
            chain.append(one)
            one = one.parent
        size = self._pixels[one.index] if one is not None else 16.0
        for one in reversed(chain):
            declared = self.cascaded(one, "").get("font-size")
            value = declared.value if declared is not None else self._default(one, "font-size")
            if value is not None and value not in ("inherit", "unset"):
                size = self._font_size(value, size)
            self._pixels[one.index] = size
        return size

    def is_moved_away(self, element: Element) -> bool:
        """Whether the element's text is put where it cannot be seen, as is done with text for screen readers alone."""
        chain = []
        one: Element | None = element
        while one is not None and one.index not in self._moved:
            chain.append(one)
            one = one.parent
        moved = one is not None and self._moved[one.index]
        for one in reversed(chain):
            moved = moved or self._is_moved_away(one)
            self._moved[one.index] = moved
        return moved

    def _is_moved_away(self, element: Element) -> bool:
        declared = self.cascaded(element, "")
        if not declared:
            return False
        if "position" in declared and declared["position"].value in ("absolute", "fixed"):
            for side in ("left", "top", "right", "bottom"):
                length = self.length(element, side) if side in declared else None
                if length is not None and length <= -200:
                    return True
            if "clip" in declared and _CLIPPED.match(declared["clip"].value):
                return True
        if "clip-path" in declared and _CLIPPED_PATH.match(declared["clip-path"].value):
            return True
        if "text-indent" in declared and (self.length(element, "text-indent") or 0.0) <= -200:
            return True
        hidden = [side for side in ("x", "y") if self.value(element, f"overflow-{side}") in ("hidden", "clip")]
        sizes = {"x": ("width", "max-width"), "y": ("height", "max-height")}
        for side in hidden:
            for name in sizes[side]:
                length = self.length(element, name) if name in declared else None
                if length is not None and length <= 1:
                    return True
        return self._opacity_is_zero(declared)

    def _opacity_is_zero(self, declared: Mapping[str, Won]) -> bool:
        return "opacity" in declared and declared["opacity"].value.rstrip("%") in ("0", "0.0", ".0", "0.00")

    def _font_size(self, value: str, inherited: float) -> float:
        if value in _FONT_SIZES:
            return _FONT_SIZES[value]
        if value == MONOSPACE:
            return 13.0 if inherited == 16.0 else inherited
        if value in ("smaller", "larger"):
            return inherited / 1.2 if value == "smaller" else inherited * 1.2
        if value in CSS_WIDE:
            return 16.0
        length = self._length(value, inherited, inherited)
        return inherited if length is None else min(length, 10_000.0)

    def length(self, element: Element, property: str) -> float | None:
        """The property's value in CSS pixels, `em` by the element's own font size; None where only layout can tell.

        Percentages are None, and words like `auto` and `normal` too.
        """
        return self._length(self.value(element, property), self.font_size(element), None)

    def _length(self, value: str, em: float, percent_of: float | None) -> float | None:
        match = _LENGTH.match(value)
        if match is None:
            return self._sum(value, em, percent_of)
        number, unit = float(match[1]), match[2]
        if unit in _ABSOLUTE:
            return number * _ABSOLUTE[unit]
        if unit == "":
            return 0.0 if number == 0 else None
        if unit == "em":
            return number * em
        if unit == "rem":
            return number * 16.0
        if unit in ("ex", "ch"):
            return number * em / 2
        if unit == "%":
            return None if percent_of is None else number / 100 * percent_of
        if unit[-2:] in ("vw", "vh"):
            return number / 100 * (self.medium.width if unit.endswith("vw") else self.medium.height)
        return None

    def _sum(self, value: str, em: float, percent_of: float | None) -> float | None:
        """A `calc()` of one sum of plain lengths, or None."""
        if not value.startswith("calc("):
            return None
        parts = value[5:-1].split()
        total, sign = 0.0, 1.0
        for index, part in enumerate(parts):
            if index % 2:
                if part not in ("+", "-"):
                    return None
                sign = 1.0 if part == "+" else -1.0
                continue
            length = None if "(" in part else self._length(part, em, percent_of)
            if length is None:
                return None
            total += sign * length
        return total

    def _won(self, element: Element, property: str, pseudo: str) -> Won:
        if property in self._unnamed:
            return self._unnamed[property]
        if pseudo:
            won = self.cascaded(element, pseudo).get(property)
            if won is not None and won.value not in CSS_WIDE:
                return won
            if property in INHERITED:
                return self._won(element, property, "")
            return Won(INITIAL.get(property, OTHERWISE), None)
        if property not in INHERITED and not property.startswith("--"):
            return self._not_inherited(element, property)
        known = self._inherited.setdefault(property, {})
        chain = []
        one: Element | None = element
        while one is not None and one.index not in known:
            chain.append(one)
            one = one.parent
        inherited = known[one.index] if one is not None else Won(INITIAL.get(property, ""), None)
        for one in reversed(chain):
            won = self.cascaded(one, "").get(property)
            if won is None or won.value in ("revert", "revert-layer"):
                default = self._default(one, property)
                won = Won(default, None) if default is not None else inherited
            elif won.value in ("inherit", "unset"):
                won = inherited
            elif won.value == "initial":
                won = Won(INITIAL.get(property, ""), won.origin)
            if property == "color" and won.value == "currentcolor":
                won = inherited
            known[one.index] = inherited = won
        return inherited

    def _not_inherited(self, element: Element, property: str) -> Won:
        one: Element | None = element
        while one is not None:
            won = self.cascaded(one, "").get(property)
            if won is None or won.value in ("revert", "revert-layer"):
                return Won(self._default(one, property) or INITIAL.get(property, OTHERWISE), None)
            if won.value in ("initial", "unset"):
                return Won(INITIAL.get(property, OTHERWISE), won.origin)
            if won.value != "inherit":
                return won
            one = one.parent
        return Won(INITIAL.get(property, OTHERWISE), None)

    def _default(self, element: Element, property: str) -> str | None:
        if not element.attributes and element.tag not in SHEET and element.tag != "dialog":
            return None
        return defaults(element).get(property)


_PAINTING = (
    "background",
    "bgcolor",
    "<img",
    "<svg",
    "<mark",
    "<button",
    "<input",
    "<select",
    "<textarea",
    "<video",
    "<iframe",
)


def _raw(source: str, offset: int) -> int:
    """The offset in an attribute's source of an offset in its value."""
    if "&" not in source:
        return offset
    shift = 0
    for match in _REFERENCE.finditer(source):
        if match.start() - shift >= offset:
            break
        shift += len(match[0]) - len(html.unescape(match[0]))
    return offset + shift
