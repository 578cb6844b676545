"""`template-check baseline`, and what `check` makes of it."""

import json
from pathlib import Path

import pytest

FAULTY = '<p><img src="karta.png"> Entrén.</p>\n'
ONLY = ("--select", "images/missing-alt-text")


@pytest.fixture(autouse=True)
def _messages(run):
    Path(".git").mkdir()
    for name in ("a/kallelse.html.j2", "b/provsvar.html.j2"):
        Path(name).parent.mkdir()
        Path(name).write_text(FAULTY, encoding="utf-8")


def summary(run, *arguments):
    ran = run("check", *arguments, *ONLY, "--format", "json", "--no-cache")
    return json.loads(ran.out)["summary"]


def test_known_findings_are_covered_and_new_ones_fail(run):
    ran = run("baseline", *ONLY)

    assert (ran.status, ran.out) == (0, "template-check-baseline.json täcker 2 fynd: 2 nya, 0 borttagna.\n")
    assert run("check", *ONLY).status == 0
    Path("a/kallelse.html.j2").write_text("<p>Hej!</p>\n\n" + FAULTY + '<img src="ny.png">', encoding="utf-8")
    ran = run("check", *ONLY)
    assert ran.status == 1
    assert "Visas inte, eftersom baslinjen täcker dem: 2 fynd." in ran.out
    assert 'src="ny.png"' in ran.out


def test_the_file_has_a_line_for_each_finding_and_no_line_numbers_or_texts(run):
    run("baseline", *ONLY)
    lines = Path("template-check-baseline.json").read_text("utf-8").splitlines()

    assert [json.loads(line.strip(","))["path"] for line in lines[1:-1]] == [
        "a/kallelse.html.j2",
        "b/provsvar.html.j2",
    ]
    assert set(json.loads(lines[1].strip(","))) == {"path", "rule", "fingerprint"}


def test_entries_that_no_longer_occur_are_told_until_the_baseline_is_made_again(run):
    run("baseline", *ONLY)
    Path("a/kallelse.html.j2").write_text("<p>Hej!</p>", encoding="utf-8")

    assert summary(run)["stale"] == ["a/kallelse.html.j2: images/missing-alt-text"]
    assert "täcker 1 fynd: 0 nya, 1 borttagna" in run("baseline", *ONLY).out
    assert summary(run)["stale"] == []


@pytest.mark.parametrize(
    "looked_at", [["b"], ["b/provsvar.html.j2"], ["a/kallelse.html.j2"], [".", "--ignore", "images"]], ids=str
)
def test_nothing_is_said_of_entries_that_the_run_could_not_find(run, looked_at):
    run("baseline", *ONLY)
    Path("a/kallelse.html.j2").write_text("<p>Hej!</p>", encoding="utf-8")

    assert summary(run, *looked_at)["stale"] == []


def test_what_is_known_of_other_folders_stays(run):
    run("baseline", *ONLY)
    Path("b/provsvar.html.j2").write_text("<p>Hej!</p>", encoding="utf-8")
    ran = run("baseline", "b", *ONLY)

    assert "täcker 1 fynd: 0 nya, 1 borttagna" in ran.out
    assert summary(run)["covered"] == 1


def test_it_holds_from_any_working_directory(run, monkeypatch, tmp_path):
    run("baseline", *ONLY)
    monkeypatch.chdir(tmp_path / "a")

    assert summary(run)["covered"] == 1
    assert summary(run, "../b")["covered"] == 1


def test_covered_findings_stand_in_the_machine_formats_with_why(run):
    run("baseline", *ONLY)
    report = json.loads(run("check", *ONLY, "--format", "json").out)
    [sarif] = json.loads(run("check", *ONLY, "--format", "sarif").out)["runs"]

    assert [finding["path"] for finding in report["covered"]] == ["a/kallelse.html.j2", "b/provsvar.html.j2"]
    assert [result["suppressions"][0]["kind"] for result in sarif["results"]] == ["external"] * 2


def test_a_baseline_can_be_named_and_must_exist(run):
    run("baseline", *ONLY, "--baseline", "känt.json")

    assert not Path("template-check-baseline.json").exists()
    assert run("check", *ONLY, "--baseline", "känt.json").status == 0
    assert run("check", *ONLY, "--baseline", "saknas.json").status == 2
