"""The folder in which results are kept: private to its user, ignored by git, and never trusted further than that."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

NAME = ".template-check-cache"
_HEADER = b"template-check 1\n"
_DIGEST = 32
_KEPT = 5
_SECONDS_A_PART_LASTS = 3600


class CacheFolder:
    """The files of one cache folder, each whole or not at all.

    `problems` are the files that could not be used, each with why: `broken` (not what was written), `foreign` (another
    user's, or open to others, as a file that came with a checkout is).
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / NAME
        self.problems: dict[str, str] = {}

    def read(self, name: str) -> bytes | None:
        """The contents of a file; None if there is none that can be used."""
        file = self._folder / name
        try:
            # Where a system keeps no permissions nothing is kept, and a file that is not there is no problem.
            for path in (file, self._folder):
                if not _is_ours(path):
                    self.problems[path.as_posix()] = "foreign"
                    return None
            written = file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            self.problems[file.as_posix()] = "broken"
            return None
        content = written[len(_HEADER) + _DIGEST :]
        if written[: len(_HEADER) + _DIGEST] != _HEADER + _digest(content):
            self.problems[file.as_posix()] = "broken"
            return None
        return content

    def refuse(self, name: str) -> None:
        """Notes that a file's contents are not what they should be."""
        self.problems[(self._folder / name).as_posix()] = "broken"

    def write(self, name: str, content: bytes) -> None:
        """Writes a file for this user only, and removes the oldest of its kind; a folder that cannot be written keeps none."""
        from tempfile import mkstemp

        file = self._folder / name
        try:
            self._make()
            if not _is_ours(self._folder):
                return
            if file.exists() and not _is_ours(file):
                file.unlink()
            # Its own name for each writer, and readable by this user only.
            opened, written = mkstemp(".part", dir=self._folder)
            part = Path(written)
            try:
                with open(opened, "wb") as stream:
                    stream.write(_HEADER + _digest(content) + content)
                part.replace(file)
            finally:
                part.unlink(missing_ok=True)
            self._prune(file.suffix)
        except OSError:
            return

    def _make(self) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        ignored = self._folder / ".gitignore"
        if _is_ours(self._folder) and not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")

    def _prune(self, suffix: str) -> None:
        aged = sorted(self._folder.glob(f"*{suffix}"), key=lambda file: file.stat().st_mtime, reverse=True)
        old = time.time() - _SECONDS_A_PART_LASTS
        for file in (*aged[_KEPT:], *(part for part in self._folder.glob("*.part") if part.stat().st_mtime < old)):
            file.unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """Whether the user owns the file or folder, no other may read or write it, and it is no symbolic link."""
    status = path.lstat()
    if not hasattr(os, "geteuid"):
        return not path.is_symlink()
    return status.st_uid == os.geteuid() and not status.st_mode & 0o077 and not path.is_symlink()


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()
