"""What a sample lacks and what Jinja does not know are told at their place, all at once, and the rest is rendered."""

import pytest
from jinja2 import ChainableUndefined, DictLoader
from laws import check_map

from template_check.errors import UsageError
from template_check.rendering import Renderer

SAMPLE = {"namn": "Kim", "person": {"namn": "Åsa"}, "lista": ["a"], "tal": 7, "ingen": None}


def rendered(template, data=SAMPLE, **files):
    """The rendering, and each fault as its kind, the text it stands at and the name it tells."""
    templates = {"a.html": template, **{name.replace("_", ".", 1): text for name, text in files.items()}}
    renderer = Renderer(DictLoader(templates))
    rendering = renderer.render("a.html", "standard", data)
    check_map(rendering, renderer.sources)
    told = [
        (
            fault.kind,
            renderer.sources[fault.span.path].text[fault.span.start : fault.span.end],
            fault.values.get("name"),
        )
        for fault in rendering.faults
    ]
    return rendering, told


# Template, the text that comes out, and the names that are told.
UNDEFINED = [
    ("<p>{{ saknas }}</p>", "<p></p>", ["saknas"]),
    ("{{ person.saknas }}!{{ saknas }}?{{ annan }}", "!?", ["person.saknas", "saknas", "annan"]),
    ("{{ person['saknas'] }}", "", ["person['saknas']"]),
    ("{{ saknas.namn.mer }}", "", ["saknas"]),
    ("{{ person.saknas.mer }}{{ person.saknas.mer }}", "", ["person.saknas", "person.saknas"]),
    ("{{ lista[3] }}{{ lista[0].namn.mer }}", "", ["lista[3]", "lista[0].namn"]),
    ("{% for x in saknas %}x{% endfor %}!", "!", ["saknas"]),
    ("{% for x in person.saknas.mer %}x{% else %}inga{% endfor %}", "inga", ["person.saknas"]),
    ("{{ person.saknas() }}", "", ["person.saknas"]),
    ("{{ saknas|upper }}{{ saknas|join(', ') }}{{ saknas|e }}", "", ["saknas", "saknas", "saknas"]),
    ("{{ saknas + 1 }}{{ 1 + saknas }}{{ -saknas }}{{ saknas ~ 'x' }}", "x", ["saknas"] * 4),
    ("{% if saknas > 3 %}a{% else %}b{% endif %}", "b", ["saknas"]),
    ("{% set x = saknas %}{{ x }}", "", ["saknas"]),
    ("{% macro m(t) %}[{{ t }}]{% endmacro %}{{ m(saknas) }}{{ m() }}", "[][]", ["saknas", "t"]),
    ("{{ [person, {}]|map(attribute='namn')|join('-') }}", "Åsa-", ["namn"]),
    ("{% include 'b.html' %}", "<i></i>", ["saknas"]),
    ("{% from 'b.html' import finns_inte %}{{ finns_inte }}", "", ["finns_inte"]),
    ("{% if namn.x.y %}{% endif %}", "", ["namn.x"]),
    ("{{ tal|round(saknas) }}", "7", ["saknas"]),
    ("{{ saknas|tojson }}{{ [saknas]|tojson }}", "null[null]", ["saknas", "saknas"]),
]


@pytest.mark.parametrize(("template", "text", "names"), UNDEFINED)
def test_what_the_sample_lacks_is_told_at_its_name(template, text, names):
    rendering, told = rendered(template, b_html="<i>{{ saknas }}</i>")

    assert [(kind, name) for kind, _, name in told] == [("undefined-variable", name) for name in names]
    assert rendering.text == text
    for _, excerpt, name in told:
        assert name.rpartition(".")[2] in excerpt or "attribute" in excerpt


# Testing a value is no fault.
TESTED = [
    "{% if saknas %}{% endif %}",
    "{% if not saknas %}{% endif %}",
    "{{ saknas is defined }}",
    "{{ saknas|default('x') }}",
    "{{ person.saknas|default('x') }}",
    "{{ saknas or 'x' }}",
    "{{ saknas and 'x' or 'y' }}",
    "{{ 'x' if saknas else 'y' }}",
    "{{ 'x' if saknas }}",
    "{% if saknas == 'x' %}{% endif %}",
    "{% if 'x' in saknas %}{% endif %}",
    "{% if saknas|length > 0 %}{% endif %}",
    "{% for x in saknas or [] %}{% endfor %}",
    "{% for x in lista %}{{ loop.previtem is defined }}{% endfor %}",
    "{% macro m() %}{% if caller %}{% endif %}{% endmacro %}{{ m() }}",
    "{% set x = saknas %}",
    "{{ ingen }}",
]


@pytest.mark.parametrize("template", TESTED)
def test_testing_a_value_that_the_sample_lacks_is_no_fault(template):
    assert rendered(template)[1] == []


STAND_INS = [
    ("<p>Hej {{ namn }}! {{ mottagning.namn }}</p>", "<p>Hej namn! mottagning.namn</p>"),
    ("{% for x in tider %}<li>{{ x.datum }}</li>{% endfor %}", "<li>tider.datum</li><li>tider2.datum</li>"),
    ("{{ datum.strftime('%Y') }}", "datum.strftime"),
    ("{% if tal > 3 %}a{% else %}b{% endif %}{{ tal + 1 }}{{ -tal }}{{ tal * 2 }}{{ 1 - tal }}", "btaltaltaltal"),
    ("{{ namn|upper }}{{ namn|default('x') }}{{ xs|join(', ') }}{{ xs|length }}", "NAMNnamnxs, xs22"),
    ("{{ '%s kr' % pris }}{{ '%d' % pris }}{{ 'a' ~ pris }}{{ pris|int }}{{ pris|round(2) }}", "pris kr1apris1pris"),
    ("{% for k, v in data.items() %}{{ k }}{{ v }};{% endfor %}", "data.itemsdata.items;data.items2data.items2;"),
    ("{{ a.b['c'].d }}{{ a[0] }}{{ a[1:] }}", "a.b.c.daa"),
    (
        "{% for a, b, c in rader %}{{ a }}{{ c }};{% endfor %}{% for a, b in rader[1:] %}{{ a }}{% endfor %}",
        "raderrader;rader2rader2;raderrader2",
    ),
    ("{% for k, v in data|items %}{{ k }}{% endfor %}{{ '{:,}'.format(n) }}{{ '{:>9.2f}'.format(n) }}", "datann"),
    ("{% macro t(n) %}{% for b in n.barn %}({{ t(b) }}){% endfor %}{% endmacro %}{{ t(rot)|length < 500 }}", "True"),
    ("{% for n in rot recursive %}{{ loop(n.barn) }}.{% endfor %}", "." * 62),
    (
        "{% for x in range(antal) %}{{ x }}{% endfor %}{{ xs|sort|first }}{{ xs|map(attribute='n')|list|length }}",
        "0xs2",
    ),
    ("{{ data|tojson }}{{ lista|batch(2)|list|length }}{{ x|dictsort|length }}", '"data"11'),
    ("{% include partial %}{% include 'b.html' %}", "<i>saknas</i>"),
    ("{% if namn is defined %}ja{% endif %}{{ namn == 'x' }}{{ 'x' in namn }}", "jaFalseFalse"),
]


@pytest.mark.parametrize(("template", "text"), STAND_INS)
def test_without_a_sample_values_stand_in_for_themselves(template, text):
    rendering, told = rendered(template, None, b_html="<i>{{ saknas }}</i>")

    assert told == []
    assert rendering.text == text
    assert rendering.stand_ins


def test_stand_ins_count_as_coming_from_the_sample():
    rendering, _ = rendered("<p>Hej {{ namn }}</p>", None)

    assert rendering.source_map.origin(7, 11).from_data
    assert not rendering.source_map.origin(0, 3).from_data


FOREIGN = [
    ("{% load static %}<p>{{ namn }}</p>", "<p>Kim</p>", [("tag", "load")]),
    ("<a href=\"{% url 'start' id=7 %}\">Hem</a>", '<a href="start">Hem</a>', [("tag", "url")]),
    ("<form>{% csrf_token %}</form>", "<form></form>", [("tag", "csrf_token")]),
    ("<img src='{% static \"a.png\" %}' alt=''>", "<img src='a.png' alt=''>", [("tag", "static")]),
    ("{% cache 500 'x' %}<p>{{ namn }}</p>{% endcache %}<p>b</p>", "<p>Kim</p><p>b</p>", [("tag", "cache")]),
    ("{% trans 'Hej' %} {% trans 'Hopp' %}", "Hej Hopp", []),
    ("{{ _('Läs mer') }}{{ gettext('x') }}", "Läs merx", []),
    ("{{ namn|dateformat('%Y')|upper }}", "KIM", [("filter", "dateformat")]),
    ("{% if namn is healthy %}a{% endif %}", "a", [("test", "healthy")]),
    ("{% if namn is not healthy %}a{% endif %}", "", [("test", "healthy")]),
    ("<a href='{{ url_for('start', id=3) }}'>x</a>", "<a href='url_for'>x</a>", [("function", "url_for")]),
    ("{{ lista|map('to_nice')|join }}{{ lista|select('fine')|join }}", "aa", [("filter", "to_nice"), ("test", "fine")]),
    ("{{ namn|ansible.builtin.regex_replace('a', 'b') }}", "Kim", [("filter", "ansible.builtin.regex_replace")]),
    ("{% filter markdown %}<b>x</b>{% endfilter %}", "<b>x</b>", [("filter", "markdown")]),
    ("{% ifchanged %}a{% else %}b{% endifchanged %}", "ab", [("tag", "ifchanged")]),
    ("{{ get_flashed_messages()|length }}", "2", [("function", "get_flashed_messages")]),
    ("{{ namn|uper }}", "Kim", [("filter", "uper")]),
]


@pytest.mark.parametrize(("template", "text", "unknown"), FOREIGN)
def test_what_jinja_does_not_know_is_stood_in_for_and_told_once(template, text, unknown):
    rendering, told = rendered(template)
    twice = Renderer(DictLoader({"a.html": template}))
    twice.render("a.html", "standard", SAMPLE)

    found = [(fault.values["extension"], fault.values["name"]) for fault in rendering.faults]
    assert found == unknown
    assert rendering.text == text
    for (_, excerpt, _), (_, name) in zip(told, unknown, strict=True):
        assert name in excerpt
    assert len(twice.render("a.html", "other", SAMPLE).faults) == len(unknown)


def test_a_misspelt_filter_is_told_with_what_was_probably_meant():
    rendering, _ = rendered("{{ namn|uper }}{% inclde 'b.html' %}")

    assert {fault.values["suggestion"] for fault in rendering.faults} == {"upper", "include"}


def test_a_missing_include_is_told_at_its_tag_and_the_rest_is_rendered():
    rendering, told = rendered(
        "<p>a</p>\n{% include 'nix.html' %}<p>b</p>{% import 'nix.html' as n %}{{ n.knapp('x') }}"
    )

    assert told == [
        ("missing-template", "{% include 'nix.html' %}", "nix.html"),
        ("missing-template", "{% import 'nix.html' as n %}", "nix.html"),
    ]
    assert rendering.text == "<p>a</p>\n<p>b</p>"


def test_an_expression_that_fails_is_told_and_the_rest_is_rendered():
    rendering, told = rendered(
        "<p>{{ namn / 2 }}</p>{% for x in tal %}{{ x }}{% endfor %}<p>{{ namn }}</p>{% if 1 / 0 %}{% endif %}"
        "{% set y = namn - 1 %}{{ [1]|first }}{% for x in lista %}{{ x.y.z }}{{ x + 1 }}!{% endfor %}{% include 'b.html' %}",
        b_html="b{{ 1 / 0 }}c",
    )

    kinds = [kind for kind, _, _ in told]
    assert rendering.text == "<p></p><p>Kim</p>1!bc"
    assert kinds.count("failing-expression") == 6
    assert ("failing-expression", "{{ namn / 2 }}", None) in told
    assert ("failing-expression", "{% for x in tal %}", None) in told


UNESCAPED = [
    ("{{ html|safe }}", ["{{ html|safe }}"]),
    ("{% autoescape false %}{{ html }}{% endautoescape %}", ["{{ html }}"]),
    ("{% set x = html|safe %}<p>{{ x }}</p>", ["{{ x }}"]),
    ("{{ html }}{{ namn|safe }}{{ '<b>'|safe }}{% set b %}<i>{% endset %}{{ b }}{{ b|safe }}", []),
    ("{% macro m(x) %}<p>{{ x }}</p>{% endmacro %}{{ m(html) }}{{ m(namn)|safe }}", []),
]


@pytest.mark.parametrize(("template", "places"), UNESCAPED)
def test_markup_of_the_sample_that_is_printed_as_it_is_is_told(template, places):
    _, told = rendered(template, {**SAMPLE, "html": "<b>x</b>"})

    assert [excerpt for kind, excerpt, _ in told if kind == "unescaped-value"] == places
    assert {kind for kind, _, _ in told} <= {"unescaped-value"}


def test_values_of_a_message_file_see_the_sample():
    renderer = Renderer(DictLoader({}), autoescape=False)

    plain = renderer.render_string("Kallelse", {})
    mixed = renderer.render_string("Kallelse till {{ namn }}", {"namn": "Kim & co"})
    whole = renderer.render_string("{{ namn }}", {"namn": "Kim"})
    lacking = renderer.render_string("{{ saknas }}", {})
    broken = renderer.render_string("{{ saknas", {})

    assert (plain.text, plain.from_data, plain.faults) == ("Kallelse", False, ())
    assert (mixed.text, mixed.from_data) == ("Kallelse till Kim & co", False)
    assert (whole.text, whole.from_data) == ("Kim", True)
    assert [(fault.kind, fault.span[1:], fault.values["name"]) for fault in lacking.faults] == [
        ("undefined-variable", (3, 9), "saknas")
    ]
    assert [fault.kind for fault in broken.faults] == ["syntax-error"]


def test_settings_that_cannot_be_traced_are_refused():
    with pytest.raises(UsageError):
        Renderer(DictLoader({}), {"enable_async": True})
    with pytest.raises(UsageError):
        Renderer(DictLoader({}), {"no_such_setting": True})
    with pytest.raises(UsageError):
        Renderer(DictLoader({}), {"extensions": ["no.such.extension"]})


def test_what_a_template_uses_and_whether_it_reads_values():
    templates = {
        "a.html": "{% extends 'bas.html' %}{% include ['x.html', 'y.html'] %}{% from 'm.html' import m %}",
        "b.html": "{% include namn %}",
        "bas.html": "<p>{{ range(3)|list }}</p>{% set x = 1 %}{{ x }}{% for y in [1] %}{{ y }}{{ loop.index }}{% endfor %}",
        "c.html": "{% include 'd.html' %}",
        "d.html": "{{ person.namn }}",
        "m.html": "{% macro m(a) %}{{ a }}{{ varargs }}{% endmacro %}{{ m(1) }}",
    }
    renderer = Renderer(DictLoader(templates))

    assert renderer.references("a.html").names == ("bas.html", "x.html", "y.html", "m.html")
    assert not renderer.references("a.html").dynamic
    assert renderer.references("b.html").dynamic
    assert not renderer.reads_values("a.html")
    assert renderer.reads_values("b.html")
    assert renderer.reads_values("c.html")


def test_outputs_that_no_sample_renders_are_known():
    templates = {
        "a.html": "<p>{% if x %}Ja {{ namn }}{% else %}Nej{% endif %}</p>{{ 'a' if x else 'b' }}"
        "{% macro m(t) %}<b>{{ t }}</b>{% endmacro %}{{ m('å') }}{% for y in [] %}<li>{% endfor %}{{ tom }}",
    }
    renderer = Renderer(DictLoader(templates))
    rendering = renderer.render("a.html", "standard", {"x": False, "namn": "Kim", "tom": ""})

    never = [span for span in renderer.outputs("a.html") if span not in rendering.covered["a.html"]]

    assert [templates["a.html"][span.start : span.end] for span in never] == ["Ja ", "{{ namn }}", "a", "<li>"]


def test_where_our_instruments_fail_jinjas_own_output_is_judged(monkeypatch):
    renderer = Renderer(DictLoader({"a.html": "<p>{{ namn|upper }}</p>"}))

    def broken(value):
        raise TypeError("ours")

    renderer._environment.filters["upper"] = broken
    monkeypatch.setattr(
        "template_check.rendering.environment.fenced_filters", lambda budget, filters: {"upper": broken}
    )
    rendering = renderer.render("a.html", "standard", SAMPLE)

    assert rendering.text == "<p>KIM</p>"
    assert (rendering.faults, rendering.notices) == ((), ("not-traced",))
    assert rendering.source_map.origin(3, 6).span == ("a.html", 0, 23)


UNQUOTED = [
    ("<a class=x href={{ lank }}>x</a>", [("href", "{{ lank }}")]),
    ('<a class="{{ namn }}" href= {{ lank|upper }}>x</a>', [("href", "{{ lank|upper }}")]),
    ("<p>\n<input\n value={{ namn }} name={{ lank }}>", [("value", "{{ namn }}"), ("name", "{{ lank }}")]),
    ("<a href='{{ lank }}'>a={{ namn }}</a> x={{ namn }} <td colspan={{ lista|length }} rowspan={{ 2 }}>", []),
    ('<a {{ namn }} data-x="{{ lank }}">b < c={{ namn }}</a>', []),
]


@pytest.mark.parametrize(("template", "places"), UNQUOTED)
def test_a_value_as_an_attribute_without_quotation_marks_is_told(template, places):
    rendering, told = rendered(template, {**SAMPLE, "lank": "#"})

    assert [
        (fault.values["attribute"], excerpt)
        for fault, (_, excerpt, _) in zip(rendering.faults, told, strict=True)
        if fault.kind == "unquoted-attribute"
    ] == places


def test_a_sample_may_have_keys_that_are_no_names():
    rendering, told = rendered("{{ namn }}{{ tal[1] }}", {"namn": "Kim", 1: "x", "tal": {1: "ett"}})

    assert (rendering.text, told) == ("Kimett", [])


def set_up_chainable(environment):
    environment.undefined = ChainableUndefined
    environment.filters["kort"] = lambda value: value[:1]
    environment.globals["lank"] = lambda name: f"/{name}"


@pytest.mark.parametrize("jinja", [{"undefined": "jinja2.ChainableUndefined"}, {"setup": set_up_chainable}])
def test_undefined_values_may_be_reached_into_where_the_project_lets_them(jinja):
    renderer = Renderer(DictLoader({"a.html": "{{ a.b.c|default('x') }}{% if a.b.c %}{% endif %}{{ d.e }}"}), jinja)

    rendering = renderer.render("a.html", "standard", {})

    assert rendering.text == "x" == renderer.verify("a.html", {})
    assert [fault.values["name"] for fault in rendering.faults] == ["d"]


def test_a_project_brings_its_own_filters_and_functions():
    template = "{{ namn|kort }}<a href='{{ lank('bokning') }}'>{{ 'Läs'|kort }}</a>"
    renderer = Renderer(DictLoader({"a.html": template}), {"setup": set_up_chainable})

    rendering = renderer.render("a.html", "standard", SAMPLE)

    assert (rendering.text, rendering.faults) == ("K<a href='/bokning'>L</a>", ())
    check_map(rendering, renderer.sources)
