"""The corpus that TEMPLATE_CHECK_CORPUS names: what is labelled is found where it is labelled, and nothing else is.

The folder, or `content/` in it, holds `templates/` with messages and `labels.jsonl` with what is wrong in them by line;
`language/language-sentences.tsv` and `language/phrases.jsonl` hold sentences in many languages, where they are there.
"""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

NAMED = os.environ.get("TEMPLATE_CHECK_CORPUS")
CORPUS = Path(NAMED) if NAMED else None
# The messages stand in the folder itself or in its folder `content/`, the sentences in `language/` where there are any.
CONTENT = CORPUS / "content" if CORPUS is not None and (CORPUS / "content").is_dir() else CORPUS
GROUPS = ("links", "headings", "lists", "text", "language")
# What points by a colour is labelled as what points by shape and place is, and told by a rule of its own.
ALSO = {"colour/colour-only-instruction": "text/sensory-instruction"}

pytestmark = pytest.mark.skipif(CORPUS is None, reason="TEMPLATE_CHECK_CORPUS names no corpus")
CHANGE = [rule for rule in load() if rule.id == "language/undeclared-language-change"]


@cache
def found(*outcomes: str) -> frozenset[tuple[str, str, int]]:
    """The message, the rule and the line of each finding of the outcomes."""
    assert CONTENT is not None
    command = [
        sys.executable,
        "-m",
        "template_check",
        "check",
        "templates",
        "--format",
        "json",
        "--fail-on",
        "never",
        "--no-cache",
    ]
    command += [part for selector in (*GROUPS, *ALSO) for part in ("--select", selector)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    ran = subprocess.run(command, cwd=CONTENT, env=environment, capture_output=True, encoding="utf-8")
    report: dict[str, Any] = json.loads(ran.stdout)
    assert report["errors"] == []
    return frozenset(
        (Path(message["path"]).name.partition(".")[0], finding["rule"], finding["line"])
        for finding in report["findings"]
        if finding["outcome"] in outcomes
        for message in finding["messages"]
    )


@cache
def labelled() -> frozenset[tuple[str, str, int]]:
    assert CONTENT is not None
    lines = (CONTENT / "labels.jsonl").read_text("utf-8").splitlines()
    return frozenset(
        (label["name"], fault["rule"], fault["line"])
        for label in map(json.loads, lines)
        for fault in label["accessibility"]
        if fault["rule"].partition("/")[0] in GROUPS
    )


@pytest.mark.parametrize("group", GROUPS)
def test_each_labelled_fault_is_found_at_its_line(group: str) -> None:
    wanted = {label for label in labelled() if label[1].startswith(f"{group}/")}
    certain, asked = (
        wanted & {(name, ALSO.get(rule, rule), line) for name, rule, line in found(outcome)}
        for outcome in ("failed", "unsure")
    )
    print(f"{group}: of {len(wanted)} labelled faults {len(certain)} failed, {len(asked - certain)} asked about")
    assert sorted(wanted - certain - asked) == []


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_is_found_that_is_not_labelled(group: str) -> None:
    extra = {one for one in found("failed", "unsure") - labelled() if one[1].startswith(f"{group}/")}
    print(f"{group}: {len(extra)} findings without a label")
    assert sorted(extra) == []


def changes(text: str) -> list[str]:
    judged = judge(parse(f"<p>{html.escape(text)}</p>", Context()), CHANGE)
    assert judged.raised == {}
    return [one.verdict.values["tag"] for one in judged.judgements]


def sentences() -> list[tuple[str, str]]:
    """Sentences, each with its language."""
    assert CORPUS is not None
    lines = (CORPUS / "language/language-sentences.tsv").read_text("utf-8").splitlines()
    return [(language, text) for language, text in (line.split("\t")[:2] for line in lines if "\t" in line)]


needs_sentences = pytest.mark.skipif(
    CORPUS is None or not (CORPUS / "language").is_dir(), reason="TEMPLATE_CHECK_CORPUS holds no sentences"
)


@needs_sentences
def test_no_swedish_sentence_is_taken_for_another_language() -> None:
    assert CORPUS is not None
    phrases = map(json.loads, (CORPUS / "language/phrases.jsonl").read_text("utf-8").splitlines())
    texts = [one["text"] for one in phrases if one["lang"] == "sv"]
    texts += [text for language, text in sentences() if language == "sv"]
    assert [(text, changes(text)) for text in texts if changes(text)] == []


@needs_sentences
def test_nine_in_ten_sentences_in_other_languages_are_told_from_swedish() -> None:
    others = [(language, text) for language, text in sentences() if language != "sv" and len(text.split()) > 3]
    told = Counter(language for language, text in others if changes(text))
    total = Counter(language for language, _ in others)
    print(", ".join(f"{language} {told[language]}/{total[language]}" for language in sorted(total)))
    assert told.total() >= 0.9 * total.total()
