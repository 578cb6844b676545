"""How a report is to be shown: everything that is not a fact about the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from template_check.positions import Place


@dataclass(frozen=True, slots=True)
class View:
    """Language, day and shape of a report.

    `folder` is the working directory as seen from the repository's root, with `/` (empty if they are the same): the
    formats that a code host reads write paths from that root. `width` is in columns. `reviews` are the sign-offs by the
    message's path, `changes` the messages that changed since an older revision.
    """

    locale: str = "sv"
    today: date = date(1970, 1, 1)
    version: str = ""
    folder: str = ""
    color: bool = False
    width: int = 100
    statistics: bool = False
    reviews: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Any, ...] | None = None
    since: str = ""

    def rooted(self, path: str) -> str:
        """A path as the repository's root sees it; `..` steps are taken."""
        parts: list[str] = []
        for part in f"{self.folder}/{path}".split("/"):
            if part == ".." and parts:
                parts.pop()
            elif part not in ("", "."):
                parts.append(part)
        return "/".join(parts)


def told(place: Place) -> str:
    """A place as `path:line:column`."""
    return f"{place.path}:{place.line}:{place.column}"
