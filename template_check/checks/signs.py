"""Signs in the words of a message: concepts that stand together in a sentence or close to each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from template_check.catalogue.card import Rule
from template_check.document.blocks import Sentence
from template_check.document.concepts import Concepts, Hits, Itself
from template_check.document.document import Document
from template_check.document.language import primary
from template_check.document.words import Word

_SAME = {"nb": "no", "nn": "no"}
_PARTING = frozenset(",;:–—()!?")


class Said(NamedTuple):
    """A sentence with the concepts that its words show, and where they do."""

    sentence: Sentence
    hits: Hits
    concepts: frozenset[str]

    def is_denied(self, concept: str) -> bool:
        """Whether each place that shows the concept stands in one clause with a negation that belongs to no other phrase."""
        if "negation" not in self.concepts:
            return False
        clauses = self._clauses()
        urged = {at for first, last in self.hits.get("urging", ()) for at in range(first, last + 1)}
        denied = {clauses[first] for first, _ in self.hits["negation"] if first not in urged}
        return all(not denied.isdisjoint(clauses[first : last + 1]) for first, last in self.hits.get(concept, ()))

    def _clauses(self) -> list[int]:
        """For each word the number of its clause: a mark, or a word that opens one, begins the next."""
        text = self.sentence.block.text
        opening = {first for first, _ in self.hits.get("clause", ())}
        clauses: list[int] = []
        clause, end = 0, 0
        for index, word in enumerate(_words(self.sentence)):
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
    return _made(Itself(own)) if own else None


@lru_cache(64)
def _made(listed: Itself) -> Concepts:
    return Concepts(listed.value)


def said(document: Document, rule: Rule, data: str) -> tuple[Said, ...]:
    """Every sentence of the message with the concepts it shows; rules of the same data look only once."""
    return document.once(_said, Itself(rule.data[data]))


def shown(document: Document, rule: Rule, data: str) -> frozenset[str]:
    """The concepts that any sentence of the message shows."""
    return document.once(_shown, Itself(rule.data[data]))


_NO_CONCEPTS: frozenset[str] = frozenset()


def _said(document: Document, listed: Itself) -> tuple[Said, ...]:
    found = []
    for block in document.blocks:
        concepts = _concepts_of(listed, block.language)
        is_plain = "%" not in block.text and block.text.isprintable()
        for sentence in block.sentences:
            if concepts is None:
                hits = Hits()
            elif is_plain:
                hits = concepts.hits(sentence.forms)
            else:
                hits = concepts.hits([word.text.lower() for word in _words(sentence)])
            found.append(Said(sentence, hits, frozenset(hits) if hits else _NO_CONCEPTS))
    return tuple(found)


def _shown(document: Document, listed: Itself) -> frozenset[str]:
    return _NO_CONCEPTS.union(*(one.concepts for one in document.once(_said, listed)))


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
    """Concepts that mean something together; see `signs`. `needed` are all that the message must show for it."""

    first: str
    all: frozenset[str]
    any: frozenset[str]
    near: tuple[str, ...]
    within: int
    unless: frozenset[str]
    nowhere: frozenset[str]
    may_be_denied: bool
    needed: frozenset[str]


@lru_cache(64)
def _signs(listed: Itself) -> tuple[_Sign, ...]:
    return tuple(
        _Sign(
            sign["all"][0],
            frozenset(sign["all"]),
            frozenset(sign.get("any", ())),
            tuple(sign.get("near", ())),
            sign.get("within", 1),
            frozenset(sign.get("unless", ())),
            frozenset(sign.get("nowhere", ())),
            bool(sign.get("denied")),
            frozenset((*sign["all"], *sign.get("near", ()), *sign.get("anywhere", ()))),
        )
        for sign in listed.value
    )


def signs(document: Document, rule: Rule, data: str) -> list[Said]:
    """The sentences in which any of the rule's signs in a data file is seen, in order.

    A sign needs `all` its concepts and one of `any` in one sentence, `near` ones together in that sentence or one beside it (or `within` so many), and
    `anywhere` ones in the message. It is none where the sentence shows a concept of `unless`, where the message shows
    one of `nowhere`, or where the first concept of `all` or `near` is denied, unless `denied` says that it may be.
    """
    anywhere = shown(document, rule, data)
    possible = [
        sign
        for sign in _signs(Itself(rule.data[data]["signs"][rule.name]))
        if sign.needed <= anywhere and sign.nowhere.isdisjoint(anywhere)
    ]
    if not possible:
        return []
    sentences = said(document, rule, data)
    return [
        one
        for index, one in enumerate(sentences)
        if one.concepts and any(_is_seen(sign, sentences, index) for sign in possible)
    ]


def _is_seen(sign: _Sign, sentences: Sequence[Said], index: int) -> bool:
    one = sentences[index]
    if not sign.all <= one.concepts or not sign.unless.isdisjoint(one.concepts):
        return False
    if sign.any and sign.any.isdisjoint(one.concepts):
        return False
    if sign.near and not any(
        other.concepts.issuperset(sign.near) and (sign.may_be_denied or not other.is_denied(sign.near[0]))
        for other in sentences[max(0, index - sign.within) : index + sign.within + 1]
    ):
        return False
    return sign.may_be_denied or not one.is_denied(sign.first)
