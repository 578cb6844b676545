"""What is written, and where: standard output, standard error and files."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import time
import unicodedata
from pathlib import Path
from typing import TextIO

from template_check.cli.language import say
from template_check.errors import UsageError

_PLAIN = {"”": '"', "“": '"', "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "→": "->", "×": "x", "\u00a0": " "}
_UNREDIRECTED_WIDTH = 100
_PROGRESS_AFTER = 1.0
_PROGRESS_EVERY = 0.1


def _plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Signs that the console's encoding lacks, as near as its own signs come."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    told = []
    for sign in error.object[error.start : error.end]:
        near = _PLAIN.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
        told.append(near or "?")
    return "".join(told), error.end


codecs.register_error("template-check-plain", _plain_signs)


def prepare() -> None:
    """Makes both streams show a plain sign for one that they cannot write."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="template-check-plain")


def show(text: str, *, machine: bool = False) -> None:
    """Writes to standard output; `machine` for what a program reads, in UTF-8 whatever the console's encoding is."""
    stream = sys.stdout
    try:
        buffer = getattr(stream, "buffer", None)
        if machine and buffer is not None:
            stream.flush()
            buffer.write(text.encode("utf-8", "replace"))
            buffer.flush()
        else:
            stream.write(text)
            stream.flush()
    except BrokenPipeError:
        # The reader has gone, as after `| head`: what is left to write, also at exit, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def note(text: str) -> None:
    """Writes a line to standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def save(path: Path, content: str | bytes) -> None:
    """Writes a whole file or none of it: an interrupted run leaves the old one. Raises UsageError if it cannot."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            sv=f"Det går inte att skriva till {path}: {reason}. Välj en annan fil.",
            en=f"Cannot write to {path}: {reason}. Choose another file.",
        ) from error


def colored(wanted: str, stream: TextIO | None = None) -> bool:
    """Whether to use colour: as asked, else as NO_COLOR and FORCE_COLOR say, else if it is a terminal that can."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream or sys.stdout) and os.environ.get("TERM") != "dumb"


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads the stream as it is written."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def width() -> int:
    """The columns of the terminal; 100 where output is redirected, so that it is the same everywhere."""
    return (
        shutil.get_terminal_size((_UNREDIRECTED_WIDTH, 24)).columns if is_terminal(sys.stdout) else _UNREDIRECTED_WIDTH
    )


class Progress:
    """A line on standard error that tells how far a long run has come; only on a terminal, only after a second."""

    def __init__(self) -> None:
        self._shown = is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
        self._last = time.monotonic() + _PROGRESS_AFTER - _PROGRESS_EVERY
        self._written = False

    def __call__(self, done: int, total: int) -> None:
        """Tells that `done` of `total` messages are judged."""
        now = time.monotonic()
        if not self._shown or total <= 0 or now - self._last < _PROGRESS_EVERY:
            return
        self._last, self._written = now, True
        filled = 30 * done // total
        told = say(sv=f"{done} av {total} meddelanden", en=f"{done} of {total} messages")
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {told}\x1b[K")
        sys.stderr.flush()

    def end(self) -> None:
        """Takes the line away."""
        if self._written:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
