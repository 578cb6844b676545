"""Which tags exist, which way text runs, and whether a text is in the language that it is said to be in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.catalogue.load import RULES, read_data
from template_check.document.language import identify, is_known_tag, is_right_to_left, name, primary, verify
from template_check.document.language_marks import scores
from template_check.document.words import tokens

LANGUAGES = read_data(RULES / "phrases", "languages")
LISTED = [language for language, told in LANGUAGES.items() if "words" in told]


@pytest.mark.parametrize(
    "tag",
    ["sv", "SV", "sv-SE", "en-US-GB", "ckb", "zh-Hant-TW", "mul", "und", "zxx", "sgn-SE", "qaa", "fit", "rom", " sv"],
)
def test_a_tag_whose_language_is_registered_is_known(tag: str) -> None:
    assert is_known_tag(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "swe", "eng", "svenska", "English", "se_SE ", "sv_SE", "#!", "i-lux", "xx", "invalid", "x-sv", "123", "s"],
)
def test_a_tag_whose_language_is_not_registered_is_unknown(tag: str) -> None:
    assert not is_known_tag(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", True),
        ("AR-EG", True),
        ("fa", True),
        ("he", True),
        ("ckb", True),
        ("ku-Arab", True),
        ("az-Arab-IR", True),
        ("ku", False),
        ("sv", False),
        ("ar-Latn", False),
        ("ti", False),
        ("so", False),
        ("", False),
    ],
)
def test_direction_follows_the_script(tag: str, expected: bool) -> None:
    assert expected is is_right_to_left(tag)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Du har fått en tid hos oss. Ring om du inte kan komma.", "sv"),
        ("Please contact us if you have any questions about your visit.", "en"),
        ("Teille on varattu aika vastaanotolle. Ottakaa Kela-kortti mukaan.", "fi"),
        ("Ring oss hvis du ikke kan komme til timen din hos legen.", "no"),
        ("Medbring dit sundhedskort, og ring til os, hvis du ikke kan komme.", "da"),
        ("Bitte rufen Sie uns an, wenn Sie nicht zum Termin kommen können.", "de"),
        ("Llámenos por favor si no puede venir a la cita.", "es"),
        ("Prosimy o kontakt, jeśli nie może Pan przyjść na wizytę.", "pl"),
        ("يرجى الاتصال بنا إذا كان لديك أي أسئلة.", "ar"),
        ("لطفاً اگر سوالی دارید با ما تماس بگیرید.", "fa"),
        ("Fadlan nala soo xiriir haddii aad qabto wax su'aalo ah.", "so"),
        ("Пожалуйста, позвоните нам, если вы не можете прийти.", "ru"),
        ("Будь ласка, зателефонуйте нам, якщо ви не можете прийти.", "uk"),
        ("Lütfen gelemeyecekseniz bizi arayın.", "tr"),
        ("Molimo vas da nas nazovete ako ne možete doći na pregled.", "bs"),
        ("ቆጸራኹም ክትልውጡ እንተደሊኹም ደውሉልና።", "ti"),
        ("Ju lutemi na kontaktoni.", "sq"),
        ("Wasiliana nasi kabla ya ziara yako.", None),
        ("EKG 12 mg", None),
        ("", None),
    ],
)
def test_a_language_shows_in_its_small_words(text: str, language: str | None) -> None:
    assert language == identify(text)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("Kallelse", "sv"),
        ("Hej!", "sv"),
        ("Ring 112", "sv"),
        ("Du når oss på telefon 08-123 45 00.", "sv"),
        ("Karolinska Universitetssjukhuset Huddinge", "sv"),
        ("Alvedon 500 mg, Ipren, Citodon, MR, EKG, PSA, hCG", "sv"),
        ("Logga in med BankID eller Freja eID+ i Microsoft Teams.", "sv"),
        ("Anna-Karin von Schantz, Hässleholm, och Mohammed al-Rashid", "sv"),
        ("Du har fått en tid hos oss.", "nb"),
        ("Ti guris me e drita", "sq"),
        ("Du har fått en tid hos oss. Ring om du inte kan komma.", "mul"),
        ("Du har fått en tid hos oss. Ring om du inte kan komma.", "und"),
        ("Please contact us if you have any questions.", "en-GB"),
        ("كۆنترۆڵ دەکرێت لە نەخۆشخانە ئەمڕۆ", "ckb"),
        ("Molimo vas da nas nazovete ako ne možete doći.", "hr"),
        ("Молимо вас да нас позовете ако не можете доћи.", "sr"),
        ("Menya zavut Anna", "ru-Latn"),
    ],
)
def test_a_right_or_unprovable_declaration_is_not_doubted(text: str, declared: str) -> None:
    assert None is verify(text, declared)


@pytest.mark.parametrize(
    ("text", "declared", "found"),
    [
        ("Please contact us if you have any questions.", "sv", "en"),
        ("Du har fått en tid hos oss. Ring om du inte kan komma.", "en", "sv"),
        ("يرجى الاتصال بنا.", "sv", "ar"),
        ("Du har fått en tid hos oss.", "ar", "sv"),
        ("Ring oss hvis du ikke kan komme til timen din hos legen.", "sv", "no"),
        ("Teille on varattu aika vastaanotolle.", "sv", "fi"),
        ("Please contact us if you have any questions about your visit to the clinic.", "hu", "en"),
        ("您好,请打电话给我们", "sv", "zh"),
        ("Γεια σας, παρακαλώ καλέστε μας", "en", "el"),
        ("Bonne année !", "nl", "fr"),
    ],
)
def test_a_wrong_declaration_is_told(text: str, declared: str, found: str) -> None:
    assert found == verify(text, declared)


@given(st.text(max_size=60), st.sampled_from([*LISTED, "hu", "und", "", "sv-SE", "ar-Latn", "x"]))
def test_a_verdict_is_never_the_declared_language(text: str, declared: str) -> None:
    assert verify(text, declared) != primary(declared) or not declared


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_name_in_both_languages(language: str) -> None:
    assert name(language, "sv") != language != name(language, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_endings_and_parts_stand_beside_words(language: str) -> None:
    told = LANGUAGES[language]
    assert set(told) <= {"name", "words", "letters", "endings", "parts"}
    assert language in LISTED or set(told) == {"name"}
    assert told.get("words", "") == told.get("words", "").lower()


@pytest.mark.parametrize("language", LISTED)
def test_the_commonest_words_of_a_language_show_it(language: str) -> None:
    assert language in identify_all(LANGUAGES[language]["words"])


def identify_all(text: str) -> list[str]:
    ranked = scores({word.form for word in tokens(text)}).most_common()
    return [language for language, score in ranked if score == ranked[0][1]]
