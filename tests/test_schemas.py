"""The JSON schemas say of each file what reading it says."""

import json
import shutil
import subprocess
import sysconfig
import tomllib
from dataclasses import fields
from datetime import date, time
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from template_check import config
from template_check.catalogue.load import KINDS, RULES
from template_check.config import Settings
from template_check.discover import message_file
from template_check.discover.message_file import read
from template_check.errors import SettingsError
from template_check.positions import Source
from template_check.schemas import NAMES, text

TAPLO = shutil.which("taplo", path=sysconfig.get_path("scripts"))
SCHEMAS = {name: json.loads(text(name)) for name in NAMES}
VALUES = (
    '"x"',
    '""',
    '"."',
    '"os:getcwd"',
    '"{{ x }}"',
    '"appointment"',
    '"none"',
    '"established"',
    '"1177-inkorg"',
    '"en"',
    '"error"',
    "3",
    "0",
    "-1",
    "2.5",
    "true",
    "2026-11-02",
    "08:00:00",
    "2026-11-02T08:00:00",
    "[]",
    '["a"]',
    '["."]',
    "[1]",
    "{}",
    '{ x = "error" }',
    '{ x = ["a"] }',
    "{ x = { y = 1 } }",
    "{ x = 1 }",
)


def as_json(value):
    """A TOML value as editors hand it to a schema: dates and times are texts."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, (date, time)) else value


def keys(schema, above=""):
    """Every key of a schema, dotted, and one that does not exist in each of its tables."""
    for key, inner in schema.get("properties", {}).items():
        yield above + key
        if "properties" in inner:
            yield from keys(inner, f"{above}{key}.")
    yield above + "finns_inte"


# A text that a schema sees may have been a date or a time: the schema tells them apart only where one is asked for.
MOMENTS = {"relationship.approved_on", "sending.earliest", "sending.latest", "review.reviewed"}
NO_MOMENTS = [value for value in VALUES if not value[0].isdigit() or ("-" not in value[1:] and ":" not in value)]


def fits(name, written):
    return Draft7Validator(SCHEMAS[name]).is_valid(as_json(tomllib.loads(written)))


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_describes_each_key(name):
    Draft7Validator.check_schema(SCHEMAS[name])

    def described(schema):
        for inner in schema.get("properties", {}).values():
            yield "description" in inner
            yield from described(inner)

    assert all(described(SCHEMAS[name]))


def test_no_key_of_a_message_file_is_lacking():
    def listed(table, above=""):
        for key, kind in table.items():
            yield above + key
            if isinstance(kind, dict):
                yield from listed(kind, f"{above}{key}.")

    described = [key for key in keys(SCHEMAS["message-file"]) if not key.endswith("finns_inte")]
    assert sorted(listed(message_file._TOP)) == sorted(described)


@pytest.mark.parametrize("key", list(keys(SCHEMAS["message-file"])))
def test_a_message_file_fits_if_it_is_read_without_a_fault(key):
    for value in VALUES if key in MOMENTS else NO_MOMENTS:
        # What a sample holds is looked at when samples are read.
        if key == "samples" and value in ('{ x = ["a"] }', "{ x = 1 }"):
            continue
        written = f"{key} = {value}\n"

        assert fits("message-file", written) == (not read(Source("a.toml", written)).faults), written


def test_no_key_of_the_settings_is_lacking():
    named = {field.name.replace("_", "-") for field in fields(Settings)} - {"root", "path"}

    assert set(SCHEMAS["settings"]["properties"]) == named
    assert set(SCHEMAS["settings"]["properties"]["jinja"]["properties"]) == set(config._JINJA)


@pytest.mark.parametrize("key", list(keys(SCHEMAS["settings"])))
def test_settings_fit_if_they_can_be_used(key, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for value in NO_MOMENTS:
        # A path that does not exist, or a function, is no affair of a schema.
        if key in ("search-path", "rules", "phrases") and value == '["a"]':
            continue
        written = f"{key} = {value}\n"
        Path("template-check.toml").write_text(written, encoding="utf-8")
        config.nearest.cache_clear()
        try:
            config.nearest(tmp_path)
            is_usable = True
        except SettingsError:
            is_usable = False

        assert fits("settings", written) == is_usable, written


@pytest.mark.skipif(TAPLO is None, reason="taplo has no build for this machine")
def test_editors_find_our_own_files_sound():
    ran = subprocess.run([TAPLO, "check"], cwd=RULES.parent, capture_output=True, text=True)

    assert ran.returncode == 0, ran.stderr


def test_every_card_fits():
    validator = Draft7Validator(SCHEMAS["card"])
    told = [
        f"{path.relative_to(RULES)}: {error.json_path} {error.message}"
        for path in sorted(RULES.glob("*/*.toml"))
        if path.parent.name != "phrases"
        for error in validator.iter_errors(as_json(tomllib.loads(path.read_text("utf-8"))))
    ]

    assert told == []


def test_a_card_fits_only_with_the_keys_that_are_read():
    card = tomllib.loads((RULES / "links/empty-link.toml").read_text("utf-8"))
    validator = Draft7Validator(SCHEMAS["card"])
    from template_check.catalogue.load import _EXAMPLE_KEYS, _KEYS, _TEXT_KEYS

    assert set(SCHEMAS["card"]["properties"]) == _KEYS
    assert set(SCHEMAS["card"]["properties"]["sv"]["properties"]) == _TEXT_KEYS
    assert set(SCHEMAS["card"]["properties"]["pass"]["items"]["properties"]) == _EXAMPLE_KEYS
    assert not validator.is_valid({**card, "finns_inte": 1})
    for key in ("applies_to", "severity", "sv", "en", "pass", "fail"):
        assert not validator.is_valid({name: value for name, value in card.items() if name != key})


def test_a_card_may_name_every_kind_of_target():
    assert set(SCHEMAS["card"]["properties"]["applies_to"]["enum"]) == KINDS
