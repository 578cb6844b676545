"""The labelled messages are sound: every label can be found again in the message that it judges."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Comment
from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent / "content"
LABELS = [json.loads(line) for line in (FOLDER / "labels.jsonl").read_text("utf-8").splitlines()]
STATUSES = {
    "sender": {"present", "vague", "missing"},
    "purpose": {"present", "vague", "missing"},
    "answers": {"present", "vague", "missing", "not-needed"},
    "contact": {"present", "vague", "missing"},
}
# The series that the Swedish Post and Telecom Authority (PTS) keeps free for books and films.
RESERVED_NUMBER = re.compile(
    r"08465004\d\d|03139006\d\d|04062804\d\d|0980319(2\d\d)|070174(060[5-9]|06[1-9]\d)|0?1177|0771117700"
)
NUMBER = re.compile(r"(?<![\w-])(?:(?:\+|00)46[\s (0)-]*[1-9]|0[1-9])[\d\s\u00a0/()-]{5,}\d")
HOST = re.compile(r"(?:https?://|@)([a-zåäö0-9.-]+)")
ENVIRONMENT = Environment(loader=FileSystemLoader(FOLDER / "messages"), autoescape=True, undefined=StrictUndefined)


def labelled(label: Mapping[str, Any]) -> str:
    return f"{label['path']} [{label['sample']}]"


@cache
def samples(path: str) -> dict[str, Any]:
    stem = (FOLDER / path).name.split(".")[0]
    message_file = FOLDER / "messages" / f"{stem}.toml"
    found: dict[str, Any] = (
        tomllib.loads(message_file.read_text("utf-8")).get("samples", {}) if message_file.exists() else {}
    )
    readers = {".json": json.loads, ".toml": tomllib.loads, ".yaml": yaml.safe_load}
    for file in sorted((FOLDER / "messages").glob(f"{stem}.samples/*")):
        found[file.stem] = readers[file.suffix](file.read_text("utf-8"))
    return found


@cache
def visible_text(path: str, sample: str | None) -> str:
    values = samples(path)[sample] if sample else {}
    html = ENVIRONMENT.get_template(path.removeprefix("messages/")).render(values)
    if ".txt" in path:
        return " ".join(html.split())
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup.select(
        "[hidden], head, style, script, template, [style*='display:none'], [style*='display: none']"
    ):
        hidden.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for block in soup.select("p, h1, h2, h3, li, dt, dd, div, br, td, th, tr, section, header, footer"):
        block.insert_before(" ")
        block.append(" ") if block.name != "br" else None
    return " ".join(soup.get_text().split())


@pytest.mark.parametrize("label", LABELS, ids=labelled)
def test_each_label_names_a_template_and_one_of_its_samples(label):
    assert (FOLDER / label["path"]).is_file()
    if label["sample"] is None:
        assert samples(label["path"]) == {}
    else:
        assert label["sample"] in samples(label["path"])


@pytest.mark.parametrize("label", LABELS, ids=labelled)
def test_each_status_is_one_that_the_element_can_have(label):
    assert all(label[element] in legal for element, legal in STATUSES.items())
    shown = {element for element in STATUSES if label[element] in ("present", "vague")}
    assert shown == set(label["evidence"])


@pytest.mark.parametrize("label", LABELS, ids=labelled)
def test_the_evidence_stands_in_what_the_patient_sees(label):
    text = visible_text(label["path"], label["sample"])
    assert [words for words in label["evidence"].values() if words not in text] == []


@pytest.mark.parametrize("label", LABELS, ids=labelled)
def test_only_reserved_telephone_numbers_are_shown(label):
    numbers = [re.sub(r"\D", "", number) for number in NUMBER.findall(visible_text(label["path"], label["sample"]))]
    domestic = [re.sub(r"^(00)?46(0)?", "0", number) for number in numbers]
    assert [number for number in domestic if not RESERVED_NUMBER.fullmatch(number)] == []


def test_only_reserved_addresses_are_linked_to():
    files = [file for file in (FOLDER / "messages").rglob("*") if file.is_file()]
    hosts = {host for file in files for host in HOST.findall(file.read_text("utf-8"))}
    assert {host for host in hosts if not re.search(r"(^|\.)(example|1177\.se)$", host)} == set()


def test_every_template_and_each_of_its_samples_has_one_label():
    templates = {
        file.relative_to(FOLDER).as_posix()
        for file in FOLDER.glob("messages/*")
        if re.search(r"\.(html|txt)(\.j2)?$", file.name)
    }
    expected = {(path, sample) for path in templates for sample in (samples(path) or [None])}
    assert Counter(expected) == Counter((label["path"], label["sample"]) for label in LABELS)


def test_every_status_and_language_has_messages_enough_to_measure():
    languages = Counter(label["language"] for label in LABELS)
    assert languages["sv"] >= 46
    assert languages["en"] >= 10
    assert {"fi", "nb", "da", "de", "ar", "so", "pl", "es"} <= set(languages)
    assert len({label["path"] for label in LABELS}) >= 66
    for element in STATUSES:
        assert sum(label[element] in ("vague", "missing") for label in LABELS) >= 12, element
