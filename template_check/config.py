"""Settings: `template-check.toml`, else `[tool.template-check]` in `pyproject.toml`, the nearest upward."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from template_check.errors import SettingsError

OWN_FILE = "template-check.toml"
PROJECT_FILE = "pyproject.toml"
_MEGABYTE = 1024 * 1024

_SEVERITIES = ("error", "warning", "advice", "off")
_PROFILES = ("1177-inkorg", "accessibility")
_LOCALES = ("sv", "en")
_JINJA = {
    "block_start_string": str,
    "block_end_string": str,
    "variable_start_string": str,
    "variable_end_string": str,
    "comment_start_string": str,
    "comment_end_string": str,
    "line_statement_prefix": str,
    "line_comment_prefix": str,
    "trim_blocks": bool,
    "lstrip_blocks": bool,
    "newline_sequence": str,
    "keep_trailing_newline": bool,
    "optimized": bool,
    "autoescape": bool,
    "enable_async": bool,
    "extensions": list,
    "setup": str,
}
_LIMITS = ("seconds", "memory", "output", "turns")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one template with one sample may use, from lexing to the last check.

    `seconds` of processor time, bytes of `memory` and `output`, and loop `turns`. The settings give memory and output in
    megabytes.
    """

    seconds: float = 5.0
    memory: int = 256 * _MEGABYTE
    output: int = 5 * _MEGABYTE
    turns: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one file, or the defaults; `root` is the folder that fingerprints and sign-offs are relative to.

    `path` is the file they stand in, None when there is none. `jinja` holds Jinja's own arguments, and in `setup` the
    project's function that is given the environment.
    """

    root: Path = Path()
    path: Path | None = None
    templates: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    search_path: tuple[Path, ...] = ()
    profile: str = "1177-inkorg"
    locale: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    phrases: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    jinja: Mapping[str, Any] = field(default_factory=dict)
    baseline: Path | None = None


def load(path: Path) -> Settings:
    """The settings that hold for a file or folder: the nearest upward, not beyond a folder with `.git`.

    With none, the defaults, whose root is the repository's folder, else the folder asked for. Raises SettingsError for a
    file that cannot be read and for each kind of fault in it.
    """
    path = path.absolute()
    return nearest(path if path.is_dir() else path.parent)


def refuse(settings: Settings, *key: str, sv: str, en: str) -> NoReturn:
    """Raises SettingsError for what stands at a key of the settings, with file and line."""
    assert settings.path is not None
    above = ("tool", "template-check") if settings.path.name == PROJECT_FILE else ()
    _Reader(settings.path, settings.path.read_text(encoding="utf-8-sig"), above).fail(*key, sv=sv, en=en)


def text_of(settings: Settings, name: str, *key: str) -> str:
    """The text of a file that the settings name, relative to their own. Raises SettingsError for one that cannot be read."""
    assert settings.path is not None
    try:
        return (settings.path.parent / name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        refuse(settings, *key, sv=f"{name} går inte att läsa: {error}.", en=f"{name} cannot be read: {error}.")


@cache
def nearest(folder: Path) -> Settings:
    """The settings that hold in a folder; see `load`."""
    folder = folder.absolute()
    for upper in (folder, *folder.parents):
        for name in (OWN_FILE, PROJECT_FILE):
            file = upper / name
            if file.is_file():
                found = _read(file)
                if found is not None:
                    return found
        if (upper / ".git").exists():
            return Settings(root=upper)
    return Settings(root=folder)


def _read(file: Path) -> Settings | None:
    """The settings in a file; None when a `pyproject.toml` holds none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        if file.name == PROJECT_FILE and "template-check" not in file.read_text("utf-8", errors="replace"):
            return None
        raise SettingsError(
            sv=f"{_shown(file)} går inte att läsa: {error}.", en=f"{_shown(file)} cannot be read: {error}."
        ) from error
    above: tuple[str, ...] = ()
    if file.name == PROJECT_FILE:
        above = ("tool", "template-check")
        tool = table.get("tool", {})
        if not isinstance(tool, dict) or not isinstance(tool.get("template-check"), dict):
            return None
        table = tool["template-check"]
    return _Reader(file, text, above).settings(table)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one settings file; each fault is told with the file, the line and the key."""

    file: Path
    text: str
    above: tuple[str, ...]

    def settings(self, table: dict[str, Any]) -> Settings:
        known: dict[str, Callable[[str, Any], Any]] = {
            "templates": self._texts,
            "exclude": self._texts,
            "search-path": self._folders,
            "profile": lambda key, value: self._one_of(key, value, _PROFILES),
            "locale": lambda key, value: self._one_of(key, value, _LOCALES),
            "select": self._texts,
            "ignore": self._texts,
            "severity": self._severity,
            "per-file": self._per_file,
            "options": self._options,
            "limits": self._limits,
            "phrases": self._paths,
            "rules": self._folders,
            "jinja": self._jinja,
            "baseline": self._path,
        }
        self._known(table, known)
        values = {key.replace("-", "_"): known[key](key, value) for key, value in table.items()}
        return Settings(root=self.file.parent, path=self.file, **values)

    def fail(self, *key: str, sv: str, en: str) -> NoReturn:
        from template_check.discover.locator import toml_places

        places = toml_places(self.text)
        path = (*self.above, *key)
        place = next((places[path[:size]] for size in range(len(path), 0, -1) if path[:size] in places), None)
        start = 0 if place is None else place.key[0] if place.key else place.value[0]
        line = self.text.count("\n", 0, start) + 1
        raise SettingsError(sv=f"{_shown(self.file)}, rad {line}: {sv}", en=f"{_shown(self.file)}, line {line}: {en}")

    def _known(self, table: Mapping[str, Any], known: Any, *above: str) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key.lower().replace("_", "-" if not above else "_"), list(known), 1, 0.5)
                every = ", ".join(sorted(known))
                sv = f"Menade du {near[0]}?" if near else f"De som finns är {every}."
                en = f"Did you mean {near[0]}?" if near else f"Those that exist are {every}."
                self.fail(
                    *above,
                    key,
                    sv=f"Det finns ingen inställning som heter {key}. {sv}",
                    en=f"There is no setting named {key}. {en}",
                )

    def _texts(self, key: str, value: Any, *above: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(
                *above,
                key,
                sv=f'{key} ska vara en lista med texter, som ["a", "b"].',
                en=f'{key} must be a list of texts, as in ["a", "b"].',
            )
        return tuple(value)

    def _one_of(self, key: str, value: Any, known: tuple[str, ...], *above: str) -> str:
        if value not in known:
            near = get_close_matches(str(value), known, 1, 0.5)
            every = ", ".join(known)
            sv = f" Menade du {near[0]}?" if near else ""
            en = f" Did you mean {near[0]}?" if near else ""
            self.fail(
                *above,
                key,
                sv=f"{key} kan inte vara {value!r}. Välj bland {every}.{sv}",
                en=f"{key} cannot be {value!r}. Choose from {every}.{en}",
            )
        return str(value)

    def _table(self, key: str, value: Any, *above: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fail(*above, key, sv=f"{key} ska vara en tabell.", en=f"{key} must be a table.")
        return value

    def _path(self, key: str, value: Any) -> Path:
        if not isinstance(value, str):
            self.fail(
                key, sv=f"{key} ska vara en sökväg inom citattecken.", en=f"{key} must be a path in quotation marks."
            )
        return self.file.parent / value

    def _paths(self, key: str, value: Any) -> tuple[Path, ...]:
        paths = tuple(self.file.parent / item for item in self._texts(key, value))
        for path in paths:
            if not path.exists():
                self.fail(key, sv=f"{_shown(path)} finns inte.", en=f"{_shown(path)} does not exist.")
        return paths

    def _folders(self, key: str, value: Any) -> tuple[Path, ...]:
        paths = self._paths(key, value)
        for path in paths:
            if not path.is_dir():
                self.fail(key, sv=f"{_shown(path)} är ingen mapp.", en=f"{_shown(path)} is not a folder.")
        return paths

    def _severity(self, key: str, value: Any) -> dict[str, str]:
        table = self._table(key, value)
        return {rule: self._one_of(rule, level, _SEVERITIES, key) for rule, level in table.items()}

    def _per_file(self, key: str, value: Any) -> dict[str, tuple[str, ...]]:
        table = self._table(key, value)
        return {pattern: self._texts(pattern, ignored, key) for pattern, ignored in table.items()}

    def _options(self, key: str, value: Any) -> dict[str, dict[str, Any]]:
        table = self._table(key, value)
        return {rule: self._table(rule, options, key) for rule, options in table.items()}

    def _limits(self, key: str, value: Any) -> Limits:
        table = self._table(key, value)
        self._known(table, _LIMITS, key)
        for name, number in table.items():
            if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number < float("inf"):
                self.fail(key, name, sv=f"{name} ska vara ett tal större än 0.", en=f"{name} must be a number above 0.")
        sizes = {name: int(table[name] * _MEGABYTE) for name in ("memory", "output") if name in table}
        turns = {"turns": int(table["turns"])} if "turns" in table else {}
        seconds = {"seconds": float(table["seconds"])} if "seconds" in table else {}
        return Limits(**seconds, **sizes, **turns)  # type: ignore[arg-type]

    def _jinja(self, key: str, value: Any) -> dict[str, Any]:
        table = self._table(key, value)
        self._known(table, _JINJA, key)
        for name, setting in table.items():
            kind = _JINJA[name]
            if kind is list:
                self._texts(name, setting, key)
            elif not isinstance(setting, kind) or setting == "":
                sv, en = ("true eller false", "true or false") if kind is bool else ("en text", "a text")
                self.fail(key, name, sv=f"{name} ska vara {sv}.", en=f"{name} must be {en}.")
        if "setup" not in table:
            return table
        return {**table, "setup": self._function(key, table["setup"])}

    def _function(self, key: str, name: str) -> Callable[[Any], None]:
        """The function that `module:function` names, looked for from the settings file's folder too."""
        module, colon, attribute = name.partition(":")
        folder = str(self.file.parent)
        if folder not in sys.path:
            sys.path.append(folder)
        try:
            function = getattr(import_module(module), attribute) if colon else None
        except Exception as error:
            self.fail(
                key,
                "setup",
                sv=f"{name} går inte att hämta: {error}.",
                en=f"{name} cannot be imported: {error}.",
            )
        if not callable(function):
            self.fail(
                key,
                "setup",
                sv=f"{name} är ingen funktion. Skriv modul:funktion.",
                en=f"{name} is not a function. Write module:function.",
            )
        prepare: Callable[[Any], None] = function
        return prepare


def _shown(file: Path) -> str:
    """A path as a person reads it: from the working directory when it stands in it."""
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.as_posix()
