"""Jinja's filters, for text that remembers where it came from: what they give is what Jinja's own give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import markupsafe
from markupsafe import escape

from template_check.rendering.traced import (
    Mixed,
    altered,
    escape_traced,
    make,
    mark_safe,
    marked,
    memory_of,
)
from template_check.rendering.undefined import item_pairs


def tracing_filters(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """The filters whose results keep their memory, around those given.

    Each asks the filter that it stands for, and gives the result a memory only if the remembered pieces make up exactly
    that result.
    """

    def title(value: Any) -> Any:
        result = filters["title"](value)
        # Of markup, plain text comes out.
        return altered(value.__str__(), result) if result.__class__ is str and memory_of(value) else result

    def indent(s: Any, width: Any = 4, first: bool = False, blank: bool = False) -> Any:
        result = filters["indent"](s, width, first, blank)
        if memory_of(s) is None:
            return result
        margin = width if isinstance(width, str) else " " * width
        pieces: list[str] = [margin] if first else []
        offset = 0
        for index, line in enumerate((str.__str__(s) + "\n").splitlines(keepends=True)):
            text = s[offset : offset + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))]
            if index:
                pieces += ["\n", margin] if text or blank else ["\n"]
            pieces.append(text)
            offset += len(line)
        return _of_pieces(result, pieces)

    def truncate(environment: Any, s: Any, *arguments: Any, **named: Any) -> Any:
        result = filters["truncate"](environment, s, *arguments, **named)
        if memory_of(s) is None or memory_of(result) is not None:
            return result
        kept = 0
        for ours, theirs in zip(str.__str__(s), str.__str__(result), strict=False):
            if ours != theirs:
                break
            kept += 1
        return _of_pieces(result, [s[:kept], str.__str__(result)[kept:]])

    def join(eval_ctx: Any, value: Any, d: Any = "", attribute: Any = None) -> Any:
        if d.__class__ is str:
            if attribute is None and eval_ctx.autoescape:
                value = list(value)
                has_markup = any(hasattr(item, "__html__") for item in value)
                d = marked(str.__str__(escape(d)), None) if has_markup else make(d, None)
            else:
                d = make(d, None)
        return filters["join"](eval_ctx, value, d, attribute)

    made: dict[str, Callable[..., Any]] = {
        "title": title,
        "indent": indent,
        "truncate": truncate,
        "join": join,
        "safe": mark_safe,
        "escape": escape_traced,
        "e": escape_traced,
        "forceescape": _force_escape,
        "items": item_pairs,
    }
    for name, function in made.items():
        passed = getattr(filters.get(name), "jinja_pass_arg", None)
        if passed is not None:
            function.jinja_pass_arg = passed  # type: ignore[attr-defined]
    return made


def _of_pieces(result: Any, pieces: list[str]) -> Any:
    text = str.__str__(result)
    if "".join(pieces) != text:
        return result
    memory = Mixed(tuple(pieces))
    return marked(text, memory) if isinstance(result, markupsafe.Markup) else make(text, memory)


def _force_escape(value: Any) -> Any:
    if hasattr(value, "__html__"):
        value = value.__html__()
    return escape_traced(str(value))
