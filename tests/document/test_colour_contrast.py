"""The contrast that a text is read at, from what is declared around it."""

import pytest

from template_check.document.colour_contrast import is_large, text_contrast
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.document.style import Styles


def first(document, tag):
    return next(element for element in document.elements if element.tag == tag)


def ratio(html):
    document = parse(html, Context())
    contrast = text_contrast(Styles(document), first(document, "p"))
    return None if contrast is None else (round(contrast.least, 2), round(contrast.greatest, 2))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>", (21.0, 21.0)),
        ('<p style="color:#777">', (4.48, 4.48)),
        ('<p style="color:rgba(0,0,0,.3)">', (2.11, 2.11)),
        ('<div style="background:#000"><p style="color:#fff">', (21.0, 21.0)),
        ('<table bgcolor="#000000"><tr><td><p style="color:#fff">', (21.0, 21.0)),
        ('<div style="background:#000"><div style="background:rgba(255,255,255,.5)"><p>', (5.28, 5.28)),
        ('<p style="opacity:.6">', (5.74, 5.74)),
        ('<div style="opacity:.6"><p style="background:#fff">', (5.74, 5.74)),
        ('<div style="background:#000"><div style="opacity:.5"><p style="background:#fff;color:#000">', (5.28, 5.28)),
        ('<p style="color:#333;background:linear-gradient(to right,#fff,#00f)">', (1.47, 12.63)),
        ('<p style="background:url(a.png) #fff">', None),
        ('<div style="background-image:url(a.png)"><p style="background:#fff">', (21.0, 21.0)),
        ('<img src="a.png"><p style="position:absolute;top:0">', None),
        ('<p style="position:absolute;top:0">', (21.0, 21.0)),
        ('<div style="position:absolute;background:#fff"><p>', (21.0, 21.0)),
        ('<p style="text-shadow:0 0 2px #000">', None),
        ('<p style="color:color-mix(in srgb, red, blue)">', None),
        ('<p style="color:#fff;background:currentcolor">', (1.0, 1.0)),
        ("<style>body{background:#111}p{color:#eee}</style><p>", (16.28, 16.28)),
    ],
)
def test_text_is_weighed_against_what_lies_beneath_it(html, expected):
    assert expected == ratio(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>", False),
        ('<p style="font-size:18pt">', True),
        ('<p style="font-size:14pt">', False),
        ('<p style="font-size:14pt;font-weight:700">', True),
        ('<b><p style="font-size:1.2em">', True),
    ],
)
def test_large_text_is_18_points_or_14_in_bold(html, expected):
    document = parse(html, Context())

    assert expected is is_large(Styles(document), first(document, "p"))
