"""Plain language: is the text written so that everyone understands it at once?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Fix, Verdict, fails
from template_check.checks import addressing, passives, terms
from template_check.checks.vocabulary import fix_for, known_words, place_of, told
from template_check.document.blocks import Block, Sentence
from template_check.document.dates import (
    Calendar,
    Clock,
    Date,
    calendar,
    clocks,
    dates,
    in_words,
    is_announced,
    is_timed,
    rewritten,
)
from template_check.document.document import Document
from template_check.document.long_numbers import long_numbers
from template_check.document.readability import Reading, count, measure

_SHOWN = 60
# How many words on either side of a date in its sentence may say that it comes back every year.
_AROUND = 30
_YEAR = re.compile(r"20(?<![\w+]20)\d\d(?!\d|:\d)")


def hard_to_read(document: Document, rule: Rule) -> Verdict | Sequence[Verdict]:
    """The index of the whole message, and where that is good enough of each paragraph long enough for one."""
    options = rule.options
    whole = measure(document)
    lix = whole.counts.lix or 0
    if whole.language not in options["languages"] or whole.counts.words < options["words"]:
        return PASSES
    if lix > options["advise_over"]:
        hardest = whole.hardest
        return fails(
            severity="warning" if lix > options["warn_over"] else "advice",
            decided_by=hardest.place if hardest else None,
            **_told(whole),
        )
    # A word and what parts it from the next are two characters at least.
    if all(len(block.text) + 1 < 2 * options["words"] for block in document.blocks):
        return PASSES
    found = [
        fails(at=block.place, severity="advice", **_told(reading))
        for block, reading in whole.paragraphs
        if sum(len(sentence.words) for sentence in reading.sentences) >= options["words"]
        and (reading.counts.lix or 0) > options["paragraph_over"]
    ]
    return found or PASSES


def _told(reading: Reading) -> dict[str, Any]:
    longest: dict[str, str] = {}
    for word in sorted(reading.long_words, key=lambda word: -len(word.text)):
        longest.setdefault(word.text.lower(), word.text)
    hardest = reading.hardest or reading.sentences[0]
    return {
        "lix": round(reading.counts.lix or 0),
        "words": reading.counts.words,
        "long": ", ".join(list(longest.values())[:5]),
        "sentence": hardest.text if len(hardest.text) <= 3 * _SHOWN else _shortened(hardest.text, 3 * _SHOWN),
    }


def _shortened(text: str, length: int = _SHOWN) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def long_sentence(sentence: Sentence, rule: Rule) -> Verdict:
    """A sentence of too many words; headings, addresses and lists without sentences are none.

    Of those that are not far too long, one of short words passes. Numbers are not counted: a date with its time is one
    thing to the reader, not six words.
    """
    most = rule.options["advise_over"]
    if len(sentence.words) <= most or sentence.block.kind == "heading" or not _is_prose(sentence):
        return PASSES
    words = sum(not word.text[0].isdigit() for word in sentence.words)
    if words > rule.options["warn_over"]:
        severity = "warning"
    elif words > most and (count([sentence.words]).lix or 0) > rule.options["advise_lix_over"]:
        severity = "advice"
    else:
        return PASSES
    return fails(words=words, sentence=_shortened(sentence.text), severity=severity)


def _is_prose(sentence: Sentence) -> bool:
    """Whether it is a sentence and no address, menu or list: mostly words in small letters, closed by a mark.

    One without the mark has to be nothing but such words, and not a row of them with commas between.
    """
    words, text = sentence.words, sentence.text
    plain = sum(word.text[0].isalpha() and not word.text[0].isupper() for word in words)
    if text.rstrip("\"'”’»)]").endswith((".", "!", "?", "…", ":", "؟", "।")):
        return 2 * plain > len(words)
    return 10 * plain > 8 * len(words) and 6 * text.count(",") < len(words)


def long_paragraph(block: Block, rule: Rule) -> Verdict:
    """A paragraph of too many words, or of too many sentences that are no mere exclamations."""
    if block.kind == "heading" or len(block.text) < 4 * rule.options["words_in_sentences"]:
        return PASSES
    prose = [sentence for sentence in block.sentences if _is_prose(sentence)]
    words = sum(len(sentence.words) for sentence in prose)
    many = len(prose) > rule.options["sentences"] and words > rule.options["words_in_sentences"]
    if words <= rule.options["words"] and not many:
        return PASSES
    return fails(words=words, sentences=len(prose), start=_shortened(block.text))


def ambiguous_date(document: Document, rule: Rule) -> Verdict | Sequence[Verdict]:
    """Dates in numbers that can be read in several ways, and the first date to keep where no year stands anywhere."""
    found: list[Verdict] = []
    yearless: tuple[Block, Date] | None = None
    before: Block | None = None
    for block in document.blocks:
        known = calendar(block.read_as) if block.has_digit else None
        if known is not None:
            in_block = list(dates(block.text, known))
            found += _in_digits([date for date in in_block if date.kind != "words"], block, known, rule)
            for date in in_block:
                written = yearless is None and date.kind == "words" and date.year is None
                if written and _is_kept(date, block, before, known):
                    yearless = block, date
        before = block
    # What stand-in values hide may be a date with its year.
    if yearless is not None and document.context.sample is not None and not _year_stands(document):
        block, date = yearless
        told = rule.data["date-problems"]["year"]
        number = block.at(date.start, date.number_end)
        at = block.at(date.start, date.end)
        found.append(fails(at=at, severity="advice", decided_by=number, date=_text(block, date), problem=told))
    return found or PASSES


def _in_digits(found: Sequence[Date], block: Block, known: Calendar, rule: Rule) -> Iterator[Verdict]:
    """Dates in digits. One that is whole and in order is told of in running text only, and of those without a year in a
    block the first: once it is written out, the others are seen.
    """
    incomplete = False
    for date in found:
        whole = date.day is not None and date.year is not None
        if date.kind == "own" or (whole and not _is_running(date, block)) or (not whole and incomplete):
            continue
        incomplete = incomplete or not whole
        said = in_words(date, block.text, known)
        yield fails(
            at=block.at(date.start, date.end),
            severity="advice" if whole else None,
            fix=Fix(said) if said else None,
            date=_text(block, date),
            problem=rule.data["date-problems"]["order" if date.kind == "any-order" else "digits"],
        )


def _text(block: Block, found: Date | Clock) -> str:
    return block.text[found.start : found.end]


def _is_running(date: Date, block: Block) -> bool:
    """Whether a date stands in a heading or a whole sentence, and not after a label."""
    sentence = _around(date, block)
    if (
        sentence is None
        or len(sentence.words) < 3
        or block.text[max(0, date.start - 3) : date.start].rstrip().endswith((":", "("))
    ):
        return False
    return block.kind == "heading" or (block.kind != "cell" and sentence.text.endswith((".", "!", "?")))


def _around(date: Date, block: Block) -> Sentence | None:
    index = bisect_right(block.sentences, date.start, key=lambda sentence: sentence.start) - 1
    return block.sentences[index] if index >= 0 and date.start < block.sentences[index].end else None


def _is_kept(date: Date, block: Block, before: Block | None, known: Calendar) -> bool:
    """Whether a date is one to keep: announced by a weekday or a label, or with a time, and not one of every year."""
    text = block.text
    if not (
        is_announced(text, date.start, known, article=False)
        or is_timed(text, date.end, known)
        or _label(block, before) in known.labels
    ):
        return False
    sentence = _around(date, block)
    if sentence is None:
        return True
    at = bisect_right(sentence.words, date.start, key=lambda word: word.start)
    around = sentence.words[max(0, at - _AROUND) : at + _AROUND]
    return not any(word.form in known.yearly for word in around)


def _label(block: Block, before: Block | None) -> str:
    """What names the block's text: the words before a colon in it, or the term or header cell before it."""
    name, colon, _ = block.text[:_SHOWN].partition(":")
    if colon:
        return name.strip().lower()
    return before.text.strip(" :").lower() if before is not None and block.kind in ("item", "cell") else ""


def _year_stands(document: Document) -> bool:
    """Whether a year stands anywhere in the message or its subject."""
    return _YEAR.search(document.text) is not None or _YEAR.search(document.context.declared.subject or "") is not None


def mixed_time_formats(document: Document, rule: Rule) -> Verdict | Sequence[Verdict]:
    """Clock times with a full stop and with a colon in one message: told at those with the sign that the language's
    own rules put second, or at the first of them where they are the more."""
    found = [
        (block, known, clock)
        for block in document.blocks
        if block.has_digit and (known := calendar(block.read_as)) is not None
        for clock in clocks(block.text, known)
    ]
    own = [_text(block, clock) for block, known, clock in found if clock.sign == known.separator]
    others = [each for each in found if each[2].sign != each[1].separator]
    if not own or not others:
        return PASSES
    if len(others) > len(own):
        others = others[:1]
    return [_mixed(block, known, clock, own[0]) for block, known, clock in others]


def _mixed(block: Block, known: Calendar, clock: Clock, other: str) -> Verdict:
    written = _text(block, clock)
    instead = rewritten(written, known)
    at = block.at(clock.start, clock.end)
    return fails(at=at, fix=Fix(instead, safe=True), time=written, other=other, instead=instead)


def hard_to_hear_number(block: Block, rule: Rule) -> Verdict | Sequence[Verdict]:
    """Telephone and identity numbers in one run of digits, which a screen reader says as millions."""
    if not block.has_digit:
        return PASSES
    found = [
        fails(
            at=block.at(number.start, number.end),
            fix=Fix(number.grouped, safe=True),
            number=block.text[number.start : number.end],
            grouped=number.grouped,
        )
        for number in long_numbers(block.text, rule.options["area_codes"])
        if not _names_another(block.text[max(0, number.start - _SHOWN) : number.start], rule)
    ]
    return found or PASSES


def _names_another(before: str, rule: Rule) -> bool:
    """Whether the words before a number say that it is no telephone number."""
    words = before.lower().replace(":", " ").split()[-2:]
    return any(word in phrases for word in words for phrases in rule.phrases.values())


def bureaucratic_word(sentence: Sentence, rule: Rule) -> Verdict | Sequence[Verdict]:
    """No word that people only meet in letters from authorities, where a common one says the same."""
    found = []
    for hit in known_words(sentence, rule):
        part = place_of(sentence, hit)
        replacement = None if "reorder" in hit.entry.marks else hit.entry.replacement(hit.form)
        found.append(
            fails(
                at=part,
                severity="advice" if "soft" in hit.entry.marks else None,
                fix=fix_for(part, replacement, sentence),
                word=part.text,
                instead=rule.options["left_out"] if hit.entry.others == _LEFT_OUT else _in_both(told(hit, part.text)),
            )
        )
    return found or PASSES


# How the lists write that a word needs no replacement.
_LEFT_OUT = ("-",)


def medical_jargon(document: Document, rule: Rule) -> Verdict | Sequence[Verdict]:
    """A medical term is said in plain words, or explained where it first stands."""
    found = [
        fails(
            at=place_of(sentence, hit),
            severity="advice" if "soft" in hit.entry.marks or hit.is_compound else None,
            word=place_of(sentence, hit).text,
            instead=told(hit, "" if hit.is_compound else place_of(sentence, hit).text),
        )
        for sentence, hit in terms.unexplained(document, rule)
    ]
    return found or PASSES


def unexplained_abbreviation(document: Document, rule: Rule) -> Verdict | Sequence[Verdict]:
    """An abbreviation is written out, or explained where it first stands."""
    found = []
    for part, instead, replacement, sentence in terms.abbreviations(document, rule):
        written = _in_both(instead) if instead else rule.options["written_out"]
        found.append(fails(at=part, fix=fix_for(part, replacement, sentence), word=part.text, instead=written))
    return found or PASSES


def _in_both(text: str) -> Mapping[str, str]:
    """What to write instead is the same in whatever language it is told."""
    return {"sv": text, "en": text}


def passive_voice(sentence: Sentence, rule: Rule) -> Verdict | Sequence[Verdict]:
    """What must be done is said with the one who must do it, and what is done to the reader with the one who does it."""
    found = [fails(at=part, words=shown, verb=verb) for part, shown, verb in passives.without_actor(sentence, rule)]
    return found or PASSES


def indirect_address(document: Document, rule: Rule) -> Verdict | Sequence[Verdict]:
    """The reader is spoken to, not about."""
    found = [fails(at=part, word=part.text, instead=instead) for part, instead in addressing.indirect(document, rule)]
    return found or PASSES


def double_negation(sentence: Sentence, rule: Rule) -> Verdict | Sequence[Verdict]:
    """What is so is said to be so, not that it is not otherwise."""
    found = []
    for hit in known_words(sentence, rule):
        part = place_of(sentence, hit)
        fix = fix_for(part, hit.entry.replacement(hit.form), sentence)
        found.append(fails(at=part, fix=fix, word=part.text, instead=told(hit, part.text)))
    return found or PASSES


def long_noun_chain(sentence: Sentence, rule: Rule) -> Verdict | Sequence[Verdict]:
    """No chain of nouns made of verbs, where verbs would say who does what."""
    found = [fails(at=part, words=part.text) for part in passives.noun_chains(sentence, rule)]
    return found or PASSES


def hidden_request(block: Block, rule: Rule) -> Verdict | Sequence[Verdict]:
    """What the reader must do does not stand in the middle of a long paragraph."""
    found = [fails(at=part, words=part.text) for part in addressing.hidden_requests(block, rule)]
    return found or PASSES
