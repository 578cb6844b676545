"""Terms and abbreviations, and whether a message explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from template_check.catalogue.card import Rule
from template_check.catalogue.phrases import Hit, Lexicon
from template_check.checks.vocabulary import (
    BESIDE,
    cased_like,
    is_quoted,
    known_words,
    language_of,
    may_tell,
    place_of,
    words_of,
)
from template_check.document.blocks import Part, Sentence
from template_check.document.document import Document
from template_check.document.language_marks import languages_of
from template_check.document.words import is_address

_WORD = re.compile(r"[^\W\d_]{4,}")
# Inflection changes the end of a word; so many first letters tell that two forms are of the same one.
_SAME = 6
_CAPITALS = re.compile(r"[^\W\d_]{2,6}")
_LEAD = " ,;:–—-("
# Words that introduce an explanation stand within so many characters.
_INTRO = 60
# The longest line that is a label and no sentence, in words.
_LABEL = 5


def unexplained(document: Document, rule: Rule) -> Iterator[tuple[Sentence, Hit]]:
    """The first place of each term that nothing beside any of its places explains."""
    if not may_tell(document, rule):
        return
    found: dict[int, tuple[Sentence, Hit]] = {}
    explained: set[int] = set()
    following = _Following(document)
    for sentence in document.sentences:
        for hit in known_words(sentence, rule):
            key = id(hit.entry)
            if key in explained or _is_unit(sentence, hit, rule):
                continue
            if _is_explained(sentence, hit, rule, following):
                explained.add(key)
                found.pop(key, None)
            else:
                found.setdefault(key, (sentence, hit))
    yield from found.values()


class _Following:
    """The text that follows a heading or a label, which may explain the words in it."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {id(block): index for index, block in enumerate(self._document.blocks)}

    def text(self, sentence: Sentence) -> str:
        """The beginning of the next blocks; nothing after text that is neither a heading nor a label."""
        if sentence.block.kind != "heading" and len(sentence.words) > _LABEL:
            return ""
        at = self._places[id(sentence.block)]
        return " ".join(block.text[:BESIDE].lower() for block in self._document.blocks[at + 1 : at + 4])


def _is_unit(sentence: Sentence, hit: Hit, rule: Rule) -> bool:
    """Whether the word is part of the name of a clinic: "kardiologiska kliniken", or the sender's declared unit."""
    following = sentence.forms[hit.end] if hit.end < len(sentence.forms) else ""
    if following.endswith(tuple(rule.options.get("units", ()))):
        return True
    unit = sentence.document.context.declared.unit
    return bool(unit) and hit.form in str(unit).lower()


def _is_explained(sentence: Sentence, hit: Hit, rule: Rule, following: _Following) -> bool:
    """Whether words beside the term say what it is, or the plain words stand near it."""
    start, end = sentence.words[hit.start].start, sentence.words[hit.end - 1].end
    if _is_said(sentence, start, end, _intros(rule, sentence)):
        return True
    text = sentence.block.text
    rest = f"{text[max(0, start - BESIDE) : start]} {text[end : end + BESIDE]}".lower() + following.text(sentence)
    known = {word[:_SAME] for word in _WORD.findall(rest)}
    common = {word[:_SAME] for word in rule.options["common"]}
    for plain in (*hit.entry.plain[:1], *hit.entry.others):
        words = {word[:_SAME] for word in _WORD.findall(plain.lower())}
        telling = words - common or words
        if words and 2 * len(telling & known) >= len(telling):
            return True
    return False


def _is_said(sentence: Sentence, start: int, end: int, intros: frozenset[str]) -> bool:
    """Whether brackets, or words that introduce an explanation, stand beside `[start, end)`."""
    text = sentence.block.text
    after = text[end : end + _INTRO].lower().lstrip("”\"’'")
    if after.lstrip().startswith("(") or after.lstrip(_LEAD).startswith(tuple(f"{intro} " for intro in intros)):
        return True
    before = text[max(0, start - _INTRO) : start].lower()
    if before.endswith(", ") and (not after or after[0] in ",.;"):
        return True
    before = before.rstrip('”"“ ')
    if before.endswith("(") and before.rstrip("( ")[-1:].isalpha():
        return True
    return before.rstrip(_LEAD).replace("(", " ").endswith(tuple(f" {intro}" for intro in intros))


def abbreviations(document: Document, rule: Rule) -> Iterator[tuple[Part, str, str | None, Sentence]]:
    """The first place of each abbreviation that is neither known nor explained, with what to write instead.

    What to write is empty for capitals that the list does not have.
    """
    if not _may_have_abbreviations(document, rule):
        return
    seen: set[str] = set()
    waiting: dict[str, tuple[Part, str, str | None, Sentence]] = {}
    for sentence in document.sentences:
        known = words_of(rule, language_of(sentence))
        if known is None:
            continue
        hits = {hit.start: hit for hit in known.hits(sentence.forms)}
        for hit in hits.values():
            if not hit.entry.is_silent and not is_quoted(sentence, hit) and hit.form not in seen:
                seen.add(hit.form)
                part = _with_stop(sentence, hit)
                written = hit.entry.replacement(hit.form)
                options = [one for one in (written, *hit.entry.others) if one]
                instead = ", ".join(f"”{cased_like(part.text, one)}”" for one in options)
                waiting[hit.form] = (part, instead, written, sentence)
        if _is_shouted(sentence):
            continue
        for index, word in enumerate(sentence.words):
            name = word.text.partition("-")[0]
            if index in hits or not name.isupper() or not _CAPITALS.fullmatch(name) or is_address(word.text):
                continue
            if not _is_abbreviation(sentence, index, known, name):
                continue
            hit = Hit(index, index + 1, known.entries[0], word.form)
            if _is_named(sentence, index, rule) or _is_said(sentence, word.start, word.end, _intros(rule, sentence)):
                seen.add(name)
                waiting.pop(name, None)
            elif name not in seen and not is_quoted(sentence, hit):
                seen.add(name)
                waiting[name] = (place_of(sentence, hit), "", None, sentence)
    yield from waiting.values()


_TWO_CAPITALS = re.compile(r"[A-ZÅÄÖ](?<!\w.)[A-ZÅÄÖ]")


def _may_have_abbreviations(document: Document, rule: Rule) -> bool:
    """Whether two capitals, or the first word of an abbreviation that the lists tell of, stand anywhere; quick."""
    return _TWO_CAPITALS.search(document.text) is not None or may_tell(document, rule)


def _intros(rule: Rule, sentence: Sentence) -> frozenset[str]:
    return rule.phrases.get(language_of(sentence), frozenset())


def _is_abbreviation(sentence: Sentence, index: int, known: Lexicon, name: str) -> bool:
    """Whether capitals are an abbreviation of something: not known, no numeral, no word, no part of a name or code."""
    if name.lower() in known or _ROMAN.fullmatch(name) or "sv" in languages_of(name.lower()):
        return False
    words = sentence.words
    around = [words[at].text for at in (index - 1, index + 1) if 0 <= at < len(words)]
    return not any(_is_name_or_code(one) for one in around)


_ROMAN = re.compile(r"[IVXLCDM]+")


def _is_name_or_code(word: str) -> bool:
    """Whether a word beside capitals makes them part of a name ("BUP Linköping") or code ("SE 2321")."""
    return word[:1].isdigit() or (word[:1].isupper() and not word.isupper())


def _is_named(sentence: Sentence, index: int, rule: Rule) -> bool:
    """Whether the word before says what capitals are the name of: "försäkringen ITP"."""
    before = sentence.forms[index - 1] if index else ""
    return len(before) >= _SAME and before.endswith(tuple(rule.options.get("definite", ())))


def _is_shouted(sentence: Sentence) -> bool:
    """Whether so many words are in capitals that they are no abbreviations."""
    written: Sequence[str] = [word.text for word in sentence.words if len(word.text) > 1 and word.text.isalpha()]
    capitals = sum(map(str.isupper, written))
    return capitals > 1 and 2 * capitals >= len(written)


def _with_stop(sentence: Sentence, hit: Hit) -> Part:
    """The abbreviation with its last full stop, where that does not end the sentence too."""
    start, end = sentence.words[hit.start].start, sentence.words[hit.end - 1].end
    text = sentence.block.text
    inside = end + 1 < sentence.end and text[end : end + 1] == "." and ("." in text[start:end] or text[end + 1] == " ")
    return sentence.at(start, end + inside)
