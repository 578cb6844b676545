"""The word lists and patterns of the content elements, and what holds of every message."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.catalogue.load import RULES, load
from template_check.document.concepts import Concepts
from template_check.document.content.words import forms, pattern
from template_check.document.context import Context, Declared
from template_check.document.message import found
from template_check.document.parse import parse

FILES = sorted((RULES / "phrases").glob("content-*.toml"))
DATA = next(rule.data for rule in load() if rule.element == "sender")
ELEMENTS = ("sender", "purpose", "answers", "contact")


def message(text: str, **declared) -> object:
    return parse(text, Context(declared=Declared(**declared)))


def holds(written: str, *sentences: str, **lists: str) -> bool:
    words = Concepts(forms({name: [listed] for name, listed in lists.items()}))
    hits = [words.hits(sentence.split()) for sentence in sentences]
    clauses = pattern(written, words.bits)
    return len(clauses) == len(hits) and all(clause.stands_in(one) for clause, one in zip(clauses, hits, strict=True))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_pattern_names_only_lists_of_its_file(file):
    written = tomllib.loads(file.read_text("utf-8"))
    lists = written.pop("words")
    named = {
        name
        for element in written.values()
        for lines in element.values()
        for line in lines
        for name in re.findall(r"[a-z_0-9]+", line)
    }

    assert named - lists.keys() == set()
    assert written.keys() | {"purpose"} == {"purpose", "answers", "contact"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_purpose_has_patterns_in_the_languages_that_no_model_of_sentences_judges(file):
    written = tomllib.loads(file.read_text("utf-8"))

    assert ("purpose" in written) is (file.stem not in ("content-sv", "content-en"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_form_has_its_asterisks_at_the_ends_of_words(file):
    lists = forms(tomllib.loads(file.read_text("utf-8"))["words"])

    assert [form for listed in lists.values() for form in listed if re.search(r"\w\*\w|\*\*|\w\^|\w@", form)] == []


def test_the_rules_know_the_languages_that_have_word_lists():
    assert sorted(DATA) == [file.stem for file in FILES]


@pytest.mark.parametrize(
    ("form", "sentence", "expected"),
    [
        ("svar", "ditt svar", True),
        ("svar", "ditt svaret", False),
        ("svar*", "ditt svaret", True),
        ("*svar", "ett provsvar", True),
        ("*svar", "ett provsvaret", False),
        ("*svar*", "ett provsvaret", True),
        ("går inte att", "det går inte att svara", True),
        ("går inte att", "det går att inte svara", False),
        ("skicka ... till oss", "skicka en kort film till oss", True),
        ("skicka ... till oss", "skicka en riktigt kort liten film till oss", False),
        ("så * vi", "så bokar vi", True),
        ("^svara", "svara ja", True),
        ("^svara", "du kan svara", False),
        ("@other", "kom nu", True),
    ],
)
def test_a_form_stands_for_the_words_that_it_says(form, sentence, expected):
    assert holds("one", sentence, one=form, other="kom") is expected


@pytest.mark.parametrize(
    ("written", "sentences", "expected"),
    [
        ("a + b", ["x y"], True),
        ("a + b", ["x"], False),
        ("a > b", ["x y"], True),
        ("a > b", ["y x"], False),
        ("a|b", ["y"], True),
        ("a - b", ["x y"], False),
        ("a - b", ["x"], True),
        ("a / b", ["x", "y"], True),
        ("a / b - a", ["x", "y x"], False),
    ],
)
def test_a_pattern_stands_where_its_concepts_do(written, sentences, expected):
    assert holds(written, *sentences, a="x", b="y") is expected


@given(st.text(max_size=400), st.sampled_from(["sv", "en", "fi", "ar", "el"]), st.sampled_from([None, "none", "form"]))
def test_every_message_gets_a_status_for_each_element(text, language, replies):
    document = message(text.replace("\x00", ""), language=language, replies=replies, unit="Hudmottagningen Ek")
    legal = {"missing", "vague", "unsure", "present", "not-needed"}

    assert {found(document, element, DATA).status for element in ELEMENTS} <= legal


@given(st.text(alphabet=" abå.:?|-0123456789()+@*^", max_size=300))
def test_evidence_is_words_of_the_message(text):
    document = message(f"<p>Ring oss. {text}</p>", language="sv")

    for element in ELEMENTS:
        assert all(part.text in document.text for part in found(document, element, DATA).evidence)


@pytest.mark.parametrize("language", ["el", "uk", "fa", None])
@pytest.mark.parametrize("element", ELEMENTS)
def test_a_language_without_word_lists_gives_no_certain_fault(language, element):
    document = message("<p>Η εξέταση είναι φυσιολογική.</p>", language=language, replies="form")

    assert found(document, element, DATA).status in ("unsure", "not-needed")


@pytest.mark.parametrize(
    "written",
    [
        "08-465 004 11",
        "08-46500411",
        "(08) 465 004 11",
        "+46 8 465 004 11",
        "0046 8 465 004 11",
        "08 – 465 004 11",
        "0771/11 77 00",
        "08\u00a0465\u00a0004\u00a011",
    ],
)
def test_a_number_is_a_way_however_it_is_written(written):
    assert found(message(f"<p>Telefon:{written}</p>", language="sv"), "contact", DATA).status == "present"


@pytest.mark.parametrize(
    "written", ["2026-30418", "den 01.12.2026", "kl. 08.30-09.30", "19121212-1212", "112", "1,5", "2027-01-08"]
)
def test_another_number_is_no_way(written):
    assert found(message(f"<p>Uppgift {written}</p>", language="sv"), "contact", DATA).status == "missing"


def test_what_stand_in_values_do_not_show_is_no_certain_fault():
    document = parse("<p>Ditt blodprov är normalt.</p>", Context(sample=None, declared=Declared(language="sv")))

    assert [found(document, element, DATA).status for element in ("sender", "contact")] == ["unsure", "unsure"]
