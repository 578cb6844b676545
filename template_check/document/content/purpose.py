"""What the message is about and why it came."""

from __future__ import annotations

from collections import defaultdict

from template_check.document.content.clauses import Clause
from template_check.document.content.found import MISSING, PRESENT, VAGUE, Found
from template_check.document.content.reading import Reading
from template_check.document.content.words import Sentences

# A word in the name of a unit says nothing of the matter: "Diabetesmottagningen".
_NOT_IN_NAMES = ("matter",)


# A word of so many letters that is not known may be the matter after a word that begins what it is about; a longer one,
# or so many different ones, anywhere.
_SHORTEST = 4
_LONG = 12
_COUNTED = 6
_ENOUGH = 6
# A line of so few words that begins with a capital may be a name and an address.
_SIGNED = 3


def purpose(reading: Reading) -> Found:
    """The purpose: present where a sentence names the matter, vague where it only says that there is one."""
    shown = [clause for clause in _present(reading) if not _is_aside(reading, clause)]
    if shown:
        told = [clause for clause in shown if not clause.is_heading]
        return Found(PRESENT, (min(told or shown, key=_rank).part,))
    telling = _telling(reading)
    if telling is not None:
        return Found(PRESENT, (telling.part,))
    vague = sorted(reading.shown("purpose", "vague"), key=lambda clause: clause.number)
    return Found(VAGUE, (vague[0].part,)) if vague else Found(MISSING)


def _telling(reading: Reading) -> Clause | None:
    """The sentence that says something of the matter in words that are none of those that stand in any message."""
    lexicon = reading.lexicon
    if lexicon is None or lexicon.common is None:
        return None
    named = {(one.clause.number, index) for one in reading.mentions for index in range(one.first, one.last + 1)}
    told: dict[str, Clause] = {}
    for clause in reading.clauses:
        if _is_aside(reading, clause) or clause.has("touch"):
            continue
        for index, word in enumerate(clause.words):
            form = clause.forms[index]
            is_name = word.text[0].isupper() and (index > 0 or len(clause.words) <= _SIGNED)
            if len(form) < _SHORTEST or is_name or not form.isalpha() or (clause.number, index) in named:
                continue
            if lexicon.common.of(form):
                continue
            if len(form) >= _LONG or (index and "of_what" in lexicon.words.of(clause.forms[index - 1])):
                return clause
            if len(form) >= _COUNTED:
                told.setdefault(form, clause)
    return next(iter(told.values())) if len(told) >= _ENOUGH else None


def _present(reading: Reading) -> list[Clause]:
    if reading.lexicon is None:
        return []
    named: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    for mention in reading.mentions:
        if not mention.is_capital and mention.first < mention.last:
            continue
        for name in _NOT_IN_NAMES:
            named[mention.clause.number, name].update(range(mention.first, mention.last + 1))
    hits = list(reading.sentences.hits)
    for (number, name), words in named.items():
        if name in hits[number]:
            hits[number] = hits[number].without(name, words)
    shown = reading.lexicon.all("purpose", "present", Sentences(hits))
    return [reading.clauses[index] for index in shown]


def _is_aside(reading: Reading, clause: Clause) -> bool:
    """Whether the sentence says something beside the matter: what to bring, whom to call, who writes."""
    return reading.shows("purpose", "aside", clause)


def _rank(clause: Clause) -> tuple[int, int]:
    """Sentences that say why come first, then the first ones."""
    return (0 if clause.has("reason") else 1, clause.number)
