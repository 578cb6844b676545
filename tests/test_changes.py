"""What a reader sees changed since an older revision, in a real repository."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from template_check import changes
from template_check.errors import UsageError
from template_check.pipeline import Choice, Options, run

CHOICE = Choice(today=date(2026, 11, 25), renderings=True)
GIT = ("git", "-c", "user.name=Anna", "-c", "user.email=anna@region.example", "-c", "commit.gpgsign=false")


def git(*arguments: str) -> None:
    subprocess.run((*GIT, *arguments), check=True, capture_output=True)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def repository(tmp_path, monkeypatch):
    """Two messages that share a partial, committed."""
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", ".")
    write("mallar/_delar/kontakt.html.j2", "<p>Ring {{ nummer }}.</p>")
    write("mallar/kallelse.html.j2", "<h2>Din tid</h2>{% include '_delar/kontakt.html.j2' %}")
    write("mallar/kallelse.toml", 'subject = "Kallelse"\n[samples.standard]\nnummer = "1177"\n')
    write("mallar/svar.html.j2", "<p>Ditt svar.</p>")
    git("add", ".")
    git("commit", "--quiet", "-m", "först")
    return tmp_path


def since(revision: str = "HEAD", *paths: str) -> list[tuple]:
    named = tuple(Path(path) for path in paths or (".",))
    found = changes.since(revision, named, run(named, Options(CHOICE, jobs=1)), CHOICE)

    def told(rendered):
        return None if rendered is None else (rendered.subject, rendered.text)

    return [
        (each.path, each.kind, each.files, [(one.sample, told(one.before), told(one.after)) for one in each.samples])
        for each in found
    ]


def test_nothing_has_changed_where_no_reader_sees_it():
    write("mallar/svar.html.j2", "<p  class='ny'>Ditt\nsvar.</p>{# kommentar #}")

    assert since() == []


def test_a_shared_partial_changes_the_messages_that_use_it():
    write("mallar/_delar/kontakt.html.j2", "<p>Skriv till oss.</p>")

    assert since() == [
        (
            "mallar/kallelse.html.j2",
            "changed",
            ("mallar/_delar/kontakt.html.j2",),
            [("standard", ("Kallelse", "Din tid\nRing 1177."), ("Kallelse", "Din tid\nSkriv till oss."))],
        )
    ]


def test_the_subject_and_the_samples_are_seen_too():
    write(
        "mallar/kallelse.toml",
        'subject = "Din kallelse"\n[samples.standard]\nnummer = "112"\n[samples.barn]\nnummer = "0"\n',
    )

    assert since() == [
        (
            "mallar/kallelse.html.j2",
            "changed",
            ("mallar/kallelse.toml",),
            [
                ("barn", None, ("Din kallelse", "Din tid\nRing 0.")),
                ("standard", ("Kallelse", "Din tid\nRing 1177."), ("Din kallelse", "Din tid\nRing 112.")),
            ],
        )
    ]


def test_new_and_removed_messages_are_told():
    Path("mallar/svar.html.j2").unlink()
    write("mallar/ny.html.j2", "<p>Nytt.</p>")

    assert [each[:3] for each in since()] == [
        ("mallar/ny.html.j2", "added", ("mallar/ny.html.j2",)),
        ("mallar/svar.html.j2", "removed", ()),
    ]


def test_only_the_named_paths_are_compared_from_wherever_one_stands(monkeypatch):
    write("mallar/_delar/kontakt.html.j2", "<p>Skriv till oss.</p>")
    write("mallar/svar.html.j2", "<p>Ert svar.</p>")
    monkeypatch.chdir("mallar")

    assert [each[0] for each in since("HEAD", "svar.html.j2")] == ["svar.html.j2"]
    assert [each[0] for each in since("HEAD", ".")] == ["kallelse.html.j2", "svar.html.j2"]
    assert [each[2] for each in since("HEAD", "kallelse.html.j2")] == [("_delar/kontakt.html.j2",)]


def test_older_revisions_are_compared_by_the_settings_that_they_had():
    write("template-check.toml", 'exclude = ["svar.html.j2"]\n')
    git("add", ".")
    git("commit", "--quiet", "-m", "undantag")

    assert [(each[0], each[1]) for each in since("HEAD~1")] == [("mallar/svar.html.j2", "removed")]
    assert since("HEAD") == []


def test_the_repository_is_left_as_it_was():
    write("mallar/svar.html.j2", "<p>Ert svar.</p>")
    git("add", "mallar/svar.html.j2")
    write("mallar/svar.html.j2", "<p>Vårt svar.</p>")

    def state() -> bytes:
        return subprocess.run((*GIT, "status", "--porcelain=v2"), check=True, capture_output=True).stdout

    before = state()
    since()

    assert state() == before
    assert subprocess.run((*GIT, "worktree", "list"), check=True, capture_output=True).stdout.count(b"\n") == 1


@pytest.mark.parametrize("revision", ["finns-inte", "--help", "HEAD:mallar", ""])
def test_a_revision_that_git_does_not_know_is_told(revision):
    with pytest.raises(UsageError):
        since(revision)


def test_outside_a_repository_there_is_nothing_to_compare_with(tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("utan"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    write("a.html.j2", "<p>Hej</p>")

    with pytest.raises(UsageError):
        since()
