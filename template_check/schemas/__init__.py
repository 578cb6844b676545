"""JSON schemas of what people write: message files, settings and cards, for editors that complete and validate."""

from __future__ import annotations

from pathlib import Path

NAMES = ("settings", "message-file", "card")


def text(name: str) -> str:
    """The schema of that name, one of NAMES, as JSON (draft 7)."""
    return Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8")
