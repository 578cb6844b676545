"""Where a stretch of the rendered text comes from, and by which tags."""

import pytest
from jinja2 import DictLoader

from template_check.rendering import Renderer

DATA = {"namn": "Kim", "lank": "https://a.example", "lista": ["ett", "två"], "html": "<b>x</b>"}
MACROS = (
    "{% macro knapp(text, url='#') %}\n<a href=\"{{ url }}\">{{ text }}</a>{% endmacro %}\n"
    "{% macro ruta(titel='Hitta hit') %}<h2>{{ titel }}</h2>{{ caller() }}{% endmacro %}"
)

# Template, words of the output, the text of the source that they come from, whether they come from the sample, and the
# tags by which they came.
PLACES = [
    ("<p>Hej {{ namn }}!</p>", "Hej", "Hej", False, []),
    ("<p>Hej {{ namn }}!</p>", "Kim", "{{ namn }}", True, []),
    ("<p>Hej {{ namn }}!</p>", "Hej Kim", "Hej {{ namn }}", False, []),
    ("<p>Hej {{ namn }}!</p>", "Kim!", "{{ namn }}!", False, []),
    ("<p class='{{ namn }}' id=a>å</p>", "<p class='Kim' id=a>", "<p class='{{ namn }}' id=a>", False, []),
    ("{% from 'm.html' import knapp %}{{ knapp('Läs mer') }}", "Läs mer", "Läs mer", False, []),
    ("{% from 'm.html' import knapp %}{{ knapp('Läs mer') }}", "mer", "mer", False, []),
    ("{% from 'm.html' import knapp %}{{ knapp(text=namn) }}", "Kim", "namn", True, []),
    ("{% from 'm.html' import knapp %}{{ knapp('x', lank) }}", '<a href="https://a.example">', '<a href="{{ url }}">', False, ["{{ knapp('x', lank) }}"]),
    ("{% from 'm.html' import knapp %}{{ knapp('x') }}", "#", "#", False, ["{{ knapp('x') }}"]),
    ("{% from 'm.html' import ruta %}{% call ruta() %}Ring oss{% endcall %}", "Hitta hit", "Hitta hit", False, ["{% call ruta() %}"]),
    ("{% from 'm.html' import ruta %}{% call ruta() %}Ring oss{% endcall %}", "Ring", "Ring", False, ["{{ caller() }}", "{% call ruta() %}"]),
    ("{% set t = 'Läs mer' %}<a>{{ t }}</a>", "Läs mer", "Läs mer", False, []),
    ("{% set t = namn %}<a>{{ t }}</a>", "Kim", "namn", True, []),
    ("{% set t %}Läs {{ namn }}{% endset %}<a>{{ t|trim }}</a>", "Läs", "Läs", False, []),
    ("{% with t = 'Läs mer' %}{{ t }}{% endwith %}", "Läs mer", "Läs mer", False, []),
    ("{{ saknas|default('Läs mer') }}", "Läs mer", "Läs mer", False, []),
    ("{{ 'Läs mer' if namn else 'Läs hela' }}", "Läs mer", "Läs mer", False, []),
    ("{{ namn or 'ingen' }}", "Kim", "{{ namn or 'ingen' }}", True, []),
    ("{{ 'Läs ' ~ namn }}", "Läs", "Läs", False, []),
    ("{{ 'Läs ' ~ namn }}", "Kim", "{{ 'Läs ' ~ namn }}", True, []),
    ("{% for t in ['Läs mer', 'Ring'] %}<a>{{ t }}</a>{% endfor %}", "Ring", "Ring", False, []),
    ("{% for t, u in [('Läs mer', '#')] %}<a>{{ t }}</a>{% endfor %}", "Läs mer", "Läs mer", False, []),
    ("{% set d = {'t': 'Läs mer'} %}<a>{{ d.t }}</a>", "Läs mer", "Läs mer", False, []),
    ("{% for x in lista %}<li>{{ x }}</li>{% endfor %}", "två", "{{ x }}", True, []),
    ("{% filter upper %}<p>läs mer</p>{% endfilter %}", "LÄS MER", "läs mer", False, []),
    ("{{ '  läs mer '|trim|upper }}", "LÄS MER", "{{ '  läs mer '|trim|upper }}", False, []),
    ("{% set t = ' läs & mer ' %}{{ t|trim }}", "läs &amp; mer", "läs & mer", False, []),
    ("{% set t = ' läs & mer ' %}{{ t|trim }}", "mer", "mer", False, []),
    ("{% trans %}Läs mer{% endtrans %}", "mer", "mer", False, []),
    ("{% trans n=namn %}Läs mer {{ n }} här{% endtrans %}", "mer", "mer", False, []),
    ("{% trans n=namn %}Läs mer {{ n }} här{% endtrans %}", "Kim", "namn", True, []),
    ("{% trans antal=2 %}En tid{% pluralize %}{{ antal }} tider{% endtrans %}", "tider", "tider", False, []),
    ("{% trans trimmed %}\n  Läs mer\n  här\n{% endtrans %}", "mer", "\n  Läs mer\n  här\n", False, []),
    ("{{ ['Läs', 'mer']|join(' ') }}", "mer", "{{ ['Läs', 'mer']|join(' ') }}", False, []),
    ("{% filter indent(2) %}<p>\nLäs mer\n</p>{% endfilter %}", "mer", "mer", False, []),
    ("{% filter replace('å', 'Å') %}<p>\nLäs mer på\n</p>{% endfilter %}", "mer", "mer", False, []),
    ("{% filter replace('å', 'Å') %}<p>\nLäs mer på\n</p>{% endfilter %}", "Å", "Å", False, []),
    ("{% filter truncate(9) %}Läs mer om oss{% endfilter %}", "mer", "mer", False, []),
    ("{% set xs = ['Läs', 'mer'] %}{{ xs|join(', ') }}", "mer", "mer", False, []),
    ("{% set xs = ['Läs', 'mer'] %}{{ xs|join }}", "mer", "mer", False, []),
    ("{{ html|safe }}", "<b>", "{{ html|safe }}", True, []),
    ("{% include 'del.html' %}", "Ring", "Ring", False, ["{% include 'del.html' %}"]),
    ("{% set f %}{% include 'del.html' %}{% endset %}{{ f }}", "Ring", "Ring", False, ["{% include 'del.html' %}"]),
    ("{% extends 'bas.html' %}{% block a %}barn{% endblock %}", "barn", "barn", False, []),
    ("{% extends 'bas.html' %}{% block a %}barn{% endblock %}", "fot", "fot", False, ["{% extends 'bas.html' %}"]),
    ("{% extends 'bas.html' %}{% block a %}{{ super() }}{% endblock %}", "bastext", "bastext", False, ["{{ super() }}"]),
    ("{% extends 'bas.html' %}{% block a %}{% include 'del.html' %}{% endblock %}", "Ring", "Ring", False, ["{% include 'del.html' %}"]),
]  # fmt: skip
FILES = {
    "m.html": MACROS,
    "del.html": "<p>Ring oss</p>\n",
    "bas.html": "<html>{% block a %}<p>bastext</p>{% endblock %}<p>fot</p></html>",
}


@pytest.mark.parametrize(("template", "words", "written", "from_data", "via"), PLACES)
def test_words_are_placed_where_they_are_written(template, words, written, from_data, via):
    renderer = Renderer(DictLoader({**FILES, "a.html": template}))
    rendering = renderer.render("a.html", "standard", DATA)
    start = rendering.text.index(words)

    origin = rendering.source_map.origin(start, start + len(words))

    def source(span):
        return renderer.sources[span.path].text[span.start : span.end]

    assert source(origin.span) == written
    assert origin.from_data is from_data
    assert [source(span) for span in origin.via] == via


def test_columns_are_those_of_the_file_with_carriage_returns():
    renderer = Renderer(DictLoader({"a.html": "<p>a</p>\r\n\r\n  <p>{{ namn }} Läs mer</p>\r\n"}))
    rendering = renderer.render("a.html", "standard", DATA)
    start = rendering.text.index("Läs")

    span = rendering.source_map.origin(start, start + 3).span

    assert renderer.sources["a.html"].place(span.start, span.end)[1:] == (3, 17, 3, 20)
