"""`template-check init`."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from template_check.cli import init


def made():
    return sorted(path.as_posix() for path in Path().rglob("*") if path.is_file() and ".git/" not in path.as_posix())


def answering(monkeypatch, *answers):
    given = iter(answers)
    monkeypatch.setattr(init, "is_terminal", lambda stream: True)
    monkeypatch.setattr("sys.stdin", type("Answers", (), {"readline": lambda self: next(given, "")})())


@pytest.mark.parametrize("ci", ["github", "gitlab", "no"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_it_makes_is_judged_without_a_finding(run, language, ci):
    Path(".git").mkdir()
    assert run("init", "--yes", "--locale", language, "--ci", ci).status == 0
    ran = run("check", "--fail-on", "advice")

    assert ran.status == 0, ran.out
    assert {"sv": "1 meddelande, 2 uppsättningar testdata", "en": "1 message, 2 samples"}[language] in ran.out
    assert {"sv": "Inga fynd.", "en": "No findings."}[language] in ran.out


def test_nothing_that_exists_is_overwritten(run):
    for name in ("template-check.toml", ".gitlab-ci.yml", "mallar/kallelse.html.j2"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("# mitt\n", encoding="utf-8")
    ran = run("init", "--yes")

    assert Path(".gitlab-ci.yml").read_text("utf-8") == "# mitt\n"
    assert Path("mallar/kallelse.html.j2").read_text("utf-8") == "# mitt\n"
    assert "orörd    template-check.toml (finns redan)" in ran.out
    assert "Lägg till detta i den:\n           template-check:\n" in ran.out
    before = {name: Path(name).read_bytes() for name in made()}
    run("init", "--yes")
    assert before == {name: Path(name).read_bytes() for name in made()}


def test_it_asks_in_the_language_of_the_run_and_again_when_it_cannot_understand(run, monkeypatch):
    answering(monkeypatch, "brev/kallelser\n", "bitbucket\n", "GitLab\n", "nej\n")
    ran = run("init")

    assert ran.out.startswith("I vilken mapp ska mallarna ligga? [mallar] ")
    assert "Svara github eller gitlab eller nej.\n" in ran.out
    assert ".gitlab-ci.yml" in made()
    assert ".pre-commit-config.yaml" not in made()
    assert "#:schema ../../.template-check-schemas/" in Path("brev/kallelser/kallelse.toml").read_text("utf-8")

    answering(monkeypatch)
    assert run("init", "--locale", "en").out.startswith("In which folder shall the templates stand? [templates] ")


def test_nobody_is_asked_where_nobody_can_answer(run):
    ran = run("init")

    assert "?" not in ran.out
    assert "mallar/kallelse.html.j2" in made()


@pytest.mark.parametrize("folder", ["/utanför", "../utanför", "a/../../b"])
def test_the_folder_must_be_in_this_one(run, folder):
    assert run("init", "--yes", "--folder", folder).status == 2
    assert made() == []


def test_the_files_for_others_follow_their_published_schemas(run):
    for ci, file, schema in (
        ("github", ".github/workflows/template-check.yml", "vendor.github-workflows"),
        ("gitlab", ".gitlab-ci.yml", "vendor.gitlab-ci"),
    ):
        run("init", "--yes", "--ci", ci)
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file]
        ran = subprocess.run(command, capture_output=True, text=True)

        assert ran.returncode == 0, ran.stdout + ran.stderr
    command = [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.skipif(
    shutil.which("taplo", path=sysconfig.get_path("scripts")) is None, reason="taplo has no build for this machine"
)
def test_an_editor_finds_the_schemas_that_the_files_name(run):
    taplo = shutil.which("taplo", path=sysconfig.get_path("scripts"))
    run("init", "--yes", "--folder", "brev/mallar")
    sound = subprocess.run([taplo, "check"], capture_output=True, text=True)
    message_file = Path("brev/mallar/kallelse.toml")
    message_file.write_text(message_file.read_text("utf-8").replace("appointment", "apointment"), encoding="utf-8")
    faulty = subprocess.run([taplo, "check"], capture_output=True, text=True)

    assert sound.returncode == 0, sound.stderr
    assert '"apointment" is not one of' in faulty.stderr
