"""`template-check graph`."""

import json
from pathlib import Path

import pytest


def put(name, text=""):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def _messages(run):
    put(".git/HEAD")
    put("a.html.j2", '{% extends "_bas.html.j2" %}{% include "_saknas.html.j2" ignore missing %}')
    put("_bas.html.j2", '{% include "_fot.html.j2" %}')
    put("_fot.html.j2", '{% include "_bas.html.j2" %}')
    put("a.toml", '[samples]\nx = "data/x.json"\n')
    put("a.samples/ett.json", "{}")
    put("b.html.j2", "<p>Hej</p>")


def test_each_message_is_shown_with_what_it_rests_on(run):
    assert run("graph").out.splitlines() == [
        "a.html.j2",
        "├─ _bas.html.j2",
        "│  └─ _fot.html.j2",
        "│     └─ _bas.html.j2",
        "├─ _saknas.html.j2 (finns inte)",
        "├─ a.samples/ett.json (testdata)",
        "├─ a.toml (meddelandefil)",
        "└─ data/x.json (testdata)",
        "b.html.j2",
    ]


@pytest.mark.parametrize("name", ["_fot.html.j2", "a.toml", "a.samples/ett.json", "data/x.json"])
def test_a_part_shows_the_messages_that_rest_on_it(run, name):
    put("data/x.json", "{}")
    told = json.loads(run("graph", name, "--format", "json").out)

    assert told["messages"] == ["a.html.j2"]
    assert {"from": "_bas.html.j2", "to": "_fot.html.j2", "kind": "uses"} in told["edges"]


def test_the_graph_for_graphviz_quotes_every_name(run):
    put('c "ny".html.j2', "<p>Hej</p>")
    lines = run("graph", "--format", "dot").out.splitlines()

    assert (lines[0], lines[-1]) == ("digraph messages {", "}")
    assert r'  "c \"ny\".html.j2" [style=bold];' in lines
    assert '  "a.html.j2" -> "_saknas.html.j2" [style=dashed];' in lines
