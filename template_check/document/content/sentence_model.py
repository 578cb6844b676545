"""Linear models of sentences: how much the words of one speak for its saying something of a kind.

Each word, its beginning and ending, each pair of words and the length has a weight; the sum of those that stand in a
sentence is the logarithm of the odds that it is of the class. Trained by `tests/corpus/train_sentences.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, log1p
from typing import Any

from template_check.document.concepts import Itself

Weights = tuple[float, ...]

# A word of more letters is known by its first five too, of still more by its first seven; so with its last ones.
_BEGINNINGS = ((5, 5), (7, 7))
_ENDINGS = ((6, 5), (8, 7))
_MOST_KEPT = 50_000
# In letters.
_LONGEST = 60
# So many words are told as those that decided.
_MOST_TOLD = 6


class SentenceModel:
    """The weights of one topic's classes, as its data file has them: `classes`, `bias` and `weights` by feature.

    The weights and the bias are written in hundredths. `together` holds, by what is asked of a message as a whole, how
    facts of it are weighed together.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.classes: tuple[str, ...] = tuple(data["classes"])
        self._together: Mapping[str, Mapping[str, float]] = data["together"]
        self._bias: Weights = tuple(data["bias"])
        self._weights: Mapping[str, Weights] = data["weights"]
        self._nothing: Weights = (0,) * len(self.classes)
        self._of_word = lru_cache(maxsize=_MOST_KEPT)(self._summed)

    def scores(self, forms: Sequence[str]) -> Weights:
        """For each class the logarithm of the odds that a sentence of these words, in lower case, is of it."""
        words = list(map(plain, forms))
        sums = list(self._bias)
        known = self._weights
        found = [*map(self._of_word, set(words)), known.get(length(words), self._nothing)]
        found += [known[pair] for pair in pairs(words) if pair in known]
        for weights in found:
            for index, weight in enumerate(weights):
                sums[index] += weight
        return tuple(total / 100 for total in sums)

    def weighed(self, name: str, facts: Mapping[str, float]) -> float:
        """The logarithm of the odds that something named in `together` is so of a message with these facts."""
        return sum(weight * facts[fact] for fact, weight in self._together[name].items())

    def telling(self, forms: Sequence[str], name: str) -> tuple[tuple[str, float], ...]:
        """The words and pairs of words that speak most for and against the class, the weightiest first, with weights."""
        index = self.classes.index(name)
        words = list(map(plain, forms))
        told = {word: self._of_word(word)[index] for word in words}
        told |= {pair: self._weights[pair][index] for pair in pairs(words) if pair in self._weights}
        found = [(word, weight / 100) for word, weight in told.items() if weight]
        return tuple(sorted(found, key=lambda one: (-abs(one[1]), one[0]))[:_MOST_TOLD])

    def _summed(self, word: str) -> Weights:
        found = [self._weights[part] for part in parts(word) if part in self._weights]
        return tuple(map(sum, zip(*found, strict=True))) if found else self._nothing


def probability(odds: float) -> float:
    """The probability, 0 to 1, of the logarithm of odds."""
    return 1 / (1 + exp(-odds)) if odds > -500 else 0.0


def softened(score: float) -> float:
    """Near 0 for a score far below 0, near the score for one far above."""
    return max(score, 0.0) + log1p(exp(-abs(score)))


def features(forms: Sequence[str]) -> Iterator[str]:
    """All that is weighed of a sentence of these words, in lower case: what several different words have, several times."""
    words = list(map(plain, forms))
    for word in set(words):
        yield from parts(word)
    yield from pairs(words)
    yield length(words)


def plain(form: str) -> str:
    """The word, or the beginning of one too long to be one; "#" for a number and anything else with a digit in it."""
    form = form[:_LONGEST]
    return form if form.isalpha() or not any(map(str.isdigit, form)) else "#"


def pairs(words: Sequence[str]) -> set[str]:
    """Two words after each other; "^" stands before the first word and "$" after the last."""
    return set(map(" ".join, pairwise(("^", *words, "$"))))


def parts(word: str) -> Iterator[str]:
    """The word, its beginnings ("kalle-") and its endings ("-ning")."""
    yield word
    for longer, count in _BEGINNINGS:
        if len(word) > longer:
            yield word[:count] + "-"
    for longer, count in _ENDINGS:
        if len(word) > longer:
            yield "-" + word[-count:]


def length(words: Sequence[str]) -> str:
    """How long the sentence is, in steps of four words."""
    return f"~{min(len(words) // 4, 6)}"


def sentence_model(data: Mapping[str, Any], topic: str) -> SentenceModel | None:
    """The model of a topic, from the data files that a rule names; None where none of them is one."""
    name = f"{topic}-sentences"
    return _made(Itself(data[name])) if name in data else None


@lru_cache(maxsize=8)
def _made(written: Itself) -> SentenceModel:
    return SentenceModel(written.value)
