"""A message read for its content."""

from __future__ import annotations

from functools import cached_property

from template_check.document.blocks import Block
from template_check.document.content.clauses import Clause, clauses
from template_check.document.content.lexicon import Lexicon
from template_check.document.content.standing import Standing
from template_check.document.content.units import Mention, mentions
from template_check.document.content.words import Sentences
from template_check.document.document import Document
from template_check.document.element import Element
from template_check.document.words import tokens

# A link's text is looked for so many characters after the one before it.
_FARTHEST = 4000


class Reading:
    """A document's sentences with the concepts that a lexicon finds in them, the units that they name and their links."""

    def __init__(self, document: Document, lexicon: Lexicon | None) -> None:
        self.document = document
        self.lexicon = lexicon
        self.clauses = clauses(document, lexicon)
        self._begun: dict[tuple[str, str], frozenset[int]] = {}

    @cached_property
    def sentences(self) -> Sentences:
        """The concepts of each sentence."""
        return Sentences([clause.hits for clause in self.clauses])

    @cached_property
    def mentions(self) -> list[Mention]:
        """The units that the sentences name in the message's own language."""
        return [] if self.lexicon is None else list(mentions(self.clauses, self.lexicon))

    @cached_property
    def _links(self) -> dict[int, list[Element]]:
        """The links whose text begins in each sentence, by the sentence's number."""
        found: dict[int, list[Element]] = {}
        if not self.document.links:
            return found
        of_node = {node.index: link for link in self.document.links for node in link.text_nodes}
        block: Block | None = None
        links: list[Element] = []
        done = 0
        for clause in self.clauses:
            if clause.block is not block:
                block, done = clause.block, 0
                links = list(dict.fromkeys([of_node[node.index] for node in block.nodes if node.index in of_node]))
            while links:
                text = links[0].visible_text
                at = block.text.find(text, done, done + _FARTHEST + len(text))
                if at >= clause.end:
                    break
                done = max(done, at)
                found.setdefault(clause.number, []).append(links.pop(0))
        return found

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words of the writing unit's name: the declared one, and those that write or stand on a line of their own."""
        shown = [
            mention
            for mention in self.mentions
            if mention.is_specific
            and (
                mention.standing is Standing.WRITES
                or (mention.standing is Standing.NAMED and mention.is_capital and mention.clause.is_alone)
            )
        ]
        declared = {word.form for word in tokens(self.document.context.declared.unit or "")}
        return frozenset(declared.union(*(one.clause.forms[one.first : one.last + 1] for one in shown)))

    @cached_property
    def is_school(self) -> bool:
        """Whether the health care of a school writes."""
        lexicon = self.lexicon
        return lexicon is not None and any("school" in lexicon.words.of(form) for form in self.own_words)

    def own_names(self, clause: Clause) -> list[tuple[int, int]]:
        """Where the writing unit's name stands in a sentence, as the indices of its first and last word."""
        return self._own_names.get(clause.number, [])

    @cached_property
    def _own_names(self) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for mention in self.mentions:
            words = mention.clause.forms[mention.first : mention.last + 1]
            if mention.is_specific and self.own_words.issuperset(words):
                found.setdefault(mention.clause.number, []).append((mention.first, mention.last))
        return found

    @cached_property
    def is_broadcast(self) -> bool:
        """Whether it is declared to be a region's message to many."""
        declared = self.document.context.declared
        return declared.basis == "regional" or declared.kind == "regional-broadcast"

    @cached_property
    def is_closed(self) -> bool:
        """Whether the text says that it cannot be answered."""
        return bool(self.shown("answers", "closed"))

    def links(self, clause: Clause) -> list[Element]:
        """The links whose text begins in the sentence."""
        return self._links.get(clause.number, [])

    def within(self, element: Element) -> list[Clause]:
        """The sentences of the blocks whose text stands in an element."""
        last = self.document.last_index(element)
        return [
            clause
            for clause in self.clauses
            if clause.block.nodes and element.index <= clause.block.nodes[0].parent.index <= last
        ]

    def begun(self, element: str, name: str) -> frozenset[int]:
        """The numbers of the sentences that a pattern `[element] name` of the lexicon begins in."""
        if self.lexicon is None:
            return frozenset()
        key = element, name
        if key not in self._begun:
            self._begun[key] = self.lexicon.begun(element, name, self.sentences)
        return self._begun[key]

    def shows(self, element: str, name: str, clause: Clause) -> bool:
        """Whether a pattern `[element] name` of the lexicon begins in the sentence."""
        return clause.number in self.begun(element, name)

    def shown(self, element: str, name: str) -> list[Clause]:
        """The sentences that a pattern `[element] name` of the lexicon ends in: those of the first pattern first."""
        if self.lexicon is None:
            return []
        return [self.clauses[index] for index in self.lexicon.all(element, name, self.sentences)]
