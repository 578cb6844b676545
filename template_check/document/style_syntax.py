"""Style sheets cut into rules and declarations that know their offsets. What a browser skips is skipped.

Follows https://www.w3.org/TR/css-syntax-3/ for what a declaration and a rule are; every pass is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Comments and what may hold one's beginning without being one.
_COMMENTS = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z)|<!--|-->)|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?"""
    r"""|url\(\s*+[^"'\s)][^)]*+\)?""",
    re.DOTALL | re.IGNORECASE,
)
_STRUCTURE = re.compile(
    r""""(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?|url\(\s*+[^"'\s)][^)]*+\)?|\\.|[{}();\[\]]""",
    re.DOTALL | re.IGNORECASE,
)
_DECLARATION = re.compile(r"\s*+(--[^\s:]*+|[*_]?-?[a-zA-Z][\w-]*+)\s*+:\s*+(.*\S)?", re.DOTALL)
_IMPORTANT = re.compile(r"\s*!\s*important\Z", re.IGNORECASE)
_AT_RULE = re.compile(r"@([\w-]+)\s*(.*)", re.DOTALL)
_LONGEST_NESTED_SELECTOR = 2_000
_DEEPEST_BLOCK = 32
# The longest texts, in characters, that are kept for the next message.
_LONGEST_KNOWN, _LONGEST_KNOWN_SHEET = 2_000, 100_000


class Declaration(NamedTuple):
    """A property with its value; `start` and `end` are the offsets of all of it but the semicolon."""

    name: str
    value: str
    important: bool
    start: int
    end: int


class StyleRule(NamedTuple):
    """A selector list with its declarations, and the conditions that must all hold.

    `layer` is the name of the cascade layer that the rule stands in, "" outside of any.
    """

    selectors: str
    declarations: tuple[Declaration, ...]
    media: tuple[str, ...]
    layer: str


class _Block:
    __slots__ = ("declarations", "kind", "layer", "media", "selectors")

    def __init__(self, kind: str, selectors: str, media: tuple[str, ...], layer: str) -> None:
        self.kind, self.selectors, self.media, self.layer = kind, selectors, media, layer
        self.declarations: list[Declaration] = []


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0]) if match["comment"] else match[0]


def without_comments(css: str) -> str:
    """The same text with a space for each character of a comment, so that offsets stay."""
    return _COMMENTS.sub(_blank, css) if "/*" in css or "<!--" in css or "-->" in css else css


def declarations(css: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute, with offsets in it."""
    return _known_declarations(css) if len(css) <= _LONGEST_KNOWN else _declarations(css)


def _declarations(css: str) -> tuple[Declaration, ...]:
    css = without_comments(css)
    found = []
    start = depth = 0
    for match in _STRUCTURE.finditer(css):
        character = match[0]
        if character in ("(", "[", "{"):
            depth += 1
        elif character in (")", "]", "}"):
            depth = max(0, depth - 1)
        elif character == ";" and not depth:
            found.append(_declaration(css, start, match.start()))
            start = match.end()
    found.append(_declaration(css, start, len(css)))
    return tuple(filter(None, found))


# What is long is met once; what is short is met in every message.
_known_declarations = lru_cache(maxsize=4096)(_declarations)


def _declaration(css: str, start: int, end: int) -> Declaration | None:
    match = _DECLARATION.match(css, start, end)
    if match is None:
        return None
    name, value = match[1], match[2] or ""
    important = _IMPORTANT.search(value[-24:]) if "!" in value else None
    if important is not None:
        value = value[: len(value) - len(important[0])]
    if not name.startswith("--"):
        name = name.lower()
        if not value:
            return None
    return Declaration(name, value.strip(), important is not None, match.start(1), match.start(1) + len(_tail(match)))


def _tail(match: re.Match[str]) -> str:
    return match.string[match.start(1) : match.end()].rstrip()


def rules(css: str) -> tuple[StyleRule, ...]:
    """The style rules of a sheet in order, with offsets in it; conditional blocks around them become conditions."""
    return _known_rules(css) if len(css) <= _LONGEST_KNOWN_SHEET else tuple(_rules(css))


@lru_cache(maxsize=64)
def _known_rules(css: str) -> tuple[StyleRule, ...]:
    return tuple(_rules(css))


def _rules(css: str) -> Iterator[StyleRule]:
    css = without_comments(css)
    stack = [_Block("sheet", "", (), "")]
    start = depth = 0
    for match in _STRUCTURE.finditer(css):
        character = match[0]
        block = stack[-1]
        if character in ("(", "["):
            depth += 1
        elif character in (")", "]"):
            depth = max(0, depth - 1)
        elif character == "{":
            stack.append(_opened(css[start : match.start()].strip(), block, len(stack)))
            start, depth = match.end(), 0
        elif character == "}":
            if block.kind == "style":
                _collect(block, css, start, match.start())
                if block.declarations:
                    yield _closed(block)
            if len(stack) > 1:
                stack.pop()
            start, depth = match.end(), 0
        elif character == ";" and not depth:
            if block.kind == "style":
                _collect(block, css, start, match.start())
            start = match.end()
    # A sheet that ends within a block is closed there, as the syntax has it.
    block = stack[-1]
    if block.kind == "style":
        _collect(block, css, start, len(css))
    for block in reversed(stack):
        if block.kind == "style" and block.declarations:
            yield _closed(block)


def _collect(block: _Block, css: str, start: int, end: int) -> None:
    declaration = _declaration(css, start, end)
    if declaration is not None:
        block.declarations.append(declaration)


def _closed(block: _Block) -> StyleRule:
    return StyleRule(block.selectors, tuple(block.declarations), block.media, block.layer)


def _opened(prelude: str, outer: _Block, depth: int) -> _Block:
    if outer.kind == "passed-over" or depth > _DEEPEST_BLOCK:
        return _Block("passed-over", "", (), "")
    if not prelude.startswith("@"):
        selectors = _nested(outer.selectors, prelude) if outer.selectors else prelude
        return _Block("style" if selectors else "passed-over", selectors, outer.media, outer.layer)
    at_rule = _AT_RULE.match(prelude)
    name, condition = (at_rule[1].lower(), at_rule[2]) if at_rule else ("", "")
    kind = "style" if outer.selectors else "group"
    if name == "media":
        return _Block(kind, outer.selectors, (*outer.media, condition), outer.layer)
    if name == "supports" and not condition.lower().lstrip("( ").startswith("not "):
        return _Block(kind, outer.selectors, outer.media, outer.layer)
    if name == "layer":
        layer = f"{outer.layer}.{condition}" if outer.layer else condition or "(unnamed)"
        return _Block(kind, outer.selectors, outer.media, layer)
    return _Block("passed-over", "", (), "")


def _nested(outer: str, selectors: str) -> str:
    """A nested rule's selectors with the outer rule's put in; "" where they grow beyond what anyone writes."""
    parts = []
    for selector in selectors.split(","):
        selector = selector.strip()
        parts.append(selector.replace("&", f":is({outer})") if "&" in selector else f":is({outer}) {selector}")
    nested = ", ".join(parts)
    return nested if len(nested) <= _LONGEST_NESTED_SELECTOR else ""
