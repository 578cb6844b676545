"""What generated code calls where Jinja's own code would print, escape or join text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import markupsafe
from markupsafe import escape, soft_str

from template_check.positions import Source
from template_check.rendering.run import Run
from template_check.rendering.source_map import Site
from template_check.rendering.traced import (
    RAW,
    SPECIAL,
    Markup,
    Mixed,
    Traced,
    escape_traced,
    make,
    marked,
    memory_of,
    traced,
)
from template_check.rendering.undefined import Missing

_MARKUP = re.compile(r"<[A-Za-z/!]")


class Outputs:
    """Joins, escapes and prints as Jinja does, with a memory. `is_html` says that a value printed unescaped is a fault."""

    run: Run
    is_html: bool
    sources: dict[str, Source]

    def concat(self, pieces: Iterable[str]) -> str:
        """Joins output. Raises Exceeded."""
        listed = list(pieces)
        if len(listed) == 1 and listed[0].__class__ is Traced:
            return listed[0]
        self.run.budget.output(listed)
        return make("".join(listed), tuple(listed))

    def markup_join(self, values: Iterable[Any]) -> str:
        """`~` where text is escaped."""
        listed = list(map(soft_str, values))
        if any(hasattr(value, "__html__") for value in listed):
            listed = list(map(escape_traced, listed))
            self.run.budget.output(listed)
            return marked("".join(listed), Mixed(tuple(listed)))
        return self._joined(listed)

    def str_join(self, values: Iterable[Any]) -> str:
        """`~` where text is not escaped."""
        return self._joined(list(map(str, values)))

    def _joined(self, pieces: list[str]) -> str:
        self.run.budget.output(pieces)
        return make("".join(pieces), Mixed(tuple(pieces)))

    def escaped(self, site: Site, value: Any) -> str:
        """The output of an expression where text is escaped."""
        kind = value.__class__
        if kind is str:
            made = Traced(value if SPECIAL.search(value) is None else escape(value))
            made.memory = site
            return made
        if kind is Traced:
            value = escape_traced(value)
        elif kind is not Markup:
            if isinstance(value, Missing):
                value.tell(site)
                return traced("", site)
            return traced(str.__str__(escape(value)), site)
        memory = value.memory
        if memory is None or memory.__class__ is Mixed:
            return self._placed(value, memory, site)
        self.run.passed.add(site)
        return value  # type: ignore[no-any-return]

    def unescaped(self, site: Site, value: Any) -> str:
        """The output of an expression where text is not escaped."""
        kind = value.__class__
        if kind is not Traced and kind is not Markup:
            if isinstance(value, Missing):
                value.tell(site)
                return traced("", site)
            text = str(value)
            if self.is_html and _MARKUP.search(text):
                self._say_unescaped(site)
            return traced(str.__str__(text), site)
        memory = value.memory
        if memory is None or memory.__class__ is Mixed:
            return self._placed(value, memory, site)
        if self.is_html and memory.__class__ is Site and memory.from_data and _MARKUP.search(value):
            self._say_unescaped(memory)
        self.run.passed.add(site)
        return value  # type: ignore[no-any-return]

    def output(self, site: Site, value: Any) -> str:
        """The output of a call or filter block, which Jinja prints as it is."""
        if not isinstance(value, str):
            if isinstance(value, Missing):
                value.tell(site)
                return ""
            raise TypeError(f"expected str instance, {type(value).__name__} found")
        memory = memory_of(value)
        if memory is None or memory.__class__ is Mixed:
            return self._placed(value, memory, site)
        return value

    def _placed(self, value: str, memory: Any, site: Site) -> str:
        text = str.__str__(value)
        if memory is RAW:
            if self.is_html and _MARKUP.search(text):
                self._say_unescaped(site)
        elif memory is not None:
            return make(text, memory if memory.site is not None else Mixed(memory.pieces, site))
        return traced(text, site)

    def _say_unescaped(self, site: Site) -> None:
        source = self.sources[site.template].text[site.start : site.end]
        self.run.fault("unescaped-value", site.span, name=" ".join(source.split()))


def handed(site: Site, value: Any) -> Any:
    """A value that is handed on; text from the sample is placed here."""
    kind = value.__class__
    if kind is str:
        return traced(value, site)
    if kind is markupsafe.Markup or (kind is Markup and value.memory is None):
        return marked(str.__str__(value), site)
    memory = memory_of(value)
    if not isinstance(memory, Mixed) or memory.site is not None or memory is RAW:
        return value
    text, placed = str.__str__(value), Mixed(memory.pieces, site)
    return make(text, placed) if kind is Traced else marked(text, placed)
