"""Instructions that point by looks: what is looked for first stands in all that is then found."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from template_check.catalogue.load import RULES, read_data
from template_check.checks.pointing import KINDS, pointer
from template_check.document.concepts import Itself
from template_check.document.words import different_words

DATA = read_data(RULES / "phrases", "pointing")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", DATA)
def test_no_phrase_is_without_the_word_that_is_looked_for_first(language, kind):
    one = pointer(kind, Itself(DATA[language]))
    phrases = st.from_regex(
        re.compile(one.pattern.pattern.removeprefix(r"(?<!\w)").removesuffix(r"(?!\w)")), fullmatch=True
    )

    @settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
    @given(phrases)
    def holds(phrase):
        text = " ".join(phrase.split())
        if one.pattern.search(text):
            assert any(map(one.is_sign, different_words(text))), text

    holds()
