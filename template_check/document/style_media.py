"""Media queries, answered for the device that a message is read on. https://www.w3.org/TR/mediaqueries-4/"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(px|em|rem|pt|cm|in)?\s*\Z")
_PIXELS = {None: 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "cm": 96 / 2.54, "in": 96.0}
_RANGE = re.compile(r"([^<>=]*?)\s*(<=|>=|<|>|=)\s*([^<>=]*?)(?:\s*(<=|>=|<|>)\s*([^<>=]*?))?\s*\Z")
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
_LONGEST_QUERY = 1_000


@dataclass(frozen=True, slots=True)
class Medium:
    """What the message is shown on: a screen's size in CSS pixels, and whether the reader prefers dark colours."""

    width: float = 390.0
    height: float = 844.0
    dark: bool = False


def holds(query_list: str, medium: Medium) -> bool:
    """Whether one of the queries holds; a query that cannot be read does not."""
    return _known(query_list[:_LONGEST_QUERY], medium)


@lru_cache(maxsize=512)
def _known(query_list: str, medium: Medium) -> bool:
    queries = query_list.lower()
    if not queries.strip():
        return True
    return any(_query(" ".join(query.split()), medium) for query in queries.split(","))


def _query(query: str, medium: Medium) -> bool:
    negated = False
    kind, _, rest = query.partition(" ")
    if kind in ("not", "only") and not rest.startswith("("):
        negated = kind == "not"
        kind, _, rest = rest.partition(" ")
    if kind.startswith("(") or kind == "not":
        result = _condition(query, medium)
        return bool(result)
    result = kind in ("all", "screen")
    if rest:
        features = _condition(rest.removeprefix("and "), medium)
        if features is None:
            return False
        result = result and features
    return result is not negated


def _condition(text: str, medium: Medium) -> bool | None:
    """A condition of features with `and`, `or`, `not` and parentheses; None where a feature is unknown."""
    values: list[list[bool | None]] = [[]]
    operators: list[list[str]] = [[]]
    for token in re.findall(r"\([^()]*\)|\(|\)|[a-z-]+", text):
        if token == "(":
            values.append([])
            operators.append([])
        elif token == ")":
            if len(values) == 1:
                return None
            inner = _joined(values.pop(), operators.pop())
            values[-1].append(_signed(inner, operators[-1]))
        elif token.startswith("("):
            values[-1].append(_signed(_feature(token[1:-1].strip(), medium), operators[-1]))
        elif token in ("and", "or", "not"):
            operators[-1].append(token)
        else:
            return None
    return _joined(values[0], operators[0]) if len(values) == 1 else None


def _signed(value: bool | None, operators: list[str]) -> bool | None:
    if operators and operators[-1] == "not":
        operators.pop()
        return None if value is None else not value
    return value


def _joined(values: list[bool | None], operators: list[str]) -> bool | None:
    if not values or len(operators) >= len(values) + 1:
        return None
    if "or" in operators:
        return True if True in values else None if None in values else False
    return False if False in values else None if None in values else True


def _feature(feature: str, medium: Medium) -> bool | None:
    name, colon, value = (part.strip() for part in feature.partition(":"))
    if not colon:
        comparison = _RANGE.match(feature)
        if comparison is not None:
            return _compared(comparison, medium)
        return {"color": True, "prefers-color-scheme": True, "hover": False, "pointer": True, "grid": False}.get(name)
    if name == "prefers-color-scheme":
        return value == ("dark" if medium.dark else "light")
    if name == "orientation":
        return value == ("portrait" if medium.height >= medium.width else "landscape")
    if name in ("hover", "any-hover"):
        return value == "none"
    if name in ("pointer", "any-pointer"):
        return value == "coarse"
    if name in ("prefers-reduced-motion", "prefers-contrast", "prefers-reduced-transparency"):
        return value == "no-preference"
    if name in ("forced-colors", "inverted-colors"):
        return value == "none"
    bound, _, dimension = name.partition("-")
    if bound not in ("min", "max"):
        bound, dimension = "", name
    actual = _dimension(dimension.removeprefix("device-"), medium)
    asked = _pixels(value)
    if actual is None or asked is None:
        return None
    return actual >= asked if bound == "min" else actual <= asked if bound == "max" else actual == asked


def _compared(match: re.Match[str], medium: Medium) -> bool | None:
    left, first, middle, second, right = match.groups()
    actual = _dimension(middle, medium)
    if actual is not None:
        asked, operator = _pixels(left), _FLIPPED[first]
    else:
        actual, asked, operator = _dimension(left, medium), _pixels(middle), first
    if actual is None or asked is None:
        return None
    result = _ordered(actual, operator, asked)
    if second and result:
        limit = _pixels(right)
        return None if limit is None else _ordered(actual, second, limit)
    return result


def _ordered(actual: float, operator: str, asked: float) -> bool:
    if operator == "=":
        return actual == asked
    if operator[0] == "<":
        return actual < asked or (len(operator) == 2 and actual == asked)
    return actual > asked or (len(operator) == 2 and actual == asked)


def _dimension(name: str, medium: Medium) -> float | None:
    return {"width": medium.width, "height": medium.height}.get(name.strip())


def _pixels(text: str) -> float | None:
    match = _LENGTH.match(text)
    return float(match[1]) * _PIXELS[match[2]] if match else None
