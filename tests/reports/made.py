"""Reports made by hand, with every kind of thing that a report can hold."""

from __future__ import annotations

from typing import Any

from template_check.catalogue.card import Rule, Texts
from template_check.catalogue.verdict import PASSES, Outcome
from template_check.findings import (
    Coverage,
    ElementStatus,
    Evidence,
    Finding,
    JudgementError,
    Marked,
    MessageResult,
    Readability,
    Rendered,
    Report,
    Shown,
    Silenced,
)
from template_check.positions import Place

PAGE = "mallar/kallelse.html.j2"
PART = "mallar/_delar/karta.html.j2"
HTML = '<h2>Hitta hit</h2>\n<p><img src="karta.png"> Entrén. <a href="https://boka.example">Läs mer</a></p>\n<p>Vi skickar meddelandet för att du har en tid.</p>\n'


def rule(id: str, severity: str = "error", *, question: bool = False, **fields: Any) -> Rule:
    name = id.partition("/")[2]
    sv = Texts(
        f"Rubrik {name}", f"Det är fel på ”{{vad}}” ({name}).", "Läsaren går vilse.", "Skriv tydligare.", "Är det rätt?"
    )
    en = Texts(
        f"Title {name}", f"“{{vad}}” is wrong ({name}).", "The reader gets lost.", "Write clearly.", "Is it right?"
    )
    return Rule(id, "element", severity, lambda target, rule: PASSES, texts={"sv": sv, "en": en}, **fields)


RULES = {
    each.id: each
    for each in (
        rule("images/missing-alt-text", wcag=("1.1.1",), act=("23a2a8",)),
        rule("links/generic-link-text", "warning", wcag=("2.4.4",)),
        rule("plain-language/long-sentence", "advice", guideline=("4a",)),
        rule("content/missing-purpose", "error", guideline=("4b",)),
    )
}


def finding(rule: str, place: Place, **fields: Any) -> Finding:
    severity = fields.pop("severity", RULES[rule].severity)
    shown = fields.pop("messages", (Shown(PAGE, ("standard",)),))
    outcome = fields.pop("outcome", Outcome.FAILED)
    values = fields.pop("values", {"vad": "karta.png"})
    given = {"excerpt": "", "fingerprint": f"{rule}-{place.line}", **fields}
    return Finding(rule, outcome, severity, place, messages=shown, values=values, **given)


IMAGE = finding(
    "images/missing-alt-text",
    Place(PART, 2, 4, 2, 25),
    excerpt='<img src="karta.png">',
    lines=('<p><img src="karta.png"> Entrén.',),
    messages=(Shown(PAGE, ("standard", "barn"), (Place(PAGE, 3, 1, 3, 38),)),),
)
LINK = finding(
    "links/generic-link-text",
    Place(PAGE, 5, 33, 5, 40),
    excerpt="Läs mer",
    lines=('\t<a href="https://boka.example">Läs mer</a>',),
)
SENTENCE = finding(
    "plain-language/long-sentence",
    Place(PAGE, 7, 1, 9, 4),
    excerpt="Lång\nmening",
    lines=("Lång", "mening", "här"),
    from_data=True,
)
PURPOSE = finding("content/missing-purpose", Place(PAGE, 1, 1, 1, 1), outcome=Outcome.UNSURE)

TEXT = "Hitta hit\nEntrén. Läs mer\nVi skickar meddelandet för att du har en tid."

MESSAGE = MessageResult(
    path=PAGE,
    samples=("standard", "barn"),
    kind="appointment",
    language="sv",
    coverage=Coverage(10, 8, (Place(PAGE, 12, 1, 14, 5),)),
    readability={"standard": Readability(34.24, "medium", "lix", 120, 9), "barn": Readability(None, "", "lix", 3, 1)},
    content={
        "sender": {"standard": ElementStatus("present", (Evidence("Entrén", Place(PAGE, 2, 3, 2, 9), 50, 56),))},
        "purpose": {"standard": ElementStatus("vague"), "barn": ElementStatus("missing")},
    },
    renderings=(
        Rendered(
            "standard",
            "Kallelse",
            HTML,
            marked=(Marked("images/missing-alt-text", Place(PART, 2, 4, 2, 25), 22, 43),),
            text=TEXT,
            declared={"subject": "Kallelse", "kind": "appointment", "sender.unit": "Röntgen"},
        ),
        Rendered("barn", None, HTML, text=TEXT, declared={"kind": "appointment", "sender.unit": "Röntgen"}),
    ),
)
FULL = Report(
    templates=(MESSAGE,),
    findings=(IMAGE, LINK, SENTENCE, PURPOSE),
    silenced=(Silenced(LINK, "Länken prövas av våra patienter"),),
    passed={"images/missing-alt-text": 17, "links/generic-link-text": 1234},
    errors=(JudgementError(PAGE, "tables/layout", "ZeroDivisionError"),),
    rules=RULES,
    covered=(SENTENCE, PURPOSE),
    stale=("links/empty-link i mallar/gammal.html.j2",),
)
EMPTY = Report((), (), (), {}, (), RULES)
