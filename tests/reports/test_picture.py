"""The picture of a message: its text is the message's own, its marks are where they should be, and it does nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.document.context import Context
from template_check.document.parse import parse, parse_text
from template_check.reports.html.picture import MOST_MARKS, Mark, picture

WORDS = {"image": "Bild: {name}", "nameless_image": "Bild utan alternativtext", "media": "Visas inte: {name}"}
BADGE = re.compile(r'<span class="tc-badge" dir="ltr">(?:<span class="tc-label[^>]*>[^<]*</span>)*</span>')


def drawn(html: str, *marks: Mark) -> str:
    return picture(parse(html, Context()), marks, "sv", WORDS).html


def body(html: str) -> str:
    return html[html.index("<body") :].removesuffix("</html>")


def at(html: str, found: str, kind: str = "error", label: str = "1") -> Mark:
    start = html.index(found)
    return Mark(start, start + len(found), kind, label)


def badge(*labels: tuple[str, str]) -> str:
    inner = "".join(f'<span class="tc-label tc-{kind}">{label}</span>' for kind, label in labels)
    return f'<span class="tc-badge" dir="ltr">{inner}</span>'


def test_words_are_marked_where_they_stand_references_and_all():
    html = "<p>Ring &amp; boka</p>"

    expected = f'<p>Ring <mark class="tc-mark tc-error">{badge(("error", "1"))}&amp; boka</mark></p>'
    assert expected in drawn(html, at(html, "&amp; boka"))


def test_words_across_elements_are_marked_in_each_with_one_badge():
    html = "<p>Ring <b>oss</b> nu</p>"

    expected = (
        f'<p>Ring <b><mark class="tc-mark tc-error">{badge(("error", "1"))}oss</mark></b>'
        '<mark class="tc-mark tc-error"> nu</mark></p>'
    )
    assert expected in drawn(html, at(html, "oss</b> nu"))


def test_a_mark_on_a_start_tag_frames_the_element():
    html = '<p><a href="https://x.example">Läs mer</a></p>'

    assert f'data-tc-mark="error">{badge(("error", "1"))}Läs mer</a>' in drawn(html, at(html, "<a "))


def test_several_marks_that_begin_together_share_a_badge():
    html = '<p><a href="https://x.example">Läs mer</a></p>'
    marks = (at(html, "<a ", "error", "2"), at(html, "Läs mer", "warning", "4"), at(html, "Läs", "evidence", "Syfte"))

    assert badge(("error", "2"), ("warning", "4"), ("evidence", "Syfte")) in drawn(html, *marks)
    assert drawn(html, *marks).count("tc-badge") - drawn(html).count("tc-badge") == 1


@pytest.mark.parametrize(
    ("html", "found", "shown"),
    [
        ("<table><tr><td>1</td></tr></table>", "<tr>", '{}<table data-tc-mark="error">'),
        ('<img src="a.png" alt="Karta">', "<img", "{}<img "),
        ("<select><option>Ja</option></select>", "<option>", '{}<select data-tc-mark="error">'),
        ("<svg><g><text>Hej</text></g></svg>", "Hej", '{}<svg data-tc-mark="error">'),
        ("<ul><li>Ett</li></ul>", "<ul>", '{}<ul data-tc-mark="error">'),
        (
            '<p><iframe src="https://x.example" title="Film"></iframe></p>',
            "<iframe",
            '{}<span class="tc-box" data-tc-mark',
        ),
    ],
)
def test_a_badge_stands_where_html_allows_it(html, found, shown):
    assert shown.format(badge(("error", "1"))) in drawn(html, at(html, found))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<!doctype html><html><head><title>Hej</title></head><body><p>Hej</p></body></html>", "<title>"),
        ("<!doctype html><html><head></head><body><p>Hej</p></body></html>", "<html>"),
        ("<style>p { color: #ccc }</style><p>Hej</p>", "color: #ccc"),
        ("<script>var a</script><p>Hej</p>", "var a"),
    ],
)
def test_what_nothing_shows_is_not_said_to_be_placed(html, found):
    assert picture(parse(html, Context()), (at(html, found),), "sv", WORDS).placed == frozenset()


def test_a_mark_without_length_is_the_whole_message_and_has_no_place():
    assert picture(parse("<p>Hej</p>", Context()), (Mark(0, 0, "error", "1"),), "sv", WORDS).placed == frozenset()


def test_an_image_shows_its_alternative_text_in_place_of_itself():
    shown = drawn('<p><img src="https://x.example/a.png" alt="Karta &amp; väg" width="300"></p>')

    assert 'alt="Karta &amp; väg"' in shown
    assert "width%3D%27300%27" in shown
    assert "Bild%3A%20Karta%20%26amp%3B%20v%C3%A4g" in shown
    assert "x.example" not in shown


def test_an_image_written_in_the_message_is_shown_as_it_is():
    assert ' src="data:image/png;base64,AAAA"' in drawn('<p><img src="data:image/png;base64,AAAA" alt=""></p>')


def test_a_text_message_keeps_its_lines():
    text = "Hej!\n\nRing <oss>."
    shown = picture(parse_text(text, Context(text_message=True)), (Mark(6, 10, "advice", "1"),), "sv", WORDS)

    assert f'Hej!\n\n<mark class="tc-mark tc-advice">{badge(("advice", "1"))}Ring</mark> &lt;oss&gt;.' in shown.html
    assert shown.placed == {"1"}


# What acts, fetches, submits or sends the reader elsewhere, in the forms that HTML has for it.
HOSTILE = (
    "<script>bad()</script>",
    "<p onclick=bad()>x</p>",
    "<img src=x onerror=bad()>",
    '<a href="javascript:bad()">x</a>',
    '<a href="https://bad.example" ping="https://bad.example" target=_top>x</a>',
    '<base href="https://bad.example/">',
    '<meta http-equiv="refresh" content="0;url=https://bad.example">',
    '<link rel=stylesheet href="https://bad.example/a.css">',
    '<iframe src="https://bad.example"></iframe>',
    '<iframe srcdoc="<script>bad()</script>"></iframe>',
    '<object data="https://bad.example"></object><embed src="https://bad.example">',
    '<form action="https://bad.example"><input autofocus onfocus=bad() formaction="https://bad.example"></form>',
    '<svg onload=bad()><script>bad()</script><a xlink:href="javascript:bad()"><text>x</text></a></svg>',
    '<svg><use href="https://bad.example/a.svg#b"/><image href="https://bad.example/a.png"/></svg>',
    '<svg><animate attributeName=href values="javascript:bad()"/><set attributeName=onload to="bad()"/></svg>',
    "<svg><foreignObject><iframe src=https://bad.example></iframe></foreignObject></svg>",
    '<math><mtext><mglyph><style><img src onerror="bad()"></style></mglyph></mtext></math>',
    '<video src="https://bad.example/a.mp4" autoplay poster="https://bad.example/a.png"></video>',
    '<table background="https://bad.example/a.png"><tr><td>x</td></tr></table>',
    '<img srcset="https://bad.example/a.png 2x" src="https://bad.example/a.png">',
    '<input type=image src="https://bad.example/a.png">',
    "<template><script>bad()</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=bad()>"></noscript>',
    "<xmp><script>bad()</script></xmp>",
    "<plaintext><script>bad()</script>",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_acts_or_fetches_is_left_in_the_picture(hostile):
    page = parse(drawn(f"<p>Före</p>{hostile}"), Context())
    acting = {
        "script",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
        "video",
        "audio",
        "animate",
        "set",
        "template",
    }
    addresses = [
        (element.tag, name)
        for element in page.elements
        for name, value in element.attributes.items()
        if "bad" in value
        or name.startswith("on")
        or name in ("href", "action", "target", "srcset", "autofocus", "poster")
    ]

    assert acting & {element.tag for element in page.elements} == set()
    assert [(one.get("http-equiv"), one.get("name")) for one in page.by_tag["meta"]] == [
        ("", ""),
        ("Content-Security-Policy", ""),
        ("", "viewport"),
    ]
    assert addresses == []


@pytest.mark.parametrize("ending", ["</iframe>", '"', "'", "]]>", "-->", "</body></html>", "</mark>", "</style>", "\0"])
def test_what_ends_things_is_text_in_the_picture(ending):
    html = f"<p>Före {ending} efter</p><style>p{{content:'{ending}'}}</style>"
    shown = body(drawn(html, at(html, "Före")))

    assert shown.count("<body") == 1
    assert shown.endswith("</body>")
    assert len(parse(shown, Context()).by_tag["body"]) == 1


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "<a href=x>",
        "</a>",
        "<br>",
        "<svg><text>",
        "</svg>",
        "<div hidden>",
        "</div>",
        "<select><option>",
        "<!--x-->",
        "<style>p{}</style>",
        "<textarea>\nx",
        "</textarea>",
        "<h2 style='color:red'>",
        "</h2>",
        "<pre>\n\n",
        "Ring ",
        "oss\n",
        "&aring;",
        "&lt;b&gt;",
        "å😀",
    ]
)
SPANS = st.lists(
    st.tuples(st.integers(0, 120), st.integers(0, 40), st.sampled_from(["error", "advice", "evidence"])), max_size=6
)


def words(page: str) -> str:
    texts = (node.data for node in parse(page, Context()).all_text if node.parent.tag not in ("style", "head"))
    return "".join(texts)


@given(st.lists(PIECES, max_size=14), SPANS)
def test_marks_change_no_word_of_the_message(pieces, spans):
    html = "".join(pieces)
    document = parse(html, Context())
    marks = [Mark(start, min(len(html), start + length), kind, "7") for start, length, kind in spans]
    marked = picture(document, marks, "sv", WORDS).html
    plain = picture(document, (), "sv", WORDS).html

    assert words(BADGE.sub("", marked)) == words(plain) == words(html)


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_mark_anywhere_leaves_the_page_whole(start, length):
    html = "<p class=a>Ring <b>oss</b></p>"
    shown = parse(drawn(html, Mark(start, min(len(html), start + length), "error", "1")), Context())

    assert [element.tag for element in shown.elements if element.tag in ("p", "b")] == ["p", "b"]


def test_more_marks_than_help_are_not_drawn_and_the_weightiest_stay():
    html = "<p>" + "x " * 1000 + "</p>"
    marks = [Mark(3 + 2 * n, 4 + 2 * n, "advice", str(n)) for n in range(MOST_MARKS + 50)]
    shown = picture(parse(html, Context()), [*marks, Mark(3, 4, "error", "viktig")], "sv", WORDS)

    assert len(shown.placed) == MOST_MARKS
    assert "viktig" in shown.placed
