"""Tokens that know their offset: a line number that also says where in the source its token stands."""

from __future__ import annotations

from collections.abc import Iterator


class Tag:
    """One `{{ … }}`, `{% … %}` or line statement: its offsets in the source."""

    __slots__ = ("end", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start


class Located(int):
    """A line number, as Jinja wants it, with the token's offsets and the tag it stands in."""

    start: int
    end: int
    tag: Tag | None

    @classmethod
    def at(cls, lineno: int, start: int, end: int, tag: Tag | None) -> Located:
        located = cls(lineno)
        located.start = start
        located.end = end
        located.tag = tag
        return located


def normalise(source: str, keep_trailing_newline: bool) -> str:
    """The source as Jinja's lexer reads it: newlines as `\\n`, the last one dropped unless it is kept."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if not keep_trailing_newline and source.endswith("\n"):
        source = source[:-1]
    return source


def locate(tokens: Iterator[tuple[int, str, str]], source: str) -> Iterator[tuple[int, str, str]]:
    """The lexer's tokens with located line numbers.

    Between two tokens the lexer skips nothing but white space, so each value is found from the end of the one before.
    """
    cursor = 0
    tag: Tag | None = None
    for lineno, kind, value in tokens:
        start = source.index(value, cursor)
        cursor = start + len(value)
        if kind.endswith("_begin"):
            tag = Tag(start)
        located = Located.at(lineno, start, cursor, tag)
        if tag is not None:
            tag.end = cursor
            if kind.endswith("_end"):
                tag = None
        yield located, kind, value
