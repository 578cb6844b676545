"""Policy: does what is declared, and what is said, keep to what the inbox is for?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.checks.signs import Said, concepts_of, said, signs
from template_check.document.context import Declared
from template_check.document.document import Document
from template_check.document.element import Element
from template_check.document.long_numbers import fits
from template_check.document.message import asking_for_reply
from template_check.document.words import tokens

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
    match = _HSA_ID.fullmatch(hsa_id)
    if match is not None and fits(match[1]):
        return PASSES
    at = declared.at("sender.hsa_id")
    words = rule.data["hsa-id-problems"]
    if match is not None:
        return fails(at=at, severity="warning", hsa_id=hsa_id, problem=words["digit"])
    if not _TEST_HSA_ID.fullmatch(hsa_id):
        return fails(at=at, hsa_id=hsa_id, problem=words["form"])
    return PASSES if from_data else fails(at=at, severity="warning", hsa_id=hsa_id, problem=words["test"])


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
    """A regional broadcast is declared as one, and says by which reference, and preferably when, it was approved."""
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
        return fails(at=declared.at("relationship.approved_on"), severity="advice", problem=words["day"])
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
    """The message is what was signed off, and its last review is not older than so many months.

    The day is the message file's or the sign-off's, the later of the two. That templates grow old after a year is our
    own reading; a template that tells no day is not judged.
    """
    declared, today = document.context.declared, document.context.today
    if declared.has_changed_since and declared.signed_off is not None:
        return fails(problem=_review_problem(rule, "changed", declared.signed_off))
    days = [day for day in (declared.reviewed, declared.signed_off) if day is not None]
    if not days:
        return PASSES
    reviewed = max(days)
    months = int(rule.options["months"])
    if reviewed > today or _months_after(reviewed, months) >= today:
        return PASSES
    at = declared.at("review.reviewed") if reviewed == declared.reviewed else None
    return fails(at=at, problem=_review_problem(rule, "old", reviewed))


def _review_problem(rule: Rule, name: str, day: date) -> dict[str, str]:
    told = rule.data["review-problems"][name]
    return {
        language: text.format(reviewed=day.isoformat(), months=rule.options["months"])
        for language, text in told.items()
    }


def _months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


def answerable_broadcast(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """A regional broadcast cannot be answered: neither by what is declared nor by what it asks for.

    An invitation to a reply that is declared closed is closed-reply-invitation's.
    """
    declared = document.context.declared
    if not _is_broadcast(declared):
        return PASSES
    if declared.replies in ("message", "form"):
        return fails(at=declared.at("replies"), severity="error", text=declared.replies)
    if declared.replies == "none":
        return _told([one for one in _said(document, rule) if "form" in one.hits])
    return _invited(document, rule)


def closed_reply_invitation(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """A message whose replies are declared closed does not ask for one."""
    return _invited(document, rule) if document.context.declared.replies == "none" else PASSES


def _invited(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """The sentences that ask for an answer by the rule's own signs or by what is known of replies in the language."""
    places = [one.sentence.place for one in _said(document, rule)]
    seen = {place.range() for place in places}
    places += [place for place in asking_for_reply(document, rule.data) if place.range() not in seen]
    return [fails(at=place, text=_shortened(place.text)) for place in places] or PASSES


def collection_outside_form(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Answers are gathered by a form that the law allows: not in the message itself, by mail, by reply or in a survey tool.

    A form on a host that the option `hosts` does not name is for a human to judge.
    """
    found = [fails(severity="error", at=form.place, text=f"<{form.tag}>") for form in _forms(document)]
    seen = said(document, rule, "channel")
    told = signs(document, rule, "channel")
    found += [fails(at=one.sentence.place, text=_shortened(one.sentence.text)) for one in told]
    by_block: dict[int, list[Said]] = {}
    for one in seen:
        if one.sentence.block.element is not None:
            by_block.setdefault(one.sentence.block.element.index, []).append(one)
    for link in document.links:
        target = link.get("href").strip()
        around = _around(link, by_block)
        if around is None or around in told:
            continue
        if target.lower().startswith(("mailto:", "sms:")):
            if "sending" in around.hits and "personal-data" in around.hits and not around.is_denied("sending"):
                found.append(fails(at=around.sentence.place, text=_shortened(around.sentence.text)))
        elif target.lower().startswith(("http:", "https:", "//")):
            host, address = _host(target)
            if any(tool in address for tool in rule.data["form-hosts"]["tools"]):
                found.append(fails(at=link.attribute("href"), text=host))
            elif not _is_within(host, rule.options["hosts"]) and _is_form_link(link, rule):
                found.append(unsure(at=link.attribute("href"), text=host))
    return found or PASSES


# Fields that are no questions.
_NO_QUESTION = frozenset({"hidden", "submit", "button", "reset", "image"})


def _forms(document: Document) -> list[Element]:
    """The forms of a message, and the first field that stands outside of them."""
    forms = list(document.by_tag.get("form", ()))
    fields = (
        one
        for one in document.elements_with(("input", "select", "textarea"), ())
        if one.get("type").lower() not in _NO_QUESTION and one.closest("form") is None
    )
    return forms + [one for one in (next(fields, None),) if one is not None]


def _around(link: Element, by_block: Mapping[int, Sequence[Said]]) -> Said | None:
    """The sentence in which the link's text stands."""
    for block in (link, *link.ancestors):
        for one in by_block.get(block.index, ()):
            if link.visible_text in one.sentence.text:
                return one
    return None


def _host(target: str) -> tuple[str, str]:
    """An address's host, and the host with the path, without `www.`."""
    address = target.partition("//")[2].lower().removeprefix("www.")
    return re.split(r"[/?#:]", address, maxsplit=1)[0], address


def _is_within(host: str, hosts: Sequence[str]) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in hosts)


def _is_form_link(link: Element, rule: Rule) -> bool:
    """Whether the link's own words ask to answer or fill in something."""
    concepts = concepts_of(rule, "channel", link.language or link.document.language)
    if concepts is None:
        return False
    shown = concepts.hits([word.text.lower() for word in tokens(link.visible_text)])
    return "answering" in shown and ("form" in shown or "survey" in shown)


def research_recruitment(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Nobody is asked to take part in a study or a trial."""
    return _told(_said(document, rule))


def marketing(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Nothing is sold or advertised; the fees of care, and offers of care, are no advertising."""
    return _told(_said(document, rule))


def broad_survey(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """No newsletter, and no survey of all and sundry; PROM and PREM to one's own recent patients are none."""
    return _told(_said(document, rule))


def _said(document: Document, rule: Rule) -> list[Said]:
    return signs(document, rule, "channel")


def _told(found: Sequence[Said]) -> Sequence[Verdict] | Verdict:
    return [fails(at=one.sentence.place, text=_shortened(one.sentence.text)) for one in found] or PASSES


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rstrip() + "…"
