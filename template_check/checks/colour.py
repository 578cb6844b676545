"""Colour: can the text be read, and does anything hang on the colour alone?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.checks.pointing import colours, is_named
from template_check.document.colour_contrast import is_large, text_contrast
from template_check.document.document import Document
from template_check.document.element import Element, TextNode
from template_check.positions import Range

if TYPE_CHECKING:
    from template_check.document.style import Styles

# What cannot be used need not be read. https://www.w3.org/TR/WCAG21/#contrast-minimum
_CONTROLS = frozenset({"button", "input", "select", "textarea", "fieldset", "optgroup", "option"})
_SAME = 1.001


def low_contrast(node: TextNode, rule: Rule) -> Verdict:
    """Text stands out by 4.5:1 from what lies beneath it, large text by 3:1. ACT afw4f7.

    Judged as it is shown in light and in dark colours. As ACT has it, the best spot upon a gradient decides; where
    another spot is too weak a human judges. Text of exactly the colour beneath it is not shown, and judged by no one.
    """
    return _judged(node, rule.options["ratio"], rule.options["large"], asks=True)


def low_enhanced_contrast(node: TextNode, rule: Rule) -> Verdict:
    """The same with the ratios of WCAG's level AAA: 7:1, and 4.5:1 for large text. ACT 09o5cg."""
    return _judged(node, rule.options["ratio"], rule.options["large"], asks=False)


def _judged(node: TextNode, ordinary: float, large: float, asks: bool) -> Verdict:
    element = node.parent
    light = element.document.styles
    if not light.is_complete:
        return PASSES
    verdict = PASSES
    for styles in (light,) if light.dark is light else (light, light.dark):
        if _is_strong(styles, element, ordinary, large) or not any(map(str.isalnum, node.data)):
            continue
        least = large if is_large(styles, element) else ordinary
        contrast = text_contrast(styles, element)
        if contrast is None:
            if asks and _is_shown(styles, element) and not _is_sign(node) and not _is_unusable(element):
                verdict = unsure(at=_place(styles, element), text=_shortened(node.data), least=_decimal(least))
            continue
        if contrast.least >= least or contrast.greatest <= _SAME or not _is_shown(styles, element):
            continue
        if _is_sign(node) or _is_unusable(element):
            continue
        values: dict[str, Any] = {
            "text": _shortened(node.data),
            "least": _decimal(least),
            "ratio": _decimal(contrast.greatest),
        }
        if contrast.greatest < least:
            return fails(at=_place(styles, element), **values)
        if asks:
            verdict = unsure(at=_place(styles, element), **values)
    return verdict


def _is_strong(styles: Styles, element: Element, ordinary: float, large: float) -> bool:
    """Whether the element's text stands out enough wherever it stands; what surely looks the same is judged once."""
    known = styles.strong.setdefault((ordinary, large), {})
    looks = styles.looks[element.index]
    strong = known.get(looks)
    if strong is None:
        one = element.document.elements[looks]
        contrast = text_contrast(styles, one)
        strong = contrast is not None and contrast.least >= (large if is_large(styles, one) else ordinary)
        known[looks] = strong
    return strong


def _place(styles: Styles, element: Element) -> Range:
    """The declaration of the text's colour, else of the background's on the element or one around it, else its tag."""
    place = styles.declaration(element, "color")
    one: Element | None = element
    while place is None and one is not None:
        for name in ("background-color", "background-image", "opacity"):
            place = place or styles.declaration(one, name)
        one = one.parent
    return place or element.range


def _is_sign(node: TextNode) -> bool:
    """Whether the text is a single letter that stands for something else: the "X" of a button that is called "Close"."""
    text = node.data.strip()
    if len(text) > 1:
        return False
    named = node.parent.attributes.get("aria-label", "").strip()
    return bool(named) and text.casefold() != named.casefold()


def _is_shown(styles: Styles, element: Element) -> bool:
    """Whether the text is large enough to be seen and not moved off the page."""
    return styles.font_size(element) > 1 and not styles.is_moved_away(element)


def _is_unusable(element: Element) -> bool:
    """Whether the text belongs to a control that is disabled: stands in it, or is its label."""
    one: Element | None = element
    while one is not None:
        if _is_disabled(one):
            return True
        if one.tag == "label" and _labels_disabled(one):
            return True
        name = one.attributes.get("id")
        if name and name in element.document.once(_names_of_disabled):
            return True
        one = one.parent
    return False


def _is_disabled(element: Element) -> bool:
    if element.attributes.get("aria-disabled", "").strip().lower() == "true":
        return True
    return element.tag in _CONTROLS and "disabled" in element.attributes


def _labels_disabled(label: Element) -> bool:
    wanted = label.attributes.get("for")
    if wanted is not None:
        target = label.document.by_id(wanted)
        return target is not None and _is_disabled(target)
    field = next((one for one in label.descendants if one.tag in ("input", "select", "textarea", "button")), None)
    return field is not None and (
        _is_disabled(field) or (field.closest("fieldset") is not None and _is_disabled_set(field))
    )


def _is_disabled_set(field: Element) -> bool:
    around = field.closest("fieldset")
    return around is not None and "disabled" in around.attributes


def _names_of_disabled(document: Document) -> frozenset[str]:
    """The ids of the elements that name a control which is disabled."""
    return frozenset(
        name
        for one in document.elements
        if "aria-labelledby" in one.attributes and _is_disabled(one)
        for name in one.attributes["aria-labelledby"].split()
    )


def colour_only_instruction(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """An instruction that points something out by its colour alone: "press the green button".

    It passes where something in the message has a name with that word in it, so that others find it too.
    """
    return [
        fails(at=found.place, text=found.match[0])
        for found in colours(document, rule)
        if not is_named(_colour(found.match), document)
    ] or PASSES


def _colour(match: re.Match[str]) -> str:
    """The words of a match but the thing itself: what else the thing would have to be called by."""
    thing = match["thing"]
    return match[0][: match.start("thing") - match.start()] if thing else match[0]


def _decimal(ratio: float) -> dict[str, str]:
    """A ratio with one decimal, rounded down so that what fails never reads as if it passed."""
    text = f"{int(ratio * 10 + 1e-9) / 10:.1f}".removesuffix(".0")
    return {"sv": text.replace(".", ","), "en": text}


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
