"""A region's own words over the rules' lists."""

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge
from template_check.errors import SettingsError
from template_check.own_phrases import with_phrases


def found(rules, html):
    judged = judge(parse(html, Context(declared=Declared(language="sv"))), rules)
    assert judged.raised == {}
    return [(judgement.at.text, judgement.verdict.values["instead"]["sv"]) for judgement in judged.judgements]


def rule(name):
    return [rule for rule in load() if rule.name == name]


@pytest.fixture
def file(tmp_path):
    def write(text, name="our-words.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_regions_own_word_is_found_in_all_its_forms_and_its_replacement_inflected(file):
    path = file('[bureaucratic-word.sv]\n"nyetablera@v1" = "starta@v1"\n')
    rules = with_phrases(rule("bureaucratic-word"), [path])

    assert found(rules, "<p>Vi nyetablerade enheten.</p>") == [("nyetablerade", "”startade”")]
    assert found(rule("bureaucratic-word"), "<p>Vi nyetablerade enheten.</p>") == []


def test_a_word_that_is_fine_takes_its_whole_entry_out(file):
    rules = with_phrases(rule("bureaucratic-word"), [file('[bureaucratic-word.sv]\n"erhålla" = false\n')])

    assert found(rules, "<p>Du erhöll svar.</p>") == []
    assert found(rule("bureaucratic-word"), "<p>Du erhöll svar.</p>") == [("erhöll", "”fick”, ”ta emot”")]


def test_what_a_later_file_says_of_a_word_holds(file):
    first = file('[bureaucratic-word.sv]\n"samt" = false\n', "a.toml")
    second = file('[bureaucratic-word.sv]\n"samt" = "plus"\n', "b.toml")

    assert found(with_phrases(rule("bureaucratic-word"), [first, second]), "<p>Pass samt foto.</p>") == [
        ("samt", "”plus”")
    ]


def test_an_abbreviation_that_readers_know_is_let_through(file):
    text = "<p>Vi gör en SVF.</p>"
    rules = with_phrases(rule("unexplained-abbreviation"), [file("[unexplained-abbreviation.sv]\nSVF = false\n")])

    assert len(found(rule("unexplained-abbreviation"), text)) == 1
    assert found(rules, text) == []


def test_a_list_for_a_language_that_the_rules_have_none_for(file):
    path = file('[bureaucratic-word.fi]\n"koskien" = "noin"\n')
    html = '<p lang="fi">Kysymyksiä koskien käyntiä.</p>'

    assert found(with_phrases(rule("bureaucratic-word"), [path]), html) == [("koskien", "”noin”")]


def test_other_rules_are_left_as_they_are(file):
    rules = load()
    widened = with_phrases(rules, [file('[bureaucratic-word.sv]\n"samt" = false\n')])

    assert [one.id for one in rules] == [one.id for one in widened]
    assert sum(one is not other for one, other in zip(rules, widened, strict=True)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[bureaucratic-words.sv]\n"samt" = false\n', "line 1: bureaucratic-words is not a rule with a word list. Did you mean bureaucratic-word?"),
        ('\n[bureaucratic-word]\n"samt" = false\n', "line 2: Write the language in the table's name: [bureaucratic-word.sv]."),
        ('[bureaucratic-word.sv]\n"samt" = false\n"jämte" = 3\n', "line 3: jämte must be what to write instead"),
        ('[bureaucratic-word.sv]\n"samt@v7" = "och"\n', "line 2: samt@v7 cannot be inflected."),
        ("[bureaucratic-word.sv\n", "our-words.toml cannot be read"),
    ],
)  # fmt: skip
def test_a_fault_in_the_file_is_told_with_its_line_and_what_to_do(file, text, told):
    with pytest.raises(SettingsError) as raised:
        with_phrases(load(), [file(text)])

    assert told in raised.value.sentences["en"]
