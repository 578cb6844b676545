"""Help and usage errors, in both languages, and how a run ends."""

import os
import subprocess
import sys
from importlib import import_module

import pytest

from template_check.cli.main import COMMANDS, FAULT_OF_OURS, INTERRUPTED


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("locale", "word"), [("sv", "Användning:"), ("en", "Usage:")])
def test_every_command_has_help_in_both_languages(run, name, locale, word):
    ran = run("--locale", locale, name, "--help")

    assert ran.status == 0
    assert ran.out.startswith(f"{word} template-check {name}")
    swedish = ("Flaggor", "annars", "Visar", "FLAGGOR")
    assert any(part in ran.out for part in swedish) == (locale == "sv")


def test_the_settings_speak_before_the_environment(run, tmp_path, monkeypatch):
    monkeypatch.setenv("TEMPLATE_CHECK_LOCALE", "sv")
    (tmp_path / "template-check.toml").write_text('locale = "en"\n', encoding="utf-8")

    assert run("--help").out.startswith("Usage:")
    assert run("--locale=sv", "--help").out.startswith("Användning:")


def test_the_environment_speaks_where_the_settings_do_not(run, monkeypatch):
    monkeypatch.setenv("TEMPLATE_CHECK_LOCALE", "en")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert run("--help").out.startswith("Usage:")


@pytest.mark.parametrize(
    ("arguments", "sv", "en"),
    [
        (["chek"], "Kommandot chek finns inte. Menade du check?", "No such command 'chek'. Did you mean check?"),
        (["check", "--nonsense"], "Flaggan --nonsense finns inte.", "--nonsense"),
        (["check", "--format"], "Flaggan --format behöver ett värde.", "requires an argument"),
        (["check", "--format", "pdf"], "--format kan inte vara ”pdf”. Välj något av", "is not one of"),
        (["check", "--jobs", "0"], "--jobs kan inte vara 0.", "is not in the range"),
        (["check", "--jobs", "x"], "--jobs ska vara ett heltal, inte ”x”.", "is not a valid integer"),
        (["check", "--statistics=1"], "Flaggan --statistics tar inget värde.", "does not take a value"),
        (["explain"], "Argumentet RULE saknas.", "Missing argument 'RULE'"),
        (["rules", "x"], "Oväntade ord på kommandoraden: x.", "unexpected extra argument"),
        (["check", "--today", "24/11"], "24/11 är inget datum.", "24/11 is not a date."),
        (["check", "nowhere"], "nowhere finns inte.", "nowhere does not exist."),
        (["check", "--select", "linkz"], "Det finns ingen regel eller grupp som heter linkz.", "no rule or group named linkz"),
        (["check", "--output", "a", "--output", "b"], "har inget --format före sig", "has no --format before it"),
        (["check", "--format", "json", "--format", "sarif"], "Bara ett format kan visas", "Only one format can be shown"),
    ],
)  # fmt: skip
def test_a_command_line_that_cannot_be_understood_is_told_so_in_both_languages(run, arguments, sv, en):
    for locale, said in (("sv", sv), ("en", en)):
        ran = run("--locale", locale, *arguments)

        assert ran.status == 2
        assert ran.out == ""
        assert said in ran.err


def test_a_fault_of_ours_is_told_without_what_it_was_working_with(run, monkeypatch):
    def breaks(*_, **__):
        raise RuntimeError("Kallelse till Anna")

    monkeypatch.setattr("template_check.pipeline.run", breaks)
    ran = run("check")

    assert ran.status == FAULT_OF_OURS
    assert "RuntimeError" in ran.err
    assert "Anna" not in ran.err


def test_an_interrupted_run_says_so(run, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("template_check.pipeline.run", interrupted)

    assert run("check").status == INTERRUPTED


def test_the_version_is_told_without_loading_anything():
    code = (
        "import sys; sys.argv = ['x', '--version']; import template_check.__main__ as m; m.main(); print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert told.startswith("template-check 0.")
    assert not {"click", "jinja2", "turbohtml"} & set(told.split())


def test_every_command_is_there():
    for name in COMMANDS:
        assert import_module(f"template_check.cli.{name.replace('-', '_')}").command.name == name


def test_a_console_that_cannot_show_a_sign_gets_a_plain_one(tmp_path):
    (tmp_path / "å.html").write_text("<p>Hej</p>", encoding="utf-8")
    env = os.environ | {"PYTHONIOENCODING": "iso8859-5", "PYTHONUTF8": "0"}
    ran = subprocess.run(
        [sys.executable, "-m", "template_check", "check", "--help"], env=env, cwd=tmp_path, capture_output=True
    )

    assert ran.returncode == 0
    assert b"Anvandning" in ran.stdout


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("gra", "graph"),
        ("explain links/empty-l", "links/empty-link"),
        ("check --select images,links/empty-l", "images,links/empty-link"),
        ("check --format sar", "sarif"),
    ],
)
def test_shells_complete_commands_options_and_rules(typed, expected):
    words = ["template-check", *typed.split()]
    environment = {
        **os.environ,
        "_TEMPLATE_CHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    ran = subprocess.run([sys.executable, "-m", "template_check"], capture_output=True, text=True, env=environment)

    assert ran.stdout.splitlines() == [f"plain,{expected}"]
