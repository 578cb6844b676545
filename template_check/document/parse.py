"""HTML to a document whose elements know their offsets. The only module that knows the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import turbohtml

from template_check.document.context import Context
from template_check.document.document import Document
from template_check.document.element import HTML, MATHML, SVG, Element, TextNode
from template_check.positions import Range

__all__ = ["Document", "Element", "Range", "TextNode", "parse", "parse_text", "text_of", "tokens"]

_NAMESPACES = {
    turbohtml.Namespace.HTML: HTML,
    turbohtml.Namespace.SVG: SVG,
    turbohtml.Namespace.MATHML: MATHML,
}


def parse(html: str, context: Context) -> Document:
    """Parses a page or a part of one, as a browser would. What a `<template>` holds is left out.

    A text message is not parsed: it is a document of blocks and sentences.
    """
    if context.text_message:
        return parse_text(html, context)
    if "\r" in html:
        # The parser counts each newline as one sign, as HTML says; so that its offsets are ours, each is one.
        html = html.replace("\r\n", " \n").replace("\r", "\n")
    document = Document(html, context)
    tree = _tree(html)
    elements: list[Element] = []
    texts: list[TextNode] = []
    last: list[int] = []
    offset = 0
    # Each entry is a parser's node with our parent, or an element of ours all of whose content has been seen.
    stack: list[tuple[Any, Element | None]] = [(node, None) for node in reversed(tree.children)]
    while stack:
        node, parent = stack.pop()
        if node is None:
            assert parent is not None
            last[parent.index] = len(elements) - 1
            continue
        if isinstance(node, turbohtml.Element):
            element = _element(node, document, len(elements), offset)
            offset = element.end
            elements.append(element)
            last.append(element.index)
            element.parent = parent
            if parent is not None:
                parent.content.append(element)
            if element.tag == "template" and element.namespace == HTML:
                continue
            inner = node.children
            if inner:
                stack.append((None, element))
                stack += [(child, element) for child in reversed(inner)]
        elif parent is not None and isinstance(node, turbohtml.Text):
            text = TextNode(node.data, parent, document, len(texts))
            texts.append(text)
            parent.content.append(text)
    document.elements = tuple(elements)
    document.all_text = tuple(texts)
    document._last = last
    return document


def parse_text(text: str, context: Context) -> Document:
    """A text message as a document of blocks and sentences."""
    document = Document(text, context)
    document.is_text = True
    return document


def _tree(html: str) -> Any:
    return turbohtml.parse(html, source_locations=True, positions=False, allow_declarative_shadow_roots=False)


def _element(node: Any, document: Document, index: int, offset: int) -> Element:
    names = node.attrs
    attributes = {name.lower(): node.attr(name) or "" for name in names} if names else {}
    return Element(
        node.tag, _NAMESPACES.get(node.namespace, HTML), attributes, document, index, node.source_location, offset
    )


def text_of(html: str) -> list[str]:
    """Each text node of the HTML, in the order and with the exceptions of `parse`."""
    texts: list[str] = []
    stack = list(reversed(_tree(html).children))
    while stack:
        node = stack.pop()
        if isinstance(node, turbohtml.Element):
            if node.tag != "template" or node.namespace != turbohtml.Namespace.HTML:
                stack += reversed(node.children)
        elif (
            isinstance(node, turbohtml.Text) and node.parent is not None and isinstance(node.parent, turbohtml.Element)
        ):
            texts.append(node.data)
    return texts


class Piece(NamedTuple):
    """A stretch of text in the HTML and what it decodes to: literal text, or one reference."""

    start: int
    end: int
    data: str
    is_reference: bool


_NEWLINE = re.compile(r"\r\n?|\n")


def tokens(html: str) -> Iterator[Piece | None]:
    """The text and references of the HTML in order, None for every tag and comment between them."""
    starts = [0, *(match.end() for match in _NEWLINE.finditer(html))]
    before: tuple[int, Any] | None = None
    for token in turbohtml.tokenize(html, resolve_references=False, capture_attributes=False):
        start = starts[token.line - 1] + token.col
        if before is not None:
            yield _piece(before[1], before[0], start)
        before = (start, token)
    if before is not None:
        yield _piece(before[1], before[0], len(html))


def _piece(token: Any, start: int, end: int) -> Piece | None:
    if token.type is turbohtml.TokenType.TEXT:
        return Piece(start, end, token.data, False)
    if token.type is turbohtml.TokenType.CHARACTER_REFERENCE:
        return Piece(start, end, token.data, True)
    return None
