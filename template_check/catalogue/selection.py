"""Which rules a run judges by: the profile's, or what is selected, minus what is ignored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from template_check.catalogue.card import Rule
from template_check.errors import UsageError

# Each profile with the groups that it leaves out.
PROFILES = {
    "1177-inkorg": frozenset[str](),
    "accessibility": frozenset({"content", "policy", "privacy", "channel", "plain-language"}),
}


def selected(
    rules: Iterable[Rule], profile: str, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """The rules that are run, in their order.

    A selector is a rule's id, a group, or `all`. With `select` exactly what it names is run, else the profile's rules
    whose card does not say `default = "off"`. Raises UsageError for an unknown selector.
    """
    known = tuple(rules)
    names = {"all", *(rule.id for rule in known), *(rule.group for rule in known)}
    for selector in (*select, *ignore):
        if selector not in names:
            raise unknown(selector, names)
    left_out = PROFILES[profile]
    return tuple(
        rule
        for rule in known
        if not _named(rule, ignore)
        and (_named(rule, select) if select else rule.default != "off" and rule.group not in left_out)
    )


def unknown(selector: str, names: Iterable[str]) -> UsageError:
    """The error for a selector that names nothing, with the names nearest to it."""
    near = get_close_matches(selector, sorted(names), 1, 0.5)
    sv = f" Menade du {near[0]}?" if near else " Kör template-check rules för att se alla."
    en = f" Did you mean {near[0]}?" if near else " Run template-check rules to see them all."
    return UsageError(
        sv=f"Det finns ingen regel eller grupp som heter {selector}.{sv}",
        en=f"There is no rule or group named {selector}.{en}",
    )


def _named(rule: Rule, selectors: Sequence[str]) -> bool:
    return any(selector in (rule.id, rule.group, "all") for selector in selectors)
