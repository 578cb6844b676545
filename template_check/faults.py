"""What goes wrong on the way from a template to the rendered message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from template_check.positions import Span


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with a place. `kind` is the name of its rule in `rules/template/`, such as `undefined-variable`.

    `via` are the include and call sites that led to it, innermost first; `values` fill the card's sentences:

    - `undefined-variable`: `name` (as written in the template)
    - `unknown-extension`: `extension` (filter, test, function or tag), `name`, `suggestion` (or "")
    - `missing-template`: `name`; `unreadable-file`: `name`
    - `circular-include`: `name`
    - `syntax-error`: `problem` (a key of `rendering.syntax.PROBLEMS`), `name`, `expected`, `opened` (the line of the tag
      that stands open), `suggestion`, `detail` (Jinja's own sentence); those that do not apply are ""
    - `failing-expression`: `detail` (Python's or Jinja's own sentence)
    - `exceeded-limit`: `limit` (seconds, memory, output, turns, depth, size or process)
    - `unescaped-value`: `name` (as written in the template); `unquoted-attribute`: `attribute`
    - `never-rendered`: `text` (shortened); `missing-sample`: `stem` (of the template's file name)
    """

    kind: str
    span: Span
    via: tuple[Span, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    from_data: bool = False
