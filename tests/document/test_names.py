"""Accessible names, by https://www.w3.org/TR/accname-1.2/ and https://www.w3.org/TR/html-aam-1.0/, and as Chromium has them."""

import time

import pytest

from template_check.document.context import Context
from template_check.document.parse import parse

# HTML in which the element with the attribute `n` is named, and its name.
NAMED = [
    ("<button n>Boka <span aria-hidden=true>x</span>tid</button>", "Boka tid"),
    ('<button n><img alt="Boka" src=a> tid</button>', "Boka tid"),
    ("<a n href=x>Läs <b>mer</b><i> om</i><br>tiden</a>", "Läs mer om tiden"),
    ("<a n href=x>Läs<div>mer</div>om</a>", "Läs mer om"),
    ("<a n href=x>Läs<span style='display:block'>mer</span>om</a>", "Läs mer om"),
    ("<a n href=x><span>Läs</span><span>mer</span></a>", "Läsmer"),
    ("<a n href=x><table><tr><td>Läs<td>mer<tr><td>om</table></a>", "Läs mer om"),
    ("<a n href=x>Läs<script>1</script> mer<style>p{}</style><!-- om --></a>", "Läs mer"),
    ("<a n href=x><img src=a alt=''></a>", ""),
    ("<a n href=x><img src=a></a>", ""),
    ("<a n href=x><img src=a title=Karta></a>", "Karta"),
    ("<a n href=x title=Karta></a>", "Karta"),
    ("<a n href=x title=Karta>Hitta hit</a>", "Hitta hit"),
    ("<a n href=x aria-label='Hitta hit'>Karta</a>", "Hitta hit"),
    ("<a n href=x aria-label=' '>Karta</a>", "Karta"),
    ("<a n href=x><svg><title>Karta</title></svg></a>", "Karta"),
    ("<a n href=x><svg role=img aria-label=Karta></svg></a>", "Karta"),
    ("<a n href=x><svg><text>Karta</text></svg></a>", "Karta"),
    ("<a n href=x><span style='font-size:0'>liten</span></a>", "liten"),
    ("<style>.a::before{content:'Före '} .a::after{content:' efter'}</style><a n class=a href=x>mitt</a>", "Före mitt efter"),
    ("<style>.b::before{content:attr(data-x)}</style><a n class=b data-x=9 href=x> mitt</a>", "9 mitt"),
    ("<style>.c::before{content:'★' / ''}</style><a n class=c href=x>mitt</a>", "mitt"),
    ("<style>.d::before{content:'d';display:none}</style><a n class=d href=x>mitt</a>", "mitt"),
    ("<style>.e::before{content:'d';visibility:hidden}</style><a n class=e href=x>mitt</a>", "mitt"),
    ("<style>.f::after{content:'\\201C q\\201D'}</style><button n class=f></button>", "“q”"),
    ("<label for=l1>Namn</label><input n id=l1>", "Namn"),
    ("<label>Namn <input n></label>", "Namn"),
    ("<label for=l2>Ett</label><label for=l2>Två</label><input n id=l2>", "Ett Två"),
    ("<label for=nowhere>Namn <input n></label>", ""),
    ("<label>Namn <input><input n></label>", ""),
    ("<label for=l3 aria-label=Annat>Namn</label><input n id=l3>", "Annat"),
    ("<label for=l4 title=Titel></label><input n id=l4>", "Titel"),
    ("<label for=l5>Namn <span hidden>dolt</span></label><input n id=l5>", "Namn"),
    ("<input n type=checkbox id=l6><label for=l6>Blinka <input type=text value=3> gånger</label>", "Blinka 3 gånger"),
    (
        "<input n type=checkbox id=l7><label for=l7>Blinka <select><option>ett<option selected>två</select> gånger</label>",
        "Blinka två gånger",
    ),
    (
        "<input n type=checkbox id=l8><label for=l8>Blinka <span role=slider tabindex=0 aria-valuetext=tre aria-valuenow=3></span> gånger</label>",
        "Blinka tre gånger",
    ),
    (
        "<input n type=checkbox id=l9><label for=l9>Blinka <ul role=listbox><li role=option aria-selected=true>ett<li role=option>två</ul> gånger</label>",
        "Blinka ett gånger",
    ),
    ("<input n placeholder=Namn>", "Namn"),
    ("<input n placeholder=Namn title=Titel>", "Titel"),
    ("<input n value=Namn>", ""),
    ("<input n type=submit value=Skicka>", "Skicka"),
    ("<input n type=button>", ""),
    ("<input n type=image src=a alt=Skicka>", "Skicka"),
    ("<input n aria-labelledby='r1 r2'><i id=r1>Ett</i><i id=r2 hidden>Två</i>", "Ett Två"),
    ("<input n aria-labelledby=r3><div id=r3>Ett <b hidden>två</b></div>", "Ett"),
    ("<input n aria-labelledby=r4><div id=r4 aria-hidden=true>Ett <b aria-hidden=true>två</b></div>", "Ett två"),
    ("<input n aria-labelledby=r5><div id=r5 style=visibility:hidden>Ett <b style=visibility:visible>två</b></div>", "Ett två"),
    ("<button n id=r6 aria-label='Ta bort' aria-labelledby='r6 r7'>x</button><i id=r7>Filen</i>", "Ta bort Filen"),
    ("<div n role=group aria-labelledby=r8><i id=r8 aria-labelledby=r9>Ett</i></div><i id=r9>Två</i>", "Ett"),
    ("<input n aria-labelledby=r10><input id=r10 value=Värde>", "Värde"),
    ("<input n aria-labelledby=r11><img id=r11 alt=Bild src=q>", "Bild"),
    ("<input n aria-labelledby=nowhere>", ""),
    ("<fieldset n><legend>Fråga</legend></fieldset>", "Fråga"),
    ("<fieldset n><div><legend>Fråga</legend></div></fieldset>", ""),
    ("<table n><caption>Tider</caption><tr><th>a<td>b</table>", "Tider"),
    ("<h2 n><a href=x>Länk</a> rubrik</h2>", "Länk rubrik"),
    ("<h2 n><img src=a alt=''></h2>", ""),
    ("<h2 n><span aria-hidden=true>dold</span></h2>", ""),
    ("<img n src=a alt=' ' >", ""),
    ("<img n src=a aria-labelledby=nowhere alt=Karta>", "Karta"),
    ("<details><summary n>Mer</summary>dolt</details>", "Mer"),
    ("<section n aria-labelledby=r12><h2 id=r12>Rubrik</h2></section>", "Rubrik"),
    ("<button n aria-labelledby=r13>k</button><label id=r13>Etikett <input value=v></label>", "Etikett v"),
]  # fmt: skip
# Where nothing is heard although something is written, and where browsers and the standards part.
NAMED_HERE = [
    ("<a n href=x>&nbsp;&#8203;&zwnj;</a>", ""),
    ("<figure n><figcaption>Karta</figcaption></figure>", "Karta"),
    ("<input n type=submit>", "Submit"),
    ("<input n type=image src=a>", ""),
    (
        "<map name=m><area n href=x alt=Entré shape=rect coords=0,0,9,9></map><img src=a usemap=#m alt=Karta width=9 height=9>",
        "Entré",
    ),
    ("<label for=h1 hidden>Namn</label><input n id=h1>", "Namn"),
]


def named(html):
    document = parse(f"<!doctype html><body>{html}", Context())
    return next(element for element in document.elements if element.has("n")).name


@pytest.mark.parametrize(("html", "expected"), NAMED + NAMED_HERE)
def test_an_element_is_named_as_the_standard_has_it(html, expected):
    assert named(html) == expected


def test_chromium_names_the_elements_alike(browser, tmp_path):
    path = tmp_path / "names.html"
    path.write_text("<!doctype html><body>" + "".join(f"<div>{html}</div>" for html, _ in NAMED), encoding="utf-8")
    driver = browser.open(path, options={"runOnly": ["document-title"]}).driver
    driver.execute_cdp_cmd("DOM.enable", {})
    nodes, waiting = {}, [driver.execute_cdp_cmd("DOM.getDocument", {"depth": -1})["root"]]
    while waiting:
        node = waiting.pop()
        if "n" in node.get("attributes", [])[::2]:
            nodes[node["backendNodeId"]] = len(nodes)
        waiting += reversed(node.get("children", []))
    told = {}
    for node in driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]:
        if node.get("backendDOMNodeId") in nodes:
            told[nodes[node["backendDOMNodeId"]]] = " ".join(node.get("name", {}).get("value", "").split())

    assert [told.get(number, "") for number in range(len(NAMED))] == [expected for _, expected in NAMED]


@pytest.mark.parametrize(
    "html",
    [
        "<section id=a aria-labelledby=b n>x</section><section id=b aria-labelledby=a>y</section>",
        "<label for=b><input type=submit id=a n></label><label for=a><input type=submit id=b></label>",
        "<label><i aria-labelledby=c></i><input id=c n></label>",
        "<div role=list id=a aria-owns=b n aria-label=x><div id=b role=list aria-owns=a></div></div>",
        "".join(f"<section id=s{number} aria-labelledby=s{number + 1} n>" for number in range(3_000)),
    ],
)
def test_references_in_a_circle_or_a_long_chain_end(html):
    document = parse(html, Context())

    assert all(isinstance(element.name, str) and element.role != "" for element in document.elements)


def test_fields_that_share_one_long_label_take_no_longer_than_one():
    html = f"<div id=i>{'<p>ett ord' * 3_000}</div>" + "<input aria-labelledby=i>" * 3_000
    document = parse(html, Context())
    started = time.process_time()
    assert all(field.name for field in document.fields)
    assert time.process_time() - started < 2
