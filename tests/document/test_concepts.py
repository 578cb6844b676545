"""Concepts: words and phrases of lists, found in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.document.concepts import Concepts
from template_check.document.words import tokens


def shown(entry: str, text: str) -> list[str]:
    words = tokens(text)
    hits = Concepts({"concept": [entry]}).hits([word.form for word in words])
    return [" ".join(word.text for word in words[first : last + 1]) for first, last in hits.of("concept")]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("rabatt", "Du får Rabatt.", ["Rabatt"]),
        ("rabatt", "Du får rabatten.", []),
        ("rabatt*", "Rabatten gäller rabattkoden.", ["Rabatten", "rabattkoden"]),
        ("*studie", "En läkemedelsstudie och en studie.", ["läkemedelsstudie", "studie"]),
        ("*خصم*", "احصل على الخصم", ["الخصم"]),
        ("svara på meddelandet", "Du kan svara på meddelandet.", ["svara på meddelandet"]),
        ("svara på meddelandet", "Svara snabbt på meddelandet.", []),
        (
            "svara|besvara det? meddelandet",
            "Besvara meddelandet, svara det meddelandet.",
            ["Besvara meddelandet", "svara det meddelandet"],
        ),
        ("# kr|kronor", "Det kostar 200 kronor.", ["200 kronor"]),
        ("skriv _ tillbaka", "Skriv något tillbaka.", ["Skriv något tillbaka"]),
        ("svara här", "Nu kan du svara", []),
        (" svara  här ", "Svara här", ["Svara här"]),
        ("svara ... vi|oss gärna", "Svara då till oss gärna", ["Svara då till oss gärna"]),
        ("svara gärna? ... oss", "Svara gärna du oss", ["Svara gärna du oss", "Svara gärna du oss"]),
        ("ta ... #", "Ta med 3", ["Ta med 3"]),
        ("gärna? hör? av dig", "Hör av dig.", ["Hör av dig", "av dig"]),
        ("hör ... av dig", "Hör du av dig?", ["Hör du av dig"]),
    ],
)
def test_an_entry_shows_where_its_words_stand(entry, text, expected):
    assert expected == shown(entry, text)


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=4), min_size=1, max_size=6), st.data())
def test_a_phrase_is_found_in_every_sentence_that_holds_it(words, data):
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    phrase = " ".join(words[first : last + 1])

    assert phrase in shown(phrase, " ".join(words))
