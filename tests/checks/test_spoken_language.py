"""What is said in another language than the one in force is told, and what is not, is not."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pytest
import rtoml

from template_check.catalogue.load import RULES, load
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge

CHANGE = [rule for rule in load() if rule.id == "language/undeclared-language-change"]
MISMATCH = [rule for rule in load() if rule.id == "language/mismatched-language"]


def changes(page: str, profile: str = "1177-inkorg", language: str | None = None) -> list[tuple[str, str]]:
    """The words of each finding, and the language that they are said to be in."""
    judged = judge(parse(page, Context(profile, declared=Declared(language=language))), CHANGE)
    assert judged.raised == {}
    return [(one.at.text, one.verdict.values["tag"]) for one in judged.judgements]  # type: ignore[union-attr]


def mismatches(page: str) -> list[str]:
    judged = judge(parse(page, Context("accessibility")), MISMATCH)
    assert judged.raised == {}
    return [page[slice(*one.at)] for one in judged.judgements]  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    "text",
    [
        "Knee injury and Osteoarthritis Outcome Score (KOOS) är ett formulär om ditt knä.",
        "Läs artikeln The Lancet Diabetes and Endocrinology om du vill veta mer.",
        "Hälsningar från Anna de la Cruz, Maria van der Berg och Ludwig von und zu Stein.",
        "Vi finns på 12 Rue de la Paix, 75002 Paris, nära Place de la Concorde.",
        "Du får antingen Alvedon Forte, Ipren eller Naproxen Entero vid behov.",
        "Välj Join the meeting i Teams och sedan Join now.",
        "Metoden kallas watchful waiting, evidence based medicine eller point of care.",
        "Klicka på ”Log in with Freja eID+”.",
        "Röntgen thorax, MR hjärna, DT buk, EKG och TSH.",
        "Mindfulness, yoga och tai chi är bra för en del.",
        "Du kan se filmen ”Stroke – act fast” hos oss.",
        "Diabetes mellitus typ 2, status post appendektomi, cholelithiasis, rhinitis allergica.",
        "Skriv ditt namn så här: al-Rashid, Mohammed bin Salman.",
        "Checklista: pass, ID, frikort, e-recept, app",
        "Hej hej! Tjena! Ses snart!",
        "Svensk förening för obstetrik och gynekologi (SFOG), Swedish Society of Obstetrics and Gynecology.",
    ],
)
def test_names_titles_and_loan_words_are_not_a_change_of_language(text: str) -> None:
    assert changes(f"<p>{html.escape(text)}</p>") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You can also call us in English on weekdays.", "en"),
        ("Voit soittaa meille myös suomeksi arkisin.", "fi"),
        ("Du kan også ringe til oss på norsk hvis du ikke forstår.", "no"),
        ("Możesz też zadzwonić do nas, jeśli potrzebujesz tłumacza.", "pl"),
        ("Waxaad sidoo kale nagu soo wici kartaa haddii aad u baahan tahay turjubaan.", "so"),
        ("يمكنك أيضا الاتصال بنا إذا كنت بحاجة إلى مترجم.", "ar"),
        ("Ju mund të na telefononi nëse keni nevojë për përkthyes.", "sq"),
        ("Ви також можете зателефонувати нам, якщо вам потрібен перекладач.", "uk"),
        ("Tercümana ihtiyacınız varsa bizi arayabilirsiniz.", "tr"),
        ("اگر به مترجم نیاز دارید، می‌توانید با ما تماس بگیرید.", "fa"),
    ],
)
def test_a_sentence_among_swedish_ones_is_told_in_its_words(text: str, language: str) -> None:
    page = f"<p>Du har fått en tid hos oss. {text} Hör av dig om du har frågor.</p>"
    assert changes(page) == [(text, language)]
    assert changes(page.replace(text, f'<span lang="{language}">{text}</span>')) == []


def test_one_language_over_several_paragraphs_is_one_finding():
    page = "<h2>Welcome to us</h2><p>Please bring your identity card.</p><ul><li>Ekgatan 3</li><li>Call us if you cannot come to the visit.</li></ul>"
    assert changes(page) == [("Please bring your identity card.", "en")]


def test_what_stands_between_two_changes_parts_them():
    page = "<p>Please bring your identity card.</p><p>Du har fått en tid hos oss.</p><p>Call us if you cannot come.</p>"
    assert changes(page) == [("Please bring your identity card.", "en"), ("Call us if you cannot come.", "en")]


def test_a_short_change_is_a_warning_and_a_long_one_an_error():
    page = "<p>Please bring your identity card.</p><p>Du har fått en tid hos oss.</p><p>Please call us if you cannot come to your appointment, and tell us if you need an interpreter.</p>"
    judged = judge(parse(page, Context()), CHANGE)
    assert [one.verdict.severity for one in judged.judgements] == ["warning", None]


def test_a_page_without_language_is_judged_by_its_message_file():
    page = "<html><head><title>Kallelse</title></head><body><p>Du har fått en tid hos oss.</p><p>Please bring your identity card.</p></body></html>"
    assert changes(page, language="sv") == [("Please bring your identity card.", "en")]


def test_code_is_in_no_language():
    page = "<p>Skriv <code>if this is not the end then return to the beginning</code> i rutan.</p><pre>print this and that</pre>"
    assert changes(page) == []
    assert changes('<code title="Please call us if you cannot come">x</code><p>Hej!</p>') == []


def test_a_text_that_is_read_aloud_twice_is_told_once():
    page = '<p>Hej!</p><button title="Search in this book" aria-label="Search in this book">✂</button>'
    judged = judge(parse(page, Context()), CHANGE)
    assert [page[slice(*one.at)] for one in judged.judgements] == ["Search in this book"]  # type: ignore[arg-type,misc]


def test_a_text_message_has_no_place_for_a_language():
    judged = judge(parse("Please bring your identity card.", Context(text_message=True)), CHANGE)
    assert judged.judgements == ()


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<html lang="sv"><title>Hej</title><p>Du har fått en tid hos oss.</p></html>', []),
        ('<html lang="en-GB"><title>Hej</title><p>Du har fått en tid hos oss på måndag.</p></html>', ["en-GB"]),
        ('<p lang="nb">Du har fått en tid hos oss.</p>', []),
        ('<p lang="und">Please bring your identity card.</p>', []),
        ('<p lang="swedish">Please bring your identity card.</p>', []),
        ('<p lang="sv" style="display:none">Please bring your identity card.</p>', []),
        ('<p lang="sv"><span lang="en">Please bring your identity card.</span> Hej!</p>', []),
        ('<p lang="fi">Karolinska Universitetssjukhuset, Solna, 08-123 45 00</p>', []),
        ('<p lang="sr">Молимо вас да нас позовете ако не можете доћи.</p>', []),
        ('<p lang="sr-Latn">Молимо вас да нас позовете ако не можете доћи.</p>', ["sr-Latn"]),
    ],
)
def test_a_declaration_is_doubted_only_by_what_is_said_under_it(page: str, found: list[str]) -> None:
    assert mismatches(page) == found


def swedish_sentences(told: Any) -> list[str]:
    """The Swedish texts of a card or of the guideline, without its examples and its phrases."""
    if isinstance(told, list):
        return [text for value in told for text in swedish_sentences(value)]
    if not isinstance(told, Mapping):
        return []
    texts = told.get("sv", {})
    found = [texts] if isinstance(texts, str) else []
    found += [text for text in texts.values() if isinstance(text, str)] if isinstance(texts, Mapping) else []
    passed = ("sv", "pass", "fail", "phrases")
    return found + [text for key, value in told.items() if key not in passed for text in swedish_sentences(value)]


def test_no_sentence_of_our_own_cards_is_taken_for_another_language():
    files = [path for path in RULES.rglob("*.toml") if path.parent.name != "phrases"]
    texts = [text for path in files for text in swedish_sentences(rtoml.loads(path.read_text("utf-8")))]
    assert len(texts) > 300
    assert [
        (text, changes(f"<p>{html.escape(text)}</p>")) for text in texts if changes(f"<p>{html.escape(text)}</p>")
    ] == []
