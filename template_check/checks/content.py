"""What the message must say: who writes, why, what answers are used for, where to turn; and what it says wrongly."""

from __future__ import annotations

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Verdict, fails, passes, unsure
from template_check.document.document import Document
from template_check.document.message import MISSING, NOT_NEEDED, PRESENT, found


def missing_sender_unit(document: Document, rule: Rule) -> Verdict:
    """Which unit writes is shown."""
    return _told(document, rule)


def missing_purpose(document: Document, rule: Rule) -> Verdict:
    """Why the message came is said."""
    return _told(document, rule)


def missing_use_of_answers(document: Document, rule: Rule) -> Verdict:
    """What an answer is used for is said, where one is asked for."""
    return _told(document, rule)


def missing_contact_point(document: Document, rule: Rule) -> Verdict:
    """Where to turn with questions is said, with a way that works."""
    return _told(document, rule)


def _told(document: Document, rule: Rule) -> Verdict:
    seen = found(document, rule.element, rule.data)
    if seen.status in (PRESENT, NOT_NEEDED):
        return passes(status=seen.status, evidence=seen.evidence)
    words = seen.evidence[0].text if seen.evidence else ""
    tell = fails if seen.status == MISSING else unsure
    return tell(status=seen.status, evidence=seen.evidence, words=words)
