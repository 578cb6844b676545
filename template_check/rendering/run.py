"""What is learned of a template when it is compiled, and what happens while it is rendered."""

from __future__ import annotations

import sys
import types
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2.exceptions import TemplateSyntaxError

from template_check.config import Limits
from template_check.faults import Fault
from template_check.positions import Span
from template_check.rendering.limits import Budget
from template_check.rendering.located import Located
from template_check.rendering.source_map import Site, Trail, settle, via
from template_check.rendering.undefined import Missing

# A partial that is included in many ways has its fault told for so many of them.
_MOST_ROUTES = 20


@dataclass(slots=True)
class Compilation:
    """What the compiler learned of one template: its constants, its outputs, and where each line of code comes from."""

    template: str
    constants: list[Any] = field(default_factory=list)
    outputs: list[Site] = field(default_factory=list)
    lines: list[tuple[int, Located]] = field(default_factory=list)
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)

    def unknown(self, extension: str, name: str, span: tuple[int, int], known: list[str]) -> None:
        """Records a filter, test or tag that Jinja does not know, once."""
        if (extension, name) in self.faults:
            return
        import difflib

        close = difflib.get_close_matches(name, known, 1, 0.75)
        values = {"extension": extension, "name": name, "suggestion": close[0] if close else ""}
        fault = Fault("unknown-extension", Span(self.template, *span), (), values)
        self.faults[extension, name] = fault

    def unquoted(self, attribute: str, span: tuple[int, int]) -> None:
        """Records a value that stands as an attribute's without quotation marks."""
        fault = Fault("unquoted-attribute", Span(self.template, *span), (), {"attribute": attribute})
        self.faults["unquoted", str(span)] = fault

    def at(self, line: int) -> Located | None:
        """The token from which a line of generated code was written."""
        index = bisect_right(self.lines, line, key=lambda entry: entry[0]) - 1
        return self.lines[index][1] if index >= 0 else None


class Run:
    """What happens while one template is rendered with one sample."""

    def __init__(self, limits: Limits) -> None:
        self.budget = Budget(limits)
        self.stand_ins = False
        # How many imports are being carried out: what the imported template itself prints is not shown.
        self.importing = 0
        self.stack: list[Site] = []
        # By kind and place, then by the tags that led there.
        self.faults: dict[tuple[str, Span], dict[tuple[Span, ...], Fault]] = {}
        # Sites that printed text which remembers another place.
        self.passed: set[Site] = set()
        self.environment: Any = None
        # The names of templates that were asked for, also those that no template has.
        self.asked: set[str] = set()

    def restart(self, stand_ins: bool) -> None:
        """Forgets the rendering before."""
        self.budget.restart()
        self.stand_ins = stand_ins
        self.stack.clear()
        self.importing = 0
        self.faults = {}
        self.passed = set()

    def enter(self, site: Site) -> None:
        """Goes into what a tag includes or calls. Raises Exceeded."""
        self.stack.append(site)
        self.budget.depth(len(self.stack))
        self.budget.turn()

    def leave(self) -> None:
        """Comes back from it."""
        self.stack.pop()

    def via(self, span: Span) -> tuple[Span, ...]:
        """The include and call sites that led to a place, innermost first."""
        trail: Trail | None = None
        for site in self.stack:
            trail = Trail(site, settle(trail, site))
        return via(settle(trail, Site(*span, False, False)))

    def fault(self, kind: str, span: Span, **values: Any) -> None:
        """Records a fault; the same one at the same place, by the same tags, is one."""
        routes = self.faults.setdefault((kind, span), {})
        if len(routes) < _MOST_ROUTES:
            way = self.via(span)
            if way not in routes:
                routes[way] = Fault(kind, span, way, values)

    def told(self) -> tuple[Fault, ...]:
        """The faults in the order in which they were met."""
        return tuple(fault for routes in self.faults.values() for fault in routes.values())

    def add(self, fault: Fault) -> None:
        """Records a fault of a template that is used here."""
        self.fault(fault.kind, fault.span, **fault.values)

    def undefined(self, value: Missing, site: Site | None) -> None:
        """Records that a value which the sample lacks is used."""
        if self.stand_ins or self.importing:
            return
        span = self._span(value, site)
        text = " ".join(self.environment.sources[span.path].text[span.start : span.end].split())
        name = value._undefined_name
        self.fault("undefined-variable", span, name=text if value.at is not None else str(name or text))

    def unknown_function(self, value: Missing, site: Site) -> None:
        """Records that a function which nobody defined is called."""
        name = str(value._undefined_name)
        self.fault("unknown-extension", self._span(value, site), extension="function", name=name, suggestion="")

    def _span(self, value: Missing, site: Site | None) -> Span:
        at = value.at
        if isinstance(at, Located):
            return Span(at.tokens.template, *at.tokens.name_span(at.token))
        return site.span if site is not None else self.running(sys._getframe())

    def failed(self, site: Site, error: Exception) -> None:
        """Records that a statement failed; what exceeds a limit goes on upward."""
        if isinstance(error, (MemoryError, RecursionError)):
            raise error
        span = self.raised(error) or site.span
        if isinstance(error, TemplateSyntaxError):
            span = site.span
        self.fault("failing-expression", span, detail=f"{error}" or type(error).__name__)

    def running(self, frame: types.FrameType | None) -> Span:
        """The tag that is being rendered, seen from a frame of Python's."""
        while frame is not None:
            span = self._place_of_code(frame.f_globals, frame.f_lineno)
            if span is not None:
                return span
            frame = frame.f_back
        return Span(next(iter(self.environment.sources), ""), 0, 0)

    def raised(self, error: BaseException) -> Span | None:
        """The tag that raised an exception."""
        found = None
        trace = error.__traceback__
        while trace is not None:
            found = self._place_of_code(trace.tb_frame.f_globals, trace.tb_lineno) or found
            trace = trace.tb_next
        return found

    def _place_of_code(self, globals_: Mapping[str, Any], line: int) -> Span | None:
        template = globals_.get("__jinja_template__")
        if template is None:
            return None
        compilation = self.environment.compilations.get(template.name or "")
        at = compilation.at(line) if compilation is not None else None
        if at is None:
            return Span(template.name or "", 0, 0)
        return Span(at.tokens.template, *at.tokens.tag_span(at.token))
