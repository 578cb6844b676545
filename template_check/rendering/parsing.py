"""Jinja's parser, which goes on past tags that it does not know, and tells what stands open when it cannot go on."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.lexer import Token
from jinja2.parser import Parser

from template_check.rendering.located import Located

if TYPE_CHECKING:
    from template_check.rendering.environment import TracingEnvironment

STATEMENTS = frozenset(
    [
        "for",
        "if",
        "block",
        "extends",
        "print",
        "macro",
        "include",
        "from",
        "import",
        "set",
        "with",
        "autoescape",
        "call",
        "filter",
        "raw",
    ]
)
# Tags that only stand inside or at the end of another, with the tag that they belong to.
INNER = {
    "else": "if",
    "elif": "if",
    "endraw": "raw",
    "pluralize": "trans",
    "endtrans": "trans",
    **{f"end{name}": name for name in ("for", "if", "block", "macro", "set", "with", "autoescape", "call", "filter")},
}


class PlacingParser(Parser):
    """Parses as Jinja does. An unknown tag is recorded and passed over; what stands inside it is rendered.

    `opened` holds the first token of each tag whose end was not reached.
    """

    environment: TracingEnvironment

    def __init__(self, environment: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(environment, *arguments, **named)
        self.opened: list[Token] = []
        # Unknown tags by name, with how many of each stand open.
        self.unknown: dict[str, int] = {}
        self.unknown_tags: list[tuple[str, int]] = []

    def parse(self) -> nodes.Template:
        try:
            return super().parse()
        except TemplateSyntaxError as error:
            error.opened = self.opened  # type: ignore[attr-defined]
            raise

    def parse_statement(self) -> Any:
        token = self.stream.current
        self.opened.append(token)
        if token.type == "name":
            name = token.value
            if name not in STATEMENTS and name not in self.extensions:
                passed = self._pass_over(token)
                if passed is not None:
                    self.opened.pop()
                    return passed
            elif name == "trans" and self._is_single_trans(token):
                return self._printed(token)
        statement = super().parse_statement()
        self.opened.pop()
        return statement

    def _pass_over(self, token: Token) -> list[nodes.Node] | None:
        """The nodes that stand in for an unknown tag; None if it is a tag of Jinja's in a wrong place."""
        name = token.value
        if name in INNER:
            if not any(self.unknown.values()) or name in self._awaited():
                return None
        elif name.startswith("end"):
            if not self.unknown.get(name[3:]):
                return None
            self.unknown[name[3:]] -= 1
        elif not isinstance(token.lineno, Located) or difflib.get_close_matches(name, self._awaited(), 1, 0.75):
            return None
        else:
            self.unknown[name] = self.unknown.get(name, 0) + 1
            self.unknown_tags.append((name, token.lineno.token))
            if self._stands_in_attribute(token.lineno):
                return self._printed(token)
        while self.stream.current.type not in ("block_end", "eof"):
            next(self.stream)
        return []

    def _awaited(self) -> list[str]:
        return [end.partition(":")[2] for ends in self._end_token_stack[-1:] for end in ends]

    def _printed(self, token: Token) -> list[nodes.Node]:
        """The tag's first text, else its name, as output."""
        text, at = token.value, token.lineno
        next(self.stream)
        if self.stream.current.type == "string":
            text, at = self.stream.current.value, self.stream.current.lineno
        while self.stream.current.type not in ("block_end", "eof"):
            next(self.stream)
        return [nodes.Output([nodes.Const(text, lineno=at)], lineno=token.lineno)]

    def _stands_in_attribute(self, at: Located) -> bool:
        start, _ = at.tokens.tag_span(at.token)
        return at.tokens.text[max(0, start - 2) : start].endswith(("='", '="'))

    def _is_single_trans(self, token: Token) -> bool:
        """Whether this is a `{% trans "…" %}` without an end, as other template languages have it."""
        at = token.lineno
        if not isinstance(at, Located) or self.stream.look().type != "string":
            return False
        single = "endtrans" not in at.tokens.text[at.tokens.starts[at.token] :]
        if single:
            self.opened.pop()
        return single
