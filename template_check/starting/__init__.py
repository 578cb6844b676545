"""The first files of a repository of templates: settings, hook, CI and a message with samples, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from template_check import __version__
from template_check.schemas import NAMES
from template_check.schemas import text as schema

# Where the first message stands, by language: its folder, its stem, its part, and its samples by their files.
FOLDERS = {"sv": "mallar", "en": "templates"}
_NAMES = {
    "sv": ("kallelse", "_delar/kontakt.html.j2", {"standard": "standard", "tolk": "interpreter"}),
    "en": ("appointment", "_parts/contact.html.j2", {"standard": "standard", "interpreter": "interpreter"}),
}
SETTINGS = "template-check.toml"
HOOKS = ".pre-commit-config.yaml"
CI = {"github": ".github/workflows/template-check.yml", "gitlab": ".gitlab-ci.yml"}
_SCHEMAS = ".template-check-schemas"


def files(locale: str, folder: str, ci: str | None, hook: bool, today: date) -> Mapping[str, str]:
    """The text of each file by its path, with `/`. `ci` is a key of CI, None for none; `folder` holds the templates."""
    stem, part, samples = _NAMES[locale]
    up = "../" * len(PurePosixPath(folder).parts) or "./"
    told = {SETTINGS: _text(locale, "settings.toml")}
    told |= {f"{_SCHEMAS}/{name}.json": schema(name) for name in NAMES}
    message = _text(locale, "message.toml").replace("@UP@", up).replace("@TODAY@", today.isoformat())
    told |= {
        _in(folder, f"{stem}.html.j2"): _text(locale, "message.html.j2"),
        _in(folder, f"{stem}.toml"): message,
        _in(folder, part): _text(locale, "part.html.j2"),
    }
    told |= {
        _in(folder, f"{stem}.samples/{name}.json"): _text(locale, f"{file}.json") for name, file in samples.items()
    }
    if hook:
        told[HOOKS] = _text("both", "pre-commit.yaml")
    if ci is not None:
        told[CI[ci]] = _text("both", f"{ci}.yml")
    return {path: text.replace("@VERSION@", __version__) for path, text in told.items()}


def _in(folder: str, name: str) -> str:
    return (PurePosixPath(folder) / name).as_posix()


def _text(folder: str, name: str) -> str:
    return (Path(__file__).parent / folder / name).read_text(encoding="utf-8")
