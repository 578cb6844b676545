"""Selectors as they are written, read into what is to be matched. https://www.w3.org/TR/selectors-4/"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass

Specificity = tuple[int, int, int]

_NAME = r"(?:\\[0-9a-fA-F]{1,6}\s?|\\[^\n]|[\w\-\u0080-\U0010ffff])++"
_TOKEN = re.compile(
    rf"""(?P<space>\s++)|(?P<hash>\#{_NAME})|(?P<class>\.{_NAME})|(?P<pseudo>::?{_NAME}\(?)"""
    rf"""|(?P<attribute>\[(?:[^\]"']|"[^"]*+"|'[^']*+')*+\])|(?P<combinator>[>+~])|(?P<comma>,)|(?P<close>\))"""
    rf"""|(?P<tag>\*|(?:{_NAME}\||\*\|)?{_NAME})"""
)
_ATTRIBUTE = re.compile(
    rf"""\[\s*(?:[\w*-]*\|(?!=))?({_NAME})\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|({_NAME}))\s*([iIsS])?\s*)?\]\Z"""
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_NTH = re.compile(r"\s*([+-]?\d*n)?\s*([+-]\s*\d+|\d+)?\s*(?:of\s+(.*))?\Z", re.DOTALL)
_LONGEST = 10_000
_DEEPEST = 12

_ELEMENTS = frozenset({"before", "after"})
# They hold when someone acts on the message, not when it is read.
_NEVER = frozenset(
    "hover focus focus-visible focus-within active visited target fullscreen popover-open user-invalid user-valid "
    "modal autofill placeholder-shown indeterminate default past future playing".split()
)
_STRUCTURAL = {
    "first-child": (0, 1, False, False),
    "last-child": (0, 1, True, False),
    "first-of-type": (0, 1, False, True),
    "last-of-type": (0, 1, True, True),
}
_COUNTED = {
    "nth-child": (False, False),
    "nth-last-child": (True, False),
    "nth-of-type": (False, True),
    "nth-last-of-type": (True, True),
}
_SIMPLE = frozenset(
    "root scope only-child only-of-type empty link any-link checked disabled enabled required optional "
    "read-only read-write valid invalid in-range out-of-range defined open".split()
)
_OPEN_TO_LEVEL_4 = {"is": "is", "where": "where", "matches": "is", "-webkit-any": "is", "-moz-any": "is", "not": "not"}


class SelectorError(ValueError):
    """A selector that a browser would not read either: its rule is dropped."""


@dataclass(slots=True)
class Compound:
    """What one element must be: all of its conditions."""

    tag: str = ""
    ids: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str, bool]] = field(default_factory=list)
    pseudos: list[tuple[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Selector:
    """Compounds from the subject outward; `combinators[i]` stands between `compounds[i + 1]` and `compounds[i]`.

    `pseudo` is `before` or `after` when generated content is meant. From combinator `free` on, all of them look for
    any ancestor.
    """

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]
    specificity: Specificity
    pseudo: str = ""
    free: int = 0


def read(selectors: str) -> tuple[Selector, ...]:
    """The selectors of a list. Raises SelectorError where a browser would drop the rule."""
    return _known(selectors) if len(selectors) <= _LONGEST_KNOWN else _read(selectors)


def _read(selectors: str) -> tuple[Selector, ...]:
    if len(selectors) > _LONGEST:
        raise SelectorError(selectors[:40])
    found, position = _list(selectors, 0, 0)
    if position != len(selectors):
        raise SelectorError(selectors[:40])
    return tuple(found)


# What is long is met once; what is short is met in every message.
_LONGEST_KNOWN = 200
_known = lru_cache(maxsize=4096)(_read)


def _list(text: str, position: int, depth: int, relative: bool = False) -> tuple[list[Selector], int]:
    """The selectors from a position up to the list's end: the end of the text, or a closing parenthesis."""
    if depth > _DEEPEST:
        raise SelectorError("too deep")
    selectors: list[Selector] = []
    compounds: list[Compound] = []
    combinators: list[str] = []
    current: Compound | None = Compound() if relative else None
    pending = " " if relative else ""
    weight, pseudo = [0, 0, 0], ""

    def finish() -> None:
        nonlocal current, weight, pseudo, compounds, combinators, pending
        if current is None or pending.strip() or (relative and not compounds):
            raise SelectorError(text[:40])
        compounds.append(current)
        compounds.reverse()
        combinators.reverse()
        free = len(combinators)
        while free and combinators[free - 1] == " ":
            free -= 1
        specificity = (weight[0], weight[1], weight[2])
        selectors.append(Selector(tuple(compounds), tuple(combinators), specificity, pseudo, free))
        compounds, combinators, weight, pseudo = [], [], [0, 0, 0], ""
        current, pending = (Compound(), " ") if relative else (None, "")

    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise SelectorError(text[:40])
        kind, token = match.lastgroup, match[0]
        position = match.end()
        if kind == "close":
            if not depth:
                raise SelectorError(text[:40])
            position -= 1
            break
        if kind == "space":
            if current is not None and not pending:
                pending = " "
        elif kind == "combinator":
            if current is None or pending.strip():
                raise SelectorError(text[:40])
            pending = token
        elif kind == "comma":
            finish()
        else:
            if pending and current is not None:
                compounds.append(current)
                combinators.append(pending)
                current, pending = None, ""
            if current is None:
                current = Compound()
            elif kind == "tag":
                raise SelectorError(text[:40])
            if kind == "tag":
                tag = _unescaped(token.rpartition("|")[2])
                if tag != "*":
                    current.tag = tag.lower()
                    weight[2] += 1
            elif kind == "hash":
                current.ids.append(_unescaped(token[1:]))
                weight[0] += 1
            elif kind == "class":
                current.classes.append(_unescaped(token[1:]))
                weight[1] += 1
            elif kind == "attribute":
                current.attributes.append(_attribute(token))
                weight[1] += 1
            else:
                position, element = _pseudo(text, token, position, depth, current, weight)
                pseudo = element or pseudo
    finish()
    return selectors, position


def _unescaped(name: str) -> str:
    if "\\" not in name:
        return name
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0xFFFD)) if match[1] else match[2], name)


def _attribute(token: str) -> tuple[str, str, str, bool]:
    match = _ATTRIBUTE.match(token)
    if match is None:
        raise SelectorError(token[:40])
    value = next((part for part in (match[3], match[4], match[5]) if part is not None), "")
    return _unescaped(match[1]).lower(), match[2] or "", _unescaped(value), (match[6] or "").lower() == "i"


def _pseudo(text: str, token: str, position: int, depth: int, compound: Compound, weight: list[int]) -> tuple[int, str]:
    """Adds a pseudo-class to the compound; gives the position after it, and the pseudo-element's name if it is one."""
    name = token.strip(":(").lower()
    arguments: Any = None
    if token.endswith("("):
        if name in _OPEN_TO_LEVEL_4:
            name = _OPEN_TO_LEVEL_4[name]
            arguments, position = _list(text, position, depth + 1)
            if name != "where":
                strongest = max(selector.specificity for selector in arguments)
                weight[:] = [mine + theirs for mine, theirs in zip(weight, strongest, strict=True)]
        elif name == "has":
            arguments, position = _list(text, position, depth + 1, relative=True)
            strongest = max(selector.specificity for selector in arguments)
            weight[:] = [mine + theirs for mine, theirs in zip(weight, strongest, strict=True)]
        else:
            end = text.find(")", position)
            if end == -1:
                raise SelectorError(text[:40])
            arguments, position = text[position:end], end
            weight[1] += 1
            if name in _COUNTED:
                arguments = (*_nth(arguments), *_COUNTED[name])
                name = "nth"
            elif name == "lang":
                arguments = tuple(part.strip(" \"'").lower() for part in arguments.split(","))
            elif name == "dir":
                arguments = arguments.strip().lower()
            else:
                raise SelectorError(token)
        if text[position : position + 1] != ")":
            raise SelectorError(text[:40])
        compound.pseudos.append((name, arguments))
        return position + 1, ""
    if name in _ELEMENTS:
        weight[2] += 1
        return position, name
    if token.startswith("::") or name in ("first-line", "first-letter"):
        weight[2] += 1
        compound.pseudos.append(("never", None))
        return position, ""
    weight[1] += 1
    if name in _STRUCTURAL:
        compound.pseudos.append(("nth", _STRUCTURAL[name]))
    elif name in _NEVER:
        compound.pseudos.append(("never", None))
    elif name in _SIMPLE:
        compound.pseudos.append((name, None))
    else:
        raise SelectorError(token)
    return position, ""


def _nth(text: str) -> tuple[int, int]:
    """`an+b` as (a, b)."""
    text = text.strip().lower()
    if text in ("odd", "even"):
        return (2, 1) if text == "odd" else (2, 0)
    match = _NTH.match(text)
    if match is None or not text or match[3] or len(text) > 40:
        raise SelectorError(text[:40])
    step = match[1]
    if step is None:
        a = 0
    else:
        digits = step[:-1]
        a = int(digits + "1") if digits in ("", "+", "-") else int(digits)
    return a, int(match[2].replace(" ", "")) if match[2] else 0
