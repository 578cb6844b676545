"""LIX on texts that were counted by hand, and against textstat on sentences that it cannot misread."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.document.readability import Counts, count, normalised
from template_check.document.sentences import in_block

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
