"""Which rules hold for a message: those of its profile, chosen and adjusted by the settings and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.load import load
from template_check.catalogue.selection import selected, unknown
from template_check.config import Settings, refuse, text_of

_OFF = "off"
# An option of this name is a file, and the rule is given its text.
_FILE = "list"


def in_force(
    settings: Settings, *, profile: str | None = None, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> tuple[Rule, ...]:
    """The rules that are run under some settings, in order of id, with the severities and options that they are given.

    What the command line says replaces what the settings say. Raises SettingsError for a rule or option that does not
    exist and for a fault in a file of the region's own words, UsageError for a selector of the command line that names nothing.
    """
    known = {rule.id: rule for rule in _worded(load(settings.rules), settings)}
    names = {"all", *known, *(rule.group for rule in known.values())}
    _named(settings, "select", settings.select, names)
    _named(settings, "ignore", settings.ignore, names)
    for pattern, selectors in settings.per_file.items():
        _named(settings, f"per-file.{pattern}", selectors, names, "per-file", pattern)
    for key in ("severity", "options"):
        for id in getattr(settings, key):
            if id not in known:
                _refuse(settings, id, known, key, id)
    chosen = selected(known.values(), profile or settings.profile, select or settings.select, ignore or settings.ignore)
    return tuple(
        _adjusted(rule, settings) if rule.id in settings.severity or rule.id in settings.options else rule
        for rule in chosen
        if settings.severity.get(rule.id) != _OFF
    )


def files(settings: Settings) -> Iterator[Path]:
    """The files that options of the settings name."""
    for options in settings.options.values():
        if settings.path is not None and options.get(_FILE):
            yield settings.path.parent / options[_FILE]


def _worded(rules: tuple[Rule, ...], settings: Settings) -> tuple[Rule, ...]:
    if not settings.phrases:
        return rules
    from template_check.own_phrases import with_phrases

    return with_phrases(rules, settings.phrases)


def _named(settings: Settings, what: str, selectors: tuple[str, ...], names: set[str], *key: str) -> None:
    for selector in selectors:
        if selector not in names:
            _refuse(settings, selector, names, *(key or (what,)))


def _refuse(settings: Settings, name: str, names: Any, *key: str) -> None:
    told = unknown(name, names).sentences
    refuse(settings, *key, sv=told["sv"], en=told["en"])


def _adjusted(rule: Rule, settings: Settings) -> Rule:
    options = settings.options.get(rule.id, {})
    for name, value in options.items():
        _fitting(settings, rule, name, value)
    options = {
        name: text_of(settings, value, "options", rule.id, name) if name == _FILE and value else value
        for name, value in options.items()
    }
    given = settings.severity.get(rule.id, "")
    return replace(rule, severity=given or rule.severity, set_severity=given, options={**rule.options, **options})


def _fitting(settings: Settings, rule: Rule, name: str, value: Any) -> None:
    options: Mapping[str, Any] = rule.options
    key = ("options", rule.id, name)
    if name not in options:
        near = get_close_matches(name, list(options), 1, 0.5)
        every = ", ".join(sorted(options))
        sv = f"Menade du {near[0]}?" if near else f"De som finns är {every}." if every else "Regeln har inga."
        en = f"Did you mean {near[0]}?" if near else f"Those that exist are {every}." if every else "The rule has none."
        refuse(
            settings,
            *key,
            sv=f"Regeln {rule.id} har inget val som heter {name}. {sv}",
            en=f"The rule {rule.id} has no option named {name}. {en}",
        )
    kinds = (int, float) if isinstance(options[name], (int, float)) else (type(options[name]),)
    if not isinstance(value, kinds) or isinstance(value, bool) != isinstance(options[name], bool):
        refuse(
            settings,
            *key,
            sv=f"{name} kan inte vara {value!r}. Skriv det som kortet gör: {options[name]!r}.",
            en=f"{name} cannot be {value!r}. Write it as the card does: {options[name]!r}.",
        )
