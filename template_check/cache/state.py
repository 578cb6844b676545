"""What files hold, and whether anything has touched them: the two questions that a kept result depends on."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
_NEVER_ENTERED = frozenset({".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__", ".template-check-cache"})
# What discovery reads: templates, message files, and what leaves files out. Folders of samples count as a whole.
_TELLING = (".html", ".htm", ".xhtml", ".j2", ".jinja", ".jinja2", ".toml", ".gitignore")
_UPWARD = ("template-check.toml", "pyproject.toml", ".gitignore")
# Within such a time a file can change without its time of change telling it; for systems that count whole seconds.
_BLINK = 50_000_000
_COARSE_BLINK = 2_000_000_000
_SECOND = 1_000_000_000


# A path that ends so stands for all files below a folder that discovery does not read.
BELOW = os.sep + "**"


class Contents:
    """What paths held when they were first asked for in a run that began at a time, in nanoseconds."""

    def __init__(self, since: int) -> None:
        self._since = since
        self._known: dict[str, bytes] = {}
        self._young: dict[str, bool] = {}

    def of(self, path: str) -> bytes:
        """The hash of a file's bytes, of a folder's names, or of when other files below it changed; empty for what is not there."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = self._below(path) if path.endswith(BELOW) else _content(path)
        return known

    def _below(self, path: str) -> bytes:
        touched = Touched(self._since)
        touched.folder(path.removesuffix(BELOW), every=True, others=True)
        self._young[path] = touched.is_young
        return touched.digest()

    def may_have_changed(self, path: str) -> bool:
        """Whether a path may hold something else than when the run began; of one that is not there, whether it was."""
        young = self._young.get(path)
        if young is None:
            try:
                young = is_young(os.stat(path), self._since)
            except (OSError, ValueError):
                upper = os.path.dirname(path)
                young = upper != path and self.may_have_changed(upper)
            self._young[path] = young
        return young


def _content(path: str) -> bytes:
    try:
        if os.path.isdir(path):
            return hashed(*(os.fsencode(name) for name in sorted(os.listdir(path)) if name not in _NEVER_ENTERED))
        with open(path, "rb") as stream:
            return hashed(stream.read())
    except (OSError, ValueError):
        return b""


@cache
def program() -> bytes:
    """What judges: Python, this package's code and cards, and the versions of what it stands on."""
    from importlib.metadata import PackageNotFoundError, requires, version

    versions = []
    try:
        for requirement in requires("template-check") or ():
            name = requirement.partition(";")[0].strip()
            name = name[: next((at for at, sign in enumerate(name) if not (sign.isalnum() or sign in "-_.")), None)]
            try:
                versions.append(f"{name} {version(name)}")
            except PackageNotFoundError:
                continue
    except PackageNotFoundError:
        pass
    parts = [sys.version.encode(), *(told.encode() for told in versions)]
    for folder in _own_folders():
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            parts += (file.relative_to(folder).as_posix().encode(), file.read_bytes())
    return hashed(*parts)


def _own_folders() -> tuple[Path, ...]:
    rules = PACKAGE.parent / "rules"
    return (PACKAGE, rules) if not (PACKAGE / "_rules").is_dir() else (PACKAGE,)


class Touched:
    """A hash that changes when a file is added, removed or touched. `since` is when the reading began, in nanoseconds.

    `is_young` tells that something may have changed since then, `files` are those that were there.
    """

    def __init__(self, since: int) -> None:
        self._hash = hashlib.blake2b(digest_size=16)
        self._since = since
        self.is_young = False
        self.files: set[str] = set()

    def digest(self) -> bytes:
        """The hash of what was looked at so far."""
        return self._hash.digest()

    def program(self) -> None:
        """Looks at this package, and at the folders where packages are installed."""
        for folder in _own_folders():
            self.folder(str(folder), every=True)
        for path in sys.path:
            if path.endswith("-packages"):
                self.file(path)

    def tree(self, folder: str, every: bool) -> None:
        """Looks at what discovery reads in a folder, or at every file there, and at the settings above it."""
        self.folder(folder, every)
        for upper in (Path(folder), *Path(folder).parents):
            for name in _UPWARD:
                self.file(os.path.join(upper, name))
            has_repository = os.path.exists(os.path.join(upper, ".git"))
            self._hash.update(b"\1" if has_repository else b"\0")
            if has_repository:
                break

    def folder(self, path: str, every: bool, others: bool = False) -> None:
        """Looks at the files in a folder and below it: those that discovery reads or `every` one, or only the others."""
        self._hash.update(os.fsencode(path) + b"\0")
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            return
        for entry in found:
            name = entry.name
            if name == ".git":
                self._hash.update(b".git\0")
            elif entry.is_dir(follow_symlinks=False):
                is_sample = name.endswith(".samples")
                if name not in _NEVER_ENTERED and not (others and is_sample):
                    # Settings of its own may name any file as a template.
                    has_settings = any(os.path.exists(os.path.join(entry.path, own)) for own in _UPWARD[:2])
                    self.folder(entry.path, every or has_settings or is_sample, others)
            elif not name.lower().endswith(_TELLING) if others else every or name.lower().endswith(_TELLING):
                self.file(entry.path)

    def file(self, path: str) -> None:
        """Looks at one file or folder, which need not exist, or at others below one."""
        if path.endswith(BELOW):
            self.folder(path.removesuffix(BELOW), every=True, others=True)
            return
        self._hash.update(os.fsencode(path) + b"\0")
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            return
        told = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        self._hash.update(b"%d %d %d %d\0" % told)
        self.files.add(path)
        self.is_young = self.is_young or is_young(status, self._since)


def is_young(status: os.stat_result, since: int) -> bool:
    """Whether a file may have changed since a time, in nanoseconds."""
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    return since - newest < (_BLINK if newest % _SECOND else _COARSE_BLINK)


def hashed(*parts: bytes) -> bytes:
    """16 bytes that tell these parts from all others."""
    told = hashlib.blake2b(digest_size=16)
    for part in parts:
        told.update(b"%d\0" % len(part) + part)
    return told.digest()
