"""Whether words name a unit, by how they are written and by what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from template_check.document.concepts import Hits
from template_check.document.content.clauses import Clause
from template_check.document.content.standing import NEAR, Standing, framed

# A line of at most so many words may be a letterhead or a signature.
LETTERHEAD = 8
# Between two words of a name.
JOINS = (" ", " & ")
# A sentence of at most so many words, all of them names, is one name.
_NAME_ONLY = 4
# A number of at least so many characters is a telephone number.
_NUMBER = 9
# What is more than a unit.
BIGGER = ("body", "region", "register")


def may_be_unit(clause: Clause, index: int, hits: Hits) -> bool:
    """Whether a word for care is none of those that are built like a unit's name and mean people, medicines or papers."""
    if is_bigger(clause, index, hits):
        return False
    return not hits.marks("care_not", index) or hits.marks("care_staff", index) or hits.marks("care_last", index)


def is_one(clause: Clause, first: int, head: int, hits: Hits, standing: Standing) -> bool:
    """Whether a word for a kind of care is used as a unit's name: by the writer, on a line of its own, or with a capital.

    In small letters it may be what the message is about: "fri från infektion".
    """
    if hits.marks("patients_own", first - 1) or (first < head and is_anyones(first, hits)):
        return False
    is_matter = clause.words[first].text[0].islower() and (hits.marks("matter", head) or hits.marks("doctor", head))
    if is_matter and first - 1 not in hits.ends("writes_at"):
        return False
    if standing is Standing.WRITES and not framed(first, head, hits, "writes_before", "writes_after"):
        return True
    if first == 0 and is_letterhead(clause):
        last = head
        while last + 1 < len(clause.words) and gap_after(clause, last) == " " and hits.marks("unit_field", last + 1):
            last += 1
        return last + 1 == len(clause.words) or gap_after(clause, last) != " "
    if (
        first == 0
        and 1 < len(clause.words) <= _NAME_ONLY
        and all(is_name(clause, at) for at in range(len(clause.words)))
    ):
        return gap_after(clause, head) == ", " if head + 1 < len(clause.words) else True
    if first == 0 and head + 1 < len(clause.words):
        gap = gap_after(clause, head)
        if (gap == ": " and hits.marks("patients_own", head + 1)) or (
            gap == ", " and clause.hits.marks("telephone", head + 1)
        ):
            return True
    if clause.is_heading and len(clause.words) == 1:
        return clause.words[0].text[0].isupper() and not hits.marks("matter", head)
    text = clause.words[head].text
    return standing is not Standing.ANOTHER and head > 0 and text[0].isupper() and not text.isupper()


def is_called(clause: Clause, head: int, hits: Hits, standing: Standing) -> bool:
    """Whether a word for care names a unit: by a name after it ("Resevaccinationen Sextanten"), or by its capital.

    A capital tells where the writer stands, and on a line of its own after another word ("Rut Ek, Fosterdiagnostiken").
    """
    after, is_line = head + 1, clause.is_alone and not clause.is_heading
    is_capital = clause.words[head].text[0].isupper()
    if not (is_capital or standing is Standing.WRITES or (is_line and _is_preceded(clause, head, hits))):
        return False
    if after < len(clause.words):
        gap, text = gap_after(clause, head), clause.words[after].text
        is_person = hits.marks("care_not", head) and not hits.marks("care_staff", head)
        if gap in JOINS and text[0].isupper() and not text.isupper() and not is_person:
            return not any(one.marks(name, after) for one in (hits, clause.hits) for name in ("small", "care_not"))
        if gap == ", " and is_capital and is_line and is_body(after, hits, "body"):
            return True
        is_group = hits.marks("care_staff", head) or (standing is Standing.WRITES and not is_person)
        if gap == " " and is_group and after + 1 < len(clause.words) and is_link(clause, after, hits):
            return not is_bigger(clause, after + 1, hits)
    if hits.marks("care_last", head) and is_capital and _is_preceded(clause, head, hits):
        return True
    if hits.marks("care_staff", head) or clause.text.isupper():
        return False
    is_named = is_capital and not clause.words[head].text.isupper()
    if not is_named or head == 0:
        return False
    return standing is Standing.WRITES or (
        is_line and standing is Standing.NAMED and gap_after(clause, head - 1) != " "
    )


def _is_preceded(clause: Clause, head: int, hits: Hits) -> bool:
    """Whether a word with a capital stands right before: "Palliativ vård Sund"."""
    before = head - 1
    return (
        head > 0
        and gap_after(clause, before) == " "
        and clause.words[before].text[0].isupper()
        and not hits.marks("small", before)
    )


def is_apposed(clause: Clause, first: int) -> bool:
    """Whether a name stands before the kind of unit, parted by a comma: "Vändpunkten, beroendemottagningen"."""
    return first > 0 and gap_after(clause, first - 1) == ", " and clause.words[first - 1].text[0].isupper()


def is_shown(clause: Clause, first: int, last: int, hits: Hits) -> bool:
    """Whether a kind of unit that says what it does stands for the one that writes, though without a capital.

    It is a line of its own or ends one that begins with a name ("Monica på ögonkliniken"), does something to the reader
    ("nu kallar ögonkliniken dig"), or has the number that is told.
    """
    is_first = first == 0 or (first == 1 and hits.marks("article", 0))
    if is_first or (clause.is_alone and gap_after(clause, first - 1) == ", " and len(clause.words) <= LETTERHEAD):
        after = last + 1
        return after == len(clause.words) or gap_after(clause, last) != " " or not clause.words[after].text[0].isalpha()
    if is_letterhead(clause) and hits.marks("unit_in", first - 1) and last + 1 == len(clause.words):
        return not hits.marks("small", 0)
    if first - 1 in hits.ends("unit_acts"):
        return True
    if first - 1 not in hits.ends("reach_before") or clause.has("another"):
        return False
    following = clause.words[last + 1 : last + 1 + LETTERHEAD]
    return any(word.text[0].isdigit() and len(word.text) >= _NUMBER for word in following)


def is_anyones(index: int, hits: Hits) -> bool:
    """Whether a word is said of any unit, hospital or region: "Mottagningens reception"."""
    return any(index in hits.ends(name) for name in ("unit_kind", "body", "region", "unit_vague"))


def is_letterhead(clause: Clause) -> bool:
    """Whether it is a line by itself that begins like a name."""
    return (
        clause.is_alone
        and not clause.is_heading
        and len(clause.words) <= LETTERHEAD
        and clause.words[0].text[0].isupper()
    )


def gap_after(clause: Clause, index: int) -> str:
    """What stands between a word and the next."""
    return clause.block.text[clause.words[index].end : clause.words[index + 1].start]


def is_name(clause: Clause, index: int) -> bool:
    """Whether a word is written as a name or as the number of a ward: "Björken", "7B"."""
    text = clause.words[index].text
    return text[0].isupper() or (text[0].isdigit() and len(text) <= 3)


def has_no_case(clause: Clause, index: int) -> bool:
    """Whether a word is in a script without capitals."""
    letter = clause.words[index].text[0]
    return letter.isalpha() and not letter.isupper() and not letter.islower()


def is_body(index: int, hits: Hits, *names: str) -> bool:
    """Whether the name of a bigger body begins at the word: ", Norrmarks sjukhus"."""
    return any(last in hits.ends(name) for name in names for last in range(index, index + NEAR + 1))


def is_bigger(clause: Clause, index: int, hits: Hits, names: Sequence[str] = BIGGER) -> bool:
    """Whether the word, or one of the next two with nothing between them, is a region's, a hospital's or a register's."""
    last = index
    while last < index + NEAR and last + 1 < len(clause.words) and gap_after(clause, last) == " ":
        last += 1
    return any(
        at in found.ends(name) for found in (hits, clause.hits) for name in names for at in range(index, last + 1)
    )


def is_link(clause: Clause, index: int, hits: Hits) -> bool:
    """Whether the word links a kind of unit to what it is for, or to the name of its place; a street with a number is none."""
    if hits.marks("unit_for", index):
        return not hits.marks("small", index + 1)
    if not hits.marks("unit_in", index):
        return False
    if (
        index + 2 < len(clause.words)
        and clause.words[index + 2].text[0].isdigit()
        and gap_after(clause, index + 1) == " "
    ):
        return False
    is_place = clause.words[index + 1].text[0].isupper() and not hits.marks("small", index + 1)
    return is_place or index + 1 in hits.ends("unit")
