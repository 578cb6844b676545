"""A template and a sample in, a rendering out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from jinja2 import BaseLoader, ChainableUndefined, Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from template_check.config import Limits
from template_check.errors import UsageError
from template_check.faults import Fault
from template_check.positions import Source, Span
from template_check.rendering import syntax
from template_check.rendering.environment import TracingEnvironment
from template_check.rendering.limits import Exceeded, disarm, guard
from template_check.rendering.run import Run
from template_check.rendering.source_map import Segment, Site, SourceMap
from template_check.rendering.traced import segments, sites

ALWAYS_LOADED = ("jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n")
_LONGEST_EXCERPT = 60
_VALUE = "template-check: value"


@dataclass(frozen=True, slots=True)
class Rendering:
    """One template rendered with one sample.

    `text` is what came out, HTML or plain text; it is empty when nothing could be rendered, and `faults` say why.
    `stand_ins` tells that there was no sample and that stand-in values were printed. `covered` holds, for each template
    that took part, the spans of its outputs that were rendered. `notices` are keys of messages about the rendering
    itself: `not-traced` when only a plain rendering could be made, whose parts have no place of their own.
    """

    template: str
    sample: str
    text: str
    source_map: SourceMap
    faults: tuple[Fault, ...] = ()
    stand_ins: bool = False
    covered: Mapping[str, frozenset[Span]] = field(default_factory=dict)
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

    The loader gives each template's text and, as its file name, the path by which it is shown. `jinja` holds Jinja's own
    argument names; `setup` in it is a function that is given the environment. `autoescape` is what a message of this
    kind has unless `jinja` says otherwise: True for HTML. Raises UsageError for settings under which no template can be
    traced.
    """

    def __init__(
        self,
        loader: BaseLoader,
        jinja: Mapping[str, Any] | None = None,
        limits: Limits | None = None,
        autoescape: bool = True,
    ) -> None:
        arguments = dict(jinja or {})
        self._setup: Callable[[Any], None] | None = arguments.pop("setup", None)
        if arguments.pop("enable_async", False):
            raise UsageError(
                sv="Mallar som körs asynkront (enable_async) kan inte spåras till sin källa. Ta bort inställningen.",
                en="Templates that run asynchronously (enable_async) cannot be traced to their source. "
                "Remove the setting.",
            )
        undefined = arguments.pop("undefined", None)
        self._chainable = undefined is ChainableUndefined or str(undefined).endswith("ChainableUndefined")
        for name in ("bytecode_cache", "cache_size", "auto_reload", "loader"):
            arguments.pop(name, None)
        arguments.setdefault("autoescape", autoescape)
        arguments["extensions"] = [*ALWAYS_LOADED, *arguments.get("extensions", ())]
        self._arguments = {**arguments, "loader": loader, "cache_size": -1}
        self._is_html = autoescape
        self.limits = limits or Limits()
        self._run = Run(self.limits)
        self._environment = self._new_environment()
        self._guarded: TracingEnvironment | None = None
        self._read: dict[str, tuple[References, frozenset[str]]] = {}

    def _new_environment(self) -> TracingEnvironment:
        try:
            environment = TracingEnvironment(self._run, self._is_html, **self._arguments)
        except (TypeError, ImportError, AttributeError, AssertionError, ValueError) as error:
            raise UsageError(
                sv=f"Inställningarna under [jinja] går inte att använda: {error}.",
                en=f"The settings under [jinja] cannot be used: {error}.",
            ) from error
        undefined = environment.undefined
        self._prepare(environment)
        # What a project does with undefined values stays its own affair: we tell them, and may reach through them.
        environment.chainable = self._chainable or issubclass(environment.undefined, ChainableUndefined)
        environment.undefined = undefined
        environment.untranslated = self._setup is None and environment.finalize is None
        return environment

    def _prepare(self, environment: Environment) -> None:
        environment.install_null_translations()  # type: ignore[attr-defined]
        for name in ("gettext", "ngettext", "pgettext", "npgettext"):
            environment.globals[name] = _filled(environment.globals[name])  # type: ignore[arg-type]
        if self._setup is not None:
            self._setup(environment)
            if environment.is_async or environment.code_generator_class is not type(environment).code_generator_class:
                raise UsageError(
                    sv="Funktionen i setup byter Jinjas kodgenerator eller slår på asynkron körning. Då kan mallarna "
                    "inte spåras till sin källa.",
                    en="The setup function replaces Jinja's code generator or turns on asynchronous rendering. "
                    "Templates cannot be traced to their source then.",
                )

    def render(self, name: str, sample: str, data: Mapping[str, Any] | None) -> Rendering:
        """The template's output with the sample's data, and where each part of it comes from.

        With no data stand-in values are printed. Raises nothing for what a template or sample does; an Exceeded of a
        guard around the call is told as a fault too.
        """
        try:
            with guard(self.limits):
                return self._render(name, sample, data)
        except Exceeded as error:
            disarm()
            span = self._run.raised(error.__cause__ or error) or Span(name, 0, 0)
            self._known(span.path)
            self._run.fault("exceeded-limit", span, limit=error.limit)
            faults = self._run.told()
            return Rendering(name, sample, "", SourceMap(()), faults, data is None)

    def _render(self, name: str, sample: str, data: Mapping[str, Any] | None) -> Rendering:
        notices: tuple[str, ...] = ()
        try:
            text = self._text(self._environment, name, data)
        except TemplateSyntaxError as error:
            return self._nothing(name, sample, data, error)
        except (TemplateNotFound, UnicodeDecodeError):
            self._run.fault("unreadable-file", Span(name, 0, 0), name=self._known(name).path)
            return self._nothing(name, sample, data)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            text = self._guarded_text(name, data, error)
            if data is not None and any(kind == "failing-expression" for kind, _ in self._run.faults):
                plain = self._plain_text(name, data)
                if plain is not None:
                    text, notices = plain, ("not-traced",)
        whole = Site(name, 0, len(self._known(name).text), False, False)
        covered: dict[str, set[Span]] = {}
        for site in sites(text) | self._run.passed:
            covered.setdefault(site.template, set()).add(site.span)

        def mapped() -> tuple[Segment, ...]:
            return segments(text, whole)

        return Rendering(
            name,
            sample,
            str.__str__(text),
            SourceMap(mapped),
            self._run.told(),
            data is None,
            {template: frozenset(spans) for template, spans in covered.items()},
            notices,
        )

    def _text(self, environment: TracingEnvironment, name: str, data: Mapping[str, Any] | None) -> str:
        self._run.restart(stand_ins=data is None)
        self._run.environment = environment
        for used in environment.loaded:
            used._module = None
        template = environment.get_template(name)
        return environment.concat(template.root_render_func(template.new_context(_context(data))))

    def _guarded_text(self, name: str, data: Mapping[str, Any] | None, error: Exception) -> str:
        """The text of all that can be rendered, by code that goes on after a statement that fails."""
        if self._guarded is None:
            self._guarded = self._new_environment()
            self._guarded.guarded = True
            self._guarded.sources = self._environment.sources
        span = self._run.raised(error) or Span(name, 0, 0)
        try:
            return self._text(self._guarded, name, data)
        except (MemoryError, RecursionError):
            raise
        except Exception as again:
            self._known(span.path)
            if isinstance(error, SyntaxError):
                raise Exceeded("depth") from None
            self._run.fault("failing-expression", span, detail=str(again) or type(again).__name__)
            return ""

    def _plain_text(self, name: str, data: Mapping[str, Any]) -> str | None:
        """Jinja's own output where only ours fails: the fault is in the instruments, not in the template."""
        try:
            plain = self.verify(name, data)
        except Exception:
            return None
        for key in [key for key in self._run.faults if key[0] == "failing-expression"]:
            del self._run.faults[key]
        return plain

    def _nothing(
        self, name: str, sample: str, data: Mapping[str, Any] | None, error: TemplateSyntaxError | None = None
    ) -> Rendering:
        if error is not None:
            tokens = self._environment.tokens.get(error.name or name)
            if tokens is not None:
                self._run.add(syntax.fault(error, tokens))
        self._known(name)
        return Rendering(name, sample, "", SourceMap(()), self._run.told(), data is None)

    def _known(self, name: str) -> Source:
        known = self._environment.sources.get(name)
        return known if known is not None else self._environment.unread(name)

    def render_string(self, text: str, data: Mapping[str, Any] | None) -> RenderedValue:
        """A value of a message file that may hold Jinja; its faults are placed in the value itself."""
        if "{" not in text:
            return RenderedValue(text)
        environment = self._environment
        self._run.restart(stand_ins=data is None)
        self._run.environment = environment
        try:
            with guard(self.limits):
                template = environment.compiled_value(_VALUE, text)
                rendered = environment.concat(template.root_render_func(template.new_context(_context(data))))
        except TemplateSyntaxError as error:
            found = syntax.fault(error, environment.tokens[_VALUE])
            return RenderedValue("", (found,))
        except Exceeded as error:
            disarm()
            return RenderedValue("", (Fault("exceeded-limit", Span(_VALUE, 0, 0), (), {"limit": error.limit}),))
        except Exception as error:
            return RenderedValue("", (Fault("failing-expression", Span(_VALUE, 0, 0), (), {"detail": str(error)}),))
        whole = Site(_VALUE, 0, len(text), False, False)
        pieces = segments(rendered, whole)
        return RenderedValue(
            str.__str__(rendered), self._run.told(), bool(pieces) and all(piece.site.from_data for piece in pieces)
        )

    def asked(self) -> frozenset[str]:
        """The names of templates that were asked for since this was called before, also those that no template has."""
        asked = frozenset(self._run.asked)
        self._run.asked.clear()
        return asked

    @property
    def sources(self) -> Mapping[str, Source]:
        """The source of each template that was read, by the name that Jinja knows it by, with its display path."""
        return self._environment.sources

    def outputs(self, name: str) -> tuple[Span, ...]:
        """The spans of a compiled template that write output, in order: text, expressions, the sides of an inline `if`.

        White space alone is none. Those of `Rendering.covered` are among them.
        """
        compilation = self._environment.compilations.get(name)
        if compilation is None:
            return ()
        return tuple(sorted({site.span for site in compilation.outputs}))

    def sample_faults(self, name: str, renderings: Iterable[Rendering]) -> tuple[Fault, ...]:
        """What the samples of a message lack together, given all its renderings.

        `never-rendered` for each part of the template that none of them shows, or `missing-sample` if there is no
        sample and the template reads values.
        """
        shown = tuple(renderings)
        source = self._known(name)
        if any(rendering.stand_ins for rendering in shown):
            stem = PurePosixPath(source.path).name.partition(".")[0]
            reads = self.reads_values(name)
            return (Fault("missing-sample", Span(name, 0, 0), (), {"stem": stem}),) if reads else ()
        covered = frozenset().union(*(rendering.covered.get(name, frozenset()) for rendering in shown))
        if not covered:
            # Nothing came out: another fault says why.
            return ()
        parts: list[Span] = []
        for span in self.outputs(name):
            if span in covered:
                continue
            if parts and not source.text[parts[-1].end : span.start].strip():
                parts[-1] = Span(name, parts[-1].start, span.end)
            else:
                parts.append(span)
        return tuple(
            Fault("never-rendered", part, (), {"text": _shortened(source.text[part.start : part.end])})
            for part in parts
        )

    def _facts(self, name: str) -> tuple[References, frozenset[str]]:
        """What a template refers to, and the names that it reads and gives no value itself."""
        known = self._read.get(name)
        if known is None:
            known = self._read[name] = self._parsed(name)
        return known

    def _parsed(self, name: str) -> tuple[References, frozenset[str]]:
        environment = self._environment
        self._run.asked.add(name)
        compiled = environment.compilations.get(name)
        try:
            source, filename, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
            tree = environment._parse(source, name, filename)
        except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError, OSError, RecursionError):
            return References(()), frozenset()
        if compiled is not None:
            environment.compilations[name] = compiled
        else:
            environment.parsed[name] = (source, tree)
        found = list(meta.find_referenced_templates(tree))
        names = tuple(dict.fromkeys(one for one in found if one is not None))
        return References(names, None in found), frozenset(_free_names(tree))

    def references(self, name: str) -> References:
        """The templates that this one names itself. One that cannot be read names none."""
        return self._facts(name)[0]

    def reads_values(self, name: str) -> bool:
        """Whether the template, or one that it uses, reads any value from the sample."""
        pending, seen = [name], {name}
        while pending:
            used = pending.pop()
            references, free = self._facts(used)
            if references.dynamic or free - set(self._environment.globals):
                return True
            for reference in references.names:
                if reference not in seen:
                    seen.add(reference)
                    pending.append(reference)
        return False

    def verify(self, name: str, data: Mapping[str, Any] | None) -> str:
        """What Jinja itself renders, without our instruments and without stand-ins; raises what Jinja raises."""
        arguments = {key: value for key, value in self._arguments.items() if key != "newline_sequence"}
        plain = SandboxedEnvironment(**arguments)
        if self._chainable:
            plain.undefined = ChainableUndefined
        self._prepare(plain)
        return plain.get_template(name).render(_context(data))


def _filled(translate: Callable[..., str]) -> Callable[..., str]:
    """A function of gettext that takes the values for its text too, as projects with new-style gettext call it."""

    def translated(*texts: Any, **values: Any) -> str:
        told = translate(*texts)
        try:
            return told % values if values else told
        except (TypeError, ValueError, KeyError):
            return told

    return translated


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_EXCERPT else words[: _LONGEST_EXCERPT - 1].rstrip() + "…"


def _context(data: Mapping[str, Any] | None) -> dict[str, Any]:
    """The sample as names that a template can read."""
    return {str(name): fresh(value) for name, value in (data or {}).items()}


def fresh(data: Any) -> Any:
    """A copy of sample data that a template may change."""
    if isinstance(data, Mapping):
        return {key: fresh(value) for key, value in data.items()}
    if isinstance(data, list):
        return [fresh(value) for value in data]
    return set(data) if isinstance(data, set) else data


def _free_names(tree: nodes.Template) -> set[str]:
    """Names that are read and nowhere given a value in the template."""
    read: set[str] = set()
    given = {"loop", "self", "super", "caller", "varargs", "kwargs"}
    for node in tree.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.Name):
            (read if node.ctx == "load" else given).add(node.name)
        elif isinstance(node, nodes.Macro):
            given.add(node.name)
        elif isinstance(node, nodes.Import):
            given.add(node.target)
        elif isinstance(node, nodes.FromImport):
            given.update(name if isinstance(name, str) else name[1] for name in node.names)
    return read - given
