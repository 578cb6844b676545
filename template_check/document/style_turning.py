"""By how much an element is turned on the screen. https://www.w3.org/TR/css-transforms-2/"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from template_check.document.element import Element
    from template_check.document.style import Styles

_FUNCTION = re.compile(r"([a-z0-9]+)\(([^()]*)\)", re.IGNORECASE)
_ANGLE = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(deg|grad|rad|turn)?\Z")
_DEGREES = {None: 1.0, "deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}


def turn(styles: Styles, element: Element) -> float | None:
    """The rotation within the plane of the screen, in degrees; None where it is not told in numbers."""
    total = 0.0
    rotate = styles.value(element, "rotate")
    if rotate not in ("auto", "none"):
        parts = rotate.split()
        if len(parts) > 1 and parts[0] in ("x", "y"):
            return None
        angle = _degrees(parts[-1])
        if angle is None:
            return None
        total += angle
    transform = styles.value(element, "transform")
    if transform == "none":
        return total
    for name, text in _FUNCTION.findall(transform):
        arguments = [part for part in re.split(r"[\s,]+", text.strip()) if part]
        angle = _of_function(name.lower(), arguments)
        if angle is None:
            return None
        total += angle
    return total


def _of_function(name: str, arguments: list[str]) -> float | None:
    if name in ("rotate", "rotatez") and arguments:
        return _degrees(arguments[0])
    if name == "rotate3d" and len(arguments) == 4:
        axis = [_number(part) for part in arguments[:3]]
        angle = _degrees(arguments[3])
        if axis[0] or axis[1] or not axis[2] or angle is None:
            return None
        return angle if axis[2] > 0 else -angle
    if name in ("matrix", "matrix3d") and len(arguments) in (6, 16):
        a, b = _number(arguments[0]), _number(arguments[1])
        if a is None or b is None:
            return None
        return math.degrees(math.atan2(b, a))
    return 0.0 if name not in ("rotatex", "rotatey", "rotate", "rotatez", "rotate3d") else None


def _degrees(text: str) -> float | None:
    match = _ANGLE.match(text.lower())
    return float(match[1]) * _DEGREES[match[2]] if match else None


def _number(text: str) -> float | None:
    match = _ANGLE.match(text.lower())
    return float(match[1]) if match and not match[2] else None
