"""What the settings of the working directory say, for the commands that judge nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def rules_beginning(ctx: Any, param: Any, incomplete: str) -> list[str]:
    """The ids and groups that a shell completes what is typed to; the last of those that commas part."""
    from template_check.catalogue.load import load

    before, comma, typed = incomplete.rpartition(",")
    rules = load(own_folders())
    names = dict.fromkeys((*(rule.group for rule in rules), *(rule.id for rule in rules)))
    return [f"{before}{comma}{name}" for name in names if name.startswith(typed)]


def own_folders() -> tuple[Path, ...]:
    """The folders of rules that the settings add."""
    from template_check import config

    nearest = getattr(config, "nearest", None)
    return tuple(nearest(Path.cwd()).rules) if nearest else ()
