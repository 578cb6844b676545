"""Policy: does what is declared, and what is said, keep to what the inbox is for?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
from template_check.document.context import Declared
from template_check.document.document import Document

# https://openehr.atlassian.net/wiki/spaces/healthmod/pages/1922990156, which quotes Inera: "SE", the organisation number
# of the owner of the catalogue, a hyphen, and letters and digits, at most 31 characters in all.
_HSA_ID = re.compile(r"SE(\d{10})-[A-Za-z0-9]{1,18}")
_TEST_HSA_ID = re.compile(r"TSTNMT\d{10}-[A-Za-z0-9]{1,18}")


def missing_hsa_id(document: Document, rule: Rule) -> Verdict:
    """The message file tells the HSA id of the unit that sends. With no message file it cannot be known: a warning."""
    declared = document.context.declared
    if (declared.hsa_id or "").strip():
        return PASSES
    return fails(at=declared.at("sender.hsa_id"), severity=None if declared.path else "warning")


def invalid_hsa_id(document: Document, rule: Rule) -> Verdict:
    """An HSA id has the form that the catalogue gives it; the check digit of the organisation number only warns.

    An id of the test catalogue may stand in a sample, but not in the message file itself. What stand-in values made is
    not judged.
    """
    declared = document.context.declared
    hsa_id = declared.hsa_id or ""
    from_data = "sender.hsa_id" in declared.from_data
    if not hsa_id.strip() or (from_data and document.context.sample is None):
        return PASSES
    at = declared.at("sender.hsa_id")
    words = rule.data["hsa-id-problems"]
    if _TEST_HSA_ID.fullmatch(hsa_id):
        return PASSES if from_data else fails(at=at, severity="warning", hsa_id=hsa_id, problem=words["test"])
    match = _HSA_ID.fullmatch(hsa_id)
    if match is None:
        return fails(at=at, hsa_id=hsa_id, problem=words["form"])
    from stdnum.se import orgnr

    if not orgnr.is_valid(match[1]):
        return fails(at=at, severity="warning", hsa_id=hsa_id, problem=words["digit"])
    return PASSES


def undeclared_kind(document: Document, rule: Rule) -> Verdict:
    """The message file tells what kind of message it is; with no message file at all this is the rule that says so."""
    declared = document.context.declared
    return PASSES if declared.kind else fails(at=declared.at("kind"))


def undeclared_relationship(document: Document, rule: Rule) -> Verdict:
    """The message file tells why this person may be written to. Silent where there is no message file."""
    declared = document.context.declared
    if declared.path is None or declared.basis:
        return PASSES
    return fails(at=declared.at("relationship.basis"))


def unapproved_broadcast(document: Document, rule: Rule) -> Verdict:
    """A regional broadcast is declared as one, and says when and by which reference it was approved."""
    declared = document.context.declared
    if not _is_broadcast(declared):
        return PASSES
    words = rule.data["broadcast-problems"]
    if declared.basis is not None and declared.basis != "regional":
        return fails(at=declared.at("relationship.basis"), problem=words["basis"])
    if declared.kind is not None and declared.kind != "regional-broadcast":
        return fails(at=declared.at("kind"), problem=words["kind"])
    if not (declared.approval or "").strip():
        return fails(at=declared.at("relationship.approval"), problem=words["approval"])
    if declared.approved_on is None:
        return fails(at=declared.at("relationship.approved_on"), problem=words["day"])
    if declared.approved_on > document.context.today:
        return fails(at=declared.at("relationship.approved_on"), problem=words["future"])
    return PASSES


def _is_broadcast(declared: Declared) -> bool:
    return declared.kind == "regional-broadcast" or declared.basis == "regional"


def night_time_sending(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Nothing is sent at night. Times are those of the clock in Sweden (Europe/Stockholm), summer and winter.

    What night is the guideline does not say: the hours are our own reading, and options of the rule.
    """
    declared = document.context.declared
    earliest, latest = declared.earliest, declared.latest
    if earliest is not None and latest is not None and latest < earliest:
        told = f"{earliest:%H:%M}–{latest:%H:%M}"
        return fails(at=declared.at("sending.latest"), severity="error", time=told)
    found = []
    for key, moment in (("sending.earliest", earliest), ("sending.latest", latest)):
        severity = _severity(moment, rule)
        if moment is not None and severity is not None:
            found.append(fails(at=declared.at(key), severity=severity, time=f"{moment:%H:%M}"))
    return found or PASSES


def _severity(moment: time | None, rule: Rule) -> str | None:
    """How grave it is to send at a time; None if it suits everyone."""
    if moment is None:
        return None
    if not _clock(rule, "night_until") <= moment <= _clock(rule, "night_from"):
        return "error"
    return None if _clock(rule, "day_from") <= moment <= _clock(rule, "day_until") else "warning"


def _clock(rule: Rule, option: str) -> time:
    hour, _, minute = str(rule.options[option]).partition(":")
    return time(int(hour) % 24, int(minute or 0))


def undeclared_sending_hours(document: Document, rule: Rule) -> Verdict:
    """The message file tells between which hours the message is sent. Silent where there is no message file."""
    declared = document.context.declared
    if declared.path is None or (declared.earliest is not None and declared.latest is not None):
        return PASSES
    missing = "sending.earliest" if declared.earliest is None else "sending.latest"
    return fails(at=declared.at(missing))


def missing_owner(document: Document, rule: Rule) -> Verdict:
    """The message file tells who answers for the template. Silent where there is no message file."""
    declared = document.context.declared
    if declared.path is None or (declared.owner or "").strip():
        return PASSES
    return fails(at=declared.at("review.owner"))


def stale_review(document: Document, rule: Rule) -> Verdict:
    """The last review is not older than so many months. The day may come from the message file or from a sign-off.

    That templates grow old after a year is our own reading; a template that tells no day is not judged.
    """
    declared, today = document.context.declared, document.context.today
    reviewed = declared.reviewed
    if reviewed is None:
        return PASSES
    months = int(rule.options["months"])
    if reviewed > today or _months_after(reviewed, months) >= today:
        return PASSES
    return fails(at=declared.at("review.reviewed"), reviewed=reviewed.isoformat(), months=months)


def _months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)
