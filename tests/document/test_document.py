"""The tree, its places, and what assistive technology makes of it."""

import time

import pytest

from template_check.document.context import Context
from template_check.document.parse import Document, parse, parse_text


def read(html: str) -> Document:
    return parse(html, Context())


def excerpts(html: str) -> list[str]:
    return [html[slice(*node.place)] for node in read(html).text_nodes]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hej &amp; h&aring;</p>", ["Hej &amp; h&aring;"]),
        ("Före <b>mitt</b> efter", ["Före", "mitt", "efter"]),
        ("<table>fosterbarn<tr><td>cell</table>", ["fosterbarn", "cell"]),
        ("<p>ett<!-- kommentar -->två", ["ett", "två"]),
        ("<p>rad\r\ntvå</p><p>tre", ["rad\r\ntvå", "tre"]),
        ("<b><p>fel</b>nästlat</p>", ["fel", "nästlat"]),
        ("<p>&notit; &#x41;&#66;", ["&notit; &#x41;&#66;"]),
    ],
)
def test_text_stands_where_it_is_written(html: str, expected: list[str]) -> None:
    assert expected == excerpts(html)


def test_a_text_with_a_comment_in_it_is_one_range_each() -> None:
    html = "<p>Läs <i>mer</i>&nbsp;här.</p>"
    (block,) = read(html).blocks
    assert block.text == "Läs mer\xa0här."
    assert html[slice(*block.range())] == "Läs <i>mer</i>&nbsp;här."


@pytest.mark.parametrize(
    ("html", "excerpt"),
    [
        ('<a href="x y">', "x y"),
        ("<a href=x>", "x"),
        ("<a href = 'x' >", "x"),
        ("<a href>", "href"),
        ('<a href="">', 'href=""'),
        ('<a HREF="&amp;">', "&amp;"),
    ],
)
def test_an_attribute_stands_at_its_value(html: str, excerpt: str) -> None:
    (link,) = read(html).by_tag["a"]
    assert excerpt == html[slice(*link.attribute("href"))]


@pytest.mark.parametrize(
    ("html", "tag", "role"),
    [
        ("<img src=x>", "img", "img"),
        ("<img src=x alt='Karta'>", "img", "img"),
        ("<img src=x alt=''>", "img", "none"),
        ("<img src=x alt='' title='Karta'>", "img", "none"),
        ("<img src=x alt='' aria-label='Karta'>", "img", "img"),
        ("<img src=x alt='' tabindex=0>", "img", "img"),
        ("<a>utan adress</a>", "a", None),
        ("<a href=x>med</a>", "a", "link"),
        ("<header>", "header", "banner"),
        ("<article><header></article>", "header", None),
        ("<section>", "section", None),
        ("<section aria-label=Tid>", "section", "region"),
        ("<table role=presentation><tr><td>x", "td", "none"),
        ("<table><tr><th>x<td>y", "th", "rowheader"),
        ("<table><tr><th>x<th>y<tr><td>1<td>2", "th", "columnheader"),
        ("<ul role=none><li>x", "li", "none"),
        ("<p role=finnsinte>x", "p", "paragraph"),
        ("<p role='finnsinte Button'>x", "p", "button"),
        ("<a href=x role=none>x", "a", "link"),
        ("<input type=checkbox>", "input", "checkbox"),
        ("<select multiple>", "select", "listbox"),
    ],
)
def test_roles(html: str, tag: str, role: str | None) -> None:
    assert role == read(html).by_tag[tag][0].role


@pytest.mark.parametrize(
    ("html", "tag", "name"),
    [
        ("<a href=x>Boka <img src=y alt='ny tid'></a>", "a", "Boka ny tid"),
        ("<a href=x aria-label='Boka tid'>Klicka</a>", "a", "Boka tid"),
        ("<a href=x aria-labelledby='b a' id=a>tid</a><b id=b hidden>Boka</b>", "a", "Boka tid"),
        ("<a href=x><span hidden>dold</span><i aria-hidden=true>o</i></a>", "a", ""),
        ("<a href=x title=Kartan></a>", "a", "Kartan"),
        ("<label>Namn <input></label>", "input", "Namn"),
        ("<label for=a>Namn</label><input id=a>", "input", "Namn"),
        ("<input placeholder=Namn>", "input", "Namn"),
        ("<fieldset><legend>Val</legend></fieldset>", "fieldset", "Val"),
        ("<table><caption>Tider</caption></table>", "table", "Tider"),
        ("<svg role=img><title>Karta</title></svg>", "svg", "Karta"),
        ("<h1><div>Ett</div><div>två</div></h1>", "h1", "Ett två"),
        ("<style>a::before{content:'Ny: '}</style><a href=x>tid</a>", "a", "Ny: tid"),
        ("<label><input type=checkbox> Ring kl <input value=9></label>", "input", "Ring kl 9"),
        ("<input type=submit>", "input", "Submit"),
        ("<input type=image alt=Sök>", "input", "Sök"),
    ],
)
def test_names(html: str, tag: str, name: str) -> None:
    assert name == read(html).by_tag[tag][0].name


@pytest.mark.parametrize(
    ("html", "rendered", "visible", "exposed"),
    [
        ("<p>", True, True, True),
        ("<p hidden>", False, False, False),
        ("<p style='display:none'>", False, False, False),
        ("<p style='visibility:hidden'>", True, False, False),
        ("<p aria-hidden=true>", True, True, False),
        ("<p style='opacity:0'>", True, False, True),
        ("<div inert><p>", True, True, False),
        ("<details><p>", False, False, False),
        ("<details open><p>", True, True, True),
        ("<div hidden=until-found><p>", False, False, False),
        ("<div style='visibility:hidden'><p style='visibility:visible'>", True, True, True),
    ],
)
def test_what_is_shown(html: str, rendered: bool, visible: bool, exposed: bool) -> None:
    (element,) = read(html).by_tag["p"]
    assert (rendered, visible, exposed) == (element.is_rendered, element.is_visible, element.is_exposed)


def test_what_a_template_holds_is_no_part_of_the_document() -> None:
    assert read("<template><a href=x>x</a></template>").links == ()


def test_a_text_message_has_blocks_and_sentences_at_their_offsets() -> None:
    text = "Hej!\n\nDu har en tid. Kom i tid."
    document = parse_text(text, Context())
    assert [sentence.text for sentence in document.sentences] == ["Hej!", "Du har en tid.", "Kom i tid."]
    assert [text[slice(*one.range())] for one in document.sentences] == ["Hej!", "Du har en tid.", "Kom i tid."]


def test_a_line_of_a_text_message_that_was_full_goes_on_in_the_next() -> None:
    first = "Du har fått en tid för röntgen av ditt högra knä hos oss, och"
    text = (
        f"Hej Anna!\n{first}\ndet är bra om du kommer i god tid.\nTa med:\n- pass\n- glasögon\nTa det lugnt\noch vila."
    )
    document = parse_text(text, Context())
    whole = f"{first} det är bra om du kommer i god tid."
    lines = ["Hej Anna!", whole, "Ta med:", "- pass", "- glasögon", "Ta det lugnt", "och vila."]
    assert [block.text for block in document.blocks] == lines
    assert text[slice(*document.blocks[1].range())] == f"{first}\ndet är bra om du kommer i god tid."


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000 + "x",
        "<ul><li>" * 50_000 + "x",
        "<table>" + "<tr>" + "<td colspan=1000 rowspan=65534>x</td>" * 90_000 + "</table>",
        "<a href=x aria-labelledby=a id=a>" * 2_000,
    ],
    ids=["deep", "lists", "wide", "referring"],
)
def test_a_hostile_tree_neither_crashes_nor_hangs(html: str) -> None:
    begun = time.process_time()
    document = read(html)
    assert document.elements[0].outer_end
    assert isinstance(
        [document.by_role, document.blocks, document.sentences, [link.name for link in document.links]], list
    )
    assert time.process_time() - begun < 20
