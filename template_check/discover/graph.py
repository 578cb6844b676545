"""Which templates a template names, read from its text without Jinja."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
# What follows the word up to the end of its tag or, in a line statement, its line.
_TAG = re.compile(r"\b(?:include|extends|import|from)\b([^\n%]*+)")
_TEXT = re.compile(r"\"([^\"\n\\]+)\"|'([^'\n\\]+)'")


def references(text: str) -> tuple[str, ...]:
    """The names written out in include, extends, import and from, in order. A name that is computed is not told."""
    found: dict[str, None] = {}
    for tag in _TAG.finditer(_COMMENT.sub("", text)):
        for double, single in _TEXT.findall(tag[1]):
            found.setdefault(double or single)
    return tuple(found)


def users(used: Iterable[Path], dependencies: Mapping[Path, Iterable[Path]]) -> set[Path]:
    """The files that use any of the given ones, directly or through others, and the given ones themselves.

    `dependencies` holds, for each file, those that it uses itself.
    """
    users_of: dict[Path, set[Path]] = {}
    for file, needs in dependencies.items():
        for need in needs:
            users_of.setdefault(need, set()).add(file)
    pending = list(used)
    found = set(pending)
    while pending:
        for user in users_of.get(pending.pop(), ()):
            if user not in found:
                found.add(user)
                pending.append(user)
    return found
