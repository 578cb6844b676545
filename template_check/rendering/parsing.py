"""Jinja's parser, which goes on past tags that it does not know, and tells what stands open when it cannot go on."""

from __future__ import annotations

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
        self._last_end: int | None = None

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
            elif name == "trans":
                if self._is_single_trans(token):
                    return self._printed(token)
                if self.environment.untranslated:
                    translated = self._parse_untranslated()
                    self.opened.pop()
                    return translated
        statement = super().parse_statement()
        self.opened.pop()
        return statement

    def _parse_untranslated(self) -> list[nodes.Node]:
        """A translation block where nothing is translated: what stands in it, which so keeps its place."""
        stream = self.stream
        lineno = next(stream).lineno
        stream.next_if("string")
        given: dict[str, nodes.Expr | None] = {}
        counted: str | None = None
        trimmed = bool(self.environment.policies["ext.i18n.trimmed"])
        while stream.current.type != "block_end":
            if given:
                stream.expect("comma")
            if stream.skip_if("colon"):
                break
            name = stream.expect("name")
            if stream.skip_if("assign"):
                given[name.value] = self.parse_expression()
            elif name.value in ("trimmed", "notrimmed"):
                trimmed = name.value == "trimmed"
                continue
            else:
                given[name.value] = None
            counted = counted or name.value
        stream.expect("block_end")
        singular, first = self._untranslated_text()
        counted = counted or first
        plural: list[nodes.Node] | None = None
        if stream.current.test("name:pluralize"):
            next(stream)
            if stream.current.type != "block_end":
                name = stream.expect("name")
                if name.value not in given:
                    self.fail(f"unknown variable {name.value!r} for pluralization", name.lineno)
                counted = name.value
            stream.expect("block_end")
            if counted is None:
                self.fail("pluralize without variables", lineno)
            plural, _ = self._untranslated_text()
        if not stream.current.test("name:endtrans"):
            self.fail("unclosed translation block")
        next(stream)
        if trimmed:
            for text in (singular, plural or []):
                _trim(text)
        body: list[nodes.Node] = [nodes.Output(singular, lineno=lineno)]
        if plural is not None:
            one = nodes.Operand("eq", nodes.Const(1, lineno=lineno))
            test = nodes.Compare(nodes.Name(counted, "load", lineno=lineno), [one], lineno=lineno)
            body = [nodes.If(test, body, [], [nodes.Output(plural, lineno=lineno)], lineno=lineno)]
        values = {name: value for name, value in given.items() if value is not None}
        if not values:
            return body
        targets = [nodes.Name(name, "param", lineno=lineno) for name in values]
        return [nodes.With(targets, list(values.values()), body, lineno=lineno)]

    def _untranslated_text(self) -> tuple[list[nodes.Node], str | None]:
        """The text and names up to the next tag, and the first of the names."""
        stream = self.stream
        pieces: list[nodes.Node] = []
        first = None
        while not stream.eos and stream.current.type != "block_begin":
            token = next(stream)
            if token.type == "data":
                if token.value:
                    pieces.append(nodes.TemplateData(token.value, lineno=token.lineno))
            else:
                name = stream.expect("name")
                first = first or name.value
                pieces.append(nodes.Name(name.value, "load", lineno=name.lineno))
                stream.expect("variable_end")
        if stream.eos:
            self.fail("unclosed translation block")
        next(stream)
        if not stream.current.test_any("name:endtrans", "name:pluralize"):
            self.fail("control structures in translatable sections are not allowed")
        return pieces, first

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
        elif not isinstance(token.lineno, Located) or _resembles(name, self._awaited()):
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
        if self._last_end is None:
            self._last_end = at.tokens.text.rfind("endtrans")
        single = self._last_end < at.tokens.starts[at.token]
        if single:
            self.opened.pop()
        return single


def _resembles(name: str, names: list[str]) -> bool:
    import difflib

    return bool(difflib.get_close_matches(name, names, 1, 0.75))


def _trim(pieces: list[nodes.Node]) -> None:
    """Takes each line break with the white space around it for one space, and the white space at both ends away."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, nodes.TemplateData):
            first, *lines = piece.data.split("\n")
            if lines:
                between = [line.strip() for line in lines[:-1] if not line.isspace() and line]
                first = " ".join([first.rstrip(), *between, lines[-1].lstrip()])
            text = first
            if index == 0:
                text = text.lstrip()
            if index == len(pieces) - 1:
                text = text.rstrip()
            piece.data = text
