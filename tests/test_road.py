"""The whole road, from files in a folder to a report."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from template_check import config
from template_check.catalogue.verdict import Outcome
from template_check.errors import SettingsError, UsageError
from template_check.pipeline import Choice, Options, renditions, run

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _in_a_repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    config.nearest.cache_clear()


def put(name, text=""):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    config.nearest.cache_clear()


def result(*paths, select=(), jobs=1, **choice):
    options = Options(Choice(select=select, today=TODAY, **choice), jobs=jobs)
    return run([Path(path) for path in paths or (".",)], options)


def found(*paths, select=(), **choice):
    findings = result(*paths, select=select, **choice).findings
    return [(each.rule, f"{each.place.path}:{each.place.line}:{each.place.column}") for each in findings]


def test_a_fault_in_a_partial_is_placed_in_the_partial():
    put("_delar/hitta-hit.html.j2", '<h2>Hitta hit</h2>\n<p><img src="karta.png"> Entrén.</p>\n')
    put("kallelse.html.j2", '<p>Hej {{ namn }}!</p>\n{% include "_delar/hitta-hit.html.j2" %}\n')
    put("kallelse.samples/standard.json", '{"namn": "Kim"}')

    [finding] = result(select=("images/missing-alt-text",)).findings

    assert finding.place == ("_delar/hitta-hit.html.j2", 2, 4, 2, 25)
    assert finding.excerpt == '<img src="karta.png">'
    assert [(place.path, place.line) for place in finding.messages[0].via] == [("kallelse.html.j2", 2)]


def test_a_fault_in_a_shared_partial_is_one_finding_with_every_message():
    put("_karta.html.j2", '<p><img src="karta.png"></p>')
    for name in ("a", "b", "c"):
        put(f"{name}.html.j2", '<p>Hej!</p>\n{% include "_karta.html.j2" %}')

    [finding] = result(select=("images",)).findings

    assert [shown.path for shown in finding.messages] == ["a.html.j2", "b.html.j2", "c.html.j2"]


def test_a_finding_tells_all_samples_that_show_it_and_no_other():
    put("a.html.j2", '{% if karta %}<img src="{{ karta }}">{% endif %}')
    put("a.toml", '[samples.med]\nkarta = "a.png"\n[samples.ocksa]\nkarta = "b.png"\n[samples.utan]\nkarta = ""\n')

    [finding] = result(select=("images",)).findings

    assert [shown.samples for shown in finding.messages] == [("med", "ocksa")]


def test_undefined_values_are_told_at_once_each_with_the_samples_that_lack_them():
    put("a.html.j2", "<p>{{ dag }} {{ tid }}</p>\n<p>{{ plats.namn }}</p>")
    put("a.samples/en.json", '{"dag": "måndag", "plats": {}}')
    put("a.samples/tva.json", '{"tid": "9", "plats": {"namn": "x"}}')

    findings = result(select=("template/undefined-variable",)).findings

    assert [(each.excerpt, each.messages[0].samples) for each in findings] == [
        ("dag", ("tva",)),
        ("tid", ("en",)),
        ("plats.namn", ("en",)),
    ]


def test_a_missing_include_is_placed_and_the_rest_is_judged():
    put("a.html.j2", '{% include "finns-inte.html" %}\n<p><a href="/x"></a></p>')

    assert found(select=("template/missing-template", "links/empty-link")) == [
        ("template/missing-template", "a.html.j2:1:1"),
        ("links/empty-link", "a.html.j2:2:4"),
    ]


def test_a_syntax_error_in_one_template_leaves_the_others_judged():
    put("a.html.j2", "<p>{% if x %}</p>")
    put("b.html.j2", '<p><a href="/x"></a></p>')

    assert found(select=("template/syntax-error", "links/empty-link")) == [
        ("template/syntax-error", "a.html.j2:1:4"),
        ("links/empty-link", "b.html.j2:1:4"),
    ]


def test_values_of_the_message_file_are_rendered_with_the_sample_and_placed_in_it():
    put("a.html.j2", "<p>Hej!</p>")
    put("a.toml", 'subject = "Tid hos {{ mottagning }}"\n[samples.standard]\nnamn = "x"\n')

    [finding] = result(select=("template/undefined-variable",)).findings

    assert (finding.place.path, finding.place.line, finding.place.column) == ("a.toml", 1, 11)
    assert finding.messages[0].samples == ("standard",)


def test_a_fault_in_the_message_file_is_told_once_without_a_sample():
    put("a.html.j2", "<p>Hej!</p>")
    put("a.toml", 'knd = "appointment"\n[samples.a]\nx = 1\n[samples.b]\nx = 2\n')

    [finding] = result(select=("template/invalid-message-file",)).findings

    assert (finding.place.path, finding.place.line, finding.excerpt) == ("a.toml", 1, "knd")
    assert finding.messages[0].samples == ()
    assert "kind" in str(finding.values)


def test_a_text_message_is_judged_as_text():
    put("a.txt.j2", "HEJ PÅ DIG DU SOM SKA KOMMA TILL OSS\n\nVi ses <b>snart</b>.\n")

    report = result()

    assert {finding.rule for finding in report.findings if finding.rule.startswith(("document/", "headings/"))} == set()
    assert "text/all-capitals" in {finding.rule for finding in report.findings}


def test_without_a_sample_stand_in_values_are_shown_and_told_once():
    put("a.html.j2", "<p>{{ x.y }} {% for z in w %}{{ z }}{% endfor %}</p>")

    assert found(select=("template",)) == [("template/missing-sample", "a.html.j2:1:1")]
    assert result().templates[0].samples == ()


class TestSilencing:
    def test_a_comment_silences_its_line_with_a_reason(self):
        put("a.html.j2", '<p><a href="/x"></a></p> {# template-check: ignore links/empty-link -- byts ut #}')

        report = result(select=("links", "template"))

        assert [finding.rule for finding in report.findings] == []
        assert [(each.finding.rule, each.reason) for each in report.silenced] == [("links/empty-link", "byts ut")]

    def test_unused_unknown_and_reasonless_silencers_are_findings(self):
        put(
            "a.html.j2",
            "{# template-check: ignore links/empty-link -- finns inte mer #}\n<p>Hej</p>\n"
            "{# template-check: ignore links/emty-link -- fel namn #}\n<p>Hej</p>\n"
            '<p><a href="/x"></a></p> {# template-check: ignore links/empty-link #}\n',
        )

        assert found(select=("links", "template")) == [
            ("template/unused-silencer", "a.html.j2:1:27"),
            ("template/unused-silencer", "a.html.j2:3:27"),
            ("template/silencer-without-reason", "a.html.j2:5:26"),
        ]

    def test_a_partials_silencer_that_another_message_needs_is_not_called_unused(self):
        put(
            "_del.html.j2",
            '{# template-check: ignore links/empty-link -- fylls i #}\n<p><a href="/x">{{ ord }}</a></p>',
        )
        put("a.html.j2", '{% include "_del.html.j2" %}')
        put("a.samples/standard.json", '{"ord": "Läs om ögonen"}')
        put("b.html.j2", '{% include "_del.html.j2" %}')
        put("b.samples/standard.json", '{"ord": ""}')

        assert found("a.html.j2", select=("links", "template")) == []
        assert found(select=("links", "template")) == []
        assert [each.finding.messages[0].path for each in result(select=("links",)).silenced] == ["b.html.j2"]

    def test_a_comment_in_the_message_file_silences_there(self):
        put("a.html.j2", "<p>Hej</p>")
        put("a.toml", 'knd = "x"  # template-check: ignore template/invalid-message-file -- provas\n')

        assert found(select=("template",)) == []


class TestSettings:
    def test_severities_and_options_replace_the_cards(self):
        put("a.html.j2", '<p><a href="/x"></a></p>')
        put("template-check.toml", '[severity]\n"links/empty-link" = "advice"\n')

        assert [finding.severity for finding in result(select=("links",)).findings] == ["advice"]

    def test_a_severity_of_the_settings_holds_for_all_verdicts_of_the_rule(self):
        put("a.html.j2", "<p>Ring oss senast 11-12-13, eller kom den 2026-12-11 klockan nio.</p>")
        put("template-check.toml", '[severity]\n"plain-language/ambiguous-date" = "error"\n')

        assert {finding.severity for finding in result(select=("plain-language/ambiguous-date",)).findings} == {"error"}

    def test_a_rule_that_is_off_is_not_run(self):
        put("a.html.j2", '<p><a href="/x"></a></p>')
        put("template-check.toml", 'select = ["links"]\n[severity]\n"links/empty-link" = "off"\n')

        assert found() == []

    def test_files_can_ignore_rules(self):
        put("gamla/a.html.j2", '<p><a href="/x"></a></p>')
        put("nya/b.html.j2", '<p><a href="/x"></a></p>')
        put("template-check.toml", '[per-file]\n"gamla/**" = ["links"]\n')

        assert found(select=("links/empty-link",)) == [("links/empty-link", "nya/b.html.j2:1:4")]

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ('select = ["lnks"]', "line 1: There is no rule or group named lnks. Did you mean links?"),
            ('\n[severity]\n"links/emty-link" = "off"', "line 3: There is no rule or group named links/emty-link."),
            ('[per-file]\n"x/**" = ["lnks"]', "line 2: There is no rule or group named lnks."),
            ('[options."text/tiny-text"]\nsmalest = 3', "line 2: The rule text/tiny-text has no option named smalest."),
        ],
    )
    def test_a_fault_names_file_line_and_what_to_do(self, text, told):
        put("a.html.j2", "<p>Hej</p>")
        put("template-check.toml", text)

        with pytest.raises(SettingsError) as raised:
            result()
        assert f"template-check.toml, {told}" in str(raised.value)

    def test_each_message_is_judged_by_the_settings_nearest_to_it(self):
        put("a/template-check.toml", 'select = ["links"]')
        put("b/template-check.toml", 'select = ["images"]')
        for folder in ("a", "b"):
            put(f"{folder}/m.html.j2", '<p><a href="/x"></a><img src="y.png"></p>')

        assert found() == [("links/empty-link", "a/m.html.j2:1:4"), ("images/missing-alt-text", "b/m.html.j2:1:21")]

    def test_a_selector_of_the_command_line_replaces_the_settings(self):
        put("template-check.toml", 'select = ["images"]')
        put("m.html.j2", '<p><a href="/x"></a><img src="y.png"></p>')

        assert found(select=("links/empty-link",)) == [("links/empty-link", "m.html.j2:1:4")]
        with pytest.raises(UsageError, match="Did you mean links"):
            found(select=("linkz",))


def test_a_text_can_stand_in_for_a_file():
    put("a.html.j2", "<p>Hej</p>")

    assert found(
        "a.html.j2",
        select=("links/empty-link",),
        replaced={Path("a.html.j2").absolute(): '<p>\n<a href="/x"></a></p>'},
    ) == [("links/empty-link", "a.html.j2:2:1")]


def test_what_holds_no_text_is_a_finding():
    Path("a.html.j2").write_bytes(b"<p>\xe5</p>")

    assert found(select=("template",)) == [("template/unreadable-file", "a.html.j2:1:1")]


def test_content_from_the_sample_is_marked_and_weighs_at_most_as_a_warning():
    put("a.html.j2", "<div>{{ html|safe }}</div>")
    put("a.samples/standard.json", json.dumps({"html": '<a href="/x"></a>'}))

    [finding] = result(select=("links/empty-link",)).findings

    assert (finding.from_data, finding.severity, finding.excerpt) == (True, "warning", "{{ html|safe }}")


def test_several_processes_give_the_same_report():
    for number in range(20):
        put(f"m{number:02}.html.j2", '<p>{{ x }}<a href="/x"></a></p>{% if y %}<p>{{ z }}</p>{% endif %}')
        put(f"m{number:02}.samples/standard.json", '{"x": 1}')

    one, three = result(jobs=1), result(jobs=3)

    assert one == replace(three, rules=one.rules)
    assert len(one.templates) == 20


def test_every_sample_of_a_message_can_be_shown():
    put("a.html.j2", "<p>{{ namn }}</p>")
    put("a.samples/b.json", '{"namn": "Bo"}')
    put("a.samples/a.json", '{"namn": "Åsa"}')

    shown = renditions(Path("a.html.j2"), Options())

    assert [each.rendering.text for each in shown] == ["<p>Åsa</p>", "<p>Bo</p>"]


def test_the_same_text_with_two_samples_is_judged_alike():
    put("a.html.j2", '<a href="/x"></a>{% if x %}{% endif %}')
    put("a.samples/b.json", '{"x": 1}')
    put("a.samples/a.json", '{"x": 0}')

    [finding] = result(select=("links/empty-link",)).findings

    assert finding.outcome is Outcome.FAILED
    assert finding.messages[0].samples == ("a", "b")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("loops", "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}"),
        ("output", "{% for a in range(100000) %}{% for b in range(100000) %}<p>hej</p>{% endfor %}{% endfor %}"),
        ("a long text", '{{ "x" * 10**9 }}'),
        ("a wide filter", '{{ "a"|center(10**9) }}'),
        ("a wide format", "{{ '%0999999999d'|format(1) }}"),
        ("doubling lists", "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}"),
        ("a macro without end", "{% macro a(n) %}{{ a(n) }}{% endmacro %}{{ a(1) }}"),
        ("lorem ipsum", "{{ lipsum(100000) }}"),
        ("deep nesting", "{% if 1 %}" * 500 + "x" + "{% endif %}" * 500),
    ],
)  # fmt: skip
def test_what_takes_too_much_is_stopped_and_told_and_the_others_are_judged(name, text):
    put("a.html.j2", text)
    put("b.html.j2", '<p><a href="/x"></a></p>')

    findings = result(select=("template/exceeded-limit", "links/empty-link")).findings

    assert [finding.rule for finding in findings] == ["template/exceeded-limit", "links/empty-link"], name
    assert findings[0].place.path == "a.html.j2"


def test_a_table_of_huge_spans_holds_up_no_other_message():
    row = "<tr>" + "<td colspan=1000 rowspan=65534>x</td>" * 300 + "</tr>"
    put("a.html.j2", f"<table>{row * 300}</table>")
    put("b.html.j2", '<p><a href="/x"></a></p>')

    assert ("links/empty-link", "b.html.j2:1:4") in found(select=("tables", "links/empty-link"))


def test_no_template_reaches_python_or_files_outside_its_search_path():
    put("utanfor.html", "hemligt")
    put(
        "mallar/.git/x",
    )
    put("mallar/a.html.j2", '{% include "../utanfor.html" %}{% include "/etc/passwd" %}')
    put(
        "mallar/b.html.j2",
        "{{ ''.__class__.__mro__ }}{{ cycler.__init__.__globals__ }}{{ self._TemplateReference__context }}",
    )

    texts = [renditions(Path(f"mallar/{name}.html.j2"), Options())[0].rendering.text for name in ("a", "b")]

    assert [text.strip() for text in texts] == ["", ""]
    assert found("mallar", select=("template/missing-template",)) == [
        ("template/missing-template", "mallar/a.html.j2:1:1"),
        ("template/missing-template", "mallar/a.html.j2:1:32"),
    ]


def test_a_sample_of_many_megabytes_is_told_and_not_read():
    put("a.html.j2", "<p>{{ x|length }}</p>")
    put("a.samples/stor.json", json.dumps({"x": "y" * 11_000_000}))

    assert found(select=("template",)) == [("template/exceeded-limit", "a.samples/stor.json:1:1")]


def test_newlines_of_other_systems_in_sample_data_move_no_place():
    put("a.html.j2", '<p>{{ adress }}</p>\n<p><img src="karta.png"></p>\n')
    put("a.samples/ett.json", json.dumps({"adress": "Storgatan 1\r\nLunda\rSverige\r\n"}))

    assert found(select=("images/missing-alt-text",)) == [("images/missing-alt-text", "a.html.j2:2:4")]
