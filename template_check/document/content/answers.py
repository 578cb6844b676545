"""What the patient's answers are used for, where the message asks for one."""

from __future__ import annotations

from collections.abc import Sequence

from template_check.document.content.clauses import Clause
from template_check.document.content.found import MISSING, NOT_NEEDED, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading

_ANSWERED = ("message", "form")
# How many sentences a use may stand before the request for the answer, and after it if it only points to it ("Hon läser
# dem").
_BEFORE = 3
_AFTER = 4


def answers(reading: Reading) -> Found:
    """The use of answers: not needed where none is asked for or permitted, else present where a sentence tells it."""
    asking = _asking(reading)
    if not asking and not _is_declared(reading):
        return Found(NOT_NEEDED)
    used = [one for one in _telling(reading, "used") if _is_near(one, asking, _BEFORE, len(reading.clauses))]
    used += [one for one in _telling(reading, "used_after") if _is_near(one, asking, 0, _AFTER)]
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
    asking = [*reading.shown("answers", "asks"), *by_link]
    return [clause for clause in asking if not reading.shows("answers", "closed", clause)]


def _telling(reading: Reading, name: str) -> list[Clause]:
    return [one for one in reading.shown("answers", name) if not one.is_heading and not one.is_question]


def _is_near(clause: Clause, asking: Sequence[Clause], before: int, after: int) -> bool:
    """Whether it stands so close to a request; anywhere does where the message file alone tells of one."""
    return not asking or any(-before <= clause.number - one.number <= after for one in asking)
