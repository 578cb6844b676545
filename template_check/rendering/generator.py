"""Writes the same program as Jinja's own compiler, with every output, call and name tied to its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.idtracking import VAR_LOAD_PARAMETER
from jinja2.optimizer import Optimizer

from template_check.rendering.located import Located
from template_check.rendering.source_map import Site
from template_check.rendering.traced import traced

if TYPE_CHECKING:
    from template_check.rendering.environment import TracingEnvironment

# Filters that name another filter or test in their first argument, and which of the two it is.
_NAMING_FILTERS = {"map": "filter", "select": "test", "reject": "test", "selectattr": "test", "rejectattr": "test"}
_COUNTING_FILTERS = frozenset({"length", "count", "int", "float", "round", "abs", "sum", "wordcount"})
_LONGEST_ATTRIBUTE = 100
_TAG_MARK = re.compile(r"<[A-Za-z]|>")
_UNQUOTED = re.compile(r"[\s\"'/]([A-Za-z][\w:.-]*)\s*=\s*\Z")
# Python allows 20 blocks inside each other; Jinja's own need some of them.
_DEEPEST_GUARD = 8
_GUARDED = (nodes.For, nodes.If, nodes.Assign, nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.With)
_CONTAINERS = (nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair)


class PlacedOptimizer(Optimizer):
    """Folds constants as Jinja does, but leaves lists and mappings apart, so that each literal in them keeps its place."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        if isinstance(node, _CONTAINERS):
            return super(Optimizer, self).generic_visit(node, *args, **kwargs)
        if isinstance(node, nodes.Const):
            return node
        return super().generic_visit(node, *args, **kwargs)


class TracingCodeGenerator(CodeGenerator):
    """Jinja's code generator, writing calls of the environment's tracing functions around what is output.

    `guarded` code goes on after a statement that fails.
    """

    environment: TracingEnvironment

    def __init__(self, environment: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(environment, *arguments, **named)
        if self.optimizer is not None:
            self.optimizer = PlacedOptimizer(environment)
        self.compilation = environment.begin(self.name or "")
        self.constants: list[Any] = self.compilation.constants
        self.guarded: bool = environment.guarded
        self._blocks = 0

    def _constant(self, value: Any) -> str:
        self.constants.append(value)
        return f"C[{len(self.constants) - 1}]"

    # Places

    def newline(self, node: nodes.Node | None = None, extra: int = 0) -> None:
        super().newline(node, extra)
        if node is not None and isinstance(node.lineno, Located):
            self.compilation.lines.append((self.code_lineno + self._new_lines, node.lineno))

    def _tag_site(self, node: nodes.Node, from_data: bool = False, extends: bool = False) -> Site:
        at = node.lineno
        if isinstance(at, Located):
            return Site(self.name or "", *at.tokens.tag_span(at.token), False, from_data, False, extends)
        return Site(self.name or "", *self.environment.line_span(self.name or "", at), False, from_data, False, extends)

    def _extent_site(self, node: nodes.Node) -> Site:
        """The whole expression."""
        located = [part.lineno for part in (node, *node.find_all(nodes.Node)) if isinstance(part.lineno, Located)]
        if not located:
            return self._tag_site(node, from_data=True)
        tokens = located[0].tokens
        return Site(self.name or "", *tokens.extent([at.token for at in located]), False, True)

    def _literal_site(self, node: nodes.Node, value: str) -> Site:
        """The text between a literal's quotation marks; where it is written otherwise, the whole tag."""
        at = node.lineno
        if isinstance(at, Located):
            start, end = at.tokens.span(at.token)
            if end - start == len(value) + 2 and at.tokens.text[start + 1 : end - 1] == value:
                return Site(self.name or "", start + 1, end - 1, True, False)
        return self._tag_site(node)

    def _at(self, node: nodes.Node) -> str:
        at = node.lineno
        return self._constant(at) if isinstance(at, Located) else "None"

    # Outputs

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.require_output_check:
            if self.has_known_extends:
                return
            self.writeline("if parent_template is None:")
            self.indent()
        finalize = self._make_finalize()
        if self.environment.is_html:
            self._look_for_unquoted(node.nodes)
        for child in node.nodes:
            try:
                if not (finalize.const or isinstance(child, nodes.TemplateData)):
                    raise nodes.Impossible()
                constant = self._output_child_to_const(child, frame, finalize)
            except Exception:
                self._write_value(child, frame, finalize)
            else:
                self._write_constant(child, str(constant), frame)
        if not node.nodes:
            self.writeline("pass")
        if frame.require_output_check:
            self.outdent()

    def _look_for_unquoted(self, children: list[nodes.Expr]) -> None:
        """Records each value that stands as an attribute's without quotation marks: its first space would end it."""
        inside = False
        before = ""
        for child in children:
            if isinstance(child, nodes.TemplateData):
                for mark in _TAG_MARK.findall(child.data)[-1:]:
                    inside = mark != ">"
                before = child.data
            else:
                attribute = _UNQUOTED.search(before[-_LONGEST_ATTRIBUTE:]) if inside else None
                if attribute is not None and not isinstance(child, nodes.Const) and not _is_number(child):
                    site = self._tag_site(child)
                    self.compilation.unquoted(attribute[1], (site.start, site.end))
                before = ""

    def _write_constant(self, child: nodes.Expr, text: str, frame: Frame) -> None:
        if isinstance(child, nodes.TemplateData):
            at = child.lineno
            if isinstance(at, Located):
                site = Site(self.name or "", *at.tokens.span(at.token), True, False)
                if site.end - site.start != len(text):
                    site = site._replace(exact=False)
            else:
                site = self._tag_site(child)
        else:
            site = self._literal_site(child, text)
        if text.strip():
            self.compilation.outputs.append(site)
        self.simple_write(self._constant(traced(text, site)), frame, child)

    def _write_value(self, child: nodes.Expr, frame: Frame, finalize: Any) -> None:
        site = self._tag_site(child, from_data=True)
        self.compilation.outputs.append(site)
        guard = self.guarded and self._blocks < _DEEPEST_GUARD
        if guard:
            self._begin_guard()
        self.start_write(frame, child)
        if frame.eval_ctx.volatile:
            self.write("(escaped if context.eval_ctx.autoescape else unescaped)(")
        else:
            self.write("escaped(" if frame.eval_ctx.autoescape else "unescaped(")
        self.write(f"{self._constant(site)}, ")
        if finalize.src is not None:
            self.write(finalize.src)
        self.visit(child, frame)
        self.write(")" if finalize.src is None else "))")
        self.end_write(frame)
        if guard:
            self._end_guard(child)

    def _begin_guard(self) -> None:
        self.writeline("try:")
        self.indent()
        self._blocks += 1

    def _end_guard(self, node: nodes.Node) -> None:
        self._blocks -= 1
        self.outdent()
        self.writeline("except Exception as error:")
        self.indent()
        self.writeline(f"failed({self._constant(self._tag_site(node))}, error)")
        self.outdent()

    def blockvisit(self, nodes_: Iterable[nodes.Node], frame: Frame) -> None:
        if not self.guarded:
            super().blockvisit(nodes_, frame)
            return
        for node in nodes_:
            if isinstance(node, _GUARDED) and self._blocks < _DEEPEST_GUARD:
                self._begin_guard()
                self._blocks += isinstance(node, nodes.For)
                super().blockvisit([node], frame)
                self._blocks -= isinstance(node, nodes.For)
                self._end_guard(node)
            else:
                super().blockvisit([node], frame)
        self.writeline("pass")

    # Loops and calls

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        node.body = [nodes.ExprStmt(_code("turn()"), lineno=node.lineno), *node.body]
        if node.test is not None:
            node.test = nodes.Or(_code("turn()"), node.test, lineno=node.test.lineno)
        if isinstance(node.target, nodes.Tuple) and not node.recursive:
            node.iter = nodes.Call(
                _code(f"spread({_shape(node.target)}, "), [node.iter], [], None, None, lineno=node.iter.lineno
            )
        super().visit_For(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if isinstance(node.node, nodes.InternalName):
            self.write(node.node.name)
            self.visit(node.args[0], frame)
            self.write(")")
            return
        self.write(f"call({self._constant(self._tag_site(node))}, context, ")
        self.visit(node.node, frame)
        extra: dict[str, str] = {"caller": "caller"} if forward_caller else {}
        if frame.loop_frame:
            extra["_loop_vars"] = "_loop_vars"
        if frame.block_frame:
            extra["_block_vars"] = "_block_vars"
        node.args = [self._handed(argument) for argument in node.args]
        for keyword in node.kwargs:
            keyword.value = self._handed(keyword.value)
        self.signature(node, frame, extra or None)
        self.write(")")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        call_frame, macro_ref = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro_ref, call_frame)
        self.start_write(frame, node)
        self.write(f"output({self._constant(self._tag_site(node))}, ")
        node.call.lineno = node.lineno
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write(")")
        self.end_write(frame)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:
        filter_frame = frame.inner()
        filter_frame.symbols.analyze_node(node)
        self.enter_frame(filter_frame)
        self.buffer(filter_frame)
        self.blockvisit(node.body, filter_frame)
        self.start_write(frame, node)
        self.write(f"output({self._constant(self._tag_site(node))}, ")
        self.visit_Filter(node.filter, filter_frame)
        self.write(")")
        self.end_write(frame)
        self.leave_frame(filter_frame)

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:
        node.node = self._handed(node.node)
        super().visit_Assign(node, frame)

    def visit_With(self, node: nodes.With, frame: Frame) -> None:
        node.values = [self._handed(value) for value in node.values]
        super().visit_With(node, frame)

    def _handed(self, value: Any) -> Any:
        """The expression, with the text that it may take from the sample placed where it is handed on."""
        if isinstance(value, nodes.Tuple):
            value.items = [self._handed(item) for item in value.items]
            return value
        if isinstance(value, (nodes.Const, nodes.List, nodes.Dict, nodes.Compare, nodes.Test, nodes.Not)):
            return value
        handed = f"handed({self._constant(self._extent_site(value))}, "
        return nodes.Call(_code(handed), [value], [], None, None, lineno=value.lineno)

    # Other templates

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        site = self._constant(self._tag_site(node))
        arguments = "None"
        if node.with_context:
            arguments = f"(context.get_all(), True, {self.dump_local_context(frame)})"
        self.start_write(frame, node)
        self.write(f"include({site}, ")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}, {node.ignore_missing!r}, {arguments})")
        self.end_write(frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        self.write(f"import_({self._constant(self._tag_site(node))}, ")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}, context, ")
        if node.with_context:
            self.write(f"(context.get_all(), True, {self.dump_local_context(frame)}))")
        else:
            self.write("None)")

    def visit_Extends(self, node: nodes.Extends, frame: Frame) -> None:
        site = self._constant(self._tag_site(node, extends=True))
        base = _code(f"parent({site}, {self.name!r}, ")
        node.template = nodes.Call(base, [node.template], [], None, None, lineno=node.lineno)
        super().visit_Extends(node, frame)

    # Names and literals

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        if node.ctx == "load":
            ref = frame.symbols.ref(node.name)
            load = frame.symbols.find_load(ref)
            if not (load is not None and load[0] == VAR_LOAD_PARAMETER and not self.parameter_is_undeclared(ref)):
                self.write(f"(undefined(name={node.name!r}, at={self._at(node)}) if {ref} is missing else {ref})")
                return
        super().visit_Name(node, frame)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:
        value = node.as_const(frame.eval_ctx)
        if value.__class__ is str and value:
            self.write(self._constant(traced(value, self._literal_site(node, value))))
        else:
            super().visit_Const(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("environment.getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, {self._at(node)})")

    @optimizeconst
    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, nodes.Slice):
            self.visit(node.node, frame)
            self.write("[")
            self.visit(node.arg, frame)
            self.write("]")
            return
        self.write("environment.getitem(")
        self.visit(node.node, frame)
        self.write(", ")
        self.visit(node.arg, frame)
        self.write(f", {self._at(node)})")

    @optimizeconst
    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        soft = frame.soft()
        self.write("(")
        self._branch(node.expr1, soft)
        self.write(" if ")
        self.visit(node.test, soft)
        self.write(" else ")
        if node.expr2 is not None:
            self._branch(node.expr2, soft)
        else:
            self.write("nothing()")
        self.write(")")

    def _branch(self, node: nodes.Expr, frame: Frame) -> None:
        if isinstance(node, nodes.Const) and isinstance(node.value, str) and node.value.strip():
            self.compilation.outputs.append(self._literal_site(node, node.value))
        self.visit(node, frame)

    # Filters and tests that Jinja does not know

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        self._known(node, "filter", node.name)
        named = _NAMING_FILTERS.get(node.name)
        if named is not None and node.args:
            index = 1 if node.name.endswith("attr") else 0
            if len(node.args) > index:
                argument = node.args[index]
                if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
                    self._known(argument, named, argument.value)
        super().visit_Filter(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        self._known(node, "test", node.name)
        super().visit_Test(node, frame)

    def _known(self, node: nodes.Node, extension: str, name: str) -> None:
        environment = self.environment
        known: dict[str, Any] = environment.filters if extension == "filter" else environment.tests
        if name in known and name not in environment.stood_in:
            return
        at = node.lineno
        if isinstance(at, Located):
            tokens, token = at.tokens, at.token
            if isinstance(node, nodes.Test):
                token += 2 if tokens.text[slice(*tokens.span(token + 1))] == "not" else 1
            span = tokens.starts[token], tokens.ends[min(token + 2 * name.count("."), len(tokens.ends) - 1)]
            if isinstance(node, nodes.Const):
                span = tokens.span(token)
        else:
            span = environment.line_span(self.name or "", at)
        environment.stand_in(extension, name)
        self.compilation.unknown(extension, name, span, sorted(set(known) - environment.stood_in))


def _is_number(node: nodes.Expr) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in _COUNTING_FILTERS
    return isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop"


def _shape(target: nodes.Node) -> str:
    """The targets of a loop as Python writes a tuple of tuples; a plain name is None."""
    return f"({''.join(f'{_shape(item)}, ' for item in target.items)})" if isinstance(target, nodes.Tuple) else "None"


def _code(text: str) -> nodes.InternalName:
    """A node that is written as this piece of Python."""
    node: nodes.InternalName = object.__new__(nodes.InternalName)
    nodes.Node.__init__(node, text)
    return node
