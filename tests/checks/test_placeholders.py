"""The patterns of what is left of a template."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from template_check.catalogue.load import RULES, read_data

PATTERNS = read_data(RULES / "phrases", "placeholders")["patterns"]


@pytest.mark.parametrize("listed", PATTERNS, ids=lambda listed: listed["holds"][0])
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], max_examples=60)
@given(data=st.data())
def test_all_that_a_pattern_matches_holds_what_is_said_of_it(listed, data):
    text = data.draw(st.from_regex(re.compile(listed["pattern"])))
    match = re.search(listed["pattern"], text)

    assert match is None or any(part in match[0].lower() for part in listed["holds"])
