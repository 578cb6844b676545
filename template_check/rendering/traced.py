"""Strings that remember where they came from.

They never change text. An operation that they do not know gives a string without memory, whose place is then that of
the tag which prints it: precision degrades, truth does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, NamedTuple, SupportsIndex

import markupsafe
from markupsafe import escape

from template_check.rendering.source_map import Segment, Site, Trail, settle

# Each derivation of a derivation is looked through when the text is mapped; past this depth it is forgotten.
_DEEPEST = 40
SPECIAL = re.compile("[&<>'\"]")


class Route(NamedTuple):
    """Text that a tag brought in by including, extending or calling."""

    site: Site
    base: str


class Mixed(NamedTuple):
    """Pieces that an expression joined; those without memory come from the tag that prints them, `site` once known."""

    pieces: tuple[str, ...]
    site: Site | None = None


class Cut(NamedTuple):
    """A stretch of a text."""

    base: str
    start: int
    end: int
    depth: int


class Altered(NamedTuple):
    """A text whose characters were exchanged one for one."""

    base: str
    depth: int


class Escaped(NamedTuple):
    """A text with its special characters escaped."""

    base: str
    depth: int


# What a string remembers: the site that wrote all of it, the pieces it was concatenated from, or how it came from
# another; None is nothing, RAW is sample data that the template declared to be safe.
Memory = Site | tuple[Any, ...] | Route | Mixed | Cut | Altered | Escaped | None
RAW: Any = Mixed(("",))


def _depth(memory: Memory) -> int:
    return memory.depth if isinstance(memory, (Cut, Altered, Escaped)) else 0


class _Remembering(str):
    """What both kinds of string know how to keep."""

    __slots__ = ()
    memory: Memory

    def _part(self, text: str, start: int) -> Any:
        return _cut(self, text, start)

    def strip(self, chars: str | None = None, /) -> Any:
        text = str.strip(self, chars)
        return self._part(text, len(self) - len(str.lstrip(self, chars)) if text else 0)

    def lstrip(self, chars: str | None = None, /) -> Any:
        text = str.lstrip(self, chars)
        return self._part(text, len(self) - len(text))

    def rstrip(self, chars: str | None = None, /) -> Any:
        return self._part(str.rstrip(self, chars), 0)

    def __getitem__(self, key: SupportsIndex | slice, /) -> Any:
        text = str.__getitem__(self, key)
        if isinstance(key, slice):
            start, _, step = key.indices(str.__len__(self))
            return self._part(text, start) if step == 1 else _like(self, text, None)
        index = key.__index__()
        return self._part(text, index if index >= 0 else index + str.__len__(self))

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> Any:
        if isinstance(self, Markup):
            new = escape_traced(new)
        text = str.replace(self, old, new, count)
        if self.memory is None or not old or count.__index__() >= 0 or text.__class__ is not str:
            return _like(self, text, None)
        pieces, start = [], 0
        while (found := str.find(self, old, start)) != -1:
            pieces += [self[start:found], new]
            start = found + len(old)
        return _like(self, text, Mixed((*pieces, self[start:])))

    def upper(self) -> Any:
        return _altered(self, str.upper(self))

    def lower(self) -> Any:
        return _altered(self, str.lower(self))

    def capitalize(self) -> Any:
        return _altered(self, str.capitalize(self))

    def title(self) -> Any:
        return _altered(self, str.title(self))

    def swapcase(self) -> Any:
        return _altered(self, str.swapcase(self))


class Traced(_Remembering):
    """Plain text with a memory."""

    __slots__ = ("memory",)

    def __getattr__(self, name: str) -> Any:
        # A string that a formatter of Jinja's made of our class has no memory yet.
        if name == "memory":
            return None
        raise AttributeError(name)

    def __str__(self) -> str:
        return self

    def __add__(self, other: Any, /) -> Any:
        if other.__class__ is str or other.__class__ is Traced:
            return mixed(str.__add__(self, other), (self, other))
        return str.__add__(self, other) if isinstance(other, str) and not hasattr(other, "__html__") else NotImplemented

    def __radd__(self, other: Any, /) -> Any:
        if other.__class__ is str:
            return mixed(str.__add__(other, self), (other, self))
        return NotImplemented

    def join(self, pieces: Iterable[str], /) -> Any:
        listed = list(pieces)
        return mixed(str.join(self, listed), tuple(_interleaved(self, listed)))


class Markup(_Remembering, markupsafe.Markup):
    """Markup with a memory."""

    __slots__ = ("memory",)

    def __new__(cls, object: Any = "", encoding: str | None = None, errors: str = "strict") -> Markup:
        made: Markup = markupsafe.Markup.__new__(cls, object, encoding, errors)
        kind = object.__class__
        made.memory = object.memory if kind is Traced or kind is Markup else None
        return made

    def __str__(self) -> str:
        return make(str.__str__(self), self.memory)

    def __repr__(self) -> str:
        return f"Markup({str.__repr__(self)})"

    def __add__(self, other: Any, /) -> Any:
        if isinstance(other, str) or hasattr(other, "__html__"):
            other = escape_traced(other)
            return marked(str.__add__(self, other), Mixed((self, other)))
        return NotImplemented

    def __radd__(self, other: Any, /) -> Any:
        if isinstance(other, str) or hasattr(other, "__html__"):
            other = escape_traced(other)
            return marked(str.__add__(other, self), Mixed((other, self)))
        return NotImplemented

    def join(self, pieces: Iterable[Any], /) -> Any:
        listed = [escape_traced(piece) for piece in pieces]
        return marked(str.join(self, listed), Mixed(tuple(_interleaved(self, listed))))


def _interleaved(separator: str, pieces: list[str]) -> Iterator[str]:
    for index, piece in enumerate(pieces):
        if index:
            yield separator
        yield piece


def make(text: str, memory: Memory) -> Traced:
    """Plain text with this memory."""
    made = Traced(text)
    made.memory = memory
    return made


def marked(text: str, memory: Memory) -> Markup:
    """Markup with this memory."""
    made: Markup = str.__new__(Markup, text)
    made.memory = memory
    return made


def _like(model: str, text: str, memory: Memory) -> Any:
    return marked(text, memory) if model.__class__ is Markup else make(text, memory)


def _cut(base: Any, text: str, start: int) -> Any:
    memory = base.memory
    if memory is None or memory is RAW or len(text) == str.__len__(base):
        return _like(base, text, memory)
    if memory.__class__ is Cut:
        return _like(base, text, Cut(memory.base, memory.start + start, memory.start + start + len(text), memory.depth))
    depth = _depth(memory) + 1
    return _like(base, text, Cut(base, start, start + len(text), depth) if depth < _DEEPEST else None)


def _altered(base: Any, text: str) -> Any:
    memory = base.memory
    depth = _depth(memory) + 1
    if memory is None or memory is RAW or len(text) != str.__len__(base) or depth >= _DEEPEST:
        return _like(base, text, memory if memory is RAW else None)
    return _like(base, text, Altered(base, depth))


def altered(base: Any, text: str) -> str:
    """A text that exchanges each character of another one; a text of another length remembers nothing."""
    if base.__class__ is Traced or base.__class__ is Markup:
        text = _altered(base, text)
    return text


def traced(text: str, site: Site) -> Traced:
    """The text as written by a site."""
    made = Traced(text)
    made.memory = site
    return made


def mixed(text: str, pieces: tuple[str, ...]) -> Traced:
    """The text as joined from pieces, some of which may have no memory."""
    return make(text, Mixed(pieces))


def routed(text: str, site: Site) -> str:
    """The text as brought in by a tag; markup stays markup."""
    route = Route(site, text)
    return marked(text, route) if text.__class__ is Markup else make(str.__str__(text), route)


def mark_safe(value: Any) -> Markup:
    """The value as markup. Text without memory is sample data: that it was declared safe is remembered."""
    safe = Markup(value)
    if safe.memory is None and not hasattr(value, "__html__"):
        safe.memory = RAW
    return safe


def escape_traced(value: Any) -> Any:
    """Escapes as MarkupSafe does; what the text remembers is kept."""
    kind = value.__class__
    if kind is Markup:
        return value
    if kind is not Traced:
        return escape(value)
    if SPECIAL.search(value) is None:
        return marked(str.__str__(value), value.memory)
    escaped = escape(value)
    depth = _depth(value.memory) + 1
    return marked(escaped, Escaped(value, depth) if value.memory is not None and depth < _DEEPEST else None)


def memory_of(value: object) -> Memory:
    """What a value remembers; None for all that are not our strings."""
    return value.memory if isinstance(value, (Traced, Markup)) else None


def segments(text: str, unknown: Site) -> tuple[Segment, ...]:
    """The runs of the text with their origins; what nothing is remembered of comes from `unknown`."""
    return tuple(_Unfolded().of(text, None, unknown))


class _Unfolded:
    """Segments of the texts that others are made of: one that many pieces were cut from is unfolded once."""

    def __init__(self) -> None:
        # The text and the trail are held, so that their identities stay theirs.
        self._known: dict[tuple[int, int, Site], tuple[str, Trail | None, list[Segment], list[int]]] = {}

    def of(self, text: str, trail: Trail | None, unknown: Site) -> list[Segment]:
        """The segments of a text that came by a trail."""
        found: list[Segment] = []
        stack: list[tuple[str, Trail | None, Site]] = [(text, trail, unknown)]
        while stack:
            piece, trail, unknown = stack.pop()
            length = str.__len__(piece)
            if not length:
                continue
            memory = memory_of(piece)
            kind = memory.__class__
            if kind is Site:
                found.append(Segment(length, memory, settle(trail, memory) if trail else None))  # type: ignore[arg-type]
            elif kind is tuple:
                stack += [(part, trail, unknown) for part in reversed(memory)]  # type: ignore[arg-type]
            elif isinstance(memory, Route):
                site = memory.site
                stack.append((memory.base, Trail(site, settle(trail, site)), site))
            elif isinstance(memory, Mixed) and memory is not RAW:
                stack += [(part, trail, memory.site or unknown) for part in reversed(memory.pieces)]
            elif isinstance(memory, (Cut, Altered, Escaped)):
                found += self._derived(memory, trail, unknown)
            else:
                found.append(Segment(length, unknown, settle(trail, unknown) if trail else None))
        return found

    def _base(self, base: str, trail: Trail | None, unknown: Site) -> tuple[list[Segment], list[int]]:
        """The segments of what a text was made from, and where each begins."""
        key = (id(base), id(trail), unknown)
        known = self._known.get(key)
        if known is None:
            unfolded = self.of(base, trail, unknown)
            starts = [0, *accumulate(segment.length for segment in unfolded)]
            known = self._known[key] = (base, trail, unfolded, starts)
        return known[2], known[3]

    def _derived(self, memory: Cut | Altered | Escaped, trail: Trail | None, unknown: Site) -> Iterator[Segment]:
        base, starts = self._base(memory.base, trail, unknown)
        if isinstance(memory, Altered):
            for segment in base:
                yield segment._replace(site=segment.site._replace(altered=segment.site.exact))
        elif isinstance(memory, Escaped):
            for index, segment in enumerate(base):
                yield from _escaped(segment, str.__getitem__(memory.base, slice(starts[index], starts[index + 1])))
        else:
            for index in range(max(0, bisect_right(starts, memory.start) - 1), len(base)):
                first, last = max(starts[index], memory.start), min(starts[index + 1], memory.end)
                if first >= last:
                    if starts[index] >= memory.end:
                        return
                    continue
                yield _narrowed(base[index], first - starts[index], last - starts[index], last - first)


def _escaped(segment: Segment, text: str) -> Iterator[Segment]:
    if not segment.site.exact:
        yield segment._replace(length=len(escape(str.__str__(text))))
        return
    start = 0
    for index, character in enumerate(text):
        if SPECIAL.match(character):
            if start < index:
                yield _narrowed(segment, start, index, index - start)
            whole = _narrowed(segment, index, index + 1, len(escape(character)))
            yield whole._replace(site=whole.site._replace(exact=False))
            start = index + 1
    if start < len(text):
        yield _narrowed(segment, start, len(text), len(text) - start)


def _narrowed(segment: Segment, start: int, end: int, length: int) -> Segment:
    site = segment.site
    if site.exact:
        site = site._replace(start=site.start + start, end=site.start + end)
    return Segment(length, site, segment.trail)


def sites(text: str) -> set[Site]:
    """Every site that wrote a part of the text, be it an empty one."""
    found: dict[int, Site] = {}
    seen: set[int] = set()
    stack: list[Any] = [text]
    while stack:
        piece = stack.pop()
        kind = piece.__class__
        if kind is not Traced and kind is not Markup:
            continue
        memory = piece.memory
        kind = memory.__class__
        if kind is Site:
            found[id(memory)] = memory
        elif memory is not None and id(memory) not in seen:
            seen.add(id(memory))
            if kind is tuple:
                stack += memory
            elif kind is Mixed:
                if memory.site is not None:
                    found[id(memory.site)] = memory.site
                stack += memory.pieces
            else:
                stack.append(memory.base)
    return set(found.values())
