"""Where the patient turns with questions: a way that reaches the unit."""

from __future__ import annotations

from collections.abc import Sequence

from template_check.document.concepts import Span
from template_check.document.content.clauses import Clause
from template_check.document.content.found import MISSING, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading
from template_check.document.content.ways import Way, leads_to_portal, ways
from template_check.document.element import Element

# So many words may stand between what tells whose a number is and the number.
_NEAR = 4
# So many sentences after a heading are what it is about.
_UNDER_HEADING = 3
# Of more ways in one sentence the first are judged.
_MOST = 20
_CLOSED = ("none", "form")


def contact(reading: Reading, marked: Element | None) -> Found:
    """The contact point: present with a way of the unit's own, vague where the patient is asked to get in touch by no way.

    In the part that the author has `marked` any way is the unit's.
    """
    told = _in_words(reading)
    for clause in reading.within(marked) if marked is not None else ():
        if clause.number in told or ways(reading, clause):
            return Found(PRESENT, (clause.part,))
    for clause in reading.clauses:
        if clause.number in told or _has_own(reading, clause):
            return Found(PRESENT, (clause.part,))
    asked = reading.begun("contact", "reply") | reading.begun("contact", "vague")
    return Found(VAGUE, (reading.clauses[min(asked)].part,)) if asked else Found(MISSING)


def _in_words(reading: Reading) -> frozenset[int]:
    """The numbers of the sentences that show a way in words: an e-service, a reply, in a broadcast the service for questions."""
    advice, reply = reading.begun("contact", "advice"), reading.begun("contact", "reply")
    portal = (one.number for one in reading.clauses if "portal_link" in one.hits and leads_to_portal(reading, one))
    found = reading.begun("contact", "eservice").union(reading.begun("contact", "visit"), portal)
    found |= advice if reading.is_broadcast else advice & reading.begun("contact", "questions")
    replies = reading.document.context.declared.replies
    if replies == "message":
        open_ = reading.begun("contact", "reply_here") | reading.begun("contact", "open_reply")
        return found | (reply | open_) - advice
    return found | (reply - advice if replies not in _CLOSED and not reading.is_closed else frozenset())


def _has_own(reading: Reading, clause: Clause) -> bool:
    """Whether a way in a sentence is the unit's: nobody else is named before it, and it is not the patient's number."""
    found = ways(reading, clause)[:_MOST]
    done = clause.start
    for number, way in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else clause.end
        if not _is_anothers(reading, clause, done, way, following):
            return True
        done = way.end
    return False


def _is_anothers(reading: Reading, clause: Clause, start: int, way: Way, following: int) -> bool:
    if _just_before(clause, way.start, "no_number", "our_call"):
        return True
    if reading.is_broadcast and clause.has("questions"):
        return False
    own, another = _last_own(reading, clause, start, way.start), _last_others(reading, clause, start, way.start)
    if own >= 0 or another >= 0:
        return another > own
    if _last_others(reading, clause, way.end, following) >= 0 > _last_own(reading, clause, way.end, following):
        return True
    if start > clause.start:
        return False
    if clause.label is not None and clause.label.has("another", "no_number"):
        return True
    if _asks_for_another(reading, clause):
        return True
    heading = clause.heading
    return (
        heading is not None
        and clause.number - heading.number <= _UNDER_HEADING
        and heading.has("another")
        and not heading.has("self")
    )


def _asks_for_another(reading: Reading, clause: Clause) -> bool:
    """Whether the sentence answers a question that is somebody else's: "Behöver du skjuts? Ring …"."""
    previous = reading.clauses[clause.number - 1] if clause.number else None
    return (
        previous is not None
        and previous.block is clause.block
        and previous.is_question
        and previous.has("another", "another_matter")
        and not previous.has("self")
        and not ways(reading, previous)
    )


def _last_own(reading: Reading, clause: Clause, start: int, end: int) -> int:
    """Where the last words for the unit itself, or its name, begin between two offsets; -1 if there are none."""
    others = [span for span in clause.hits.of("another") if not _is_own(reading, clause, *span)]
    own = [
        one for one in clause.hits.of("self") if not any(first <= one[0] and one[1] <= last for first, last in others)
    ]
    return _last(clause, [*own, *reading.own_names(clause)], start, end)


def _last_others(reading: Reading, clause: Clause, start: int, end: int) -> int:
    """Where the last words for somebody else, whom it does not deny, begin between two offsets; -1 if there are none."""
    denied = set(clause.hits.ends("not_them"))
    spans = []
    for first, last in clause.hits.of("another"):
        if first - 1 in denied:
            denied.add(last)
        elif not _is_own(reading, clause, first, last):
            spans.append((first, last))
    return _last(clause, spans, start, end)


def _last(clause: Clause, spans: Sequence[Span], start: int, end: int) -> int:
    words = clause.words
    starts = [words[first].start for first, last in spans if start <= words[first].start and words[last].end <= end]
    return max(starts, default=-1)


def _is_own(reading: Reading, clause: Clause, first: int, last: int) -> bool:
    """Whether words that mostly tell of somebody else tell of the writer: its name, its staff, its desk."""
    if reading.own_words.issuperset(clause.forms[first : last + 1]):
        return True
    if clause.hits.marks("school", first):
        return reading.is_school
    if not clause.hits.marks("desk", first):
        return False
    previous = reading.clauses[clause.number - 1] if clause.number else None
    return clause.has("hindrance") or (
        previous is not None and previous.is_alone and clause.is_alone and bool(reading.own_names(previous))
    )


def _just_before(clause: Clause, offset: int, *names: str) -> bool:
    """Whether words of a concept end at most a few words before an offset."""
    if not clause.has(*names):
        return False
    following = next((index for index, word in enumerate(clause.words) if word.end > offset), len(clause.words))
    return any(following - _NEAR <= last < following for name in names for _, last in clause.hits.of(name))
