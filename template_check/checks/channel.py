"""The channel: does it let through what the message is made of?"""

from __future__ import annotations

from collections.abc import Sequence

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
from template_check.document.element import Element

_TAGS = frozenset({"script", "object", "embed", "applet"})
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data")
_SCRIPTS = ("javascript:", "vbscript:")


def active_content(element: Element, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Scripts, programs and what starts them are removed on the way, or stop the message."""
    attributes = element.attributes
    if element.tag in _TAGS:
        # A block of data is no program: https://html.spec.whatwg.org/multipage/scripting.html#data-block
        if element.tag == "script" and "json" in attributes.get("type", "").lower():
            return PASSES
        return fails(what=f"<{element.tag}>")
    found = []
    for name, value in attributes.items():
        if name.startswith("on") and name[2:].isalpha() and len(name) > 4:
            found.append(fails(at=element.attribute(name), what=name))
        elif name in _ADDRESSES and "".join(value.split()).lower().startswith(_SCRIPTS):
            found.append(fails(at=element.attribute(name), what=f'{name}="javascript:"'))
    return found or PASSES
