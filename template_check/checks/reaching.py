"""Telephone numbers and mailboxes that cannot be used as they stand."""

from __future__ import annotations

import re

from template_check.catalogue.card import Rule
from template_check.document.words import tokens

PHONE = re.compile(
    r"[+0](?<![\w/.,:@-].)[\d()]{1,14}(?:[ \u00a0\u2011\u2013/-]{1,3}[\d()]{1,14}){0,8}(?![\w@]|[.:,]\d)"
)
# What is dialled when the call has been answered, and parameters: https://www.rfc-editor.org/rfc/rfc3966.
_DIALLED_LATER = re.compile(r"[,;pwPW]")
_NOT_DIALLED = re.compile(r"[^\d+]")
_NO_DIGITS = re.compile(r"\D+")
_HOURS = re.compile(r"\d{3,4}\s?[\u2013-]\s?\d{3,4}")
MAILBOX = re.compile(r"(?<![\w@.+-])[\w.+-]{1,64}@[\w.-]{0,255}")
WHOLE_MAILBOX = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")


def phone_problem(target: str, shown: str, rule: Rule) -> str | None:
    """What is wrong with the target of a `tel:` link that shows a text, as a key of `contact-problems`; None if nothing is."""
    called = _national(target)
    if not called:
        return None
    numbers = {_national(match[0]) for match in PHONE.finditer(shown)}
    if called not in numbers:
        digits = _NO_DIGITS.sub("", shown)
        if 3 <= len(digits) <= 6 and digits in shown:
            numbers.add(digits)
        if numbers and not any(_is_same(called, number, rule) for number in numbers):
            return "other-number"
    return "number" if len(called) > 6 and called.startswith("0") and is_malformed(called) else None


def _national(number: str) -> str:
    """The digits of a number as it is dialled in Sweden; a foreign one with its country code."""
    digits = number
    if not number.isdecimal():
        digits = _NOT_DIALLED.sub("", _DIALLED_LATER.split(number, maxsplit=1)[0].replace("(0)", ""))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+46"):
        return "0" + digits[3:].lstrip("0")
    return digits


def _is_same(called: str, shown: str, rule: Rule) -> bool:
    same = (called, shown)
    return called == shown or any(all(one in known for one in same) for known in rule.options["same"])


def is_malformed(number: str) -> bool:
    """Whether a Swedish number has too few or too many digits: 7 to 9 after the first 0, and 9 in mobile numbers.

    https://www.pts.se/en/english-b/internet-and-telephony/numbering/ (the national numbering plan). Numbers of up to
    five digits are hours or short numbers and are not judged, nor are foreign ones.
    """
    digits = _national(number)
    if digits.startswith("+") or len(digits) < 6 or _HOURS.fullmatch(number.strip()):
        return False
    if not 8 <= len(digits) <= 10:
        return True
    return digits[:3] in ("070", "072", "073", "076", "079") and len(digits) != 10


def is_called(before: str, rule: Rule) -> bool:
    """Whether one of the last words before a number, in the same sentence, says that it is a phone number."""
    words = rule.data["contact-problems"]["called"]
    return any(word.form in words for word in tokens(re.split(r"[.!?] ", before)[-1])[-3:])


def mail_problem(target: str, shown: str, rule: Rule) -> str | None:
    """The same of a `mailto:` link."""
    mailbox = target.partition("?")[0].strip().lower()
    if not mailbox:
        return "no-mailbox"
    written = [match[0].rstrip(".").lower() for match in MAILBOX.finditer(shown)]
    if written and mailbox not in written:
        return "other-mailbox"
    return "dead" if not written and is_dead(mailbox, rule) else None


def is_dead(mailbox: str, rule: Rule) -> bool:
    """Whether the mailbox's name says that nobody reads it."""
    name = re.sub(r"[\W_]", "", mailbox.partition("@")[0].lower())
    return name in rule.data["contact-problems"]["unread"]
