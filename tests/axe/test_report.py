"""The review report in a real browser: it keeps what it demands, and no message gets out of its picture."""

from __future__ import annotations

import http.server
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from template_check.findings import Changed, ChangedSample, MessageResult, Rendered, Report
from template_check.pipeline import Choice, Options, run
from template_check.reports.html import report
from template_check.reports.view import View
from template_check.signoff import Answer, Review, judged

EXAMPLES = Path(__file__).parent.parent.parent / "templates_examples"
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def result():
    return run((EXAMPLES / "clean", EXAMPLES / "faulty"), Options(Choice(today=TODAY, renderings=True), jobs=1))


def view(result: Report, locale: str) -> View:
    """A view with one sign-off that holds, one that does not, and a message that changed."""
    first, second = result.templates[0], result.templates[-1]
    answers = (Answer("4a", "yes", "Stämmer."), Answer("7", "yes"))
    old = dict.fromkeys(judged(second), ("0" * 10,))
    before = replace(first.renderings[0], text=first.renderings[0].text.replace("tid", "stund"))
    changed = Changed(
        first.path, "changed", ("mallar/_delar/brev.html.j2",), (ChangedSample("a", before, first.renderings[0]),)
    )
    reviews = {
        first.path: Review("Anna", TODAY, answers, "", judged(first)),
        second.path: Review("Bo", TODAY, (), "", old),
    }
    return View(locale=locale, today=TODAY, version="1", reviews=reviews, changes=(changed,), since="v1")


def opened(page: str) -> str:
    return page.replace("<details", "<details open")


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_fault_in_the_report(browser, tmp_path, result, locale, color_scheme, width):
    path = tmp_path / "report.html"
    path.write_text(opened(report(result, view(result, locale))), encoding="utf-8")

    page = browser.open(path, color_scheme=color_scheme, width=width, options={"iframes": False})

    assert [(one.rule, one.target) for one in page.violations] == []
    assert page.script("return document.documentElement.scrollWidth") == width
    assert page.driver.get_log("browser") == []


def test_it_can_be_read_without_scripts(browser, tmp_path, result):
    path = tmp_path / "report.html"
    page = report(result, view(result, "sv"))
    path.write_text(page[: page.rindex("<script>")] + "</body></html>", encoding="utf-8")

    shown = browser.open(path, width=1280, options={"iframes": False})

    assert [one.rule for one in shown.violations] == []
    assert shown.script("return document.querySelector('.filter').offsetParent") is None
    assert shown.script("return document.querySelectorAll('#messages th button').length") == 0


def visible_panels(page) -> list[bool]:
    return page.script(
        "return [...document.querySelector('.switch').closest('.samples').querySelectorAll('.panel')]"
        ".map(panel => panel.offsetParent !== null)"
    )


def test_the_keyboard_switches_samples_sorts_and_filters(browser, tmp_path, result):
    from selenium.webdriver.common.keys import Keys

    path = tmp_path / "report.html"
    path.write_text(report(result, view(result, "sv")), encoding="utf-8")
    page = browser.open(path, width=1280, options={"iframes": False})
    driver = page.driver

    before = visible_panels(page)
    page.script("document.querySelector('.switch input').focus()")
    driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert (before, visible_panels(page)) == ([True, False], [False, True])

    page.script("document.querySelector('#messages th button').focus()")
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    titles = page.script("return [...document.querySelectorAll('#messages tbody th')].map(cell => cell.dataset.value)")
    ordered = page.script("return [...arguments[0]].sort((a, b) => a.localeCompare(b, 'sv'))", titles)
    assert titles == ordered
    assert page.script("return document.querySelector('#messages th').getAttribute('aria-sort')") == "ascending"

    page.script("document.getElementById('search').focus()")
    driver.switch_to.active_element.send_keys("magnetkamera")
    rows = page.script("return [...document.querySelectorAll('#messages tbody tr')].filter(row => !row.hidden).length")
    assert rows == 1


def test_answers_become_a_command_to_copy(browser, tmp_path, result):
    path = tmp_path / "report.html"
    path.write_text(opened(report(result, view(result, "sv"))), encoding="utf-8")
    page = browser.open(path, width=1280, options={"iframes": False})

    page.script(
        "const judge = document.querySelectorAll('.judge')[1];"
        "judge.querySelector('[data-id=\"4b\"] input[value=no]').click();"
        "judge.querySelector('[data-id=\"4b\"] textarea').value = \"Patientens 'tid'\";"
        "judge.querySelector('.command input').value = 'Anna Berg';"
        "judge.dispatchEvent(new Event('input'));"
    )
    command = page.script("return document.querySelectorAll('.judge')[1].querySelector('.command code').textContent")

    name = result.templates[1].path
    assert command == f"template-check review {name} --by 'Anna Berg' --answer 4b=no --note 'Patientens '\\''tid'\\'''"


class _Listening(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def listening():
    """A server's address, and what it has been asked for."""
    _Listening.asked.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", _Listening.asked
    server.shutdown()
    server.server_close()


HOSTILE = """
</iframe><script>parent.document.title = 'ute'; top.location = '{at}/top'</script>" onload="parent.document.title='ute'
<meta http-equiv="refresh" content="0;url={at}/refresh"><base href="{at}/">]]>--&gt;
<img src="{at}/image" onerror="parent.document.title='ute'"><img src=x onerror="top.document.title='ute'">
<link rel="stylesheet" href="{at}/sheet"><style>@import url({at}/import); p {{ background: url({at}/background) }}
@font-face {{ font-family: x; src: url({at}/font) }} p {{ font-family: x; list-style: url("{at}/list") }}</style>
<p style="background: url({at}/inline); position: fixed; top: -500px; z-index: 9999">Hej</p>
<svg onload="top.document.title='ute'"><image href="{at}/svg"/><use href="{at}/use#a"/><style>rect {{ fill: url({at}/fill) }}</style></svg>
<object data="{at}/object"></object><embed src="{at}/embed"><video src="{at}/video" autoplay></video><audio src="{at}/audio" autoplay></audio>
<form action="{at}/form"><button autofocus>Skicka</button></form><a href="{at}/link" target="_top">Länk</a>
<a href="javascript:top.document.title='ute'">Länk</a><iframe src="{at}/frame"></iframe>
<template><img src="{at}/template"></template><noscript><img src="{at}/noscript"></noscript>
"""


def test_a_hostile_message_stays_in_its_picture(browser, tmp_path, listening):
    address, asked = listening
    html = HOSTILE.format(at=address)
    hostile = MessageResult("a.html", ("<b>\"'", "två"), None, None, renderings=(
        Rendered("<b>\"'", "</title><script>document.title='ute'</script>", html, text=html, declared={"sender.unit": html}),
        Rendered("två", html, html, text=html),
    ))  # fmt: skip
    path = tmp_path / "report.html"
    whole = Report((hostile,), (), (), {}, (), {})
    path.write_text(opened(report(whole, View(today=TODAY))), encoding="utf-8")

    page = browser.open(path, width=1280, options={"iframes": False})
    frames = page.script("return [...document.querySelectorAll('iframe')].map(one => one.getAttribute('sandbox'))")
    driver = page.driver
    driver.switch_to.frame(driver.find_elements("css selector", "iframe")[0])
    shown = driver.find_element("css selector", "body").text
    for link in driver.find_elements("css selector", "a, button"):
        driver.execute_script("arguments[0].click()", link)
    driver.switch_to.default_content()

    assert frames == ["", ""]
    assert "Skicka" in shown
    assert driver.title == "Granskning av meddelanden"
    assert driver.current_url == path.as_uri()
    assert page.script("return document.querySelectorAll('script').length") == 1
    assert asked == []


def test_the_page_policy_alone_stops_what_a_picture_would_fetch(browser, tmp_path, listening, monkeypatch):
    from template_check.reports.html import picture

    address, asked = listening
    monkeypatch.setattr(picture, "_written", lambda body, placed, words: f"<body>{HOSTILE.format(at=address)}</body>")
    message = MessageResult("a.html", ("ett",), None, None, renderings=(Rendered("ett", None, "<p>Hej</p>"),))
    path = tmp_path / "report.html"
    path.write_text(report(Report((message,), (), (), {}, (), {}), View(today=TODAY)), encoding="utf-8")

    page = browser.open(path, width=1280, options={"iframes": False})

    assert page.driver.title == "Granskning av meddelanden"
    assert page.driver.current_url == path.as_uri()
    assert asked == []
