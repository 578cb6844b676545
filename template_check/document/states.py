"""What is shown to whom: which elements are rendered, visible, exposed to assistive technology; which language holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from template_check.document.element import HTML, SVG

if TYPE_CHECKING:
    from template_check.document.document import Document
    from template_check.document.element import Element

_NEVER_SHOWN = frozenset(
    [
        "base",
        "basefont",
        "datalist",
        "head",
        "link",
        "meta",
        "noembed",
        "noframes",
        "param",
        "rp",
        "script",
        "style",
        "template",
        "title",
        "source",
        "track",
    ]
)
_NEVER_DRAWN = frozenset(
    [
        "title",
        "desc",
        "metadata",
        "defs",
        "symbol",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "pattern",
        "marker",
    ]
)
# What is shown wherever what is around it is, unless something says otherwise.
_ORDINARY = frozenset(
    {"a", "b", "body", "br", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "i", "li", "ol", "p", "span"}
    | {"strong", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"}
)
# What is in these is shown only by a browser that cannot show the thing itself.
_FALLBACK = frozenset({"video", "audio", "iframe"})
_FOLDING = _FALLBACK | {"details"}


@dataclass(frozen=True, slots=True)
class States:
    """By each element's index."""

    rendered: Sequence[bool]
    visible: Sequence[bool]
    exposed: Sequence[bool]
    inert: Sequence[bool]


def states(document: Document) -> States:
    """The states of all elements, in one pass from the root down."""
    rendered: list[bool] = []
    visible: list[bool] = []
    exposed: list[bool] = []
    inert: list[bool] = []
    opaque: list[bool] = []
    told: list[bool] = []
    styles = document.styles
    lowered = document.html.lower()
    hiding = "visibility" in lowered
    fading = "opacity" in lowered
    unstyled = not hiding and not styles.has_sheets
    for element in document.elements:
        parent = element.parent
        attributes = element.attributes
        if not attributes and unstyled and parent is not None and element.tag in _ORDINARY:
            above = parent.index
            may_fold = parent.attributes or parent.tag in _FOLDING
            shown = rendered[above] and not (may_fold and _is_folded(element, parent))
            rendered.append(shown)
            opaque.append(opaque[above])
            told.append(told[above])
            inert.append(inert[above])
            visible.append(shown and opaque[above])
            exposed.append(shown and told[above] and not inert[above])
            continue
        if parent is None:
            shown, seen, told_above, still = True, True, True, False
        else:
            above = parent.index
            shown, seen, told_above, still = rendered[above], opaque[above], told[above], inert[above]
            shown = shown and not _is_folded(element, parent)
        shown = shown and not _is_never_shown(element) and styles.display(element) != "none"
        if attributes:
            still = still or "inert" in attributes
            told_above = told_above and attributes.get("aria-hidden", "").strip().lower() != "true"
        seen = seen and not (fading and _is_transparent(styles.value(element, "opacity")))
        perceivable = not hiding or styles.value(element, "visibility") not in ("hidden", "collapse")
        rendered.append(shown)
        opaque.append(seen)
        told.append(told_above)
        inert.append(still)
        visible.append(shown and perceivable and seen)
        exposed.append(shown and perceivable and told_above and not still)
    for area in document.by_tag.get("area", ()):
        image = _mapped(area)
        if image is not None:
            # A browser lays no box out for it, but draws its shape upon the image.
            perceived = rendered[image.index] and not inert[area.index] and told[area.index]
            rendered[area.index], visible[area.index] = rendered[image.index], visible[image.index]
            exposed[area.index] = perceived and told[image.index]
    return States(rendered, visible, exposed, inert)


def _mapped(area: Element) -> Element | None:
    """The image whose map the area is a part of."""
    around = area.closest("map")
    name = around.attributes.get("name", "").strip() if around is not None else ""
    return area.document.mapped.get(name) if name else None


def _is_never_shown(element: Element) -> bool:
    if element.namespace == HTML:
        return element.tag in _NEVER_SHOWN or (element.tag == "audio" and "controls" not in element.attributes)
    return element.namespace == SVG and element.tag in _NEVER_DRAWN


def _is_folded(element: Element, parent: Element) -> bool:
    """Whether the parent keeps back what is in it: a closed `details`, `hidden=until-found`, a player's fallback."""
    tag, attributes = parent.tag, parent.attributes
    if parent.namespace != HTML:
        return False
    if tag == "details" and "open" not in attributes:
        return element is not next((child for child in parent.children if child.tag == "summary"), None)
    if attributes and attributes.get("hidden", "").strip().lower() == "until-found":
        return True
    return tag in _FALLBACK


def _is_transparent(opacity: str) -> bool:
    try:
        return float(opacity.rstrip("%")) <= 0
    except ValueError:
        return False


def languages(document: Document) -> Sequence[str]:
    """The language tag in force for each element, "" where none says or `lang=""` says that it is not known.

    https://html.spec.whatwg.org/multipage/dom.html#language: `xml:lang` counts on SVG and MathML only.
    """
    found: list[str] = []
    for element in document.elements:
        attributes = element.attributes
        tag = found[element.parent.index] if element.parent is not None else ""
        if attributes:
            if "lang" in attributes:
                tag = attributes["lang"].strip()
            if element.namespace != HTML and "xml:lang" in attributes:
                tag = attributes["xml:lang"].strip()
        found.append(tag)
    return found
