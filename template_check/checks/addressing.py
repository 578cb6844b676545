"""Whom a message speaks to, and what it asks of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from template_check.catalogue.card import Rule
from template_check.checks.vocabulary import (
    BESIDE,
    is_name,
    known_words,
    language_of,
    may_tell,
    place_of,
    told,
    words_by_language,
)
from template_check.document.blocks import Block, Part, Sentence
from template_check.document.document import Document

# How far from a pronoun a word tells who is meant, in words.
_NEAR = 12


def indirect(document: Document, rule: Rule) -> Iterator[tuple[Part, str]]:
    """The words that speak of the reader as of another, or as of several, with what to write instead."""
    options = rule.options
    every = document.once(words_by_language)
    words = frozenset().union(*(every.get(language, frozenset()) for language in options["languages"]))
    speaks_to_one = not words.isdisjoint(options["you"])
    pronouns = {*options["polite"], *((options["one"],) if speaks_to_one else ())}
    if words.isdisjoint(pronouns) and not may_tell(document, rule):
        return
    sentences = [one for one in document.sentences if language_of(one) in options["languages"]]
    is_plural = not words.isdisjoint(pronouns) and any(word.startswith(tuple(options["several"])) for word in words)
    for sentence in sentences:
        for hit in known_words(sentence, rule):
            if not _is_another(sentence, hit.start, rule):
                yield place_of(sentence, hit), told(hit, place_of(sentence, hit).text)
        if pronouns.isdisjoint(sentence.forms):
            continue
        for index, form in enumerate(sentence.forms):
            if form == options["one"] and _is_pronoun(sentence, index, rule):
                yield _word(sentence, index), "”du”"
            elif form in options["polite"] and not is_plural and _is_polite(sentence, index, speaks_to_one, rule):
                yield _word(sentence, index), f"”{options['polite'][form]}”"


def _word(sentence: Sentence, index: int) -> Part:
    return sentence.at(sentence.words[index].start, sentence.words[index].end)


def _is_another(sentence: Sentence, index: int, rule: Rule) -> bool:
    """Whether somebody else than the reader is meant: somebody introduced before, or told apart after."""
    options = rule.options
    start = sentence.words[index].start
    before = sentence.block.text[max(0, start - BESIDE) : start].lower()
    if any(f" {words}" in f" {before}" for words in options["introduced"]):
        return True
    following = sentence.forms[index + 1 : index + 2]
    return bool(following) and following[0] in options["told_apart"]


def _is_pronoun(sentence: Sentence, index: int, rule: Rule) -> bool:
    """Whether "man" stands for the reader: beside a verb that says what one can, may or must do."""
    forms, options = sentence.forms, rule.options
    before = forms[index - 1] if index else ""
    after = forms[index + 1] if index + 1 < len(forms) else ""
    if before in options["determiners"] or is_name(sentence, index):
        return False
    if not set(forms[max(0, index - _NEAR) : index + _NEAR]).isdisjoint(options["others"]):
        return False
    return after in options["modals"] or before in options["modals"]


def _is_polite(sentence: Sentence, index: int, speaks_to_one: bool, rule: Rule) -> bool:
    """Whether "ni" is the reader alone: nobody else stands near it that could be meant with them.

    In a message that does not say "du", its capital letter or the word for one person after it must tell.
    """
    forms, options = sentence.forms, rule.options
    beside = set(forms[max(0, index - _NEAR) : index + _NEAR])
    if not beside.isdisjoint(options["you"]) or not beside.isdisjoint(options["together"]):
        return False
    return (
        speaks_to_one or is_name(sentence, index) or not set(forms[index + 1 : index + 4]).isdisjoint(options["alone"])
    )


def hidden_requests(block: Block, rule: Rule) -> Iterator[Part]:
    """The requests that stand neither first nor last in a paragraph of many sentences."""
    options = rule.options
    # A word and what parts it from the next are two characters at least.
    if block.kind not in ("paragraph", "line") or len(block.text) + 1 < 2 * options["words"]:
        return
    if language_of(block) not in options["languages"]:
        return
    sentences = block.sentences
    if len(sentences) < options["sentences"] or sum(len(one.words) for one in sentences) < options["words"]:
        return
    for sentence in sentences[1:-1]:
        forms = sentence.forms
        if sentence.text.endswith("?"):
            continue
        if forms[0] in options["imperatives"] or any(
            f"{one} {other}" in options["requests"] for one, other in pairwise(forms)
        ):
            yield sentence.place
