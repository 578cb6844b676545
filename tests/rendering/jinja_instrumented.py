"""A pytest plugin that instruments every synchronous environment of Jinja's own tests.

Only the instruments are put in: what undefined values, unknown extensions and missing templates do stays Jinja's own.
"""

import types

import jinja2
from jinja2.compiler import CodeGenerator
from jinja2.environment import Environment
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import SandboxedEnvironment

from template_check.config import Limits
from template_check.rendering import environment as tracing
from template_check.rendering.generator import TracingCodeGenerator
from template_check.rendering.outputs import Outputs
from template_check.rendering.parsing import PlacingParser
from template_check.rendering.routes import Routes, TracedContext
from template_check.rendering.run import Run


class Generator(TracingCodeGenerator):
    def visit_Name(self, node, frame):
        CodeGenerator.visit_Name(self, node, frame)

    def _known(self, node, extension, name):
        pass

    def visit_CondExpr(self, node, frame):
        if node.expr2 is not None:
            super().visit_CondExpr(node, frame)
        else:
            CodeGenerator.visit_CondExpr(self, node, frame)


class Parser(PlacingParser):
    def _pass_over(self, token):
        return None

    def _is_single_trans(self, token):
        return False


def instrument(environment):
    """Puts the instruments into an environment, unless it has a generator or a way of joining of its own."""
    kind = type(environment)
    own = kind.code_generator_class is not CodeGenerator or kind.concat is not Environment.concat
    if own or environment.is_async:
        environment.__dict__.pop("instrumented", None)
        return
    environment.run = Run(Limits(seconds=1e9, output=10**9, turns=10**9))
    environment.run.environment = environment
    environment.instrumented = True
    environment.guarded = environment.is_html = environment.untranslated = False
    environment.nothing = Undefined
    environment.sources, environment.tokens, environment.compilations = {}, {}, {}
    environment.constants, environment.loaded, environment.stood_in = [], set(), set()
    environment.marks = tracing.marks(environment)
    for part in (Outputs, Routes):
        for name, function in vars(part).items():
            if isinstance(function, types.FunctionType) and not name.startswith("_load") and name != "_found":
                setattr(environment, name, types.MethodType(function, environment))
    for name in ("_lipsum", "begin", "tools", "line_span"):
        setattr(environment, name, types.MethodType(getattr(tracing.TracingEnvironment, name), environment))
    environment._found = lambda site, name, parent, ignore: found(environment, name, parent, ignore)
    environment.code_generator_class = Generator
    if kind.context_class is Context:
        environment.context_class = TracedContext
    if not isinstance(environment, SandboxedEnvironment):
        environment.call = lambda context, *arguments, **named: context.call(*arguments, **named)
    tracing.TracingEnvironment.fence(environment)


def found(environment, name, parent, ignore):
    try:
        return environment.get_or_select_template(name, parent)
    except jinja2.TemplateNotFound:
        if ignore:
            return None
        raise


def pytest_configure(config):
    original = {
        name: getattr(Environment, name) for name in ("__init__", "overlay", "_tokenize", "_parse", "_generate")
    }

    def __init__(self, *arguments, **named):
        original["__init__"](self, *arguments, **named)
        instrument(self)

    def overlay(self, *arguments, **named):
        made = original["overlay"](self, *arguments, **named)
        instrument(made)
        return made

    def _tokenize(self, source, *arguments, **named):
        if "instrumented" not in vars(self):
            return original["_tokenize"](self, source, *arguments, **named)
        return tracing.TracingEnvironment._tokenize(self, source, *arguments, **named)

    def _parse(self, source, name, filename):
        if "instrumented" not in vars(self):
            return original["_parse"](self, source, name, filename)
        return Parser(self, source, name, filename).parse()

    def _generate(self, source, name, filename, defer_init=False):
        if "instrumented" not in vars(self) or defer_init:
            kept = vars(self).pop("code_generator_class", None)
            try:
                return original["_generate"](self, source, name, filename, defer_init)
            finally:
                if kept is not None:
                    self.code_generator_class = kept
        return tracing.with_tools(original["_generate"](self, source, name, filename), len(self.constants) - 1)

    for name, function in {
        "__init__": __init__,
        "overlay": overlay,
        "_tokenize": _tokenize,
        "_parse": _parse,
        "_generate": _generate,
    }.items():
        setattr(Environment, name, function)
    for kind in (Environment, SandboxedEnvironment):
        for name in ("getattr", "getitem"):
            setattr(kind, name, placed(getattr(kind, name)))


def placed(original):
    def reached(self, obj, name, at=None):
        return original(self, obj, name)

    return reached
