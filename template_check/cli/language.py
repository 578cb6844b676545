"""Which language the user reads: `--locale`, else the settings, else TEMPLATE_CHECK_LOCALE, else Swedish."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path

from template_check.catalogue.card import LOCALES

_chosen: ContextVar[str] = ContextVar("locale", default="sv")


def locale() -> str:
    """The language of this run, `sv` or `en`."""
    return _chosen.get()


def say(*, sv: str, en: str) -> str:
    """The sentence in the language of this run."""
    return sv if locale() == "sv" else en


def choose(arguments: Sequence[str]) -> None:
    """Sets the language from the command line as it was typed, so that help and usage errors speak it too."""
    _chosen.set(_asked(arguments) or _settled() or _environment() or "sv")


def _asked(arguments: Sequence[str]) -> str | None:
    named = None
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--locale":
            named = arguments[number + 1] if number + 1 < len(arguments) else None
        elif argument.startswith("--locale="):
            named = argument.partition("=")[2]
    return named if named in LOCALES else None


def _settled() -> str | None:
    """What the settings nearest the working directory say; settings that cannot be read are told of by the run itself."""
    import tomllib

    for folder in (here := Path.cwd(), *here.parents):
        for name, table in (("template-check.toml", ()), ("pyproject.toml", ("tool", "template-check"))):
            try:
                settings = tomllib.loads((folder / name).read_text(encoding="utf-8"))
                for key in table:
                    settings = settings[key]
            except (OSError, ValueError, KeyError, TypeError):
                continue
            named = settings.get("locale") if isinstance(settings, dict) else None
            return named if named in LOCALES else None
        if (folder / ".git").exists():
            return None
    return None


def _environment() -> str | None:
    named = os.environ.get("TEMPLATE_CHECK_LOCALE")
    return named if named in LOCALES else None
