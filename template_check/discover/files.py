"""Files as text with the path that people read."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import rtoml

from template_check.positions import Source


class Unreadable(Exception):
    """A file that gives no text: `problem` is missing, too-large, not-text or unreadable, `path` how it is shown."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


def shown(file: Path) -> str:
    """A file's path as it is told: from the working directory when it stands in it, with `/`."""
    here = os.getcwd()
    path = os.path.join(here, file)
    if path.startswith(here + os.sep):
        path = path[len(here) + 1 :]
    return path if os.sep == "/" else Path(path).as_posix()


def toml(text: str) -> dict[str, Any]:
    """What a text says in TOML. Raises tomllib.TOMLDecodeError, which tells the line, or RecursionError."""
    try:
        read: dict[str, Any] = rtoml.loads(text)
    except rtoml.TomlParsingError:
        return tomllib.loads(text)
    return read


def read_source(file: Path, largest: int | None = None) -> Source:
    """A file's text; a byte order mark is not part of it. Raises Unreadable; `largest` is in bytes."""
    path = shown(file)
    try:
        if largest is not None and file.stat().st_size > largest:
            raise Unreadable(path, "too-large")
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Unreadable(path, "missing") from error
    except UnicodeDecodeError as error:
        raise Unreadable(path, "not-text") from error
    except OSError as error:
        raise Unreadable(path, "unreadable") from error
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))
