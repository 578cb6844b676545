"""The channel: does it let through what the message is made of?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
from template_check.document.document import Document
from template_check.document.element import Element

_TAGS = frozenset({"script", "object", "embed", "applet"})
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "content", "to", "values")
_RUN = re.compile(r"(?:\A|url=)(javascript|vbscript|data(?=:text/html)):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]+")
# Types whose script is run. Any other makes it a block of data:
# https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type
_PROGRAM = re.compile(
    r"\s*(?:(?:text|application)/(?:x-)?(?:java|ecma|j|live)script[\d.]*|module|importmap|speculationrules)?\s*",
    re.IGNORECASE,
)
# What no active content is written without, so that the rest needs no look.
_SUSPECT = re.compile(
    r"<(?:script|object|embed|applet)|[\s/\"']on[a-z]{3,}\s*=|script|text/html|&#|&colon|&tab|&newline", re.IGNORECASE
)

# What these have parts of, quick to look for in small letters: `ſ` is a small s too.
_PARTS = ("scr", "ſ", "<object", "<embed", "<applet", "text/html", "&#", "&colon", "&tab", "&newline")
_HANDLER = re.compile(r"[\s/\"']on[\w\u0307]{3,}\s*=")


def active_content(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Scripts, programs and what starts them are removed on the way, or stop the message."""
    seen = document.html.lower()
    if not any(part in seen for part in _PARTS) and _HANDLER.search(seen) is None:
        return PASSES
    if _SUSPECT.search(document.html) is None:
        return PASSES
    return [verdict for element in document.elements for verdict in _active(element)] or PASSES


def _active(element: Element) -> Iterator[Verdict]:
    if element.tag in _TAGS:
        if element.tag != "script" or _PROGRAM.fullmatch(element.get("type").partition(";")[0]):
            yield fails(at=element.place, what=f"<{element.tag}>")
        return
    for name, value in element.attributes.items():
        if name.startswith("on") and name[2:].isalpha() and len(name) > 4:
            yield fails(at=element.attribute(name), what=name)
        elif name in _ADDRESSES and (found := _RUN.search(_IGNORED.sub("", value))) is not None:
            yield fails(at=element.attribute(name), what=f'{name}="{found[1].lower()}:"')
