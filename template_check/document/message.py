"""The four elements that a message must hold: what is found of each in what the patient sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from template_check.document.blocks import Part
from template_check.document.content.answers import answers
from template_check.document.content.contact import contact
from template_check.document.content.found import MISSING, NOT_NEEDED, PRESENT, UNSURE, VAGUE, Found
from template_check.document.content.lexicon import Lexicon, lexicon
from template_check.document.content.purpose import purpose
from template_check.document.content.reading import Reading
from template_check.document.content.sender import sender
from template_check.document.content.sentence_model import SentenceModel, sentence_model
from template_check.document.document import Document
from template_check.document.element import Element
from template_check.document.language import primary

__all__ = ["MISSING", "NOT_NEEDED", "PRESENT", "UNSURE", "VAGUE", "Found", "found"]

# The languages in which what is not found is missing; in others it may have been said in words that are not known.
_JUDGED = frozenset({"sv", "en"})


def found(document: Document, element: str, data: Mapping[str, Any]) -> Found:
    """What is found of an element: `sender`, `purpose`, `answers` or `contact`.

    A visible part that `data-content` marks as the element decides, where it is not empty. `data` holds the word lists,
    `content-sv` and the like. What is not found is missing in Swedish and English only, and unsure elsewhere or where
    stand-in values are shown; a text whose language cannot be told is read as Swedish.
    """
    marked = _marked(document, element)
    if marked is not None and element in ("purpose", "answers"):
        return Found(PRESENT, (marked.words,))
    language = _language(document)
    swedish = lexicon(data, "sv")
    reading = document.once(_reading, lexicon(data, language) if language else swedish)
    is_judged = primary(language) in _JUDGED
    model = sentence_model(data, element) if is_judged or language is None else None
    seen = _seen(reading, element, marked, swedish, model)
    is_certain = is_judged and document.context.sample is not None
    return seen if is_certain or seen.status != MISSING else Found(UNSURE, seen.evidence)


def asking_for_reply(document: Document, data: Mapping[str, Any]) -> list[Part]:
    """The sentences that ask for a reply in the message itself, or permit one. `data` as for `found`."""
    language = _language(document)
    reading = document.once(_reading, lexicon(data, language or "sv"))
    return [clause.part for clause in reading.shown("answers", "replies")]


def _language(document: Document) -> str | None:
    """The language of most of the text where the page, the message file or the text's own tags say one."""
    if document.is_page or document.context.declared.language:
        return document.language
    lengths: dict[str | None, int] = {}
    for block in document.blocks:
        lengths[block.language] = lengths.get(block.language, 0) + len(block.text)
    return max(lengths, key=lengths.__getitem__) if lengths else document.language


def _seen(
    reading: Reading, element: str, marked: Element | None, swedish: Lexicon | None, model: SentenceModel | None
) -> Found:
    if element == "sender":
        return sender(reading, swedish, marked)
    if element == "contact":
        return contact(reading, marked)
    return purpose(reading, model) if element == "purpose" else answers(reading, model)


def _marked(document: Document, element: str) -> Element | None:
    """The first visible element that is marked as the one asked for and has text."""
    marks = document.by_attribute.get("data-content", ())
    return next((one for one in marks if element in one.get("data-content").split() and one.visible_text), None)


def _reading(document: Document, known: Lexicon | None) -> Reading:
    return Reading(document, known)
