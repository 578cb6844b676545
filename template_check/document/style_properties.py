"""CSS properties: which are inherited, what they begin as, and what shorthands stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from template_check.document import colour

CSS_WIDE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})

INHERITED = frozenset(
    "color font-size font-weight font-style font-variant font-family line-height letter-spacing word-spacing "
    "text-align text-transform text-indent text-shadow visibility white-space direction list-style-type "
    "pointer-events -webkit-text-fill-color color-scheme caption-side border-collapse".split()
)

INITIAL: Mapping[str, str] = {
    "animation-duration": "0s",
    "animation-iteration-count": "1",
    "animation-name": "none",
    "background-clip": "border-box",
    "background-color": "transparent",
    "background-image": "none",
    "clip": "auto",
    "clip-path": "none",
    "color": "canvastext",
    "content": "normal",
    "content-visibility": "visible",
    "direction": "ltr",
    "display": "inline",
    "filter": "none",
    "font-size": "medium",
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "letter-spacing": "normal",
    "line-height": "normal",
    "list-style-type": "disc",
    "max-height": "none",
    "max-width": "none",
    "mix-blend-mode": "normal",
    "opacity": "1",
    "outline-style": "none",
    "overflow-x": "visible",
    "overflow-y": "visible",
    "pointer-events": "auto",
    "position": "static",
    "text-align": "start",
    "text-decoration-line": "none",
    "text-indent": "0",
    "text-overflow": "clip",
    "text-shadow": "none",
    "text-transform": "none",
    "transform": "none",
    "visibility": "visible",
    "white-space": "normal",
    "word-spacing": "normal",
    "-webkit-text-fill-color": "currentcolor",
    "rotate": "none",
    "float": "none",
    **{f"border-{side}-style": "none" for side in ("top", "right", "bottom", "left")},
    **{f"border-{side}-width": "medium" for side in ("top", "right", "bottom", "left")},
    **{f"border-{side}-color": "currentcolor" for side in ("top", "right", "bottom", "left")},
}
# What other properties begin as: `width`, `height`, `left` and their like.
OTHERWISE = "auto"

_SIDES = ("top", "right", "bottom", "left")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_UNIT = r"px|pt|pc|in|cm|mm|q|em|rem|ex|ch|ic|lh|rlh|cap|vw|vh|vi|vb|vmin|vmax|[sld]v[whib]|cq[whib]|cqmin|cqmax"
_MATHS = re.compile(r"(?:calc|min|max|clamp)\(.+\)\Z", re.DOTALL)
_LENGTH = re.compile(rf"(?:{_NUMBER}(?:{_UNIT}|%)|[+-]?0+(?:\.0*)?)\Z")
_PLAIN_NUMBER = re.compile(rf"{_NUMBER}\Z")
_OPACITY = re.compile(rf"{_NUMBER}%?\Z")
_TIME = re.compile(rf"{_NUMBER}(?:ms|s)\Z")
_WORD = re.compile(r"""(?:"[^"]*+"|'[^']*+'|[^\s("']++|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)|["'(])++""")
_FONT = re.compile(
    rf"(?:\A|\s)(?P<size>(?:{_NUMBER}(?:{_UNIT}|%)|0|xx-small|x-small|small|medium|large|x-large|xx-large|smaller|larger"
    r"|calc\([^()]*\)))(?:\s*/\s*(?P<line>[\w.%+-]+))?\s+\S"
)
_FUNCTIONS_OF_COLOUR = ("color(", "color-mix(", "light-dark(", "contrast-color(", "device-cmyk(")
_RELATIVE_COLOUR = re.compile(r"[a-z]+\(\s*from\s")

_WIDTHS = frozenset({"thin", "medium", "thick"})
_STYLES = frozenset("none hidden dotted dashed solid double groove ridge inset outset auto".split())
_LINES = frozenset({"underline", "overline", "line-through", "blink"})
_FONT_SIZES = frozenset("xx-small x-small small medium large x-large xx-large xxx-large smaller larger".split())
_FONT_WEIGHTS = frozenset({"normal", "bold", "bolder", "lighter"})
_DISPLAYS = frozenset(
    "none contents block inline inline-block flow-root flex inline-flex grid inline-grid table inline-table table-row "
    "table-cell table-row-group table-header-group table-footer-group table-column table-column-group table-caption "
    "list-item ruby ruby-base ruby-text run-in flow math -webkit-box -webkit-inline-box -webkit-flex -ms-flexbox "
    "-ms-inline-flexbox block flow".split()
)
_ANIMATION_WORDS = frozenset(
    "none linear ease ease-in ease-out ease-in-out step-start step-end normal reverse alternate alternate-reverse "
    "forwards backwards both running paused infinite auto".split()
)

_ALIGNMENTS = frozenset("start end left right center justify match-parent justify-all".split())
_TRANSFORMS = frozenset("none capitalize uppercase lowercase full-width full-size-kana math-auto".split())


def is_colour(value: str) -> bool:
    """Whether a browser takes the value for a colour, also one whose parts are not known here."""
    return (
        value == "currentcolor"
        or colour.read(value) is not None
        or value.startswith(_FUNCTIONS_OF_COLOUR)
        or _RELATIVE_COLOUR.match(value) is not None
    )


def is_length(value: str) -> bool:
    """A length or a percentage, also one to be worked out."""
    return _LENGTH.match(value) is not None or _MATHS.match(value) is not None


def _one_of(*words: str) -> Callable[[str], bool]:
    return frozenset(words).__contains__


_VALID: Mapping[str, Callable[[str], bool]] = {
    "color": is_colour,
    "background-color": is_colour,
    "-webkit-text-fill-color": is_colour,
    "display": lambda value: all(word in _DISPLAYS for word in value.split()),
    "visibility": _one_of("visible", "hidden", "collapse"),
    "opacity": lambda value: _OPACITY.match(value) is not None or _MATHS.match(value) is not None,
    "font-size": lambda value: value in _FONT_SIZES or (is_length(value) and not value.startswith("-")),
    "font-weight": lambda value: value in _FONT_WEIGHTS or _PLAIN_NUMBER.match(value) is not None,
    "line-height": lambda value: (
        value == "normal" or ((is_length(value) or bool(_PLAIN_NUMBER.match(value))) and not value.startswith("-"))
    ),
    "letter-spacing": lambda value: value == "normal" or is_length(value),
    "word-spacing": lambda value: value == "normal" or is_length(value),
    "text-align": lambda value: value.removeprefix("-webkit-") in _ALIGNMENTS,
    "text-transform": lambda value: all(word in _TRANSFORMS for word in value.split()),
    "position": _one_of("static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"),
    "overflow-x": _one_of("visible", "hidden", "clip", "scroll", "auto", "overlay"),
    "overflow-y": _one_of("visible", "hidden", "clip", "scroll", "auto", "overlay"),
    "font-style": lambda value: value.partition(" ")[0] in ("normal", "italic", "oblique"),
    "white-space": _one_of("normal", "nowrap", "pre", "pre-wrap", "pre-line", "break-spaces"),
    "direction": _one_of("ltr", "rtl"),
    **dict.fromkeys(
        ("width", "height", "max-width", "max-height", "min-width", "min-height"),
        lambda value: is_length(value) or value[:1].isalpha(),
    ),
}
_PLAIN = re.compile(r"""["']|url\(""", re.IGNORECASE)


def longhands(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """The longhand properties that a declaration sets, none if a browser drops it. Values are in lower case."""
    return _known_longhands(name, value) if len(value) <= _LONGEST_KNOWN else _longhands_of(name, value)


def _longhands_of(name: str, value: str) -> tuple[tuple[str, str], ...]:
    if name.startswith("--"):
        return ((name, value),)
    if not _PLAIN.search(value):
        value = value.lower()
    shorthand = _SHORTHANDS.get(name)
    if value in CSS_WIDE:
        names = _LONGHANDS.get(name, (name,))
        return tuple((longhand, value) for longhand in names)
    if shorthand is not None:
        return tuple(shorthand(value))
    valid = _VALID.get(name)
    return ((name, value),) if valid is None or valid(value) else ()


# What is long is met once; what is short is met in every message.
_LONGEST_KNOWN = 200
_known_longhands = lru_cache(maxsize=8192)(_longhands_of)


def words(value: str) -> list[str]:
    """The parts of a value between spaces; strings and functions are whole."""
    return _WORD.findall(value)


def layers(value: str) -> list[str]:
    """The parts of a value between its commas, those within functions left out."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"[(),]", value):
        if match[0] == ",":
            if not depth:
                parts.append(value[start : match.start()].strip())
                start = match.end()
        else:
            depth += 1 if match[0] == "(" else -1
    parts.append(value[start:].strip())
    return parts


def _background(value: str) -> list[tuple[str, str]]:
    image, found, clip = "none", "", "border-box"
    images = []
    for layer in layers(value):
        for word in words(layer):
            lower = word.lower()
            if lower.startswith(("url(", "image-set(", "-webkit-image-set(")) or "gradient(" in lower:
                images.append(word)
            elif lower == "text":
                clip = "text"
            elif is_colour(lower):
                if found:
                    return []
                found = lower
            elif not (is_length(lower) or lower in _BACKGROUND_WORDS or "/" in lower):
                return []
    if images:
        image = ", ".join(images)
    return [("background-color", found or "transparent"), ("background-image", image), ("background-clip", clip)]


_BACKGROUND_WORDS = frozenset(
    "none left right top bottom center repeat no-repeat repeat-x repeat-y space round scroll fixed local cover contain "
    "auto border-box padding-box content-box".split()
)


def _font(value: str) -> list[tuple[str, str]]:
    match = _FONT.search(value)
    if match is None:
        return []
    weight, style = "normal", "normal"
    for word in value[: match.start("size")].split():
        if word in ("bold", "bolder", "lighter") or word.isdigit():
            weight = word
        elif word in ("italic", "oblique"):
            style = word
    return [
        ("font-size", match["size"]),
        ("line-height", match["line"] or "normal"),
        ("font-weight", weight),
        ("font-style", style),
    ]


def _sides(value: str) -> list[str]:
    parts = words(value)
    if not 1 <= len(parts) <= 4:
        return []
    top, right, bottom = parts[0], parts[min(1, len(parts) - 1)], parts[2 if len(parts) > 2 else 0]
    return [top, right, bottom, parts[3] if len(parts) == 4 else right]


def _on_sides(kind: str) -> Callable[[str], list[tuple[str, str]]]:
    def expanded(value: str) -> list[tuple[str, str]]:
        return [(f"border-{side}-{kind}", part) for side, part in zip(_SIDES, _sides(value), strict=False)]

    return expanded


def _line(value: str) -> list[tuple[str, str]]:
    width, style, line_colour = "medium", "none", "currentcolor"
    for word in words(value):
        if word in _STYLES:
            style = word
        elif word in _WIDTHS or is_length(word):
            width = word
        elif is_colour(word):
            line_colour = word
        else:
            return []
    return [("width", width), ("style", style), ("color", line_colour)]


def _border(*sides: str) -> Callable[[str], list[tuple[str, str]]]:
    def expanded(value: str) -> list[tuple[str, str]]:
        return [(f"border-{side}-{kind}", part) for side in sides for kind, part in _line(value)]

    return expanded


def _outline(value: str) -> list[tuple[str, str]]:
    return [(f"outline-{kind}", part) for kind, part in _line(value)]


def _decoration(value: str) -> list[tuple[str, str]]:
    lines = [word for word in words(value) if word in _LINES]
    return [("text-decoration-line", " ".join(lines) or "none")]


def _overflow(value: str) -> list[tuple[str, str]]:
    parts = words(value)
    return [("overflow-x", parts[0]), ("overflow-y", parts[-1])] if len(parts) in (1, 2) else []


def _animation(value: str) -> list[tuple[str, str]]:
    names, durations, counts = [], [], []
    for layer in layers(value):
        name, duration, count = "none", "", "1"
        for word in words(layer):
            if _TIME.match(word):
                duration = duration or word
            elif word == "infinite" or _PLAIN_NUMBER.match(word):
                count = word
            elif word not in _ANIMATION_WORDS and "(" not in word:
                name = word
        names.append(name)
        durations.append(duration or "0s")
        counts.append(count)
    return [
        ("animation-name", ", ".join(names)),
        ("animation-duration", ", ".join(durations)),
        ("animation-iteration-count", ", ".join(counts)),
    ]


def _list_style(value: str) -> list[tuple[str, str]]:
    kinds = [word for word in words(value) if word not in ("inside", "outside") and not word.startswith("url(")]
    return [("list-style-type", kinds[0] if kinds else "disc")]


_SHORTHANDS: Mapping[str, Callable[[str], list[tuple[str, str]]]] = {
    "background": _background,
    "font": _font,
    "border": _border(*_SIDES),
    **{f"border-{side}": _border(side) for side in _SIDES},
    **{f"border-{kind}": _on_sides(kind) for kind in ("width", "style", "color")},
    "outline": _outline,
    "text-decoration": _decoration,
    "overflow": _overflow,
    "animation": _animation,
    "-webkit-animation": _animation,
    "list-style": _list_style,
}
_LONGHANDS: Mapping[str, tuple[str, ...]] = {
    "background": ("background-color", "background-image", "background-clip"),
    "font": ("font-size", "line-height", "font-weight", "font-style"),
    "border": tuple(f"border-{side}-{kind}" for side in _SIDES for kind in ("width", "style", "color")),
    **{f"border-{side}": tuple(f"border-{side}-{kind}" for kind in ("width", "style", "color")) for side in _SIDES},
    **{f"border-{kind}": tuple(f"border-{side}-{kind}" for side in _SIDES) for kind in ("width", "style", "color")},
    "outline": ("outline-width", "outline-style", "outline-color"),
    "text-decoration": ("text-decoration-line",),
    "overflow": ("overflow-x", "overflow-y"),
    "animation": ("animation-name", "animation-duration", "animation-iteration-count"),
    "list-style": ("list-style-type",),
    "all": tuple(name for name in INITIAL if name != "direction"),
}
