"""`template-check review TEMPLATE`: keeps a human's judgement of a message beside its template."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from template_check import signoff
from template_check.catalogue.card import LOCALES
from template_check.cli.console import is_terminal, note, save, show
from template_check.cli.judging import judge
from template_check.cli.judging import today as day
from template_check.cli.language import locale, say
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.errors import UsageError
from template_check.findings import MessageResult, Report
from template_check.reports.html.guideline import Question, questions
from template_check.signoff import Answer, Review

_WORDS = {"yes": "yes", "y": "yes", "ja": "yes", "j": "yes", "no": "no", "n": "no", "nej": "no"}


@declare(
    "review",
    sv="Sparar din bedömning av MALLENS meddelande bredvid mallen. Utan --answer ställs frågorna en i taget.",
    en="Keeps your judgement of the TEMPLATE's message beside the template. Without --answer the questions are asked one by one.",
)
@click.argument("template", type=click.Path(path_type=Path), metavar="TEMPLATE")
@option("--by", metavar="NAME", sv="Den som bedömer.", en="Who judges.")
@option("--answer", "answers", multiple=True, metavar="ID=yes|no", sv="Svaret på en fråga, till exempel 4a=yes.", en="The answer to a question, for example 4a=yes.")  # fmt: skip
@option("--note", "notes", multiple=True, metavar="TEXT", sv="Anteckning till svaret före, eller till hela bedömningen.", en="A note on the answer before it, or on the whole judgement.")  # fmt: skip
@option("--today", metavar="DATE", callback=lambda ctx, param, value: day(value), sv="Dagens datum, som 2026-11-24.", en="Today's date, as 2026-11-24.")  # fmt: skip
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context, /, template: Path, by: str | None, answers: tuple[str, ...], notes: tuple[str, ...], today: date
) -> int:
    result = _judged(template, today)
    message = result.templates[0]
    file = signoff.file_of(Path(message.path))
    known = signoff.read(file)
    before = known.get(Path(message.path).name)
    if before is not None and signoff.is_stale(before, message):
        note(
            say(
                sv=f"Meddelandet har ändrats sedan {before.by} bedömde det {before.on}. De gamla svaren gäller inte längre.",
                en=f"The message has changed since {before.by} judged it on {before.on}. The old answers no longer hold.",
            )
        )
        before = None
    asked = questions(message, result.findings, result.rules, before, locale())
    if answers or not is_terminal(sys.stdin):
        given, about = _given(ctx.meta["order"], asked)
    else:
        by = by or click.prompt(say(sv="Ditt namn", en="Your name"))
        given, about = _prompted(message, asked), ""
    if not by:
        raise UsageError(
            sv="Ange vem som bedömer: --by NAMN.",
            en="Say who judges: --by NAME.",
        )
    if not given and not about and before is None:
        raise UsageError(
            sv="Inget är besvarat, så inget har sparats. Svara till exempel med --answer 4a=yes.",
            en="Nothing is answered, so nothing has been kept. Answer for example with --answer 4a=yes.",
        )
    review = _merged(Review(by, today, given, about, signoff.judged(message)), before, asked)
    save(file, signoff.written({**known, Path(message.path).name: review}))
    left = sum(review.answer(each.id) is None for each in asked)
    show(
        say(
            sv=f"Sparade bedömningen i {file}. Obesvarade frågor: {left} av {len(asked)}.\n",
            en=f"Kept the judgement in {file}. Unanswered questions: {left} of {len(asked)}.\n",
        )
    )
    return 0


def _judged(template: Path, today: date) -> Report:
    everything: dict[str, Any] = {
        "select": (),
        "ignore": (),
        "profile": None,
        "jobs": 1,
        "cache": False,
        "baseline": None,
    }
    result = judge((template,), renderings=True, today=today, **everything)
    if len(result.templates) != 1:
        several = ", ".join(message.path for message in result.templates[:5])
        raise UsageError(
            sv=f"{template} är inget meddelande"
            + (f", utan en del av flera: {several}. Ange ett av dem." if several else "."),
            en=f"{template} is not a message"
            + (f" but a part of several: {several}. Name one of them." if several else "."),
        )
    return result


def _given(order: Iterable[tuple[str | None, Any]], asked: Sequence[Question]) -> tuple[tuple[Answer, ...], str]:
    """The answers on the command line, each with the notes after it, and the notes before them all."""
    given: list[Answer] = []
    about: list[str] = []
    for name, value in order:
        if name == "answers":
            given.append(_answer(value, asked))
        elif name == "notes" and given:
            given[-1] = replace(given[-1], note=" ".join(filter(None, (given[-1].note, value.strip()))))
        elif name == "notes":
            about.append(value.strip())
    return tuple(given), " ".join(about)


def _answer(written: str, asked: Sequence[Question]) -> Answer:
    id, _, word = written.rpartition("=")
    answer = _WORDS.get(word.strip().lower())
    if not id or answer is None:
        raise UsageError(
            sv=f"Svaret {written} går inte att förstå. Skriv det som 4a=yes eller 4a=no.",
            en=f"The answer {written} cannot be understood. Write it as 4a=yes or 4a=no.",
        )
    ids = [each.id for each in asked]
    if id not in ids:
        near = get_close_matches(id, ids, 1)
        raise UsageError(
            sv=f"Meddelandet ställer ingen fråga {id}."
            + (f" Menade du {near[0]}?" if near else f" Frågorna är {', '.join(ids)}."),
            en=f"The message asks no question {id}."
            + (f" Did you mean {near[0]}?" if near else f" The questions are {', '.join(ids)}."),
        )
    return Answer(id, answer)


def _prompted(message: MessageResult, asked: Sequence[Question]) -> tuple[Answer, ...]:
    """The answers given at the keyboard, after the message has been shown; an empty line leaves a question open."""
    for rendered in message.renderings:
        show(f"\n{rendered.sample or say(sv='Utan testdata', en='Without a sample')}\n\n")
        show("".join(f"  {line}\n" for line in filter(None, (rendered.subject, *rendered.text.split("\n")))))
    show(
        say(
            sv="\nSvara ja eller nej. En tom rad lämnar frågan öppen.\n",
            en="\nAnswer yes or no. An empty line leaves a question open.\n",
        )
    )
    given = []
    for each in asked:
        show(f"\n{each.id}  {each.text}\n")
        known = each.answer.answer if each.answer else ""
        answer = None
        while answer is None:
            typed = click.prompt(say(sv="Svar", en="Answer"), default=known, show_default=bool(known)).strip().lower()
            answer = "" if not typed else _WORDS.get(typed)
        if answer:
            why = click.prompt(say(sv="Anteckning", en="Note"), default=each.answer.note if each.answer else "")
            given.append(Answer(each.id, answer, why.strip()))
    return tuple(given)


def _merged(review: Review, before: Review | None, asked: Sequence[Question]) -> Review:
    """The review with the answers of the one before it that still hold and are not given anew, in order of the questions."""
    known = {each.id: each for each in (*(before.answers if before else ()), *review.answers)}
    answers = tuple(known[each.id] for each in asked if each.id in known)
    return replace(review, answers=answers, note=review.note or (before.note if before else ""))
