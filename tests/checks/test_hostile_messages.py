"""No message, however built, makes the accessibility rules hang or break: what they take grows with what they read."""

import time

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

GROUPS = {"aria", "colour", "document", "forms", "headings", "images", "links", "lists", "media", "tables", "text"}
MESSAGES = {
    "200,000 boxes in each other": "<div>" * 200_000,
    "formatting in formatting": "<b><i>" * 10_000 + "Hej",
    "headers in each other": "<header>" * 10_000 + "Hej",
    "asides in each other": "<aside>" * 10_000 + "Hej",
    "tables in each other": "<table><tr><td>" * 2_000 + "Hej",
    "lists in each other": "<ul><li>" * 5_000 + "Hej",
    "labels in each other": "<label>" * 5_000 + "Hej<input>",
    "buttons in each other": "<div role=button>" * 1_500 + "<a href=x>Hej",
    "details in each other": "<details open><summary>Hej</summary>" * 3_000,
    "hidden boxes in each other": "<div aria-hidden=true>" * 10_000 + "<a href=x>Hej",
    "sections that name each other": "".join(f"<section id=s{i} aria-labelledby=s{i + 1}>" for i in range(1_000)),
    "lists that own each other": "".join(f"<div role=list id=d{i} aria-owns=d{i + 1}></div>" for i in range(5_000)),
    "lists that own one": "<div id=o>Hej</div>" + "<div role=list aria-owns=o></div>" * 5_000,
    "fields with one name": "<input type=radio name=a>" * 5_000,
    "cells of huge spans": "<table>" + ("<tr>" + "<td colspan=1000 rowspan=65534>Hej" * 80) * 80,
    "headers alone": "<table>" + ("<tr>" + "<th>Hej" * 80) * 80,
    "headers and cells": "<table>" + ("<tr>" + "<th>Hej<td>du" * 20) * 50,
    "many attributes": "<p " + " ".join(f"aria-a{i}=x b{i}=y" for i in range(10_000)) + ">Hej",
    "frames in frames": "<iframe srcdoc='" * 3_000 + "Hej",
    "long names": f"<button aria-label='{'a ' * 50_000}'>{'a ' * 50_000}b</button>",
    "text without a space": "<p>" + "a" * 1_000_000,
    "selectors of many ancestors": f"<style>{'div ' * 40}p{{color:red}}</style>" * 200 + "<div>" * 500 + "<p>Hej",
    "10,000 selectors": "<style>" + "".join(f"div .a{i} p{{color:red}}" for i in range(10_000)) + "</style><p>Hej",
    "selectors that look inside": "<style>"
    + "".join(f":not(:has(.a{i})) p{{color:red}}" for i in range(1_000))
    + "</style>"
    + "<div><p>Hej</p></div>" * 250,
    "selectors of empty boxes": "<style>"
    + "p:empty,:not(:empty){color:red}" * 200
    + "</style>"
    + "<p>Hej</p><p></p>" * 500,
    "siblings counted from the end": "<style>"
    + "p:nth-last-of-type(2n+1){color:red}" * 50
    + "</style>"
    + "<p>Hej</p>" * 5_000,
    "variables in a circle": "<style>p{--a:var(--b);--b:var(--a);color:var(--a)}</style>" + "<p>Hej" * 500,
    "variables that double": "<style>p{"
    + "".join(f"--a{i}:var(--a{i + 1}) var(--a{i + 1});" for i in range(60))
    + "--a60:red;color:var(--a0)}</style><p>Hej",
    "a sheet of brackets": "<style>"
    + "{" * 100_000
    + "a[[" * 50_000
    + "url((" * 50_000
    + "/*" * 50_000
    + "</style><p>Hej",
    "a sheet of 1 MB": "<style>" + ".a{color:red;background:blue;margin:0 0 0 0}" * 22_000 + "</style><p class=a>Hej",
    "a style of 1 MB": "<p style='" + "color:red;" * 100_000 + "'>Hej",
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_hostile_message_is_judged_in_bounded_time(name):
    rules = [rule for rule in load() if rule.group in GROUPS and rule.default == "on"]
    start = time.process_time()

    judged = judge(parse(MESSAGES[name], Context("accessibility")), rules)

    assert judged.raised == {}
    assert time.process_time() - start < 5
