"""The rules of the channel agree with the authors of the messages as often as is promised."""

from collections.abc import Mapping
from functools import cache

import pytest
from score_policy import POLICY, Score, score_messages

# What is reached at least on the third that nothing was developed on: precision and recall.
HELD_OUT = {
    "answerable-broadcast": (0.88, 0.95),
    "broad-survey": (0.93, 0.85),
    "closed-reply-invitation": (0.95, 0.70),
    "collection-outside-form": (0.88, 0.93),
    "marketing": (0.74, 0.84),
    "research-recruitment": (0.84, 0.82),
}


@cache
def scores() -> Mapping[tuple[str, bool], Score]:
    found: dict[tuple[str, bool], Score] = {}
    for code, name, held_out, labelled, told in score_messages():
        found.setdefault((code, held_out), Score()).note(name, labelled, told)
    return found


@pytest.mark.parametrize("code", POLICY)
def test_breaches_are_found_where_the_rules_were_developed(code):
    seen = scores()[f"policy/{code}", False]

    assert min(seen.precision, seen.recall) >= 0.9, seen


@pytest.mark.parametrize("code", POLICY)
def test_breaches_are_found_where_nothing_was_developed(code):
    seen = scores()[f"policy/{code}", True]

    # Which messages they are is for no one to read.
    assert seen.precision >= HELD_OUT[code][0], seen.precision
    assert seen.recall >= HELD_OUT[code][1], seen.recall
