"""`template-check samples` and `template-check coverage`."""

import json
from pathlib import Path

import pytest

PAGE = "<p>Hej {{ namn }}!</p>\n{% if tolk %}<p>Tolk är bokad.</p>{% else %}<p>Ingen tolk.</p>{% endif %}\n<p>{{ tid }}</p>\n"


@pytest.fixture(autouse=True)
def _message(run):
    Path(".git").mkdir()
    Path("a.html.j2").write_text(PAGE, encoding="utf-8")
    Path("a.toml").write_text(
        '[samples.ett]\nnamn = "Kim"\ntid = "kl. 10"\n[samples.tva]\nnamn = "Åsa"\n', encoding="utf-8"
    )


def test_samples_are_listed_with_what_they_lack_and_what_none_shows(run):
    assert run("samples", "a.html.j2").out == (
        "a.html.j2\n  ett  a.toml\n  tva  a.toml  saknar tid\n  Inga testdata visar:\n    2:14  <p>Tolk är bokad.</p>\n"
    )


def test_what_is_no_message_has_no_samples(run):
    assert run("samples", "a.toml").status == 0
    Path("b.md").write_text("x")
    assert run("samples", "b.md").status == 2
    assert run("samples", "saknas.html.j2").status == 2


def test_coverage_tells_the_share_and_the_places_that_no_sample_reaches(run):
    Path("b.html.j2").write_text("<p>Hej!</p>", encoding="utf-8")
    lines = run("coverage").out.splitlines()
    [first, second] = json.loads(run("coverage", "--format", "json").out)

    share = 100 * first["rendered"] // first["spans"]
    assert lines[:2] == [f" {share} %  a.html.j2", "       a.html.j2:2:14  <p>Tolk är bokad.</p>"]
    assert lines[2] == "100 %  b.html.j2"
    assert [place["line"] for place in first["never_rendered"]] == [2]
    assert second["never_rendered"] == []
