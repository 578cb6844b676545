"""A message read for its content."""

from __future__ import annotations

from functools import cached_property

from template_check.document.content.clauses import Clause, clauses
from template_check.document.content.lexicon import Lexicon
from template_check.document.content.units import Mention, mentions
from template_check.document.content.words import Hits
from template_check.document.document import Document
from template_check.document.element import Element


class Reading:
    """A document's sentences with the concepts that a lexicon finds in them, the units that they name and their links."""

    def __init__(self, document: Document, lexicon: Lexicon | None) -> None:
        self.document = document
        self.lexicon = lexicon
        self.clauses = clauses(document, lexicon)

    @cached_property
    def hits(self) -> list[Hits]:
        """The concepts of each sentence."""
        return [clause.hits for clause in self.clauses]

    @cached_property
    def mentions(self) -> list[Mention]:
        """The units that the sentences name in the message's own language."""
        return [] if self.lexicon is None else list(mentions(self.clauses, self.lexicon))

    @cached_property
    def _links(self) -> dict[int, Element]:
        return {node.index: link for link in self.document.links for node in link.text_nodes}

    def links(self, clause: Clause) -> list[Element]:
        """The links whose text stands in the sentence."""
        found = []
        if self._links:
            for index in dict.fromkeys(node.index for node in clause.block.nodes):
                link = self._links.get(index)
                if link is not None and link not in found:
                    at = clause.block.text.find(link.visible_text)
                    if at < 0 or clause.start <= at < clause.end:
                        found.append(link)
        return found

    def shown(self, element: str, name: str) -> list[Clause]:
        """The sentences in which a pattern `[element] name` of the lexicon stands."""
        if self.lexicon is None:
            return []
        return [self.clauses[index] for index in self.lexicon.all(element, name, self.hits)]
