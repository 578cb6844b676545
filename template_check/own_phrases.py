"""A region's own words: lists in files that the settings name, laid over those of the rules.

    [bureaucratic-word.sv]
    "tillse/tillser/tillsåg" = "se till/ser till/såg till"
    "samt" = false

A table is named by a rule and a language. A key is a word or phrase as the lists in `rules/phrases/` write it, with all its
forms; its value is what to write instead, in the same forms, and `false` says that the word is fine: it takes out the
entry that has it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from template_check.catalogue.card import Rule
from template_check.catalogue.load import Data
from template_check.catalogue.phrases import NO_ROWS, endings, entry
from template_check.errors import SettingsError

Row = tuple[str, ...]


def with_phrases(rules: Sequence[Rule], files: Iterable[Path]) -> tuple[Rule, ...]:
    """The rules with the words of the files laid over theirs; later files over earlier ones.

    Raises SettingsError for a file that cannot be read, a table that names no rule with a word list, and a word that no
    list could hold, with the line and what to do.
    """
    more: dict[str, dict[str, tuple[Row, ...]]] = {}
    for file in files:
        for rule, lists in _File.read(file, {rule.name: rule for rule in rules if _has_lists(rule)}).rows():
            known = more.setdefault(rule, {})
            known.update({name: (*known.get(name, ()), *rows) for name, rows in lists.items()})
    return tuple(_widened(rule, more[rule.name]) if rule.name in more else rule for rule in rules)


def _widened(rule: Rule, more: Mapping[str, tuple[Row, ...]]) -> Rule:
    return replace(rule, data=rule.data.widened(more)) if isinstance(rule.data, Data) else rule


def _has_lists(rule: Rule) -> bool:
    return any(name.startswith(f"{rule.name}-") for name in rule.data)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    text: str
    tables: Mapping[str, Any]
    rules: Mapping[str, Rule]

    @classmethod
    def read(cls, path: Path, rules: Mapping[str, Rule]) -> _File:
        try:
            text = path.read_text(encoding="utf-8-sig")
            return cls(path, text, tomllib.loads(text), rules)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            raise SettingsError(
                sv=f"{_shown(path)} går inte att läsa: {error}.", en=f"{_shown(path)} cannot be read: {error}."
            ) from error

    def rows(self) -> Iterator[tuple[str, dict[str, tuple[Row, ...]]]]:
        """Each rule's name with its own lines, by the list's name."""
        for name, languages in self.tables.items():
            rule = self.rules.get(name)
            if rule is None:
                near = get_close_matches(name, self.rules, 1, 0.5)
                every = ", ".join(sorted(self.rules))
                self._fail(
                    name,
                    sv=f"{name} är ingen regel med ordlista. "
                    + (f"Menade du {near[0]}?" if near else f"De som finns är {every}."),
                    en=f"{name} is not a rule with a word list. "
                    + (f"Did you mean {near[0]}?" if near else f"Those that exist are {every}."),
                )
            if not isinstance(languages, dict) or not all(isinstance(words, dict) for words in languages.values()):
                self._fail(
                    name,
                    sv=f"Skriv språket i tabellens namn: [{name}.sv].",
                    en=f"Write the language in the table's name: [{name}.sv].",
                )
            yield (
                name,
                {f"{name}-{language}": self._lines(rule, language, words) for language, words in languages.items()},
            )

    def _lines(self, rule: Rule, language: str, words: Mapping[str, Any]) -> tuple[Row, ...]:
        paradigms = endings(rule.data.get(f"paradigms-{language}", NO_ROWS))
        lines = []
        for word, plain in words.items():
            at = (rule.name, language, word)
            if not isinstance(plain, str) and plain is not False:
                self._fail(
                    *at,
                    sv=f"{word} ska vara det som ska stå i stället inom citattecken, eller false om ordet går bra.",
                    en=f"{word} must be what to write instead in quotation marks, or false if the word is fine.",
                )
            line = (word.lower(), plain or "", "", "")
            try:
                entry(line, paradigms)
            except ValueError as error:
                self._fail(
                    *at,
                    sv=f"{error} går inte att böja. Skriv ut formerna med / mellan, som i få/får/fick/fått.",
                    en=f"{error} cannot be inflected. Write its forms out with / between, as in få/får/fick/fått.",
                )
            lines.append(line)
        return tuple(lines)

    def _fail(self, *key: str, sv: str, en: str) -> NoReturn:
        from template_check.discover.locator import toml_places

        places = toml_places(self.text)
        place = next((places[key[:size]] for size in range(len(key), 0, -1) if key[:size] in places), None)
        start = 0 if place is None else (place.key or place.value)[0]
        line = self.text.count("\n", 0, start) + 1
        shown = _shown(self.path)
        raise SettingsError(sv=f"{shown}, rad {line}: {sv}", en=f"{shown}, line {line}: {en}")


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
