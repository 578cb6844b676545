"""Language: does each text stand under the name of the language that it is in, so that it is read aloud in it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import Any, NamedTuple

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, At, Verdict, fails
from template_check.document import language
from template_check.document.blocks import Part
from template_check.document.document import Document
from template_check.document.element import HTML, Element
from template_check.document.passages import (
    CODE,
    NOBODY,
    Passage,
    clauses,
    declarers,
    is_telling,
    passages,
    read_aloud,
    without_names,
)
from template_check.document.words import Word, letters, tokens

# The page that the inbox shows a message in is in this language.
_INBOX = "sv"
_CLOSED = re.compile(r"[.!?…؟۔።।。！？]+")


def mismatched_language(element: Element, rule: Rule) -> Verdict:
    """Most of the text under a `lang` attribute is in its language. ACT ucwvc8 for the page, off6ek for parts of it.

    Counted is what is shown or read aloud under this declaration and no nearer one, and for a page its title.
    """
    mismatch = element.document.once(_spoken).mismatched.get(element.index)
    if mismatch is None:
        return PASSES
    found, count = mismatch
    severity = None if count >= rule.options["letters"] else "warning"
    tag = element.get("lang").strip()
    return fails(at=element.attribute("lang"), severity=severity, tag=tag, **_named(tag, found))


def undeclared_language_change(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """A sentence or more in another language than the one in force stands in an element with a `lang` of its own.

    Names, titles, loan words, quotations of a word or two and whatever else is too short to tell by are passed over.
    Text that goes on in one language is one finding, at its first words. WCAG 3.1.2.
    """
    spoken = document.once(_spoken)
    verdicts = []
    for run in _runs(spoken):
        expected, found = spoken.expected[run[0].passage.declarer], run[0].found or ""
        count = _letters(word for one in run for word in one.words)
        # Each block that the text goes on in may be what the template holds of it.
        blocks = islice(groupby(run, key=lambda one: one.passage), _MOST_BLOCKS)
        places = [_words(passage, list(stretches)) for passage, stretches in blocks]
        first, *others = (_undeclared(words, words.text, count, expected, found, rule) for words in places)
        verdicts.append(replace(first, otherwise=tuple(others)))
    told = set()
    for element, attribute, text in read_aloud(document):
        expected = spoken.expected.get(spoken.declarers[element.index], "")
        if not expected or attribute in ("aria-labelledby", "aria-describedby") or (element.index, text) in told:
            continue
        told.add((element.index, text))
        read = tokens(text)
        other = _language_of([read], expected)
        if other is not None:
            verdicts.append(_undeclared(element.attribute(attribute), text, _letters(read), expected, other, rule))
    return verdicts or PASSES


_MOST_BLOCKS = 50


def _words(passage: Passage, stretches: Sequence[_Stretch]) -> Part:
    """From the first word of the stretches to the last, with the marks that close it."""
    end = stretches[-1].words[-1].end
    closed = _CLOSED.match(passage.block.text, end)
    return passage.block.at(stretches[0].words[0].start, closed.end() if closed else end)


def _undeclared(at: At, text: str, count: int, expected: str, found: str, rule: Rule) -> Verdict:
    severity = None if count >= rule.options["letters"] else "warning"
    return fails(at=at, severity=severity, text=_shortened(text), tag=found, **_named(expected, found))


class _Spoken(NamedTuple):
    """What a document says in which language.

    `suspects` are the passages that may hold words of another language; `expected` is the tag in force by declarer, for
    those under which a change of language shows; `mismatched` is the language found under the declarations that are
    wrong as a whole, with the number of letters there.
    """

    passages: tuple[Passage, ...]
    suspects: frozenset[int]
    declarers: Sequence[int]
    expected: Mapping[int, str]
    mismatched: Mapping[int, tuple[str, int]]


def _spoken(document: Document) -> _Spoken:
    declared = declarers(document)
    said = passages(document, declared)
    aloud = _aloud(document, declared)
    tags = {declarer: _in_force(document, declarer) for declarer in {*aloud, *(one.declarer for one in said)}}
    foreign = {tag: _foreign(document.different_words, tag) for tag in set(tags.values())}
    counts = dict.fromkeys(tags, 0)
    suspects = []
    for place, passage in enumerate(said):
        words = foreign[tags[passage.declarer]]
        count = passage.count(words) if words else 0
        counts[passage.declarer] += count
        if count >= _LEAST:
            suspects.append(place)
    for declarer, read in aloud.items():
        counts[declarer] += len(_foreign((word.text for words in read for word in words), tags[declarer]))
    mismatched: dict[int, tuple[str, int]] = {}
    for declarer, count in counts.items():
        if declarer < 0 or count < _LEAST:
            continue
        texts = [words for one in said if one.declarer == declarer for words in one.sentences]
        texts += aloud.get(declarer, ())
        if count * _SHARE < sum(map(len, texts)):
            continue
        words = [word.text for sentence in texts for word in without_names(sentence)]
        found = language.verify_words(words, tags[declarer])
        if found is not None:
            mismatched[declarer] = found, sum(map(letters, words))
    expected = {declarer: tag for declarer, tag in tags.items() if tag and declarer not in mismatched}
    return _Spoken(said, frozenset(suspects), declared, expected, mismatched)


# So many words of other languages make a text suspect; for a declaration to be doubted, they are one in so many.
_LEAST, _SHARE = 2, 8


def _aloud(document: Document, declared: Sequence[int]) -> Mapping[int, list[tuple[Word, ...]]]:
    """By declarer the words of what is read aloud without being text of the page: names, descriptions, the title."""
    found: dict[int, list[tuple[Word, ...]]] = {}
    for element, _, text in read_aloud(document):
        found.setdefault(declared[element.index], []).append(tokens(text))
    for title in document.by_tag.get("title", ()):
        if title.namespace == HTML:
            found.setdefault(declared[0], []).append(tokens("".join(node.data for node in title.text_nodes)))
            break
    return found


def _foreign(words: Iterable[str], tag: str) -> list[str]:
    """The words that show another language than the tag's, and not that one; none for no tag."""
    if not tag:
        return []
    expected = language.primary(tag)
    return [word for word in words if language.is_foreign(word, expected)]


def _in_force(document: Document, declarer: int) -> str:
    """The tag that text of this declarer is read by; empty where none is known.

    A part in the inbox stands in a Swedish page, whatever its message file says. Of a part anywhere else it is not known.
    """
    if declarer == CODE:
        return ""
    if declarer != NOBODY:
        tag = document.elements[declarer].get("lang").strip()
        return tag if tag and language.is_known_tag(tag) else ""
    if document.is_page:
        return document.language or ""
    return _INBOX if document.is_part and document.context.profile == "1177-inkorg" else ""


class _Stretch(NamedTuple):
    """Words of a passage, and the language that they are in if it is not the one in force."""

    passage: Passage
    words: Sequence[Word]
    found: str | None = None


def _runs(spoken: _Spoken) -> list[list[_Stretch]]:
    """The stretches in another language, put together where they go on over what does not tell its language."""
    runs: list[list[_Stretch]] = []
    goes_on = False
    if not spoken.suspects:
        return runs
    for place, passage in enumerate(spoken.passages):
        expected = spoken.expected.get(passage.declarer)
        if expected is None:
            continue
        if place in spoken.suspects:
            stretches: Iterable[_Stretch] = _stretches(passage, expected)
        elif goes_on:
            stretches = [_Stretch(passage, passage.words)]
        else:
            continue
        for stretch in stretches:
            if stretch.found is None:
                goes_on = goes_on and not _is_in(stretch.words, expected)
                continue
            before = runs[-1][-1] if goes_on else None
            if before is None or (before.passage.declarer, before.found) != (passage.declarer, stretch.found):
                runs.append([])
            runs[-1].append(stretch)
            goes_on = True
    return runs


def _stretches(passage: Passage, expected: str) -> Iterator[_Stretch]:
    """The passage as a whole if it is all in another language, else its sentences, else their clauses."""
    text = passage.block.text
    parted = [clauses(text, sentence) for sentence in passage.sentences]
    found = _language_of([clause for sentence in parted for clause in sentence], expected)
    if found is not None:
        yield _Stretch(passage, passage.words, found)
        return
    for words, sentence in zip(passage.sentences, parted, strict=True):
        found = _language_of(sentence, expected)
        if found is not None or len(sentence) == 1:
            yield _Stretch(passage, words, found)
        else:
            for clause in sentence:
                yield _Stretch(passage, clause, _language_of([clause], expected))


def _language_of(parts: Sequence[Sequence[Word]], expected: str) -> str | None:
    """The language that all the clauses are in if it is another than expected; None if one of them is in that.

    Single words, however many, are names of languages or other things in a row.
    """
    kept = [without_names(part) for part in parts]
    words = [word.text for part in kept for word in part]
    if not any(map(is_telling, kept)) or len(_foreign(words, expected)) < _LEAST:
        return None
    found = language.verify_words(words, expected)
    if found is None or (len(parts) > 1 and any(language.leads(_texts(part), expected, found) for part in parts)):
        return None
    # Foreign terms in a sentence do not make it foreign: words that are the expected language's alone weigh more.
    mixed = language.only(words, expected, found)
    return None if mixed and language.only(words, found, expected) < _MIXED * mixed else found


_MIXED = 4


def _is_in(words: Iterable[Word], tag: str) -> bool:
    """Whether two words or more are the language's."""
    return language.shows(_texts(words), tag) >= 2


def _texts(words: Iterable[Word]) -> list[str]:
    return [word.text for word in words]


def _letters(words: Iterable[Word]) -> int:
    return sum(letters(word.text) for word in words)


def _named(declared: str, found: str) -> dict[str, Any]:
    return {
        name: {locale: language.name(language.primary(tag), locale) for locale in ("sv", "en")}
        for name, tag in (("declared", declared), ("found", found))
    }


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
