"""A template that Jinja cannot read is told with what is wrong, at the line and column to be mended."""

import pytest
from jinja2 import DictLoader

from template_check.rendering import Renderer
from template_check.rendering.syntax import PROBLEMS

# Template, problem, the line it is told on, the text it is told at, and what fills the sentence.
BROKEN = [
    ("<p>a</p>\n{% for x in xs %}\n<li>\n<p>slut</p>", "unclosed-block", 2, "{% for x in xs %}", {"name": "for", "expected": "endfor"}),
    ("{% if a %}\n{% for x in xs %}\n{% endif %}\n{% endfor %}", "unexpected-tag", 3, "{% endif %}", {"name": "endif", "expected": "endfor", "opened": 2}),
    ("<p>\n{{ namn\n<p>hej</p>", "unclosed-tag", 2, "{{ namn", {"expected": "}}"}),
    ("{{ namn }", "unclosed-tag", 1, "{{ namn }", {"expected": "}}"}),
    ("<p>{{ a }}\n{% if b }\n<p>", "unclosed-tag", 2, "{% if b }", {"expected": "%}"}),
    ("{{ namn }}\n{{ a b }}", "unexpected-token", 2, "b", {"name": "b", "expected": "}}"}),
    ("{% if a = 1 %}{% endif %}", "unexpected-token", 1, "=", {"name": "=", "expected": "%}"}),
    ("{% for x of xs %}{% endfor %}", "unexpected-token", 1, "of", {"name": "of", "expected": "in"}),
    ("{{ a|date:'Y' }}", "unexpected-token", 1, ":", {"name": ":"}),
    ("{{ }}", "empty-expression", 1, "}}", {}),
    ("{{ a + }}", "unexpected-word", 1, "}}", {"name": "}}"}),
    ("{{ 'abc }}", "unclosed-text", 1, "'abc }}", {"name": "'"}),
    ("{% endfor %}", "unexpected-tag", 1, "{% endfor %}", {"name": "endfor", "expected": ""}),
    ("{% if x %}x{% else %}y{% else %}z{% endif %}", "unexpected-tag", 1, "{% else %}", {"name": "else"}),
    ("a\n{# kommentar\nb", "unclosed-comment", 2, "{# kommentar", {}),
    ("a\n{% raw %} x\n", "unclosed-raw", 2, "{% raw %} x", {}),
    ("{% if x %}a{% endfi %}", "unknown-tag", 1, "{% endfi %}", {"suggestion": "endif"}),
    ("{% if x %}a{% ednif %}", "unknown-tag", 1, "{% ednif %}", {"suggestion": "endif"}),
    ("{% if x %}a{% elseif y %}b{% endif %}", "unknown-tag", 1, "{% elseif y %}", {"suggestion": "elif"}),
    ("{% block a-b %}{% endblock %}", "block-name", 1, "-", {}),
    ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", "block-twice", 2, "{% block a %}", {"name": "a"}),
    ("{{ (a }}", "unbalanced-bracket", 1, "}", {"expected": ")"}),
    ("{{ a@b }}", "unexpected-character", 1, "@", {"name": "@"}),
    ("{% set 1 = 2 %}", "invalid-target", 1, "1", {}),
    ("{% %}", "missing-tag-name", 1, "%}", {}),
    ("{{ a.|b }}", "attribute-name", 1, "|", {}),
    ("{% trans %}{% if a %}{% endif %}{% endtrans %}", "invalid-translation", 1, "{% if a %}", {}),
    ("{% macro m(a=1, b) %}{% endmacro %}", "invalid-arguments", 1, ")", {}),
    ("{{ a is b is c }}", "chained-tests", 1, "is", {}),
    ("{% for a in b %}{% extends 'y' %}{% endfor %}", "nested-extends", 1, "{% extends 'y' %}", {}),
    ("{{ 'a\\N{x}' }}", "invalid-escape", 1, "'a\\N{x}'", {}),
    ("{% call x %}{% endcall %}", "not-a-call", 1, "{% call x %}", {}),
    ("{% from 'a' import _b %}", "private-import", 1, "_b", {}),
]  # fmt: skip


@pytest.mark.parametrize(("template", "problem", "line", "excerpt", "values"), BROKEN)
def test_a_syntax_error_is_placed_and_named(template, problem, line, excerpt, values):
    renderer = Renderer(DictLoader({"a.html": template}))

    rendering = renderer.render("a.html", "standard", {})

    [fault] = [fault for fault in rendering.faults if fault.kind == "syntax-error"]
    source = renderer.sources["a.html"]
    assert source.text[fault.span.start : fault.span.end] == excerpt
    assert source.place(fault.span.start, fault.span.end).line == line
    assert fault.values["problem"] == problem
    assert fault.values["problem"] in {*PROBLEMS, "unknown-tag", "other"}
    assert {key: fault.values[key] for key in values} == values
    assert rendering.text == ""


def test_a_broken_partial_loses_only_itself():
    templates = {
        "a.html": "<p>a</p>{% include 'b.html' %}<p>c</p>{% include 'b.html' %}{% from 'b.html' import m %}{{ m('x') }}<p>d</p>",
        "b.html": "rad\n{% if %}",
    }
    renderer = Renderer(DictLoader(templates))

    rendering = renderer.render("a.html", "standard", {})

    assert rendering.text == "<p>a</p><p>c</p><p>d</p>"
    assert {(fault.kind, fault.span) for fault in rendering.faults} == {("syntax-error", ("b.html", 10, 12))}
    assert [[templates[span.path][span.start : span.end] for span in fault.via] for fault in rendering.faults] == [
        ["{% include 'b.html' %}"],
        ["{% include 'b.html' %}"],
        ["{% from 'b.html' import m %}"],
    ]


def test_a_broken_base_leaves_the_blocks_in_order():
    templates = {
        "a.html": "{% extends 'b.html' %}{% block x %}<p>{{ namn }}</p>{% endblock %}{% block y %}<p>y</p>{% endblock %}",
        "b.html": "{% if %}",
    }

    rendering = Renderer(DictLoader(templates)).render("a.html", "standard", {"namn": "Kim"})

    assert rendering.text == "<p>Kim</p><p>y</p>"
    assert [fault.kind for fault in rendering.faults] == ["syntax-error"]


def test_a_syntax_error_in_a_line_statement_is_placed_in_its_line():
    renderer = Renderer(DictLoader({"a.html": "<p>\n# for x of xs\n# endfor\n"}), {"line_statement_prefix": "#"})

    [fault] = renderer.render("a.html", "standard", {}).faults

    source = renderer.sources["a.html"]
    assert (fault.values["problem"], source.place(fault.span.start, fault.span.end)[1:3]) == (
        "unexpected-token",
        (2, 9),
    )
