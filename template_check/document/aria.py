"""WAI-ARIA as data: roles, what each needs, may have and must not have, and the values of states and properties.

From https://www.w3.org/TR/wai-aria-1.2/, with https://www.w3.org/TR/dpub-aria-1.1/, https://www.w3.org/TR/graphics-aria-1.0/
and the properties that https://www.w3.org/TR/wai-aria-1.3/ adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

ABSTRACT = frozenset(
    [
        "command",
        "composite",
        "input",
        "landmark",
        "range",
        "roletype",
        "section",
        "sectionhead",
        "select",
        "structure",
        "widget",
        "window",
    ]
)
# Supported on every role; the last line was so in ARIA 1.1 and is since then discouraged, not forbidden.
GLOBAL = frozenset(
    [
        "atomic",
        "braillelabel",
        "brailleroledescription",
        "busy",
        "controls",
        "current",
        "describedby",
        "description",
        "details",
        "dropeffect",
        "flowto",
        "grabbed",
        "hidden",
        "keyshortcuts",
        "label",
        "labelledby",
        "live",
        "owns",
        "relevant",
        "roledescription",
        "disabled",
        "errormessage",
        "haspopup",
        "invalid",
    ]
)
# What makes a browser expose an element that is marked as decoration all the same.
REVEALING = frozenset("aria-" + name for name in GLOBAL) - {"aria-hidden"}

_CELL = "colindex colindextext colspan rowindex rowindextext rowspan"
_GRIDCELL = f"{_CELL} expanded readonly required selected"
_FIELD = "readonly required"
_RANGE = "valuemax valuemin valuetext"

# Role: what it must have; what else it supports, beside the global ones; what it must stand in; what it must hold.
_ROLES = f"""
alert|||
alertdialog||modal||
application||activedescendant expanded||
article||posinset setsize||
banner||||
blockquote||||
button||expanded pressed||
caption|||figure grid table treegrid|
cell||{_CELL}|row|
checkbox|checked|expanded {_FIELD}||
code||||
columnheader||{_GRIDCELL} sort|row|
combobox|expanded|activedescendant autocomplete {_FIELD}||
comment||level posinset setsize||
complementary||||
contentinfo||||
definition||||
deletion||||
dialog||modal||
directory||||
document||||
emphasis||||
feed||||article
figure||||
form||||
generic||||
grid||activedescendant colcount multiselectable readonly rowcount||row
gridcell||{_GRIDCELL}|row|
group||activedescendant||
heading|level|||
image||||
img||||
insertion||||
link||expanded||
list||||listitem
listbox||activedescendant expanded multiselectable orientation {_FIELD}||option
listitem||level posinset setsize|list directory|
log||||
main||||
mark||||
marquee||||
math||||
menu||activedescendant orientation||menuitem menuitemcheckbox menuitemradio
menubar||activedescendant orientation||menuitem menuitemcheckbox menuitemradio
menuitem||expanded posinset setsize|menu menubar|
menuitemcheckbox|checked|expanded posinset setsize|menu menubar|
menuitemradio|checked|expanded posinset setsize|menu menubar|
meter|valuenow|{_RANGE}||
navigation||||
none||||
note||||
option||checked posinset selected setsize|listbox|
paragraph||||
presentation||||
progressbar||{_RANGE} valuenow||
radio|checked|posinset setsize||
radiogroup||activedescendant orientation {_FIELD}||
region||||
row||activedescendant colindex expanded level posinset rowindex rowindextext selected setsize|table grid treegrid|cell columnheader gridcell rowheader
rowgroup|||table grid treegrid|row
rowheader||{_GRIDCELL} sort|row|
scrollbar|controls valuenow|orientation {_RANGE}||
search||||
sectionfooter||||
sectionheader||||
searchbox||activedescendant autocomplete multiline placeholder {_FIELD}||
separator||orientation {_RANGE} valuenow||
slider|valuenow|orientation readonly {_RANGE}||
spinbutton||activedescendant {_FIELD} {_RANGE} valuenow||
status||||
strong||||
subscript||||
suggestion||||
superscript||||
switch|checked|expanded {_FIELD}||
tab||expanded posinset selected setsize|tablist|
table||colcount rowcount||row
tablist||activedescendant level multiselectable orientation||tab
tabpanel||||
term||||
textbox||activedescendant autocomplete multiline placeholder {_FIELD}||
time||||
timer||||
toolbar||activedescendant orientation||
tooltip||||
tree||activedescendant multiselectable orientation required||treeitem
treegrid||activedescendant colcount multiselectable orientation readonly required rowcount||row
treeitem||checked expanded level posinset selected setsize|tree|
doc-abstract||||
doc-acknowledgments||||
doc-afterword||||
doc-appendix||||
doc-backlink||expanded||
doc-biblioentry||level posinset setsize||
doc-bibliography||||
doc-biblioref||expanded||
doc-chapter||||
doc-colophon||||
doc-conclusion||||
doc-cover||||
doc-credit||||
doc-credits||||
doc-dedication||||
doc-endnote||level posinset setsize||
doc-endnotes||||
doc-epigraph||||
doc-epilogue||||
doc-errata||||
doc-example||||
doc-footnote||||
doc-foreword||||
doc-glossary||||
doc-glossref||expanded||
doc-index||||
doc-introduction||||
doc-noteref||expanded||
doc-notice||||
doc-pagebreak||orientation {_RANGE} valuenow||
doc-pagefooter||||
doc-pageheader||||
doc-pagelist||||
doc-part||||
doc-preface||||
doc-prologue||||
doc-pullquote||||
doc-qna||||
doc-subtitle||||
doc-tip||||
doc-toc||||
graphics-document||||
graphics-object||activedescendant||
graphics-symbol||||
"""

# Groups may stand between these and what they hold.
GROUPING: Mapping[str, frozenset[str]] = {
    "listbox": frozenset({"group"}),
    "menu": frozenset({"group"}),
    "menubar": frozenset({"group"}),
    "tree": frozenset({"group"}),
    "table": frozenset({"rowgroup"}),
    "grid": frozenset({"rowgroup"}),
    "treegrid": frozenset({"rowgroup"}),
}
NAMELESS = frozenset(
    [
        "caption",
        "code",
        "deletion",
        "emphasis",
        "generic",
        "insertion",
        "none",
        "paragraph",
        "presentation",
        "strong",
        "subscript",
        "superscript",
        "mark",
        "suggestion",
    ]
)
NAMED_BY_CONTENT = frozenset(
    [
        "button",
        "cell",
        "checkbox",
        "columnheader",
        "gridcell",
        "heading",
        "link",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "option",
        "radio",
        "row",
        "rowheader",
        "switch",
        "tab",
        "tooltip",
        "treeitem",
        "comment",
        "sectionhead",
        "doc-backlink",
        "doc-biblioref",
        "doc-glossref",
        "doc-noteref",
        "doc-subtitle",
    ]
)
PRESENTATIONAL_CHILDREN = frozenset(
    [
        "button",
        "checkbox",
        "image",
        "img",
        "menuitemcheckbox",
        "menuitemradio",
        "meter",
        "option",
        "progressbar",
        "radio",
        "scrollbar",
        "separator",
        "slider",
        "switch",
        "tab",
        "graphics-symbol",
        "doc-pagebreak",
        "doc-cover",
    ]
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role: the states and properties that it must have and may have, what it stands in and holds."""

    name: str
    required: frozenset[str]
    supported: frozenset[str]
    context: frozenset[str] = field(default_factory=frozenset)
    owned: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_nameless(self) -> bool:
        """Whether an author must not name it."""
        return self.name in NAMELESS


@cache
def roles() -> Mapping[str, Role]:
    """The roles that may be written, by name."""
    found = {}
    for line in _ROLES.split("\n"):
        if line:
            name, *parts = line.split("|")
            required, supported, context, owned = (frozenset(part.split()) for part in (*parts, "", "")[:4])
            attributes = frozenset("aria-" + one for one in required)
            allowed = attributes | {"aria-" + one for one in supported | GLOBAL}
            found[name] = Role(name, attributes, allowed, context, owned)
    return found


ROLE_NAMES = frozenset(line.partition("|")[0] for line in _ROLES.split("\n") if line)


@dataclass(frozen=True, slots=True)
class Property:
    """The values of a state or property: a kind, and the words that a token may be."""

    kind: str
    words: frozenset[str] = frozenset()


_PROPERTIES = """
activedescendant id
atomic boolean
autocomplete token inline list both none
braillelabel string
brailleroledescription string
busy boolean
checked token true false mixed undefined
colcount integer
colindex integer
colindextext string
colspan integer
controls ids
current token page step location date time true false
describedby ids
description string
details ids
disabled boolean
dropeffect tokens copy execute link move none popup
errormessage ids
expanded token true false undefined
flowto ids
grabbed token true false undefined
haspopup token false true menu listbox tree grid dialog
hidden token true false undefined
invalid token grammar false spelling true
keyshortcuts string
label string
labelledby ids
level integer
live token assertive off polite
modal boolean
multiline boolean
multiselectable boolean
orientation token horizontal vertical undefined
owns ids
placeholder string
posinset integer
pressed token true false mixed undefined
readonly boolean
relevant tokens additions all removals text
required boolean
roledescription string
rowcount integer
rowindex integer
rowindextext string
rowspan integer
selected token true false undefined
setsize integer
sort token ascending descending none other
valuemax number
valuemin number
valuenow number
valuetext string
"""


@cache
def properties() -> Mapping[str, Property]:
    """The states and properties by name, `aria-` included."""
    found = {}
    for line in _PROPERTIES.split("\n"):
        if line:
            name, kind, *words = line.split(" ")
            allowed = frozenset({"true", "false"}) if kind == "boolean" else frozenset(words)
            found["aria-" + name] = Property("token" if kind == "boolean" else kind, allowed)
    return found
