"""How a report is to be shown: everything that is not a fact about the templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from template_check.positions import Place

if TYPE_CHECKING:
    from template_check.findings import Changed
    from template_check.signoff import Review

_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")


@dataclass(frozen=True, slots=True)
class View:
    """Language, day and shape of a report.

    `root` is the repository's folder and `folder` the working directory as seen from it, both with `/` (`folder` is
    empty if they are the same): the formats that a code host reads write paths from that root. `width` is in columns.
    `reviews` are the sign-offs by the message's path, `changes` the messages that changed since the revision `since`.
    """

    locale: str = "sv"
    today: date = date(1970, 1, 1)
    version: str = ""
    folder: str = ""
    root: str = ""
    color: bool = False
    width: int = 100
    statistics: bool = False
    reviews: Mapping[str, Review] = field(default_factory=dict)
    changes: tuple[Changed, ...] | None = None
    since: str = ""

    def rooted(self, path: str) -> str:
        """A shown path as the repository's root sees it; one that is absolute and outside the repository stays as it is."""
        if self.root and path.startswith(f"{self.root}/"):
            return path[len(self.root) + 1 :]
        return path if is_absolute(path) else f"{self.folder}/{path}" if self.folder else path


def is_absolute(path: str) -> bool:
    """Whether a shown path is absolute, as those outside the working directory are."""
    return _ABSOLUTE.match(path) is not None


def told(place: Place) -> str:
    """A place as `path:line:column`."""
    return f"{place.path}:{place.line}:{place.column}"
