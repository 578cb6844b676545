"""The roles that HTML gives its elements by their tags alone: https://www.w3.org/TR/html-aam-1.0/."""

from __future__ import annotations

from collections.abc import Mapping

ALWAYS: Mapping[str, str | None] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "address": "group", "article": "article", "blockquote": "blockquote", "button": "button", "caption": "caption",
    "code": "code", "datalist": "listbox", "dd": "definition", "del": "deletion", "details": "group", "dfn": "term",
    "dialog": "dialog", "dt": "term", "em": "emphasis", "fieldset": "group", "figure": "figure", "hgroup": "group",
    "hr": "separator", "html": "document", "ins": "insertion", "main": "main", "mark": "mark", "math": "math",
    "menu": "list", "meter": "meter", "nav": "navigation", "ol": "list", "optgroup": "group", "option": "option",
    "output": "status", "p": "paragraph", "progress": "progressbar", "s": "deletion", "search": "search", "strong": "strong",
    "sub": "subscript", "sup": "superscript", "svg": "graphics-document", "table": "table", "tbody": "rowgroup",
    "textarea": "textbox", "tfoot": "rowgroup", "thead": "rowgroup", "time": "time", "ul": "list",
}  # fmt: skip
# The roles that nothing around an element without attributes changes.
BARE: Mapping[str, str | None] = {
    **{tag: role for tag, role in ALWAYS.items() if tag not in ("caption", "dd", "dt", "tbody", "tfoot", "thead")},
    **dict.fromkeys(("a", "b", "body", "br", "div", "font", "head", "i", "small", "span", "style", "title", "u")),
}
INPUTS: Mapping[str, str | None] = {
    "button": "button", "checkbox": "checkbox", "color": None, "date": None, "datetime-local": None, "email": "textbox",
    "file": None, "hidden": None, "image": "button", "month": None, "number": "spinbutton", "password": None,
    "radio": "radio", "range": "slider", "reset": "button", "search": "searchbox", "submit": "button",
    "tel": "textbox", "text": "textbox", "time": None, "url": "textbox", "week": None,
}  # fmt: skip
