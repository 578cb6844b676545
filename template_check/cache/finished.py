"""Whole runs by what the file system says: when nothing has been touched, the reports are the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from template_check.cache.folder import CacheFolder
from template_check.cache.state import Touched, hashed


class Finished(msgspec.Struct, array_like=True, frozen=True):
    """How a run ended: the worst severity that failed ("" for none), and its reports' texts by how they are shown.

    `files` are those that it looked at besides what discovery reads; `tree` and `others` are the states of both.
    """

    tree: bytes
    files: tuple[str, ...]
    others: bytes
    worst: str
    texts: dict[str, str]


class FinishedRun:
    """The run that judges some folders in some way, as it ended the last time.

    `way` is what decides the reports besides files: the command line and the day. `every` says that any file in the
    folders may be a template, `since` is when this run began, in nanoseconds.
    """

    def __init__(
        self, cache: CacheFolder, folders: Sequence[Path], way: Iterable[object], every: bool, since: int
    ) -> None:
        self._cache, self._since, self._every = cache, since, every
        self._folders = [os.path.abspath(folder) for folder in folders]
        parts = (*self._folders, os.getcwd(), *map(repr, way))
        self._name = hashed(*(part.encode("utf-8", "backslashreplace") for part in parts)).hex() + ".run"
        self._tree = self._state_of_tree().digest()
        self._last: Finished | None = None

    def texts(self, keys: Iterable[str]) -> tuple[dict[str, str], str] | None:
        """The reports by their keys, and the worst severity that failed, if nothing has been touched since."""
        kept = self._cache.read(self._name)
        if kept is None:
            return None
        try:
            last = msgspec.msgpack.decode(kept, type=Finished)
        except (msgspec.DecodeError, ValueError):
            self._cache.refuse(self._name)
            return None
        if last.tree != self._tree or last.others != self._state_of(last.files).digest():
            return None
        self._last = last
        return (last.texts, last.worst) if last.texts.keys() >= set(keys) else None

    def keep(self, texts: Mapping[str, str], worst: str, files: Iterable[str]) -> None:
        """Keeps how this run ended, unless something may have changed while it went on."""
        tree = self._state_of_tree()
        others = tuple(sorted({*files} - tree.files))
        state = self._state_of(others)
        if tree.is_young or state.is_young or tree.digest() != self._tree:
            return
        known = self._last.texts if self._last is not None else {}
        ended = Finished(self._tree, others, state.digest(), worst, {**known, **texts})
        try:
            self._cache.write(self._name, msgspec.msgpack.encode(ended))
        except UnicodeEncodeError:
            return

    def _state_of_tree(self) -> Touched:
        state = Touched(self._since)
        state.program()
        for folder in self._folders:
            state.tree(folder, self._every)
        return state

    def _state_of(self, files: Iterable[str]) -> Touched:
        state = Touched(self._since)
        for file in files:
            state.file(file)
        return state
