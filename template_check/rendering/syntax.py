"""What a template that Jinja cannot read has wrong, as a key that reports put into words, and where."""

from __future__ import annotations

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
    "unclosed-block": r"Unexpected end of template\.|unclosed translation block",
    "unclosed-tag": r"unexpected end of template, expected '(?P<expected>.*)'",
    "unexpected-tag": r"Encountered unknown tag '(?P<name>.*?)'\.",
    "empty-expression": r"Expected an expression, got '(?P<name>.*)'",
    "unexpected-token": r"expected token '(?P<expected>.*)', got '(?P<name>.*)'",
    "unclosed-text": r"unexpected char (?P<name>\"'\"|'\"') at",
    "unexpected-character": r"unexpected char '(?P<name>.*)' at",
    "unbalanced-bracket": r"unexpected '(?P<name>[\])}])'(?:, expected '(?P<expected>.)')?",
    "unexpected-word": r"unexpected '(?P<name>.*)'",
    "missing-tag-name": r"tag name expected",
    "block-twice": r"block '(?P<name>.*)' defined twice",
    "block-name": r"Block names in Jinja",
    "required-block": r"Required blocks can only",
    "nested-extends": r"cannot use extend from a non top-level scope",
    "invalid-target": r"can't assign to '(?P<name>.*)'|Can't assign to special (?P<expected>loop) variable",
    "private-import": r"names starting with an underline",
    "invalid-arguments": r"non-default argument|invalid syntax for function call|.*special \"caller\" argument",
    "not-a-call": r"expected call",
    "attribute-name": r"expected name or number|expected subscript expression",
    "chained-tests": r"You cannot chain multiple tests",
    "invalid-identifier": r"Invalid character in identifier",
    "invalid-translation": r".*(?:translat|pluraliz|trans blocks)",
    "invalid-escape": r".*(?:unicode|truncated|decode|escape)",
}
# What a tag that is never closed makes the parser stumble over.
_FROM_UNCLOSED = frozenset(
    [
        "unclosed-tag",
        "unexpected-token",
        "unexpected-word",
        "unexpected-character",
        "unbalanced-bracket",
        "unclosed-text",
    ]
)
_AT_TAG = frozenset(
    ["unexpected-tag", "block-twice", "nested-extends", "not-a-call", "required-block", "invalid-translation"]
)
# Jinja's English for tokens, as they are written.
_WRITTEN = {
    "begin of comment": "comment_begin",
    "end of comment": "comment_end",
    "begin of statement block": "block_begin",
    "end of statement block": "block_end",
    "begin of print statement": "variable_begin",
    "end of print statement": "variable_end",
}
# Tags of other template languages, with Jinja's word.
_OTHER_LANGUAGES = {"elseif": "elif", "elsif": "elif", "elseunless": "elif", "unless": "if", "foreach": "for"}
_LONGEST_NAME = 60


def fault(error: TemplateSyntaxError, tokens: Tokens) -> Fault:
    """The finding for a template that Jinja refused, at the line and column that are to be mended.

    A tag, comment or text that is not closed is placed where it is opened.
    """
    detail = error.message or ""
    problem, found = next(
        (
            (problem, match)
            for problem, pattern in PROBLEMS.items()
            if (match := re.match(pattern, detail, re.IGNORECASE | re.DOTALL))
        ),
        ("other", None),
    )
    values: dict[str, Any] = dict.fromkeys(("name", "expected", "opened", "suggestion"), "")
    if found is not None:
        values |= {key: _written(value, tokens) for key, value in found.groupdict().items() if value}
    opened = getattr(error, "opened", [])
    token, start, end = _place(error.lineno, tokens)
    outer = opened[-1] if opened else None
    if problem in ("unclosed-comment", "unclosed-raw"):
        start = tokens.tag_span(token)[0]
        end = start + len(tokens.text[start:].partition("\n")[0])
    elif problem == "unclosed-block" and outer is not None:
        values |= {"name": outer.value, "expected": f"end{outer.value}", "opened": int(outer.lineno)}
        start, end = tokens.tag_span(_token(outer.lineno, token))
    elif problem in _FROM_UNCLOSED and tokens.starts and tokens.tags[token] != -1:
        tag_start, tag_end, closed = tokens.written_tag(token)
        if not closed:
            is_value = tokens.text.startswith(tokens.marks["variable_begin"], tag_start)
            problem, start, end = "unclosed-tag", tag_start, tag_end
            values |= {"name": "", "expected": tokens.marks["variable_end" if is_value else "block_end"]}
        elif problem == "unclosed-text":
            values["name"] = tokens.text[start]
            end = tag_end
    elif problem in _AT_TAG and tokens.starts:
        start, end, _ = tokens.written_tag(token)
    if problem == "unexpected-tag":
        outer = opened[-2] if len(opened) > 1 else None
        name = values["name"]
        if name not in INNER:
            problem = "unknown-tag"
            import difflib

            close = difflib.get_close_matches(name, sorted({*INNER, *STATEMENTS}), 1, 0.6)
            values["suggestion"] = _OTHER_LANGUAGES.get(name, close[0] if close else "")
        if outer is not None:
            values |= {"expected": f"end{outer.value}", "opened": int(outer.lineno)}
    values = {key: value[:_LONGEST_NAME] if isinstance(value, str) else value for key, value in values.items()}
    return Fault(
        "syntax-error", Span(tokens.template, start, end), (), {"problem": problem, "detail": detail, **values}
    )


def _written(described: str, tokens: Tokens) -> str:
    mark = _WRITTEN.get(described)
    return tokens.marks[mark] if mark is not None else described


def _token(at: int, otherwise: int) -> int:
    return at.token if isinstance(at, Located) else otherwise


def _place(at: int, tokens: Tokens) -> tuple[int, int, int]:
    """The token at which Jinja stopped, and the offsets of what it stopped at."""
    if isinstance(at, Located):
        return at.token, *tokens.span(at.token)
    # The lexer stopped at what follows the last token that it gave.
    text = tokens.text
    last = len(tokens.starts) - 1
    start = tokens.ends[-1] if tokens.ends else 0
    while start < len(text) and text[start].isspace():
        start += 1
    if start >= len(text):
        start = tokens.tag_span(last)[0] if tokens.starts else 0
    return last, start, min(start + 1, len(text))
