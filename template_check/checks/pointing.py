"""Instructions that point at a part of the message by what it looks like or where it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from template_check.catalogue.card import Rule
from template_check.document.blocks import Part, Sentence
from template_check.document.concepts import Itself
from template_check.document.document import Document
from template_check.document.element import Element

_WORD = re.compile(r"[^\W\d_]{3,}")


KINDS = ("colours", "looks", "order")


class Pointing(NamedTuple):
    """A sentence that points at something, by the words of the match."""

    sentence: Sentence
    match: re.Match[str]

    @property
    def place(self) -> Part:
        """Where the words stand."""
        return self.sentence.at(self.sentence.start + self.match.start(), self.sentence.start + self.match.end())


def colours(document: Document, rule: Rule) -> Iterator[Pointing]:
    """What points by a colour: "den gröna knappen", "markerat med rött"."""
    return _found("colours", document, rule)


def looks(document: Document, rule: Rule) -> Iterator[Pointing]:
    """What points by a shape or a side: "den runda knappen", "menyn till höger"."""
    return _found("looks", document, rule)


def order(document: Document, rule: Rule) -> Iterator[Pointing]:
    """What points by the order of reading, with the groups `thing`, `above` and `below`."""
    return _found("order", document, rule)


def _found(kind: str, document: Document, rule: Rule) -> Iterator[Pointing]:
    data: Mapping[str, Mapping[str, Sequence[str]]] = rule.data["pointing"]
    telling: dict[str, list[str]] = {}
    for block in document.blocks:
        language = _judged_in(block.language)
        if language not in data:
            continue
        one = pointer(kind, Itself(data[language]))
        if language not in telling:
            telling[language] = [word for word in document.different_words if one.is_sign(word)]
        if any(word in block.text for word in telling[language]):
            for sentence in block.sentences:
                match = one.pattern.search(sentence.text)
                if match is not None:
                    yield Pointing(sentence, match)


@lru_cache(maxsize=256)
def _judged_in(tag: str | None) -> str:
    """The language that text is judged in; the first one where it has none of its own."""
    language = (tag or "sv").partition("-")[0].lower()
    return "no" if language in ("nb", "nn") else language


class Pointer(NamedTuple):
    """A pattern made of words, and whether a word is one of those without which the pattern is not met."""

    pattern: re.Pattern[str]
    is_sign: Callable[[str], bool]


@lru_cache(maxsize=256)
def pointer(kind: str, listed: Itself) -> Pointer:
    """What finds the phrases of a kind (of `KINDS`) that a language's words make."""
    words: Mapping[str, Sequence[str]] = listed.value
    pattern = re.compile(_written(kind, words), re.IGNORECASE)
    signs = [*words["colours"], *words.get("signs", ())] if kind == "colours" else words["things"]
    sign = re.compile(rf"(?<!\w)(?:{_any(signs)})(?!\w)", re.IGNORECASE)
    return Pointer(pattern, lru_cache(maxsize=50_000)(lambda word: sign.search(word) is not None))


def _written(kind: str, words: Mapping[str, Sequence[str]]) -> str:
    thing = _any(words["things"])
    if kind == "colours":
        text = rf"(?:{_any(words['colours'])})\s+(?:[\w-]+\s+)?(?P<thing>{thing})|(?:{_any(words['marked'])})"
    elif kind == "looks":
        linking = r"(?:(?:som|som är|that is|which is|du ser|finns|is|are)\s+)?"
        text = rf"(?:{_any(words['shapes'])})\s+(?:[\w-]+\s+)?(?P<shaped>{thing})"
        text += rf"|(?P<thing>{thing})\s+{linking}(?:{_any(words['beside'])})"
        if words["before_beside"]:
            text += rf"|(?:{_any(words['before_beside'])})\s+(?:the\s+)?(?P<near>{thing})"
    else:
        where = rf"(?P<above>{_any(words['above'])})|(?P<below>{_any(words['below'])})"
        text = rf"(?P<thing>{thing})\s+(?:som (?:finns|står)\s+)?(?:{where})"
    return rf"(?<!\w)(?:{text})(?!\w)"


def _any(words: Iterable[str]) -> str:
    return "|".join(words)


def is_named(words: str, document: Document) -> bool:
    """Whether something in the message has a name, or a line of its own, with one of the words: it can be found by that."""
    known = document.once(_named)
    return any(word.casefold() in known for word in _WORD.findall(words))


def _named(document: Document) -> frozenset[str]:
    """The words of all names and of all short lines of the message, in small letters."""
    parts: list[Element] = [*document.headings, *document.links, *document.buttons, *document.fields, *document.images]
    names = [one.name for one in (*parts, *document.frames)]
    names += [block.text for block in document.blocks if len(block.text) <= _LABEL]
    for one in document.elements:
        if one.role in ("navigation", "region", "form", "group"):
            names.append("menu menyn meny navigation " + one.name if one.role == "navigation" else one.name)
    return frozenset(word.casefold() for name in names for word in _WORD.findall(name))


# The longest line that is a label and no sentence, in characters.
_LABEL = 24


# What each thing is in the accessibility tree, by the beginning of its word.
_PARTS = {
    "knapp": ("buttons", "links"), "button": ("buttons", "links"), "länk": ("links",), "link": ("links",),
    "lenke": ("links",), "fält": ("fields",), "field": ("fields",), "felt": ("fields",), "list": ("lists",),
    "tabell": ("tables",), "table": ("tables",), "bild": ("images",), "image": ("images",), "picture": ("images",),
    "formulär": ("fields", "links", "buttons"), "form": ("fields", "links", "buttons"), "kryssrut": ("fields",),
    "check": ("fields",), "knopf": ("buttons", "links"), "schaltfläche": ("buttons", "links"),
}  # fmt: skip


def is_in_order(thing: str, above: bool, sentence: Sentence) -> bool:
    """Whether such a thing stands before, or after, the sentence; True too for what has no role of its own."""
    document = sentence.document
    kinds = next((kinds for begun, kinds in _PARTS.items() if thing.casefold().startswith(begun)), None)
    if kinds is None:
        return True
    if sentence.block.element is None:
        return True
    here = sentence.block.element.index
    return any((one.index < here) if above else (one.index > here) for kind in kinds for one in getattr(document, kind))
