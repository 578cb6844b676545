"""The review report as a page: what is told of a run and of each message, in both languages."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from made import EMPTY, FULL, HTML, IMAGE, LINK, MESSAGE, PAGE, PART, PURPOSE, SENTENCE

import template_check.reports.html as review_report
from template_check.discover.messages import find
from template_check.findings import Changed, ChangedSample, MessageResult, Rendered, Report
from template_check.positions import Place
from template_check.reports.html import pages, report
from template_check.reports.view import View
from template_check.signoff import Answer, Review, judged

TODAY = date(2026, 11, 25)
WORDS = tomllib.loads((Path(review_report.__file__).parent / "_pages" / "words.toml").read_text(encoding="utf-8"))


def soup(result: Report, locale: str = "sv", **view: object) -> BeautifulSoup:
    return BeautifulSoup(report(result, View(locale=locale, today=TODAY, version="0.1", **view)), "html.parser")


def said(node) -> str:
    return " ".join(node.get_text(" ").split())


def test_both_languages_say_the_same_things():
    def shape(words):
        return {
            key: shape(value) if isinstance(value, dict) else sorted(re.findall(r"\{\w+\}", str(value)))
            for key, value in words.items()
        }

    assert shape(WORDS["sv"]) == shape(WORDS["en"])


HEADINGS = {
    "sv": "Granskning av meddelanden|Allt kunde inte granskas|Alla meddelanden|Det här måste rättas|Det här bör ses över|"
    "Det här måste en människa bedöma|Råd om texten|Det här är bra|I siffror|Riktlinjen, punkt för punkt|"
    "Det här granskades|Kallelse",
    "en": "Review of messages|Not everything could be reviewed|All messages|This must be mended|This should be looked over|"
    "This a human must judge|Advice on the text|This is good|In figures|The guideline, point by point|"
    "What was reviewed|Kallelse",
}


@pytest.mark.parametrize("locale", ["sv", "en"])
def test_the_first_page_tells_it_all_in_order(locale):
    page = soup(FULL, locale)

    assert page.html["lang"] == locale
    assert [said(heading) for heading in page.find_all(["h1", "h2"])] == HEADINGS[locale].split("|")


def test_headings_never_skip_a_level():
    levels = [int(heading.name[1]) for heading in soup(FULL).find_all(re.compile("^h[1-6]$"))]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_table_holds_each_message_with_its_findings_elements_and_readability():
    row = soup(FULL).select_one("#messages tbody tr")
    cells = [said(cell) for cell in row.find_all(["th", "td"])]

    assert cells == [
        f"Kallelse {PAGE} Måste rättas , kallelse",
        *("1", "1", "1", "1"),
        *("Finns", "Saknas", "Inte granskat –", "Inte granskat –"),
        "34,2 medelsvår",
        "Ingen ännu",
    ]
    assert row["data-standing"] == "error"


def test_every_chart_says_in_words_and_in_a_table_what_it_shows():
    figures = soup(FULL).find_all("figure")

    assert [said(figure.figcaption) for figure in figures] == ["Fynd per område", "De fyra uppgifterna", "Läsbarhet"]
    for figure in figures:
        assert figure.svg["role"] == "img"
        assert said(figure.figcaption) in figure.svg["aria-label"]
        bars = [text.get_text() for text in figure.svg.find_all("text")][1::2]
        rows = [sum(int(cell.get_text()) for cell in row.find_all("td")) for row in figure.table.tbody.find_all("tr")]
        assert [int(bar) for bar in bars] == rows


def test_a_finding_is_told_with_why_how_place_and_by_which_way():
    finding = soup(FULL).select_one("#m1-f1")

    assert said(finding) == (
        "Fynd 1 Rubrik missing-alt-text Måste rättas. Det är fel på ”karta.png” (missing-alt-text). "
        '<img src="karta.png"> Varför Läsaren går vilse. Gör så här Skriv tydligare. '
        f"Var {PART} rad 2 via {PAGE} rad 3 Grund WCAG 1.1.1 Icke-textuellt innehåll Regel images/missing-alt-text"
    )
    assert finding.select_one("a")["href"].startswith("https://www.w3.org/")


def test_findings_stand_with_the_worst_first_and_questions_before_no_certain_fault():
    levels = [item["class"][1] for item in soup(FULL).select(".findings > li")]

    assert levels == ["error", "warning", "advice", "unsure"]


def test_each_sample_has_its_picture_in_a_closed_frame():
    frames = soup(FULL).find_all("iframe")

    assert [frame.has_attr("sandbox") and not frame["sandbox"] for frame in frames] == [True, True]
    assert [frame["title"] for frame in frames] == ["Meddelandet Kallelse, standard", "Meddelandet Kallelse, barn"]
    assert "default-src 'none'" in frames[0]["srcdoc"]
    assert '<span class="tc-label tc-error">1</span>' in frames[0]["srcdoc"]
    assert "tc-label tc-error" not in frames[1]["srcdoc"]


def test_findings_that_a_picture_cannot_show_are_named_beside_it():
    panels = soup(FULL).select(".panel")

    assert "Syns inte i bilden: fynd 2, 3 och 4." in said(panels[0])


def test_the_subject_the_sender_and_the_lack_of_them_are_shown():
    bars = [said(bar) for bar in soup(FULL).select(".bar")]

    assert bars == ["Röntgen Ämne: Kallelse", "Röntgen Ämnesrad saknas"]


def test_elements_are_told_with_their_evidence_and_where_samples_differ():
    elements = [said(each) for each in soup(FULL).select(".elements > div")]

    assert elements == ["Avsändare Finns Entrén", "Syfte Saknas standard: Oklart barn: Saknas"]


def test_what_no_sample_shows_and_what_is_silenced_is_told():
    message = said(soup(FULL).select_one("#m1"))

    assert f"Testdata visar 8 av mallens 10 delar. Dessa har ingen granskat: {PAGE} rad 12–14" in message
    assert "Skäl: Länken prövas av våra patienter links/generic-link-text" in message


def test_the_baseline_and_faults_of_ours_are_shown_as_such():
    page = said(soup(FULL))

    assert "Kända fynd som baslinjen täcker: 2 fynd" in page
    assert "Fynd i baslinjen som inte längre förekommer links/empty-link i mallar/gammal.html.j2" in page
    assert f"{PAGE} kunde inte bedömas med regeln tables/layout" in page


def test_hard_sentences_and_long_words_are_shown():
    hard = "Personuppgiftsbehandlingen genomförs enligt dataskyddsförordningen och innebär att vårdgivaren ansvarar för informationssäkerheten hela tiden."
    long = "Ring oss " + "nu " * 30 + "om du vill."
    html = f"<p>Hej! {hard} {long}</p>"
    message = replace(MESSAGE, renderings=(Rendered("standard", None, html),))
    page = soup(replace(FULL, templates=(message,)))

    marked = ["".join(mark.get_text().split()) for mark in page.select("table.reading mark.hard")]
    assert marked == ["".join(f"Svår mening: {sentence}".split()) for sentence in (hard, long)]
    assert "Personuppgiftsbehandlingen" in [said(word) for word in page.select(".long")]


def test_a_message_in_another_language_says_so_in_the_page():
    message = replace(MESSAGE, language="ar", renderings=(replace(MESSAGE.renderings[0], subject="موعدك"),))
    title = soup(replace(FULL, templates=(message,))).select_one("#m1-title")

    assert (title["lang"], title["dir"]) == ("ar", "auto")


def test_every_due_statement_is_answered_or_asked():
    rows = soup(FULL).select("table.guideline tbody tr")
    ids = [said(row.th) for row in rows]

    assert ids[0] == "Fynd 4"
    assert ids[1:] == [
        "1",
        "2",
        "3",
        "3a",
        "4a",
        "4b",
        "4c",
        "4d",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "12",
        "13",
        "14",
    ]
    assert "Gäller inte den här typen av meddelande: punkt 3b, 3c, 3d, 5a, 5b, 5c och 5d." in said(
        soup(FULL).select_one("#m1")
    )
    by_id = dict(zip(ids, rows, strict=True))
    assert "Regler hittade: Fynd 3 Rubrik long-sentence" in said(by_id["4a"])
    assert "Uppgivet: mottagning: Röntgen ; ej uppgivet: HSA-id" in said(by_id["4a"])
    assert by_id["7"].find_all("input")[0]["type"] == "radio"


def signed(samples: dict[str, tuple[str, ...]]) -> View:
    answers = (Answer("4a", "yes", "Rätt enhet."), Answer("7", "yes"), Answer("content/missing-purpose", "no"))
    return View(
        today=TODAY, reviews={PAGE: Review("Anna Berg", date(2026, 11, 2), answers, "Läst två gånger.", samples)}
    )


def test_a_sign_off_that_holds_is_shown_with_its_answers():
    page = BeautifulSoup(report(FULL, signed(judged(MESSAGE))), "html.parser")
    told = said(page.select_one("#m1"))

    assert "granskat av Anna Berg 2 november 2026" in told
    assert "Läst två gånger." in told
    assert [box["name"] for box in page.select("input[checked]") if "-q-" in box["name"]] == [
        "m1-q-content-missing-purpose",
        "m1-q-4a",
        "m1-q-7",
    ]
    assert [said(each) for each in page.select(".answer .status")] == ["Behöver åtgärdas"]
    assert said(page.select_one("#messages tbody tr td:last-child")) == "Anna Berg 2 november 2026"


def test_a_stale_sign_off_is_shown_as_such_with_what_has_changed():
    old = judged(MESSAGE)
    page = BeautifulSoup(report(FULL, signed({**old, "barn": (*old["barn"][:-1], "0" * 10)})), "html.parser")
    notice = said(page.select_one("#m1 .notice"))

    assert "Anna Berg granskade meddelandet 2 november 2026. Det har ändrats sedan dess" in notice
    assert (
        "barn: 1 rad nya eller ändrade, 1 rad borta eller ersatta. Vi skickar meddelandet för att du har en tid."
        in notice
    )
    assert [box for box in page.select("input[checked]") if "-q-" in box["name"]] == []
    assert said(page.select_one("#messages tbody tr td:last-child")) == "Ändrat sedan dess"


def test_changes_are_shown_word_by_word():
    before = Rendered("standard", "Kallelse", HTML, text="Hitta hit\nEntrén. Läs här\nFörr.\nEtt\nTvå\nTre")
    after = replace(before, subject="Din kallelse", text="Hitta hit\nEntrén. Läs mer\nEtt\nTvå\nTre")
    changed = Changed(PAGE, "changed", (PART,), (ChangedSample("standard", before, after),))
    page = soup(FULL, changes=(changed,), since="v1.0")
    change = page.select_one(".change")

    assert f"Ändringen kommer från {PART}." in said(change)
    assert [said(each) for each in change.find_all("del")] == ["Kallelse", "här", "Förr."]
    assert [said(each) for each in change.find_all("ins")] == ["Din kallelse", "mer"]
    assert said(change.select_one(".gap")) == "2 rader oförändrade"
    assert "Ändrat sedan v1.0" in [said(each) for each in page.find_all("h2")]


def test_no_change_is_said_and_no_comparison_is_not():
    assert "Ingen läsare märker någon skillnad." in said(soup(FULL, changes=(), since="HEAD"))
    assert "Ändrat sedan" not in said(soup(FULL))


def test_a_run_without_messages_is_a_whole_page():
    page = soup(EMPTY)

    assert "Inga meddelanden hittades." in said(page.main)
    assert page.find_all("iframe") == []


def test_every_link_within_the_page_leads_somewhere():
    page = soup(FULL, changes=(), since="HEAD")
    ids = [element["id"] for element in page.find_all(id=True)]
    targets = {link["href"][1:] for link in page.find_all("a") if link["href"].startswith("#")}

    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_nothing_is_fetched_from_anywhere():
    page = report(FULL, View(today=TODAY))
    outside = re.findall(r"""(?:src|srcset|poster|data|action)=["']?(https?:[^"'> ]+)""", page.split("</style>", 1)[1])

    assert outside == []
    assert "<link" not in page
    assert "@import" not in page


def test_discovery_passes_our_own_report_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("report.html").write_text(report(FULL, View(today=TODAY, version="0.1")), encoding="utf-8")
    Path("kallelse.html").write_text("<p>Hej</p>", encoding="utf-8")

    assert [template.file.name for template in find([tmp_path])] == ["kallelse.html"]


def test_the_same_run_gives_the_same_bytes():
    assert report(FULL, View(today=TODAY)) == report(FULL, View(today=TODAY))


@pytest.mark.parametrize(
    "hostile", ["</textarea><script>", "</script>", '"><img src=x onerror=1>', "{{ 7*7 }}", "{% raw %}", "\0", "<!--"]
)
def test_what_templates_hold_is_only_text_in_the_report(hostile):
    place = Place(f"mallar/{hostile}.html.j2", 1, 1, 1, 2)
    message = MessageResult(
        place.path, (hostile,), hostile, hostile, findings=(), renderings=(Rendered(hostile, hostile, f"<p>{hostile}", text=hostile, declared={"sender.unit": hostile}),)
    )  # fmt: skip
    finding = replace(
        LINK,
        place=place,
        excerpt=hostile,
        values={"vad": hostile},
        messages=(replace(LINK.messages[0], path=place.path, samples=(hostile,), via=(place,)),),
    )
    review = Review(hostile, TODAY, (Answer("4a", "yes", hostile),), hostile, {})
    changed = Changed(place.path, "changed", (hostile,), (ChangedSample(hostile, None, message.renderings[0]),))
    view = View(today=TODAY, reviews={place.path: review}, changes=(changed,), since=hostile)
    page = BeautifulSoup(report(Report((message,), (finding,), (), {}, (), FULL.rules), view), "html.parser")

    assert len(page.find_all("script")) == 1
    assert page.find_all("img") == []
    assert "49" not in said(page.select_one("h2[id=m1-title]"))
    assert page.body.find_all("footer", recursive=False) != []


def many(count: int) -> Report:
    templates = tuple(replace(MESSAGE, path=f"mallar/Kallelse å {number}.html.j2") for number in range(count))
    shown = tuple(replace(IMAGE.messages[0], path=template.path) for template in templates)
    return replace(FULL, templates=templates, findings=(replace(IMAGE, messages=shown), SENTENCE, PURPOSE))


def test_few_messages_are_one_page_and_many_get_a_page_each(monkeypatch):
    monkeypatch.setattr(review_report, "MOST_ON_A_PAGE", 2)

    assert [name for name, _ in pages(many(2), View(today=TODAY))] == ["index.html"]
    assert [name for name, _ in pages(many(3), View(today=TODAY))] == [
        "messages/0001-kallelse-0.html",
        "messages/0002-kallelse-1.html",
        "messages/0003-kallelse-2.html",
        "index.html",
    ]


def test_pages_that_are_split_lead_to_each_other(monkeypatch):
    monkeypatch.setattr(review_report, "MOST_ON_A_PAGE", 2)
    written = dict(pages(many(3), View(today=TODAY)))
    index = BeautifulSoup(written["index.html"], "html.parser")
    links = {link["href"] for link in index.find_all("a") if link["href"].startswith("messages/")}

    assert {link.partition("#")[0] for link in links} == set(written) - {"index.html"}
    for link in links:
        name, _, anchor = link.partition("#")
        page = BeautifulSoup(written[name], "html.parser")
        assert not anchor or page.find(id=anchor) is not None
        assert page.find("h1") is not None
        assert [back["href"] for back in page.select(".back a")] == ["../index.html#all"]
    assert index.find_all("iframe") == []
