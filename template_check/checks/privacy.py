"""Privacy: does the message, or what stands beside it, tell anyone more about the patient than it must?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
from template_check.checks.signs import concepts_of
from template_check.document.concepts import Itself
from template_check.document.document import Document
from template_check.document.element import Element
from template_check.document.identity import numbers
from template_check.document.sample import SampleValue
from template_check.document.subject import subject
from template_check.document.words import tokens
from template_check.positions import Range


def personal_number(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """No identity number is written into a template: nowhere in the HTML, seen or not, nor in the subject.

    Numbers that come from the sample are judged by real-personal-number-in-sample.
    """
    today = document.context.today
    found = [fails(at=Range(start, end)) for start, end in _personal(document.html, rule, today)]
    line = subject(document)
    if line is not None and "subject" not in document.context.declared.from_data:
        found += [fails(at=line.at(start, end)) for start, end in _personal(line.text, rule, today)]
    return found or PASSES


def _personal(text: str, rule: Rule, today: date) -> Iterator[tuple[int, int]]:
    words = rule.data["identity-numbers"]
    for number in numbers(text, _words(Itself(words["personal"])), _words(Itself(words["others"])), today):
        yield number.start, number.end


@lru_cache(8)
def _words(listed: Itself) -> frozenset[str]:
    return frozenset(listed.value)


# The serials that Skatteverket's test numbers use almost alone, measured on its list of 2023:
# https://www7.skatteverket.se/portal/apier-och-oppna-data/utvecklarportalen/oppetdata/Test%C2%AD%C2%ADpersonnummer
_TEST_SERIALS = frozenset({"238", "239", *map(str, range(980, 1000))})
_PARTS = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
_LAST = date(2099, 12, 31)


def real_personal_number_in_sample(value: SampleValue, rule: Rule) -> Verdict:
    """An identity number in a sample is an official test number: on the list that the settings name, else by its serial."""
    words = rule.data["identity-numbers"]
    personal, others = _words(Itself(words["personal"])), _words(Itself(words["others"]))
    key = next((name for name in reversed(value.keys) if isinstance(name, str)), "").lower()
    parts = {key, *key.replace("-", "_").split("_")}
    named = any(word in key for word in ("personn", "pnr", "samordn")) or not parts.isdisjoint(personal)
    if not named and not parts.isdisjoint(others):
        return PASSES
    listed = rule.options["list"]
    for number in numbers(value.text, personal, others, _LAST, named):
        known = number.digits in _listed(listed) if listed else number.serial in _TEST_SERIALS
        if not known:
            return fails()
    return PASSES


@lru_cache(4)
def _listed(text: str) -> frozenset[str]:
    """The last ten digits of every number in a list, whatever stands around them."""
    return frozenset(
        re.sub(r"\D", "", match[0])[-10:] for match in re.finditer(r"(?<!\d)(?:\d{2})?\d{6}-?\d{4}(?!\d)", text)
    )


# What is fetched as soon as the message is opened.
_FETCHED = {
    "img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",), "track": ("src",),
    "iframe": ("src",), "embed": ("src",), "object": ("data",), "script": ("src",), "input": ("src",),
    "image": ("href", "xlink:href"), "use": ("href", "xlink:href"), "body": ("background",), "table": ("background",),
    "td": ("background",), "th": ("background",), "frame": ("src",),
}  # fmt: skip
_FETCHING_LINKS = frozenset({"stylesheet", "preload", "prefetch", "icon", "dns-prefetch", "preconnect", "manifest"})
_REMOTE = re.compile(r"(?:https?:)?//([^\s/?#,]+)", re.IGNORECASE)
_IN_STYLE = re.compile(
    r"(?:url\(\s{0,20}[\"']?|@import\s{1,20}[\"'])(?P<address>(?:https?:)?//(?P<host>[^\s/?#\"')]+)[^\s\"')]*)",
    re.IGNORECASE,
)


def remote_content(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Nothing is fetched from elsewhere when the message is opened: whoever owns the place sees that, when and from where."""
    found = []
    for element in document.elements_with(_FETCHED, ()):
        for name in _FETCHED[element.tag]:
            match = _REMOTE.search(element.get(name))
            if match is not None and match.start() < 2 and not _is_trusted(match[1], rule):
                found.append(fails(at=element.attribute(name), host=match[1], what=_kind(element)))
    for link in document.by_tag.get("link", ()):
        match = _REMOTE.match(link.get("href").strip())
        fetches = not _FETCHING_LINKS.isdisjoint(link.get("rel").lower().split())
        if match is not None and fetches and not _is_trusted(match[1], rule):
            found.append(fails(at=link.attribute("href"), host=match[1], what="<link>"))
    for start, styles in _styles(document):
        for match in _IN_STYLE.finditer(styles):
            if not _is_trusted(match["host"], rule):
                place = Range(start + match.start("address"), start + match.end("address"))
                found.append(fails(at=place, host=match["host"], what="url()"))
    return found or PASSES


def _kind(element: Element) -> str:
    """The element; a picture of one pixel is a tracker."""
    sizes = {element.get("width").strip().rstrip("px"), element.get("height").strip().rstrip("px")}
    return "<img> 1×1" if element.tag == "img" and sizes <= {"0", "1"} else f"<{element.tag}>"


def _is_trusted(host: str, rule: Rule) -> bool:
    host = host.lower().rpartition("@")[2].partition(":")[0]
    return any(host == known or host.endswith(f".{known}") for known in rule.options["hosts"])


def _styles(document: Document) -> Iterator[tuple[int, str]]:
    """Each style sheet and style attribute, with where it begins."""
    for sheet in document.by_tag.get("style", ()):
        yield sheet.end, document.html[sheet.end : sheet.outer_end]
    for element in document.by_attribute.get("style", ()):
        place = element.attribute("style")
        yield place.start, document.html[place.start : place.end]


def revealing_subject(document: Document, rule: Rule) -> Verdict:
    """The subject names no diagnosis and no kind of care that tells one. What screening and vaccination look for is open."""
    line = subject(document)
    concepts = concepts_of(rule, "revealing-words", line.language or "sv") if line is not None else None
    if line is None or concepts is None:
        return PASSES
    words = tokens(line.text)
    hits = concepts.hits([word.text.lower() for word in words])
    if "revealing" not in hits or "open" in hits:
        return PASSES
    first, last = hits.of("revealing")[0]
    text = line.text[words[first].start : words[last].end]
    return fails(at=line.place, text=text)
