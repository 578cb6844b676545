"""Words that stand between a message and its reader: where they are told, and what is offered instead."""

import time

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge

RULES = {rule.name: rule for rule in load() if rule.group == "plain-language"}


def judgements(html, *names, text=False, **declared):
    context = Context(declared=Declared(language="sv", **declared), text_message=text)
    document = parse(html, context)
    judged = judge(document, [RULES[name] for name in names])
    assert judged.raised == {}
    return document, judged.judgements


def fixed(html, name):
    """The HTML with every offered replacement put in."""
    _, found = judgements(html, name)
    for judgement in sorted(found, key=lambda one: -one.at.range().start):
        start, end = judgement.at.range()
        assert judgement.verdict.fix is not None, judgement.at.text
        html = html[:start] + judgement.verdict.fix.replacement + html[end:]
    return html


def found(html, *names, **more):
    return [judgement.at.text for judgement in judgements(html, *names, **more)[1]]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("Du erhåller svar. Du erhöll svar. Du har erhållit svar.", "Du får svar. Du fick svar. Du har fått svar."),
        ("Vi har översänt den. Den översändes i går.", "Vi har skickat den. Den skickades i går."),
        ("Angående tiden: blanketten ska inlämnas.", "Om tiden: blanketten ska lämnas in."),
        ("UPPVISA LEGITIMATION", "VISA LEGITIMATION"),
        ("Det skyndsamma svaret kom skyndsamt.", "Det snabba svaret kom snabbt."),
        ("Behandlingen påbörjades. Vi påbörjar den.", "Behandlingen började. Vi börjar med den."),
        ("Vi ser till att du får avskriften i enlighet med lagen.", "Vi ser till att du får kopian enligt lagen."),
        ("Medtag pass, i syfte att spara tid.", "Ta med pass, för att spara tid."),
    ],
)
def test_an_officialese_word_is_replaced_in_its_form_and_with_its_capitals(written, instead):
    assert fixed(f"<p>{written}</p>", "bureaucratic-word") == f"<p>{instead}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Vi svarar i <b>enlighet</b> med lagen.</p>",
        "<p>Om du uteblir får du betala.</p>",
        "<p>Se bifogat intyg.</p>",
        "<p>Vänligen ring oss.</p>",
        "<p>Frågor ang&aring;ende tiden.</p>",
    ],
)
def test_no_replacement_is_offered_that_would_not_fit_into_the_sentence_or_the_source(html):
    _, (judgement,) = judgements(html, "bureaucratic-word")

    assert judgement.verdict.fix is None


def test_an_abbreviation_is_replaced_with_its_full_stop_but_not_that_of_the_sentence():
    html = "<p>Du får hjälp p.g.a. sjukdomen, mat m.m. Ring oss.</p>"

    assert fixed(html, "unexplained-abbreviation") == (
        "<p>Du får hjälp på grund av sjukdomen, mat med mera. Ring oss.</p>"
    )


def test_words_are_told_in_text_messages_too():
    assert found(
        "Du skall inkomma med intyg.\n\nVi tar en biopsi.", "bureaucratic-word", "medical-jargon", text=True
    ) == [
        "skall",
        "inkomma med",
        "biopsi",
    ]


def test_a_term_in_the_name_of_the_sending_unit_is_no_jargon():
    assert found("<p>Hälsningar från klinisk cytologi</p>", "medical-jargon", unit="Klinisk cytologi, Lund") == []
    assert found("<p>Vi undersöker provets cytologi.</p>", "medical-jargon") == ["cytologi"]


@pytest.mark.parametrize(
    "word", ["hoppas", "finns", "behövs", "krävs", "träffas", "minns", "andas", "trivs", "lyckas", "umgås", "syns", "kallas", "används", "tycks"]
)  # fmt: skip
@pytest.mark.parametrize("sentence", ["Det ska {} där.", "Din tid {} hos oss.", "Du {} snart.", "Provet måste {} då."])
def test_deponent_reciprocal_and_settled_verbs_are_no_passives(word, sentence):
    assert found(f"<p>{sentence.format(word)}</p>", "passive-voice") == []


@pytest.mark.parametrize("word", ["Lars", "Borås", "Västerås", "lasarettets", "läkarens", "tillsammans", "höstas", "sjukhusets", "Hofors", "dags", "annars"])  # fmt: skip
@pytest.mark.parametrize("sentence", ["Vi ska till {} på tisdag.", "Det blir {} vård.", "Din {} tid."])
def test_names_genitives_and_adverbs_in_s_are_no_passives(word, sentence):
    assert found(f"<p>{sentence.format(word)}</p>", "passive-voice") == []


@pytest.mark.parametrize("text", ["samt ", "Biopsi biopsi ", "du man ska ", "FMB fmb ", "genom ", "ska skickas ", "”samt ", "Patienten patienten ", "behandling av undersökning av ", "a"])  # fmt: skip
def test_a_message_of_one_word_over_and_over_takes_time_in_proportion_to_its_length(text):
    rules = list(RULES.values())
    times = []
    for size in (20_000, 80_000):
        document = parse(f"<p>Du. {text * (size // len(text))}</p>", Context(declared=Declared(language="sv")))
        assert document.sentences
        began = time.process_time()
        assert judge(document, [rule for rule in rules if rule.name in WORDS]).raised == {}
        times.append(time.process_time() - began)

    assert times[1] < 12 * times[0] + 0.5


WORDS = frozenset(
    [
        "bureaucratic-word",
        "medical-jargon",
        "unexplained-abbreviation",
        "passive-voice",
        "indirect-address",
        "double-negation",
        "long-noun-chain",
        "hidden-request",
    ]
)
