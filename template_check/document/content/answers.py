"""What the patient's answers are used for, where the message asks for one."""

from __future__ import annotations

from template_check.document.content.found import MISSING, NOT_NEEDED, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading

_ANSWERED = ("message", "form")


def answers(reading: Reading) -> Found:
    """The use of answers: not needed where none is asked for or permitted, else present where a sentence tells it."""
    if not _is_asked(reading):
        return Found(NOT_NEEDED)
    used = [clause for clause in reading.shown("answers", "used") if not clause.is_heading and not clause.is_question]
    if used:
        return Found(PRESENT, (used[0].part,))
    vague = reading.shown("answers", "vague")
    return Found(VAGUE, (vague[0].part,)) if vague else Found(MISSING)


def _is_asked(reading: Reading) -> bool:
    if reading.document.context.declared.replies in _ANSWERED or reading.document.fields:
        return True
    return any(not reading.shows("answers", "closed", clause) for clause in reading.shown("answers", "asks"))
