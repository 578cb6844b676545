"""Colours as CSS and HTML write them, and the contrast between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.document.colour import BLACK, WHITE, Colour, contrast, read, read_legacy

PARTS = st.floats(0, 1)
COLOURS = st.tuples(PARTS, PARTS, PARTS).map(lambda parts: Colour(*parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#fff", "#ffffff"),
        ("#FFFFFF80", "#ffffff"),
        ("RebeccaPurple", "#663399"),
        ("rgb(255, 0, 0)", "#ff0000"),
        ("rgb(100% 0% 0% / 50%)", "#ff0000"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hsl(0.5turn 100% 50%)", "#00ffff"),
        ("hwb(0 50% 50%)", "#808080"),
        ("lab(50% 40 59.5)", "#bf5700"),
        ("oklch(0% 0 0)", "#000000"),
        ("oklab(100% 0 0)", "#ffffff"),
        ("color(srgb 1 0.5 0)", "#ff8000"),
        ("canvastext", "#000000"),
    ],
)
def test_a_colour_is_read_in_each_notation(text, expected):
    assert expected == read(text).hex


@pytest.mark.parametrize(
    "text", ["", "currentcolor", "#ff", "#ggg", "rgb(1,2)", "rgb(", "grey1", "rgb(a b c)", "url(x)", "#fff;"]
)
def test_what_is_no_colour_is_not_read(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("ffffff", "#ffffff"), ("#123", "#112233"), ("chucknorris", "#c00000"), ("red", "#ff0000")]
)
def test_an_old_attribute_is_read_as_browsers_do(text, expected):
    assert expected == read_legacy(text).hex


def test_contrast_is_as_wcag_counts_it():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(read("#767676"), WHITE) == pytest.approx(4.54, abs=0.005)
    assert contrast(read("#777"), WHITE) == pytest.approx(4.48, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_has_no_direction_and_keeps_its_range(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(COLOURS, COLOURS, PARTS)
def test_a_colour_laid_over_another_lies_between_them(one, other, alpha):
    mixed = one.faded(alpha).over(other)

    for part in range(3):
        low, high = sorted((one[part], other[part]))
        assert low - 1e-6 <= mixed[part] <= high + 1e-6


@given(st.text(max_size=80))
def test_any_text_is_a_colour_or_none(text):
    assert read(text) is None or isinstance(read(text), Colour)
    assert read_legacy(text) is None or isinstance(read_legacy(text), Colour)
