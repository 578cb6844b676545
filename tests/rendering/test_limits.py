"""A template that never ends, or that makes too much out of little, is stopped and told; nothing else is harmed."""

import subprocess
import sys
import time

import pytest
from jinja2 import DictLoader

from template_check.config import Limits
from template_check.rendering import Exceeded, Renderer, guard

NESTED = "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"

# Each with the limits that may be named: which of them is met first is a matter of speed.
BOMBS = {
    "nested loops with output": (NESTED, {"turns", "seconds", "output"}),
    "nested loops without output": (NESTED.replace("x", ""), {"turns", "seconds"}),
    "nested loops that a condition empties": (
        "{% for a in range(99999) %}{% for b in range(99999) if false %}{% endfor %}{% endfor %}",
        {"turns", "seconds"},
    ),
    "a repeated text": ('{{ "x" * 10**9 }}', {"size"}),
    "a repeated text of the sample": ("{{ namn * 10**9 }}", {"size"}),
    "a repeated list": ("{{ ([1] * 10**9)|length }}", {"size"}),
    "a tower of powers": ("{{ 9 ** (9 ** 9) }}{{ 9 ** 9 ** 9 ** 9 ** 9 }}", {"size"}),
    "a power of the sample": ("{% if tal ** 100000000 %}{% endif %}", {"size"}),
    "a tower of products": ("{% set ns = namespace(n=7) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}", {"size"}),
    "a width": ('{{ "x"|center(10**9) }}', {"size"}),
    "a width by name": ('{{ "x"|center(width=10**9) }}', {"size"}),
    "a width of a method": ('{{ "x".ljust(10**9) }}', {"size"}),
    "zeros": ('{{ "1".zfill(10**9) }}', {"size"}),
    "tabs": ('{{ "\\t".expandtabs(10**9) }}', {"size"}),
    "bytes": ('{{ (1).to_bytes(10**10, "big") }}', {"size"}),
    "a printf width": ("{{ '%0999999999d'|format(1) }}", {"size"}),
    "a printf width by operator": ("{{ '%0999999999d' % 1 }}", {"size"}),
    "a printf width by star": ("{{ '%*d'|format(999999999, 1) }}", {"size"}),
    "a format width": ("{{ '{:>999999999}'.format(1) }}", {"size"}),
    "a format width by argument": ("{{ '{:>{w}}'.format(1, w=999999999) }}", {"size"}),
    "a precision": ("{{ 1.5|round(10**9) }}", {"size"}),
    "an indent": ('{{ "a\nb"|indent(10**9) }}', {"size"}),
    "an indent of JSON": ("{{ {'a': 1}|tojson(10**9) }}", {"size"}),
    "batches": ("{{ [1]|batch(10**9, 'x')|list|length }}", {"size"}),
    "slices": ("{{ [1]|slice(10**9)|list|length }}", {"size"}),
    "a replacement": ("{{ ('a' * 9999)|replace('a', 'b' * 99999) }}", {"size"}),
    "a replacement by method": ("{{ ('a' * 9999).replace('a', 'b' * 99999) }}", {"size"}),
    "a long separator": ("{{ range(9999)|join('x' * 99999) }}", {"size"}),
    "lorem ipsum": ("{{ lipsum(10**9) }}", {"size"}),
    "lorem ipsum in long paragraphs": ("{{ lipsum(1, min=10**8, max=10**9) }}", {"size"}),
    "a doubled text": (
        "{% set ns = namespace(t='x') %}{% for i in range(99) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}",
        {"output", "size"},
    ),
    "a doubled text by plus": (
        "{% set ns = namespace(t='x') %}{% for i in range(99) %}{% set ns.t = ns.t + ns.t %}{% endfor %}",
        {"output", "size"},
    ),
    "a doubled list": (
        "{% set ns = namespace(t=[1]) %}{% for i in range(99) %}{% set ns.t = ns.t + ns.t %}{% endfor %}",
        {"size"},
    ),
    "a list that takes in itself": (
        "{% set t = [1] %}{% for i in range(99) %}{% do t.extend(t) %}{% endfor %}",
        {"size"},
    ),
    "a doubled block": (
        "{% set ns = namespace(t='x') %}{% for i in range(99) %}{% set b %}{{ ns.t }}{{ ns.t }}{% endset %}{% set ns.t = b %}{% endfor %}",
        {"output"},
    ),
    "a macro that calls itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", {"depth"}),
    "a macro that calls itself twice": ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}", {"turns", "seconds"}),
    "a loop that calls itself": ("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", {"depth"}),
    "a deep expression": ("{{ " + "(" * 500 + "1" + ")" * 500 + " }}", {"depth"}),
    "deep blocks": ("{% if a %}" * 300 + "{% endif %}" * 300, {"depth"}),
    "deep loops": ("{% for x in [1] %}" * 40 + "{% endfor %}" * 40, {"depth"}),
    "a sum of lists": ("{{ ([[1] * 99999] * 9999)|sum(start=[])|length }}", {"size", "seconds"}),
    "a wrapping text": ("{{ ('a b ' * 9999)|wordwrap(1, wrapstring='x' * 99999) }}", {"size"}),
}  # fmt: skip


# A timer that goes off in a callback of the garbage collector is heard the next time.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_stopped_and_told_with_what_was_exceeded(bomb):
    template, limits = BOMBS[bomb]
    renderer = Renderer(
        DictLoader({"bomb.html": template, "god.html": "<p>{{ namn }}</p>"}), limits=Limits(seconds=2.0)
    )

    start = time.process_time()
    rendering = renderer.render("bomb.html", "standard", {"namn": "x", "tal": 7})

    assert time.process_time() - start < 5
    [fault] = [fault for fault in rendering.faults if fault.kind == "exceeded-limit"]
    assert fault.values["limit"] in limits
    assert rendering.text == ""
    assert renderer.render("god.html", "standard", {"namn": "x"}).text == "<p>x</p>"


def test_what_exceeds_a_limit_is_placed_at_its_tag():
    renderer = Renderer(DictLoader({"a.html": "<p>a</p>\n{% include 'b.html' %}", "b.html": "<p>\n{{ 'x' * 10**9 }}"}))

    [fault] = renderer.render("a.html", "standard", {}).faults

    source = renderer.sources[fault.span.path]
    assert source.text[fault.span.start : fault.span.end] == "{{ 'x' * 10**9 }}"
    assert fault.span.path == "b.html"


def test_an_include_of_itself_is_told_and_the_rest_is_rendered():
    renderer = Renderer(
        DictLoader({"a.html": "<p>a</p>{% include 'b.html' %}<p>c</p>", "b.html": "b{% include 'a.html' %}"})
    )

    rendering = renderer.render("a.html", "standard", {})

    assert {fault.kind for fault in rendering.faults} == {"circular-include"}
    assert rendering.text.startswith("<p>a</p>b<p>a</p>")
    assert rendering.text.endswith("<p>c</p>")


def test_a_template_that_extends_itself_is_told():
    renderer = Renderer(
        DictLoader({"a.html": "{% extends 'b.html' %}{% block x %}a{% endblock %}", "b.html": "{% extends 'a.html' %}"})
    )

    rendering = renderer.render("a.html", "standard", {})

    assert {fault.kind for fault in rendering.faults} == {"circular-include"}
    assert rendering.text == "a"


def test_an_import_of_itself_is_told():
    renderer = Renderer(DictLoader({"a.html": "{% import 'a.html' as a %}<p>{{ namn }}</p>"}))

    rendering = renderer.render("a.html", "standard", {"namn": "Kim"})

    assert {fault.kind for fault in rendering.faults} <= {"circular-include", "undefined-variable"}
    assert rendering.text == "<p>Kim</p>"


# In a process of its own: what other tests have left in this one's memory is no room below the fence there.
TAKES_TOO_MUCH = """
from template_check.config import Limits
from template_check.rendering import Exceeded, guard
try:
    with guard(Limits(memory=64 * 1024 * 1024)):
        bytearray(10**9)
except Exceeded as error:
    print(error.limit, len(bytearray(10**8)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no fence for memory that we use")
def test_the_guard_stops_what_takes_too_much_memory():
    told = subprocess.run([sys.executable, "-c", TAKES_TOO_MUCH], capture_output=True, text=True, check=True).stdout

    assert told == f"memory {10**8}\n"


def spin_for_ever(limits):
    with guard(limits), guard(Limits(seconds=60)):
        while True:
            pass


@pytest.mark.skipif(not hasattr(__import__("signal"), "setitimer"), reason="the system has no timer")
def test_the_guard_stops_what_takes_too_much_time_and_only_that():
    with guard(Limits(seconds=0.2)):
        pass
    with pytest.raises(Exceeded, match="seconds"):
        spin_for_ever(Limits(seconds=0.2))
    start = time.process_time()
    while time.process_time() - start < 0.4:
        pass


# Nothing of Python's, no file outside and no network can be reached.
ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ self._TracedReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__ }}",
    "{{ lipsum.__self__ }}",
    "{{ '{0.__class__.__base__}'.format('') }}",
    "{{ '{0.__class__}'|format }}{{ ('{0.__class__}'|safe).format('') }}",
    "{{ namn.format.__self__.__class__ }}",
    "{{ (namn|upper).memory }}",
    "{{ 'text'.memory }}",
    "{{ range.__class__ }}",
    "{{ m.run }}{{ saknas.run }}{{ saknas.run.environment }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}{{ m._environment }}",
    "{{ [].append.__self__.__class__ }}",
    "{% for x in namn.__class__.__subclasses__() %}{{ x }}{% endfor %}",
    "{{ loop.__init__ }}{% for x in [1] %}{{ loop._iterator }}{{ loop._recurse }}{% endfor %}",
    "{{ ''|map('attr', '__class__')|list }}{{ [namn]|map(attribute='__class__')|list }}",
    "{{ (namn,)|map(attribute='__class__.__mro__')|list }}",
    "{{ ().__iter__ }}{{ dict.fromkeys.__self__ }}{{ joiner.__call__ }}",
]


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("data", [{"namn": "Kim"}, None])
def test_a_template_does_not_reach_pythons_insides(escape, data):
    rendering = Renderer(DictLoader({"a.html": escape}), autoescape=False).render("a.html", "standard", data)

    for word in (
        "<class",
        "&lt;class",
        "built-in",
        "function",
        "object at",
        "module",
        "Environment",
        "method",
        "Site(",
    ):
        assert word not in rendering.text
