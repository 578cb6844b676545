"""The whole road, from a template to a placed finding."""

from pathlib import Path

from template_check.pipeline import Options, run


def test_a_fault_in_a_partial_is_placed_in_the_partial(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_delar").mkdir()
    (tmp_path / "_delar/hitta-hit.html.j2").write_text(
        '<h2>Hitta hit</h2>\n<p><img src="karta.png"> Entrén.</p>\n', encoding="utf-8"
    )
    (tmp_path / "kallelse.html.j2").write_text(
        '<p>Hej {{ namn }}!</p>\n{% include "_delar/hitta-hit.html.j2" %}\n', encoding="utf-8"
    )
    (tmp_path / "kallelse.samples").mkdir()
    (tmp_path / "kallelse.samples/standard.json").write_text('{"namn": "Kim"}', encoding="utf-8")

    result = run((Path(),), Options())

    [finding] = [finding for finding in result.findings if finding.rule == "images/missing-alt-text"]
    assert finding.place == ("_delar/hitta-hit.html.j2", 2, 4, 2, 25)
    assert finding.excerpt == '<img src="karta.png">'
    assert [(place.path, place.line) for place in finding.messages[0].via] == [("kallelse.html.j2", 2)]
