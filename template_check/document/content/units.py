"""Care units that a message names, and in what part each stands there: as the writer, as a place, or as somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from template_check.document.blocks import Part
from template_check.document.concepts import Hits
from template_check.document.content.clauses import Clause
from template_check.document.content.lexicon import Lexicon
from template_check.document.words import tokens

# So many words may stand between a frame ("we at", "has booked") and the unit that it frames.
_NEAR = 2
# A line of at most so many words may be a letterhead or a signature.
_LETTERHEAD = 8
# A sentence of at most so many words is shown whole as evidence.
_SHORT = 16
# So many characters, and words, before a name a label is looked for.
_LABEL_BEFORE = 40
# A name is known by its first words.
_LONGEST_NAME = 20


class Standing(IntEnum):
    """In what part a unit stands in a message."""

    ANOTHER = 0
    PLACE = 1
    NAMED = 2
    WRITES = 3


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
        first = max(0, self.first - _NEAR)
        return self.clause.block.at(words[first].start, words[self.last].end)


def mentions(clauses: Sequence[Clause], lexicon: Lexicon, own: bool = True) -> Iterator[Mention]:
    """The units that the sentences name, by the kinds of unit that the lexicon knows; `own` if the sentences have its hits."""
    telling = lexicon.words.bits.of((*_HEADS, "writes_at"))
    for clause in clauses:
        hits = clause.hits if own else lexicon.words.hits(clause.forms)
        if hits.mask & telling:
            yield from _in_clause(clause, hits)


# The concepts that a unit is known by, the most telling first.
_HEADS = ("unit_kind", "unit", "unit_field")


def _in_clause(clause: Clause, hits: Hits) -> Iterator[Mention]:
    heads: dict[int, str] = {}
    for name in _HEADS:
        for _, last in hits.of(name):
            heads.setdefault(last, name)
    yield from _workplaces(clause, hits)
    done, begun = -1, 0
    for head in sorted(heads):
        if head <= done:
            continue
        name = heads[head]
        first, named_left = _left(clause, head, hits)
        last, named_right = _right(clause, head, hits)
        standing = stands(clause, first, last, hits)
        is_specific = named_left or named_right or name == "unit"
        if name == "unit_field" and not is_specific:
            is_specific = standing is Standing.WRITES or (first == 0 and _is_letterhead(clause))
            if not is_specific:
                continue
        end = min(head + 1, last)
        others = (index for index in range(end + 1, last + 1) if index in heads)
        is_capital = _has_no_case(clause, head) or any(_is_name(clause, index) for index in others)
        if name == "unit_kind" and not is_specific:
            # Any name before it will do.
            begun = begun or next((at for at in range(1, len(clause.words)) if _is_name(clause, at)), len(clause.words))
            is_capital = is_capital or begun <= end
        else:
            is_capital = is_capital or any(_is_name(clause, index) for index in range(first, end + 1))
        yield Mention(clause, first, last, is_specific, is_capital, standing)
        done = last


def _workplaces(clause: Clause, hits: Hits) -> Iterator[Mention]:
    """What is called a workplace of the writers, whatever its name: "vi på Tolvan"."""
    for _, last in hits.of("writes_at"):
        name = last + 1
        if name >= len(clause.words) or not clause.words[name].text[0].isupper():
            continue
        end, _ = _right(clause, name, hits)
        if not _is_body(name, hits, "body", "region") and stands(clause, name, end, hits) is not Standing.ANOTHER:
            yield Mention(clause, name, end, True, True, Standing.WRITES)


def _is_letterhead(clause: Clause) -> bool:
    """Whether it is a line by itself that begins like a name."""
    return (
        clause.is_alone
        and not clause.is_heading
        and len(clause.words) <= _LETTERHEAD
        and clause.words[0].text[0].isupper()
    )


def _gap(clause: Clause, index: int) -> str:
    """What stands between a word and the next."""
    return clause.block.text[clause.words[index].end : clause.words[index + 1].start]


def _is_name(clause: Clause, index: int) -> bool:
    text = clause.words[index].text
    return text[0].isupper() or (text.isdigit() and len(text) <= 3)


def _has_no_case(clause: Clause, index: int) -> bool:
    """Whether a word is in a script without capitals."""
    letter = clause.words[index].text[0]
    return letter.isalpha() and not letter.isupper() and not letter.islower()


def _left(clause: Clause, first: int, hits: Hits) -> tuple[int, bool]:
    """Where the name begins, and whether words before its kind say which unit: "Kvarnens vårdcentral"."""
    start, named = first, False
    while start > 0:
        before = start - 1
        gap = _gap(clause, before)
        if gap.startswith("-") or (start > 1 and hits.marks("unit_in", before) and _gap(clause, before - 1) == "- "):
            start = before
            continue
        capital = clause.words[before].text[0].isupper() and (before > 0 or hits.marks("unit_left", before))
        is_name = capital or hits.marks("unit_modifier", before)
        if gap != " " or not is_name or hits.marks("small", before):
            break
        start, named = before, True
    return start, named


def _right(clause: Clause, last: int, hits: Hits) -> tuple[int, bool]:
    """Where the name ends, and whether words after its kind say which unit: "Vårdcentralen Björken i Motala"."""
    end, named, count = last, False, len(clause.words)
    while end + 1 < count:
        after, gap = end + 1, _gap(clause, end)
        if gap == " " and _is_name(clause, after) and not hits.marks("small", after):
            end, named = after, True
        elif gap == " " and after + 1 < count and _gap(clause, after) == " " and _is_link(clause, after, hits):
            end, named = after + 1, True
        elif gap == ", " and not named and _is_name(clause, after) and _is_body(after, hits, "body"):
            end, named = after, True
        else:
            break
    return end, named


def _is_body(index: int, hits: Hits, *names: str) -> bool:
    """Whether the name of a bigger body begins at the word: ", Norrmarks sjukhus"."""
    return any(last in hits.ends(name) for name in names for last in range(index, index + _NEAR + 1))


def _is_link(clause: Clause, index: int, hits: Hits) -> bool:
    """Whether the word links a kind of unit to what it is for, or to the name of its place."""
    if hits.marks("unit_for", index):
        return not hits.marks("small", index + 1)
    return hits.marks("unit_in", index) and clause.words[index + 1].text[0].isupper()


def stands(clause: Clause, first: int, last: int, hits: Hits) -> Standing:
    """In what part the unit at the words [first, last] stands, by the words around it and its label."""
    for standing, before, after in (
        (Standing.ANOTHER, "other_before", "other_after"),
        (Standing.WRITES, "writes_before", "writes_after"),
        (Standing.PLACE, "place_before", "place_after"),
    ):
        ends, begins = hits.ends(before), hits.begins(after)
        if (ends or begins) and any(
            first - 1 - apart in ends or last + 1 + apart in begins for apart in range(_NEAR + 1)
        ):
            return standing
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
    return Standing.NAMED


def stated(clauses: Sequence[Clause], unit: str, small: frozenset[str]) -> list[tuple[Clause, int, int]]:
    """Where a unit's name stands in the visible text: each sentence with the indices of its words.

    Upper and lower case, white space, a genitive's s, punctuation and the words in `small` between the name's words make
    no difference.
    """
    wanted = [word.form for word in tokens(unit) if word.form not in small][:_LONGEST_NAME]
    if not wanted:
        return []
    flat = [(form, clause, index) for clause in clauses for index, form in enumerate(clause.forms) if form not in small]
    forms = [form for form, _, _ in flat]
    found = []
    for start in [index for index, form in enumerate(forms) if form.startswith(wanted[0])]:
        if start + len(wanted) <= len(forms) and all(map(_same, forms[start : start + len(wanted)], wanted)):
            _, clause, first = flat[start]
            _, ending, last = flat[start + len(wanted) - 1]
            found.append((clause, first, last if ending is clause else len(clause.words) - 1))
    return found


def _same(form: str, wanted: str) -> bool:
    return form == wanted or form.rstrip("'’") in (wanted, wanted + "s", wanted + "n")
