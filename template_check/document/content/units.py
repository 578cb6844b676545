"""Care units that a message names, and in what part each stands there: as the writer, as a place, or as somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from template_check.document.blocks import Part
from template_check.document.concepts import Hits
from template_check.document.content.clauses import Clause
from template_check.document.content.lexicon import Lexicon
from template_check.document.content.naming import (
    JOINS,
    gap_after,
    has_no_case,
    is_anyones,
    is_apposed,
    is_bigger,
    is_body,
    is_called,
    is_letterhead,
    is_link,
    is_name,
    is_one,
    is_shown,
    may_be_unit,
)
from template_check.document.content.standing import NEAR, Standing, stands

# A sentence of at most so many words is shown whole as evidence.
_SHORT = 16
# A company's name has at most so many words before what says that it is one.
_LONGEST = 6
# Between a word of a name and its kind: "the Young Adults' Clinic".
_JOINS_LEFT = (*JOINS, "' ", "’ ")
# A unit's name has at most so many words on either side of its kind.
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a sentence, as the indices of its words. `is_specific` is whether it says which one."""

    clause: Clause
    first: int
    last: int
    is_specific: bool
    is_capital: bool
    standing: Standing

    @property
    def part(self) -> Part:
        """The words that show it: the sentence if it is short, else the name with the words that frame it."""
        words = self.clause.words
        if len(words) <= _SHORT:
            return self.clause.part
        first = max(0, self.first - NEAR)
        return self.clause.block.at(words[first].start, words[self.last].end)


def mentions(clauses: Sequence[Clause], lexicon: Lexicon, own: bool = True) -> Iterator[Mention]:
    """The units that the sentences name, by the kinds of unit that the lexicon knows; `own` if the sentences have its hits."""
    telling = lexicon.words.bits.of((*_HEADS, "writes_at", "company"))
    for clause in clauses:
        hits = clause.hits if own else lexicon.words.hits(clause.forms)
        if hits.mask & telling:
            yield from _in_clause(clause, hits)


# The concepts that a unit is known by, the most telling first.
_HEADS = ("unit_kind", "unit", "unit_field", "care")


def _in_clause(clause: Clause, hits: Hits) -> Iterator[Mention]:
    heads: dict[int, tuple[str, int]] = {}
    for name in _HEADS:
        for begun, last in hits.of(name):
            if not hits.marks("person", last) and (name != "care" or may_be_unit(clause, last, hits)):
                heads.setdefault(last, (name, begun))
    yield from _workplaces(clause, hits)
    yield from _companies(clause, hits)
    done, begins = -1, 0
    for head in sorted(heads):
        if head <= done:
            continue
        name, begun = heads[head]
        first, named_left = _left(clause, begun, hits)
        last, named_right = _right(clause, head, hits)
        standing = Standing.ANOTHER if _is_anothers(clause, first, head, hits) else stands(clause, first, last, hits)
        if standing is not Standing.WRITES and _is_for_the_urgent(clause, first, last, hits):
            standing = Standing.ANOTHER
        is_ours = hits.marks("our", first - 1) and is_apposed(clause, first - 1)
        if name == "care":
            is_specific = is_called(clause, head, hits, standing)
        elif name == "unit_field":
            # What it is for does not tell a unit from a service: "Tandvård för barn är gratis".
            is_service = hits.marks("care_service", head) and hits.marks("unit_for", head + 1)
            is_matter = hits.marks("matter", head) and hits.marks("patients_own", first - 1)
            is_letter = len(clause.words[last].text) == 1
            is_named = named_left or (named_right and not is_service and not (is_letter and hits.marks("matter", head)))
            is_specific = (is_named and not is_matter) or is_one(clause, first, head, hits, standing)
        else:
            is_specific = named_left or named_right or name == "unit" or is_ours
        if name in ("unit_field", "care") and not (is_specific and not is_bigger(clause, head, hits, ("register",))):
            continue
        end = min(head + 1, last)
        others = (index for index in range(end + 1, last + 1) if index in heads)
        is_capital = has_no_case(clause, head) or any(is_name(clause, index) for index in others)
        if name == "unit_kind" and not is_specific:
            # Any name before it will do.
            begins = begins or next(
                (at for at in range(1, len(clause.words)) if is_name(clause, at)), len(clause.words)
            )
            is_capital = is_capital or begins <= end
        else:
            is_capital = is_capital or is_ours or any(is_name(clause, index) for index in range(first, end + 1))
            is_shown_by_kind = (
                name == "unit" or (name == "unit_field" and named_right) or (name == "unit_kind" and is_specific)
            )
            is_capital |= is_shown_by_kind and (is_apposed(clause, first) or is_shown(clause, first, last, hits))
        yield Mention(clause, first, last, is_specific, is_capital, standing)
        done = last


def _is_anothers(clause: Clause, first: int, head: int, hits: Hits) -> bool:
    """Whether it is one of those that seldom write to patients, not on a line of its own: a poison information centre."""
    if not (hits.marks("another", head) or head in hits.ends("another")) or hits.marks("school", head):
        return False
    return not (first == 0 and head + 1 == len(clause.words) and is_letterhead(clause))


def _is_for_the_urgent(clause: Clause, first: int, last: int, hits: Hits) -> bool:
    """Whether it is where those turn who cannot wait: "Har du akut tandvärk är Jourtandvården i Eken öppen"."""
    if first == 0 or "when_closed" not in clause.hits:
        return False
    named = (found.marks("urgent", index) for found in (hits, clause.hits) for index in range(first, last + 1))
    before = any(begun < first for begun, _ in clause.hits.of("when_closed"))
    return before and any(named)


def _companies(clause: Clause, hits: Hits) -> Iterator[Mention]:
    """The companies that a sentence names, on a line of their own or as the writer: "Citydoktorn AB"."""
    for last, _ in hits.of("company"):
        first = last
        while (
            first
            and last - first < _LONGEST
            and gap_after(clause, first - 1) in JOINS
            and clause.words[first - 1].text[0].isupper()
        ):
            if hits.marks("small", first - 1):
                break
            first -= 1
        if first == last or not clause.words[last].text[0].isupper() or clause.has("another", "register"):
            continue
        standing = stands(clause, first, last, hits)
        if standing is Standing.WRITES or (standing is Standing.NAMED and clause.is_alone and not clause.is_heading):
            yield Mention(clause, first, last, True, True, standing)


def _workplaces(clause: Clause, hits: Hits) -> Iterator[Mention]:
    """What is called a workplace of the writers, whatever its name: "vi på Tolvan"."""
    for _, last in hits.of("writes_at"):
        name = last + 1
        if name >= len(clause.words) or not clause.words[name].text[0].isupper():
            continue
        end, _ = _right(clause, name, hits)
        if (
            end > name
            and clause.words[name + 1].text.isdigit()
            and not (hits.marks("unit_kind", name) or hits.marks("unit", name))
        ):
            continue
        if not is_body(name, hits, "body", "region") and stands(clause, name, end, hits) is not Standing.ANOTHER:
            yield Mention(clause, name, end, True, True, Standing.WRITES)


def _left(clause: Clause, first: int, hits: Hits) -> tuple[int, bool]:
    """Where the name begins, and whether words before its kind say which unit: "Kvarnens vårdcentral"."""
    start, named = first, False
    while start > 0 and first - start < _LONGEST_NAME:
        before = start - 1
        gap = gap_after(clause, before)
        if gap.startswith("-") or (
            start > 1 and hits.marks("unit_in", before) and gap_after(clause, before - 1) == "- "
        ):
            start = before
            continue
        capital = clause.words[before].text[0].isupper() and (before > 0 or hits.marks("unit_left", before))
        is_part = capital or hits.marks("unit_modifier", before)
        if gap not in _JOINS_LEFT or not is_part or hits.marks("small", before):
            break
        start, named = before, named or not is_anyones(before, hits)
    return start, named


def _is_what_for(clause: Clause, after: int, hits: Hits) -> bool:
    """Whether what a unit is for stands after its kind in a letterhead: "Team epilepsi, Norrmarks sjukhus"."""
    if not (is_letterhead(clause) and hits.marks("matter", after) and gap_after(clause, after - 1) == " "):
        return False
    return after + 1 == len(clause.words) or gap_after(clause, after) == ", "


def _right(clause: Clause, last: int, hits: Hits) -> tuple[int, bool]:
    """Where the name ends, and whether words after its kind say which unit: "Vårdcentralen Björken i Motala"."""
    end, named, count = last, False, len(clause.words)
    while end + 1 < count and end - last < _LONGEST_NAME:
        after, gap = end + 1, gap_after(clause, end)
        if gap == ". " and hits.marks("unit_short", end):
            gap = " "
        is_next = gap in JOINS and is_name(clause, after) and not hits.marks("small", after)
        if is_next or (last == 0 and _is_what_for(clause, after, hits)):
            end, named = after, True
        elif gap == " " and after + 1 < count and gap_after(clause, after) == " " and is_link(clause, after, hits):
            end, named = after + 1, True
        elif gap == ", " and not named and is_name(clause, after) and is_body(after, hits, "body"):
            end, named = after, True
        else:
            break
    return end, named
