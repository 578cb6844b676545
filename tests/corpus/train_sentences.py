"""Trains the models of sentences: `pip install -e '.[training]'`, then `python tests/corpus/train_sentences.py [TOPIC …]`.

Reads the labelled sentences of a topic, and of the messages by independent authors the part that is not held out; writes
`rules/phrases/TOPIC-sentences.json`. The same data give the same file. How the sentences of a message are weighed together
is learnt from scores of authors that the model of sentences has not seen.
"""

from __future__ import annotations

import html
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from labelled import MESSAGES, Written, written
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from template_check.document.content import purpose
from template_check.document.content.sentence_model import SentenceModel, Weights, features
from template_check.document.context import Context, Declared
from template_check.document.parse import parse

SENTENCES = Path(__file__).parent / "sentences"
PHRASES = Path(__file__).parents[2] / "rules" / "phrases"
# Weights that decide nothing are left out; the others are kept in hundredths.
LEAST = 0.15


@dataclass(frozen=True)
class Sentence:
    """A sentence's words, and the classes that it is of."""

    forms: tuple[str, ...]
    classes: frozenset[str]


Texts = Callable[[Iterable[Written]], Iterator[Sentence]]


def forms(text: str, language: str) -> list[tuple[str, ...]]:
    """The words of each sentence of a text."""
    document = parse(f"<p>{html.escape(text)}</p>", Context(declared=Declared(language=language)))
    return [sentence.forms for sentence in document.sentences]


def labelled_sentences(topic: str) -> Iterator[Sentence]:
    """The sentences of a topic's file; of an entry of several sentences all have its classes."""
    for line in (SENTENCES / f"{topic}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, name, text = line.split("\t")
            for one in forms(text, language):
                yield Sentence(one, frozenset(name.split("+")))


def of_purpose(messages: Iterable[Written]) -> Iterator[Sentence]:
    """What messages teach of the purpose: the evidence is an errand, and nothing in a message without one is."""
    for message in messages:
        status = message.labels["purpose"]
        for sentence in message.document.sentences:
            shows = _shows(message, "purpose", sentence.text)
            if status == "present" and shows:
                yield Sentence(sentence.forms, frozenset(["errand"]))
            elif status != "present":
                yield Sentence(sentence.forms, frozenset(["vague" if shows and status == "vague" else "other"]))


def of_answers(messages: Iterable[Written]) -> Iterator[Sentence]:
    """What messages teach of answers: the evidence tells the use, and nothing does in a message that lacks it or needs none."""
    for message in messages:
        status = message.labels["answers"]
        for sentence in message.document.sentences:
            if status != "present":
                yield Sentence(sentence.forms, frozenset(["other"]))
            elif _shows(message, "answers", sentence.text):
                yield Sentence(sentence.forms, frozenset(["use"]))


def _shows(message: Written, element: str, text: str) -> bool:
    """Whether the sentence is the evidence of the element, or a part of it, or holds it."""
    evidence, text = _squeezed(message.evidence.get(element, "")), _squeezed(text)
    return bool(evidence) and (evidence in text or text in evidence)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).lower()


def short_texts() -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """The paraphrases and short messages with their status of the purpose: present or absent, and the words of each sentence."""
    folder = Path(__file__).parent
    for name in ("paraphrases.tsv", "short_messages.tsv"):
        for line in (folder / name).read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            language, *about, text = line.split("\t")
            if language not in ("sv", "en") or (len(about) == 2 and about[0] != "purpose"):
                continue
            status = about[1] if len(about) == 2 else {"P": "present", "A": "absent"}[about[0][1]]
            blocks = [one for block in text.split("//") for one in block.split("|")]
            yield status, [one for block in blocks for one in forms(block.strip(), language)]


def told_by_short_texts(model: SentenceModel) -> Iterator[Sentence]:
    """What short texts teach: where one tells an errand, the sentence that the model finds likeliest does."""
    for status, sentences in short_texts():
        if status == "present":
            yield Sentence(max(sentences, key=lambda one: model.scores(one)[0]), frozenset(["errand"]))
        else:
            yield from (Sentence(one, frozenset(["other"])) for one in sentences)


def trained(sentences: Sequence[Sentence], classes: Sequence[str]) -> dict[str, Any]:
    """The weights that tell each class from everything else."""
    vectorizer = DictVectorizer()
    known = vectorizer.fit_transform([Counter(features(one.forms)) for one in sentences])
    names = vectorizer.get_feature_names_out()
    columns, bias = [], []
    for name in classes:
        rows = [place for place, one in enumerate(sentences) if f"may-{name.rstrip('s')}" not in one.classes]
        model = LogisticRegression(C=1.0, max_iter=5000).fit(
            known[rows], [name in sentences[row].classes for row in rows]
        )
        columns.append(np.where(abs(model.coef_[0]) < LEAST, 0.0, 100 * model.coef_[0]).round())
        bias.append(round(100 * float(model.intercept_[0])))
    weights = {
        str(name): [int(column[place]) for column in columns]
        for place, name in enumerate(names)
        if any(column[place] for column in columns)
    }
    return {"classes": list(classes), "bias": bias, "weights": weights, "together": {}}


def weighing(facts: Sequence[Mapping[str, float]], is_so: Sequence[bool]) -> dict[str, float]:
    """The weight of each fact for something being so."""
    names = [name for name in facts[0] if name != "bias"]
    model = LogisticRegression(C=2.0, max_iter=5000).fit([[one[name] for name in names] for one in facts], is_so)
    values = zip([*names, "bias"], (*model.coef_[0], model.intercept_[0]), strict=True)
    return {name: round(float(value), 2) for name, value in values}


def unseen(
    own: Sequence[Sentence], texts: Texts, classes: Sequence[str], messages: Sequence[Written]
) -> Iterator[tuple[Written, list[Weights]]]:
    """Each message with the scores of its sentences by a model that has seen nothing of its author."""
    for author in sorted({message.author for message in messages}):
        others = [message for message in messages if message.author != author]
        model = SentenceModel(trained([*own, *texts(others)], classes))
        for message in messages:
            if message.author == author:
                yield message, [model.scores(sentence.forms) for sentence in message.document.sentences]


def purpose_model(messages: Sequence[Written]) -> dict[str, Any]:
    """Sentences that tell an errand, and sentences that only announce that there is one."""
    classes = ("errand", "vague")
    own = list(labelled_sentences("purpose"))
    own += told_by_short_texts(SentenceModel(trained(own, classes)))
    seen = list(unseen(own, of_purpose, classes, messages))
    facts = [purpose.weighed_facts(scores) for _, scores in seen]
    absent = weighing(facts, [message.labels["purpose"] != "present" for message, _ in seen])
    return {**trained([*own, *of_purpose(messages)], classes), "together": {"absent": absent}}


def answers_model(messages: Sequence[Written]) -> dict[str, Any]:
    """Sentences that tell what answers are used for."""
    return trained([*labelled_sentences("answers"), *of_answers(messages)], ("use",))


TOPICS = {"purpose": purpose_model, "answers": answers_model}


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(topics: Iterable[str]) -> None:
    """Writes the models."""
    developed = [message for message in written(MESSAGES) if not message.is_held_out]
    for topic in topics:
        data = TOPICS[topic](developed)
        weights = data.pop("weights")
        lines = [
            f"{json.dumps(name, ensure_ascii=False)}: {_written(value)}" for name, value in sorted(weights.items())
        ]
        head = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in data.items())
        text = f'{{\n{head},\n"weights": {{\n' + ",\n".join(lines) + "\n}}\n"
        (PHRASES / f"{topic}-sentences.json").write_text(text, "utf-8")
        print(f"{topic}: {len(weights)} weights, together {data['together']}")


if __name__ == "__main__":
    main(sys.argv[1:] or TOPICS)
