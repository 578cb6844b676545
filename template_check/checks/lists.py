"""Lists: are they lists to those who hear them too?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
from template_check.document.blocks import Block
from template_check.document.document import Document
from template_check.document.element import Element

_SIGN = re.compile(
    r"(?:(?P<bullet>[-–—*·•●○◦▪▫■□►▸▶‣⁃∙➢➤→»✓✔✅☑✗✘❌★☆♦◆]|[\U0001F300-\U0001FAFF☀-➿]\uFE0F?)[\s\u00a0]*"
    r"|(?P<number>\d{1,2})[.)][\s\u00a0]+|(?P<letter>[a-zA-Z])\)[\s\u00a0]+)(?=[^\W_]|[\"'”’«»(])"
)
_DASHES = frozenset("-–—")
# What an item of a list written by hand is at most, in characters: beyond it lines are paragraphs that begin alike.
_LONGEST_ITEM = 400


def fake_list(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Two lines or more in a row that begin with the same sign, or count upward, are a list to the eye alone.

    Lines that a break splits are no list without such signs, nor are replies that begin with a dash.
    """
    verdicts = []
    run: list[tuple[Block, tuple[str, int]]] = []
    for line in document.blocks:
        sign = _sign(line)
        if sign is not None and run and _continues(run[-1], line, sign):
            run.append((line, sign))
            continue
        verdicts += _judged(run)
        run = [(line, sign)] if sign is not None else []
    verdicts += _judged(run)
    return verdicts or PASSES


def _sign(line: Block) -> tuple[str, int] | None:
    """What a line begins with: the kind of sign, and its number where the kind counts; None in a list of its own."""
    text = line.text
    match = _SIGN.match(text)
    if match is None or len(text) > _LONGEST_ITEM or (line.element is not None and _is_marked_up(line.element)):
        return None
    if match["bullet"]:
        if match[0] == match["bullet"] and match["bullet"] in _DASHES:
            # "-5 grader", "–ord": without a space a dash belongs to what follows.
            return None
        return match["bullet"], 0
    if match["number"]:
        return ".", int(match["number"])
    return ")", ord(match["letter"].lower())


def _continues(last: tuple[Block, tuple[str, int]], line: Block, sign: tuple[str, int]) -> bool:
    before, (kind, number) = last
    if kind != sign[0] or (kind in (".", ")") and sign[1] != number + 1):
        return False
    one, other = before.element, line.element
    if one is other or one is None or other is None:
        return True
    return one.parent is other.parent or one.closest("tr") is not None


def _is_marked_up(box: Element) -> bool:
    one: Element | None = box
    while one is not None:
        if one.tag in ("li", "dt", "dd", "pre", "code", "select", "textarea", "th") or one.role in (
            "listitem",
            "heading",
        ):
            return True
        one = one.parent
    return False


def _judged(run: Sequence[tuple[Block, tuple[str, int]]]) -> list[Verdict]:
    if len(run) < 2 or (run[0][1][0] in (".", ")") and run[0][1][1] not in (0, 1, ord("a"))):
        return []
    first = run[0][0]
    if run[0][1][0] in _DASHES and all(line.text.rstrip().endswith(("?", "!")) for line, _ in run):
        return []
    return [fails(at=first.place, text=_shortened(first.text), count=len(run))]


def broken_list(element: Element, rule: Rule) -> Verdict:
    """An item stands in a list, and a list holds items only.

    https://html.spec.whatwg.org/multipage/grouping-content.html
    """
    tag, parent = element.tag, element.parent
    if not element.is_exposed or parent is None:
        return PASSES
    if tag == "li":
        if parent.tag in ("ul", "ol", "menu") or "role" in element.attributes or parent.role in ("list", "menu"):
            return PASSES
        document = element.document
        if document.is_part and document.context.profile == "accessibility" and not parent.is_written:
            # The list may stand in the page around, which is not known.
            return PASSES
        return fails(tag="li", problem=_PROBLEMS["item"])
    if tag in ("dt", "dd"):
        if parent.tag == "dl" or (parent.tag == "div" and parent.parent is not None and parent.parent.tag == "dl"):
            return PASSES
        return fails(tag=tag, problem=_PROBLEMS["pair"])
    if "role" in element.attributes and element.role not in ("list", None):
        return PASSES
    if element.attributes.get("role", "").strip().lower() in ("none", "presentation"):
        return PASSES
    if tag in ("ul", "ol") and element.children and not any(child.tag == "li" for child in element.children):
        # A list of anything but items is told as a role without its parts.
        return PASSES
    allowed = (
        ("dt", "dd", "div", "script", "template", "style") if tag == "dl" else ("li", "script", "template", "style")
    )
    if tag == "dl" and element.children and not any(one.tag == "dt" for one in element.descendants):
        return fails(tag=tag, problem=_PROBLEMS["terms"])
    items = 0
    for child in element.content:
        if not isinstance(child, Element):
            if child.is_visible:
                return fails(tag=tag, problem=_PROBLEMS["text"])
        elif child.tag in ("li", "dt", "dd", "div") and child.tag in allowed:
            items += 1
        elif child.tag not in allowed and child.role != "listitem" and child.is_rendered:
            return fails(tag=tag, problem=_PROBLEMS["other"])
        elif child.role == "listitem":
            items += 1
    # A script may fill the list.
    if items or "<script" in element.document.html:
        return PASSES
    return fails(severity="warning", tag=tag, problem=_PROBLEMS["empty"])


_PROBLEMS = {
    "item": {"sv": "Punkten står inte i någon lista.", "en": "The item does not stand in a list."},
    "pair": {
        "sv": "Delen står inte i någon beskrivningslista.",
        "en": "The part does not stand in a description list.",
    },
    "terms": {
        "sv": "Beskrivningslistan har inga termer (<dt>).",
        "en": "The description list has no terms (<dt>).",
    },
    "text": {
        "sv": "Det står text direkt i listan, utanför dess punkter.",
        "en": "There is text directly in the list, outside its items.",
    },
    "other": {
        "sv": "Listan innehåller något annat än punkter.",
        "en": "The list holds something other than items.",
    },
    "empty": {"sv": "Listan har inga punkter.", "en": "The list has no items."},
}


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
