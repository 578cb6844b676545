"""Trains the models of sentences: `pip install -e '.[training]'`, then `python tests/corpus/train_sentences.py [TOPIC …]`.

Reads the labelled sentences of a topic, and of the messages by independent authors the part that is not held out; writes
`rules/phrases/TOPIC-sentences.json`. The same data give the same file. How several sentences of a message are weighed
together is learnt from scores of authors that the sentences' model did not see.
"""

from __future__ import annotations

import html
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from labelled import MESSAGES, Written, written
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from template_check.document.content.sentence_model import SentenceModel, features, together
from template_check.document.context import Context, Declared
from template_check.document.parse import parse

SENTENCES = Path(__file__).parent / "sentences"
PHRASES = Path(__file__).parents[2] / "rules" / "phrases"
# Weights that decide nothing are left out, and the others kept to so many decimals.
LEAST, DECIMALS = 0.1, 2


@dataclass(frozen=True)
class Sentence:
    """A sentence's words, and the classes that it is of."""

    forms: tuple[str, ...]
    classes: frozenset[str]


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


def purpose_sentences(messages: Iterable[Written]) -> Iterator[Sentence]:
    """What messages teach of the purpose: the evidence is an errand, and nothing in a message without one is."""
    for message in messages:
        label, evidence = message.labels["purpose"], _squeezed(message.evidence.get("purpose", ""))
        for sentence in message.document.sentences:
            text = _squeezed(sentence.text)
            is_evidence = bool(evidence) and (evidence in text or text in evidence)
            if label == "present" and is_evidence:
                yield Sentence(sentence.forms, frozenset(["errand"]))
            elif label != "present":
                yield Sentence(sentence.forms, frozenset(["vague" if is_evidence and label == "vague" else "other"]))


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


def _squeezed(text: str) -> str:
    return " ".join(text.split()).lower()


def trained(sentences: Sequence[Sentence], classes: Sequence[str]) -> dict[str, object]:
    """The weights that tell each class from everything else."""
    vectorizer = DictVectorizer()
    known = vectorizer.fit_transform([dict.fromkeys(features(one.forms), 1) for one in sentences])
    names = vectorizer.get_feature_names_out()
    columns, bias = [], []
    for name in classes:
        model = LogisticRegression(C=1.0, max_iter=5000).fit(known, [name in one.classes for one in sentences])
        columns.append(np.where(abs(model.coef_[0]) < LEAST, 0.0, model.coef_[0]).round(DECIMALS))
        bias.append(round(float(model.intercept_[0]), DECIMALS))
    weights = {
        str(name): [float(column[place]) for column in columns]
        for place, name in enumerate(names)
        if any(column[place] for column in columns)
    }
    return {"classes": list(classes), "bias": bias, "weights": weights}


def purpose() -> dict[str, object]:
    """The model of the purpose: sentences that tell an errand, sentences that only announce that there is one."""
    classes = ("errand", "vague")
    own = list(labelled_sentences("purpose"))
    own += told_by_short_texts(SentenceModel({**trained(own, classes), "absent": {}}))
    developed = [message for message in written(MESSAGES) if not message.is_held_out]
    seen, is_absent = [], []
    for author in sorted({message.author for message in developed}):
        others = [message for message in developed if message.author != author]
        model = SentenceModel({**trained([*own, *purpose_sentences(others)], classes), "absent": {}})
        for message in developed:
            if message.author == author:
                scores = [model.scores(sentence.forms) for sentence in message.document.sentences]
                seen.append(together([one[0] for one in scores], [one[1] for one in scores]))
                is_absent.append(message.labels["purpose"] != "present")
    names = [name for name in seen[0] if name != "bias"]
    whole = LogisticRegression(C=10.0).fit([[one[name] for name in names] for one in seen], is_absent)
    weights = zip([*names, "bias"], (*whole.coef_[0], whole.intercept_[0]), strict=True)
    absent = {name: round(float(weight), DECIMALS) for name, weight in weights}
    return {**trained([*own, *purpose_sentences(developed)], classes), "absent": absent}


TOPICS = {"purpose": purpose}


if __name__ == "__main__":
    for topic in sys.argv[1:] or TOPICS:
        data = TOPICS[topic]()
        weights = data.pop("weights")
        lines = [f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(value)}" for name, value in sorted(weights.items())]
        head = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in data.items())
        text = f'{{\n{head},\n"weights": {{\n' + ",\n".join(lines) + "\n}}\n"
        (PHRASES / f"{topic}-sentences.json").write_text(text, "utf-8")
        print(f"{topic}: {len(weights)} weights")
