"""Settings: `template-check.toml`, else `[tool.template-check]` in `pyproject.toml`, the nearest upward."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What one template with one sample may use, from lexing to the last check."""

    seconds: float = 5.0
    memory: int = 256 * 1024 * 1024
    output: int = 5 * 1024 * 1024
    turns: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one file, or the defaults; `root` is the folder that fingerprints and sign-offs are relative to."""

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
