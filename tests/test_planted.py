"""A fault is found where it stands, by whatever road it comes into the message.

Every card's example of a fault is planted in templates of several shapes, and must be found in the same words of the file
that it was planted in.
"""

import pytest
from jinja2 import DictLoader

from template_check.catalogue.load import load
from template_check.catalogue.verdict import Outcome
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge
from template_check.placing import Rendition, find, merge
from template_check.rendering import Renderer

MESSAGE, PARTIAL = "message.html", "_part.html"
# How a message shows what stands in HERE, and the file that it stands in.
SHAPES = {
    "text": ({MESSAGE: "{% set x = 1 %}\nHERE"}, MESSAGE),
    "include": ({MESSAGE: '{# note #}\n{% include "_part.html" %}', PARTIAL: "\n\nHERE"}, PARTIAL),
    "block": (
        {
            MESSAGE: '{% extends "_part.html" %}\n{% block b %}\nHERE{% endblock %}',
            PARTIAL: "{% block b %}{% endblock %}",
        },
        MESSAGE,
    ),
    "super": (
        {
            MESSAGE: '{% extends "_part.html" %}{% block b %}{{ super() }}{% endblock %}',
            PARTIAL: "\n{% block b %}HERE{% endblock %}",
        },
        PARTIAL,
    ),
    "macro": (
        {MESSAGE: '{% from "_part.html" import m %}{{ m() }}', PARTIAL: "{% macro m() -%}\n  HERE{%- endmacro %}"},
        PARTIAL,
    ),
    "call": ({MESSAGE: "{% macro m() %}{{ caller() }}{% endmacro %}\n{% call m() %}HERE{% endcall %}"}, MESSAGE),
    "set block": ({MESSAGE: "{% set b %}\nHERE{% endset %}\n{{ b }}"}, MESSAGE),
    "loop": ({MESSAGE: "{% for n in [1] %}\n{% if n %}HERE{% endif %}{% endfor %}"}, MESSAGE),
    "filter": ({MESSAGE: "{% filter trim %}\n\nHERE{% endfilter %}"}, MESSAGE),
}
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id} {example.name or number}")
    for rule in load()
    for number, example in enumerate(rule.failing, 1)
    if example.html and "" not in example.finds and "{" not in example.html and not example.message and not example.text
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_fault_is_found_in_the_words_that_it_was_planted_as(rule, example):
    found = {name: planted(rule, example, *shape) for name, shape in SHAPES.items()}

    assert {name: list(example.finds) for name in SHAPES} == found


def planted(rule, example, files, home):
    files = {name: text.replace("HERE", example.html) for name, text in files.items()}
    renderer = Renderer(DictLoader(files))
    rendering = renderer.render(MESSAGE, "standard", {})
    judged = judge(parse(rendering.text, Context(example.profile)), [rule])
    rendition = Rendition(MESSAGE, MESSAGE, "standard", rendering.source_map, renderer.sources)
    verdicts = (each for each in judged.judgements if each.verdict.outcome is not Outcome.PASSED)
    findings = merge(filter(None, (find(judgement, rendition) for judgement in verdicts)), str)
    return [
        finding.excerpt if finding.place.path == home else f"{finding.place.path}: {finding.excerpt}"
        for finding in findings
    ]
