"""The Swedish guide says what is true; its worked example of a region's own rules is found, run and tested like ours."""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.cli.main import main
from template_check.document.context import Context
from template_check.document.parse import parse

PROJECT = Path(__file__).parent.parent


def guide():
    """The files of the worked example in the guide, by the names that stand above them."""
    text = (PROJECT / "README.sv.md").read_text(encoding="utf-8")
    return dict(re.findall(r"`(regionens-regler/[\w./-]+)`:\n\n```\w+\n(.*?)```\n", text, re.DOTALL))


@pytest.fixture
def region(tmp_path, monkeypatch):
    """A repository with the worked example of the guide."""
    monkeypatch.chdir(tmp_path)
    for name, text in guide().items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    Path("template-check.toml").write_text('rules = ["regionens-regler"]\n', encoding="utf-8")
    return tmp_path


def test_the_finding_in_the_guide_is_what_is_shown(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    shared = '<h2>Hitta hit</h2>\n<p><img src="karta.png"> Entrén ligger mot parken.</p>\n'
    for name, text in (
        ("mallar/_delar/hitta-hit.html.j2", shared),
        ("mallar/kallelse.html.j2", '<p>{{ x }}</p>\n\n\n\n{% include "_delar/hitta-hit.html.j2" %}\n'),
        ("mallar/kallelse.samples/standard.json", '{"x": 1}'),
        ("mallar/kallelse.samples/tolk.json", '{"x": 2}'),
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    main(["check", "--select", "images"])
    told = re.search(
        r"\n\n(    mallar/_delar/hitta-hit.*?)\n\n", (PROJECT / "README.sv.md").read_text("utf-8"), re.DOTALL
    )

    assert textwrap.indent(textwrap.dedent(told[1]), "  ") in capfd.readouterr().out


def test_the_worked_example_keeps_what_its_card_promises(region, capfd):
    assert set(guide()) == {
        "regionens-regler/grafisk-profil/foreign-image.toml",
        "regionens-regler/checks/grafisk_profil.py",
    }
    Path("template-check.toml").unlink()

    assert main(["rules", "--test", "--rules", "regionens-regler"]) == 0
    assert main(["rules", "--rules", "regionens-regler"]) == 0
    assert "grafisk-profil/foreign-image" in capfd.readouterr().out


def test_it_judges_messages_and_places_what_it_finds(region, capfd):
    Path("a.html.j2").write_text('<p>Hej!</p>\n<p><img alt="Vi"\n  src="{{ bild }}"></p>\n', encoding="utf-8")
    Path("a.toml").write_text('[samples.ett]\nbild = "https://annat.example/logo.png"\n', encoding="utf-8")

    assert main(["check", "--select", "grafisk-profil"]) == 0
    assert "a.html.j2:2:4  varning  grafisk-profil/foreign-image" in capfd.readouterr().out
    assert main(["explain", "foreign-image"]) == 0


def test_an_example_that_does_not_hold_is_told(region, capfd):
    card = Path("regionens-regler/grafisk-profil/foreign-image.toml")
    card.write_text(card.read_text("utf-8").replace("finds = [", 'finds = ["något annat", '), encoding="utf-8")

    assert main(["rules", "--test", "--rules", "regionens-regler"]) == 1
    assert "grafisk-profil/foreign-image [[fail]] 1" in capfd.readouterr().out


def test_a_new_rule_can_be_tried_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("regionens-regler/lankar/vague-link", "regionens-regler/lankar/other-link"):
        assert main(["new-rule", name.partition("/")[2], "--folder", "regionens-regler"]) == 0

    assert main(["rules", "--test", "--rules", "regionens-regler"]) == 0


def test_own_rules_are_run_in_processes_that_are_started_anew(region):
    """As on systems without fork."""
    for number in range(20):
        Path(f"m{number}.html.j2").write_text('<img alt="x" src="https://annat.example/x.png">', encoding="utf-8")
    script = textwrap.dedent("""
        import sys
        from template_check import workers
        workers.sys = type("System", (), {"platform": "other"})
        from template_check.cli.main import main
        if __name__ == "__main__":
            sys.exit(main(["check", "--jobs", "2", "--select", "grafisk-profil", "--format", "json", "--no-cache"]))
    """)
    Path("starta.py").write_text(script, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "starta.py"], capture_output=True, env={"PYTHONPATH": str(PROJECT), "PATH": ""}
    )

    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stdout.count(b'"rule": "grafisk-profil/foreign-image"') == 20


TAGS = st.sampled_from(
    ['<p class="a">', "<b>", "</b>", "</p>", "\n", "å\r\n", "<br>", "<IMG\n alt='>'>", "&amp;", "<a href=x>"]
)


@given(st.lists(TAGS).map("".join))
def test_every_tag_of_the_soup_has_its_place(html):
    document = parse(html, Context())

    for tag in document.soup.find_all(True):
        place = document.place_of(tag)
        assert html[place.start : place.end].casefold().startswith(f"<{tag.name}")
        assert html[place.end - 1] == ">"
