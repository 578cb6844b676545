"""Messages as they are really built (layout tables, hidden preheaders, dark styles) give no false alarms."""

from pathlib import Path

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

GROUPS = {
    "aria", "channel", "colour", "document", "forms", "headings", "images", "links", "lists", "media", "tables", "text",
}  # fmt: skip
MESSAGES = sorted((Path(__file__).parent / "mail").glob("*.html"))


FAULTS = {
    "newsletter-old": {
        ("colour/low-contrast", "color:#888888"),
        ("colour/low-contrast", "color:#ffffff"),
        ("colour/low-contrast", "color:#999999"),
        ("document/disabled-zoom", "width=device-width, initial-scale=1.0, maximum-s"),
        ("headings/fake-heading", "Dags för vaccination mot influensa"),
        ("headings/fake-heading", "Nya öppettider"),
        ("headings/fake-heading", "Hitta till oss"),
        ("headings/missing-heading", ""),
        ("images/meaningless-alt-text", "header_600x200.jpg"),
        ("images/missing-alt-text", '<img src="https://bilder.example/spacer.gif" wid'),
        ("images/missing-alt-text", '<img src="fb.png" width="24">'),
        ("images/missing-alt-text", '<img src="https://utskick.example/open.php?id=3"'),
        ("images/redundant-alt-text", "Bild på en sköterska"),
        ("lists/fake-list", "- legitimation"),
        ("tables/layout-table-without-role", '<table width="100%" border="0" cellspacing="0" c'),
        ("tables/missing-table-headers", '<table width="100%" border="1" cellspacing="0" c'),
        ("text/all-capitals", "REGIONHÄLSAN VÅRDCENTRALEN CITY I STOCKHOLM"),
        ("text/justified-text", "text-align:justify"),
        ("text/tiny-text", "font-size:11px"),
        ("text/tiny-text", "font-size:10px"),
    },
    "from-word": {
        ("colour/low-contrast", "color:gray"),
        ("images/meaningless-alt-text", "En bild som visar text&#10;&#10;Automatiskt gene"),
        ("lists/fake-list", '·<span style="font:7.0pt &quot;Times New Roman&q'),
        ("tables/missing-table-headers", '<table class="MsoTableGrid" border="1" cellspaci'),
        ("text/tiny-text", "font-size:8.0pt"),
    },
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_message_with_the_usual_faults_is_told_just_these(name):
    html = (Path(__file__).parent / "mail" / "faulty" / f"{name}.html").read_text(encoding="utf-8")
    rules = [rule for rule in load() if rule.group in GROUPS - {"channel", "links"} and rule.default == "on"]

    judged = judge(parse(html, Context("accessibility")), rules)

    places = [getattr(one.at, "range", lambda one=one: one.at or (0, 0))() for one in judged.judgements]
    found = {(one.rule.id, html[at[0] : at[1]][:48]) for one, at in zip(judged.judgements, places, strict=True)}
    assert judged.raised == {}
    assert found == FAULTS[name]


@pytest.mark.parametrize("profile", ["1177-inkorg", "accessibility"])
@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_a_sound_message_has_no_finding(path, profile):
    rules = [rule for rule in load() if rule.group in GROUPS and rule.default == "on"]

    judged = judge(parse(path.read_text(encoding="utf-8"), Context(profile)), rules)

    assert judged.raised == {}
    assert [(judgement.rule.id, dict(judgement.verdict.values)) for judgement in judged.judgements] == []
