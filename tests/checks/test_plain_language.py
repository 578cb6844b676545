"""Plain language by counts and numbers: fixes that fix, and values of the sample that are not blamed."""

from __future__ import annotations

import datetime
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from template_check.catalogue.card import Example, Rule
from template_check.catalogue.load import load
from template_check.document.context import Context, Declared
from template_check.document.parse import parse, parse_text
from template_check.engine import judge
from template_check.examples import findings
from template_check.findings import Finding

RULES = {rule.name: rule for rule in load() if rule.group == "plain-language"}
COUNTED = (
    "hard-to-read",
    "long-sentence",
    "long-paragraph",
    "ambiguous-date",
    "mixed-time-formats",
    "hard-to-hear-number",
)


def fixed(html: str, finding: Finding) -> str:
    assert finding.fix is not None
    lines = html.split("\n")
    line = lines[finding.place.line - 1]
    lines[finding.place.line - 1] = (
        line[: finding.place.column - 1] + finding.fix.replacement + line[finding.place.end_column - 1 :]
    )
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("rule", "html", "expected"),
    [
        ("ambiguous-date", "<p>Svara senast 2026-12-03, tack.</p>", "<p>Svara senast den 3 december 2026, tack.</p>"),
        ("ambiguous-date", "<p>Kom <b>torsdag</b> 3/12-2026.</p>", "<p>Kom <b>torsdag</b> 3 december 2026.</p>"),
        ("mixed-time-formats", "<p>Kl. 9.00. Redan 08:45.</p>", "<p>Kl. 9.00. Redan 8.45.</p>"),
        ("mixed-time-formats", "<p>Kl. 9.00.</p><p>Kl. 08:00-15:30.</p>", "<p>Kl. 9.00.</p><p>Kl. 8.00–15.30.</p>"),
        ("hard-to-hear-number", "<p>Ring 0846500411.</p>", "<p>Ring 08-465 004 11.</p>"),
        ("hard-to-hear-number", "<p>Nummer 199001012385</p>", "<p>Nummer 19900101-2385</p>"),
    ],
)
def test_a_fix_is_what_the_rules_of_writing_have(rule: str, html: str, expected: str) -> None:
    found = findings(RULES[rule], Example(html=html))
    assert len(found) == 1
    assert fixed(html, found[0]) == expected
    assert findings(RULES[rule], Example(html=expected)) == ()


def test_no_fix_is_offered_where_the_day_is_not_certain() -> None:
    found = findings(RULES["ambiguous-date"], Example(html="<p>Kom 11-12-13.</p><p>Svara senast 3/12.</p>"))
    assert [finding.fix for finding in found] == [None, None]


@pytest.mark.parametrize(
    "jinja",
    [
        "<p>Din tid är {{ tid }}.</p>",
        "<p>Din tid är {{ dag }} {{ manad }} kl. 9.30.</p>",
        "<p>Din tid är tisdag den {{ dag }} mars kl. 9.30.</p>",
        "<p>Svara senast {{ kort }}.</p><p>Ring {{ telefon }}.</p><p>Vi svarar kl. 8.00–12.00 och {{ klocka }}.</p>",
        "{% for rad in rader %}<p>{{ rad }}</p>{% endfor %}",
    ],
)
def test_what_the_sample_wrote_is_not_blamed(jinja: str) -> None:
    long = (
        "Med anledning av att din remiss har inkommit meddelas härmed att du kommer att erhålla en kallelse avseende "
    )
    data = {
        "tid": "tisdag 3 mars kl. 9.30",
        "dag": 3,
        "manad": "mars",
        "kort": "3/12",
        "telefon": "0846500411",
        "klocka": "08:45",
        "rader": [f"{long}provtagning och läkarbesök inom tre månader. " * 5],
    }
    found = [finding.rule for name in COUNTED for finding in findings(RULES[name], Example(jinja=jinja, data=data))]
    assert found == []


def judged(html: str, rules: list[Rule], **context: object) -> list[str]:
    document = parse(html, replace(Context(declared=Declared(language="sv")), **context))
    return [judgement.rule.name for judgement in judge(document, rules).judgements]


def test_a_year_is_not_missed_behind_stand_in_values() -> None:
    html = "<p>Din tid är tid.</p><p>Ring senast måndag 2 mars.</p>"
    assert judged(html, [RULES["ambiguous-date"]], sample=None) == []
    assert judged(html, [RULES["ambiguous-date"]], sample="standard") == ["ambiguous-date"]


def test_today_makes_no_difference() -> None:
    html = "<p>Ring senast måndag 2 mars.</p>"
    days = [datetime.date(2026, 3, 1), datetime.date(2030, 1, 1)]
    assert [judged(html, [RULES["ambiguous-date"]], today=day) for day in days] == [["ambiguous-date"]] * 2


def test_a_text_message_is_judged_alike() -> None:
    text = "Hej!\n\nDin tid är den 3/4 kl. 9.00. Kom 08:45.\nRing 0846500411.\n"
    document = parse_text(text, Context(declared=Declared(language="sv"), text_message=True))
    found = judge(document, [RULES[name] for name in COUNTED]).judgements
    places = [text[slice(*judgement.at.range())] for judgement in found]  # type: ignore[union-attr]
    assert sorted(places) == ["0846500411", "08:45", "3/4"]


@pytest.mark.parametrize(
    "piece",
    [
        "Ring 0846500411 senast den 3/4 kl. 08:45 eller 9.30, så får du en tid hos oss. ",
        "Kom 2026-12-03. ",
        "2026-12-03 ",
        "kom tisdag 3 mars varje dag ",
        "kod 0846500411 ",
        "3 mars ",
        "kl. 9.30 ",
        "ord ",
        "Kom nu. ",
    ],
)
def test_long_messages_are_judged_in_time_in_proportion(piece: str) -> None:
    html = f"<p>{piece * (200_000 // len(piece))}</p>"
    begun = time.process_time()
    judged(html, [RULES[name] for name in COUNTED])
    assert time.process_time() - begun < 10


def test_no_formula_of_others_is_loaded_to_judge() -> None:
    code = """
import sys
from template_check.catalogue.load import load
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge
html = "<p>" + "You have an appointment with us on Monday. " * 30 + "</p>"
judge(parse(html, Context(declared=Declared(language="en"))), [rule for rule in load() if rule.group == "plain-language"])
print(sorted({"textstat", "nltk", "bs4"} & sys.modules.keys()))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "[]\n"
