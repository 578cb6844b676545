"""Computed styles: the cascade of embedded sheets, style attributes, presentational attributes and browser defaults.

Follows https://www.w3.org/TR/css-cascade-5/. Nothing is laid out: lengths stay as written unless asked for in pixels.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from template_check.document import style_media, style_selectors, style_syntax
from template_check.document.style_defaults import HINTING, SHEET, defaults, presentational
from template_check.document.style_media import Medium
from template_check.document.style_properties import CSS_WIDE, INHERITED, INITIAL, OTHERWISE, longhands
from template_check.document.style_selectors import BudgetExceededError, Matcher, Selector, SelectorError
from template_check.positions import Range

if TYPE_CHECKING:
    from template_check.document.style_selectors import Element

    class Document(Protocol):
        """What the cascade asks of a document."""

        @property
        def html(self) -> str: ...
        @property
        def elements(self) -> Sequence[Element]: ...


_NOTHING: Mapping[str, _Won] = {}
_VAR = re.compile(r"var\(\s*(--[^\s,()]+)\s*(,)?", re.IGNORECASE)
_LONGEST_VALUE = 5_000
_MOST_SUBSTITUTIONS = 50
_MOST_RULES = 20_000
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)\Z", re.ASCII)
_FONT_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
    "xx-large": 32.0, "xxx-large": 48.0,
}  # fmt: skip
_ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}


class _Origin(NamedTuple):
    """Where a declaration stands: in a sheet (`element` None), or in an attribute of an element."""

    element: Any
    attribute: str
    start: int
    end: int


class _Won(NamedTuple):
    """The declaration that won for a property; `origin` is None for the browser's own."""

    value: str
    origin: _Origin | None
    important: bool = False


class _Rule(NamedTuple):
    selector: Selector
    declarations: tuple[style_syntax.Declaration, ...]
    weight: tuple[int, style_selectors.Specificity, int]
    base: int


class Styles:
    """The computed styles of a document's elements on one medium. Costs nothing before the first question."""

    def __init__(self, document: Document, medium: Medium = Medium()) -> None:  # noqa: B008
        self.document = document
        self.medium = medium
        # False once a sheet was too large to be matched, or stands outside the document: what it says is not known.
        self.is_complete = True
        self._own: dict[tuple[int, str], Mapping[str, _Won]] = {}
        self._inherited: dict[str, dict[int, _Won]] = {}
        self._pixels: dict[int, float] = {}
        self._substitutions = 0

    @cached_property
    def dark(self) -> Styles:
        """The same on a device whose reader prefers dark colours; itself where no sheet asks for that."""
        if not any("prefers-color-scheme" in query for rule in self._sheets for query in rule[0].media):
            return self
        return Styles(self.document, Medium(self.medium.width, self.medium.height, dark=True))

    @cached_property
    def has_sheets(self) -> bool:
        """Whether the document holds a style sheet with a rule in it."""
        return bool(self._sheets)

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
        won = self._declared(element, "").get(property)
        return won is not None and won.important

    def own(self, element: Element, property: str) -> str | None:
        """The value that is declared for the element itself, by the author or the browser; None if nothing is."""
        won = self._declared(element, "").get(property)
        return won.value if won is not None else self._default(element, property)

    def display(self, element: Element) -> str:
        """The computed `display`."""
        if "style" not in element.attributes and not self.has_sheets:
            return defaults(element).get("display", "inline")
        return self._won(element, "display", "").value

    def font_size(self, element: Element) -> float:
        """The computed font size in CSS pixels."""
        chain = []
        one: Element | None = element
        while one is not None and one.index not in self._pixels:
            chain.append(one)
            one = one.parent
        size = self._pixels[one.index] if one is not None else 16.0
        for one in reversed(chain):
            declared = self._declared(one, "").get("font-size")
            value = declared.value if declared is not None else self._default(one, "font-size")
            if value is not None and value not in ("inherit", "unset"):
                size = self._font_size(value, size)
            self._pixels[one.index] = size
        return size

    def _font_size(self, value: str, inherited: float) -> float:
        if value in _FONT_SIZES:
            return _FONT_SIZES[value]
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

    def _won(self, element: Element, property: str, pseudo: str) -> _Won:
        if pseudo:
            won = self._declared(element, pseudo).get(property)
            if won is not None and won.value not in CSS_WIDE:
                return won
            if property in INHERITED:
                return self._won(element, property, "")
            return _Won(INITIAL.get(property, OTHERWISE), None)
        if property not in INHERITED and not property.startswith("--"):
            return self._not_inherited(element, property)
        known = self._inherited.setdefault(property, {})
        chain = []
        one: Element | None = element
        while one is not None and one.index not in known:
            chain.append(one)
            one = one.parent
        inherited = known[one.index] if one is not None else _Won(INITIAL.get(property, ""), None)
        for one in reversed(chain):
            won = self._declared(one, "").get(property)
            if won is None or won.value in ("revert", "revert-layer"):
                default = self._default(one, property)
                won = _Won(default, None) if default is not None else inherited
            elif won.value in ("inherit", "unset"):
                won = inherited
            elif won.value == "initial":
                won = _Won(INITIAL.get(property, ""), won.origin)
            if property == "color" and won.value == "currentcolor":
                won = inherited
            known[one.index] = inherited = won
        return inherited

    def _not_inherited(self, element: Element, property: str) -> _Won:
        one: Element | None = element
        while one is not None:
            won = self._declared(one, "").get(property)
            if won is None or won.value in ("revert", "revert-layer"):
                return _Won(self._default(one, property) or INITIAL.get(property, OTHERWISE), None)
            if won.value in ("initial", "unset"):
                return _Won(INITIAL.get(property, OTHERWISE), won.origin)
            if won.value != "inherit":
                return won
            one = one.parent
        return _Won(INITIAL.get(property, OTHERWISE), None)

    def _default(self, element: Element, property: str) -> str | None:
        if not element.attributes and element.tag not in SHEET and element.tag != "dialog":
            return None
        return defaults(element).get(property)

    def _declared(self, element: Element, pseudo: str) -> Mapping[str, _Won]:
        """What the document declares for the element: the winner for each longhand, custom properties put in."""
        plain = "style" not in element.attributes and HINTING.isdisjoint(element.attributes)
        if plain and not self.has_sheets and not (element.tag == "a" and self._link_colour is not None):
            return _NOTHING
        key = (element.index, pseudo)
        known = self._own.get(key)
        if known is None:
            known = self._own[key] = self._cascade(element, pseudo)
        return known

    @cached_property
    def _link_colour(self) -> _Won | None:
        """What `<body link>` says of all links."""
        from template_check.document.colour import read_legacy

        for element in self.document.elements[:50]:
            if element.tag == "body":
                written = read_legacy(element.attributes["link"]) if "link" in element.attributes else None
                return _Won(written.hex, _Origin(element, "link", 0, 0)) if written is not None else None
        return None

    def _cascade(self, element: Element, pseudo: str) -> Mapping[str, _Won]:
        # Weight: importance, then the style attribute, then layer, specificity and order. The greater wins.
        entries: list[tuple[tuple[Any, ...], str, str, bool, _Origin]] = []
        winners: dict[str, _Won] = {}
        if not pseudo:
            if element.tag == "a" and "href" in element.attributes and self._link_colour is not None:
                winners["color"] = self._link_colour
            if not HINTING.isdisjoint(element.attributes):
                for name, value, attribute in presentational(element):
                    winners[name] = _Won(value, _Origin(element, attribute, 0, 0))
        for rule in self._matched.get((element.index, pseudo), ()):
            for order, declaration in enumerate(rule.declarations):
                layer, specificity, place = rule.weight
                weight = (declaration.important, False, -layer if declaration.important else layer, specificity, place)
                origin = _Origin(None, "", rule.base + declaration.start, rule.base + declaration.end)
                entries.append(((*weight, order), declaration.name, declaration.value, declaration.important, origin))
        if not pseudo and "style" in element.attributes:
            for order, declaration in enumerate(style_syntax.declarations(element.attributes["style"])):
                origin = _Origin(element, "style", declaration.start, declaration.end)
                weight = (declaration.important, True, 0, (0, 0, 0), 0)
                entries.append(((*weight, order), declaration.name, declaration.value, declaration.important, origin))
        entries.sort(key=lambda entry: entry[0])
        for _, name, value, important, origin in entries:
            if name.startswith("--"):
                winners[name] = _Won(value, origin, important)
        for _, name, value, important, origin in entries:
            if name.startswith("--"):
                continue
            if "var(" in value or "VAR(" in value:
                value = self._substituted(value, element, winners) or ""
                if not value:
                    # A declaration whose variable is missing is as `unset`, not as if it were not there.
                    value = "unset"
            for longhand, part in longhands(name, value):
                winners[longhand] = _Won(part, origin, important)
        return winners

    def _substituted(self, value: str, element: Element, own: Mapping[str, _Won]) -> str | None:
        """The value with its variables put in; None if one has neither value nor fallback."""
        for _ in range(_MOST_SUBSTITUTIONS):
            match = _VAR.search(value)
            if match is None:
                return value.strip()
            end = _closing(value, match.end())
            won = own.get(match[1])
            found = won.value if won is not None else ""
            if won is None and element.parent is not None:
                found = self._won(element.parent, match[1], "").value
            if not found:
                if match[2] is None:
                    return None
                found = value[match.end() : end].strip()
            value = value[: match.start()] + found + value[end + 1 :]
            if len(value) > _LONGEST_VALUE:
                return None
        return None

    @cached_property
    def _sheets(self) -> list[tuple[style_syntax.StyleRule, int]]:
        """The rules of all sheets in order, each with the offset of its sheet in the HTML."""
        found: list[tuple[style_syntax.StyleRule, int]] = []
        source = self.document.html
        if "<style" not in source and "<STYLE" not in source and "<Style" not in source:
            return found
        for element in self.document.elements:
            if element.tag != "style" or element.attributes.get("type", "text/css").strip().lower() not in _CSS:
                continue
            media = element.attributes.get("media", "")
            end = _end_of_raw_text(source, element.end)
            for rule in style_syntax.rules(source[element.end : end]):
                found.append((rule._replace(media=(*rule.media, media)) if media else rule, element.end))
                if len(found) > _MOST_RULES:
                    self.is_complete = False
                    return found
        return found

    @cached_property
    def _matched(self) -> Mapping[tuple[int, str], list[_Rule]]:
        """The rules that hold for each element, by its index."""
        matched: dict[tuple[int, str], list[_Rule]] = {}
        keyed: dict[str, list[_Rule]] = {}
        for rule in self._rules():
            keyed.setdefault(_key(rule.selector), []).append(rule)
        if not keyed:
            return matched
        everywhere = keyed.get("", [])
        matcher = Matcher(self.document.elements)
        try:
            for element in self.document.elements:
                attributes = element.attributes
                candidates = [everywhere, keyed.get(element.tag.lower(), ())]
                if "id" in attributes:
                    candidates.append(keyed.get("#" + attributes["id"], ()))
                if "class" in attributes:
                    candidates += [keyed.get("." + name, ()) for name in set(attributes["class"].split())]
                for rules in candidates:
                    for rule in rules:
                        if matcher.matches(element, rule.selector):
                            matched.setdefault((element.index, rule.selector.pseudo), []).append(rule)
        except BudgetExceededError:
            self.is_complete = False
        return matched

    def _rules(self) -> Iterator[_Rule]:
        layers: dict[str, int] = {}
        for order, (rule, base) in enumerate(self._sheets):
            if not all(style_media.holds(query, self.medium) for query in rule.media):
                continue
            try:
                selectors = style_selectors.read(rule.selectors)
            except SelectorError:
                continue
            layer = layers.setdefault(rule.layer, len(layers)) if rule.layer else _MOST_RULES
            for selector in selectors:
                yield _Rule(selector, rule.declarations, (layer, selector.specificity, order), base)


_CSS = frozenset({"", "text/css"})


def _key(selector: Selector) -> str:
    """What an element must have for the selector to be worth trying."""
    subject = selector.compounds[0]
    if subject.ids:
        return "#" + subject.ids[0]
    if subject.classes:
        return "." + subject.classes[0]
    return subject.tag


def _end_of_raw_text(source: str, start: int) -> int:
    match = _END_OF_STYLE.search(source, start)
    return match.start() if match else len(source)


_END_OF_STYLE = re.compile(r"</style", re.IGNORECASE)


def _closing(value: str, position: int) -> int:
    """The offset of the parenthesis that closes the one before the position; the end if none does."""
    depth = 1
    for index in range(position, len(value)):
        if value[index] == "(":
            depth += 1
        elif value[index] == ")":
            depth -= 1
            if not depth:
                return index
    return len(value)


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
