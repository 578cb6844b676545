"""Where the patient turns with questions: a way that reaches the unit."""

from __future__ import annotations

from collections.abc import Iterator

from template_check.document.blocks import Part
from template_check.document.content.clauses import Clause
from template_check.document.content.found import MISSING, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading
from template_check.document.content.ways import Way, leads_to_portal, ways

_OPEN = ("message",)
_CLOSED = ("none", "form")


def contact(reading: Reading) -> Found:
    """The contact point: present with a way of the unit's own, vague where the patient is asked to get in touch by no way."""
    declared = reading.document.context.declared
    broadcast = declared.basis == "regional" or declared.kind == "regional-broadcast"
    vague: list[Clause] = []
    for clause in reading.clauses:
        for way in _own(reading, clause):
            return Found(PRESENT, (_shown(way),))
        if reading.lexicon is None:
            continue
        index = clause.number
        shown = [name for name in ("eservice", "advice", "reply", "visit") if _shows(reading, name, index)]
        if "eservice" in shown or ("portal_link" in clause.hits and leads_to_portal(reading, clause)):
            return Found(PRESENT, (clause.part,))
        if "visit" in shown or ("advice" in shown and (broadcast or _shows(reading, "questions", index))):
            return Found(PRESENT, (clause.part,))
        if "reply" in shown and declared.replies not in _CLOSED and not reading.shown("answers", "closed"):
            return Found(PRESENT, (clause.part,))
        if "reply" in shown or _shows(reading, "vague", index):
            vague.append(clause)
    return Found(VAGUE, (vague[0].part,)) if vague else Found(MISSING)


def _shows(reading: Reading, name: str, index: int) -> bool:
    lexicon = reading.lexicon
    return lexicon is not None and lexicon.shown("contact", name, reading.hits, index)


def _own(reading: Reading, clause: Clause) -> Iterator[Way]:
    """The ways of a sentence that are the unit's: nobody else is named before them, and it is not the patient's number."""
    found = ways(reading, clause)
    done = clause.start
    for number, way in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else clause.end
        if not _is_anothers(reading, clause, done, way, following):
            yield way
        done = way.end


def _is_anothers(reading: Reading, clause: Clause, start: int, way: Way, following: int) -> bool:
    before = _between(clause, start, way.start)
    if before & {"no_number", "our_call"}:
        return True
    if "self" in before:
        return False
    if "another" in before:
        return True
    after = _between(clause, way.end, following)
    if "self" not in after and "another" in after:
        return True
    if start > clause.start:
        return False
    if clause.label is not None and clause.label.has("another", "no_number"):
        return True
    previous = reading.clauses[clause.number - 1] if clause.number else None
    if previous is not None and previous.block is clause.block and previous.has("another", "another_matter"):
        return not previous.has("self") and not ways(reading, previous)
    return clause.heading is not None and clause.heading.has("another") and not clause.heading.has("self")


def _between(clause: Clause, start: int, end: int) -> set[str]:
    """The concepts whose words stand between two offsets."""
    words = clause.words
    return {
        name
        for name, spans in clause.hits.items()
        if any(start <= words[first].start and words[last].end <= end for first, last in spans)
    }


def _shown(way: Way) -> Part:
    return way.clause.part
