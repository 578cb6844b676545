"""What the message is about and why it came."""

from __future__ import annotations

from template_check.document.content.clauses import Clause
from template_check.document.content.found import MISSING, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading

# A word in the name of a unit says nothing of the matter: "Diabetesmottagningen".
_NOT_IN_NAMES = ("matter",)


def purpose(reading: Reading) -> Found:
    """The purpose: present where a sentence names the matter, vague where it only says that there is one."""
    shown = [clause for clause in _present(reading) if not _is_aside(reading, clause)]
    if shown:
        told = [clause for clause in shown if not clause.is_heading]
        return Found(PRESENT, (min(told or shown, key=_rank).part,))
    vague = reading.shown("purpose", "vague")
    return Found(VAGUE, (vague[0].part,)) if vague else Found(MISSING)


def _present(reading: Reading) -> list[Clause]:
    if reading.lexicon is None:
        return []
    hits = [dict(one) for one in reading.hits]
    for mention in reading.mentions:
        found = hits[mention.clause.number]
        for name in _NOT_IN_NAMES:
            kept = [span for span in found.get(name, ()) if not mention.first <= span[0] <= mention.last]
            found.pop(name, None)
            if kept:
                found[name] = kept
    return [reading.clauses[index] for index in reading.lexicon.all("purpose", "present", hits)]


def _is_aside(reading: Reading, clause: Clause) -> bool:
    """Whether the sentence says something beside the matter: what to bring, whom to call, who writes."""
    lexicon = reading.lexicon
    return lexicon is not None and lexicon.shown("purpose", "aside", reading.hits, clause.number)


def _rank(clause: Clause) -> tuple[int, int]:
    """Sentences that say why come first, then the first ones."""
    return (0 if clause.has("reason") else 1, clause.number)
