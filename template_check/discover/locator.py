"""From the text of a TOML, JSON or YAML file to the place of each of its keys and values."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Path = tuple[str | int, ...]


class Located(NamedTuple):
    """Where a key and its value stand: offsets in code points, `end` exclusive. An array's items have no key."""

    key: tuple[int, int] | None
    value: tuple[int, int]


_SPACE = re.compile(r"(?:\s+|#[^\n]*)*+")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|\d{4}-\d\d-\d\d \d\d:[^,\]}\s#]++"
    r"|[^,\]}\s#]++",
    re.DOTALL,
)
_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'|[A-Za-z0-9_-]++')
_DOT = re.compile(r"[ \t]*\.[ \t]*")


def toml_places(text: str) -> Mapping[Path, Located]:
    """The place of each key and value in TOML that `tomllib` reads; of a table's header, when it has one, as both.

    A path holds keys and indexes from 0; a dotted key or header has a place for the whole and for each part of it.
    """
    places: dict[Path, Located] = {}
    # How many tables each array of tables has so far.
    lengths: dict[Path, int] = {}
    table: Path = ()
    position = _skip(text, 0)
    while position < len(text):
        if text[position] == "[":
            is_array = text.startswith("[[", position)
            width = 2 if is_array else 1
            parts, end = _keys(text, _skip(text, position + width))
            end = _skip(text, end) + width
            table = ()
            for index, (name, *_) in enumerate(parts):
                table = (*table, name)
                if index < len(parts) - 1:
                    places.setdefault(table, Located((position, end), (position, end)))
                    if table in lengths:
                        table = (*table, lengths[table] - 1)
            if is_array:
                places.setdefault(table, Located((position, end), (position, end)))
                lengths[table] = lengths.get(table, 0) + 1
                table = (*table, lengths[table] - 1)
            places[table] = Located((position, end), (position, end))
        else:
            end = _pairs(text, position, table, places, is_json=False)
        position = _skip(text, end)
    return places


def json_places(text: str) -> Mapping[Path, Located]:
    """The place of each key and value in JSON that `json` reads; the path () is the whole."""
    places: dict[Path, Located] = {}
    _value(text, _skip(text, 0), (), None, places, is_json=True)
    return places


def yaml_places(text: str) -> Mapping[Path, Located]:
    """The place of each key and value in YAML that PyYAML's safe loader reads, of strings with their quotation marks."""
    import yaml

    places: dict[Path, Located] = {}
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pending: list[tuple[Path, tuple[int, int] | None, Any]] = [((), None, root)] if root else []
    seen: set[int] = set()
    while pending:
        path, key, node = pending.pop()
        places[path] = Located(key, (node.start_mark.index, node.end_mark.index))
        # An alias stands for a node that was met before.
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            pending += (
                ((*path, name.value), (name.start_mark.index, name.end_mark.index), value)
                for name, value in node.value
                if isinstance(name, yaml.ScalarNode)
            )
        elif isinstance(node, yaml.SequenceNode):
            pending += (((*path, index), None, value) for index, value in enumerate(node.value))
    return places


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _name(raw: str) -> str:
    if raw[0] == "'":
        return raw[1:-1]
    if raw[0] != '"':
        return raw
    return raw[1:-1] if "\\" not in raw else str(tomllib.loads(f"name = {raw}")["name"])


def _keys(text: str, position: int) -> tuple[list[tuple[str, int, int]], int]:
    """A dotted key's names with their places, and where it ends."""
    found = []
    while match := _KEY.match(text, position):
        found.append((_name(match[0]), *match.span()))
        dot = _DOT.match(text, match.end())
        if not dot:
            return found, match.end()
        position = dot.end()
    return found, position


def _pairs(text: str, position: int, table: Path, places: dict[Path, Located], is_json: bool) -> int:
    """Notes one `key = value`, and answers where the value ends."""
    path, key, position = _key(text, position, table, places, is_json)
    return _value(text, position, path, key, places, is_json)


def _key(
    text: str, position: int, table: Path, places: dict[Path, Located], is_json: bool
) -> tuple[Path, tuple[int, int], int]:
    """The path and the place of a key, and where its value begins."""
    if is_json:
        match = _SCALAR.match(text, position)
        assert match
        after = _skip(text, match.end()) + 1
        return (*table, json.loads(match[0])), match.span(), _skip(text, after)
    parts, end = _keys(text, position)
    path = table
    for name, start, stop in parts:
        path = (*path, name)
        places.setdefault(path, Located((start, stop), (start, stop)))
    return path, (parts[0][1], parts[-1][2]), _skip(text, _skip(text, end) + 1)


class _Open(NamedTuple):
    """An array or table that is not closed yet: where it begins, what it is the value of, and its next items' indexes."""

    start: int
    path: Path
    key: tuple[int, int] | None
    indexes: Iterator[int] | None


def _count() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


def _value(
    text: str, position: int, path: Path, key: tuple[int, int] | None, places: dict[Path, Located], is_json: bool
) -> int:
    """Notes a value and all that is in it, and answers where it ends."""
    open_values: list[_Open] = []
    while True:
        if position < len(text) and text[position] in "[{":
            open_values.append(_Open(position, path, key, _count() if text[position] == "[" else None))
            position = _skip(text, position + 1)
        else:
            match = _SCALAR.match(text, position)
            if match is None:
                return len(text)
            places[path] = Located(key, match.span())
            position = match.end()
        # The text is known to be right, so what stands between two items is commas and closing brackets.
        while open_values and (position := _skip(text, position)) < len(text) and text[position] in ",]}":
            position += 1
            if text[position - 1] != ",":
                closed = open_values.pop()
                places[closed.path] = Located(closed.key, (closed.start, position))
        if not open_values or position >= len(text):
            return position
        inner = open_values[-1]
        if inner.indexes is not None:
            path, key = (*inner.path, next(inner.indexes)), None
        else:
            path, key, position = _key(text, position, inner.path, places, is_json)
