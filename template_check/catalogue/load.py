"""All rules: each card bound by its path to its function, each function to its card."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import rtoml

from template_check.catalogue.card import LOCALES, SEVERITIES, Example, Rule, Texts
from template_check.catalogue.phrases import Rows
from template_check.errors import CardError

_PACKAGED = Path(__file__).parent.parent / "_rules"
RULES = _PACKAGED if _PACKAGED.is_dir() else _PACKAGED.parent.parent / "rules"

# EN 301 549 V3.2.1 (2021-03), https://www.etsi.org/deliver/etsi_en/301500_301599/301549/03.02.01_60/, builds on WCAG 2.1.
STANDARD = "EN 301 549 V3.2.1"

FORBIDDEN_NAMES = re.compile(r"^(?:no|avoid|use|prefer|must|do-not|check|require|ensure)-")
KINDS = frozenset(
    [
        "document",
        "message",
        "subject",
        "element",
        "heading",
        "link",
        "image",
        "table",
        "list",
        "field",
        "button",
        "frame",
        "text",
        "block",
        "sentence",
        "fault",
        "sample",
    ]
)
_KEYS = frozenset(
    [
        "applies_to",
        "severity",
        "wcag",
        "act",
        "guideline",
        "precision",
        "precision_texts",
        "default",
        "element",
        "tags",
        "attributes",
        "phrases",
        "options",
        "data",
        "sv",
        "en",
        "pass",
        "fail",
    ]
)
_EXAMPLE_KEYS = frozenset(field.name for field in fields(Example))
_TEXT_KEYS = frozenset(field.name for field in fields(Texts))


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of cards with the modules that hold their functions."""

    cards: Path
    module: Callable[[str], ModuleType | None]
    home: str


def own_shelf() -> Shelf:
    """The rules that the package brings."""

    def module(group: str) -> ModuleType | None:
        name = f"template_check.checks.{_identifier(group)}"
        try:
            return import_module(name)
        except ModuleNotFoundError as error:
            if error.name == name:
                return None
            raise

    return Shelf(RULES, module, "template_check/checks")


def foreign_shelf(folder: Path) -> Shelf:
    """A region's own rules: cards in the folder's groups, functions in the `checks/` folder in it."""

    @cache
    def module(group: str) -> ModuleType | None:
        path = folder / "checks" / f"{_identifier(group)}.py"
        if not path.is_file():
            return None
        name = f"_template_check_rules_{abs(hash(folder.resolve()))}_{_identifier(group)}"
        spec = spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            return None
        loaded = module_from_spec(spec)
        sys.modules[name] = loaded
        spec.loader.exec_module(loaded)
        return loaded

    return Shelf(folder, module, (folder / "checks").as_posix())


@cache
def load(folders: tuple[Path, ...] = ()) -> tuple[Rule, ...]:
    """The package's rules and those of a region's own folders, in order of id.

    Raises CardError for a card that cannot be used, a card without a function and a function without a card.
    """
    shelves = [own_shelf(), *(foreign_shelf(folder) for folder in folders)]
    rules: dict[str, Rule] = {}
    for shelf in shelves:
        for rule in _rules(shelf):
            if rule.id in rules:
                raise CardError(
                    sv=f"Regeln {rule.id} finns två gånger: även i {shelf.cards}. Byt namn på kortet och funktionen.",
                    en=f"The rule {rule.id} exists twice: also in {shelf.cards}. Rename the card and the function.",
                )
            rules[rule.id] = rule
    return tuple(rules[id] for id in sorted(rules))


def _rules(shelf: Shelf) -> Iterator[Rule]:
    for path in sorted(shelf.cards.glob("*/*.toml")):
        if path.parent.name not in ("phrases", "checks"):
            yield _rule(path, shelf)


def orphan_functions(shelf: Shelf) -> list[str]:
    """Public functions of the shelf's modules that no card names, as `group.py::function`."""
    groups = {path.parent.name for path in shelf.cards.glob("*/*.toml")} - {"phrases", "checks"}
    orphans = []
    for group in sorted(groups):
        module = shelf.module(group)
        for name, value in vars(module).items():
            own = callable(value) and getattr(value, "__module__", None) == getattr(module, "__name__", "")
            is_class = isinstance(value, type)
            if own and not is_class and not name.startswith("_"):
                card = shelf.cards / group / f"{name.replace('_', '-')}.toml"
                if not card.is_file():
                    orphans.append(f"{shelf.home}/{_identifier(group)}.py::{name}")
    return orphans


def _identifier(name: str) -> str:
    return name.replace("-", "_")


def _rule(path: Path, shelf: Shelf) -> Rule:
    group, name = path.parent.name, path.stem
    card = _card(path)
    module = shelf.module(group)
    check = getattr(module, _identifier(name), None)
    if check is None:
        where = f"{shelf.home}/{_identifier(group)}.py"
        raise CardError(
            sv=f"{path} saknar funktionen {_identifier(name)} i {where}. Kör: template-check new-rule {group}/{name}",
            en=f"{path} has no function {_identifier(name)} in {where}. Run: template-check new-rule {group}/{name}",
        )
    return Rule(
        id=f"{group}/{name}",
        applies_to=card["applies_to"],
        severity=card["severity"],
        check=check,
        wcag=tuple(card.get("wcag", ())),
        act=tuple(card.get("act", ())),
        guideline=tuple(card.get("guideline", ())),
        precision=card.get("precision", ""),
        default=card.get("default", "on"),
        element=card.get("element", ""),
        tags=frozenset(card.get("tags", ())),
        attributes=tuple(card.get("attributes", ())),
        texts={locale: Texts(**card[locale]) for locale in LOCALES},
        phrases={language: frozenset(listed) for language, listed in card.get("phrases", {}).items()},
        options=card.get("options", {}),
        data=Data(shelf.cards / "phrases", tuple(card.get("data", ()))),
        passing=tuple(_example(example) for example in card["pass"]),
        failing=tuple(_example(example) for example in card["fail"]),
    )


def _card(path: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = rtoml.loads(path.read_text(encoding="utf-8"))
    except (rtoml.TomlParsingError, UnicodeDecodeError) as error:
        raise CardError(
            sv=f"{path} går inte att läsa som TOML: {error}. Rätta raden.",
            en=f"{path} cannot be read as TOML: {error}. Correct the line.",
        ) from error
    for problem in _problems(card, path.stem):
        raise CardError(sv=f"{path}: {problem[0]}", en=f"{path}: {problem[1]}")
    return card


def _problems(card: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    if FORBIDDEN_NAMES.match(name):
        yield (
            "Namnet ska säga vad felet är, inte vad man ska göra. Byt namn på kortet.",
            "The name must say what the flaw is, not what to do. Rename the card.",
        )
    for key in card.keys() - _KEYS:
        yield f"Nyckeln {key} är okänd. Ta bort den.", f"The key {key} is unknown. Remove it."
    for key in ("applies_to", "severity", *LOCALES, "pass", "fail"):
        if not card.get(key):
            yield f"Nyckeln {key} saknas. Lägg till den.", f"The key {key} is missing. Add it."
            return
    if card["applies_to"] not in KINDS:
        listed = ", ".join(sorted(KINDS))
        yield f"applies_to ska vara något av {listed}.", f"applies_to must be one of {listed}."
    if card["severity"] not in SEVERITIES:
        listed = ", ".join(SEVERITIES)
        yield f"severity ska vara något av {listed}.", f"severity must be one of {listed}."
    for locale in LOCALES:
        for key in card[locale].keys() - _TEXT_KEYS:
            yield f"Nyckeln {locale}.{key} är okänd. Ta bort den.", f"The key {locale}.{key} is unknown. Remove it."
        for key in ("title", "message", "why", "how"):
            if not card[locale].get(key):
                yield f"Nyckeln {locale}.{key} saknas. Lägg till den.", f"The key {locale}.{key} is missing. Add it."
    if card["sv"].keys() != card["en"].keys():
        yield "[sv] och [en] ska ha samma nycklar.", "[sv] and [en] must have the same keys."
    for number, example in enumerate((*card["pass"], *card["fail"]), 1):
        for key in example.keys() - _EXAMPLE_KEYS:
            yield (
                f"Exempel {number} har den okända nyckeln {key}. Ta bort den.",
                f"Example {number} has the unknown key {key}. Remove it.",
            )


def _example(written: Mapping[str, Any]) -> Example:
    return Example(**{**written, "finds": tuple(written.get("finds", ()))})


class Data(Mapping[str, Any]):
    """The files of `rules/phrases/` that a card names, each read when a check first asks for it.

    `more` are a region's own lines of word lists, by the list's name; they stand after those of the file. Two are the
    same only if they are one.
    """

    def __init__(
        self, folder: Path, names: Sequence[str], more: Mapping[str, tuple[tuple[str, ...], ...]] | None = None
    ) -> None:
        self._folder = folder
        self._names = tuple(names)
        self._more = more or {}
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            if name not in self:
                raise KeyError(name)
            own = read_data(self._folder, name) if name in self._names else ()
            self._known[name] = Rows((*own, *self._more[name])) if name in self._more else own
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names or name in self._more

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._names, *self._more)))

    def __len__(self) -> int:
        return len({*self._names, *self._more})

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Data, (self._folder, self._names, self._more)

    def widened(self, more: Mapping[str, tuple[tuple[str, ...], ...]]) -> Data:
        """The same with more lines of word lists, after those that it has."""
        both = {name: (*self._more.get(name, ()), *more.get(name, ())) for name in {*self._more, *more}}
        return Data(self._folder, self._names, both)


@cache
def read_data(folder: Path, name: str) -> Any:
    """A data file by its name without suffix: parsed TOML or JSON, or the lines of a TSV as tuples of fields.

    Lines of a TSV that are empty or begin with `#` are left out.
    """
    for suffix in (".toml", ".json", ".tsv"):
        path = folder / f"{name}{suffix}"
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            if suffix == ".toml":
                return rtoml.loads(text)
            if suffix == ".json":
                import msgspec

                return msgspec.json.decode(text)
            lines = (line for line in text.splitlines() if line and not line.startswith("#"))
            return Rows(tuple(line.split("\t")) for line in lines)
    raise CardError(
        sv=f"Datafilen {name} saknas i {folder}. Lägg dit {name}.toml, {name}.json eller {name}.tsv.",
        en=f"The data file {name} is missing in {folder}. Put {name}.toml, {name}.json or {name}.tsv there.",
    )
