"""What the message must say: who writes, why, what answers are used for, where to turn; and what it says wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, passes, unsure
from template_check.checks.reaching import (
    MAILBOX,
    PHONE,
    WHOLE_MAILBOX,
    is_called,
    is_dead,
    is_malformed,
    mail_problem,
    phone_problem,
)
from template_check.checks.signs import Said, concepts_of, said, shown
from template_check.document.blocks import Block, TextWords
from template_check.document.concepts import Itself
from template_check.document.document import Document
from template_check.document.language import primary
from template_check.document.message import MISSING, NOT_NEEDED, PRESENT
from template_check.document.message import found as element
from template_check.document.subject import Subject, lines, subject
from template_check.document.weekdays import with_weekday
from template_check.document.words import tokens


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
    seen = element(document, rule.element, rule.data)
    if seen.status in (PRESENT, NOT_NEEDED):
        return passes(status=seen.status, evidence=seen.evidence, weights=seen.weights)
    tell = fails if seen.status == MISSING else unsure
    return replace(tell(status=seen.status, evidence=seen.evidence), weights=seen.weights)


_SAME = {"nb": "no", "nn": "no"}


def _language(tag: str | None) -> str:
    """The language whose words are looked for; Swedish where nothing tells."""
    language = primary(tag) or "sv"
    return _SAME.get(language, language)


def vague_subject(document: Document, rule: Rule) -> Verdict:
    """The subject says what the message is about: it has a word that could not stand above any message."""
    line = subject(document)
    if line is None:
        return PASSES
    listed = rule.data["vague-subjects"].get(_language(line.language))
    empty = _words(Itself(listed)) if listed else frozenset[str]()
    words = [word.form for word in tokens(line.text)]
    if words and (not empty or not empty.issuperset(words)):
        return PASSES
    return fails(at=line.place, text=line.text)


@lru_cache(64)
def _words(listed: Itself) -> frozenset[str]:
    return frozenset(listed.value)


def wrong_weekday(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """A weekday beside a date is the date's own. Not judged without a year.

    A row of a table is read as one line, and so are lines that a single break parts.
    """
    if _FOUR_DIGITS.search(document.once(_small_letters)) is None:
        return PASSES
    data = rule.data["weekdays"]
    found = [
        *_wrong_weekdays(lines(document), document, data),
        *_wrong_weekdays(_rows(document), document, data),
    ]
    # A paragraph that no line break parts is a block too.
    if found or any(block.kind == "line" and _FOUR_DIGITS.search(block.text) for block in document.blocks):
        found += _wrong_weekdays(_unbroken(document), document, data)
    return found or PASSES


# A year, also one that a line break stands in.
_FOUR_DIGITS = re.compile(r"\d(?:\n?\d){3}")


def _wrong_weekdays(
    found: Iterable[Block | Subject | TextWords], document: Document, data: Mapping[str, Any]
) -> Iterator[Verdict]:
    for line in found:
        if _FOUR_DIGITS.search(line.text) is None:
            continue
        language = _language(document.language if isinstance(line, TextWords) else line.language)
        for written in with_weekday(line.text, language, data):
            right = written.day.weekday()
            if right != written.weekday:
                names = {locale: data["names"][locale][right] for locale in ("sv", "en")}
                text = line.text[written.start : written.end]
                yield fails(at=line.at(written.start, written.end), text=text, weekday=names)


def _small_letters(document: Document) -> str:
    """All that a reader sees, in small letters: what does not stand in it need not be looked for line by line."""
    line = subject(document)
    return (document.text if line is None else f"{document.text}\n{line.text}").lower()


def _rows(document: Document) -> Iterator[TextWords]:
    """The rows of the message's innermost tables that have more than one cell."""
    for row in document.by_tag.get("tr", ()):
        if len(row.children) > 1 and not any(one.tag == "table" for one in row.descendants):
            yield row.words


def _unbroken(document: Document) -> Sequence[Block]:
    """The paragraphs that single line breaks part into lines, each read as one."""
    return document.paragraphs if any(block.kind == "line" for block in document.blocks) else ()


def leftover_placeholder(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Nothing of the template is left where words should stand, and no value is lacking in a sentence."""
    data = rule.data["placeholders"]
    known = _placeholders(Itself(data))
    seen = document.once(_small_letters)
    held = [part for part in known.parts if part in seen]
    if not held:
        return PASSES
    found = []
    for line in lines(document):
        lowered = line.text.lower()
        if any(part in lowered for part in held):
            for start, end in _leftovers(line, data, known):
                found.append(fails(at=line.at(start, end), text=line.text[start:end]))
    return found or PASSES


class _Placeholders(NamedTuple):
    """What a text holds one of where one of the patterns matches, and where there is any leftover."""

    holds: tuple[str, ...]
    parts: tuple[str, ...]


@lru_cache(8)
def _placeholders(kept: Itself) -> _Placeholders:
    data = kept.value
    holds = tuple({part: None for one in data["patterns"] for part in one["holds"]})
    pairs = [pair for words in data.values() if isinstance(words, Mapping) for pair in words["pairs"]]
    values = [value.lower() for value in (*data["whole"], *data["anywhere"])]
    parts = {*holds, "[", "«", " .", " ,", " ;", *values, *pairs}
    return _Placeholders(
        holds,
        tuple(part for part in parts if not any(other in part for other in parts if other != part)),
    )


@lru_cache(8)
def _pattern(listed: Itself) -> re.Pattern[str]:
    """The patterns as one."""
    return re.compile("|".join(f"(?:{one['pattern']})" for one in listed.value))


def _leftovers(line: Block | Subject, data: Any, known: _Placeholders) -> list[tuple[int, int]]:
    text, language = line.text, _language(line.language)
    lowered = text.lower()
    found: list[tuple[int, int]] = []
    if any(part in lowered for part in known.holds):
        found += [match.span() for match in _pattern(Itself(data["patterns"])).finditer(text)]
    if "[" in text:
        words = _words(Itself(data["fill-in"]))
        brackets = _compiled(data["bracketed"]).finditer(text)
        found += [one.span() for one in brackets if not words.isdisjoint(word.form for word in tokens(one[1]))]
    if "«" in text and language in data["guillemets-in"]:
        found += [match.span() for match in _compiled(data["guillemets"]).finditer(text)]
    found += _nothings(text, language, data)
    found += _lacking(text, data.get(language))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


@lru_cache(8)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_SOLE = re.compile(r"(?:[^\W\d_][\w -]{0,30}:\s*)?(?P<value>[A-Za-z/]{3,9})[.!,]?")
_GREETED = re.compile(r"(?P<greeting>[^\W\d_]+),?\s+(?P<value>[A-Za-z]{3,9})(?=[\s!.,]|\Z)")


def _nothings(text: str, language: str, data: Any) -> list[tuple[int, int]]:
    """A program's values for nothing, such as None and undefined, where a word or a name should stand."""
    found = []
    for pattern in (_SOLE.fullmatch, _GREETED.match):
        match = pattern(text)
        if match is not None and match["value"] in data["whole"]:
            greeting = match.groupdict().get("greeting")
            if greeting is None or greeting.lower() in data["greetings"]:
                found.append(match.span("value"))
    if language not in data["anywhere-not-in"]:
        found += [
            (word.start, word.end)
            for value in data["anywhere"]
            if value in text
            for word in tokens(text)
            if word.text == value
        ]
    return found


_LONELY = re.compile(r" (?<=[\w.] )[.,;](?=\s|\Z)")


def _lacking(text: str, words: Any) -> list[tuple[int, int]]:
    """Where a sentence breaks off for want of a value: "Ring oss på .", "kl den 3 mars"."""
    if not words:
        return []
    found = []
    for match in _LONELY.finditer(text):
        start = text.rfind(" ", 0, match.start()) + 1
        if text[start : match.start()].lower() in words["expecting"]:
            found.append((start, match.end()))
    lowered = text.lower()
    if any(pair in lowered for pair in words["pairs"]):
        found += [match.span() for match in _pairs(tuple(words["pairs"])).finditer(text)]
    return found


@lru_cache(8)
def _pairs(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-])", re.IGNORECASE)


def outdated_name(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Services go by the names they have now; a name that is told to be an earlier one may stand."""
    data = rule.data["outdated-names"]
    names = _new_names(Itself(data))
    seen = document.once(_small_letters)
    if not any(name in seen for name in names):
        return PASSES
    pattern = _names(tuple(sorted(names, key=len, reverse=True)))
    found = []
    for line in lines(document):
        lowered = line.text.lower()
        if not any(name in lowered for name in names):
            continue
        for match in pattern.finditer(line.text):
            name = match[0]
            if name.lower().endswith("mvk") and not name.endswith("MVK"):
                continue
            before = line.text[: match.start()].rstrip(" (").rpartition(" ")[2].strip("(,.:").lower()
            if before not in data["earlier"]:
                found.append(fails(at=line.at(*match.span()), name=name, new=names[name.lower()]))
    return found or PASSES


@lru_cache(8)
def _new_names(kept: Itself) -> Mapping[str, Any]:
    """The names that services have now by their earlier ones, in small letters."""
    return {old.lower(): one["new"] for one in kept.value["name"] for old in one["old"]}


@lru_cache(8)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/@.-])(?:{'|'.join(map(re.escape, names))})(?![\w-]|\.\w)", re.IGNORECASE)


# Kinds of message that are about a time that has been given, with what they need not tell.
_TIMED: Mapping[str, frozenset[str]] = {"appointment": frozenset(), "booking-confirmation": frozenset({"rebooking"})}
_CLOCK = re.compile(r"(?<![\d.:/-])(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d/]|[.:-]\d)")
_NUMERIC_DAY = re.compile(r"(?<![\d-])(?:\d{4}-\d\d?-\d\d?|\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?!\d)")


def missing_appointment_facts(document: Document, rule: Rule) -> Verdict:
    """A summons tells day, time and place, and how to reschedule. A label stands for its value: one that is empty shows.

    A confirmation of what the patient has booked needs not tell how to reschedule. A meeting by video or telephone has no
    place, and a message that lets the patient book, or that calls a visit off, has no time. Languages without words of
    their own are not judged, nor is a message that is shown with stand-in values.
    """
    kind = document.context.declared.kind or ""
    if (
        document.context.sample is None
        or kind not in _TIMED
        or concepts_of(rule, "appointments", document.language) is None
    ):
        return PASSES
    told = shown(document, rule, "appointments")
    if "choosing" in told:
        return PASSES
    there = set(told)
    if _CLOCK.search(document.text):
        there.add("time")
    if _NUMERIC_DAY.search(document.text):
        there.add("day")
    if "remote" in told:
        there.add("place")
    labels = rule.data["appointments"]["labels"].get(_language(document.language), {})
    for block in document.blocks if labels else ():
        label = block.text.partition(":")[0].strip().lower()
        there.update([part for part, listed in labels.items() if label in listed])
    parts = rule.data["appointments"]["parts"]
    missing = [part for part in parts if part not in there and part not in _TIMED[kind]]
    if not missing:
        return PASSES
    named = {locale: ", ".join(parts[part][locale] for part in missing) for locale in ("sv", "en")}
    return fails(missing=named)


def unsaid_closed_replies(document: Document, rule: Rule) -> Verdict:
    """A message that cannot be answered says so where a reader would try: after a question or a request to be told.

    A broadcast always says so. A message that only tells something, or that gives a way to answer with the request,
    needs not.
    """
    declared = document.context.declared
    if declared.replies != "none" or concepts_of(rule, "closed-replies", document.language) is None:
        return PASSES
    sentences = said(document, rule, "closed-replies")
    # It is most often said last.
    if any(_says_closed(one) for one in reversed(sentences)):
        return PASSES
    if declared.kind == "regional-broadcast":
        return fails(text=declared.kind)
    for index, one in enumerate(sentences):
        if "asking" in one.hits and not any(
            "way" in other.hits or _has_way(other.sentence.text) for other in sentences[index : index + 3]
        ):
            return fails(at=one.sentence.place, text=one.sentence.text)
    return PASSES


def _says_closed(one: Said) -> bool:
    return "closed" in one.hits or ("reply" in one.hits and "negation" in one.hits)


_WAY = re.compile(r"\d{3}|@|1177|\.se\b")


def _has_way(text: str) -> bool:
    return _WAY.search(text) is not None


def unusable_contact(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Numbers and addresses can be used as they stand, and a link calls or writes to what it shows."""
    words = rule.data["contact-problems"]
    found = []
    for link in document.links:
        href = link.get("href").strip()
        scheme, _, target = href.partition(":")
        if scheme.lower() not in ("tel", "mailto"):
            continue
        place = link.attribute("href")
        begun = document.html.find(":", place.start, place.end) + 1
        at = place._replace(start=begun) if begun else place
        shown = link.visible_text
        problem = phone_problem(target, shown, rule) if scheme.lower() == "tel" else mail_problem(target, shown, rule)
        if problem is not None:
            found.append(fails(at=at, text=target, problem=words[problem]))
    for block in document.blocks:
        found += (
            fails(at=block.at(*match.span()), text=match[0], problem=words["number"])
            for match in (PHONE.finditer(block.text) if "0" in block.text or "+" in block.text else ())
            if is_malformed(match[0]) and is_called(block.text[max(0, match.start() - 40) : match.start()], rule)
        )
        for match in MAILBOX.finditer(block.text) if "@" in block.text else ():
            mailbox = match[0].rstrip(".")
            whole = WHOLE_MAILBOX.fullmatch(mailbox)
            if not whole or is_dead(mailbox, rule):
                problem = words["dead" if whole else "mailbox"]
                place_of = block.at(match.start(), match.start() + len(mailbox))
                found.append(fails(at=place_of, text=mailbox, problem=problem))
    return found or PASSES
