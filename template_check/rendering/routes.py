"""What generated code calls where Jinja's own code would go elsewhere: macros, blocks, other templates."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import Template
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from template_check.positions import Source, Span
from template_check.rendering import syntax
from template_check.rendering.located import Tokens
from template_check.rendering.run import Compilation, Run
from template_check.rendering.source_map import Site
from template_check.rendering.traced import Markup, Traced, routed
from template_check.rendering.undefined import Missing, StandIn

# An include that stands so many times inside itself never ends.
_DEEPEST_CYCLE = 20


class TracedMacro(Macro):
    """A macro whose text stays traced."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:
        text = self._func(*arguments)
        return Markup(text) if autoescape else text


class TracedBlock(BlockReference):
    """A block, called through `self` or `super`, whose text stays traced."""

    @property
    def super(self) -> Any:
        if self._depth + 1 >= len(self._stack):
            return super().super
        return TracedBlock(self.name, self._context, self._stack, self._depth + 1)

    def __call__(self) -> str:
        text: str = self._context.environment.concat(self._stack[self._depth](self._context))
        return Markup(text) if self._context.eval_ctx.autoescape else text


class TracedReference(TemplateReference):
    """The `self` of templates."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.__context = context

    def __getitem__(self, name: str) -> Any:
        return TracedBlock(name, self.__context, self.__context.blocks[name], 0)

    def __repr__(self) -> str:
        return f"<TemplateReference {self.__context.name!r}>"


class TracedContext(Context):
    """A context whose `super` stays traced."""

    def super(self, name: str, current: Any) -> Any:
        reference = super().super(name, current)
        if isinstance(reference, BlockReference):
            return TracedBlock(reference.name, self, reference._stack, reference._depth)
        return reference


class Absent:
    """A template that could not be imported: all that is taken from it is nothing."""

    def __init__(self, nothing: Any) -> None:
        self.__nothing = nothing

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.__nothing()


class Routes(SandboxedEnvironment):
    """Calls, includes, imports and extends as Jinja does, and remembers by which tag."""

    run: Run
    guarded: bool
    nothing: Any
    sources: dict[str, Source]
    unread: Callable[[str], Source]
    tokens: dict[str, Tokens]
    compilations: dict[str, Compilation]
    loaded: set[Template]

    def traced_call(self, site: Site, context: Context, called: Any, /, *arguments: Any, **named: Any) -> Any:
        """A call: of a macro, a block or a loop, whose text then comes by way of the site, or of anything else."""
        kind = called.__class__
        if kind is TracedMacro or kind is TracedBlock or kind is LoopContext:
            self.run.enter(site)
            try:
                text = context.call(called, *arguments, **named)
            finally:
                self.run.leave()
            if (text.__class__ is Traced or text.__class__ is Markup) and text.memory is not None and text:
                return routed(text, site)
            return text
        if isinstance(called, Missing):
            if called._undefined_obj is missing and not called._undefined_hint and not called.told:
                self.run.unknown_function(called, site)
                return StandIn(str(called._undefined_name))
            return called.tell(site)
        if isinstance(called, StandIn):
            return called
        if kind is types.BuiltinMethodType:
            self.run.budget.method(called, arguments, named)
        self.run.budget.turn()
        return self.call(context, called, *arguments, **named)

    def include(self, site: Site, name: Any, parent: str, ignore_missing: bool, context: tuple[Any, ...] | None) -> str:
        """The text of another template; one that cannot be had is a fault, and the rest goes on."""
        if isinstance(name, Missing):
            name.tell(site)
            return ""
        if isinstance(name, StandIn):
            return ""
        self.run.enter(site)
        try:
            if self.run.stack.count(site) > _DEEPEST_CYCLE:
                self.run.stack.pop()
                self.run.fault("circular-include", site.span, name=str(name))
                self.run.stack.append(site)
                return ""
            template = self._found(site, name, parent, ignore_missing)
            if template is None:
                return ""
            pieces: list[str] = []
            try:
                if context is not None:
                    stream: Iterable[str] = template.root_render_func(template.new_context(*context))
                else:
                    stream = template._get_default_module()._body_stream
                pieces.extend(stream)
            except Exception as error:
                if not self.guarded:
                    raise
                self.run.failed(site, error)
            text = self.concat(pieces)
            return routed(text, site) if text else text
        finally:
            self.run.leave()

    def import_(self, site: Site, name: Any, parent: str, context: Context, given: tuple[Any, ...] | None) -> Any:
        """The module of another template; one that cannot be had is a fault, and what is taken from it is nothing."""
        if isinstance(name, (Missing, StandIn)):
            if isinstance(name, Missing):
                name.tell(site)
            return Absent(self.nothing)
        self.run.enter(site)
        self.run.importing += 1
        try:
            if self.run.stack.count(site) > _DEEPEST_CYCLE:
                self.run.fault("circular-include", site.span, name=str(name))
                return Absent(self.nothing)
            template = self._found(site, name, parent, False)
            if template is None:
                return Absent(self.nothing)
            return template.make_module(*given) if given is not None else template._get_default_module(context)
        finally:
            self.run.importing -= 1
            self.run.leave()

    def parent(self, site: Site, parent: str, name: Any) -> Template:
        """The template that this one extends; one that cannot be had is a fault, and the blocks are shown in order."""
        found = None
        if isinstance(name, Missing):
            name.tell(site)
        elif site in self.run.stack:
            self.run.fault("circular-include", site.span, name=str(name))
        elif not isinstance(name, StandIn):
            self.run.stack.append(site)
            try:
                found = self._found(site, name, parent, False)
            finally:
                self.run.stack.pop()
        based: Template = object.__new__(Template)
        if found is not None:
            based.__dict__.update(found.__dict__)
            root = found.root_render_func
        else:
            based.__dict__.update(environment=self, name="", filename=None, blocks={}, _debug_info="")
            root = _blocks_in_order

        def render(context: Context) -> Iterator[str]:
            self.run.enter(site)
            try:
                pieces: list[str] = []
                try:
                    pieces.extend(root(context))
                except Exception as error:
                    if not self.guarded:
                        raise
                    self.run.failed(site, error)
                text = self.concat(pieces)
                yield routed(text, site) if text else text
            finally:
                self.run.leave()

        based.root_render_func = render
        return based

    def _found(self, site: Site, name: Any, parent: str, ignore_missing: bool) -> Template | None:
        try:
            return self.get_or_select_template(name, parent)
        except TemplateNotFound as error:
            if not ignore_missing:
                self.run.stack.pop()
                self.run.fault("missing-template", site.span, name=_names(name) or str(error.name))
                self.run.stack.append(site)
        except TemplateSyntaxError as error:
            tokens = self.tokens.get(error.name or "")
            if tokens is None:
                raise
            self.run.add(syntax.fault(error, tokens))
        except (UnicodeDecodeError, OSError):
            self.run.fault("unreadable-file", Span(str(name), 0, 0), name=self.unread(str(name)).path)
        return None

    def _load_template(self, name: Any, globals: Any) -> Template:
        self.run.asked.add(_names(name))
        template = super()._load_template(str.__str__(name) if isinstance(name, str) else name, globals)
        self.loaded.add(template)
        for fault in self.compilations[template.name or ""].faults.values():
            self.run.add(fault)
        return template


def _blocks_in_order(context: Context) -> Iterator[str]:
    for blocks in list(context.blocks.values()):
        yield from blocks[0](context)


def _names(name: Any) -> str:
    if isinstance(name, str):
        return str.__str__(name)
    return ", ".join(str(one) for one in name) if isinstance(name, (list, tuple)) else ""
