"""Ways to reach somebody that a message shows: numbers, addresses, e-services; and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from template_check.document.content.clauses import Clause
from template_check.document.content.reading import Reading
from template_check.document.element import Element

# A telephone number as it is written: +46 8 465 004 11, (08) 465 004 11, 08-465 004 11, 0770/12 34 56; digits of Arabic
# and Persian are digits too.
_ZERO = "0\u0660\u06f0"
_NUMBER = re.compile(
    rf"[+({_ZERO}](?<![\w.-].)(?:(?<=\+)|(?<=[{_ZERO}])[{_ZERO}]?|(?<=\()[{_ZERO}])\d[\d \u00a0\u202f()/\u2010-\u2013\u2212-]{{4,18}}\d(?![\w-]|[.,:/]\d)"
)
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 14
_ADDRESSES = ("tel:", "sms:", "mailto:")
_PORTAL = re.compile(r"https?://([\w-]+\.)*1177\.se([/?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Way:
    """A number, a mailbox or a link at the offsets [start, end) of a sentence's block."""

    clause: Clause
    start: int
    end: int

    @property
    def text(self) -> str:
        """What is shown of it."""
        return self.clause.block.text[self.start : self.end]


def ways(reading: Reading, clause: Clause) -> list[Way]:
    """The numbers and mailboxes that a sentence shows, in order; else its links that call or write."""
    shown = [*_numbers(clause)] if clause.block.has_digit else []
    if "@" in clause.block.text:
        shown = sorted([*shown, *_mailboxes(clause)], key=lambda way: way.start)
    if shown:
        return shown
    return list(_linked(reading, clause)) if reading.links(clause) else []


def _numbers(clause: Clause) -> Iterator[Way]:
    for match in _NUMBER.finditer(clause.block.text, clause.start, clause.end):
        if _FEWEST_DIGITS <= len(_DIGIT.findall(match[0])) <= _MOST_DIGITS:
            yield Way(clause, *match.span())


def _mailboxes(clause: Clause) -> Iterator[Way]:
    for word in clause.words:
        if "@" in word.text and _MAILBOX.search(word.text):
            yield Way(clause, word.start, word.end)


def _calls(link: Element) -> bool:
    href = link.get("href").strip()
    scheme = next((scheme for scheme in _ADDRESSES if href.lower().startswith(scheme)), None)
    return scheme is not None and len(href) > len(scheme) and href.lower().removeprefix(scheme) != "112"


def leads_to_portal(reading: Reading, clause: Clause) -> bool:
    """Whether a link in the sentence leads to 1177."""
    return any(_PORTAL.match(link.get("href").strip()) for link in reading.links(clause))


def _linked(reading: Reading, clause: Clause) -> Iterator[Way]:
    for link in reading.links(clause):
        at = clause.block.text.find(link.visible_text, clause.start, clause.end) if _calls(link) else -1
        if at >= 0 and link.visible_text:
            yield Way(clause, at, at + len(link.visible_text))
