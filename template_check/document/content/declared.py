"""The unit that the message file names, as the text tells it: by its name, by the same words in another order, or by a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from template_check.document.content.clauses import Clause
from template_check.document.content.lexicon import Lexicon
from template_check.document.content.naming import BIGGER
from template_check.document.content.reading import Reading
from template_check.document.content.standing import Standing, stands
from template_check.document.content.units import Mention
from template_check.document.words import tokens

# The same words in another order stand at most so many words apart.
_SPREAD = 3
# A name of at most so many words is looked for in another order.
_MOST_WORDS = 8
# A line of at most so many words, among so many first or last sentences, may be a letterhead or a signature.
_LINE, _EDGE = 8, 3
# Of a word that two names share, so many letters tell that they name the same.
_SHARED = 4
# A name is known by its first words.
_LONGEST_NAME = 20
# Words that begin with so many letters alike mean the same: "ortoptisk" and "ortoptisterna".
_BEGINNING = 6
_WHERE = ("unit", "unit_kind", "unit_field", "care")


class Name:
    """A unit's declared name: its words, and those of them that are a proper name and not a kind of care."""

    def __init__(self, unit: str, lexicons: Sequence[Lexicon]) -> None:
        self.unit = unit
        self.words = tokens(unit)[:_MOST_WORDS]
        self.between = frozenset(form for one in lexicons for form in one.listed.get("unit_in", ()))
        self._lexicons = lexicons
        endings = {form for one in lexicons for form in one.listed.get("unit_ending", ())}
        self._endings = sorted(endings, key=len, reverse=True)
        self._companies = frozenset(form for one in lexicons for form in one.listed.get("company", ()))
        self.hits = [one.words.hits([word.form for word in self.words]) for one in lexicons]
        self.proper = [
            word.form
            for index, word in enumerate(self.words)
            if word.text[0].isupper() and len(word.text) > _SHARED and not self._is_common(index)
        ]

    def _is_common(self, index: int) -> bool:
        names = (*_WHERE, "matter", "unit_side", "unit_modifier", "body", "region", "register", "small", "company")
        return any(first <= index <= last for hits in self.hits for name in names for first, last in hits.of(name))

    @property
    def wanted(self) -> list[str]:
        """The words that make up the name, in any order."""
        return [word.form for word in self.words if word.form not in self.between | self._companies]

    def is_same(self, form: str, wanted: str) -> bool:
        """Whether two words are one, whatever the ending of definite form and genitive."""
        return form == wanted or self._stem(form) == self._stem(wanted)

    def _stem(self, form: str) -> str:
        bare = form.rstrip("'’")
        for ending in self._endings:
            if bare.endswith(ending) and len(bare) - len(ending) >= _SHARED:
                return bare.removesuffix(ending)
        return bare

    def shares(self, form: str) -> bool:
        """Whether a word begins or is built with one of the name's: "Kirurgakuten" and "kirurgsektionen"."""
        return any(
            form.startswith(core)
            or (len(core) >= _SHARED and core in form)
            or (len(core) >= _BEGINNING and form[:_BEGINNING] == core[:_BEGINNING])
            for core in self.cores
        ) or any(form.startswith(part) for part in self._other_words)

    @cached_property
    def _other_words(self) -> set[str]:
        """What words begin with that mean the same as one of the name's: "dermat" for "Hudmottagningen"."""
        cores = tuple(self.cores)
        pairs = [pair.split("=") for one in self._lexicons for pair in one.listed.get("same_care", ())]
        return {
            other
            for pair in pairs
            for one, other in (pair, reversed(pair))
            if any(core.startswith(one) for core in cores)
        }

    def is_short_for(self, forms: Sequence[str]) -> bool:
        """Whether the name has an abbreviation that the words begin like: "OPT" for "organiserad prostatacancertestning"."""
        return any(
            _abbreviates(part.lower(), forms)
            for word in self.words
            for part in word.text.split("-")
            if part.isupper() and len(part) >= _SHARED - 1
        )

    @property
    def parts(self) -> Iterator[str]:
        """The whole name, and what a comma parts of it that is a unit by itself."""
        yield self.unit
        first, *others = self.unit.split(",")
        if others:
            yield first
        for part in others:
            found = [one.words.hits([word.form for word in tokens(part)]) for one in self._lexicons]
            if any(name in hits for hits in found for name in ("unit", "unit_kind")):
                yield part

    @cached_property
    def cores(self) -> set[str]:
        """What its words begin with, without the ending that only says that it is a unit: "hud" of "Hudmottagningen"."""
        endings = sorted(
            (form[1:] for one in self._lexicons for form in one.listed.get("unit", ()) if form[0] == "*"),
            key=len,
            reverse=True,
        )
        found = set()
        for index, word in enumerate(self.words):
            kinds = [hits.marks("unit_kind", index) or hits.marks("small", index) for hits in self.hits]
            if any(kinds) or word.form in self.between:
                continue
            ending = next((one for one in endings if word.form.endswith(one)), "")
            found.add(word.form.removesuffix(ending).rstrip("s-"))
        return {core for core in found if len(core) >= _SHARED - 1}


def told(reading: Reading, name: Name) -> list[Mention]:
    """Where the declared unit is told in the text."""
    for part in name.parts:
        places = stated(reading.clauses, part, name.between)
        if places:
            return [_mention(clause, first, last) for clause, first, last in places]
    found = [mention for clause in reading.clauses for mention in _in_any_order(clause, name)]
    return found or [mention for clause in reading.clauses for mention in _by_proper_name(reading, clause, name)]


def agrees(name: Name, mention: Mention) -> bool:
    """Whether a unit in the text may be the declared one: they share a word, and have no proper names that differ."""
    clause, words = mention.clause, mention.clause.words[mention.first : mention.last + 1]
    forms = [word.form for word in words]
    if any(name.is_same(form, proper) for form in forms for proper in name.proper):
        return True
    if name.proper and any(_is_proper(clause, index) for index in range(mention.first, mention.last + 1)):
        return False
    numbers = {form for form in forms if form[0].isdigit()}
    if numbers.intersection(word.form for word in name.words):
        return True
    near = clause.forms[max(0, mention.first - _SPREAD) : mention.last + 1 + _SPREAD]
    return any(map(name.shares, near)) or name.is_short_for(near)


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
    for start in range(len(forms) - len(wanted) + 1):
        if _same(forms[start], wanted[0]) and all(map(_same, forms[start : start + len(wanted)], wanted)):
            _, clause, first = flat[start]
            _, ending, last = flat[start + len(wanted) - 1]
            found.append((clause, first, last if ending is clause else len(clause.words) - 1))
    return found


def _same(form: str, wanted: str) -> bool:
    return form == wanted or form.rstrip("'’") in (wanted, wanted + "s", wanted + "n")


def _mention(clause: Clause, first: int, last: int, least: Standing = Standing.PLACE) -> Mention:
    """The declared unit where it stands: nobody else than the writer, whatever is said of it."""
    standing = max(stands(clause, first, last, clause.hits), least)
    return Mention(clause, first, last, _is_unit(clause, first, last), True, standing)


def _is_unit(clause: Clause, first: int, last: int) -> bool:
    """Whether a declared name is more than a region's, a hospital's or a register's."""

    def holds(*names: str) -> bool:
        return any(first <= begin <= last for name in names for begin, _ in clause.hits.of(name))

    return holds("unit", "unit_kind", "unit_field") or not holds("region", "body", "register")


def _in_any_order(clause: Clause, name: Name) -> Iterator[Mention]:
    """The name's words close to each other: "Älgmyrans hälsocentral" for "Hälsocentralen Älgmyran"."""
    wanted = name.wanted
    if len(wanted) < 2:
        return
    places: list[int] = []
    for form in wanted:
        near = [at for at, one in enumerate(clause.forms) if name.is_same(one, form) and at not in places]
        if places:
            near = [at for at in near if any(abs(at - place) <= _SPREAD for place in places)]
        if not near:
            return
        places.append(near[0])
    yield _mention(clause, min(places), max(places))


def _by_proper_name(reading: Reading, clause: Clause, name: Name) -> Iterator[Mention]:
    """The proper name alone, where the writer or a letterhead stands: "Lena på Syrenen"."""
    for index, word in enumerate(clause.words):
        if not word.text[0].isupper() or not any(name.is_same(word.form, proper) for proper in name.proper):
            continue
        if clause.has(*BIGGER) or _is_address(clause, index):
            continue
        standing = stands(clause, index, index, clause.hits)
        is_at = standing is not Standing.ANOTHER and clause.hits.marks("unit_at", index - 1)
        if is_at or standing is Standing.WRITES or _is_line(reading, clause):
            yield _mention(clause, index, index, Standing.WRITES)


def _abbreviates(letters: str, forms: Sequence[str]) -> bool:
    """Whether words in a row begin with the letters, all but one of them; compounds stand for more than one."""
    for start in range(len(forms)):
        rest, begun = letters, 0
        for form in forms[start:]:
            if not rest or not form.startswith(rest[0]):
                break
            rest, begun = rest[1:], begun + 1
        if begun >= len(letters) - 1:
            return True
    return False


def _is_address(clause: Clause, index: int) -> bool:
    """Whether a number stands beside the word: "Parkgatan 3", "912 34 Lövsjö"."""
    beside = (at for at in (index - 1, index + 1) if 0 <= at < len(clause.words))
    return any(clause.words[at].text[0].isdigit() for at in beside)


def _is_line(reading: Reading, clause: Clause) -> bool:
    """Whether it is a short line by itself near the beginning or the end of the message."""
    number, count = clause.number, len(reading.clauses)
    return clause.is_alone and len(clause.words) <= _LINE and (number < _EDGE or number >= count - _EDGE)


def _is_proper(clause: Clause, index: int) -> bool:
    """Whether a word of a unit's name is a name of its own, not a kind of care."""
    if not clause.words[index].text[0].isupper() or index == 0:
        return False
    return not any(index in clause.hits.ends(one) for one in (*_WHERE, "unit_modifier", "body", "region"))
