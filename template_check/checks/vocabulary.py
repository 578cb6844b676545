"""Words of a message that a word list knows, without those that are names, quoted, or said in passing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.phrases import NO_ROWS, Hit, Lexicon, lexicon
from template_check.catalogue.verdict import Fix
from template_check.document.blocks import Block, Part, Sentence
from template_check.document.document import Document
from template_check.document.language import primary

_QUOTES = '”“"»«„'
# What stands beside a word stands within so many characters of it.
BESIDE = 300
_SET_APART = ("blockquote", "q", "cite", "code", "pre")


def language_of(part: Block | Sentence) -> str:
    """The language whose lists hold for some text: the one it is read as, else Swedish."""
    return _primary(part.block.read_as if isinstance(part, Sentence) else part.read_as)


@lru_cache(maxsize=64)
def _primary(tag: str | None) -> str:
    return primary(tag) or "sv"


# The word lists by rule and language, each with the data that it was made of, so that other data make another.
_known: dict[tuple[str, str], tuple[Mapping[str, Any], Lexicon | None]] = {}


def words_of(rule: Rule, language: str) -> Lexicon | None:
    """The rule's word list of a language; None if it has none."""
    known = _known.get((rule.id, language))
    if known is None or known[0] is not rule.data:
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        known = _known[rule.id, language] = rule.data, _words_of(rule, language)
    return known[1]


# Languages are what messages say that they are; so many lists of rules and languages are kept.
_MOST_KNOWN = 500


def _words_of(rule: Rule, language: str) -> Lexicon | None:
    listed = f"{rule.id.rpartition('/')[2]}-{language}"
    data = rule.data
    return lexicon(data[listed], data.get(f"paradigms-{language}", NO_ROWS)) if listed in data else None


def may_tell(document: Document, rule: Rule) -> bool:
    """Whether the rule's lists may have something to say of any word of the message; quick, and never wrong about none."""
    for language, words in document.once(words_by_language).items():
        known = words_of(rule, language)
        if known is not None and _tells(known, words):
            return True
    return False


def words_by_language(document: Document) -> Mapping[str, frozenset[str]]:
    """All words of the message by the language whose lists hold for them."""
    found: dict[str, set[str]] = {}
    for block in document.blocks:
        words = found.setdefault(language_of(block), set())
        for sentence in block.sentences:
            words.update(sentence.forms)
    return {language: frozenset(words) for language, words in found.items()}


def known_words(sentence: Sentence, rule: Rule) -> Sequence[Hit]:
    """The words of a sentence that the rule's list has something to say about."""
    known = words_of(rule, language_of(sentence))
    if known is None or not _tells(known, sentence.forms):
        return ()
    return [
        hit
        for hit in known.hits(sentence.forms)
        if not hit.entry.is_silent and not is_name(sentence, hit.start) and not is_quoted(sentence, hit)
    ]


def _tells(known: Lexicon, forms: Collection[str]) -> bool:
    """Whether a word, or the last part of one, has something to say; compounds that have not are looked up once."""
    if not known.telling.isdisjoint(forms):
        return True
    if not known.may_tell(forms):
        return False
    quiet = _quiet(known)
    if quiet.issuperset(forms):
        return False
    if len(quiet) > _MOST_QUIET:
        quiet.clear()
    for form in forms:
        if any(True for _ in known.hits((form,))):
            return True
        quiet.add(form)
    return False


_MOST_QUIET = 50_000


@lru_cache(maxsize=64)
def _quiet(known: Lexicon) -> set[str]:
    return set()


def place_of(sentence: Sentence, hit: Hit) -> Part:
    """Where the words stand that were found."""
    return sentence.at(sentence.words[hit.start].start, sentence.words[hit.end - 1].end)


def is_name(sentence: Sentence, index: int) -> bool:
    """Whether a word has a capital letter that its place in the sentence does not give it."""
    word = sentence.words[index]
    if not word.text[:1].isupper() or index == 0:
        return False
    before = sentence.block.text[max(0, word.start - 3) : word.start].rstrip()
    return not before.endswith((":", "•", "–", "-", "*")) and not around(sentence, word.start, word.end).isupper()


def is_quoted(sentence: Sentence, hit: Hit) -> bool:
    """Whether the words stand in quotation marks, or in an element for what somebody else has written."""
    block = sentence.block
    start, end = sentence.words[hit.start].start, sentence.words[hit.end - 1].end
    node = block.content.node_at(start) if block.element is not None else None
    if node is not None and node.parent.closest(*_SET_APART) is not None:
        return True
    before, after = block.text[max(0, start - BESIDE) : start], block.text[end : end + BESIDE]
    last = max(map(before.rfind, _QUOTES))
    is_open = last >= 0 and (last == 0 or not before[last - 1].isalnum()) and not before[last + 1 : last + 2].isspace()
    return is_open and any(quote in after for quote in _QUOTES)


def around(sentence: Sentence, start: int, end: int) -> str:
    """The text of the block near `[start, end)`, these characters too."""
    return sentence.block.text[max(0, start - BESIDE) : end + BESIDE]


def fix_for(part: Part, replacement: str | None, sentence: Sentence) -> Fix | None:
    """The replacement for words that stand as one run in the HTML; None without one, or where tags part them."""
    if not replacement:
        return None
    start, end = part.range()
    if sentence.document.html[start:end] != part.text:
        return None
    return Fix(cased_like(part.text, replacement))


def cased_like(text: str, replacement: str) -> str:
    """The replacement with a capital first letter, or in capitals, as the text has it."""
    if len(text) > 1 and text.isupper():
        return replacement.upper()
    return replacement[:1].upper() + replacement[1:] if text[:1].isupper() else replacement


def told(hit: Hit, text: str) -> str:
    """What to write instead, each in quotation marks: the inflected replacement first, then the others."""
    first = hit.entry.suggestion(hit.form)
    options = ([cased_like(text, first)] if first else []) + list(hit.entry.others)
    return ", ".join(one if one.startswith("(") else f"”{one}”" for one in options[:3])
