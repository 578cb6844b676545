"""Lists of words are written as they are looked up, and match in the language that they are listed for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.catalogue.load import RULES, load, read_data
from template_check.checks.wording import is_listed, plain, without_number
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

LINK_TEXTS: Mapping[str, list[str]] = read_data(RULES / "phrases", "link-texts")
TOPICS: Mapping[str, Mapping[str, Any]] = read_data(RULES / "phrases", "topics")
WORDINGS = ("document/vague-page-title", "forms/vague-label", "headings/vague-heading")
GENERIC = [rule for rule in load() if rule.id == "links/generic-link-text"]


@pytest.mark.parametrize("language", LINK_TEXTS)
def test_link_texts_are_written_as_they_are_looked_up(language: str) -> None:
    # The sign alone stands for itself: a name without a letter is generic whatever it is.
    texts = [text for text in LINK_TEXTS[language] if plain(text)]
    assert [text for text in texts if plain(text) != text] == []
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("rule", [rule for rule in load() if rule.id in WORDINGS], ids=lambda rule: rule.id)
def test_phrases_are_written_as_they_are_looked_up(rule: Any) -> None:
    texts = [text for listed in rule.phrases.values() for text in listed]
    assert [text for text in texts if without_number(plain(text)) != text] == []


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_names_topics_and_marks_in_both_languages(name: str) -> None:
    topic = TOPICS[name]
    assert set(topic["near"]) <= set(TOPICS) - {name}
    for language in ("sv", "en"):
        assert [text for text in topic[language]["names"] if plain(text) != text] == []
        assert [mark for mark in topic[language]["marks"] if mark != mark.casefold()] == []


@pytest.mark.parametrize("language", sorted(LINK_TEXTS.keys() - {"any"}))
def test_each_link_text_is_generic_in_its_own_language(language: str) -> None:
    page = "".join(f'<p lang="{language}"><a href="/{n}">{text}</a></p>' for n, text in enumerate(LINK_TEXTS[language]))
    judged = judge(parse(page, Context()), GENERIC)
    assert [one.verdict.values["text"] for one in judged.judgements] == LINK_TEXTS[language]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Logga in här", "sv"),
        ("Boka om tiden", "sv"),
        ("Svara på frågorna", "sv"),
        ("Formulär om din hälsa", "sv"),
        ("Hit", "da"),
        ("Mer", "fr"),
        ("Das", "sv"),
        ("Fil", "pl"),
        ("Contact us", "en"),
        ("Vastaa kyselyyn", "fi"),
    ],
)
def test_what_says_something_in_its_language_is_not_generic(text: str, language: str) -> None:
    judged = judge(parse(f'<p lang="{language}"><a href="/x">{text}</a></p>', Context()), GENERIC)
    assert judged.judgements == ()


@given(st.text(max_size=40))
def test_a_text_made_plain_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_two_words_of_swedish_count_in_every_language_and_a_single_one_where_none_is_known() -> None:
    lists = {"sv": ["här", "läs mer"], "de": ["hier"]}
    german, unknown = (
        parse(page, Context("accessibility")).links[0]
        for page in ('<p lang="de"><a href="/">x</a></p>', '<p><a href="/">x</a></p>')
    )
    assert is_listed("läs mer", german, lists)
    assert not is_listed("här", german, lists)
    assert is_listed("här", unknown, lists)
