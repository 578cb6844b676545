"""LIX on texts that were counted by hand, and against textstat on sentences that it cannot misread."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.catalogue.load import RULES, read_data
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.document.readability import LEVELS, Counts, Reading, count, measure, normalised
from template_check.document.sentences import in_block
from template_check.reports.telling import FORMULAS, READING_LEVELS

HAND_COUNTED = [
    ("Du har fått en tid. Kom i god tid.", 9, 0, 2, 4.50),
    ("Välkommen till hudmottagningen på torsdag.", 5, 3, 1, 65.00),
    ("Ta med t.ex. legitimation, bl.a. pass eller körkort.", 8, 2, 1, 33.00),
    ("Din tid är kl. 13.30 den 5 mars. Ring oss om du inte kan komma.", 15, 0, 2, 7.50),
    ("Ring 08-123 45 00 vardagar kl. 8–16.", 5, 1, 1, 25.00),
    ("Ta med dig\n- legitimation\n- lista över dina läkemedel\n- glasögon", 9, 3, 4, 35.58),
    ("Är du över åttio år? Då får du åka gratis.", 10, 0, 2, 5.00),
    ("Behandlingen pågår. Läkaren ringer. Sköterskan hjälper dig.", 7, 4, 3, 59.48),
    ("Du ska göra en MR-undersökning och ett EKG-test. Svaret kommer via e-post.", 12, 2, 2, 22.67),
    ("Svara senast 2026-12-01. Efter det stängs formuläret.", 7, 1, 2, 17.79),
    (
        "Med anledning av att din remiss har inkommit till oss meddelas härmed att du kommer att erhålla en kallelse "
        "avseende provtagning och läkarbesök inom tre månader.",
        26,
        9,
        1,
        60.62,
    ),
    (
        "Vi har fått din remiss. Du får en tid hos oss inom tre månader. Då tar vi prov och du träffar en läkare.",
        23,
        2,
        3,
        16.36,
    ),
    ("Ta med pass, körkort m.m. Du kan också visa ditt id-kort, dvs. ett kort med foto.", 16, 1, 2, 14.25),
    (
        "Hej Anna!\nDu är kallad till mammografi tisdag 3 mars kl 13-15.\nMed vänlig hälsning\n"
        "Mammografienheten, Region Exempel",
        18,
        4,
        4,
        26.72,
    ),
    (
        "Läs mer på https://www.1177.se/hitta-vard eller mejla info@regionexempel.se. Ring annars 1177.",
        10,
        0,
        2,
        5.00,
    ),
]


def counts(text: str) -> Counts:
    return count(words for line in text.split("\n") for _, _, words in in_block(line, "sv"))


@pytest.mark.parametrize(("text", "words", "long_words", "sentences", "lix"), HAND_COUNTED)
def test_the_counts_are_those_made_by_hand(text: str, words: int, long_words: int, sentences: int, lix: float) -> None:
    counted = counts(text)
    assert Counts(words, long_words, sentences) == counted
    assert counted.lix is not None
    assert lix == round(counted.lix, 2)


def test_the_published_example_has_its_published_index() -> None:
    assert round(Counts(437, 112, 21).lix or 0, 2) == 46.44


def test_a_text_without_words_has_no_index() -> None:
    assert Counts(0, 0, 0) == counts("– … !")
    assert None is counts("").lix
    assert None is counts("").rix


# Words and punctuation that a message can hold, and anything else.
PIECES = st.sampled_from(
    [
        "Du",
        "har",
        "fått",
        "en",
        "tid",
        "hos",
        "läkaren",
        "kl.",
        "13.30",
        "den",
        "3.",
        "mars",
        "t.ex.",
        "legitimation",
        "08-123",
        "45",
        "00",
        "2026-12-01",
        "info@exempel.example",
        "https://www.1177.se/hitta-vard",
        "MR-undersökning",
        "m.m.",
        "Ring",
        "hudmottagningen!",
        "Är",
        "det",
        "så?",
        "”Kom.”",
        "(bl.a.)",
        "1.",
        "–",
        "…",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map(" ".join)


@given(TEXTS)
def test_textstat_agrees_on_the_normalised_text(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import textstat

    # It takes a piece of fewer than three words for no sentence.
    sentences = [words for _, _, words in in_block(text, "sv") if len(words) > 2]
    counted = count(sentences)
    plain = normalised(sentences)
    assert counted.words == textstat.lexicon_count(plain)
    if counted.lix is None or counted.rix is None:
        return
    assert textstat.lix(plain) == pytest.approx(counted.lix)
    assert textstat.rix(plain) == pytest.approx(counted.rix)


def reading(html: str, language: str = "sv") -> Reading:
    return measure(parse(html, Context(declared=Declared(language=language))))


@pytest.mark.parametrize(("text", "words", "long_words", "sentences", "lix"), HAND_COUNTED)
def test_a_message_has_the_counts_of_its_blocks(
    text: str, words: int, long_words: int, sentences: int, lix: float
) -> None:
    found = reading(f"<p>{'<br>'.join(text.splitlines())}</p>")
    assert Counts(words, long_words, sentences) == found.counts
    assert long_words == len(found.long_words)
    assert (found.index, found.level) == (None, "too-short")


def test_headings_items_and_cells_end_a_sentence() -> None:
    html = (
        "<h2>Ta med</h2><ul><li>Legitimation</li><li>Glasögon</li></ul><table><tr><td>Dag</td><td>Tid</td></tr></table>"
    )
    assert Counts(6, 2, 5) == reading(html).counts


def test_an_index_is_given_from_thirty_words() -> None:
    assert None is reading("<p>" + "Du får en tid. " * 7 + "</p>").index
    found = reading("<p>" + "Du får en tid hos oss. " * 5 + "</p>")
    assert (found.index, found.level, found.formula) == (6.0, "very-easy", "lix")


def test_the_hardest_sentence_is_the_one_that_pulls_the_index_up() -> None:
    hard = "Kallelser beträffande provtagningar och undersökningar skickas fortlöpande till samtliga patienter."
    found = reading(f"<p>Du får en tid. {hard} Vi ses då.</p><p>Mammografienheten</p>")
    assert found.hardest is not None
    assert hard == found.hardest.text
    assert None is reading(f"<p>{hard}</p>").hardest


def test_a_paragraph_has_a_reading_of_its_own() -> None:
    found = reading("<p>Du får en tid. Kom då.</p><p>Hälsningar Hudmottagningen</p>").paragraphs
    assert [Counts(6, 0, 2), Counts(2, 2, 1)] == [each.counts for _, each in found]
    assert [block.text for block, _ in found] == ["Du får en tid. Kom då.", "Hälsningar Hudmottagningen"]


def test_what_stands_in_another_language_is_not_counted() -> None:
    assert Counts(4, 0, 1) == reading('<p>Du får en tid.</p><p lang="en">You have an appointment.</p>').counts


TEXTS_IN_OTHER_LANGUAGES = {
    "en": (
        "You have an appointment with us. Please bring your identity card and a list of your medicines. ",
        "coleman-liau",
    ),
    "de": ("Sie haben einen Termin bei uns. Bringen Sie bitte Ihren Ausweis und eine Liste mit. ", "wiener"),
    "es": ("Usted tiene una cita con nosotros. Traiga su documento de identidad y una lista. ", "fernandez-huerta"),
    "it": ("Lei ha un appuntamento da noi. Porti un documento e un elenco dei medicinali. ", "gulpease"),
    "ar": ("لديك موعد في عيادتنا يوم الاثنين. يرجى إحضار بطاقة الهوية وقائمة الأدوية. ", "osman"),
    "nb": ("Du har fått time hos oss. Ta med legitimasjon og en liste over medisiner. ", "lix"),
    "fi": ("Sinulle on varattu aika meille. Ota mukaan henkilökortti ja luettelo lääkkeistä. ", "lix"),
}


@pytest.mark.parametrize("language", TEXTS_IN_OTHER_LANGUAGES)
def test_other_languages_have_the_formula_that_is_accepted_there(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a formula asked the network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    text, formula = TEXTS_IN_OTHER_LANGUAGES[language]
    found = reading(f"<p>{text * 5}</p>", language)
    assert formula == found.formula
    assert found.index is not None
    assert found.level in LEVELS


def test_the_coleman_liau_index_is_that_of_its_formula() -> None:
    found = reading("<p>" + "You have an appointment with us. " * 6 + "</p>", "en")
    # 26 letters in 6 words: 0.0588 L - 0.296 S - 15.8, with letters and sentences for each 100 words (textstat has 0.058).
    assert round(0.058 * 2600 / 6 - 0.296 * 100 / 6 - 15.8, 4) == round(found.index or 0, 4)


def test_a_language_without_a_formula_has_no_index() -> None:
    found = reading("<p>" + "Waxaad leedahay ballan maanta oo kale. " * 8 + "</p>", "so")
    assert (found.index, found.level, found.formula) == (None, "no-formula", "")


def test_reports_have_words_for_every_level_and_formula() -> None:
    assert {*LEVELS, "too-short", "no-formula"} == READING_LEVELS["sv"].keys() == READING_LEVELS["en"].keys()
    assert FORMULAS.keys() == read_data(RULES / "phrases", "readability")["formulas"].keys()
