"""All rules: each card in `rules/` bound by its path to its function in `checks/`."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

from template_check.catalogue.card import Example, Rule, Texts
from template_check.errors import CardError

PACKAGED = Path(__file__).parent.parent / "_rules"
RULES = PACKAGED if PACKAGED.is_dir() else PACKAGED.parent.parent / "rules"


def load(folder: Path = RULES) -> tuple[Rule, ...]:
    """Every card of a folder as a rule, in order of id. Raises CardError."""
    return tuple(_rule(path, folder) for path in sorted(folder.glob("*/*.toml")))


def _rule(path: Path, folder: Path) -> Rule:
    group, name = path.parent.name, path.stem
    function = name.replace("-", "_")
    module = import_module(f"template_check.checks.{group}")
    check = getattr(module, function, None)
    if check is None:
        raise CardError(
            sv=f"{path} saknar funktionen {function} i template_check/checks/{group}.py. Skriv funktionen eller ta bort kortet.",
            en=f"{path} has no function {function} in template_check/checks/{group}.py. Write the function or remove the card.",
        )
    card = tomllib.loads(path.read_text(encoding="utf-8"))
    return Rule(
        id=f"{group}/{name}",
        applies_to=card["applies_to"],
        severity=card["severity"],
        wcag=tuple(card.get("wcag", ())),
        texts={language: Texts(**card[language]) for language in ("sv", "en")},
        passing=_examples(card["pass"]),
        failing=_examples(card["fail"]),
        check=check,
    )


def _examples(written: list[dict[str, Any]]) -> tuple[Example, ...]:
    return tuple(Example(**{**example, "finds": tuple(example.get("finds", ()))}) for example in written)
