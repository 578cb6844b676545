"""What is learnt of sentences is applied as it was learnt, and says which words decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check.catalogue.load import RULES, load, read_data
from template_check.document.content.sentence_model import SentenceModel, features, sentence_model
from template_check.document.context import Context, Declared
from template_check.document.parse import parse
from template_check.engine import judge

TOPICS = ("answers", "purpose")
WORDS = [
    "kallelse",
    "till",
    "röntgen",
    "tid",
    "din",
    "den",
    "3",
    "kl",
    "ring",
    "oss",
    "svaren",
    "läser",
    "läkaren",
    "e-post",
]
FORMS = st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=90), max_size=30)


@pytest.mark.parametrize("topic", TOPICS)
@given(FORMS)
def test_a_score_is_the_sum_of_the_weights_of_all_that_is_weighed(topic, forms):
    data = read_data(RULES / "phrases", f"{topic}-sentences")
    known = [data["weights"][feature] for feature in features(forms) if feature in data["weights"]]

    expected = tuple(pytest.approx(sum(column) / 100) for column in zip(data["bias"], *known, strict=True))
    assert expected == SentenceModel(data).scores(forms)


@pytest.mark.parametrize("topic", TOPICS)
def test_no_weight_of_a_model_is_without_effect(topic):
    data = read_data(RULES / "phrases", f"{topic}-sentences")

    assert [name for name, weights in data["weights"].items() if not any(weights)] == []


def test_a_topic_that_no_data_file_holds_has_no_model():
    assert sentence_model({}, "purpose") is None


def test_the_words_that_decided_are_told_with_the_status():
    (rule,) = (rule for rule in load() if rule.element == "purpose")
    document = parse("<p>Kallelse till mammografi den 3 mars.</p>", Context(declared=Declared(language="sv")))
    (judgement,) = judge(document, [rule]).judgements
    verdict = judgement.verdict
    weights = [abs(weight) for _, weight in verdict.weights]

    assert verdict.status == "present"
    assert {"kallelse", "mammografi"} & {word for word, _ in verdict.weights}
    assert sorted(weights, reverse=True) == weights
