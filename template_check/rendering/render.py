"""A template and a sample in, a rendering out."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from template_check.config import Limits
from template_check.errors import UsageError
from template_check.faults import Fault
from template_check.positions import Source, Span
from template_check.rendering.environment import TracingEnvironment
from template_check.rendering.located import Located
from template_check.rendering.source_map import SourceMap

ALWAYS_LOADED = ("jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n")


@dataclass(frozen=True, slots=True)
class Rendering:
    """One template rendered with one sample.

    `text` is what came out, HTML or plain text; it is empty when nothing could be rendered, and `faults` say why.
    `stand_ins` tells that there was no sample and that stand-in values were printed. `notices` are keys of messages
    about the rendering itself.
    """

    template: str
    sample: str
    text: str
    source_map: SourceMap
    faults: tuple[Fault, ...] = ()
    stand_ins: bool = False
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderedValue:
    """A value of a message file with the Jinja in it rendered; `from_data` says that all of it came from the sample."""

    text: str
    faults: tuple[Fault, ...] = ()
    from_data: bool = False


@dataclass(frozen=True, slots=True)
class References:
    """The templates that a template names in include, extends, import and from; `dynamic` when a name is computed."""

    names: tuple[str, ...]
    dynamic: bool = False


class Renderer:
    """Renders the templates that one loader finds, with one set of Jinja settings.

    `jinja` holds Jinja's own argument names; `setup` in it is a function that is given the environment. Raises
    UsageError for settings under which a template cannot be traced.
    """

    def __init__(
        self,
        loader: BaseLoader,
        jinja: Mapping[str, Any] | None = None,
        limits: Limits | None = None,
        autoescape: bool = True,
    ) -> None:
        arguments = dict(jinja or {})
        setup: Callable[[Any], None] | None = arguments.pop("setup", None)
        if arguments.pop("enable_async", False):
            raise UsageError(
                sv="Mallar som körs asynkront (enable_async) kan inte spåras. Ta bort inställningen.",
                en="Templates that run asynchronously (enable_async) cannot be traced. Remove the setting.",
            )
        arguments.setdefault("autoescape", autoescape)
        arguments["extensions"] = [*ALWAYS_LOADED, *arguments.get("extensions", ())]
        self._arguments = {**arguments, "loader": loader}
        self._setup = setup
        self.limits = limits or Limits()
        environment: Any = TracingEnvironment(**self._arguments)
        environment.install_null_translations()
        if setup is not None:
            setup(environment)
        self._environment = environment

    def render(self, name: str, sample: str, data: Mapping[str, Any] | None) -> Rendering:
        """The template's output with the sample's data, and where each part of it comes from. Raises nothing."""
        environment = self._environment
        environment.trail = None
        try:
            compiled = environment.get_template(name)
            text = compiled.render(copy.deepcopy(dict(data or {})))
        except TemplateSyntaxError as error:
            return self._failed(name, sample, self._fault("syntax-error", name, error.lineno, problem=error.message))
        except TemplateNotFound as error:
            return self._failed(name, sample, self._fault("missing-template", name, None, name=error.name))
        except UndefinedError as error:
            return self._failed(name, sample, self._fault("undefined-variable", name, None, name=error.message))
        except Exception as error:
            return self._failed(name, sample, self._fault("failing-expression", name, None, problem=str(error)))
        source_map = SourceMap(getattr(text, "segments", None) or ())
        return Rendering(name, sample, str(text), source_map, stand_ins=data is None)

    def _failed(self, name: str, sample: str, fault: Fault) -> Rendering:
        return Rendering(name, sample, "", SourceMap(()), (fault,))

    def _fault(self, kind: str, template: str, lineno: int | None, **values: Any) -> Fault:
        start = end = 0
        if isinstance(lineno, Located):
            start, end = lineno.start, lineno.end
        elif lineno is not None and template in self._environment.sources:
            start, end = self._environment.line_span(template, lineno)
        self._environment.sources.setdefault(template, Source(template, ""))
        return Fault(kind, Span(template, start, end), (), values)

    def render_string(self, text: str, data: Mapping[str, Any] | None, at: Span) -> RenderedValue:
        """A value of a message file that may hold Jinja; faults are placed at `at`, where the value stands."""
        environment = self._environment
        environment.trail = None
        try:
            rendered = environment.from_string(text).render(copy.deepcopy(dict(data or {})))
        except TemplateSyntaxError as error:
            return RenderedValue("", (Fault("syntax-error", at, (), {"problem": error.message}),))
        except UndefinedError as error:
            return RenderedValue("", (Fault("undefined-variable", at, (), {"name": error.message}),))
        except Exception as error:
            return RenderedValue("", (Fault("failing-expression", at, (), {"problem": str(error)}),))
        segments = getattr(rendered, "segments", None) or ()
        return RenderedValue(str(rendered), (), bool(segments) and all(piece.site.from_data for piece in segments))

    @property
    def sources(self) -> Mapping[str, Source]:
        """The source of each template that was read, by the name that Jinja knows it by, with its display path."""
        sources: Mapping[str, Source] = self._environment.sources
        return sources

    def _tree(self, name: str) -> nodes.Template | None:
        try:
            source, _, _ = self._environment.loader.get_source(self._environment, name)
            tree: nodes.Template = self._environment.parse(source, name)
        except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):
            return None
        return tree

    def references(self, name: str) -> References:
        """The templates that this one names itself. One that cannot be read names none."""
        tree = self._tree(name)
        found = list(meta.find_referenced_templates(tree)) if tree is not None else []
        return References(tuple(dict.fromkeys(one for one in found if one is not None)), None in found)

    def reads_values(self, name: str) -> bool:
        """Whether the template, or one that it uses, reads any value from the sample."""
        pending, seen = [name], {name}
        while pending:
            tree = self._tree(pending.pop())
            if tree is None:
                continue
            if meta.find_undeclared_variables(tree) - set(self._environment.globals):
                return True
            for reference in meta.find_referenced_templates(tree):
                if reference is None:
                    return True
                if reference not in seen:
                    seen.add(reference)
                    pending.append(reference)
        return False

    def verify(self, name: str, data: Mapping[str, Any]) -> str:
        """What Jinja itself renders, without our instruments; raises what Jinja raises."""
        plain: Any = SandboxedEnvironment(**self._arguments)
        plain.install_null_translations()
        if self._setup is not None:
            self._setup(plain)
        return str(plain.get_template(name).render(copy.deepcopy(dict(data))))
