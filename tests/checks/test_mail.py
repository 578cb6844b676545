"""Messages as they are really built (layout tables, hidden preheaders, dark styles) give no false alarms."""

from pathlib import Path

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

GROUPS = {"channel", "colour", "headings", "links", "lists", "text"}
MESSAGES = sorted((Path(__file__).parent / "mail").glob("*.html"))


@pytest.mark.parametrize("profile", ["1177-inkorg", "accessibility"])
@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_a_sound_message_has_no_finding(path, profile):
    rules = [rule for rule in load() if rule.group in GROUPS and rule.default == "on"]

    judged = judge(parse(path.read_text(encoding="utf-8"), Context(profile)), rules)

    assert judged.raised == {}
    assert [(judgement.rule.id, dict(judgement.verdict.values)) for judgement in judged.judgements] == []
