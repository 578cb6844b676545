"""Which unit writes."""

from __future__ import annotations

from functools import lru_cache

from template_check.document.content.clauses import Clause
from template_check.document.content.declared import Name, agrees, told
from template_check.document.content.found import MISSING, PRESENT, VAGUE, Found
from template_check.document.content.lexicon import Lexicon
from template_check.document.content.naming import BIGGER, gap_after
from template_check.document.content.reading import Reading
from template_check.document.content.standing import Standing
from template_check.document.content.units import Mention, mentions
from template_check.document.element import Element

# So many sentences from the beginning and the end are where a letterhead and a signature stand.
_EDGE = 2


def sender(reading: Reading, swedish: Lexicon | None, marked: Element | None) -> Found:
    """The writing unit; `marked` is the part that the author says shows it.

    A unit that the message file names must stand in a Swedish text; elsewhere its name may be a translated one. Units
    keep their Swedish names in other languages, so `swedish` knows them too.
    """
    declared = reading.document.context.declared
    if marked is not None and not declared.unit:
        return Found(PRESENT, (marked.words,))
    regions = _bodies(reading, "region") if reading.is_broadcast else []
    if regions:
        return Found(PRESENT, (regions[0].part,))
    if declared.unit:
        return _declared(reading, declared.unit, swedish)
    return _told(reading, _mentions(reading, swedish))


def _mentions(reading: Reading, swedish: Lexicon | None) -> list[Mention]:
    """The units that the sentences name, by their Swedish names too."""
    found = list(reading.mentions)
    if swedish is not None and reading.lexicon is not swedish:
        found += mentions(reading.clauses, swedish, own=False)
    return found


# The same unit writes many messages.
@lru_cache(maxsize=256)
def _name(unit: str, *lexicons: Lexicon) -> Name:
    return Name(unit, lexicons)


def _declared(reading: Reading, unit: str, swedish: Lexicon | None) -> Found:
    name = _name(unit, *(one for one in (reading.lexicon, swedish) if one is not None))
    known = told(reading, name)
    if known:
        return _told(reading, known)
    found = _mentions(reading, swedish)
    is_swedish = reading.lexicon is not None and reading.lexicon is swedish
    if is_swedish:
        seen = _told(reading, [mention for mention in found if agrees(name, mention)])
        if seen.status == PRESENT:
            return seen
    seen = _told(reading, found)
    return Found(VAGUE, seen.evidence) if seen.status == PRESENT and is_swedish else seen


def _told(reading: Reading, found: list[Mention]) -> Found:
    named = [mention for mention in found if mention.is_specific and mention.standing is not Standing.ANOTHER]
    is_visit = any(map(_writes, reading.clauses))
    for mention in named:
        if mention.standing is Standing.WRITES and not (is_visit and _is_visited(mention)):
            return Found(PRESENT, (mention.part,))
    shown = [mention for mention in named if mention.is_capital]
    for mention in shown:
        if mention.standing is Standing.NAMED:
            return Found(PRESENT, (mention.part,))
    bigger = _bodies(reading, "region", "body")
    heads = [clause for clause in bigger if _is_edge(reading, clause) or clause.has("writes_after")]
    if shown and not heads and not is_visit and shown[0].clause.label is None:
        return Found(PRESENT, (shown[0].part,))
    vague = [*heads, *(mention.clause for mention in found if mention.standing is not Standing.ANOTHER)]
    vague += [*bigger, *(clause for clause in reading.clauses if clause.has("register", "unit_vague"))]
    return Found(VAGUE, (min(vague, key=lambda clause: clause.number).part,)) if vague else Found(MISSING)


def _writes(clause: Clause) -> bool:
    """Whether a region, a hospital or a register does what a writer does: "Region Norrmark kallar dig"."""
    hits = clause.hits
    after, acts = hits.begins("writes_after"), hits.ends("unit_acts")
    if not after and not acts:
        return False
    for first, last in (span for name in BIGGER for span in hits.of(name)):
        begun = (
            first - 1
            if first and clause.words[first - 1].text[0].isupper() and not hits.marks("small", first - 1)
            else first
        )
        is_part = begun > 0 and (hits.marks("unit_in", begun - 1) or gap_after(clause, begun - 1) == ", ")
        is_named = clause.words[begun].text[0].isupper() and (
            begun > 0 or begun < last or hits.marks("register", first)
        )
        if is_named and not is_part and (last + 1 in after or begun - 1 in acts):
            return True
    return False


def _is_visited(mention: Mention) -> bool:
    """Whether it stands where a visit is told: "välkommen till Ögonmottagningen"."""
    return mention.first - 1 in mention.clause.hits.ends("visit_at")


def _bodies(reading: Reading, *names: str) -> list[Clause]:
    """The sentences that name a region, or a body bigger than a unit, by its name."""
    return [
        clause
        for clause in reading.clauses
        if any(_is_name(clause, first) for name in names for first, _ in clause.hits.of(name))
    ]


def _is_name(clause: Clause, index: int) -> bool:
    """Whether the word, or the one before it, is written as a name: "Norrmarks sjukhus"."""
    return clause.words[index].text[0].isupper() or (index > 1 and clause.words[index - 1].text[0].isupper())


def _is_edge(reading: Reading, clause: Clause) -> bool:
    return len(clause.words) <= 8 and (clause.number < _EDGE or clause.number >= len(reading.clauses) - _EDGE)
