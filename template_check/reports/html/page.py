"""The pages of the review report, filled in from what is known of messages."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import rtoml
from markupsafe import Markup

from template_check.catalogue.standards import GUIDELINE_ADDRESS
from template_check.document.readability import LEVELS
from template_check.findings import ELEMENTS, STATUS_ORDER, Finding, JudgementError, Report, Silenced
from template_check.reports.html.changes import shown_changes
from template_check.reports.html.guideline import looking
from template_check.reports.html.message import STANDINGS, MessageShown, longest_sentence, shown
from template_check.reports.html.overview import overview
from template_check.reports.telling import (
    FORMULAS,
    KINDS,
    RAISED,
    READING_LEVELS,
    Sentences,
    counted,
    listed,
    number,
    paths,
    sentences,
)
from template_check.reports.view import View

FOLDER = "messages"
PAGES = Path(__file__).parent / "_pages"
_LONGEST_EXCERPT = 400
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


def file_name(number: int, path: str) -> str:
    """The file of a message's own page, as seen from the index."""
    stem = _NOT_IN_A_NAME.sub("-", path.rpartition("/")[2].partition(".")[0].lower()).strip("-")
    return f"{FOLDER}/{number:04}{'-' if stem else ''}{stem[:60]}.html"


@cache
def _words(locale: str) -> Mapping[str, Any]:
    words: Mapping[str, Mapping[str, Any]] = rtoml.loads((PAGES / "words.toml").read_text(encoding="utf-8"))
    return words[locale]


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Writer:
    """Writes the pages of one report.

    `is_paged` for paper; without `has_frames` messages are shown as text.
    """

    def __init__(self, result: Report, view: View, *, is_paged: bool = False, has_frames: bool = True) -> None:
        self._result, self._view = result, view
        self._words = words = _words(view.locale)
        self._looking = looking(result.rules)
        self._findings: dict[str, list[Finding]] = {}
        for finding in result.findings:
            for path in paths(finding):
                self._findings.setdefault(path, []).append(finding)
        self._silenced: dict[str, list[Silenced]] = {}
        for silenced in result.silenced:
            for path in paths(silenced.finding):
                self._silenced.setdefault(path, []).append(silenced)
        script = (PAGES / "script.js").read_text(encoding="utf-8")
        locale = view.locale
        most = max((len(message.renderings) for message in result.templates), default=1)
        self._known: dict[str, Any] = {
            "view": view,
            "locale": locale,
            "is_paged": is_paged,
            "has_frames": has_frames and not is_paged,
            "w": words,
            "t": words["text"],
            "style": Markup((PAGES / "style.css").read_text(encoding="utf-8") + _switching(most)),
            "script": Markup(script),
            "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            "elements": ELEMENTS,
            "statuses": STATUS_ORDER,
            "standings": STANDINGS,
            "guideline_address": GUIDELINE_ADDRESS,
            "longest": longest_sentence(result.rules),
            "say": self._say,
            "counted": lambda count, noun: counted(count, noun, locale),
            "number": lambda value: number(value, locale),
            "listed": lambda parts: listed(list(parts), locale),
            "day": self._day,
            "spoken": self._spoken,
            "short": _short,
            "told": self._told,
            "raised": self._raised,
            "kind_name": lambda kind: KINDS[locale].get(kind, kind),
            "group_names": lambda names: [words["groups"].get(name, name) for name in names],
            "key_names": lambda keys: [words["keys"][key] for key in keys],
            "declared_value": self._declared,
            "reading_words": READING_LEVELS[locale],
            "formulas": FORMULAS,
            "levels": (*LEVELS, "too-short", "no-formula"),
        }

    def message(self, number: int, address: str) -> MessageShown:
        """What the report tells of the message of that number, from 1; `address` is where it tells it."""
        template = self._result.templates[number - 1]
        return shown(
            number,
            address,
            template,
            self._findings.get(template.path, ()),
            self._silenced.get(template.path, ()),
            self._result.rules,
            self._looking,
            self._view,
            self._words,
        )

    def alone(self, message: MessageShown) -> str:
        """The page of one message."""
        title = f"{message.title} – {self._words['text']['title']}"
        return self._page("alone.html", title=title, links=(), messages=[message], is_alone=True)

    def index(self, messages: Sequence[MessageShown], *, is_split: bool) -> str:
        """The first page, with all messages after it unless each has a page of its own."""
        told = self._words["text"]
        first = overview(self._result, messages, self._looking, self._view.locale, self._words)
        changes = None
        if self._view.changes is not None:
            changes = shown_changes(self._view.changes, messages, told["subject"])
        links = [("#all", told["all_messages"])]
        links += [(f"#list-{name}", self._words["lists"][name]) for name in ("error", "unsure") if first.kinds[name]]
        links += [("#changes", told["changes"].format(since=self._view.since))] if changes is not None else []
        links += [("#good", told["good"]), ("#guideline", told["guideline"]), ("#looked", told["looked"])]
        return self._page(
            "index.html",
            title=told["title"],
            links=links,
            messages=messages,
            is_alone=False,
            is_split=is_split,
            overview=first,
            changes=changes,
            covered=self._result.covered,
            passed=sum(self._result.passed.values()),
        )

    def _page(self, name: str, **values: Any) -> str:
        return _environment().get_template(name).render(**self._known, **values)

    def _say(self, key: str, **values: object) -> str:
        told: str = self._words["text"][key]
        return told.format(
            **{
                name: number(value, self._view.locale) if isinstance(value, int) else value
                for name, value in values.items()
            }
        )

    def _day(self, day: date) -> str:
        month = self._words["months"]["names"][day.month - 1]
        return f"{day.day} {month} {day.year}"

    def _spoken(self, language: str | None) -> Markup:
        """The attributes of text in a message's language, where it is another than the report's."""
        if not language or language.partition("-")[0].lower() == self._view.locale:
            return Markup("")
        return Markup(' lang="{}" dir="auto"').format(language)

    def _told(self, finding: Finding) -> Sentences:
        return sentences(finding, self._result.rules, self._view.locale)

    def _raised(self, error: JudgementError) -> str:
        return RAISED[self._view.locale].format(path=error.path, rule=error.rule, message=error.message)

    def _declared(self, key: str, value: str) -> str:
        if key == "kind":
            return KINDS[self._view.locale].get(value, value)
        if key in ("replies", "relationship.basis", "sending.notify"):
            named: str = self._words["values"].get(value, value)
            return named
        return value


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT]}…"


def _switching(most: int) -> str:
    """The style rules that show the sample chosen, for as many as a message has at most."""
    chosen = "".join(
        f".samples:has(.switch label:nth-of-type({number}) input:checked)>.panel-{number}{{display:block}}"
        for number in range(1, most + 1)
    )
    return f"@supports selector(:has(a)){{@media screen{{.samples:has(.switch)>.panel{{display:none}}{chosen}}}}}"
