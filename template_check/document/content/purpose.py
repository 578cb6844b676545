"""What the message is about and why it came."""

from __future__ import annotations

from template_check.document.content.clauses import Clause
from template_check.document.content.found import MISSING, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading
from template_check.document.content.sentence_model import SentenceModel

# What a sentence that is not there scores.
_NO_SENTENCE = -3.0


def purpose(reading: Reading, model: SentenceModel | None) -> Found:
    """The purpose: present where sentences tell the errand, vague where they hardly do or only announce that there is one.

    Judged by a model of sentences where there is one for the language, else by the concepts of the lexicon.
    """
    return _by_concepts(reading) if model is None else _by_model(reading, model)


def _by_model(reading: Reading, model: SentenceModel) -> Found:
    scored = [(clause, *model.scores(clause.forms)) for clause in reading.clauses]
    if not scored:
        return Found(MISSING)
    ranked = sorted(scored, key=lambda one: -one[1])
    vaguest = max(scored, key=lambda one: one[2])
    best, second = ranked[0][1], ranked[1][1] if len(ranked) > 1 else _NO_SENTENCE
    weights = model.together
    absent = weights["best"] * best + weights["second"] * second + weights["vague"] * vaguest[2] + weights["bias"]
    if absent < weights["vague-from"]:
        return Found(PRESENT, (ranked[0][0].part,))
    if vaguest[2] > 0:
        return Found(VAGUE, (vaguest[0].part,))
    return Found(VAGUE, (ranked[0][0].part,)) if absent < weights["missing-from"] else Found(MISSING)


def _by_concepts(reading: Reading) -> Found:
    shown = [] if reading.lexicon is None else reading.shown("purpose", "present")
    told = [clause for clause in shown if not reading.shows("purpose", "aside", clause)]
    if told:
        return Found(PRESENT, (min(told, key=_rank).part,))
    vague = sorted(reading.shown("purpose", "vague"), key=lambda clause: clause.number)
    return Found(VAGUE, (vague[0].part,)) if vague else Found(MISSING)


def _rank(clause: Clause) -> tuple[bool, bool, int]:
    """Running text comes before headings, sentences that say why before others, then the first ones."""
    return clause.is_heading, not clause.has("reason"), clause.number
