"""Signs in the words of a message: concepts that stand together in a sentence or close to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from template_check.catalogue.card import Rule
from template_check.document.blocks import Sentence
from template_check.document.concepts import Concepts, Hit, Itself
from template_check.document.document import Document
from template_check.document.language import primary
from template_check.document.words import Word

_SAME = {"nb": "no", "nn": "no"}
_PARTING = frozenset(",;:–—()!?")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with the concepts that its words show."""

    sentence: Sentence
    words: Sequence[Word]
    hits: tuple[Hit, ...]
    concepts: frozenset[str]

    def is_denied(self, concept: str) -> bool:
        """Whether each place that shows the concept stands in one clause with a negation that belongs to no other phrase."""
        if "negation" not in self.concepts:
            return False
        clauses = self._clauses()
        urged = {at for hit in self.hits if hit.concept == "urging" for at in range(hit.first, hit.last + 1)}
        denied = {clauses[hit.first] for hit in self.hits if hit.concept == "negation" and hit.first not in urged}
        return all(
            not denied.isdisjoint(clauses[hit.first : hit.last + 1]) for hit in self.hits if hit.concept == concept
        )

    def _clauses(self) -> list[int]:
        """For each word the number of its clause: a mark, or a word that opens one, begins the next."""
        text = self.sentence.block.text
        opening = {hit.first for hit in self.hits if hit.concept == "clause"}
        clauses: list[int] = []
        clause, end = 0, 0
        for index, word in enumerate(self.words):
            if clauses and (index in opening or not _PARTING.isdisjoint(text[end : word.start])):
                clause += 1
            clauses.append(clause)
            end = word.end
        return clauses


def concepts_of(rule: Rule, data: str, language: str | None) -> Concepts | None:
    """The concepts that a data file of the rule lists for a language; None if it lists none."""
    tag = primary(language) or "sv"
    listed = rule.data[data].get(_SAME.get(tag, tag))
    return _made(Itself(listed)) if listed else None


@lru_cache(64)
def _made(listed: Itself) -> Concepts:
    return Concepts(listed.value)


def said(document: Document, rule: Rule, data: str) -> tuple[Said, ...]:
    """Every sentence of the message with the concepts it shows; rules of the same data look only once."""
    return document.once(_said, Itself(rule.data[data]))


def _said(document: Document, listed: Itself) -> tuple[Said, ...]:
    found = []
    for sentence in document.sentences:
        tag = primary(sentence.language) or "sv"
        concepts: Any = listed.value.get(_SAME.get(tag, tag))
        words = _words(sentence)
        hits = tuple(_made(Itself(concepts)).hits(words)) if concepts else ()
        found.append(Said(sentence, words, hits, frozenset(hit.concept for hit in hits)))
    return tuple(found)


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


def signs(sentences: Sequence[Said], listed: Iterable[Mapping[str, Any]]) -> Iterator[Said]:
    """The sentences in which any of the signs is seen, in order.

    A sign needs `all` its concepts and one of `any` in one sentence, `near` ones together in that sentence or one beside it (or `within` so many), and
    `anywhere` ones in the message. It is none where the sentence shows a concept of `unless`, where the message shows
    one of `nowhere`, or where the first concept of `all` or `near` is denied, unless `denied` says that it may be.
    """
    listed = tuple(listed)
    anywhere = frozenset().union(*(one.concepts for one in sentences))
    for index, one in enumerate(sentences):
        if one.concepts and any(_is_seen(sign, sentences, index, anywhere) for sign in listed):
            yield one


def _is_seen(sign: Mapping[str, Any], sentences: Sequence[Said], index: int, anywhere: frozenset[str]) -> bool:
    one = sentences[index]
    needed = sign["all"]
    if not one.concepts.issuperset(needed) or not one.concepts.isdisjoint(sign.get("unless", ())):
        return False
    if "any" in sign and one.concepts.isdisjoint(sign["any"]):
        return False
    if not anywhere.issuperset(sign.get("anywhere", ())) or not anywhere.isdisjoint(sign.get("nowhere", ())):
        return False
    may_be_denied = bool(sign.get("denied"))
    near, reach = sign.get("near"), sign.get("within", 1)
    if near and not any(
        other.concepts.issuperset(near) and (may_be_denied or not other.is_denied(near[0]))
        for other in sentences[max(0, index - reach) : index + reach + 1]
    ):
        return False
    return may_be_denied or not one.is_denied(needed[0])
