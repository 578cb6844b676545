"""The sentences of a message with the concepts in them, and what each stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from template_check.document.blocks import Block, Part
from template_check.document.concepts import Bits, Hits
from template_check.document.content.lexicon import Lexicon
from template_check.document.document import Document
from template_check.document.words import Word

_NONE = Bits()
_LABEL = re.compile(r"[^:]{2,40}:$")


@dataclass(eq=False, slots=True)
class Clause:
    """A sentence, or what stands for one, and the heading and label it stands under.

    `forms` are its words as word lists know them, `hits` the concepts in them.
    """

    block: Block
    number: int
    start: int
    end: int
    words: Sequence[Word]
    forms: Sequence[str]
    hits: Hits
    heading: Clause | None = None
    label: Clause | None = None

    @property
    def text(self) -> str:
        """The sentence, white space collapsed."""
        return self.block.text[self.start : self.end]

    @property
    def part(self) -> Part:
        """Its words with their place."""
        return self.block.at(self.start, self.end)

    @property
    def is_heading(self) -> bool:
        """Whether it stands in a heading."""
        return self.block.kind == "heading"

    @property
    def is_question(self) -> bool:
        """Whether it ends as a question."""
        return self.text.rstrip("”\"')» ").endswith(("?", "؟"))

    @property
    def is_alone(self) -> bool:
        """Whether there is no other sentence in its block."""
        return self.start == 0 and self.end == len(self.block.text)

    def has(self, *concepts: str) -> bool:
        """Whether one of the concepts stands in it."""
        return any(concept in self.hits for concept in concepts)


def clauses(document: Document, lexicon: Lexicon | None) -> list[Clause]:
    """The sentences of the visible text in order, with what a lexicon finds in them; without one, no concepts."""
    hits = lexicon.words.hits if lexicon is not None else lambda forms: Hits(_NONE, 0)
    found: list[Clause] = []
    heading: Clause | None = None
    label: Clause | None = None
    for block in document.blocks:
        added = [
            Clause(block, number, one.start, one.end, one.words, one.forms, hits(one.forms), heading, label)
            for number, one in enumerate(block.sentences, len(found))
        ]
        label = added[0] if len(added) == 1 and _is_label(added[0]) else None
        if added and block.kind == "heading":
            heading = added[-1]
        found += added
    return found


def _is_label(clause: Clause) -> bool:
    """Whether it is the name of what stands after it: "Mottagning:", or a term, a cell or a line of one or two words."""
    if clause.block.text[clause.end - 1] == ":" and _LABEL.match(clause.text):
        return True
    element = clause.block.element
    return element is not None and element.tag in ("dt", "th", "td") and len(clause.words) <= 4
