"""Templates with every construct that has led a source map astray."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Hazard:
    name: str
    templates: dict[str, str]
    data: dict[str, Any] = field(default_factory=dict)
    jinja: dict[str, Any] = field(default_factory=dict)


DATA = {
    "namn": "Kim <Öberg> & Co",
    "tom": "",
    "tal": 7,
    "lista": ["ett", "två", "tre <3"],
    "tomt": [],
    "ja": True,
    "nej": False,
    "ingen": None,
    "html": "<b>fet</b> & stor",
    "person": {"namn": "Åsa", "items": "egen", "barn": [{"namn": "Bo", "barn": []}, {"namn": "Cia", "barn": []}]},
}


def hazard(name, message, jinja=None, data=None, **templates):
    named = {key.replace("_", ".", 1): text for key, text in templates.items()}
    return Hazard(name, {"message.html": message, **named}, DATA if data is None else data, jinja or {})


FORM = "{% macro falt(namn, typ='text', hjalp='Skriv här') %}<label>{{ namn }} <input type=\"{{ typ }}\" title='{{ hjalp }}'></label>{% endmacro %}"

HAZARDS = [
    hazard("plain", "<p>Hej!</p>\n<p>Åäö & <b>ok</b></p>\n"),
    hazard(
        "values", "<p>{{ namn }} {{ tal }} {{ ingen }} {{ ja }} {{ 1.50 }} {{ person.namn }} {{ person['namn'] }}</p>"
    ),
    hazard(
        "ws-control",
        "<ul>\n  {%- for x in lista -%}\n  <li>{{- x -}}</li>\n  {%- endfor -%}\n</ul>\n\n{%+ if ja %} a {%+ endif +%} b",
    ),
    hazard(
        "trim and lstrip",
        "<ul>\n  {% for x in lista %}\n    <li>{{ x }}</li>\n  {% endfor %}\n</ul>\n",
        {"trim_blocks": True, "lstrip_blocks": True},
    ),
    hazard(
        "lstrip only", "a\n   {% if ja %}\n b\n   {%+ endif %}\n c {# d #}\n   {# e #}\n f", {"lstrip_blocks": True}
    ),
    hazard(
        "raw and comments",
        "a {# kommentar {{ x }} #}{% raw %}{{ inte }} {% if %}{% endraw %} b {#- c -#}  d{%- raw -%}  {{ e }} {%- endraw -%} f",
    ),
    hazard(
        "line statements",
        "<ul>\n# for x in lista\n  <li>{{ x }}</li> ## kommentar\n# endfor\n</ul>\n",
        {"line_statement_prefix": "#", "line_comment_prefix": "##"},
    ),
    hazard(
        "line statements with per cent",
        "%% for x in lista:\n  <li>{{ x }}\n%% endfor\nslut",
        {"line_statement_prefix": "%%"},
    ),
    hazard(
        "other delimiters",
        "<% if ja %>a ${ namn } b<%# komm %><% endif %>",
        {
            "block_start_string": "<%",
            "block_end_string": "%>",
            "variable_start_string": "${",
            "variable_end_string": "}",
            "comment_start_string": "<%#",
            "comment_end_string": "%>",
        },
    ),
    hazard("carriage returns", "<p>a</p>\r\n{% if ja %}\r\n<p>{{ namn }}</p>\r\n{% endif %}\r<p>b</p>\r\n"),
    hazard("trailing newline kept", "a\n{{ namn }}\n", {"keep_trailing_newline": True}),
    hazard(
        "include",
        "<p>a</p>{% include 'del.html' %}<p>b</p>{% include ['saknas.html', 'del.html'] %}{% include 'saknas.html' ignore missing %}",
        del_html="<i>{{ namn }}</i>\n",
    ),
    hazard(
        "include without context",
        "{% set namn = 'x' %}{% include 'del.html' without context %}{% include 'del.html' with context %}",
        del_html="<i>{{ namn|default('ingen') }}</i>",
    ),
    hazard(
        "include in a loop",
        "{% for x in lista %}{% include 'rad.html' %}{% endfor %}",
        rad_html="<li>{{ loop is defined }} {{ x }}</li>{% include 'djup.html' %}",
        djup_html="<br>",
    ),
    hazard("include by computed name", "{% set n = 'del' %}{% include n ~ '.html' %}", del_html="hej"),
    hazard(
        "extends",
        "{% extends 'bas.html' %}bort{% block a %}<p>barn {{ namn }}</p>{{ super() }}{% endblock %}{% set x = 'satt' %}",
        bas_html="<html>{% block a %}bas {{ namn }}{% endblock %}{% block b scoped %}{{ x }}{% endblock %}</html>",
    ),
    hazard(
        "extends twice",
        "{% extends 'mitten.html' %}{% block a %}3 {{ super() }}{{ super.super() }}{% endblock %}",
        mitten_html="{% extends 'bas.html' %}{% block a %}2 {{ super() }}{% endblock %}{% block b %}B{% endblock %}",
        bas_html="<i>{% block a %}1{% endblock %}{% block b %}b{% endblock %}{{ self.a() }}</i>",
    ),
    hazard(
        "extends under a condition",
        "{% if ja %}{% extends 'bas.html' %}{% endif %}utan{% block a %}barn{% endblock %}",
        bas_html="<i>{% block a %}1{% endblock %}</i>",
    ),
    hazard(
        "extends not taken",
        "{% if nej %}{% extends 'bas.html' %}{% endif %}utan {{ namn }}{% block a %}barn{% endblock %}",
        bas_html="<i>{% block a %}1{% endblock %}</i>",
    ),
    hazard(
        "nested blocks",
        "{% extends 'bas.html' %}{% block inre %}<b>{{ super() }}</b>{% endblock %}",
        bas_html="{% block yttre %}<p>{% block inre %}x{% endblock %}</p>{% endblock %}{{ self.yttre()|length }}",
    ),
    hazard(
        "blocks in loops",
        "{% for x in lista %}{% block rad scoped %}<li>{{ x }}{{ loop.index }}{% endblock %}{% endfor %}",
    ),
    hazard(
        "import",
        "{% import 'm.html' as m %}{{ m.falt('Namn', hjalp=namn) }}{{ m.falt(namn=person.namn) }}{{ m.v }}",
        m_html=FORM + "{% set v = 'värde' %}text {{ 1 }}",
    ),
    hazard(
        "from import",
        "{% from 'm.html' import falt as f, v %}{{ f('Namn', 'email') }}{{ v }}{{ f(v ~ '!') }}",
        m_html=FORM + "{% set v = 'värde' %}",
    ),
    hazard(
        "import with context",
        "{% import 'm.html' as m with context %}{{ m.f() }}",
        m_html="{% macro f() %}{{ namn }}{% endmacro %}",
    ),
    hazard(
        "macro",
        FORM
        + "{{ falt('Ålder') }}{{ falt(namn, 'tel') }}{{ falt(lista[0]) }}{{ falt(person.namn|upper) }}{{ falt('<b>') }}{{ falt(tal) }}",
    ),
    hazard(
        "macro with varargs",
        "{% macro m(a) %}{{ a }}{% for v in varargs %}[{{ v }}]{% endfor %}{% for k, v in kwargs|dictsort %}{{ k }}={{ v }} {% endfor %}{% endmacro %}{{ m('a', 'b', namn, z='å', y=tal) }}{{ m(*lista) }}{{ m(**{'a': 'q'}) }}",
    ),
    hazard(
        "macro default that is computed",
        "{% macro m(a, b=a, c=namn|upper) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m('x') }}{{ m('x', 'y', 'z') }}",
    ),
    hazard(
        "macro that calls a macro",
        "{% macro a(t) %}<b>{{ t }}</b>{% endmacro %}{% macro b(t) %}<i>{{ a(t) }}</i>{{ a('inne') }}{% endmacro %}{{ b('ute') }}{{ b(namn) }}",
    ),
    hazard(
        "recursive macro",
        "{% macro trad(p) %}<li>{{ p.namn }}{% for b in p.barn %}{{ trad(b) }}{% endfor %}</li>{% endmacro %}{{ trad(person) }}",
    ),
    hazard(
        "call",
        "{% macro ruta(titel) %}<div><h2>{{ titel }}</h2>{{ caller() }}</div>{% endmacro %}{% call ruta('Ring oss') %}<p>{{ namn }}</p>{% endcall %}",
    ),
    hazard(
        "call with arguments",
        "{% macro l(xs) %}{% for x in xs %}<li>{{ caller(x, 'y') }}</li>{% endfor %}{% endmacro %}{% call(x, y) l(lista) %}{{ x }}:{{ y }} & {% endcall %}",
    ),
    hazard(
        "call in call",
        "{% macro a() %}<a>{{ caller() }}</a>{% endmacro %}{% macro b() %}<b>{{ caller() }}</b>{% endmacro %}{% call a() %}x{% call b() %}y {{ namn }}{% endcall %}z{% endcall %}",
    ),
    hazard(
        "macro printed with a filter",
        "{% macro a() %}  <a>å</a>  {% endmacro %}[{{ a()|trim }}][{{ a()|upper }}][{{ a()|length }}][{{ a() == '  <a>å</a>  ' }}]",
    ),
    hazard(
        "set",
        "{% set t = 'Läs mer' %}{% set u = namn %}{% set a, b = 'x', lista[1] %}{{ t }}{{ u }}{{ a }}{{ b }}{{ t ~ u }}",
    ),
    hazard(
        "set block",
        "{% set b %}<p>{{ namn }}</p> text {% endset %}{{ b }}{{ b|upper }}{% if b|trim %}[{{ b|trim }}]{% endif %}{{ b|length }}",
    ),
    hazard(
        "set block that is empty", "{% set b %}  {% endset %}{% if b|trim %}<div>{{ b }}</div>{% else %}tom{% endif %}"
    ),
    hazard("set block with a filter", "{% set b | upper | trim %} <p>{{ namn }}å</p> {% endset %}{{ b }}"),
    hazard(
        "namespace",
        "{% set ns = namespace(t='', n=0) %}{% for x in lista %}{% set ns.t = ns.t ~ x ~ ',' %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.t }}{{ ns.n }}",
    ),
    hazard(
        "with", "{% with a = 'å', b = namn %}{{ a }}{{ b }}{% endwith %}{% with %}{% set c = 'c' %}{{ c }}{% endwith %}"
    ),
    hazard(
        "filter block",
        "{% filter upper %}<p>läs {{ namn }}</p>{% endfilter %}{% filter indent(2) %}a\nb{% endfilter %}{% filter trim|replace('a', 'bb') %} aha {% endfilter %}",
    ),
    hazard(
        "filter block in a macro",
        "{% macro m(t) %}{% filter upper %}{{ t }} å{% endfilter %}{% endmacro %}{{ m('läs') }}{{ m(namn) }}",
    ),
    hazard(
        "loop",
        "{% for x in lista %}{{ loop.index }}/{{ loop.length }} {{ loop.first }} {{ loop.last }} {{ loop.cycle('udda', 'jämn') }} {{ loop.previtem|default('-') }} {{ loop.nextitem|default('-') }} {{ loop.revindex0 }} {{ loop.changed(x) }} {{ x }}\n{% else %}inget{% endfor %}{% for x in tomt %}x{% else %}<i>tomt</i>{% endfor %}",
    ),
    hazard(
        "loop with a condition",
        "{% for x in lista if x != 'två' %}{{ loop.index }}{{ x }}{% else %}inga{% endfor %}{% for x in lista if nej %}a{% else %}inga {{ namn }}{% endfor %}",
    ),
    hazard(
        "loop over literals",
        "{% for k, v in [('a', 'å'), ('b', 'ä')] %}<b>{{ k }}</b>{{ v }}{% endfor %}{% for x in ['läs', 'mer'] %}{{ x }}{% endfor %}{% for k, v in {'x': 'y', 'z': namn}.items() %}{{ k }}{{ v }}{% endfor %}",
    ),
    hazard(
        "recursive loop",
        "<ul>{% for p in [person] recursive %}<li>{{ p.namn }} {{ loop.depth }}{% if p.barn %}<ul>{{ loop(p.barn) }}</ul>{% endif %}</li>{% endfor %}</ul>",
    ),
    hazard(
        "nested loops",
        "{% for x in lista %}{% set yttre = loop %}{% for y in lista %}{{ yttre.index }}{{ loop.index }}{{ x }}{{ y }}{% endfor %}{% endfor %}",
    ),
    hazard(
        "break and continue",
        "{% for x in lista %}{% if x == 'två' %}{% continue %}{% endif %}{{ x }}{% if loop.index == 3 %}{% break %}{% endif %}{% endfor %}",
    ),
    hazard(
        "do",
        "{% set xs = [] %}{% for x in lista %}{% do xs.append(x|upper) %}{% endfor %}{{ xs|join(', ') }}{% do person.update({'namn': 'ny'}) %}{{ person.namn }}",
    ),
    hazard(
        "conditions",
        "{% if nej %}a{% elif tal > 5 %}b {{ namn }}{% else %}c{% endif %}{% if saknas %}x{% else %}y{% endif %}{{ 'Ja' if ja else 'Nej' }}{{ 'Ja' if nej }}{{ 'a' if nej else 'b' if nej else namn }}",
    ),
    hazard(
        "trans",
        "{% trans %}Läs mer{% endtrans %}{% trans n=namn %}Hej {{ n }}, 100 %!{% endtrans %}{% trans antal=lista|length %}En{% pluralize %}{{ antal }} st{% endtrans %}{{ _('Hälsningar') }}{{ gettext('Å %(x)s', x=1) if nej else 'ä' }}{{ ngettext('en', 'flera', 2) }}",
    ),
    hazard(
        "trans trimmed", "{% trans trimmed %}\n  Läs\n   mer\n{% endtrans %}{% trans tal %}Nr {{ tal }}{% endtrans %}"
    ),
    hazard(
        "autoescape block",
        "{{ namn }}{% autoescape false %}{{ namn }}{{ html }}{{ 'a & b' }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(namn) }}{% endautoescape %}{{ namn }}",
    ),
    hazard(
        "volatile autoescape",
        "{% autoescape nej %}{{ namn }}{{ 'a & b' }}<p>å</p>{% set b %}<i>{% endset %}{{ b }}{% filter upper %}x<{{ namn }}{% endfilter %}{{ 'a' ~ '<' ~ namn }}{% endautoescape %}",
    ),
    hazard(
        "autoescape off",
        "{{ namn }}{{ html }}{{ html|e }}{{ 'a & b'|e }}{{ '<b>'|safe }}{% set b %}<i>{% endset %}{{ b }}{{ b|e }}",
        {"autoescape": False},
    ),
    hazard(
        "autoescape by name",
        "{{ namn }}{% include 'del.txt' %}{% import 'm.html' as m %}{{ m.f('<') }}",
        {"autoescape": lambda name: bool(name) and name.endswith(".html")},
        del_txt="{{ namn }}",
        m_html="{% macro f(x) %}{{ x }}{{ '<' }}{% endmacro %}",
    ),
    hazard(
        "text that extends html",
        "{% extends 'bas.html' %}{% block a %}{{ namn }}{{ '<' }}{{ super() }}{% endblock %}",
        {"autoescape": lambda name: name == "bas.html"},
        bas_html="<p>{% block a %}{{ namn }}{% endblock %}</p>{{ namn }}",
    ),
    hazard(
        "safe",
        "{{ html|safe }}{{ html|safe|upper }}{{ html|e }}{{ html|e|e }}{{ html|forceescape }}{{ html|safe|e }}{{ '<b>å</b>'|safe }}{{ (html|safe) ~ namn }}{{ namn ~ (html|safe) }}",
    ),
    hazard(
        "filters that keep the place",
        "{{ ' läs mer '|trim }}{{ 'läs'|upper }}{{ 'LÄS'|lower }}{{ 'läs mer'|title }}{{ 'läs'|capitalize }}{% macro m(t) %}{{ t|trim }}{{ t|upper }}{{ t|title }}{{ t|capitalize }}{{ t|e }}{{ t[1:3] }}{{ t[0] }}{{ t[::-1] }}{{ t.strip() }}{{ t.lower() }}{% endmacro %}{{ m(' läs & mer ') }}{{ m(namn) }}",
    ),
    hazard(
        "filters of text",
        "{{ namn|replace('K', 'C') }}{{ namn|truncate(7) }}{{ namn|wordwrap(5) }}{{ namn|center(30) }}{{ namn|indent }}{{ 'a\nb'|indent(3, true) }}{{ namn|striptags }}{{ namn|urlencode }}{{ 'http://a.example b'|urlize }}{{ '%s & %s'|format(namn, tal) }}{{ namn|wordcount }}{{ namn|reverse }}{{ html|safe|striptags }}{{ namn|list|first }}",
    ),
    hazard(
        "filters of lists",
        "{{ lista|join(', ') }}{{ lista|join }}{{ lista|first }}{{ lista|last }}{{ lista|length }}{{ lista|sort|join('<') }}{{ lista|map('upper')|join(' & ') }}{{ lista|select('equalto', 'ett')|list }}{{ lista|batch(2, '-')|list }}{{ lista|slice(2)|list }}{{ [1, 2]|sum }}{{ person.barn|map(attribute='namn')|join('/') }}{{ person.barn|groupby('namn')|length }}{{ lista|unique|list }}{{ person.barn|selectattr('namn', 'eq', 'Bo')|list|length }}{{ lista|random in lista }}",
    ),
    hazard(
        "filters of values",
        "{{ tal|default(1) }}{{ saknas|default('inget värde') }}{{ tom|default('tomt', true) }}{{ ingen or 'eller' }}{{ 3.14159|round(2) }}{{ 1234567|filesizeformat }}{{ '12'|int + 1 }}{{ person|tojson }}{{ {'a': namn, 'b': none}|xmlattr }}{{ tal|string }}{{ lista|pprint }}{{ namn|pprint }}{{ tal|abs }}{{ person|attr('x')|default('å') }}{{ person|items|list|length }}",
    ),
    hazard(
        "operators",
        "{{ 1 + 2 }}{{ tal * 3 }}{{ tal ** 2 }}{{ tal % 4 }}{{ tal // 2 }}{{ tal / 2 }}{{ -tal }}{{ 'a' * 3 }}{{ 'a' + 'b' }}{{ '%s!' % namn }}{{ '%d' % tal }}{{ [1] + [2] }}{{ 'a' in lista }}{{ 1 < tal <= 7 }}{{ not ja }}{{ ja and 'x' or 'y' }}{{ 'a' ~ 1 ~ namn ~ none }}",
    ),
    hazard(
        "markup operators",
        "{{ ('<b>'|safe) + namn }}{{ namn + ('<b>'|safe) }}{{ ('<b>%s</b>'|safe) % namn }}{{ ('{}<'|safe).format(namn) }}{{ ('a,b'|safe).split(',')|join('<') }}{{ ('<'|safe) * 3 }}{{ ('-'|safe).join(lista) }}{{ '{} {x}'.format(namn, x='å') }}",
    ),
    hazard(
        "finalize",
        "{{ none }}{{ ingen }}{{ '<' }}{{ namn }}{{ saknas }}text{{ 1 }}",
        {"finalize": lambda value: value if value is not None else "–"},
    ),
    hazard(
        "constant folding",
        "{{ 'a' ~ 'b' }}{{ 'läs'|upper ~ '!' }}{{ ['a', 'b']|join('-') }}{{ 'x' if true else 'y' }}{{ {'a': 'å'}['a'] }}{{ ('a', 'b')[1] }}{{ 'a' 'b' }}{{ 'rad\\nbryt' }}{{ '\\u00e5' }}{{ \"'\" }}{{ 'abc'[1:] }}",
    ),
    hazard("unoptimised", "{{ 'a' ~ 'b' }}{{ 'läs'|upper }}{{ namn }}<p>", {"optimized": False}),
    hazard(
        "globals",
        "{{ range(3)|list }}{{ dict(a='å').a }}{% set c = cycler('udda', 'jämn') %}{{ c.next() }}{{ c.next() }}{% set j = joiner(', ') %}{% for x in lista %}{{ j() }}{{ x }}{% endfor %}",
    ),
    hazard(
        "tests",
        "{{ namn is string }}{{ tal is odd }}{{ saknas is defined }}{{ saknas is not defined }}{{ lista is iterable }}{{ tal is divisibleby 7 }}{{ person is mapping }}{{ ingen is none }}{{ 'x' is in lista }}{{ namn is escaped }}{{ (html|safe) is escaped }}{{ namn is filter }}{{ 'upper' is filter }}",
    ),
    hazard(
        "attributes that are methods",
        "{{ person['items'] }}{% for k, v in person.items() %}{{ k }} {% endfor %}{{ person.get('namn') }}{{ namn.upper() }}{{ lista.index('ett') }}",
    ),
    hazard(
        "self and print",
        "{% block a %}<p>{{ namn }}</p>{% endblock %}{{ self.a() }}{{ self.a()|upper }}{% print 'a', namn, tal %}",
    ),
    hazard(
        "undefined values that are tested",
        "{{ saknas|default('å') }}{% if saknas %}{% endif %}{{ saknas or namn }}{% for x in saknas or [] %}{% endfor %}{{ person.saknas is defined }}{{ saknas == 'x' }}",
    ),
    hazard(
        "unicode",
        "<p>😀 {{ namn }} e\u0301 \u200b\u202d \u2028 \x0b \x0c {{ '😀' }}</p>\n{{ 'İ'|lower }}{{ 'ß'|upper }}{% filter upper %}straße{% endfilter %}",
    ),
    hazard(
        "long tags over several lines",
        "{{\n  namn\n  | upper\n}}\n{%\n  if ja\n%}\n<p\n  class=\"{{ 'a'\n }}\">å</p>{%- endif -%}\n\n  slut",
    ),
    hazard(
        "dictionaries and subscripts",
        "{{ person.barn[0].namn }}{{ person['barn'][1]['namn'] }}{{ lista[-1] }}{{ lista[1:]|join }}{{ {'a': {'b': 'å'}}.a.b }}{{ (namn, 'å')[0] }}{{ lista.0 }}",
    ),
    hazard("debug", "{{ lipsum(1, false, 2, 3)|length > 0 }}"),
    hazard(
        "import in a block",
        "{% extends 'bas.html' %}{% from 'm.html' import falt %}{% block a %}{{ falt('Namn') }}{% endblock %}",
        bas_html="<i>{% block a %}{% endblock %}</i>",
        m_html=FORM,
    ),
    hazard(
        "include that extends",
        "a{% include 'barn.html' %}b{% include 'barn.html' %}",
        barn_html="{% extends 'bas.html' %}{% block a %}barn {{ namn }}{% endblock %}",
        bas_html="<i>{% block a %}bas{% endblock %}</i>",
    ),
    hazard("module printed", "{% import 'm.html' as m %}{{ m }}{{ m|string|length }}", m_html="text {{ 1 + 1 }} <b>"),
    hazard(
        "macro from an include's data",
        "{% set m %}{% include 'del.html' %}{% endset %}{{ m }}{{ m|trim|upper }}",
        del_html="  <p>{{ namn }}</p>\n",
    ),
    hazard(
        "caller that is tested",
        "{% macro m() %}{% if caller %}{{ caller() }}{% else %}ensam{% endif %}{% endmacro %}{{ m() }}{% call m() %}med{% endcall %}",
    ),
    hazard(
        "required block",
        "{% extends 'bas.html' %}{% block a %}x{% endblock %}",
        bas_html="<i>{% block a required %} {% endblock %}</i>",
    ),
    hazard("empty", ""),
    hazard("only a newline", "\n"),
    hazard("only whitespace tags", "{%- if ja -%} {%- endif -%}"),
]
