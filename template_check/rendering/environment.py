"""Jinja, instrumented: each output carries its template, span and kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import SandboxedEnvironment

from template_check.positions import Source
from template_check.rendering.located import Located, locate, normalise
from template_check.rendering.source_map import Segment, Site, Trail
from template_check.rendering.traced import TracedMarkup, concat, escape_traced, traced


class TracingCodeGenerator(CodeGenerator):
    """Writes the same program as Jinja's own, with every output named by its site."""

    environment: TracingEnvironment

    def _site(self, node: nodes.Node, exact: bool, from_data: bool) -> int:
        at = node.lineno
        name = self.name or ""
        if not isinstance(at, Located):
            start, end = self.environment.line_span(name, at)
            return self.environment.register(Site(name, start, end, False, from_data))
        if exact or at.tag is None:
            return self.environment.register(Site(name, at.start, at.end, exact, from_data))
        return self.environment.register(Site(name, at.tag.start, at.tag.end, False, from_data))

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> Any:
        const = super()._output_child_to_const(node, frame, finalize)
        return self._site(node, isinstance(node, nodes.TemplateData), from_data=False), const

    def _output_const_repr(self, group: Any) -> str:
        return ", ".join(f"environment.text({site}, {str(const)!r})" for site, const in group)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        site = self._site(node, exact=False, from_data=True)
        self.write(f"environment.value({site}, ")
        if frame.eval_ctx.volatile:
            self.write("context.eval_ctx.autoescape, ")
        else:
            self.write(f"{bool(frame.eval_ctx.autoescape)}, ")
        if finalize.src is not None:
            self.write(finalize.src)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.buffer is None:
            # Each constant is yielded by itself, so that it keeps its own site.
            for child in node.nodes:
                super().visit_Output(nodes.Output([child], lineno=node.lineno), frame)
        else:
            super().visit_Output(node, frame)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        site = self._site(node, exact=False, from_data=False)
        self.writeline(f"environment.enter({site})")
        self.writeline("try:")
        self.indent()
        super().visit_Include(node, frame)
        self.outdent()
        self.writeline("finally: environment.leave()")

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("Markup = environment.markup")


class TracingEnvironment(SandboxedEnvironment):
    """A sandboxed environment whose templates yield traced strings."""

    code_generator_class = TracingCodeGenerator
    concat = staticmethod(concat)
    markup = TracedMarkup

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.sites: list[Site] = []
        self.sources: dict[str, Source] = {}
        self.trail: Trail | None = None

    def _tokenize(self, source: str, name: str | None, filename: str | None = None, state: str | None = None) -> Any:
        from jinja2.lexer import TokenStream

        source = self.preprocess(source, name, filename)
        normal = normalise(source, self.keep_trailing_newline)
        self.sources[name or ""] = Source(filename or name or "", normal)
        located: Iterator[Any] = locate(self.lexer.tokeniter(source, name, filename, state), normal)
        stream: Any = TokenStream(self.lexer.wrap(located, name, filename), name, filename)
        for extension in self.iter_extensions():
            stream = extension.filter_stream(stream)
            if not isinstance(stream, TokenStream):
                stream = TokenStream(stream, name, filename)
        return stream

    def line_span(self, name: str, lineno: int) -> tuple[int, int]:
        """The offsets of one line of a template, without the white space around it."""
        lines = self.sources[name].text.split("\n")
        start = sum(len(line) + 1 for line in lines[: lineno - 1])
        line = lines[lineno - 1] if lineno <= len(lines) else ""
        return start + len(line) - len(line.lstrip()), start + len(line.rstrip())

    def register(self, site: Site) -> int:
        """The number by which generated code names a site."""
        self.sites.append(site)
        return len(self.sites) - 1

    def text(self, site: int, text: str) -> str:
        """A constant piece of output."""
        return traced(text, (Segment(len(text), self.sites[site], self.trail),))

    def value(self, site: int, autoescape: bool, value: Any) -> str:
        """The output of an expression."""
        text = escape_traced(value) if autoescape else value if isinstance(value, str) else str(value)
        if getattr(text, "segments", None) is not None:
            return text
        return traced(text, (Segment(len(text), self.sites[site], self.trail),))

    def enter(self, site: int) -> None:
        """Goes into what a tag includes or calls."""
        self.trail = Trail(self.sites[site], self.trail)

    def leave(self) -> None:
        """Comes back from it."""
        if self.trail is not None:
            self.trail = self.trail.outer
