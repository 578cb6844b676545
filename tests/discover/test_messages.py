"""Which files are messages, with which search path, message file and samples."""

from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound

from template_check import config
from template_check.discover.loader import TemplateLoader
from template_check.discover.messages import messages, named
from template_check.errors import UsageError


@pytest.fixture(autouse=True)
def _in_a_repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    config.nearest.cache_clear()


def put(name, text=""):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def paths(*named_paths):
    return [message.path for message in messages([Path(path) for path in named_paths or (".",)])]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html", ("a", False)),
        ("a.xhtml.jinja", ("a", False)),
        ("a.html.j2", ("a", False)),
        ("a.j2", ("a", False)),
        ("kallelse v1.2.j2", ("kallelse v1.2", False)),
        ("a.txt.jinja2", ("a", True)),
        ("a.txt", None),
        ("a.yaml.j2", None),
        ("a.py", None),
    ],
)
def test_a_message_is_known_by_its_name(name, expected):
    assert expected == named(name)


def test_partials_ignored_and_excluded_files_are_no_messages():
    put("a.html.j2")
    put("_delar/b.html.j2")
    put("_c.html.j2")
    put("dist/d.html")
    put("gamla/e.html")
    put(".gitignore", "dist/\n")
    put("template-check.toml", 'exclude = ["gamla/**"]')

    assert paths() == ["a.html.j2"]


def test_a_template_that_another_uses_is_judged_through_its_users_unless_it_has_samples():
    put("a.html.j2", '{% extends "bas.html.j2" %}{% include "ruta.html.j2" %}')
    put("bas.html.j2")
    put("ruta.html.j2")
    put("ruta.toml", 'kind = "information"')

    assert paths() == ["a.html.j2", "ruta.html.j2"]


def test_a_named_partial_checks_its_users_and_itself_when_it_has_none():
    put("_del.html.j2")
    put("_ensam.html.j2")
    put("m/a.html.j2", '{% include "_del.html.j2" %}')
    put("m/b.html.j2")

    assert paths("_del.html.j2") == ["m/a.html.j2"]
    assert paths("_ensam.html.j2") == ["_ensam.html.j2"]


def test_a_named_message_file_or_sample_checks_its_message_and_other_files_none():
    put("a.html.j2")
    put("a.toml", '[samples]\nx = "data/x.json"')
    put("a.samples/y.json", "{}")
    put("data/x.json", "{}")
    put("annat.md")

    assert [paths("a.toml"), paths("a.samples/y.json"), paths("data/x.json")] == [["a.html.j2"]] * 3
    assert paths("annat.md") == []


def test_a_named_message_that_others_build_on_checks_them_too():
    put("a.html.j2", '{% extends "bas.html.j2" %}')
    put("bas.html.j2", "{% block x %}{% endblock %}")
    put("bas.toml")
    put("c.html.j2", "bas")

    assert paths("bas.html.j2") == ["a.html.j2", "bas.html.j2"]


def test_a_named_part_need_not_be_called_as_templates_are():
    put("a.html.j2", '{% include "_fot.inc" %}')
    put("_fot.inc", "<p>Hej</p>")

    assert paths("_fot.inc") == ["a.html.j2"]


def test_what_the_settings_exclude_is_passed_over_when_it_is_named():
    put("template-check.toml", 'exclude = ["gamla/**"]')
    put("gamla/a.html.j2", "<p>Hej</p>")
    put("gamla/a.toml")

    assert paths("gamla/a.html.j2", "gamla/a.toml") == []


def test_a_path_that_does_not_exist_is_a_usage_error():
    with pytest.raises(UsageError):
        paths("finns-inte")


def test_the_search_path_is_the_first_folder_upward_from_which_all_names_resolve():
    put("mallar/_delar/fot.html.j2", '{% include "_delar/adress.html.j2" %}')
    put("mallar/_delar/adress.html.j2")
    put("mallar/hud/a.html.j2", '{% include "_delar/fot.html.j2" %}')

    [message] = messages([Path("mallar/hud")])

    assert ("hud/a.html.j2", (Path.cwd() / "mallar",)) == (message.name, message.folders)
    assert message.uses == ("mallar/_delar/adress.html.j2", "mallar/_delar/fot.html.j2")


def test_the_loader_never_leaves_its_folders(tmp_path):
    put("hemlig.txt", "x")
    put("mallar/a.html", "\ufeffa")
    (tmp_path / "mallar/lank.html").symlink_to(tmp_path / "hemlig.txt")
    loader = TemplateLoader([tmp_path / "mallar"])

    text, path, _ = loader.get_source(Environment(), "a.html")

    assert (text, path) == ("a", "mallar/a.html")
    for name in ("../hemlig.txt", "lank.html", "/etc/passwd"):
        with pytest.raises(TemplateNotFound):
            loader.get_source(Environment(), name)


def test_samples_are_read_from_file_folder_and_path():
    put("a.html.j2")
    put("a.toml", '[samples]\nb = "data/x.toml"\n[samples.a]\nnamn = "Kim"')
    put("data/x.toml", "namn = 'Alex'")
    put("a.samples/c.yaml", "namn: Sam")

    [message] = messages([Path("a.html.j2")])

    assert message.faults == ()
    assert [(one.name, one.data["namn"]) for one in message.samples] == [("a", "Kim"), ("b", "Alex"), ("c", "Sam")]


@pytest.mark.parametrize(
    ("text", "problem", "excerpt"),
    [
        ('knd = "prom"', "unknown-key", "knd"),
        ('kind = "prmo"', "unknown-value", '"prmo"'),
        ("subject = 3", "needs-text", "3"),
        ('[sending]\nnotify = "ja"', "needs-truth", '"ja"'),
        ("[review]\nreviewed = 2026-10-01T08:00:00", "needs-date", "2026-10-01T08:00:00"),
        ("subject = = 1", "invalid-toml", "subject = = 1"),
        ('[samples]\nx = "saknas.json"', "sample-missing", '"saknas.json"'),
        ('[samples]\nx = "x.csv"', "unknown-format", '"x.csv"'),
        ("[samples]\nx = 4", "no-mapping", "4"),
    ],
)
def test_a_fault_in_a_message_file_stands_at_its_key_or_value(text, problem, excerpt):
    put("a.html.j2")
    put("a.toml", text)

    [message] = messages([Path("a.html.j2")])

    [fault] = message.faults
    source = message.sources[fault.span.path]
    assert ("invalid-message-file", problem) == (fault.kind, fault.values["problem"])
    assert excerpt == source.text[fault.span.start : fault.span.end]


def test_two_different_samples_of_one_name_are_a_fault_and_the_same_twice_is_one():
    put("a.html.j2")
    put("a.toml", "[samples.x]\nnamn = 'Kim'\n[samples.y]\nnamn = 'Kim'")
    put("a.samples/x.json", '{"namn": "Kim"}')
    put("a.samples/y.json", '{"namn": "Alex"}')

    [message] = messages([Path("a.html.j2")])

    assert [fault.values["problem"] for fault in message.faults] == ["duplicate-sample"]
    assert [sample.name for sample in message.samples] == ["x", "y"]


def test_a_broken_sample_is_placed_on_its_line():
    put("a.html.j2")
    put("a.samples/x.json", '{\n"namn": \n}')

    [fault] = messages([Path("a.html.j2")])[0].faults

    assert (fault.span.path, fault.values["problem"]) == ("a.samples/x.json", "invalid-sample")


def test_the_examples_are_read_without_a_fault():
    found = messages([Path(__file__).parents[2] / "templates_examples/clean"])

    assert len(found) >= 10
    assert [fault for message in found for fault in message.faults] == []
    assert all(message.samples for message in found)


@pytest.mark.parametrize("name", ["/etc/hostname", "../utanfor.html", "x" * 5000, "a\0b"])
def test_a_name_that_leads_nowhere_or_out_is_not_followed(name):
    put("m/a.html.j2", f'{{% include "{name}" %}}')
    put("utanfor.html")

    assert [message.uses for message in messages([Path("m")])] == [()]
