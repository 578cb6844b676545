"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.document.sentences import in_block, split
from template_check.document.words import is_address, tokens

SPLIT = [
    ("sv", "Kl. 10.|Ring oss."),
    ("sv", "Du möter dr. A. Svensson på avd. 3.|Han undersöker dig."),
    ("sv", "Ta vitamin C.|Gå till hus B.|Hälsa Bo B. Ek."),
    ("sv", "Rum nr. 5 är till höger.|Kom kl. 8.30–9.15 den 3. mars 2026."),
    ("sv", "1. Ta med pass.|2. Kom i tid."),
    ("sv", "”Kom nu!” sa hon.|Är det sant?!|Ja…|Kanske."),
    ("sv", "(Ta med legitimation.)|Ring 1177.|😊 Hej då."),
    ("sv", "Ring 08-123 45 00.|Vi svarar på +46 8 123 45 00 eller 070-123 45 67, dagligen."),
    ("sv", "Lämna rutan tom.|Skriv sedan.|Ta med pass m.m.|Sedan går du hem, m.m. och vilar."),
    ("sv", "Se bl.a. Region Skåne.|Dosen är 2.5 ml, ev. 3 ml fr.o.m. lördag."),
    ("sv", "Läs mer på 1177.se.|Där finns mer, dvs. allt."),
    ("sv", "Hej Anna! 👋"),
    ("sv", "Vi finns på Capio St. Görans sjukhus.|Du får 2 st.|Ta dem i dag."),
    ("sv", "Fyll i punkt 3 b.|Se också 4.|Rum A.|Där finns överläkare B. Ek, leg. läkare."),
    ("sv", "Läs lagen (2009:400).|Den gäller från den 1 juli.|Ta 1,5 ml, dvs. 30 droppar."),
    ("sv", "Hon sa: ”Kom kl. 9.”|Sedan gick hon.|Svara senast 2026-12-01.|Skriv till Box 12, 123 45 Ort.|Hej då."),
    ("sv", "Mejla info@exempel.example.|Läs mer på https://www.1177.se/?a=b.|Vi svarar kl. 8.00–16.00.|Välkommen."),
    ("sv", "Undersökningen tar 30 min.|Sedan får du gå hem."),
    (
        "sv",
        "Ring 08-123 45 00 el. 070-123 45 67.|Vi svarar mån.–fre. 8–16.|Ta 1 tabl. 3 ggr dagl. i 7 dgr.|Sluta sedan.",
    ),
    (
        "sv",
        "Gå till plan 2, t.v. om hissen.|Bor du nära S:t Erik?|Ring.|Läs sid. 3 f.|Läkaren (dr. Ek) ringer.|(Hon vet.)|Hej!",
    ),
    ("en", "Call 08-123 45 00, Mon.–Fri. 8 a.m.–4 p.m.|The visit (incl. the test) costs approx. 200 kronor."),
    ("fi", "Ota mukaan mm. Kela-kortti ja lääkelista ym.|Kiitos."),
    ("nb", "Møt kl. 9.30 den 3. desember.|Ta med bl.a. ID.|Ring tlf. 12 34 56 78."),
    ("de", "Kommen Sie am Mo., 3. Dez., um 9.30 Uhr zu Dr. med. Müller.|Bringen Sie ggf. Unterlagen mit."),
    ("pl", "Zapraszamy dn. 3 grudnia o godz. 9.30.|Prosimy zabrać m.in. dowód."),
    ("en", "Dr. Smith will see you at 10 a.m. on Mon. 5 March.|Answer yes or no.|Bring e.g. your ID."),
    ("en", "See no. 5.|It's St. Mary's."),
    ("fi", "Aika on klo 8.30 ma 3. maaliskuuta.|Ota mukaan esim. Kela-kortti.|Tervetuloa!"),
    ("no", "Ta med f.eks. Legitimasjon, bl.a. pass.|Ring oss kl. 8."),
    ("da", "Vi ses den 3. marts.|Medbring f.eks. Sundhedskort."),
    ("de", "Termin am 5. März um 10 Uhr.|Bringen Sie z. B. Ihren Ausweis mit, ggf. Karten.|Danke."),
    ("de", "Ihr 2. Termin ist am 5. Mai.|Kommen Sie in den 3. Stock.|Danke."),
    ("nb", "Ta med legitimasjon, glasøgne osv.|Møt opp den 17. mai."),
    ("es", "La Dra. García le espera a las 10 a.m. en la sala 3.|¿Tiene preguntas?|Llame al tel. 08-123 45 00."),
    ("pl", "Prosimy o przyjście ok. godz. 10.30, np. z dr. Nowakiem.|Czy ma Pan pytania?|Dziękujemy."),
    ("ar", "هل لديك أسئلة؟|اتصل بنا على الرقم 08-123 45 00.|شكرا د. أحمد."),
    ("so", "Waxaad leedahay ballan.|Wac 1177, tus. Maanta."),
    ("zh", "你好。|请打电话。"),
    ("hu", "Jó napot.|Köszönjük."),
    (None, "Hello there.|Bye."),
]


@pytest.mark.parametrize(("language", "marked"), SPLIT)
def test_a_sentence_ends_where_a_reader_stops(language: str | None, marked: str) -> None:
    text = " ".join(marked.split("|"))
    assert marked.split("|") == [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Telefon 1177 | Öppet dygnet runt | 1177.se", ["Telefon 1177", "Öppet dygnet runt", "1177.se"]),
        ("Ta med • pass • glasögon. Kom sedan.", ["Ta med", "pass", "glasögon.", "Kom sedan."]),
        ("• pass", ["pass"]),
        ("och|eller, a·b", ["och|eller, a·b"]),
    ],
)
def test_a_bullet_or_bar_between_spaces_parts_a_line(text: str, parts: list[str]) -> None:
    assert parts == [text[start:end] for start, end in split(text, "sv")]


def test_words_leave_out_punctuation_and_hold_numbers_together() -> None:
    text = "(Ring 08-123 45 00, t.ex. kl. 8–16, el. info@a.example!) – EKG-test/MR: ”ja”."
    words = ["Ring", "08-123 45 00", "t.ex", "kl", "8–16", "el", "info@a.example", "EKG-test/MR", "ja"]
    assert words == [word.text for word in tokens(text)]
    assert words == [text[word.start : word.end] for word in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Det kostar 1 300 kronor eller 12 000,50 kr.",
            ["Det", "kostar", "1 300", "kronor", "eller", "12 000,50", "kr"],
        ),
        ("Plan 5, 112 och 2 345 678 st", ["Plan", "5", "112", "och", "2 345 678", "st"]),
        ("Nr 3 100 200 30, kl. 8 2026", ["Nr", "3", "100", "200", "30", "kl", "8", "2026"]),
    ],
)
def test_a_number_in_groups_of_three_is_one_word(text: str, words: list[str]) -> None:
    assert words == [word.text for word in tokens(text)]


@pytest.mark.parametrize(
    "address", ["https://1177.se", "1177.se/hitta", "www.exempel.example", "a@b.example", "tel:112"]
)
def test_addresses_are_known_without_a_scheme(address: str) -> None:
    assert is_address(address)


@pytest.mark.parametrize("word", ["t.ex", "13.30", "kl", "bl.a", "o.s.a", "e.d", "u.a", "och/eller", "S:t"])
def test_abbreviations_and_times_are_no_addresses(word: str) -> None:
    assert not is_address(word)


@given(st.text(alphabet=st.one_of(st.sampled_from('aÅ1 .!?…"”()\n0+-。'), st.characters()), max_size=80))
def test_sentences_follow_each_other_and_hold_every_word(text: str) -> None:
    spans = split(text, "sv")
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    covered = {offset for start, end in spans for offset in range(start, end)}
    assert all(word.start in covered for word in tokens(text))


@pytest.mark.parametrize(
    "piece",
    ["a.", ".", ". ", "a", "0 ", "08-12 ", "a@", "+46 ", "(1. ", '".', "a! ", "0 12 12 12 12 ", "\u00a0", "。", "1) "],
)
def test_a_megabyte_of_one_thing_takes_seconds_at_most(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    list(in_block(text, "sv"))
    assert time.process_time() - begun < 5
