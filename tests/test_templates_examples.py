"""The examples are what they claim to be: the clean ones faultless, the faulty ones faulty where they say."""

import json
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from template_check.catalogue.load import RULES

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "templates_examples"
KINDS = {
    "appointment",
    "booking-confirmation",
    "reminder",
    "health-form",
    "prom",
    "prem",
    "test-result",
    "screening",
    "vaccination",
    "regional-broadcast",
    "information",
}
MESSAGE_FILES = [file for file in sorted(EXAMPLES.glob("*/*.toml")) if file.name != "expected.toml"]
RESERVED_NUMBER = re.compile(r"08465004\d\d|03139006\d\d|04062804\d\d|0980319(2\d\d)|070174(060[5-9]|06[1-9]\d)|\d{4}")


@cache
def report(folder: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "template_check", "check", folder, "--format", "json", "--today", "2026-11-24"]
    ran = subprocess.run(
        command, cwd=EXAMPLES, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8"
    )
    if "No such option" in ran.stderr:
        pytest.skip("the command line has no JSON report")
    assert ran.stderr == ""
    found: dict[str, Any] = json.loads(ran.stdout)
    if 2 * sum(bool(template["samples"]) for template in found["templates"]) < len(found["templates"]):
        pytest.skip("the samples of message files are not read")
    return found


def stated(finding: dict[str, Any]) -> tuple[str, int, int, str, str]:
    return (finding["path"], finding["line"], finding["column"], finding["rule"], finding.get("outcome", "failed"))


def known_rules() -> set[str]:
    return {file.relative_to(RULES).with_suffix("").as_posix() for file in RULES.glob("*/*.toml")}


def test_clean_messages_have_no_finding_of_any_kind():
    assert [stated(finding) for finding in report("clean")["findings"]] == []


def test_every_planted_fault_is_found_where_it_stands_and_nothing_else():
    expected = tomllib.loads((EXAMPLES / "faulty/expected.toml").read_text("utf-8"))["finding"]
    rules = known_rules()
    assert sorted(
        stated(finding | {"path": f"faulty/{finding['path']}"}) for finding in expected if finding["rule"] in rules
    ) == sorted(stated(finding) for finding in report("faulty")["findings"])


def test_half_of_the_messages_are_clean_and_all_kinds_are_there():
    by_folder = {
        folder: [file for file in MESSAGE_FILES if file.parent.name == folder] for folder in ("clean", "faulty")
    }
    assert len(MESSAGE_FILES) >= 12
    assert len(by_folder["clean"]) >= len(MESSAGE_FILES) / 2
    assert {tomllib.loads(file.read_text("utf-8"))["kind"] for file in MESSAGE_FILES} == KINDS


def test_only_reserved_numbers_and_addresses_stand_in_the_examples():
    text = "\n".join(file.read_text("utf-8") for file in sorted(EXAMPLES.rglob("*")) if file.is_file())
    numbers = [re.sub(r"\D", "", number) for number in re.findall(r"\b0\d{1,3}-[\d ]{5,}\d", text)]
    assert [number for number in numbers if not RESERVED_NUMBER.fullmatch(number)] == []
    hosts = set(re.findall(r"(?:https?://|@)([a-zåäö0-9.-]+)", text))
    assert {host for host in hosts if not re.search(r"(^|\.)(example|1177\.se)$", host)} == set()
