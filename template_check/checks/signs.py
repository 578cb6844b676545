"""Signs in the words of a message: concepts that stand together in a sentence or close to each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from template_check.catalogue.card import Rule
from template_check.document.blocks import Sentence
from template_check.document.concepts import Bits, Concepts, Hits, Itself
from template_check.document.document import Document
from template_check.document.language import primary
from template_check.document.words import Word

_SAME = {"nb": "no", "nn": "no"}
_PARTING = frozenset(",;:–—()!?")


class Said:
    """A sentence with the concepts that its words show, which are looked for when they are first asked for."""

    __slots__ = ("_concepts", "_hits", "sentence")

    def __init__(self, sentence: Sentence, concepts: Concepts) -> None:
        self.sentence = sentence
        self._concepts = concepts
        self._hits: Hits | None = None

    @property
    def hits(self) -> Hits:
        """The concepts, and where they stand among its words, each percent sign one of them."""
        if self._hits is None:
            text = self.sentence.block.text
            if "%" not in text and text.isprintable():
                self._hits = self._concepts.hits(self.sentence.forms)
            else:
                self._hits = self._concepts.hits([word.text.lower() for word in _words(self.sentence)])
        return self._hits

    def is_denied(self, concept: str) -> bool:
        """Whether each place that shows the concept stands in one clause with a negation that belongs to no other phrase."""
        if "negation" not in self.hits:
            return False
        clauses = self._clauses()
        urged = {at for first, last in self.hits.of("urging") for at in range(first, last + 1)}
        denied = {clauses[first] for first, _ in self.hits.of("negation") if first not in urged}
        return all(not denied.isdisjoint(clauses[first : last + 1]) for first, last in self.hits.of(concept))

    def _clauses(self) -> list[int]:
        """For each word the number of its clause: a mark, or a word that opens one, begins the next."""
        text = self.sentence.block.text
        words = _words(self.sentence)
        if "clause" not in self.hits and _PARTING.isdisjoint(text[words[0].end : words[-1].start]):
            return [0] * len(words)
        opening = {first for first, _ in self.hits.of("clause")}
        clauses: list[int] = []
        clause, end = 0, 0
        for index, word in enumerate(words):
            if clauses and (index in opening or not _PARTING.isdisjoint(text[end : word.start])):
                clause += 1
            clauses.append(clause)
            end = word.end
        return clauses


def concepts_of(rule: Rule, data: str, language: str | None) -> Concepts | None:
    """The concepts that a data file of the rule lists for a language; None if it lists none."""
    return _concepts_of(Itself(rule.data[data]), language)


@lru_cache(256)
def _concepts_of(listed: Itself, language: str | None) -> Concepts | None:
    tag = primary(language) or "sv"
    own = listed.value.get(_SAME.get(tag, tag))
    return _made(Itself(own), listed) if own else None


@lru_cache(64)
def _made(listed: Itself, data: Itself) -> Concepts:
    return Concepts(listed.value, bits=_bits(data))


@lru_cache(64)
def _bits(data: Itself) -> Bits:
    """The numbers of the concepts in a data file, for all its languages."""
    return Bits()


def said(document: Document, rule: Rule, data: str) -> tuple[Said, ...]:
    """Every sentence of the message with the concepts it shows; rules of the same data look only once."""
    return document.once(_said, Itself(rule.data[data]))


def shown(document: Document, rule: Rule, data: str) -> frozenset[str]:
    """The concepts that any sentence of the message shows."""
    listed = Itself(rule.data[data])
    mask = document.once(_mask, listed)
    return frozenset(concept for concept, bit in _bits(listed).items() if mask & bit)


def _said(document: Document, listed: Itself) -> tuple[Said, ...]:
    found = []
    by_language: dict[str | None, Concepts] = {}
    for block in document.blocks:
        language = block.language
        if language not in by_language:
            by_language[language] = _concepts_of(listed, language) or _made(_NOTHING, listed)
        concepts = by_language[language]
        found += [Said(sentence, concepts) for sentence in block.sentences]
    return tuple(found)


# What is known of a language without lists.
_NOTHING = Itself({})


def _mask(document: Document, listed: Itself) -> int:
    """The concepts of the whole message as one number."""
    mask = 0
    for one in document.once(_said, listed):
        mask |= one.hits.mask
    return mask


def _words(sentence: Sentence) -> Sequence[Word]:
    """The words of a sentence, with each percent sign as one of them."""
    text = sentence.block.text
    at = text.find("%", sentence.start, sentence.end)
    if at == -1:
        return sentence.words
    words = list(sentence.words)
    while at != -1:
        words.append(Word("%", at, at + 1))
        at = text.find("%", at + 1, sentence.end)
    return sorted(words, key=lambda word: word.start)


class _Sign(NamedTuple):
    """Concepts that mean something together, as numbers; see `signs`. `needed` are all that the message must show."""

    all: int
    any: int
    near: int
    within: int
    unless: int
    apart: int
    nowhere: int
    needed: int
    denied: tuple[str, str] | None


@lru_cache(64)
def _signs(listed: Itself, data: Itself) -> tuple[_Sign, ...]:
    of = _bits(data).of
    return tuple(
        _Sign(
            all=of(sign["all"]),
            any=of(sign.get("any", ())),
            near=of(sign.get("near", ())),
            within=sign.get("within", 1),
            unless=of(sign.get("unless", ())),
            apart=of(sign.get("apart", ())),
            nowhere=of(sign.get("nowhere", ())),
            needed=of((*sign["all"], *sign.get("near", ()), *sign.get("anywhere", ()))),
            denied=None if sign.get("denied") else (sign["all"][0], next(iter(sign.get("near", ())), "")),
        )
        for sign in listed.value
    )


def signs(document: Document, rule: Rule, data: str) -> list[Said]:
    """The sentences in which any of the rule's signs in a data file is seen, in order.

    A sign needs `all` its concepts and one of `any` in one sentence, `near` ones together in that sentence or one beside
    it (or `within` so many), and `anywhere` ones in the message. It is none where the sentence shows a concept of
    `unless`, where it or one beside it shows one of `apart`, where the message shows one of `nowhere`, or where the first
    concept of `all` or `near` is denied, unless `denied` says that it may be.
    """
    listed = Itself(rule.data[data])
    anywhere = document.once(_mask, listed)
    possible = [
        sign
        for sign in _signs(Itself(rule.data[data]["signs"][rule.name]), listed)
        if not sign.needed & ~anywhere and not sign.nowhere & anywhere
    ]
    if not possible:
        return []
    sentences = said(document, rule, data)
    return [one for index, one in enumerate(sentences) if any(_is_seen(sign, sentences, index) for sign in possible)]


def _is_seen(sign: _Sign, sentences: Sequence[Said], index: int) -> bool:
    one = sentences[index]
    mask = one.hits.mask
    if sign.all & ~mask or sign.unless & mask or (sign.any and not sign.any & mask):
        return False
    first, near = sign.denied or ("", "")
    around = sentences[max(0, index - sign.within) : index + sign.within + 1]
    if sign.near and not any(
        not sign.near & ~other.hits.mask and not (near and other.is_denied(near)) for other in around
    ):
        return False
    if sign.apart and any(sign.apart & other.hits.mask for other in around):
        return False
    return not (first and one.is_denied(first))
