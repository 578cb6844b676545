"""Laws that hold for every template, whatever it is composed of."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, TemplateError
from laws import check_map, plainly, renders_as_jinja_does

from template_check.rendering import Renderer

DATA = {
    "namn": "Kim <Ö> & 'Co'",
    "tom": "",
    "tal": 7,
    "lista": ["ett", "två <3", " tre "],
    "person": {"namn": "Åsa", "barn": [{"namn": "Bo", "barn": []}, {"namn": "Cia & x", "barn": []}]},
    "ja": True,
    "nej": False,
}

words = st.sampled_from(
    [
        "Läs mer",
        "<p>",
        "</p>",
        " ",
        "\n",
        "  \n  ",
        "å & ä",
        "<a href='x'>",
        "😀",
        "e\u0301",
        "\t",
        "100 %",
        "{",
        "}",
        "#",
        "\r\n",
    ]
)
dash = st.sampled_from(["", "-", "+"])
end_dash = st.sampled_from(["", "-"])
literals = st.sampled_from(
    ["'Läs mer'", '"å & <b>"', "' x '", "7", "1.5", "none", "true", "'rad\\nbryt'", "[1, 'å']", "'a' 'b'"]
)
names = st.sampled_from(
    ["namn", "tom", "tal", "person.namn", "lista[1]", "person['namn']", "lista", "x", "t", "person.barn[1].namn"]
)
filters = st.sampled_from(
    [
        "upper",
        "lower",
        "trim",
        "e",
        "safe",
        "title",
        "capitalize",
        "string",
        "default('–')",
        "replace('å', 'Å')",
        "join('-')",
        "length",
        "forceescape",
        "indent(2)",
        "truncate(5)",
        "striptags",
        "list",
        "first",
        "center(12)",
        "urlencode",
        "wordwrap(4)",
        "reverse|join",
        "tojson",
    ]
)


def expressions():
    return st.recursive(
        literals | names,
        lambda inner: st.one_of(
            st.builds("{}|{}".format, inner.map(lambda text: f"({text})"), filters),
            st.builds("({} ~ {})".format, inner, inner),
            st.builds("({} if {} else {})".format, inner, st.sampled_from(["ja", "nej", "tal > 3", "tom"]), inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("({})|string".format, inner),
            st.builds("(({})|string)[1:4]".format, inner),
            st.builds("[{}, {}]|join(', ')".format, inner, inner),
            st.builds("m({})".format, inner),
            st.builds("m({}, u={})".format, inner, inner),
        ),
        max_leaves=4,
    )


def tag(text, left="", right=""):
    return "{%" + left + " " + text + " " + right + "%}"


def fragments():
    printed = st.builds(
        lambda left, text, right: "{{" + left + " " + text + " " + right + "}}", end_dash, expressions(), end_dash
    )
    simple = st.one_of(
        words,
        printed,
        st.just("{# kommentar #}"),
        st.just("{% raw %}{{ x }}{% endraw %}"),
        st.just("{% include 'del.html' %}"),
        st.just("{{ self.a() if false }}"),
        st.builds(lambda text: tag(f"set t = {text}"), expressions()),
        st.builds(lambda text: tag(f"do [].append({text})"), expressions()),
    )

    def wrap(opened, closed):
        def build(inner, left, right, left_end, right_end):
            return tag(opened, left, right) + inner + tag(closed, left_end, right_end)

        return build

    def compound(inner):
        body = st.lists(inner, min_size=1, max_size=4).map("".join)
        kinds = [
            ("if ja", "endif"),
            ("if nej", "endif"),
            ("for x in lista", "endfor"),
            ("for x in lista if x != 'ett'", "endfor"),
            ("for p in person.barn recursive", "endfor"),
            ("filter upper", "endfilter"),
            ("filter trim|e", "endfilter"),
            ("filter replace('a', 'bb')", "endfilter"),
            ("set t", "endset"),
            ("set t | upper | trim", "endset"),
            ("call ruta('Å')", "endcall"),
            ("call(z) ruta(namn)", "endcall"),
            ("with x = namn, y = 'å'", "endwith"),
            ("autoescape false", "endautoescape"),
            ("autoescape nej", "endautoescape"),
        ]
        wrapped = [st.builds(wrap(*kind), body, dash, end_dash, dash, end_dash) for kind in kinds]
        return st.one_of(
            *wrapped,
            st.builds(lambda a, b: tag("if tom") + a + tag("else") + b + tag("endif"), body, body),
            st.builds(lambda a, b: tag("for x in tom") + a + tag("else") + b + tag("endfor"), body, body),
        )

    return st.recursive(simple, compound, max_leaves=10)


MACROS = (
    "{% macro m(t, u='förval') %}<b>{{ t }}</b>{{ u|trim }}{% endmacro %}"
    "{% macro ruta(titel) %}<div>{{ titel }}{{ caller('z') if caller.arguments else caller() }}</div>{% endmacro %}"
)

templates = st.builds(
    lambda pieces, blocks, extends: (
        ("{% extends 'bas.html' %}" if extends else "")
        + MACROS
        + ("{% block a %}" + MACROS if extends else "")
        + "".join(pieces)
        + ("{% endblock %}{% block b %}{{ super() }}" + "".join(blocks) + "{% endblock %}" if extends else "")
    ),
    st.lists(fragments(), min_size=1, max_size=6),
    st.lists(words, max_size=2),
    st.booleans(),
)
environments = st.fixed_dictionaries(
    {},
    optional={
        "trim_blocks": st.booleans(),
        "lstrip_blocks": st.booleans(),
        "keep_trailing_newline": st.booleans(),
        "autoescape": st.booleans(),
    },
)
OTHERS = {
    "del.html": "<i>{{ namn }} {{ t|default('-') }}</i>\n",
    "bas.html": "<html>{% block a %}bas{% endblock %}|{% block b %}b {{ namn }}{% endblock %}</html>",
}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(templates, environments)
def test_any_composition_renders_as_jinja_does_and_maps_soundly(template, jinja):
    files = {**OTHERS, "message.html": template}
    try:
        plainly(files, "message.html", DATA, jinja)
    except (TemplateError, TypeError, ValueError, AttributeError, IndexError, KeyError):
        # What Jinja refuses is told as faults instead: nothing is raised.
        renderer = Renderer(DictLoader(files), jinja)
        rendering = renderer.render("message.html", "standard", DATA)
        check_map(rendering, renderer.sources)
        return
    renders_as_jinja_does(files, DATA, jinja)


marks = st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "{% raw %}", "{% endraw %}", "{% if x %}", "{% endif %}", "{% for x in y %}", "{% endfor %}", "-%}", "{%-", "|", "(", ")", "[", "]", "'", '"', "\\", ".", "~", "=", ",", "x", "y.z", "set", "block a", "macro m(", "call m()", "trans", "endtrans", "include", "'a'", "import", " as ", "url", "is", "not", "else", "\n", "\r", "\x00", "å", "1", "**", "9999999999"])  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(marks | st.text(max_size=3), max_size=25).map("".join), st.booleans())
def test_nothing_that_stands_in_a_template_raises(template, with_sample):
    renderer = Renderer(DictLoader({"a.html": template, "a": template}))

    rendering = renderer.render("a.html", "standard", {"x": 1, "y": {"z": "å"}} if with_sample else None)

    check_map(rendering, renderer.sources)
    for fault in rendering.faults:
        text = renderer.sources[fault.span.path].text
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
        renderer.sources[fault.span.path].place(fault.span.start, fault.span.end)
    renderer.references("a.html")
    renderer.reads_values("a.html")
