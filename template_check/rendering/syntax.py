"""What a template that Jinja cannot read has wrong, as a key that reports put into words, and where."""

from __future__ import annotations

import difflib
import re
from typing import Any

from jinja2.exceptions import TemplateSyntaxError

from template_check.faults import Fault
from template_check.positions import Span
from template_check.rendering.located import Located, Tokens
from template_check.rendering.parsing import INNER, STATEMENTS

# Each problem, with the pattern of Jinja's sentence for it; `name` and `expected` are taken from the pattern.
PROBLEMS = {
    "unclosed-comment": r"Missing end of comment tag",
    "unclosed-raw": r"Missing end of raw directive",
    "unclosed-block": r"Unexpected end of template\.",
    "unclosed-tag": r"unexpected end of template, expected '(?P<expected>.*)'",
    "unexpected-tag": r"Encountered unknown tag '(?P<name>.*?)'\.",
    "empty-expression": r"Expected an expression, got '(?P<name>.*)'",
    "unexpected-token": r"expected token '(?P<expected>.*)', got '(?P<name>.*)'",
    "unexpected-character": r"unexpected char '(?P<name>.*)' at",
    "unbalanced-bracket": r"unexpected '(?P<name>[\])}])'(?:, expected '(?P<expected>.)')?",
    "unexpected-word": r"unexpected '(?P<name>.*)'",
    "missing-tag-name": r"tag name expected",
    "block-twice": r"block '(?P<name>.*)' defined twice",
    "block-name": r"Block names in Jinja",
    "required-block": r"Required blocks can only",
    "nested-extends": r"cannot use extend from a non top-level scope",
    "invalid-target": r"can't assign to '(?P<name>.*)'|Can't assign to special loop variable",
    "private-import": r"names starting with an underline",
    "invalid-arguments": r"non-default argument|invalid syntax for function call|special \"caller\" argument",
    "not-a-call": r"expected call",
    "attribute-name": r"expected name or number|expected subscript expression",
    "chained-tests": r"You cannot chain multiple tests",
    "invalid-identifier": r"Invalid character in identifier",
    "invalid-translation": r"translat|pluraliz|trans blocks",
    "invalid-escape": r"(?:unicode|truncated|decode|escape)",
}
_PATTERNS = {problem: re.compile(pattern, re.IGNORECASE) for problem, pattern in PROBLEMS.items()}
_LONGEST_NAME = 60


def fault(error: TemplateSyntaxError, tokens: Tokens, via: tuple[Span, ...] = ()) -> Fault:
    """The finding for a template that Jinja refused, at the line and column that are to be mended.

    A tag that is not closed is placed where it is opened.
    """
    detail = error.message or ""
    problem, found = next(
        ((problem, match) for problem, pattern in _PATTERNS.items() if (match := pattern.match(detail))),
        ("other", None),
    )
    values: dict[str, Any] = dict.fromkeys(("name", "expected", "opened", "suggestion"), "")
    if found is not None:
        values |= {key: value for key, value in found.groupdict().items() if value}
    at = error.lineno
    opened = getattr(error, "opened", [])
    start, end = _place(at, tokens)
    if problem == "unclosed-block" and opened:
        # The tag whose end the parser looked for; a tag that is still being read has no end to look for.
        first = opened[-1]
        values |= {"name": first.value, "expected": f"end{first.value}"}
        if isinstance(first.lineno, Located):
            start, end = tokens.tag_span(first.lineno.token)
        values["opened"] = int(first.lineno)
    elif problem in ("unclosed-tag", "unexpected-token", "empty-expression", "unexpected-word"):
        if isinstance(at, Located) and (problem == "unclosed-tag" or start >= len(tokens.text)):
            start, end = tokens.tag_span(at.token)
            end = min(end, start + len(tokens.text[start:].partition("\n")[0]))
    elif problem == "unexpected-tag":
        name = values["name"]
        outer = opened[-2] if len(opened) > 1 else None
        if name not in INNER:
            problem = "unknown-tag"
            close = difflib.get_close_matches(name, sorted({*INNER, *STATEMENTS}), 1, 0.6)
            values["suggestion"] = close[0] if close else ""
        if outer is not None:
            values |= {"expected": f"end{outer.value}", "opened": int(outer.lineno)}
        if isinstance(at, Located):
            start, end = tokens.tag_span(at.token)
    values = {key: value[:_LONGEST_NAME] if isinstance(value, str) else value for key, value in values.items()}
    return Fault(
        "syntax-error", Span(tokens.template, start, end), via, {"problem": problem, "detail": detail, **values}
    )


def _place(at: int, tokens: Tokens) -> tuple[int, int]:
    if isinstance(at, Located):
        return tokens.span(at.token)
    # The lexer stopped at what follows the last token that it gave.
    text = tokens.text
    start = tokens.ends[-1] if tokens.ends else 0
    while start < len(text) and text[start].isspace():
        start += 1
    if start >= len(text):
        start = tokens.tag_span(len(tokens.starts) - 1)[0] if tokens.starts else 0
    return start, min(start + 1, len(text))
