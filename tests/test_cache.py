"""What is kept between runs: never a wrong result, and no message judged again whose files are as they were."""

import os
import random
import stat
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import msgspec
import pytest

from template_check import config
from template_check.cache.folder import CacheFolder
from template_check.cache.results import Results
from template_check.catalogue.load import load
from template_check.findings import MessageResult
from template_check.inspection import Choice, Inspector
from template_check.pipeline import Options, run
from template_check.reports import write
from template_check.reports.view import View

TODAY = date(2026, 11, 24)
CARD = """
applies_to = "link"
severity = "warning"
[sv]
title = "t"
message = "m"
why = "w"
how = "h"
[en]
title = "t"
message = "m"
why = "w"
how = "h"
[[fail]]
html = '<a href="/x">a</a>'
finds = ["a"]
[[pass]]
html = "<p>a</p>"
"""
CHECK = "from template_check.catalogue.verdict import PASSES, fails\ndef odd_link(link, rule): return {}\n"


@pytest.fixture(autouse=True)
def _in_a_repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / ".git").mkdir()
    config.nearest.cache_clear()
    load.cache_clear()


def put(name, text=""):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def tree():
    """Two messages that share a macro; one brings in a partial, a partial by a computed name, and one that is missing."""
    put("_delar/fot.html.j2", '<p><a href="/fot"></a></p>')
    put("_delar/sv.html.j2", "<p>Hej</p>")
    put("_delar/makron.html.j2", '{% macro knapp(t) %}<a href="/k">{{ t }}</a>{% endmacro %}')
    put(
        "a.html.j2",
        '{% from "_delar/makron.html.j2" import knapp %}{{ knapp("Läs mer") }}<p>{{ namn }}</p>'
        '{% include "_delar/fot.html.j2" %}{% include "_delar/" ~ sprak ~ ".html.j2" %}'
        '{% include "_delar/saknas.html.j2" ignore missing %}',
    )
    put("a.samples/ett.json", '{"namn": "Kim", "sprak": "sv"}')
    put("b.html.j2", '{% from "_delar/makron.html.j2" import knapp %}<p>{{ knapp("Boka") }}</p>')
    put("b.toml", 'subject = "Din tid"\n[samples]\nett = "data/ett.json"\n')
    put("data/ett.json", "{}")


@pytest.fixture
def judged(monkeypatch, tmp_path):
    """The report of a run on the whole tree as JSON, and which messages were judged for it and not taken from before."""
    seen = []
    inspect = Inspector.inspect

    def counted(inspector, message):
        seen.append(message.path)
        return inspect(inspector, message)

    monkeypatch.setattr(Inspector, "inspect", counted)

    def judging(*, keep=True, way=(), **choice):
        seen.clear()
        config.nearest.cache_clear()
        load.cache_clear()
        chosen = Choice(**{"today": TODAY, **choice})
        # As if the files had been written well before the run.
        kept = Results(CacheFolder(tmp_path), (chosen,), time.time_ns() + 10**10) if keep else None
        report = run([Path()], Options(chosen, jobs=1, kept=kept))
        if kept is not None:
            kept.save()
        return write("json", report, View(today=TODAY)), list(seen)

    return judging


def test_what_is_unchanged_is_not_judged_again_and_told_in_the_same_bytes(judged):
    tree()
    first, all_judged = judged()
    second, none_judged = judged()

    assert (all_judged, none_judged) == (["a.html.j2", "b.html.j2"], [])
    assert first == second == judged(keep=False)[0]


CHANGES = {
    "the template": ("a.html.j2", "<p>Annat</p>", ["a.html.j2"]),
    "a partial": ("_delar/fot.html.j2", "<p>Annat</p>", ["a.html.j2"]),
    "a partial with a computed name": ("_delar/sv.html.j2", '<img src="x">', ["a.html.j2"]),
    "a partial that was missing": ("_delar/saknas.html.j2", '<img src="x">', ["a.html.j2"]),
    "a macro": (
        "_delar/makron.html.j2",
        '{% macro knapp(t) %}<a href="/k"></a>{% endmacro %}',
        ["a.html.j2", "b.html.j2"],
    ),
    "a sample": ("a.samples/ett.json", '{"sprak": "sv"}', ["a.html.j2"]),
    "a new sample": ("a.samples/två.json", '{"namn": "Åsa", "sprak": "sv"}', ["a.html.j2"]),
    "a message file": ("b.toml", 'subject = "Annat"\n[samples]\nett = "data/ett.json"\n', ["b.html.j2"]),
    "a new message file": ("a.toml", 'subject = "Nytt"\n', ["a.html.j2"]),
    "a new folder of samples": ("b.samples/två.json", '{"x": 1}', ["b.html.j2"]),
    "a sample that the message file names": ("data/ett.json", '{"x": 1}', ["b.html.j2"]),
    "a sign-off": ("b.review.toml", "", ["b.html.j2"]),
    "new settings": ("template-check.toml", 'ignore = ["links"]\n', ["a.html.j2", "b.html.j2"]),
    "something else": ("LÄS.md", "Hej\n", []),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_judged_anew_in_the_messages_that_rest_on_it_and_no_other(judged, what):
    tree()
    judged()
    name, text, expected = CHANGES[what]
    put(name, text)
    report, seen = judged()

    assert seen == expected
    assert report == judged(keep=False)[0]


@pytest.mark.parametrize("name", ["_delar/fot.html.j2", "_delar/sv.html.j2", "a.samples/ett.json"])
def test_what_is_taken_away_is_judged_anew(judged, name):
    tree()
    judged()
    Path(name).unlink()
    report, seen = judged()

    assert seen == ["a.html.j2"]
    assert report == judged(keep=False)[0]


def test_a_template_that_comes_earlier_in_the_search_path_is_judged(judged):
    tree()
    put("template-check.toml", 'search-path = ["egna", "."]\n')
    Path("egna").mkdir()
    judged()
    put("egna/_delar/fot.html.j2", "<p>Vår egen fot</p>")
    report, seen = judged()

    assert seen == ["a.html.j2"]
    assert report == judged(keep=False)[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("regler/checks/links.py", CHECK.format("PASSES")),
        ("regler/links/odd-link.toml", CARD.replace("warning", "error")),
        ("template-check.toml", 'rules = ["regler"]\n[severity]\n"links/odd-link" = "advice"\n'),
    ],
)
def test_a_rule_of_ones_own_that_changes_is_run_anew(judged, name, text):
    tree()
    put("template-check.toml", 'rules = ["regler"]\n')
    put("regler/links/odd-link.toml", CARD)
    put("regler/checks/links.py", CHECK.format("fails()"))
    judged()
    put(name, text)
    report, seen = judged()

    assert seen == ["a.html.j2", "b.html.j2"]
    assert report == judged(keep=False)[0]


@pytest.mark.parametrize("name", ["inkopt_modul.py", "inkopt_hjalp.py", "texter/sv.mo"])
def test_code_of_the_project_or_what_it_may_read_that_changes_is_run_anew(judged, name):
    tree()
    put("template-check.toml", '[jinja]\nsetup = "inkopt_modul:prepare"\n')
    put("inkopt_modul.py", "import inkopt_hjalp\ndef prepare(environment): environment.globals['x'] = 1\n")
    put("inkopt_hjalp.py")
    put("texter/sv.mo", "x")
    judged()
    assert judged()[1] == []
    put(name, Path(name).read_text("utf-8") + "\n")

    assert judged()[1] == ["a.html.j2", "b.html.j2"]
    put("a.samples/ett.json", '{"namn": "Åsa", "sprak": "sv"}')
    assert judged()[1] == ["a.html.j2"]


@pytest.mark.parametrize(
    "choice",
    [{"today": date(2026, 11, 25)}, {"profile": "accessibility"}, {"select": ("links",)}, {"renderings": True}],
    ids=str,
)
def test_another_day_or_choice_is_judged_anew(judged, choice):
    tree()
    judged()
    report, seen = judged(**choice)

    assert seen == ["a.html.j2", "b.html.j2"]
    assert report == judged(keep=False, **choice)[0]


def test_messages_that_were_not_asked_for_stay_known(judged, tmp_path):
    tree()
    judged()
    chosen = Choice(today=TODAY)
    kept = Results(CacheFolder(tmp_path), (chosen,), time.time_ns() + 10**10)
    put("b.toml", 'subject = "Annat"\n')
    run([Path("b.html.j2")], Options(chosen, jobs=1, kept=kept))
    kept.save()

    assert judged()[1] == []


def test_any_order_of_changes_gives_the_report_of_a_fresh_run(judged):
    tree()
    chance = random.Random(20261124)
    before = {name: Path(name).read_text("utf-8") for name, _, _ in CHANGES.values() if Path(name).exists()}
    for _ in range(40):
        name, text, _ = CHANGES[chance.choice(sorted(CHANGES))]
        if Path(name).exists() and chance.random() < 0.3:
            Path(name).unlink()
        else:
            put(name, before.get(name, text) if chance.random() < 0.5 else text)
        report, _ = judged()

        assert report == judged(keep=False)[0]


def test_a_file_that_may_change_unnoticed_is_not_kept(tmp_path):
    tree()
    chosen = Choice(today=TODAY)
    for since in (time.time_ns(), time.time_ns() - 10**9):
        kept = Results(CacheFolder(tmp_path), (chosen,), since)
        run([Path()], Options(chosen, jobs=1, kept=kept))
        kept.save()

        assert not list(tmp_path.glob(".template-check-cache/*.results"))


def test_a_result_that_met_a_limit_is_not_kept(judged):
    put("a.html.j2", "{% for x in range(900) %}{{ x }}{% endfor %}")
    put("template-check.toml", "[limits]\nturns = 10\n")
    report, _ = judged()

    assert "exceeded-limit" in report
    assert judged()[1] == ["a.html.j2"]


class TestFiles:
    """The cache's files: private, whole, and not trusted when they are not ours."""

    def test_the_folder_is_private_and_ignored_by_git(self, tmp_path):
        CacheFolder(tmp_path).write("a.results", b"hemligt")
        folder = tmp_path / ".template-check-cache"

        assert (folder / ".gitignore").read_text() == "*\n"
        if os.name == "posix":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert stat.S_IMODE((folder / "a.results").stat().st_mode) == 0o600

    @pytest.mark.parametrize(
        "spoil", [lambda b: b[:-1], lambda b: b[:20] + b"x" + b[21:], lambda b: b"", lambda b: b"{}"]
    )
    def test_a_broken_file_is_passed_over_and_told(self, tmp_path, spoil):
        CacheFolder(tmp_path).write("a.results", b"hemligt")
        file = tmp_path / ".template-check-cache/a.results"
        file.write_bytes(spoil(file.read_bytes()))
        folder = CacheFolder(tmp_path)

        assert folder.read("a.results") is None
        assert folder.problems == {file.as_posix(): "broken"}

    @pytest.mark.skipif(os.name != "posix", reason="only POSIX has these permissions")
    def test_files_from_a_checkout_or_open_to_others_are_passed_over_and_told(self, tmp_path):
        CacheFolder(tmp_path).write("a.results", b"inga fel alls")
        file = tmp_path / ".template-check-cache/a.results"
        file.chmod(0o644)
        folder = CacheFolder(tmp_path)

        assert folder.read("a.results") is None
        assert folder.problems == {file.as_posix(): "foreign"}
        folder.write("a.results", b"x")
        assert folder.read("a.results") == b"x"

    @pytest.mark.skipif(os.name != "posix", reason="only POSIX has these permissions")
    def test_a_folder_open_to_others_keeps_nothing_and_says_nothing_until_a_file_is_there(self, tmp_path):
        (tmp_path / ".template-check-cache").mkdir()
        (tmp_path / ".template-check-cache").chmod(0o777)
        folder = CacheFolder(tmp_path)
        folder.write("a.results", b"x")

        assert (folder.read("a.results"), folder.problems) == (None, {})
        (tmp_path / ".template-check-cache/a.results").write_bytes(b"inga fel alls")
        (tmp_path / ".template-check-cache/a.results").chmod(0o600)
        assert folder.read("a.results") is None
        assert list(folder.problems.values()) == ["foreign"]

    @pytest.mark.skipif(os.name != "posix", reason="symbolic links need a privilege elsewhere")
    def test_a_folder_that_leads_elsewhere_is_not_written_to(self, tmp_path):
        (tmp_path / "annat").mkdir(mode=0o700)
        (tmp_path / ".template-check-cache").symlink_to(tmp_path / "annat")
        CacheFolder(tmp_path).write("a.results", b"x")

        assert list((tmp_path / "annat").iterdir()) == []

    def test_a_folder_that_cannot_be_written_keeps_nothing(self, tmp_path):
        (tmp_path / ".template-check-cache").write_text("")
        folder = CacheFolder(tmp_path)
        folder.write("a.results", b"x")

        assert folder.read("a.results") is None

    def test_only_the_newest_are_kept(self, tmp_path):
        folder = CacheFolder(tmp_path)
        for number in range(12):
            folder.write(f"{number}.results", b"x")
            os.utime(tmp_path / f".template-check-cache/{number}.results", (number, number))

        assert len(list(tmp_path.glob(".template-check-cache/*.results"))) == 5
        assert folder.read("11.results") == b"x"

    def test_readers_see_a_whole_file_while_others_write(self, tmp_path):
        contents = [bytes([number]) * 200_000 for number in range(4)]
        CacheFolder(tmp_path).write("a.results", contents[0])
        writers = [
            threading.Thread(target=lambda c=content: [CacheFolder(tmp_path).write("a.results", c) for _ in range(30)])
            for content in contents
        ]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            assert CacheFolder(tmp_path).read("a.results") in contents

    def test_contents_of_another_kind_are_passed_over_and_told(self, judged, tmp_path):
        tree()
        first, _ = judged()
        [file] = tmp_path.glob(".template-check-cache/*.results")
        CacheFolder(tmp_path).write(file.name, msgspec.msgpack.encode([1, 2]))
        second, seen = judged()

        assert (second, seen) == (first, ["a.html.j2", "b.html.j2"])


def test_every_result_of_the_examples_comes_back_as_it_was(tmp_path):
    examples = Path(__file__).parent.parent / "templates_examples"
    report = run([examples], Options(Choice(today=TODAY, renderings=True), jobs=1))

    for message in report.templates:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(message), type=MessageResult) == message


def command(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "template_check", *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
    )


CHECKED = ("check", ".", "--today", "2026-11-24", "--fail-on", "never")


class TestCommand:
    """The command line with what it kept."""

    @pytest.fixture(autouse=True)
    def _tree(self):
        tree()
        time.sleep(0.1)

    @pytest.mark.parametrize("style", ["terminal", "json"])
    def test_an_untouched_tree_gives_the_same_bytes_without_jinja_or_the_parser(self, style):
        first = command(*CHECKED, "--format", style)
        second = command(*CHECKED, "--format", style, PYTHONPROFILEIMPORTTIME="1")

        assert first.stdout
        assert first.stdout == second.stdout
        imported = {line.rpartition("|")[2].strip() for line in second.stderr.decode().splitlines()}
        assert "template_check.cache.finished" in imported
        assert {"jinja2", "turbohtml", "rtoml", "pathspec"} & imported == set()

    def test_a_run_that_fails_fails_again(self):
        arguments = ("check", ".", "--select", "links")
        statuses = [
            command(*arguments, "--fail-on", level).returncode for level in ("error", "error", "never", "error")
        ]

        assert statuses == [1, 1, 0, 1]

    @pytest.mark.parametrize(
        "what", ["a partial", "a partial that was missing", "a new sample", "a sample that the message file names"]
    )
    def test_a_change_is_seen(self, what):
        command(*CHECKED, "--format", "json")
        put(*CHANGES[what][:2])

        assert (
            command(*CHECKED, "--format", "json").stdout == command(*CHECKED, "--format", "json", "--no-cache").stdout
        )

    @pytest.mark.parametrize(
        ("settings", "name"),
        [
            ("template-check.toml", "brev.tpl"),
            ("inre/template-check.toml", "inre/brev.tpl"),
            ("inre/template-check.toml", "inre/_fot.inc"),
        ],
    )
    def test_a_change_is_seen_in_a_template_that_only_the_settings_name(self, settings, name):
        put(settings, 'templates = ["*.tpl"]\n')
        put("inre/brev.tpl", '<p>Hej</p>{% include "_fot.inc" %}')
        put("inre/_fot.inc", "<p>Hej</p>")
        time.sleep(0.1)
        command(*CHECKED, "--format", "json")
        put(name, '<img src="ny.png">')
        changed = command(*CHECKED, "--format", "json")

        assert b"ny.png" in changed.stdout
        assert changed.stdout == command(*CHECKED, "--format", "json", "--no-cache").stdout

    def test_a_change_is_seen_in_a_part_outside_the_folder(self):
        put("mallar/a.html.j2", '{% include "_delar/fot.html.j2" %}')
        time.sleep(0.1)
        arguments = ("check", "mallar", "--format", "json", "--today", "2026-11-24")
        command(*arguments)
        again = command(*arguments, PYTHONPROFILEIMPORTTIME="1")
        assert b"jinja2" not in again.stderr
        put("_delar/fot.html.j2", '<img src="ny.png">')

        assert b"ny.png" in command(*arguments).stdout

    def test_a_baseline_that_comes_or_goes_is_seen(self):
        covered = b'"covered": 0'
        assert covered in command(*CHECKED, "--format", "json").stdout
        command("baseline")
        assert covered not in command(*CHECKED, "--format", "json").stdout
        Path("template-check-baseline.json").unlink()
        assert covered in command(*CHECKED, "--format", "json").stdout

    def test_a_report_written_into_the_tree_is_no_change(self):
        arguments = (*CHECKED, "--format", "json", "--output", "rapport.json")
        command(*arguments)
        ran = command(*arguments, PYTHONPROFILEIMPORTTIME="1")

        assert b"jinja2" not in ran.stderr

    def test_without_a_cache_nothing_is_kept(self):
        command(*CHECKED, "--no-cache")

        assert not Path(".template-check-cache").exists()

    def test_a_broken_cache_is_told_without_text_of_a_message(self):
        first = command(*CHECKED, "--format", "json")
        for file in Path(".template-check-cache").glob("*.r*"):
            file.write_bytes(file.read_bytes()[:-3])
        second = command(*CHECKED, "--format", "json")

        assert first.stdout == second.stdout
        assert "går inte att läsa" in second.stderr.decode()
        assert "Läs mer" not in second.stderr.decode()

    def test_runs_side_by_side_give_the_same_bytes(self):
        arguments = [sys.executable, "-m", "template_check", *CHECKED, "--format", "json"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
        running = [subprocess.Popen(arguments, stdout=subprocess.PIPE, env=environment) for _ in range(4)]
        outputs = {process.communicate()[0] for process in running}

        assert outputs == {command(*CHECKED, "--format", "json").stdout}
