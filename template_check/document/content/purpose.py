"""What the message is about and why it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from template_check.document.content.clauses import Clause
from template_check.document.content.found import MISSING, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading
from template_check.document.content.sentence_model import SentenceModel, Weights, probability, softened

# From which probability that a message tells no purpose an editor is asked, and it is a fault; a message without a
# sentence that is likelier to tell an errand than not is asked about whatever the others weigh.
_VAGUE, _MISSING = 0.85, 0.9


def purpose(reading: Reading, model: SentenceModel | None) -> Found:
    """The purpose: present where sentences tell the errand, vague where they hardly do or only announce that there is one.

    Judged by a model of sentences where there is one for the language, else by the concepts of the lexicon.
    """
    return _by_concepts(reading) if model is None else _by_model(reading, model)


def _by_model(reading: Reading, model: SentenceModel) -> Found:
    clauses = reading.clauses
    if not clauses:
        return Found(MISSING)
    scores = [model.scores(clause.forms) for clause in clauses]
    likeliest = clauses[max(range(len(clauses)), key=lambda place: scores[place][0])]
    facts = weighed_facts(scores)
    absent = probability(model.weighed("absent", facts))
    if absent < _VAGUE and facts["best"] > 0:
        return Found(PRESENT, (likeliest.part,), model.telling(likeliest.forms, "errand"))
    vaguest = max(range(len(clauses)), key=lambda place: scores[place][1])
    if scores[vaguest][1] > 0:
        return Found(VAGUE, (clauses[vaguest].part,), model.telling(clauses[vaguest].forms, "errand"))
    words = model.telling(likeliest.forms, "errand")
    return Found(VAGUE, (likeliest.part,), words) if absent < _MISSING else Found(MISSING, (), words)


def weighed_facts(scores: Sequence[Weights]) -> Mapping[str, float]:
    """What is weighed of a message, given the scores of its sentences: how much each tells of an errand, and how vague it is.

    `all` is how many sentences tell an errand by the sum of their odds, `count` the number of sentences in tens.
    """
    errands = [one[0] for one in scores]
    return {
        "best": max(errands),
        "all": sum(map(softened, errands)),
        "mean": sum(errands) / len(errands),
        "vaguest": max(one[1] for one in scores),
        "count": len(scores) / 10,
        "bias": 1.0,
    }


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
