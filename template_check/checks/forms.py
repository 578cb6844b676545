"""Forms: can everybody tell what each field and button is for?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
from template_check.document.document import Document
from template_check.document.element import Element
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
    alike = _choices(field.document)[kind, shared]
    if len(alike) < 2 or alike[0] is not field:
        return PASSES
    if any(one.role in _GROUPS and one.name for one in field.ancestors):
        return PASSES
    return fails(count=len(alike))


@lru_cache(maxsize=1)
def _choices(document: Document) -> Mapping[tuple[str, str], Sequence[Element]]:
    """The fields of each kind that share a name."""
    found: dict[tuple[str, str], list[Element]] = {}
    for one in document.by_tag["input"]:
        if one.is_exposed:
            found.setdefault((one.get("type").strip().lower(), one.get("name")), []).append(one)
    return found
