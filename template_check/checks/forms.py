"""Forms: can everybody tell what each field and button is for?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.checks.wording import is_listed, language_of, plain, without_number
from template_check.document.document import Document
from template_check.document.element import Element
from template_check.document.names import LABELABLE, references, referred
from template_check.document.roles import is_disabled, tab_index

_CONTACT = frozenset(
    {"tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-extension", "email", "impp"}
)
_FIELDS = (
    frozenset(
        [
            "name",
            "honorific-prefix",
            "given-name",
            "additional-name",
            "family-name",
            "honorific-suffix",
            "nickname",
            "username",
            "new-password",
            "current-password",
            "one-time-code",
            "organization-title",
            "organization",
            "street-address",
            "address-line1",
            "address-line2",
            "address-line3",
            "address-level4",
            "address-level3",
            "address-level2",
            "address-level1",
            "country",
            "country-name",
            "postal-code",
            "cc-name",
            "cc-given-name",
            "cc-additional-name",
            "cc-family-name",
            "cc-number",
            "cc-exp",
            "cc-exp-month",
            "cc-exp-year",
            "cc-csc",
            "cc-type",
            "transaction-currency",
            "transaction-amount",
            "language",
            "bday",
            "bday-day",
            "bday-month",
            "bday-year",
            "sex",
            "url",
            "photo",
            "tel-local-prefix",
            "tel-local-suffix",
        ]
    )
    | _CONTACT
)
_TELEPHONE = frozenset({"tel-local-prefix", "tel-local-suffix"}) | _CONTACT
_KINDS = frozenset({"home", "work", "mobile", "fax", "pager"})
_NO_VALUE = frozenset({"hidden", "button", "submit", "reset"})
_GROUPS = frozenset({"group", "radiogroup"})
_BUTTONS = frozenset({"button", "menuitem"})


def unlabelled_field(field: Element, rule: Rule) -> Verdict:
    """A field has an accessible name."""
    return PASSES if field.name else fails(kind=field.get("type") or field.tag)


def unnamed_button(button: Element, rule: Rule) -> Verdict:
    """A button, an item of a menu or the heading of something that folds out has an accessible name."""
    if not button.is_exposed or button.name:
        return PASSES
    if button.tag == "summary" and button.role is None:
        parent = button.parent
        first = next((one for one in parent.children if one.tag == "summary"), None) if parent is not None else None
        return fails() if parent is not None and parent.tag == "details" and first is button else PASSES
    return fails() if button.role in _BUTTONS else PASSES


def invalid_autocomplete(field: Element, rule: Rule) -> Verdict:
    """https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill"""
    tokens = field.get("autocomplete").lower().split()
    if not tokens or field.tag not in ("input", "select", "textarea") or tokens in (["on"], ["off"]):
        return PASSES
    if field.get("type").strip().lower() in _NO_VALUE or is_disabled(field):
        return PASSES
    if field.get("aria-disabled").strip().lower() == "true" or not (field.is_exposed or field.is_visible):
        return PASSES
    index = tab_index(field)
    if index is not None and index < 0 and not _is_widget(field):
        return PASSES
    return PASSES if _is_valid(tokens) else fails(at=field.attribute("autocomplete"), value=field.get("autocomplete"))


def _is_widget(field: Element) -> bool:
    return field.role is None or field.role in (
        "textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider", "checkbox", "radio", "switch", "button",
    )  # fmt: skip


def _is_valid(tokens: list[str]) -> bool:
    rest = list(tokens)
    if len(rest) > 1 and rest[-1] == "webauthn":
        rest.pop()
    if rest and rest[0].startswith("section-"):
        rest.pop(0)
    if rest and rest[0] in ("shipping", "billing"):
        rest.pop(0)
    if len(rest) == 2 and rest[0] in _KINDS:
        return rest[1] in _TELEPHONE
    return len(rest) == 1 and rest[0] in _FIELDS


def ungrouped_choices(field: Element, rule: Rule) -> Verdict:
    """Radio buttons or boxes that answer one question, without anything around them that says the question."""
    kind = field.get("type").strip().lower()
    shared = field.get("name")
    if kind not in ("radio", "checkbox") or not shared or not field.is_exposed:
        return PASSES
    alike = field.document.once(_choices)[kind, shared]
    if len(alike) < 2 or alike[0] is not field:
        return PASSES
    if any(one.role in _GROUPS and one.name for one in field.ancestors):
        return PASSES
    return fails(count=len(alike))


def _choices(document: Document) -> Mapping[tuple[str, str], Sequence[Element]]:
    """The fields of each kind that share a name."""
    found: dict[tuple[str, str], list[Element]] = {}
    for one in document.by_tag["input"]:
        if one.is_exposed:
            found.setdefault((one.get("type").strip().lower(), one.get("name")), []).append(one)
    return found


def vague_label(field: Element, rule: Rule) -> Verdict:
    """A field's visible label says what to fill in, not only that something is. ACT cc0f0a."""
    label = _visible_label(field)
    if label is None or field.role not in _WRITTEN:
        return PASSES
    text = without_number(plain(label.visible_text))
    if not text or not is_listed(text, field, rule.phrases):
        return PASSES
    return fails(at=label.words, text=label.visible_text)


def repeated_label(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Two fields of one name are told apart by what is shown between them: a heading, a question. ACT cc0f0a.

    Text that is put out of sight tells nothing to those who see the form.
    """
    named: dict[str, list[Element]] = {}
    for field in document.fields:
        if field.role in _WRITTEN and field.name:
            named.setdefault(plain(field.name), []).append(field)
    verdicts = []
    between: list[int] | None = None
    for fields in named.values():
        for before, field in pairwise(fields):
            label = _visible_label(field)
            if label is None:
                continue
            between = _text_of_no_field(document) if between is None else between
            following = bisect_left(between, before.end)
            if following == len(between) or between[following] >= field.start:
                verdicts.append(fails(at=label.words, text=label.visible_text))
    return verdicts or PASSES


def _text_of_no_field(document: Document) -> list[int]:
    """Where each text begins that can be seen and labels no field."""
    styles = document.styles
    return sorted(
        node.place.start
        for node in document.text_nodes
        if node.parent.tag not in _LABELS
        and node.parent.closest(*_LABELS) is None
        and not styles.is_moved_away(node.parent)
    )


_LABELS = ("label", "option")
# The roles of fields that are written in, those too that ARIA has no role for.
_WRITTEN = frozenset({"textbox", "searchbox", "spinbutton", None})


def _visible_label(field: Element) -> Element | None:
    """What is shown as the field's label: the element that names it, if it names it alone and can be seen."""
    named = references(field, "aria-labelledby") or field.document.labels.get(field.index, ())
    seen = [one for one in named if one.visible_text and not field.document.styles.is_moved_away(one)]
    return seen[0] if len(seen) == 1 == len(named) and not field.get("aria-label").strip() else None


def vague_error_message(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """A message of an error names the field, or says what is wrong or how to set it right, and everyone gets it.

    An error message is what is marked as one: by its role, by a field's `aria-errormessage`, or by its id or class. It
    fails where it cannot be seen although it is read aloud, or the other way round, and where all its words are empty
    ones. It is uncertain where it belongs to a field that tells which one is meant. ACT 36b590, WCAG 3.3.1.
    """
    if not document.fields:
        return PASSES
    described = {
        one.index: field
        for field in (*document.fields, *document.buttons)
        for attribute in ("aria-describedby", "aria-errormessage")
        for one in references(field, attribute)
        if attribute == "aria-describedby" or field.get("aria-invalid").strip().lower() not in ("", "false")
    }
    verdicts = []
    for element in document.elements:
        if not element.attributes or document.last_index(element) - element.index > _MOST_ELEMENTS:
            continue
        if not _is_marked_as_error(element):
            continue
        field = described.get(element.index)
        text = element.visible_text or (referred(element) if field is not None else "")
        if not _LEAST_WORDS <= len(text.split()) <= _MOST_WORDS:
            continue
        unheard = not element.is_exposed and field is None
        if unheard or not element.is_visible:
            verdicts.append(fails(at=element.place, text=text))
        elif _is_empty_talk(text, element, rule):
            told = fails if field is None else unsure
            verdicts.append(told(at=element.words, text=text))
    return verdicts or PASSES


_ERROR = re.compile(
    r"(?:\A|[\s_-])(?:errors?|err|invalid|fel|felmeddelande|felmeddelanden)(?:[\s_-]|\Z)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS, _MOST_WORDS, _MOST_ELEMENTS = 2, 40, 20
_NO_MESSAGES = LABELABLE | {"form", "fieldset", "label", "body", "html"}


def _is_marked_as_error(element: Element) -> bool:
    attributes = element.attributes
    marks = f"{attributes.get('id', '')} {attributes.get('class', '')}"
    return (element.role == "alert" or _ERROR.search(marks) is not None) and element.tag not in _NO_MESSAGES


def _is_empty_talk(text: str, element: Element, rule: Rule) -> bool:
    """Whether each word of the message is one that says neither which field is meant nor what is wrong with it."""
    words = {word.casefold() for word in _WORD.findall(text)}
    language = language_of(element)
    lists = [rule.phrases.get(language, frozenset())] if language else rule.phrases.values()
    return any(words <= empty for empty in lists)
