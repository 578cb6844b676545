"""Text: can it be read at ease, whatever the reader's eyes, screen and settings?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.checks.pointing import is_in_order, is_named, looks, order
from template_check.document.blocks import Block
from template_check.document.document import Document
from template_check.document.element import Element, TextNode
from template_check.document.style_defaults import MONOSPACED
from template_check.document.style_turning import turn
from template_check.document.subject import subject

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
_DECORATION = re.compile(
    r"(?P<signs>(?P<sign>[-=_*~•·.+#<>|\\/^°☆★●○■□♦♥✿❀─━═│—–])(?:\s?(?P=sign)){3,}"
    r"|(?:[-=_*~•·+#<>|\\/^☆★●○■□♦♥✿❀─━═—–]\s?){5,})"
    r"|(?P<disguised>[\U0001D400-\U0001D7FF]{2,})"
    r"|(?P<emoji>(?:[\U0001F300-\U0001FAFF☀-➿][\uFE0F\u200D\U0001F3FB-\U0001F3FF]*\s?){3,})"
)
# Without one of these nothing above is met: two signs in a row, a letter or picture beyond the usual ones, lone letters.
_MAY_DECORATE = (
    re.compile(r"[-=_*~•·.+#<>|\\/^°☆★●○■□♦♥✿❀─━═│—–]\s?[-=_*~•·.+#<>|\\/^°☆★●○■□♦♥✿❀─━═│—–]"),
    re.compile("[☀-➿\U0001d400-\U0001faff]"),
    re.compile(r" [^\W\d_] [^\W\d_] "),
)


def tiny_text(node: TextNode, rule: Rule) -> Verdict:
    """Text is at least as large as the option says, in CSS pixels. Raised and lowered text may be smaller."""
    element = node.parent
    styles = element.document.styles
    if not styles.has_sizes:
        return PASSES
    size = styles.font_size(element)
    if size >= rule.options["pixels"] - 0.05 or size <= 1 or not any(map(str.isalpha, node.data)):
        return PASSES
    if element.tag in ("sup", "sub", "rt") or element.closest("sup", "sub", "rt") is not None:
        return PASSES
    if styles.is_moved_away(element):
        return PASSES
    place = styles.declaration(element, "font-size")
    return fails(at=place or element.range, pixels=_number(size), text=_shortened(node.data))


def justified_text(node: TextNode, rule: Rule) -> Verdict:
    """Lines of one length open gaps between the words; text that may wrap is aligned to one side."""
    element = node.parent
    styles = element.document.styles
    if not styles.mentions("justify") or not styles.value(element, "text-align").startswith("justify"):
        return PASSES
    if len(node.data.split()) < rule.options["words"]:
        return PASSES
    return fails(at=styles.declaration(element, "text-align") or element.range, text=_shortened(node.data))


def all_capitals(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """No line, and no subject, has a long run of capitals, written so or made so by a style.

    Abbreviations, a single word and the name of a region are no run.
    """
    found: list[Verdict] = []
    if document.styles.mentions("uppercase") or _ADJACENT.search(document.text):
        found += [verdict for block in document.blocks for verdict in _capitals_in(block, rule)]
    line = subject(document)
    if line is not None:
        found += [
            fails(at=line.place, text=_shortened(line.text[start:end]))
            for start, end in _runs_of_capitals(line.text, rule, is_heading=True)
        ]
    return found or PASSES


def _capitals_in(block: Block, rule: Rule) -> Iterator[Verdict]:
    text = block.text
    for start, end in _runs_of_capitals(text, rule, block.kind == "heading"):
        if not _is_code(block.content.node_at(start)):
            yield fails(at=block.at(start, end), text=_shortened(text[start:end]))
    styles = block.document.styles
    if block.nodes and styles.mentions("uppercase") and not text.isupper():
        parent = block.nodes[0].parent
        if "uppercase" in styles.value(parent, "text-transform"):
            words = [word for word in text.split() if _LETTER.search(word)]
            if len(words) >= rule.options["words_by_style"]:
                yield fails(at=styles.declaration(parent, "text-transform") or block.place, text=_shortened(text))


def _is_code(node: TextNode | None) -> bool:
    """Whether the text is code, where capitals are a way of spelling; nothing of a text message is."""
    parent = node.parent if node is not None else None
    return parent is not None and (parent.tag in MONOSPACED or parent.closest(*MONOSPACED) is not None)


def _runs_of_capitals(text: str, rule: Rule, is_heading: bool) -> list[tuple[int, int]]:
    """Where at least so many words in a row, of so many letters in all, are in capitals within one sentence.

    A line of two words and nothing else is the name of a unit in its letterhead, except in a heading.
    """
    if _ADJACENT.search(text) is None:
        return []
    runs: list[list[re.Match[str]]] = [[]]
    for word in _WORD.finditer(text):
        if not word[0].isupper():
            if runs[-1]:
                runs.append([])
            continue
        if runs[-1] and not _BETWEEN.fullmatch(text, runs[-1][-1].end(), word.start()):
            runs.append([])
        runs[-1].append(word)
    alone = text.isupper() and not is_heading
    return [
        (run[0].start(), run[-1].end())
        for run in runs
        if len(run) >= rule.options["words"] + alone
        and run[0][0] != "REGION"
        and sum(len(word[0]) for word in run) >= rule.options["letters"]
        and sum(len(word[0]) >= 4 for word in run) >= 2
        and not _is_enumeration(text, run)
    ]


def _is_enumeration(text: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether signs stand between most of the words: "SIGABRT, SIGTRAP" names things and shouts nothing."""
    apart = sum(not text[one.end() : other.start()].isspace() for one, other in pairwise(run))
    return 2 * apart > len(run) - 1


_ADJACENT = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇЄĀ-ž][A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇЄĀ-ž]")
# What may stand between two words of one run.
_BETWEEN = re.compile(r"[\s,:;'’/–-]{1,6}")


def sensory_instruction(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """An instruction that points something out by its shape or its side of the screen. ACT 9bd38c.

    It passes where something in the message has a name with that word, and where "above" and "below" tell the order of
    reading rightly. What a sentence points at in both ways is told once.
    """
    found = [one for one in looks(document, rule) if not is_named(one.match[0], document)]
    told = {one.sentence for one in found}
    found += [
        one
        for one in order(document, rule)
        if one.sentence not in told
        and not is_in_order(one.match["thing"], one.match["above"] is not None, one.sentence)
    ]
    return [fails(at=one.place, text=one.match[0]) for one in found] or PASSES


_SPACINGS = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}


def locked_text_spacing(element: Element, rule: Rule) -> Sequence[Verdict] | Verdict:
    """A style attribute does not lock a spacing that is too narrow with `!important`. ACT 24afc2, 9e45ec, 78fd32.

    https://www.w3.org/TR/WCAG21/#text-spacing
    """
    if "important" not in element.attributes["style"].lower():
        return PASSES
    styles = element.document.styles
    found = []
    for name, least in _SPACINGS.items():
        if not styles.is_important(element, name):
            continue
        declared = styles.own(element, name)
        place = styles.declaration(element, name)
        written = element.attribute("style")
        if declared in (None, "inherit", "unset", "revert") or place is None or not _within(place, written):
            continue
        narrowest = _narrowest(element, name, declared)
        if narrowest is not None and narrowest < least - 1e-6:
            found.append(fails(at=place, property=name, value=_times(narrowest), least=_times(least)))
    return found or PASSES


def _within(place: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= place[0] and place[1] <= outer[1]


def _narrowest(element: Element, name: str, declared: str) -> float | None:
    """The least share of its font size that the spacing is, over the text that it reaches; None if there is none."""
    styles = element.document.styles
    if name == "line-height" and re.fullmatch(r"\d*\.?\d+", declared):
        ratio, pixels = float(declared), None
    elif declared in ("normal", "initial"):
        ratio, pixels = 1.2 if name == "line-height" else 0.0, None
    elif name == "line-height" and declared.endswith("%"):
        ratio, pixels = None, float(declared[:-1]) / 100 * styles.font_size(element)
    else:
        ratio, pixels = None, styles.length(element, name)
        if pixels is None:
            return None
    place = styles.declaration(element, name)
    shares = []
    for node in islice(element.text_nodes, _MOST_TEXTS):
        parent = node.parent
        if not node.is_visible or not _is_readable(parent) or styles.declaration(parent, name) != place:
            continue
        if not _LEAST[name](parent, node.data):
            continue
        size = styles.font_size(parent)
        if size > 1:
            shares.append(ratio if ratio is not None else (pixels or 0.0) / size)
    return min(shares, default=None)


_MOST_TEXTS = 100


def _is_readable(element: Element) -> bool:
    return element.namespace == "html" and not element.document.styles.is_moved_away(element)


# What a text must be for its spacing to show: two letters, two words, two lines.
_LEAST: Mapping[str, Callable[[Element, str], bool]] = {
    "letter-spacing": lambda element, text: len(text.strip()) > 1,
    "word-spacing": lambda element, text: len(text.split()) > 1,
    "line-height": lambda element, text: _wraps(element, text),
}


# The widest that a line is reckoned to be, in pixels, where no style says less: half of a screen of 1,280.
_WIDEST = 640.0


def _width(element: Element) -> float:
    """The pixels that a line has in the element, as far as it or what it stands in declares them."""
    styles = element.document.styles
    width = _WIDEST
    one: Element | None = element
    while one is not None:
        for name in ("width", "max-width"):
            if name in styles.declared(one):
                width = min(width, styles.length(one, name) or width)
        one = one.parent
    return max(width, 1.0)


def _wraps(element: Element, text: str) -> bool:
    """Whether the text runs over more than one line, and nothing lets it be scrolled sideways instead."""
    styles = element.document.styles
    if styles.value(element, "white-space") in ("nowrap", "pre"):
        return False
    one: Element | None = element
    while one is not None:
        if styles.value(one, "overflow-x") in ("auto", "scroll"):
            return False
        one = one.parent
    return _drawn(text, styles.font_size(element)) > _width(element)


def _drawn(text: str, size: float) -> float:
    """About how many pixels the text takes on one line: half the font size for each letter."""
    return len(" ".join(text.split())) * size / 2


def decorative_characters(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Rows of signs or of emoji, mathematical letters, and letters with spaces between are read out sign by sign."""
    if not any(one.search(document.text) for one in _MAY_DECORATE):
        return PASSES
    return [verdict for block in document.blocks for verdict in _decoration_in(block)] or PASSES


def _decoration_in(block: Block) -> list[Verdict]:
    text = block.text
    found = [
        match
        for match in (*_DECORATION.finditer(text), *_SPACED.finditer(text))
        if match.re is not _SPACED or match[0].isupper() or match[0].islower()
    ]
    if not found or _is_unread(block):
        return []
    return [
        fails(at=block.at(match.start(), match.start() + len(match[0].rstrip())), text=_shortened(match[0]))
        for match in found
    ]


def _is_unread(block: Block) -> bool:
    """Whether the text is kept from screen readers, or is code, where signs mean what they are."""
    parents = [node.parent for node in block.nodes if node.data.strip()]
    return bool(parents) and all(not one.is_exposed or one.closest("pre", "code") is not None for one in parents)


def moving_text(element: Element, rule: Rule) -> Verdict:
    """Text does not move, scroll or blink by itself. A style's animation may also be at rest: a human judges it."""
    if element.tag in ("marquee", "blink"):
        return fails(what=f"<{element.tag}>") if element.is_visible and element.visible_text else PASSES
    styles = element.document.styles
    if not styles.mentions("animation") or "animation-name" not in styles.declared(element):
        return PASSES
    declared = styles.value(element, "animation-name")
    if declared in ("none", "auto") or not element.is_visible or not element.visible_text:
        return PASSES
    counts = styles.value(element, "animation-iteration-count").split(",")
    durations = styles.value(element, "animation-duration").split(",")
    if any(count.strip() == "infinite" for count in counts) or any(_seconds(time) > 5 for time in durations):
        place = styles.declaration(element, "animation-name")
        return unsure(at=place, what=f"animation: {declared}")
    return PASSES


def _seconds(time: str) -> float:
    match = re.fullmatch(r"([\d.]+)(ms|s)", time.strip())
    if match is None:
        return 0.0
    try:
        return float(match[1]) / (1000 if match[2] == "ms" else 1)
    except ValueError:
        return 0.0


def line_break_structure(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Paragraphs are paragraphs, not one text with empty lines made of breaks in it."""
    verdicts = []
    told = set()
    breaks: list[Element] = []
    for block, after in pairwise(document.blocks):
        element = block.element
        if element is None or after.element is not element or element.index in told:
            continue
        if min(len(block.text.split()), len(after.text.split())) < rule.options["words"]:
            continue
        before, behind = (document.line_breaks[node.index] for node in (block.nodes[-1], after.nodes[0]))
        if behind - before < 2:
            continue
        told.add(element.index)
        breaks = breaks or list(document.elements_with(("br", "hr"), ()))
        verdicts.append(fails(at=breaks[before].range))
    return verdicts or PASSES


def clipped_text(element: Element, rule: Rule) -> Verdict:
    """A box of a fixed size does not cut off text when it is enlarged to 200 %. ACT 59br37.

    Lines are reckoned from the number of letters, upon half of a screen of 1,280 pixels. A link after the box may lead
    to the whole text: then a human judges. Three points say that there is more.
    """
    styles = element.document.styles
    if not styles.mentions("overflow") or _OVERFLOWS.isdisjoint(styles.declared(element)):
        return PASSES
    tall, wide = (styles.value(element, f"overflow-{axis}") in ("hidden", "clip") for axis in ("y", "x"))
    if not (tall or wide) or not element.is_visible:
        return PASSES
    text = element.visible_text
    size = styles.font_size(element)
    if not text or size <= 1 or styles.is_moved_away(element):
        return PASSES
    wraps = styles.value(element, "white-space") not in ("nowrap", "pre")
    drawn, width = _drawn(text, size), _width(element)
    name = _limiting(element, ("height", "max-height")) if tall else None
    lines = -(-drawn // width) if wraps else 1
    if name is not None and lines * _line_height(element, size) > (styles.length(element, name) or 0.0) * 1.2:
        values: dict[str, Any] = {"text": _shortened(text), "size": _number(styles.length(element, name) or 0.0)}
    elif wide and not wraps and styles.value(element, "text-overflow") == "clip" and drawn > width * 1.1:
        name = _limiting(element, ("width", "max-width")) or "overflow-x"
        values = {"text": _shortened(text), "size": _number(width)}
    else:
        return PASSES
    place = styles.declaration(element, name)
    if any(link.index > element.index for link in element.document.links):
        return unsure(at=place, **values)
    return fails(at=place, **values)


_OVERFLOWS = frozenset({"overflow-x", "overflow-y"})


def _limiting(element: Element, names: tuple[str, str]) -> str | None:
    """Which of the properties limits the box the most, in pixels; None if none does, or it is hidden by it."""
    styles = element.document.styles
    lengths = {name: length for name in names if (length := styles.length(element, name)) is not None and length > 1}
    return min(lengths, key=lambda name: lengths[name], default=None)


def _line_height(element: Element, size: float) -> float:
    value = element.document.styles.value(element, "line-height")
    if re.fullmatch(r"\d*\.?\d+", value):
        return float(value) * size
    if value.endswith("%"):
        return float(value[:-1]) / 100 * size
    return element.document.styles.length(element, "line-height") or 1.2 * size


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value - round(value)) < 0.05 else f"{int(value)}"


def _times(value: float) -> dict[str, str]:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return {"sv": text.replace(".", ","), "en": text}


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def locked_orientation(document: Document, rule: Rule) -> Verdict:
    """Nothing is turned by a quarter in one orientation of the screen against the other. ACT b33eff."""
    styles = document.styles
    if not styles.asks_orientation:
        return PASSES
    turned = styles.turned
    for element in document.elements:
        angles = [turn(one, element) for one in (styles, turned)]
        if None in angles or not element.is_visible or not element.visible_text:
            continue
        difference = abs((angles[0] or 0.0) - (angles[1] or 0.0)) % 180
        if 85 < difference < 95:
            places = [one.declaration(element, name) for one in (turned, styles) for name in ("transform", "rotate")]
            return fails(at=next(filter(None, places), element.range))
    return PASSES
