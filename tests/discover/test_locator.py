"""Where keys and values stand in TOML, JSON and YAML."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.discover.locator import json_places, toml_places, yaml_places

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4))
TOML_VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
)


def leaves(value, path=()):
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from leaves(inner, (*path, key))


def toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[ " + "".join(f"{toml(inner)},\n # note ]\n" for inner in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace(chr(127), "\\u007f")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@given(VALUES, st.sampled_from([None, 1]))
def test_each_json_value_stands_where_the_locator_says(data, indent):
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    places = json_places(text)
    for path, value in leaves(data):
        start, end = places[path].value
        assert value == json.loads(text[start:end])


@given(st.dictionaries(TEXT, TOML_VALUES, max_size=4))
def test_each_toml_value_stands_where_the_locator_says(data):
    text = "# first\n" + "".join(f"{toml(key)} = {toml(value)} # after\n" for key, value in data.items())
    assert data == tomllib.loads(text)
    places = toml_places(text)
    for path, value in leaves(data):
        if path:
            start, end = places[path].value
            assert value == tomllib.loads(f"it = {text[start:end]}")["it"]


@pytest.mark.parametrize(
    ("text", "path", "written"),
    [
        ('[sender]\nunit = "Ögon"', ("sender", "unit"), '"Ögon"'),
        ("[sender]\nunit = 1", ("sender",), "[sender]"),
        ("[samples.a]\nx = 1\n[samples.b]\nx = 2", ("samples", "b", "x"), "2"),
        ("[[list]]\nx = 1\n[[list]]\nx = 2", ("list", 1, "x"), "2"),
        ("a.b.c = 3 # no", ("a", "b", "c"), "3"),
        ('a = """x\n"y" """\nb = 2', ("b",), "2"),
        ("a = '''x'\n'''\nb = 2", ("b",), "2"),
        ("at = 2026-11-02 08:00:00\nb = 1", ("at",), "2026-11-02 08:00:00"),
        ("a = [[1, 2], [3, {x = 4}]]", ("a", 1, 1, "x"), "4"),
        ("a = [[1, 2,], [3,],]\nb = 5", ("b",), "5"),
        ('"a b".c = 1', ("a b", "c"), "1"),
    ],
)
def test_toml_of_every_form_is_located(text, path, written):
    start, end = toml_places(text)[path].value
    assert written == text[start:end]


def test_yaml_is_located_by_key_and_index():
    text = "namn: Kim\ntider:\n  - kl. 8\n  - 'kl. 9'\n"
    start, end = yaml_places(text)[("tider", 1)].value
    assert text[start:end] == "'kl. 9'"


def test_deep_nesting_is_located_without_recursion():
    text = "[" * 50_000 + "]" * 50_000
    assert (0, len(text)) == json_places(text)[()].value
