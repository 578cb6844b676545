"""The messages and sentences by independent authors are sound: labels can be found again, and nobody's number stands there."""

import json
import re
from pathlib import Path

import pytest
from labelled import ELEMENTS, MESSAGES, written
from score_policy import POLICY
from test_content_corpus import NUMBER, RESERVED_NUMBER, STATUSES

SENTENCES = Path(__file__).parent / "sentences"
CLASSES = {
    "purpose": {"errand", "vague", "other"},
    "answers": {"asks", "use", "other"},
    "channel": {"marketing", "research", "survey", "collection", "other"},
}
FILES = sorted([*MESSAGES.glob("*.jsonl"), *SENTENCES.glob("*.tsv")])


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_every_label_of_a_message_is_a_status_or_a_breach():
    odd = [
        message.name
        for message in written(MESSAGES)
        if any(message.labels[element] not in STATUSES[element] for element in ELEMENTS) or message.policy - {*POLICY}
    ]

    assert odd == []


def test_the_evidence_stands_in_the_text():
    stray = [
        (message.name, words)
        for message in written(MESSAGES)
        for words in message.evidence.values()
        if squeezed(words) not in squeezed(message.document.text)
    ]

    assert stray == []


def test_no_two_messages_have_one_name():
    names = [message.name for message in written(MESSAGES)]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("topic", CLASSES)
def test_every_sentence_has_classes_of_its_topic(topic):
    lines = [line for line in (SENTENCES / f"{topic}.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]

    odd = [line for line in lines if line.count("\t") != 2 or not set(line.split("\t")[1].split("+")) <= CLASSES[topic]]
    assert odd == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_reserved_telephone_numbers_stand_there(file):
    text = file.read_text("utf-8")
    if file.suffix == ".jsonl":
        text = "\n".join(json.loads(line)["html"] for line in text.splitlines())
    numbers = [re.sub(r"\D", "", number) for number in NUMBER.findall(text)]

    assert [one for one in numbers if not RESERVED_NUMBER.fullmatch(re.sub(r"^46", "0", one))] == []
