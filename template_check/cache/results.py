"""Messages' results by what they rest on: the same contents under the same rules give the same result."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from template_check.cache.folder import CacheFolder
from template_check.cache.state import Contents, hashed, program
from template_check.findings import BY_LOAD, MessageResult


class _Entry(msgspec.Struct, array_like=True, frozen=True):
    """One message's result: what is asked of it, the numbers of the paths it rests on, and a hash of what they hold."""

    asked: bytes
    paths: tuple[int, ...]
    held: bytes
    result: msgspec.Raw


class _File(msgspec.Struct, array_like=True):
    paths: list[str]
    entries: dict[str, _Entry]


_DECODER = msgspec.msgpack.Decoder(MessageResult)


class Results:
    """The results kept in a folder for one way of judging.

    `way` is what decides the results of all messages besides their files and the program: the command line, the day and
    the working directory. `since` is when the run began, in nanoseconds.
    """

    def __init__(self, folder: CacheFolder, way: Iterable[object], since: int) -> None:
        told = hashed(program(), *(repr(part).encode("utf-8", "backslashreplace") for part in way))
        self._folder = folder
        self._name = f"{told.hex()}.results"
        self._contents = Contents(since)
        self._known = _File([], {})
        self._is_new = False
        kept = folder.read(self._name)
        if kept is not None:
            try:
                self._known = msgspec.msgpack.decode(kept, type=_File)
            except (msgspec.DecodeError, ValueError):
                folder.refuse(self._name)
        self._numbers = {path: number for number, path in enumerate(self._known.paths)}

    def find(self, file: Path, asked: bytes) -> MessageResult | None:
        """The result kept for a template, if nothing that it rests on holds anything else than it did."""
        entry = self._known.entries.get(str(file))
        if entry is None or entry.asked != asked:
            return None
        try:
            paths = [self._known.paths[number] for number in entry.paths]
            return _DECODER.decode(entry.result) if self._held(paths) == entry.held else None
        except (msgspec.DecodeError, ValueError, IndexError):
            self._folder.refuse(self._name)
            return None

    def keep(self, file: Path, asked: bytes, result: MessageResult) -> None:
        """Keeps a result, unless it may be another the next time, by a fault of ours too, or does not come back as it was."""
        paths = sorted({str(file), *result.dependencies})
        if (
            result.errors
            or any(finding.rule == BY_LOAD for finding in result.findings)
            or any(self._contents.may_have_changed(path) for path in paths)
        ):
            return
        try:
            written = msgspec.msgpack.encode(result)
            if _DECODER.decode(written) != result:
                return
        except (msgspec.MsgspecError, TypeError, ValueError, OverflowError):
            return
        numbers = tuple(self._numbers.setdefault(path, len(self._numbers)) for path in paths)
        self._known.paths += list(self._numbers)[len(self._known.paths) :]
        self._known.entries[str(file)] = _Entry(asked, numbers, self._held(paths), msgspec.Raw(written))
        self._is_new = True

    def save(self) -> None:
        """Writes what is new, and forgets the messages that are gone."""
        if not self._is_new:
            return
        entries = {file: entry for file, entry in self._known.entries.items() if os.path.exists(file)}
        numbers = dict.fromkeys(number for entry in entries.values() for number in entry.paths)
        renumbered = {number: new for new, number in enumerate(numbers)}
        paths = [self._known.paths[number] for number in numbers]
        written = {
            file: _Entry(entry.asked, tuple(renumbered[number] for number in entry.paths), entry.held, entry.result)
            for file, entry in entries.items()
        }
        self._folder.write(self._name, msgspec.msgpack.encode(_File(paths, written)))

    def _held(self, paths: Iterable[str]) -> bytes:
        return hashed(*(part for path in paths for part in (os.fsencode(path), self._contents.of(path))))
