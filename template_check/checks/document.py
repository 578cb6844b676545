"""The page as a whole: its language, title and zoom, and HTML that browsers must guess about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.checks.wording import is_listed, plain, without_number
from template_check.document import language
from template_check.document.document import Document
from template_check.document.element import HTML, Element, TextNode
from template_check.document.roles import tab_index
from template_check.document.words import tokens

_TWENTY_HOURS = 72_000
# https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps
_REFRESH = re.compile(r"[ \t\n\f\r]*(?:(\d+)[\d.]*|\.[\d.]*)(?:[ \t\n\f\r;,]|\Z)", re.ASCII)
_SETTING = re.compile(r"([^\s,;=]+)\s*=\s*([^\s,;=]+)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)


def missing_page_language(document: Document, rule: Rule) -> Verdict:
    """A whole page says its language on `<html>`; a part stands in somebody else's page."""
    if not document.is_page or document.root is None or document.root.get("lang").strip():
        return PASSES
    return fails(at=document.root.place)


def unknown_language_code(element: Element, rule: Rule) -> Verdict:
    """The first part of a language tag is registered, https://www.iana.org/assignments/language-subtag-registry"""
    written = element.get("lang")
    tag = written.strip()
    # An empty value says that the language is unknown; a blank one on the page is the same as none at all.
    if not written or language.is_known_tag(tag) or (element.tag == "html" and not tag):
        return PASSES
    if element.tag != "html" and not _is_spoken(element):
        return PASSES
    return fails(at=element.attribute("lang"), tag=tag)


_READ_ALOUD = ("alt", "aria-label", "title", "placeholder", "aria-description", "aria-roledescription")


def _is_spoken(element: Element) -> bool:
    """Whether some text that is shown or read aloud is in the language that the element declares."""
    inherited = [element]
    while inherited:
        one = inherited.pop()
        perceived = one.is_visible or one.is_exposed
        for node in one.content:
            if isinstance(node, Element):
                if "lang" not in node.attributes:
                    inherited.append(node)
            elif perceived and node.data.strip():
                return True
        if one.is_exposed and one.attributes and any(one.get(name).strip() for name in _READ_ALOUD):
            return True
    return False


def missing_page_title(document: Document, rule: Rule) -> Verdict:
    """The first `<title>` of a whole page holds text."""
    if not document.is_page:
        return PASSES
    title = _title(document)
    if title is None:
        return fails(at=document.page_place)
    return PASSES if _written(title) else fails(at=title.place)


def _title(document: Document) -> Element | None:
    return next((one for one in document.by_tag.get("title", ()) if one.namespace == HTML), None)


def _written(element: Element) -> str:
    return " ".join("".join(node.data for node in element.text_nodes).split())


def vague_page_title(document: Document, rule: Rule) -> Verdict:
    """The title of a whole page says what it is about. ACT c4a8a4, WCAG 2.4.2.

    It fails where it is what a program puts there, or the name of a file. Where it is more than a word, does not say
    what kind of message it is, and no word of it is said on the page, a human judges.
    """
    title = _title(document) if document.is_page else None
    text = _written(title) if title is not None else ""
    if title is None or not text:
        return PASSES
    words = next((node.place for node in title.content if isinstance(node, TextNode)), None)
    if _FILE_NAME.match(text) or is_listed(without_number(plain(text)), title, rule.phrases):
        return fails(at=title.place, decided_by=words, text=text)
    kinds = tuple(rule.options["kinds"])
    topics = [word.form for word in tokens(text[:_LONGEST_TITLE]) if len(word.text) >= rule.options["topic_letters"]]
    if len(topics) < 2 or any(topic.startswith(kinds) for topic in topics):
        return PASSES
    told = (document.text, *(one.name for one in (*document.images, *document.links, *document.fields)))
    said = " ".join(told).casefold()
    if len(said.split()) < rule.options["words"] or any(topic[: rule.options["stem"]] in said for topic in topics):
        return PASSES
    return unsure(at=title.place, decided_by=words, text=text)


_LONGEST_TITLE = 300
_FILE_NAME = re.compile(r"(?:https?://|www\.)\S+\Z|[\w-]+\.(?:html?|j2|jinja2?|docx?|pdf|php|aspx)\Z", re.IGNORECASE)


def disabled_zoom(meta: Element, rule: Rule) -> Verdict:
    """https://www.w3.org/TR/css-viewport-1/#viewport-meta: text must be able to grow to 200 percent."""
    if meta.get("name").strip().lower() != "viewport":
        return PASSES
    settings = {name.lower(): value.lower() for name, value in _SETTING.findall(meta.get("content"))}
    scalable, largest = settings.get("user-scalable"), settings.get("maximum-scale")
    if scalable is not None and scalable != "yes" and abs(_scale(scalable)) < 1:
        return fails(at=meta.attribute("content"), setting=f"user-scalable={scalable}")
    if largest is not None and 0 <= (1 if largest == "yes" else _scale(largest)) < 2:
        return fails(at=meta.attribute("content"), setting=f"maximum-scale={largest}")
    return PASSES


def _scale(value: str) -> float:
    if value in ("device-width", "device-height"):
        return 10
    match = _NUMBER.match(value)
    return float(match[0][:12]) if match else 0


def timed_refresh(document: Document, rule: Rule) -> Verdict:
    """A page that is replaced while it is read; at once is allowed, and so is after more than twenty hours."""
    meta, seconds = _refresh(document)
    if meta is None or not 0 < seconds <= _TWENTY_HOURS:
        return PASSES
    return fails(at=meta.attribute("content"), seconds=seconds)


def late_refresh(document: Document, rule: Rule) -> Verdict:
    """A page that is replaced after more than twenty hours."""
    meta, seconds = _refresh(document)
    if meta is None or seconds <= _TWENTY_HOURS:
        return PASSES
    return fails(at=meta.attribute("content"), seconds=seconds)


def _refresh(document: Document) -> tuple[Element | None, int]:
    """The first declaration that a browser can read, and its seconds."""
    for meta in document.by_tag.get("meta", ()):
        if meta.get("http-equiv").strip().lower() == "refresh":
            match = _REFRESH.match(meta.get("content"))
            if match:
                return meta, int((match[1] or "0")[:9])
    return None, 0


def forced_tab_order(element: Element, rule: Rule) -> Verdict:
    """A `tabindex` above zero takes the element out of the order of reading, and puts it before all that is not."""
    index = tab_index(element)
    return fails(at=element.attribute("tabindex"), index=index) if index is not None and index > 0 else PASSES


def duplicate_id(element: Element, rule: Rule) -> Verdict:
    """What refers to an id finds only the first element that has it."""
    written = element.get("id")
    if not written or element.document.ids[written][0] is element:
        return PASSES
    return fails(at=element.attribute("id"), id=written)


def malformed_html(document: Document, rule: Rule) -> Sequence[Verdict]:
    """An attribute written twice: browsers keep the first and drop what the second says."""
    return [fails(at=at, attribute=name, tag=tag) for tag, name, at in document.repeated_attributes]


def missing_text_direction(element: Element, rule: Rule) -> Verdict:
    """Text in a script that runs from right to left needs `dir="rtl"` to be laid out and punctuated rightly."""
    tag = element.get("lang").strip()
    if not tag or not language.is_right_to_left(tag):
        return PASSES
    if any(one.get("dir").strip().lower() in ("rtl", "auto") for one in (element, *element.ancestors)):
        return PASSES
    if element.style("direction") == "rtl" or not _is_spoken(element):
        return PASSES
    return fails(at=element.place, tag=tag)
