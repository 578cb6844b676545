"""No message, however built, makes the checks of looks and links slow or break."""

import time

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

GROUPS = {"channel", "colour", "headings", "links", "lists", "text"}
MESSAGES = {
    "links in one paragraph": "<p>" + '<a href="#x">här</a> ' * 5_000,
    "links with one name": "".join(f'<p>Ord{i} <a href="https://a.example/{i}">Boka tid</a></p>' for i in range(3_000)),
    "breaks": "<p>" + "- ett<br>" * 20_000,
    "empty lines": "<p>" + "Ett två tre fyra fem sex sju<br><br>" * 5_000,
    "nested inline": "<b>" * 20_000 + "Hej och välkommen",
    "nested boxes with a style": '<div style="color:#999;opacity:.9">' * 2_000 + "Hej och välkommen",
    "nested boxes with text": "<div>Hej " * 5_000,
    "locked spacing": '<div style="line-height:1!important">Hej ' * 3_000,
    "bold lines": "<p><b>Innan du kommer</b></p><p>Drick ett stort glas vatten en timme före.</p>" * 2_000,
    "capitals": "<p>" + "HEJ OCH VÄLKOMMEN " * 20_000,
    "letters apart": "<p>" + "H E J " * 20_000,
    "signs": "<p>" + "-=" * 50_000 + " - " * 50_000,
    "emoji": "<p>" + "🎉\ufe0f" * 30_000,
    "instructions": "<p>Tryck på den gröna knappen till höger.</p>" * 2_000,
    "items without a list": "<div>" + "<li>x" * 10_000,
    "fields without names": '<label style="color:#aaa">A <input disabled></label>' * 2_000,
    "gradients": '<p style="background:linear-gradient(' + ",".join(["red"] * 5_000) + ')">Hej',
    "cells": "<table><tr>" + '<td>A <a href="#x">Läs mer</a></td>' * 3_000,
    "a long address": f'<a href="https://{"a." * 20_000}example/{"b" * 20_000}">x</a>',
    "a strange address": f'<a href="mailto:{"a@" * 20_000}">x</a><a href="tel:{"1 " * 20_000}">y</a>',
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_strange_message_is_judged_in_bounded_time(name):
    rules = [rule for rule in load() if rule.group in GROUPS]
    document = parse(MESSAGES[name], Context("accessibility"))
    start = time.process_time()

    judged = judge(document, rules)

    assert judged.raised == {}
    assert time.process_time() - start < 4
