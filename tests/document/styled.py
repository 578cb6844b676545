"""A document of elements with offsets, enough for the cascade."""

from dataclasses import dataclass, field

import turbohtml

from template_check.positions import Range


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict
    parent: object
    index: int
    end: int
    places: dict = field(default_factory=dict)

    def attribute(self, name):
        return self.places[name]


class Document:
    def __init__(self, html):
        self.html = html
        tree = turbohtml.parse(html, source_locations=True)
        known = {}
        self.elements = []
        for node in tree.iter_elements():
            where = node.source_location
            element = Element(
                node.tag,
                {name: node.attr(name) or "" for name in node.attrs},
                known.get(node.parent),
                len(self.elements),
                where.start_tag.end_offset if where and where.start_tag else 0,
            )
            for name, span in (where.attrs or {}).items() if where else ():
                written = html[span.start_offset : span.end_offset]
                begin = span.start_offset + len(written) - len(written.partition("=")[2].lstrip())
                quoted = written[-1:] in "\"'" and "=" in written
                element.places[name] = Range(begin + quoted, span.end_offset - quoted)
            known[node] = element
            self.elements.append(element)

    def first(self, tag):
        return next(element for element in self.elements if element.tag == tag)
