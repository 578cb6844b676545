"""Tokens that know where they stand: a line number that also names its token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")


class Located(int):
    """A line number, as Jinja wants it, that also says which token of which template it belongs to.

    `token` is the token's index in `tokens`.
    """

    tokens: Tokens
    token: int


class Tokens:
    """The tokens of one template: the offsets of each, and of the `{{ … }}`, `{% … %}` or line statement around it."""

    __slots__ = ("ends", "marks", "starts", "tag_ends", "tags", "template", "text")

    def __init__(self, template: str, text: str, marks: Mapping[str, str]) -> None:
        self.template = template
        self.text = text
        # The signs that tags begin and end with, by the lexer's name for them.
        self.marks = marks
        self.starts: list[int] = []
        self.ends: list[int] = []
        # The index of the token that opened the tag, -1 outside of tags; and where each tag ends.
        self.tags: list[int] = []
        self.tag_ends: dict[int, int] = {}

    def locate(self, tokens: Iterator[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
        """The lexer's tokens with located line numbers.

        Between two tokens the lexer skips nothing but white space, so each is found from the end of the one before.
        """
        starts, ends, tags, text = self.starts, self.ends, self.tags, self.text
        cursor = index = 0
        tag = -1
        for lineno, kind, value in tokens:
            start = text.find(value, cursor)
            if start == -1:
                # Only a preprocessor of the project's own can make the lexer see another text than we do.
                start = cursor
            cursor = start + len(value)
            if kind == "whitespace":
                yield lineno, kind, value
                continue
            if kind.endswith("_begin"):
                tag = index
                start = cursor - len(value.lstrip())
            located = Located(lineno)
            located.tokens = self
            located.token = index
            starts.append(start)
            ends.append(cursor)
            tags.append(tag)
            index += 1
            if tag != -1:
                self.tag_ends[tag] = cursor
                if kind.endswith("_end"):
                    self.tag_ends[tag] = start + len(value.rstrip())
                    tag = -1
            yield located, kind, value

    def span(self, token: int) -> tuple[int, int]:
        """The offsets of one token."""
        return self.starts[token], self.ends[token]

    def tag_span(self, token: int) -> tuple[int, int]:
        """The offsets of the tag that a token stands in; outside of tags those of the token."""
        tag = self.tags[token]
        if tag == -1:
            return self.span(token)
        return self.starts[tag], self.tag_ends[tag]

    def written_tag(self, token: int) -> tuple[int, int, bool]:
        """The offsets of the tag that a token stands in, read or not, and whether it is closed before another begins.

        One that is not ends with its line.
        """
        start, end = self.tag_span(token)
        marks = self.marks
        is_value = self.text.startswith(marks["variable_begin"], start)
        if not is_value and not self.text.startswith(marks["block_begin"], start):
            line_end = self.text.find("\n", start)
            return start, len(self.text) if line_end == -1 else line_end, True
        closing = self.text.find(marks["variable_end" if is_value else "block_end"], start)
        width = len(marks["variable_end" if is_value else "block_end"])
        others = (self.text.find(marks[name], start + 1) for name in ("variable_begin", "block_begin", "comment_begin"))
        following = min((at for at in others if at != -1), default=len(self.text))
        if closing != -1 and closing < following:
            return start, closing + width, True
        line_end = self.text.find("\n", start)
        return start, min(len(self.text) if line_end == -1 else line_end, max(following, end)), False

    def line_span(self, lineno: int | None) -> tuple[int, int]:
        """The offsets of one line, without the white space around it."""
        lines = self.text.split("\n")
        if lineno is None or not 0 < lineno <= len(lines):
            return 0, 0
        start = sum(len(line) + 1 for line in lines[: lineno - 1])
        line = lines[lineno - 1]
        return start + len(line) - len(line.lstrip()), start + len(line.rstrip())

    def name_span(self, token: int) -> tuple[int, int]:
        """The offsets of the name that ends at a token, with what it is reached through: `a.b["c"]` from any of its parts.

        `token` is a name, the dot before one, or the bracket that opens a subscript.
        """
        first = last = token
        word = self._word(token)
        if word == ".":
            last = min(token + 1, len(self.starts) - 1)
        elif word == "[":
            last = self._closed(token)
        while first > 0 and self.tags[first - 1] == self.tags[token]:
            word, before = self._word(first), self._word(first - 1)
            if word in (".", "[", "("):
                first = self._opened(first - 1) if before in _CLOSING else first - 1
            elif before == ".":
                first -= 1
            else:
                break
            if self.tags[first] == first:
                first += 1
                break
        return self.starts[first], self.ends[last]

    def extent(self, tokens: list[int]) -> tuple[int, int]:
        """The offsets of the expression that holds these tokens, up to its last closing bracket."""
        first, last = min(tokens), max(tokens)
        depth = 0
        for token in range(first, last + 1):
            word = self._word(token)
            depth += (word in _OPENING) - (word in _CLOSING)
        if self._word(last) == "." and last + 1 < len(self.starts):
            last += 1
        while depth > 0 and last + 1 < len(self.starts) and self.tags[last + 1] == self.tags[first]:
            last += 1
            word = self._word(last)
            depth += (word in _OPENING) - (word in _CLOSING)
        return self.starts[first], self.ends[last]

    def _word(self, token: int) -> str:
        return self.text[self.starts[token] : self.ends[token]]

    def _opened(self, token: int) -> int:
        """The bracket that a closing one closes."""
        depth = 0
        while token >= 0:
            word = self._word(token)
            depth += (word in _CLOSING) - (word in _OPENING)
            if depth == 0:
                return token
            token -= 1
        return 0

    def _closed(self, token: int) -> int:
        """The bracket that closes an opening one."""
        depth = 0
        for index in range(token, len(self.starts)):
            word = self._word(index)
            depth += (word in _OPENING) - (word in _CLOSING)
            if depth == 0:
                return index
        return token


def normalise(source: str, keep_trailing_newline: bool) -> str:
    """The source as Jinja's lexer reads it: newlines as `\\n`, the last one dropped unless it is kept."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if not keep_trailing_newline and source.endswith("\n"):
        source = source[:-1]
    return source
