"""Constructions that leave out who does something: passives without an actor, chains of nouns made of verbs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from template_check.catalogue.card import Rule
from template_check.catalogue.phrases import Entry, Lexicon
from template_check.checks.vocabulary import is_name, language_of, words_of
from template_check.document.blocks import Part, Sentence

# Where a verb's forms in -s and its participles stand in its paradigm.
_IN_S = slice(4, 8)
_INFINITIVE_IN_S, _PRESENT_IN_S = 4, 5
_PARTICIPLES = slice(9, 12)
# How far an auxiliary may stand from its verb, and a word that settles the clause before it, in words.
_NEAR = 4
# How far after the verb an actor may stand, in words.
_FAR = 9


@lru_cache(maxsize=8)
def _passives(verbs: Lexicon) -> tuple[Mapping[str, Entry], Mapping[str, Entry], frozenset[str]]:
    """The forms in -s and the participles, each with its verb, and all of these forms."""
    in_s: dict[str, Entry] = {}
    participles: dict[str, Entry] = {}
    for verb in verbs.entries:
        in_s.update(dict.fromkeys(filter(None, verb.forms[_IN_S]), verb))
        participles.update(dict.fromkeys(filter(None, verb.forms[_PARTICIPLES]), verb))
    return in_s, participles, frozenset(in_s) | frozenset(participles)


def without_actor(sentence: Sentence, rule: Rule) -> Iterator[tuple[Part, str, str]]:
    """The passives that hide who must do something, each with the words to show and the verb's infinitive.

    A passive infinitive after a word for must or should ("ska skickas"), what is done to the reader ("du kontaktas", "du
    blir kontaktad") and what somebody decides, sends or charges ("ansökan prövas"), where nobody is said to do it.
    """
    verbs = words_of(rule, language_of(sentence))
    if verbs is None:
        return
    in_s, participles, either = _passives(verbs)
    forms, options = sentence.forms, rule.options
    if either.isdisjoint(forms):
        return
    for index, form in enumerate(forms):
        if form not in in_s and form not in participles:
            continue
        verb = in_s.get(form) or participles[form]
        helper = _helper(sentence, index, options["must"] if form in in_s else options["become"])
        if is_name(sentence, index) or _has_actor(sentence, index, options["actor"], options["particles"]):
            continue
        if form in in_s and helper < index:
            is_hidden = _must_be_done(sentence, helper, index, verb, options) and not _is_taken(
                sentence, helper, index, verbs
            )
        else:
            is_now = form == verb.forms[_PRESENT_IN_S] and "unit" in verb.marks
            is_hidden = is_now and _is_main_clause(sentence, index, options)
        if not is_hidden and "reader" in verb.marks and (form in in_s or helper < index):
            helping = _helper(sentence, index, options["will"]) if form in in_s and helper == index else helper
            is_hidden = _is_done_to_reader(sentence, helping, index, options)
        if is_hidden:
            word = sentence.words[index]
            shown = word.text if helper == index else f"{sentence.words[helper].text} {word.text}"
            yield sentence.at(word.start, word.end), shown, verb.forms[0]


def _helper(sentence: Sentence, index: int, helpers: Sequence[str]) -> int:
    """The index of the helping verb before a verb in the same clause; the verb's own if there is none."""
    for at in range(index - 1, max(-1, index - _NEAR - 2), -1):
        if _is_parted(sentence, at):
            break
        if sentence.forms[at] in helpers:
            return at
    return index


def _is_parted(sentence: Sentence, at: int) -> bool:
    """Whether a comma or the like stands after the word."""
    words = sentence.words
    between = sentence.block.text[words[at].end : words[at + 1].start] if at + 1 < len(words) else ""
    return any(sign in between for sign in ",;:()–—")


def _has_actor(sentence: Sentence, index: int, actors: Sequence[str], particles: Mapping[str, Sequence[str]]) -> bool:
    """Whether it is said after the verb by whom, or by what, it is done."""
    for at in range(index + 1, min(len(sentence.forms), index + _FAR)):
        if sentence.forms[at] in actors and not (at == index + 1 and _is_particle(sentence, at, particles)):
            return True
        if _is_parted(sentence, at):
            return False
    return False


def _is_particle(sentence: Sentence, at: int, particles: Mapping[str, Sequence[str]]) -> bool:
    """Whether a word right after the verb is part of it ("tas av före"): nobody is named after it."""
    after = particles.get(sentence.forms[at])
    if after is None:
        return False
    return at + 1 == len(sentence.forms) or _is_parted(sentence, at) or sentence.forms[at + 1] in after


def _is_done_to_reader(sentence: Sentence, helper: int, index: int, options: Mapping[str, Sequence[str]]) -> bool:
    """Whether the reader is the one that it is done to: the word before or after the verb."""
    beside = (*sentence.forms[max(0, helper - 1) : helper], *sentence.forms[helper + 1 : helper + 2])
    return any(form in options["readers"] for form in (*beside, *sentence.forms[index + 1 : index + 2]))


def _is_taken(sentence: Sentence, helper: int, index: int, verbs: Lexicon) -> bool:
    """Whether the helping verb helps another verb, between it and this one ("ska betala avgörs")."""
    between = sentence.forms[helper + 1 : index]
    return any((other := verbs.get(form)) is not None and form == other.forms[0] for form in between)


def _is_main_clause(sentence: Sentence, index: int, options: Mapping[str, Sequence[str]]) -> bool:
    """Whether the verb tells what happens, not what may happen or which one is meant."""
    first = index
    while first > max(0, index - _FAR) and not _is_parted(sentence, first - 1):
        first -= 1
    before = sentence.forms[first:index]
    return not any(form in options["subordinate"] or form in options["may"] for form in before)


def _must_be_done(
    sentence: Sentence, helper: int, index: int, verb: Entry, options: Mapping[str, Sequence[str]]
) -> bool:
    """Whether a main clause says that something must be done, and not to the patient.

    In a subordinate clause the verb follows the auxiliary at once, with adverbs between at most.
    """
    forms = sentence.forms
    if "care" in verb.marks or any(form in options["readers"] for form in forms[max(0, helper - 1) : index]):
        return False
    between = forms[helper + 1 : index]
    if forms[index] != verb.forms[_INFINITIVE_IN_S] or any(form in options["subordinate"] for form in between):
        return False
    if all(form in options["adverbs"] for form in forms[helper + 1 : index]):
        for at in range(helper - 1, max(-1, helper - _NEAR - 1), -1):
            if _is_parted(sentence, at):
                break
            if forms[at] in options["subordinate"]:
                return False
    return True


def noun_chains(sentence: Sentence, rule: Rule) -> Iterator[Part]:
    """Stretches of nouns made of verbs that only prepositions and small words hold together."""
    options = rule.options
    if language_of(sentence) not in options["languages"]:
        return
    endings, least, words = tuple(options["endings"]), options["least"], sentence.words
    nouns = {
        index
        for index, form in enumerate(sentence.forms)
        if (len(form) > _SHORTEST_NOUN and form.endswith(endings)) or form in options["nouns"]
    }
    chain: list[int] = []
    is_linked = False
    for index, form in enumerate((*sentence.forms, "") if len(nouns) >= least else ()):
        if index in nouns and (is_linked or not chain):
            chain.append(index)
            is_linked = False
        elif chain and form in options["prepositions"]:
            is_linked = True
        elif not (is_linked and form in options["small"]):
            if len(chain) >= least:
                yield sentence.at(words[chain[0]].start, words[chain[-1]].end)
            chain, is_linked = ([index] if index in nouns else []), False
        if chain and index < len(words) and _is_parted(sentence, index):
            if len(chain) >= least:
                yield sentence.at(words[chain[0]].start, words[chain[-1]].end)
            chain, is_linked = [], False


# Shorter words that end like such nouns are other ones (ring, sing, land).
_SHORTEST_NOUN = 6
