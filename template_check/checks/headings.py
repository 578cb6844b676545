"""Headings: can a reader get an overview of the message, and jump in it?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.checks.wording import is_listed, language_of, plain, without_number
from template_check.document.blocks import Block
from template_check.document.colour_contrast import is_bold
from template_check.document.document import Document
from template_check.document.element import Element
from template_check.document.style_defaults import MONOSPACED
from template_check.document.words import tokens

_ENDS_LIKE_TEXT = re.compile(r"[.,;:!…。，；：！、،؛۔।]\W*\Z|[.!?]\s|[。！？]\w")
# Scripts that put no space between words: about two characters are a word.
_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff]")
# An hour, a date, an amount, a number to ring: what is told in bold, not what a section is called.
_FACT = re.compile(r"\d[\d .:/-]*\d|\d{3,}|@|https?:|www\.|:\s")


def missing_heading(document: Document, rule: Rule) -> Verdict:
    """A page has a heading; a part has one when it is longer than a reader takes in at a glance."""
    if document.headings:
        return PASSES
    words = sum(len(sentence.words) for sentence in document.sentences)
    if not words or (not document.is_page and words <= rule.options["words"]):
        return PASSES
    return fails(words=words)


def skipped_heading_level(heading: Element, rule: Rule) -> Verdict:
    """A heading is at most one level below the heading before it.

    The first one may have any level where the page around it is unknown. In the inbox's page the subject is the h1, so
    there it is at most an h2.
    """
    level = heading.level
    if level is None:
        return PASSES
    document = heading.document
    headings = document.headings
    place = bisect_left(headings, heading.index, key=lambda other: other.index)
    if place:
        before = headings[place - 1].level
    elif document.context.profile == "1177-inkorg":
        before = 1
    else:
        return PASSES
    if before is None or level <= before + 1:
        return PASSES
    return fails(text=heading.name, level=level, before=before, expected=before + 1)


def empty_heading(heading: Element, rule: Rule) -> Verdict:
    """A heading has an accessible name. ACT ffd0e9."""
    if heading.name:
        return PASSES
    return fails(tag=heading.tag)


def vague_heading(heading: Element, rule: Rule) -> Verdict:
    """A heading says what the text under it is about. ACT b49b2e, WCAG 2.4.6.

    Told are only headings that would suit any text. Whether a heading suits its own is for a human to judge.
    """
    text = without_number(plain(heading.name))
    if not text or not is_listed(text, heading, rule.phrases):
        return PASSES
    return fails(at=heading.words if heading.visible_text else heading.place, text=heading.name)


def misleading_heading(heading: Element, rule: Rule) -> Verdict:
    """Whether the first text under a heading of a word or two may be about another topic than the heading announces.

    A topic is known by the beginnings of words. Asked is only where the text has none of the heading's topic and several
    of one that is not spoken of together with it. ACT b49b2e, WCAG 2.4.6.
    """
    text = plain(heading.name)
    topics: Mapping[str, Mapping[str, Any]] = rule.data["topics"]
    language = language_of(heading)
    announced = [name for name, topic in topics.items() if text in topic.get(language, _NO_TOPIC)["names"]]
    if len(announced) != 1:
        return PASSES
    block = _text_under(heading)
    if block is None:
        return PASSES
    own = topics[announced[0]]
    words = {word.text.casefold() for word in tokens(block.text[:_LONGEST])}
    if _marks(words, own[language]["marks"]):
        return PASSES
    others = (
        topic[language]["marks"]
        for name, topic in topics.items()
        if name != announced[0] and name not in own["near"] and language in topic
    )
    if all(_marks(words, marks) < rule.options["marks"] for marks in others):
        return PASSES
    return unsure(at=heading.words if heading.visible_text else heading.place, text=heading.name)


# So many characters of a text tell its topic.
_LONGEST = 1_000
_NO_TOPIC: Mapping[str, Sequence[str]] = {"names": (), "marks": ()}


def _marks(words: Collection[str], marks: Iterable[str]) -> int:
    """How many of the beginnings some word begins with."""
    return sum(any(word.startswith(mark) for word in words) for mark in marks)


def _text_under(heading: Element) -> Block | None:
    """The first block after the heading's own, if it is text and no heading."""
    blocks = heading.document.blocks
    last = max((node.index for node in heading.text_nodes), default=None)
    if last is None:
        return None
    place = bisect_right(blocks, last, key=lambda block: block.nodes[0].index)
    return blocks[place] if place < len(blocks) and blocks[place].kind != "heading" else None


def fake_heading(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """A short line, all in bold or in larger letters, upon which plain text follows, is a heading to the eye alone.

    The first line of a message is its letterhead unless it speaks to the reader, and a line of facts (an hour, a
    number, an address) is what the reader came for: neither is a heading.
    """
    if not document.styles.has_emphasis:
        return PASSES
    lines = document.blocks
    verdicts = [
        fails(at=line.place, text=line.text)
        for before, line, after in zip((None, *lines), lines, lines[1:], strict=False)
        if (before.element is not line.element if before is not None else _speaks_to_reader(line, rule))
        and _is_like_heading(line, after, rule)
    ]
    return verdicts or PASSES


def _speaks_to_reader(line: Block, rule: Rule) -> bool:
    """Whether the line says "you" or "we", which the name of a unit in a letterhead does not."""
    return any(word.casefold() in listed for listed in rule.phrases.values() for word in line.text.split())


def _is_like_heading(line: Block, after: Block, rule: Rule) -> bool:
    text = line.text
    words = len(text.split()) + len(_UNSPACED.findall(text)) // 2
    if len(text) > 120 or not 0 < words <= rule.options["most_words"]:
        return False
    if _ENDS_LIKE_TEXT.search(text) or _FACT.search(text) or not any(map(str.isalpha, text)):
        return False
    bold, size = _look(line)
    bold_after, size_after = _look(after)
    larger = size >= size_after * rule.options["larger"]
    if not (larger or (bold and not bold_after)) or len(after.text.split()) < rule.options["words_after"]:
        return False
    box = line.element
    if box is None or after.element is None:
        return False
    if any(
        _closest(one, _OTHERWISE_MARKED) for one in (box, *(node.parent for node in line.nodes if node.data.strip()))
    ):
        return False
    if _closest(after.element, _HEADINGS) or _columns(box, after.element):
        return False
    unit = (box.document.context.declared.unit or "").strip().casefold()
    return text.casefold() != unit


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OTHERWISE_MARKED = (
    *_HEADINGS, "a", "button", "th", "li", "label", "caption", "figcaption", "summary", "legend", "dt", "dd", "blockquote",
    *MONOSPACED,
)  # fmt: skip


def _closest(element: Element, tags: tuple[str, ...]) -> bool:
    return element.tag in tags or element.closest(*tags) is not None or _has_role(element)


def _has_role(element: Element) -> bool:
    one: Element | None = element
    while one is not None:
        if one.role in ("heading", "button", "link", "columnheader", "rowheader", "listitem"):
            return True
        one = one.parent
    return False


def _columns(one: Element, other: Element) -> bool:
    """Whether the two stand in different cells of one row: side by side, not one under the other."""
    mine, theirs = _cell(one), _cell(other)
    return mine is not None and theirs is not None and mine is not theirs and mine.parent is theirs.parent


def _cell(element: Element) -> Element | None:
    return element if element.tag in ("td", "th") else element.closest("td", "th")


def _look(line: Block) -> tuple[bool, float]:
    """Whether all of the line is in bold, and the size in pixels of its smallest letters."""
    styles = line.document.styles
    parents = [node.parent for node in line.nodes if node.data.strip()]
    return all(is_bold(styles, one) for one in parents), min(styles.font_size(one) for one in parents)
