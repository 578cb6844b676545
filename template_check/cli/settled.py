"""What the settings of the working directory say, for the commands that judge nothing."""

from __future__ import annotations

from pathlib import Path


def own_folders() -> tuple[Path, ...]:
    """The folders of rules that the settings add."""
    from template_check import config

    nearest = getattr(config, "nearest", None)
    return tuple(nearest(Path.cwd()).rules) if nearest else ()
