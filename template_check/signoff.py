"""Sign-off: what a human answered about a message, kept beside its template, and whether it still holds.

The file holds hashes of what was judged and no text of it: samples may be private where the file is not.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from template_check.errors import UsageError
from template_check.findings import MessageResult, Rendered

SUFFIX = ".review.toml"
ANSWERS = ("yes", "no")
# What the message file says of the review itself is no part of what was judged.
_UNJUDGED = frozenset({"review.reviewed"})
_DIGITS = 10
# Texts of more lines are compared by their rarer lines, in time that does not grow with the square.
_LONG = 1_000
_HEADER = "# Written by `template-check review`: what a human has judged, and hashes of what it was.\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question: the id of the guideline's statement or of a rule, `yes` or `no`, and a note."""

    id: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Who judged a message, when, with what answers, and hashes of each line that each sample showed then."""

    by: str
    on: date
    answers: tuple[Answer, ...] = ()
    note: str = ""
    samples: Mapping[str, tuple[str, ...]] | None = None

    def answer(self, id: str) -> Answer | None:
        """The answer to the question of that id."""
        return next((each for each in self.answers if each.id == id), None)

    def holds(self, sample: str, names: Set[str], text: str, declared: Mapping[str, str]) -> bool:
        """Whether the message still has the samples, and this one shows and declares what it did when it was judged."""
        known = self.samples or {}
        return known.keys() == names and known.get(sample) == hashes(lines(text, declared))


@dataclass(frozen=True, slots=True)
class Difference:
    """What is new in one sample since the review, and how many lines of then are gone."""

    sample: str
    new: tuple[str, ...]
    gone: int


def lines(text: str, declared: Mapping[str, str]) -> tuple[str, ...]:
    """What is judged with one sample: each declared value, then each block of the visible text."""
    values = (f"{key}: {' '.join(value.split())}" for key, value in declared.items() if key not in _UNJUDGED)
    return (*values, *filter(None, text.split("\n")))


def hashes(judged: Iterable[str]) -> tuple[str, ...]:
    """The first hexadecimal digits of each line's SHA-256."""
    return tuple(hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS] for line in judged)


def judged(message: MessageResult) -> dict[str, tuple[str, ...]]:
    """The hashes of what each sample of a message shows. The message must have its renderings."""
    return {each.sample: hashes(_lines(each)) for each in message.renderings}


def is_stale(review: Review, message: MessageResult) -> bool:
    """Whether the message is no longer what was judged: some line of it, or which samples there are."""
    return dict(review.samples or {}) != judged(message)


def differences(review: Review, message: MessageResult) -> tuple[Difference, ...]:
    """What has changed since the review, for each sample that has; one that is gone has no new lines."""
    from difflib import SequenceMatcher

    known = dict(review.samples or {})
    found = []
    for rendered in message.renderings:
        now = _lines(rendered)
        before, after = known.pop(rendered.sample, ()), hashes(now)
        if before == after:
            continue
        new: list[str] = []
        gone = 0
        for tag, first, last, begin, end in SequenceMatcher(
            None, before, after, autojunk=len(after) > _LONG
        ).get_opcodes():
            if tag != "equal":
                new += now[begin:end]
                gone += last - first
        found.append(Difference(rendered.sample, tuple(new), gone))
    return (*found, *(Difference(sample, (), len(before)) for sample, before in known.items()))


def _lines(rendered: Rendered) -> tuple[str, ...]:
    return lines(rendered.text, rendered.declared)


def file_of(template: Path) -> Path:
    """The file with the sign-offs of a template, which it shares with those of the same stem: `kallelse.review.toml`."""
    from template_check.discover.messages import named

    known = named(template.name)
    return template.with_name(f"{known[0] if known else template.name.partition('.')[0]}{SUFFIX}")


def beside(templates: Iterable[str]) -> dict[str, Review]:
    """The sign-offs of templates, by the template's path as it is given; those without one are left out."""
    files: dict[Path, dict[str, Review]] = {}
    found = {}
    for path in templates:
        file = file_of(Path(path))
        if file not in files:
            files[file] = read(file)
        review = files[file].get(Path(path).name)
        if review is not None:
            found[path] = review
    return found


def known(template: Path) -> Review | None:
    """The sign-off of a template; None too where its file cannot be read."""
    try:
        return read(file_of(template)).get(template.name)
    except UsageError:
        return None


def read(file: Path) -> dict[str, Review]:
    """The sign-offs in a file by the template's file name; none if there is no file. Raises UsageError if it is broken."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return {name: _review(each) for name, each in table.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            sv=f"{file} går inte att läsa som ett godkännande. Ta bort filen och granska meddelandet på nytt.",
            en=f"{file} cannot be read as a sign-off. Remove the file and review the message again.",
        ) from error


def _review(table: Mapping[str, Any]) -> Review:
    answers = tuple(Answer(each["id"], each["answer"], each.get("note", "")) for each in table.get("answers", ()))
    if not all(each.answer in ANSWERS for each in answers) or not isinstance(table["on"], date):
        raise ValueError
    samples = {name: tuple(each.split()) for name, each in table["samples"].items()}
    return Review(str(table["by"]), table["on"], answers, str(table.get("note", "")), samples)


def written(reviews: Mapping[str, Review]) -> str:
    """The text of a file with sign-offs, by the template's file name."""
    return _HEADER + "".join(_table(name, reviews[name]) for name in sorted(reviews))


def _table(name: str, review: Review) -> str:
    key = _quoted(name)
    out = [f"\n[{key}]\n", f"by = {_quoted(review.by)}\n", f"on = {review.on.isoformat()}\n"]
    if review.note:
        out.append(f"note = {_quoted(review.note)}\n")
    for answer in review.answers:
        out += [f"\n[[{key}.answers]]\n", f"id = {_quoted(answer.id)}\n", f"answer = {_quoted(answer.answer)}\n"]
        if answer.note:
            out.append(f"note = {_quoted(answer.note)}\n")
    out.append(f"\n[{key}.samples]\n")
    out += [f"{_quoted(sample)} = {_quoted(' '.join(each))}\n" for sample, each in (review.samples or {}).items()]
    return "".join(out)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, whose escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
