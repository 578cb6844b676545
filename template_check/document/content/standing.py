"""In what part a unit stands in a message: as the writer, as a place, or as somebody else."""

from __future__ import annotations

from enum import IntEnum

from template_check.document.concepts import Hits
from template_check.document.content.clauses import Clause

# So many words may stand between a frame ("we at", "has booked") and the unit that it frames.
NEAR = 2
FAR = NEAR + 1
# So many characters, and words, before a name a label is looked for.
_LABEL_BEFORE = 40


class Standing(IntEnum):
    """In what part a unit stands in a message."""

    ANOTHER = 0
    PLACE = 1
    NAMED = 2
    WRITES = 3


def stands(clause: Clause, first: int, last: int, hits: Hits) -> Standing:
    """In what part the unit at the words [first, last] stands, by the words around it and its label."""
    # The nearest frame tells: "a referral to us at the Skin Clinic".
    other = framed(first, last, hits, "other_before", "other_after")
    writes = framed(first, last, hits, "writes_before", "writes_after")
    if other < FAR and other <= writes:
        return Standing.ANOTHER
    if writes < FAR:
        return Standing.WRITES
    labelled = _labelled(clause, first, hits)
    if labelled is not None:
        return labelled
    is_place = framed(first, last, hits, "place_before", "place_after") < FAR
    return Standing.PLACE if is_place else Standing.NAMED


def framed(first: int, last: int, hits: Hits, before: str, after: str) -> int:
    """How many words stand between the words and a frame that ends before or begins after them; FAR if none is near."""
    ends, begins = hits.ends(before), hits.begins(after)
    return next((apart for apart in range(NEAR + 1) if first - 1 - apart in ends or last + 1 + apart in begins), FAR)


def _labelled(clause: Clause, first: int, hits: Hits) -> Standing | None:
    """In what part a unit stands by its label, before a colon or in the block before."""
    if clause.label is not None:
        if clause.label.has("place_label"):
            return Standing.PLACE
        if clause.label.has("other_label"):
            return Standing.ANOTHER
    begun = clause.words[first].start
    colon = clause.block.text.rfind(":", max(clause.start, begun - _LABEL_BEFORE), begun)
    if colon >= 0:
        for index in range(max(0, first - _LABEL_BEFORE), first):
            if clause.words[index].end <= colon and hits.marks("place_label", index):
                return Standing.PLACE
            if clause.words[index].end <= colon and hits.marks("other_label", index):
                return Standing.ANOTHER
    return None
