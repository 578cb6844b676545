"""What the patient's answers are used for, where the message asks for one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from template_check.document.content.clauses import Clause
from template_check.document.content.found import MISSING, NOT_NEEDED, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading
from template_check.document.content.sentence_model import SentenceModel
from template_check.document.content.ways import ways

_ANSWERED = ("message", "form")
# From which score of a sentence, the logarithm of the odds that it tells a use, an editor is asked.
_LIKELY = -0.5
# How many sentences a use may stand before the request for the answer, and after it if it only points to it ("Hon läser
# dem").
_BEFORE = 3
_AFTER = 4
# The same of what is a use only as the consequence of what was asked: a condition, an option, a purpose.
_SOON = 2
# An option of a list with what follows from it: "Avstå – remissen avslutas", "Yes = you keep your place".
_OPTION = re.compile(r"[”\"']?\w+(?: \w+){0,3}[”\"']?\s*(?:\s[–—=→-]|:)\s+\w")


def answers(reading: Reading, model: SentenceModel | None) -> Found:
    """The use of answers: not needed where none is asked for or permitted, else present where a sentence tells it.

    The concepts of the lexicon find both. Where they find no use, but a model of sentences takes one for a use, it is for an
    editor to say whether it is.
    """
    found = _by_concepts(reading)
    if found.status != MISSING or model is None or not reading.clauses:
        return found
    scored = [(model.scores(clause.forms)[0], clause) for clause in reading.clauses]
    score, likeliest = max(scored, key=lambda one: one[0])
    words = model.telling(likeliest.forms, "use")
    return Found(VAGUE, (likeliest.part,), words) if score > _LIKELY else Found(MISSING, (), words)


def _by_concepts(reading: Reading) -> Found:
    asking = _asking(reading)
    if not asking and not _is_declared(reading):
        return Found(NOT_NEEDED)
    used = [one for one in _telling(reading, "used") if _is_near(one, asking, _BEFORE, len(reading.clauses))]
    used += [one for one in _telling(reading, "used_after") if _is_near(one, asking, 0, _AFTER)]
    used += [one for one in _telling(reading, "used_soon") if _is_near(one, asking, 0, _SOON)]
    used += [one for one in _options(reading) if _is_near(one, asking, 0, _AFTER)]
    if used:
        return Found(PRESENT, (used[0].part,))
    vague = reading.shown("answers", "vague")
    return Found(VAGUE, (vague[0].part,)) if vague else Found(MISSING)


def _is_declared(reading: Reading) -> bool:
    return reading.document.context.declared.replies in _ANSWERED or bool(reading.document.fields)


def _asking(reading: Reading) -> list[Clause]:
    """The sentences that ask for an answer or permit one, by their words or by a link to where it is given."""
    by_link = [
        clause
        for clause in reading.shown("answers", "asks_by_link")
        if any(not link.get("href").strip().lower().startswith(("tel:", "mailto:")) for link in reading.links(clause))
    ]
    openly = [
        clause
        for clause in (*reading.shown("answers", "asks_openly"), *_questions(reading))
        if not _is_answered_elsewhere(reading, clause)
    ]
    asking = [*reading.shown("answers", "asks"), *by_link, *openly]
    return [clause for clause in asking if not reading.shows("answers", "closed", clause)]


def _questions(reading: Reading) -> list[Clause]:
    """The questions that are the last word of their block, and neither a heading nor what stands for one."""
    return [
        one
        for one in reading.shown("answers", "asks_by_question")
        if one.is_question
        and not one.is_heading
        and one.end == len(one.block.text)
        and not (one.is_alone and one.number < len(reading.clauses) - 1)
    ]


def _is_answered_elsewhere(reading: Reading, clause: Clause) -> bool:
    """Whether a request that names no place for the answer is for the telephone, or for a visit: no reply is taken."""
    if reading.document.context.declared.replies == "none":
        return True
    following = reading.clauses[clause.number : clause.number + 2]
    return any("@" not in way.text for one in following if one.block is clause.block for way in ways(reading, one))


def _telling(reading: Reading, name: str) -> list[Clause]:
    """The sentences that tell a use; of headings and questions, those that name it: "Who reads what you write?"."""
    return [
        one
        for one in reading.shown("answers", name)
        if (one.has("who_reads") or not (one.is_heading or one.is_question))
        and not reading.shows("answers", "beside", one)
    ]


def _options(reading: Reading) -> list[Clause]:
    """The options that are told with what they lead to, where they are at least two."""
    options = [one for one in reading.clauses if _OPTION.match(one.text)]
    leading = set(reading.shown("answers", "option_leads"))
    return [one for one in options if one in leading] if len(options) > 1 else []


def _is_near(clause: Clause, asking: Sequence[Clause], before: int, after: int) -> bool:
    """Whether it stands so close to a request; anywhere does where the message file alone tells of one."""
    return not asking or any(-before <= clause.number - one.number <= after for one in asking)
