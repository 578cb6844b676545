"""The contrast that text is read at: its colour upon everything that lies beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from template_check.document import colour
from template_check.document.colour import TRANSPARENT, WHITE, Colour
from template_check.document.style_properties import layers, words

if TYPE_CHECKING:
    from template_check.document.element import Element
    from template_check.document.style import Styles

# WCAG's large scale: 18 points, or 14 points in bold. https://www.w3.org/TR/WCAG21/#dfn-large-scale
LARGE, LARGE_BOLD = 24.0, 14 * 4 / 3
# What an element's ground depends on, and the elements that browsers paint a ground for.
_GROUND = frozenset(
    {"background-color", "background-image", "opacity", "position", "transform", "filter", "mix-blend-mode"}
)
_FILTERS = frozenset({"filter", "mix-blend-mode"})
_MOVES = frozenset({"position", "transform"})
_PAINTED = frozenset({"mark", "button", "input", "select", "textarea"})
_MOST_COLOURS = 8
_DEEPEST = 64
_DARK_CANVAS = Colour(0x12 / 255, 0x12 / 255, 0x12 / 255)


class Contrast(NamedTuple):
    """The least and the greatest contrast that a text has, 1 to 21; the same where one colour lies beneath it."""

    least: float
    greatest: float


def is_bold(styles: Styles, element: Element) -> bool:
    """Whether the text of the element is shown in bold: a weight of 600 or more."""
    weight = styles.value(element, "font-weight")
    return weight in ("bold", "bolder") or (weight[:3].isdigit() and float(weight) >= 600)


def is_large(styles: Styles, element: Element) -> bool:
    """Whether the text of the element is of WCAG's large scale."""
    size = styles.font_size(element) + 0.01
    return size >= LARGE or (size >= LARGE_BOLD and is_bold(styles, element))


def text_colour(styles: Styles, element: Element) -> Colour | None:
    """The colour of the element's text, its own opacity in it; None if it is not known."""
    fill = styles.value(element, "-webkit-text-fill-color")
    value = fill if fill not in ("", "currentcolor") else styles.value(element, "color")
    return colour.read(value, styles.has_dark_canvas)


def text_contrast(styles: Styles, element: Element) -> Contrast | None:
    """The contrast of the element's own text with what lies beneath it.

    None where the page must be painted to know: upon a picture, in a box that is moved over others, with a filter, a
    blend or a shadow, or where a colour is told in a way that is not read here.
    """
    foreground = text_colour(styles, element)
    if foreground is None or styles.value(element, "text-shadow") != "none":
        return None
    if styles.value(element, "background-clip") == "text":
        return None
    backdrop = _backdrop(styles, element)
    if backdrop.is_faded:
        pairs = _through_opacity(styles, element, foreground)
    else:
        pairs = [(foreground.over(beneath), beneath) for beneath in backdrop.colours]
    if not pairs:
        return None
    ratios = [colour.contrast(text, beneath) for text, beneath in pairs]
    return Contrast(min(ratios), max(ratios))


def beneath(styles: Styles, element: Element) -> tuple[Colour, ...]:
    """The opaque colours that may lie beneath the element's text; empty if they are not known."""
    backdrop = _backdrop(styles, element)
    return () if backdrop.is_faded else backdrop.colours


class _Backdrop(NamedTuple):
    """What lies beneath an element's content; `is_faded` when an opacity on the way makes text and ground mix."""

    colours: tuple[Colour, ...]
    is_faded: bool


def _backdrop(styles: Styles, element: Element) -> _Backdrop:
    known: dict[int, _Backdrop] = styles.backdrops
    chain = []
    one: Element | None = element
    while one is not None and one.index not in known:
        chain.append(one)
        one = one.parent
    backdrop = known[one.index] if one is not None else _Backdrop((_canvas(styles),), False)
    for one in reversed(chain):
        if one.tag not in _PAINTED and _GROUND.isdisjoint(styles.declared(one)):
            known[one.index] = backdrop
            continue
        painted = background(styles, one)
        faded = backdrop.is_faded or (styles.is_faded and _opacity(styles.value(one, "opacity")) < 1)
        ground = () if _is_moved(styles, one) else backdrop.colours
        if _is_filtered(styles, one):
            found: tuple[Colour, ...] = ()
        elif ground:
            found = tuple(dict.fromkeys(layer.over(below) for below in ground for layer in painted))
        else:
            found = painted if all(layer.alpha > 0.999 for layer in painted) else ()
        backdrop = known[one.index] = _Backdrop(found[:_MOST_COLOURS], faded)
    return backdrop


def _canvas(styles: Styles) -> Colour:
    return _DARK_CANVAS if styles.has_dark_canvas else WHITE


def _through_opacity(styles: Styles, element: Element, foreground: Colour) -> list[tuple[Colour, Colour]]:
    """Text and what lies beneath it, each way that it may look, where groups fade; empty if that is not known."""
    pairs = [(foreground, TRANSPARENT)]
    steps = 0
    one: Element | None = element
    while one is not None:
        steps += 1
        painted = background(styles, one)
        if not painted or steps > _DEEPEST:
            return []
        pairs = [(text.over(layer), below.over(layer)) for text, below in pairs for layer in painted][:_MOST_COLOURS]
        opacity = _opacity(styles.value(one, "opacity"))
        if opacity < 1:
            pairs = [(text.faded(opacity), below.faded(opacity)) for text, below in pairs]
        covered = all(below.alpha > 0.999 for _, below in pairs)
        if _is_filtered(styles, one) or (not covered and _is_moved(styles, one)):
            return []
        one = one.parent
    canvas = _canvas(styles)
    return [(text.over(canvas), below.over(canvas)) for text, below in pairs]


def background(styles: Styles, element: Element) -> tuple[Colour, ...]:
    """What the element paints behind its content: one colour, each colour of a gradient, or nothing if not known."""
    value = styles.value(element, "background-color")
    base = _resolved(styles, element, value)
    if base is None:
        return ()
    image = styles.value(element, "background-image")
    if image == "none":
        return (base,)
    if _size_is_partial(styles, element):
        return ()
    found = [base]
    for layer in reversed(layers(image)):
        stops = _stops(styles, element, layer)
        if not stops:
            return ()
        found = [stop.over(beneath) for beneath in found for stop in stops]
        if len(found) > _MOST_COLOURS:
            return ()
    return tuple(dict.fromkeys(found))


def _size_is_partial(styles: Styles, element: Element) -> bool:
    return styles.value(element, "background-size") not in ("auto", "cover", "100%", "100% 100%")


def _stops(styles: Styles, element: Element, layer: str) -> list[Colour]:
    """The colours of a gradient; empty for a picture, and for a gradient that is not read here."""
    name, _, rest = layer.partition("(")
    if not name.lower().endswith("gradient"):
        return []
    stops = []
    for number, part in enumerate(layers(rest.removesuffix(")"))):
        found = next(
            (painted for word in words(part) if (painted := _resolved(styles, element, word.lower())) is not None), None
        )
        if found is not None:
            stops.append(found)
        elif number:
            return []
    return stops


def _resolved(styles: Styles, element: Element, value: str) -> Colour | None:
    if value == "currentcolor":
        return text_colour(styles, element)
    return colour.read(value, styles.has_dark_canvas)


def _opacity(value: str) -> float:
    number = value.removesuffix("%")
    try:
        opacity = float(number) / (100 if value.endswith("%") else 1)
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, opacity))


def _is_filtered(styles: Styles, element: Element) -> bool:
    if _FILTERS.isdisjoint(styles.declared(element)):
        return False
    return styles.value(element, "filter") != "none" or styles.value(element, "mix-blend-mode") != "normal"


def _is_moved(styles: Styles, element: Element) -> bool:
    """Whether the element may lie over others than those it stands in, of another colour."""
    if not styles.is_painted or _MOVES.isdisjoint(styles.declared(element)):
        return False
    position = styles.value(element, "position")
    if position in ("absolute", "fixed"):
        return True
    if position == "relative":
        return any(
            styles.value(element, side) not in ("auto", "0", "0px") for side in ("top", "right", "bottom", "left")
        )
    return styles.value(element, "transform") != "none"
