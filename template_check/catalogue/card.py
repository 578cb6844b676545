"""A rule's card: what is required, in both languages, with examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from template_check.catalogue.verdict import Verdict

LOCALES = ("sv", "en")
SEVERITIES = ("error", "warning", "advice")


@dataclass(frozen=True, slots=True)
class Texts:
    """A rule's sentences in one language; `{name}` in them is filled from the verdict's values."""

    title: str
    message: str
    why: str
    how: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A message that passes, or that fails at exactly the excerpts in `finds`, in order.

    Written as `html` (what is rendered) or, where the origin matters, as `jinja` with `data`: then the excerpts are of
    the template's source. `message` is a message file (TOML), `subject` and the like stand in it. `unsure` says that
    the findings are questions. `text` makes the message a text message, `encoding` is that of its files. A finding that lies in the message file has an
    excerpt of that file; one that lies at 1:1 has the excerpt "".
    """

    name: str = ""
    html: str = ""
    jinja: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    profile: str = "1177-inkorg"
    text: bool = False
    finds: tuple[str, ...] = ()
    unsure: bool = False
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Rule:
    """A card bound to its check, with the settings' severity and options put in.

    `set_severity` is the severity that the settings give the rule, which holds for all its verdicts; "" if they give none.
    `element` is the content element that the rule decides, for the four rules that do. `tags` and `attributes` narrow
    `applies_to = "element"` to elements of one of the tags, or with one of the attributes (`aria-*` stands for all that
    begin so): only those are looked at.
    """

    id: str
    applies_to: str
    severity: str
    check: Callable[[Any, Rule], Verdict | Sequence[Verdict]]
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    guideline: tuple[str, ...] = ()
    precision: str = ""
    default: str = "on"
    set_severity: str = ""
    element: str = ""
    tags: frozenset[str] = frozenset()
    attributes: tuple[str, ...] = ()
    texts: Mapping[str, Texts] = field(default_factory=dict)
    phrases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    passing: tuple[Example, ...] = ()
    failing: tuple[Example, ...] = ()

    @property
    def group(self) -> str:
        """`links` of `links/generic-link-text`."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """`generic-link-text` of `links/generic-link-text`."""
        return self.id.partition("/")[2]
