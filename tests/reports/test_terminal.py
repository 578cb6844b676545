"""The report in a terminal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import EMPTY, FULL, IMAGE, LINK, PAGE, finding

from template_check.positions import Place
from template_check.reports import write
from template_check.reports.terminal import columns, plain
from template_check.reports.view import View


def shown(result, **view):
    return write("terminal", result, View(**view))


def test_the_range_is_marked_under_the_line_of_the_template():
    lines = shown(FULL).splitlines()
    at = next(number for number, line in enumerate(lines) if '<p><img src="karta.png">' in line)

    assert lines[at].index("<img") == lines[at + 1].index("^")
    assert lines[at + 1].count("^") == len('<img src="karta.png">')


def test_a_tab_takes_one_column_so_that_the_mark_stands_right():
    lines = shown(FULL).splitlines()
    at = next(number for number, line in enumerate(lines) if "boka.example" in line)

    assert lines[at].index("Läs mer") == lines[at + 1].index("^")


def test_a_finding_in_a_partial_tells_which_way_it_came():
    assert f"Kommer med genom {PAGE}:3:1, med testdata standard och barn." in shown(FULL)


def test_advice_and_questions_come_last_a_line_each():
    text = shown(FULL)

    assert text.index("links/generic-link-text") < text.index("Råd\n") < text.index("Frågor som en människa")
    assert f"  {PAGE}:1:1  Är det rätt?  content/missing-purpose\n" in text


def test_the_summary_tells_what_was_looked_at():
    assert "1 meddelande, 2 uppsättningar testdata, 4 regler och 1258 ställen granskades." in shown(FULL)
    assert "1 message, 2 samples, 4 rules and 1258 places were looked at." in shown(FULL, locale="en")
    assert "Hittade 1 fel, 1 varning, 1 råd och 1 fråga att bedöma." in shown(FULL)


def test_a_check_that_broke_is_told():
    assert "kunde inte bedömas med regeln tables/layout" in shown(FULL, width=400)


def test_many_findings_begin_with_counts_and_the_worst_messages():
    many = tuple(replace(LINK, place=Place(PAGE, line, 1, line, 8)) for line in range(1, 60))
    text = shown(replace(FULL, findings=(*many, IMAGE)))

    assert text.startswith("Fynd per regel\n      59  varning  links/generic-link-text\n")
    assert f"Meddelandena med flest fel\n  {PAGE}  1 fel, 59 varningar" in text


def test_nothing_to_look_at_is_said():
    assert shown(EMPTY) == "Det fanns inget meddelande att granska.\n"


def test_color_is_used_only_when_asked_for():
    assert "\x1b[" not in shown(FULL)
    assert "\x1b[" in shown(FULL, color=True)


def test_what_a_terminal_would_act_on_is_made_visible():
    hostile = finding(
        "links/generic-link-text", Place(PAGE, 1, 1, 1, 9), lines=("\x1b[2Jevil\u202e",), values={"vad": "\x1b]0;x\x07"}
    )
    text = shown(replace(EMPTY, findings=(hostile,)))

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x07" not in text


def test_a_very_long_line_is_cut_around_the_range():
    long = finding(
        "links/generic-link-text", Place(PAGE, 1, 5001, 1, 5008), lines=("x" * 5000 + "Läs mer" + "y" * 5000,)
    )
    lines = shown(replace(EMPTY, findings=(long,)), width=60).splitlines()
    at = next(number for number, line in enumerate(lines) if "Läs mer" in line)

    assert len(lines[at]) <= 60
    assert lines[at].index("Läs mer") == lines[at + 1].index("^")


@given(st.text(), st.integers(1, 40), st.integers(0, 40), st.integers(1, 200))
def test_no_line_of_a_template_makes_the_report_fail(line, column, length, width):
    [line] = (line.splitlines() or [""])[:1]
    odd = finding("links/generic-link-text", Place(PAGE, 1, column, 1, column + length), lines=(line,))

    assert shown(replace(EMPTY, findings=(odd,)), width=width)


@pytest.mark.parametrize(("text", "width"), [("Läs", 3), ("é", 1), ("日本", 4)])
def test_columns_are_counted_as_a_terminal_does(text, width):
    assert columns(text) == width


@given(st.text())
def test_made_visible_is_printable_but_for_combining_signs(text):
    assert all(sign.isprintable() or columns(sign) == 0 for sign in plain(text))
