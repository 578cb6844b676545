"""Jinja, instrumented: a sandbox whose templates yield strings that remember where they came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.lexer import TokenStream
from jinja2.utils import generate_lorem_ipsum

from template_check.config import Limits
from template_check.positions import Source
from template_check.rendering.filters import tracing_filters
from template_check.rendering.generator import TracingCodeGenerator
from template_check.rendering.limits import fenced_filters
from template_check.rendering.located import Located, Tokens, normalise
from template_check.rendering.outputs import Outputs, handed
from template_check.rendering.parsing import STATEMENTS, PlacingParser
from template_check.rendering.routes import Routes, TracedContext, TracedMacro, TracedReference
from template_check.rendering.run import Compilation, Run
from template_check.rendering.traced import Markup
from template_check.rendering.undefined import Missing, Nothing, StandIn, json_default, spread

_MAPPING_METHODS = frozenset(dir(dict))


class TracingEnvironment(Outputs, Routes):
    """A sandboxed environment whose templates yield traced strings.

    `sources` is shared with the environment's guarded twin. `is_html` says that a value printed unescaped is a fault.
    """

    code_generator_class = TracingCodeGenerator
    context_class = TracedContext
    intercepted_binops = frozenset(["+", "*", "**", "%"])
    guarded = False
    # Whether an undefined value may be reached into, as in an environment with Jinja's ChainableUndefined.
    chainable = False
    # Whether translation blocks are known to say what stands in them.
    untranslated = False

    def __init__(self, run: Run | None = None, is_html: bool = True, **arguments: Any) -> None:
        arguments.pop("newline_sequence", None)
        arguments.setdefault("auto_reload", False)
        arguments["undefined"] = type("Undefined", (Missing,), {"__slots__": (), "run": run or Run(Limits())})
        super().__init__(**arguments)
        self.run: Run = self.undefined.run  # type: ignore[attr-defined]
        self.run.environment = self
        self.is_html = is_html
        self.nothing = type("Nothing", (Nothing,), {"__slots__": (), "run": self.run})
        self.sources: dict[str, Source] = {}
        self.tokens: dict[str, Tokens] = {}
        self.compilations: dict[str, Compilation] = {}
        self.constants: list[list[Any]] = []
        self.loaded: set[Template] = set()
        self.stood_in: set[str] = set()
        self.marks = marks(self)
        self.values: dict[str, Template] = {}
        # Templates that were read for what they refer to and are not compiled yet: source and tree.
        self.parsed: dict[str, tuple[str, nodes.Template]] = {}
        budget = self.run.budget
        self.binop_table |= {
            "+": budget.add,
            "*": budget.multiply,
            "**": budget.power,
            "%": budget.remainder,
        }
        self.policies["json.dumps_kwargs"] = {**self.policies["json.dumps_kwargs"], "default": json_default}
        self.fence()

    def fence(self) -> None:
        """Puts our own filters in the place of Jinja's; a project's own stay as they are."""
        fenced = fenced_filters(self.run.budget, DEFAULT_FILTERS)
        fenced |= tracing_filters({**DEFAULT_FILTERS, **fenced})
        for name, function in fenced.items():
            if self.filters.get(name) is DEFAULT_FILTERS.get(name):
                self.filters[name] = function
        if self.globals.get("lipsum") is generate_lorem_ipsum:
            self.globals["lipsum"] = self._lipsum

    def _lipsum(self, n: int = 5, html: bool = True, min: int = 20, max: int = 100) -> str:
        self.run.budget.size(n * max * 12)
        return generate_lorem_ipsum(n, html, min, max)

    def stand_in(self, extension: str, name: str) -> None:
        """Takes a filter or test that nobody knows for one that changes nothing."""
        self.stood_in.add(name)
        known: dict[str, Any] = self.filters if extension == "filter" else self.tests
        known.setdefault(name, _unchanged if extension == "filter" else _true)

    # Reading and compiling

    def unread(self, name: str) -> Source:
        """The source of a template whose text is not known, with its path if the loader tells it."""
        path = getattr(self.loader, "shown_path", str)(name)
        return self.sources.setdefault(name, Source(path, ""))

    def _tokenize(self, source: str, name: str | None, filename: str | None = None, state: str | None = None) -> Any:
        source = self.preprocess(source, name, filename)
        normal = normalise(source, self.keep_trailing_newline)
        key = name or ""
        self.sources[key] = Source(filename or key, normal)
        tokens = self.tokens[key] = Tokens(key, normal, self.marks)
        located: Iterator[Any] = tokens.locate(self.lexer.tokeniter(source, name, filename, state))
        stream: Any = TokenStream(self.lexer.wrap(located, name, filename), name, filename)
        for extension in self.iter_extensions():
            stream = extension.filter_stream(stream)
            if not isinstance(stream, TokenStream):
                stream = TokenStream(stream, name, filename)
        return stream

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        kept = self.parsed.pop(name or "", None)
        if kept is not None and kept[0] == source:
            return kept[1]
        parser = PlacingParser(self, source, name, filename)
        tree = parser.parse()
        self.compilations[name or ""] = compilation = Compilation(name or "")
        for tag, token in parser.unknown_tags:
            tokens = self.tokens[name or ""]
            compilation.unknown("tag", tag, tokens.tag_span(token), sorted(STATEMENTS))
        return tree

    def begin(self, name: str) -> Compilation:
        """What the generator of a template's code writes down."""
        compilation = self.compilations.get(name)
        if compilation is None or compilation.constants:
            compilation = self.compilations[name] = Compilation(name)
        self.constants.append(compilation.constants)
        return compilation

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return with_tools(super()._generate(source, name, filename, defer_init), len(self.constants) - 1)

    def tools(self, index: int) -> tuple[Any, ...]:
        """What generated code calls, in the order of `_TOOLS`."""
        return (
            self.constants[index],
            self.escaped,
            self.unescaped,
            self.output,
            self.traced_call,
            self.include,
            self.import_,
            self.parent,
            handed,
            self.run.budget.turn,
            self.run.failed,
            self.nothing,
            Markup,
            TracedMacro,
            TracedReference,
            self.markup_join,
            self.str_join,
            spread,
        )

    def handle_exception(self, source: str | None = None) -> Any:
        """Leaves the exception as it is: we place it ourselves."""
        raise

    def line_span(self, name: str, lineno: int) -> tuple[int, int]:
        """The offsets of one line of a template, without the white space around it."""
        tokens = self.tokens.get(name)
        return tokens.line_span(lineno) if tokens is not None else (0, 0)

    def compiled_value(self, name: str, text: str) -> Template:
        """A text of a message file, compiled once."""
        template = self.values.get(text)
        if template is None:
            code = self.compile(text, name)
            template = self.values[text] = Template.from_code(self, code, self.make_globals(None))
        return template

    # What an expression reaches into

    def getattr(self, obj: Any, attribute: str, at: Located | None = None) -> Any:
        if obj.__class__ is dict and attribute not in _MAPPING_METHODS:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute, at=at)  # type: ignore[call-arg]
        if isinstance(obj, (Missing, StandIn)):
            return self._reached(obj, attribute)
        value = super().getattr(obj, attribute)
        if isinstance(value, Missing) and value.at is None:
            value.at = at
        return value

    def getitem(self, obj: Any, argument: Any, at: Located | None = None) -> Any:
        if isinstance(obj, (Missing, StandIn)):
            return self._reached(obj, argument)
        value = super().getitem(obj, argument)
        if isinstance(value, Missing) and value.at is None:
            value.at = at
        return value

    def _reached(self, obj: Missing | StandIn, name: Any) -> Any:
        if isinstance(obj, StandIn):
            return StandIn.of(obj, name)
        return obj if self.chainable else obj.tell()

    def wrap_str_format(self, value: Any) -> Any:
        """`str.format` in the sandbox, with widths held to the limits."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        pattern, budget = str(value.__self__), self.run.budget

        def fenced(*arguments: Any, **named: Any) -> Any:
            budget.format(pattern)
            if "{" in pattern.partition(":")[2]:
                for argument in (*arguments, *named.values()):
                    if isinstance(argument, int):
                        budget.size(abs(argument))
            return wrapped(*arguments, **named)

        return fenced


_TOOLS = (
    "C, escaped, unescaped, output, call, include, import_, parent, handed, turn, failed, nothing, "
    "Markup, Macro, TemplateReference, markup_join, str_join, spread"
)


def with_tools(code: str, index: int) -> str:
    """The generated code with the names that it calls, and the constants of the compilation with this index.

    They are put on the first line, which imports Jinja's own: no line moves.
    """
    first, _, rest = code.partition("\n")
    return f"{first}; {_TOOLS} = environment.tools({index})\n{rest}"


def marks(environment: Environment) -> dict[str, str]:
    """The signs that tags begin and end with, by the lexer's name for them."""
    return {
        "variable_begin": environment.variable_start_string,
        "variable_end": environment.variable_end_string,
        "block_begin": environment.block_start_string,
        "block_end": environment.block_end_string,
        "comment_begin": environment.comment_start_string,
        "comment_end": environment.comment_end_string,
    }


def _unchanged(value: Any = "", *arguments: Any, **named: Any) -> Any:
    return value


def _true(value: Any = None, *arguments: Any, **named: Any) -> bool:
    return bool(value)
