"""What an element looks like, and which declaration decides it."""

import time

import pytest

from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.document.style import Styles
from template_check.document.style_media import Medium, holds


def first(document, tag):
    return next(element for element in document.elements if element.tag == tag)


def value(html, property, tag="p", **medium):
    document = parse(html, Context())
    return Styles(document, Medium(**medium)).value(first(document, tag), property)


def decided(html, property, tag="p"):
    document = parse(html, Context())
    place = Styles(document).declaration(first(document, tag), property)
    return None if place is None else html[place.start : place.end]


@pytest.mark.parametrize(
    ("sheet", "attributes", "expected"),
    [
        ("p{color:red}", "", "red"),
        ("p{color:red} .a{color:blue} #b{color:green}", 'class="x a" id="b"', "green"),
        ("p{color:red!important} #b{color:green}", 'id="b" style="color:blue"', "red"),
        ("p{color:red ! IMPORTANT}", 'style="color:blue!important"', "blue"),
        ("p{color:red;color:notacolour}", "", "red"),
        ("p{color:RED}", "", "red"),
        ("p.a.b{color:red} p.b{color:blue}", 'class="a b"', "red"),
        ("body p{color:red} p{color:blue}", "", "red"),
        ("body > p{color:red} div p{color:blue}", "", "red"),
        ("p:not(.a){color:red}", 'class="b"', "red"),
        ("p:is(.a,#b){color:red} p.a.c.d{color:blue}", 'class="a c d"', "red"),
        (":where(#b){color:red} p{color:blue}", 'id="b"', "blue"),
        ("p:hover{color:red}", "", "canvastext"),
        ("p:nonsense, p{color:red}", "", "canvastext"),
        ("p::first-line{color:red}", "", "canvastext"),
        ("p:first-child{color:red}", "", "canvastext"),
        ("p:nth-child(2n){color:red}", "", "red"),
        ("p:nth-child(odd){color:red}", "", "canvastext"),
        ("p:last-child{color:red}", "", "red"),
        ("h1 + p{color:red}", "", "red"),
        ("h1 ~ p{color:red}", "", "red"),
        ("u + p{color:red}", "", "canvastext"),
        ("body:has(> p){color:red}", "", "red"),
        ("body:has(h2){color:red}", "", "canvastext"),
        ('[class~="a"]{color:red}', 'class="b a"', "red"),
        ("[style*='x']{color:red}", "", "canvastext"),
        ("p[DATA-x='Y' i]{color:red}", "data-x=y", "red"),
        ("*{color:red}", "", "red"),
        ("body{color:red} p{color:inherit}", "", "red"),
        ("body{color:red} p{color:initial}", "", "canvastext"),
        ("body{color:red} p{color:unset}", "", "red"),
        ("body{color:red} p{color:currentcolor}", "", "red"),
        (":root{--c:red} p{color:var(--c)}", "", "red"),
        ("p{color:var(--c, blue)}", "", "blue"),
        ("p{color:var(--c, var(--d, rgb(0 0 1)))}", "", "rgb(0 0 1)"),
        ("body{color:red} p{color:blue;color:var(--c)}", "", "red"),
        ("p{--c:green} body{--c:red} p{color:var(--c)}", "", "green"),
        ("p{--a:var(--b);--b:var(--a);color:var(--a)}", "", "canvastext"),
        ("@media print{p{color:red}}", "", "canvastext"),
        ("@media screen{p{color:red}}", "", "red"),
        ("@media only screen and (max-width:600px){p{color:red}}", "", "red"),
        ("@media screen and (min-width:600px){p{color:red}}", "", "canvastext"),
        ("@media (prefers-color-scheme: dark){p{color:red}}", "", "canvastext"),
        ("@supports (display:grid){p{color:red}}", "", "red"),
        ("@supports not (display:grid){p{color:red}}", "", "canvastext"),
        ("@import url('x;y.css'); p{color:red}", "", "red"),
        ("@font-face{font-family:x;src:url(a)} p{color:red}", "", "red"),
        ("@layer a,b; @layer b{p{color:red}} p{color:blue}", "", "blue"),
        ("@layer a{p{color:red!important}} p{color:blue!important}", "", "red"),
        ("/* p{color:red} */ p{color:blue}", "", "blue"),
        ("<!-- p{color:red} -->", "", "red"),
        ("body{color:blue; p{color:red}}", "", "red"),
        ("body{& > p{color:red}}", "", "red"),
        ("p{color:red", "", "red"),
        ("p{content:'}';color:red}", "", "red"),
        ("p{background:url(data:image/png;base64,AA==);color:red}", "", "red"),
        (r"p.sm\:a{color:red}", 'class="sm:a"', "red"),
    ],
)
def test_the_cascade_decides_the_colour(sheet, attributes, expected):
    html = f"<!DOCTYPE html><style>{sheet}</style><body><h1>x</h1><p {attributes}>Hej</p></body>"

    assert expected == value(html, "color")


@pytest.mark.parametrize(
    ("html", "property", "excerpt"),
    [
        ('<p style="margin:0; color : red ; top:0">', "color", "color : red"),
        ("<style>p { color: #999; }</style><p>", "color", "color: #999"),
        ("<style>/* grå */ p { font: 10px/1 Arial }</style><p>", "font-size", "font: 10px/1 Arial"),
        ('<div style="color:red"><p>', "color", "color:red"),
        ('<p style="font-family:&quot;A&quot;;color:red">', "color", "color:red"),
        ("<p>", "color", None),
    ],
)
def test_a_value_is_traced_to_its_declaration(html, property, excerpt):
    assert excerpt == decided(html, property)


def test_an_attribute_that_stands_for_a_style_is_the_place():
    assert decided('<table bgcolor="#ffeeaa"><tr><td>', "background-color", "table") == "#ffeeaa"


@pytest.mark.parametrize(
    ("html", "property", "expected"),
    [
        ('<p style="background:#fff url(a.png) no-repeat center / cover">', "background-image", "url(a.png)"),
        ('<p style="background:#fff url(a.png) no-repeat center / cover">', "background-color", "#fff"),
        ('<p style="background:none">', "background-color", "transparent"),
        ('<p style="font:bold 12px/1.5 Arial">', "font-weight", "bold"),
        ('<p style="border:1px solid red">', "border-bottom-style", "solid"),
        ('<p style="border-width:1px 2px">', "border-left-width", "2px"),
        ('<p style="text-decoration:underline dotted red">', "text-decoration-line", "underline"),
        ('<p style="overflow:hidden">', "overflow-y", "hidden"),
        ('<p style="animation:blink 1s linear infinite">', "animation-iteration-count", "infinite"),
        ("<p hidden>", "display", "none"),
        ('<p hidden style="display:block">', "display", "block"),
        ('<p align="justify">', "text-align", "justify"),
        ("<p>", "display", "block"),
        ('<p style="display:bananas">', "display", "block"),
        ('<p style="letter-spacing:revert">', "letter-spacing", "normal"),
    ],
)
def test_shorthands_attributes_and_defaults_give_longhands(html, property, expected):
    assert expected == value(html, property)


@pytest.mark.parametrize(
    ("html", "pixels"),
    [
        ("<p>", 16),
        ('<p style="font-size:12pt">', 16),
        ('<div style="font-size:20px"><p style="font-size:.5em">', 10),
        ('<div style="font-size:20px"><p style="font-size:80%">', 16),
        ('<p style="font-size:calc(10px + 1em)">', 26),
        ('<p style="font-size:small">', 13),
        ("<p><small>", 16),
        ('<p style="font-size:0">', 0),
    ],
)
def test_a_font_size_is_told_in_pixels(html, pixels):
    document = parse(html, Context())

    assert pixels == pytest.approx(Styles(document).font_size(first(document, "p")))


def test_dark_styles_are_judged_apart():
    document = parse("<style>p{color:#000} @media (prefers-color-scheme:dark){p{color:#fff}}</style><p>", Context())
    styles = Styles(document)

    assert styles.value(first(document, "p"), "color") == "#000"
    assert styles.dark.value(first(document, "p"), "color") == "#fff"


def test_without_a_dark_sheet_there_is_one_look():
    styles = Styles(parse("<style>p{color:#000}</style><p>", Context()))

    assert styles.dark is styles


def test_generated_content_has_styles_of_its_own():
    document = parse("<style>p{color:red} p::before{content:'x';display:block}</style><p>", Context())
    styles = Styles(document)

    assert styles.value(first(document, "p"), "content", "before") == "'x'"
    assert styles.value(first(document, "p"), "color", "before") == "red"
    assert styles.value(first(document, "p"), "content", "after") == "normal"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", True),
        ("all", True),
        ("not print", True),
        ("not all", False),
        ("screen, print", True),
        ("(width >= 300px)", True),
        ("(300px <= width <= 380px)", False),
        ("(max-width: 40em) and (orientation: portrait)", True),
        ("(min-width: 900px) or (max-width: 500px)", True),
        ("not (min-width: 900px)", True),
        ("(-webkit-min-device-pixel-ratio: 2)", False),
        ("screen and (unheard-of)", False),
        ("((max-width: 500px))", True),
    ],
)
def test_a_media_query_is_answered_for_a_phone(query, expected):
    assert expected == holds(query, Medium())


@pytest.mark.parametrize(
    "sheet",
    [
        "".join(f".a{i} .b{i} > p:not(.c{i}){{color:red}}" for i in range(30_000)),
        "".join(f"* * * * p.x{i}{{color:red}}" for i in range(20_000)),
        "*" + " *" * 4000 + "{color:red}",
        "p" + ":is(" * 5000 + "p" + ")" * 5000 + "{color:red}",
        "p" + ":not(.a)" * 1000 + "{color:red}",
        "a{" * 100_000,
        "@media screen{" * 50_000 + "p{color:red}",
        "p{color:" + "(" * 200_000,
        "p{background:" + "url(" * 50_000 + "}",
        "p{--a:x;" + "".join(f"--a{i}:var(--a{i - 1})var(--a{i - 1});" for i in range(1, 60)) + "color:var(--a59)}",
        "p[a" * 20_000,
        "/*" * 100_000,
        "'" * 200_001,
        "\\" * 200_001,
        "*:has(* *){color:red}" * 2000,
    ],
    ids=lambda sheet: sheet[:24],
)
def test_a_pathological_sheet_takes_bounded_time(sheet):
    html = f"<style>{sheet}</style>" + "<div class=x>" * 300 + "<p>Hej</p>" * 300
    document = parse(html, Context())
    styles = Styles(document)
    start = time.process_time()

    for element in document.elements:
        styles.value(element, "color")

    assert time.process_time() - start < 8


def test_deep_nesting_takes_linear_time():
    document = parse("<style>div{color:inherit}</style>" + "<div>" * 100_000, Context())
    start = time.process_time()
    styles = Styles(document)

    for element in document.elements:
        styles.value(element, "color")
        styles.font_size(element)

    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    ("html", "property", "expected"),
    [
        ("<style>p:empty{color:red}</style><p></p>", "color", "red"),
        ("<style>p:empty{color:red}</style><p> </p>", "color", "canvastext"),
        ("<style>p:empty{color:red}</style><p><!-- a --></p>", "color", "red"),
        ("<style>p:not(:empty){color:red}</style><p>a</p>", "color", "red"),
        ("<p style='background: red blue'>a</p>", "background-color", "transparent"),
        ("<p style='font-style: slanted'>a</p>", "font-style", "normal"),
    ],
)
def test_a_declaration_counts_as_in_a_browser(html, property, expected):
    assert value(html, property) == expected


@pytest.mark.parametrize(
    "html", ["<a href=x hidden>a</a>", "<a hidden>a</a>", "<input type=submit hidden>", "<area hidden>"]
)
def test_whatever_is_hidden_is_not_shown(html):
    document = parse(html, Context())

    assert not document.elements[-1].is_rendered


@pytest.mark.parametrize(
    ("html", "pixels"),
    [("<p><code>a", 13.0), ("<p style='font-size:14px'><code>a", 14.0), ("<pre style='font-size:1rem'>a", 16.0)],
)
def test_text_of_one_width_is_smaller_only_where_no_size_is_asked_for(html, pixels):
    document = parse(html, Context())

    assert document.styles.font_size(document.elements[-1]) == pixels
