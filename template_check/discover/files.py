"""Files as text with the path that people read."""

from __future__ import annotations

from pathlib import Path

from template_check.positions import Source


class Unreadable(Exception):
    """A file that gives no text: `problem` is missing, too-large, not-text or unreadable, `path` how it is shown."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


def shown(file: Path) -> str:
    """A file's path as it is told: from the working directory when it stands in it, with `/`."""
    here = Path.cwd()
    absolute = Path(file if file.is_absolute() else here / file)
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


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
