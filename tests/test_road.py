"""The whole road, from a template to a placed finding."""

from pathlib import Path

from template_check.pipeline import check


def test_a_fault_in_a_partial_is_placed_in_the_partial():
    result = check((Path(__file__).parent.parent / "templates_examples",))

    [finding] = result.findings
    assert finding.place == ("_delar/hitta-hit.html.j2", 2, 4, 2, 25)
    assert finding.excerpt == '<img src="karta.png">'
    assert [(place.path, place.line) for place in finding.messages[0].via] == [("kallelse-synundersokning.html.j2", 4)]
