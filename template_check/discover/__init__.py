"""Which messages there are, and the samples that stand beside them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from template_check.errors import UsageError

MESSAGE = re.compile(r"(?P<stem>[^_].*?)\.(?:x?html?)(?:\.(?:j2|jinja2?))?$")


@dataclass(frozen=True, slots=True)
class Message:
    """A template that is sent as a message, with its samples by name."""

    folder: Path
    name: str
    samples: dict[str, dict[str, Any]]


def discover(paths: tuple[Path, ...]) -> list[Message]:
    """The messages under the paths, in order. Raises UsageError for a path that does not exist."""
    found = []
    for path in paths:
        if not path.exists():
            raise UsageError(
                sv=f"{path} finns inte. Kontrollera sökvägen.", en=f"{path} does not exist. Check the path."
            )
        root = path if path.is_dir() else path.parent
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            inner = file.relative_to(root).parts
            named = MESSAGE.match(file.name)
            if named and file.is_file() and not any(part.startswith("_") for part in inner):
                folder = file.with_name(f"{named['stem']}.samples")
                samples = {
                    sample.stem: json.loads(sample.read_text("utf-8")) for sample in sorted(folder.glob("*.json"))
                }
                found.append(Message(root, "/".join(inner), samples))
    return found
