"""Colours as CSS writes them, laid over each other, and the contrast between two of them."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from template_check.document.colour_names import NAMED, SYSTEM, SYSTEM_DARK

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_FUNCTION = re.compile(r"([a-z]+)\((.*)\)\Z", re.DOTALL)
_ARGUMENT = re.compile(rf"({_NUMBER})(%|deg|grad|rad|turn)?|none", re.ASCII)
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z", re.ASCII)
# The longest text, in characters, that a colour is looked for in.
_LONGEST = 200
_TURNS = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}


class Colour(NamedTuple):
    """Red, green, blue and opacity, each 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: Colour) -> Colour:
        """This colour seen upon another. https://www.w3.org/TR/compositing-1/#simplealphacompositing"""
        if self.alpha >= 1:
            return self
        alpha = self.alpha + below.alpha * (1 - self.alpha)
        if alpha <= 0:
            return TRANSPARENT
        red, green, blue = (
            (mine * self.alpha + theirs * below.alpha * (1 - self.alpha)) / alpha
            for mine, theirs in zip(self[:3], below[:3], strict=True)
        )
        return Colour(red, green, blue, alpha)

    def faded(self, opacity: float) -> Colour:
        """The same colour at an opacity of 0 to 1."""
        return self._replace(alpha=self.alpha * opacity)

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1, of an opaque colour. https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def hex(self) -> str:
        """`#rrggbb`, without the opacity."""
        return "#" + "".join(f"{round(part * 255):02x}" for part in self[:3])


TRANSPARENT = Colour(0.0, 0.0, 0.0, 0.0)
BLACK = Colour(0.0, 0.0, 0.0)
WHITE = Colour(1.0, 1.0, 1.0)


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two opaque colours, 1 to 21. https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def read(text: str, dark: bool = False) -> Colour | None:
    """The colour that a CSS value names; None for `currentcolor` and for what is no colour or is not known here.

    `dark` tells which scheme the system colours are of. https://www.w3.org/TR/css-color-4/
    """
    return _known(text, dark) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _known(text: str, dark: bool) -> Colour | None:
    text = text.strip().lower()
    if text.startswith("#"):
        return _hex(text)
    if text == "transparent":
        return TRANSPARENT
    named = NAMED.get(text)
    if named is None:
        named = (SYSTEM_DARK if dark else SYSTEM).get(text)
    if named is not None:
        return Colour(*(part / 255 for part in named.to_bytes(3, "big")))
    function = _FUNCTION.match(text)
    return _function(function[1], function[2]) if function else None


def read_legacy(text: str) -> Colour | None:
    """The colour that `bgcolor`, `color` and the like name.

    https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#rules-for-parsing-a-legacy-colour-value
    """
    text = text.strip(" \t\n\f\r")
    if not text or text.lower() == "transparent":
        return None
    named = NAMED.get(text.lower())
    if named is not None:
        return Colour(*(part / 255 for part in named.to_bytes(3, "big")))
    if len(text) == 4 and _HEX.match(text.lower()):
        return _hex(text.lower())
    digits = "".join(
        character if character in "0123456789abcdefABCDEF" else "00" if ord(character) > 0xFFFF else "0"
        for character in text[:128].removeprefix("#")
    )
    digits += "0" * (-len(digits) % 3 or (3 if not digits else 0))
    size = len(digits) // 3
    parts = [digits[index * size : (index + 1) * size][-8:] for index in range(3)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    return Colour(*(int(part[:2], 16) / 255 for part in parts))


def _hex(text: str) -> Colour | None:
    if not _HEX.match(text):
        return None
    digits = text[1:]
    if len(digits) < 5:
        digits = "".join(digit * 2 for digit in digits)
    return Colour(*(int(digits[index : index + 2], 16) / 255 for index in range(0, len(digits), 2)))


class _Part(NamedTuple):
    value: float
    unit: str

    def scaled(self, whole: float, percent: float) -> float:
        """The value as a share: of `whole` when it is a number, of `percent` of it when it is in percent."""
        return self.value / 100 * percent if self.unit == "%" else self.value / whole


def _parts(text: str) -> list[_Part] | None:
    if _ARGUMENT.sub("", text).strip(" ,/\t\n\r\f"):
        return None
    parts = [_Part(float(match[1] or 0), match[2] or "") for match in _ARGUMENT.finditer(text)]
    return parts if len(parts) in (3, 4) else None


def _function(name: str, text: str) -> Colour | None:
    if name == "color":
        return _space(text)
    parts = _parts(text)
    if parts is None:
        return None
    alpha = _clamped(parts[3].scaled(1, 1)) if len(parts) == 4 else 1.0
    one, two, three = parts[:3]
    if name in ("rgb", "rgba"):
        red, green, blue = (_clamped(part.scaled(255, 1)) for part in parts[:3])
        return Colour(red, green, blue, alpha)
    if name in ("hsl", "hsla"):
        return Colour(*_hsl(_degrees(one), _clamped(two.value / 100), _clamped(three.value / 100)), alpha)
    if name == "hwb":
        return Colour(*_hwb(_degrees(one), _clamped(two.value / 100), _clamped(three.value / 100)), alpha)
    if name in ("lab", "lch"):
        light = max(0.0, min(100.0, one.value))
        a, b = _rectangular(name == "lch", two.scaled(1, 125 if name == "lab" else 150), three, 125)
        return Colour(*_from_lab(light, a, b), alpha)
    if name in ("oklab", "oklch"):
        light = _clamped(one.scaled(1, 1))
        a, b = _rectangular(name == "oklch", two.scaled(1, 0.4), three, 0.4)
        return Colour(*_from_oklab(light, a, b), alpha)
    return None


def _rectangular(polar: bool, second: float, third: _Part, percent: float) -> tuple[float, float]:
    if not polar:
        return second, third.scaled(1, percent)
    angle = math.radians(_degrees(third))
    return max(0.0, second) * math.cos(angle), max(0.0, second) * math.sin(angle)


def _degrees(part: _Part) -> float:
    value = part.value * _TURNS.get(part.unit, 1.0)
    return value % 360 if math.isfinite(value) else 0.0


def _clamped(value: float) -> float:
    return 0.0 if value != value else max(0.0, min(1.0, value))


def _hsl(hue: float, saturation: float, lightness: float) -> tuple[float, float, float]:
    def part(offset: int) -> float:
        k = (offset + hue / 30) % 12
        return lightness - saturation * min(lightness, 1 - lightness) * max(-1.0, min(k - 3, 9 - k, 1.0))

    return part(0), part(8), part(4)


def _hwb(hue: float, white: float, black: float) -> tuple[float, float, float]:
    if white + black >= 1:
        grey = white / (white + black)
        return grey, grey, grey
    red, green, blue = (part * (1 - white - black) + white for part in _hsl(hue, 1.0, 0.5))
    return red, green, blue


def _gamma(linear: float) -> float:
    if linear <= 0.0031308:
        return _clamped(12.92 * linear)
    return _clamped(1.055 * min(linear, 1.0) ** (1 / 2.4) - 0.055)


def _from_xyz(x: float, y: float, z: float) -> tuple[float, float, float]:
    """sRGB of an XYZ with the white point D65."""
    return (
        _gamma(3.2409699419 * x - 1.5373831776 * y - 0.4986107603 * z),
        _gamma(-0.9692436363 * x + 1.8759675015 * y + 0.0415550574 * z),
        _gamma(0.0556300797 * x - 0.2039769589 * y + 1.0569715142 * z),
    )


def _from_lab(light: float, a: float, b: float) -> tuple[float, float, float]:
    middle = (light + 16) / 116
    x, z = (
        part**3 if part**3 > 216 / 24389 else (116 * part - 16) * 27 / 24389
        for part in (middle + a / 500, middle - b / 200)
    )
    y = middle**3 if light > 8 else light * 27 / 24389
    x, z = x * 0.3457 / 0.3585, z * (1 - 0.3457 - 0.3585) / 0.3585
    # Bradford adaptation from D50, which CIE Lab is told in, to D65.
    return _from_xyz(
        0.9555766 * x - 0.0230393 * y + 0.0631636 * z,
        -0.0282895 * x + 1.0099416 * y + 0.0210077 * z,
        0.0122982 * x - 0.0204830 * y + 1.3299098 * z,
    )


def _from_oklab(light: float, a: float, b: float) -> tuple[float, float, float]:
    """https://bottosson.github.io/posts/oklab/"""
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _space(text: str) -> Colour | None:
    """`color(srgb …)` and `color(srgb-linear …)`; wider spaces are not told in sRGB."""
    space, _, rest = text.strip().partition(" ")
    parts = _parts(rest)
    if parts is None or space not in ("srgb", "srgb-linear"):
        return None
    values = [_clamped(part.scaled(1, 1)) for part in parts]
    alpha = values[3] if len(values) == 4 else 1.0
    red, green, blue = (_gamma(value) for value in values[:3]) if space == "srgb-linear" else values[:3]
    return Colour(red, green, blue, alpha)
