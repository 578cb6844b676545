"""Word lists: their forms, what they find, and what the lists that the package brings promise."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.catalogue.load import RULES, read_data
from template_check.catalogue.phrases import GAP, Lexicon, Rows, endings, entry, inflected, lexicon
from template_check.checks.vocabulary import cased_like

LISTS = sorted(path.stem for path in (RULES / "phrases").glob("*-*.tsv") if not path.stem.startswith("paradigms"))


def paradigms(language):
    path = RULES / "phrases" / f"paradigms-{language}.tsv"
    return endings(read_data(RULES / "phrases", path.stem)) if path.is_file() else {}


def entries(name):
    known = paradigms(name.rpartition("-")[2])
    return [entry(row, known) for row in read_data(RULES / "phrases", name)]


def made(*rows):
    return lexicon(Rows(tuple(row) for row in rows))


def told(known, text):
    return [(hit.form, hit.entry.replacement(hit.form)) for hit in known.hits(text.split())]


def test_a_paradigm_gives_all_forms_of_a_word_in_a_phrase():
    known = {"v1": ["a", "ar", "-", ""]}

    assert inflected("betala@v1 ut", known) == ("betala ut", "betalar ut", "", "betal ut")
    assert inflected("få/får/fick svar", known) == ("få svar", "får svar", "fick svar")
    assert inflected("i syfte att", known) == ("i syfte att",)


@pytest.mark.parametrize("word", ["betala@v9", "sova@v1x", "få/får ta/tar"])
def test_a_word_that_cannot_be_inflected_is_refused(word):
    with pytest.raises(ValueError, match=word.split()[0].split("@")[0]):
        inflected(word, {"v1": ["a", "ar"]})


def test_the_longest_phrase_is_found_and_none_within_it():
    known = made(["utan"], ["utan hinder", "trots"], ["utan hinder av", "oberoende av"], ["hinder", "stopp"])

    assert told(known, "utan hinder av det") == [("utan hinder av", "oberoende av")]
    assert told(known, "utan hinder här") == [("utan hinder", "trots")]
    assert told(known, "hinder finns") == [("hinder", "stopp")]


def test_a_gap_takes_one_to_five_words():
    known = made([f"genom {GAP} försorg", "av"])

    assert len(told(known, "genom kommunens försorg")) == 1
    assert len(told(known, "genom a b c d e försorg")) == 1
    assert told(known, "genom försorg") == []
    assert told(known, "genom a b c d e f försorg") == []


def test_a_form_that_may_be_two_has_no_replacement_of_its_own():
    known = made(["bifoga/bifogat/bifogat", "skicka/skickat med"], ["ärendes/ärendes", "saks/saks"])

    assert told(known, "bifogat") == [("bifogat", None)]
    assert [hit.entry.suggestion(hit.form) for hit in known.hits(["bifogat"])] == ["skickat med"]
    assert told(known, "ärendes") == [("ärendes", "saks")]


def test_the_last_part_of_a_compound_is_found_where_the_list_says_so():
    known = made(["frakturen", "", "benbrottet", "compound"], ["remissen", "brevet"])
    (hit,) = known.hits(["ankelfrakturen"])

    assert hit.is_compound
    assert told(known, "läkarremissen") == []
    assert told(known, "enfrakturen") == []


words = st.sampled_from(["a", "b", "c", "d"])


@given(st.lists(st.lists(words, min_size=1, max_size=3), max_size=6), st.lists(words, max_size=30))
def test_hits_stand_in_order_without_overlap_and_are_the_words_they_say(listed, text):
    known = Lexicon(entry([" ".join(phrase), "x"], {}) for phrase in listed)
    last = 0
    for hit in known.hits(text):
        assert last <= hit.start < hit.end <= len(text)
        assert hit.form == " ".join(text[hit.start : hit.end])
        last = hit.end
    assert known.may_tell(text) or not list(known.hits(text))


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_replacement_has_the_capitals_of_what_it_replaces(text, replacement):
    cased = cased_like(text, replacement)

    assert cased.lower() == replacement.lower() or cased.casefold() == replacement.casefold()
    if text[0].isupper():
        assert (
            not cased[0].islower()
            or cased[0].upper() != cased[0].title()
            or not cased[0].isalpha()
            or len(cased[0].upper()) > 1
        )


def test_a_phrase_that_almost_matches_all_the_way_costs_no_more_than_its_length():
    known = made([f"a {GAP} b", "x"], ["a a a a b", "y"])
    began = time.process_time()

    assert list(known.hits(["a"] * 50_000)) == []
    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", LISTS)
def test_each_line_of_a_list_can_be_understood_and_its_replacement_stands_form_against_form(name):
    for one in entries(name):
        assert len(one.plain) <= 1 or len(one.forms) > 1, one.forms
        assert one.marks <= {"soft", "compound", "reorder", "care", "reader", "unit"}, one.forms


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_one_thing_of_a_word(name):
    first = {}
    for one in entries(name):
        for form in filter(None, one.forms):
            assert first.setdefault(form, one) is one, form


@pytest.mark.parametrize(
    "name", ["bureaucratic-word-sv", "medical-jargon-sv", "bureaucratic-word-en", "medical-jargon-en"]
)
def test_no_list_replaces_a_word_by_one_that_it_warns_of(name):
    listed = entries(name)
    known = Lexicon(listed)
    for one in listed:
        for plain in (*one.plain, *one.others):
            warned = [hit.form for hit in known.hits(plain.split()) if not hit.entry.is_silent]
            assert warned == [], one.forms


def test_the_lists_are_as_long_as_promised():
    telling = {name: sum(not one.is_silent for one in entries(name)) for name in LISTS}

    assert telling["bureaucratic-word-sv"] >= 250
    assert telling["medical-jargon-sv"] >= 200
