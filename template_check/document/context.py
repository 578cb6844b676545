"""What is known about a message beside its text: what its message file declares, and how it is judged."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from template_check.positions import Span


@dataclass(frozen=True, slots=True)
class Declared:
    """What the message file says, with Jinja in it rendered by the sample; None is undeclared, never guessed.

    `signed_off` is the day of the sign-off beside the template, `has_changed_since` whether the message is no longer
    what was signed off then.
    """

    path: str | None = None
    subject: str | None = None
    kind: str | None = None
    language: str | None = None
    replies: str | None = None
    unit: str | None = None
    hsa_id: str | None = None
    basis: str | None = None
    approval: str | None = None
    approved_on: datetime.date | None = None
    earliest: datetime.time | None = None
    latest: datetime.time | None = None
    notify: bool | None = None
    owner: str | None = None
    reviewed: datetime.date | None = None
    signed_off: datetime.date | None = None
    has_changed_since: bool = False
    # Where each key's value stands in the file, by dotted key ("sender.hsa_id"), and each table's header ("sender").
    spans: Mapping[str, Span] = field(default_factory=dict)
    # The keys whose value came from the sample alone.
    from_data: frozenset[str] = frozenset()

    @property
    def values(self) -> Mapping[str, str]:
        """What is declared, by the message file's dotted keys (`sender.hsa_id`), as text; what is undeclared is left out."""
        known = {
            "subject": self.subject,
            "kind": self.kind,
            "language": self.language,
            "replies": self.replies,
            "sender.unit": self.unit,
            "sender.hsa_id": self.hsa_id,
            "relationship.basis": self.basis,
            "relationship.approval": self.approval,
            "relationship.approved_on": self.approved_on,
            "sending.earliest": self.earliest,
            "sending.latest": self.latest,
            "sending.notify": self.notify,
            "review.owner": self.owner,
            "review.reviewed": self.reviewed,
        }
        return {key: _told(value) for key, value in known.items() if value is not None}

    def at(self, key: str) -> Span | None:
        """Where a finding about a key stands: its value, else its table's header, else 1:1; None if there is no file."""
        if self.path is None:
            return None
        return self.spans.get(key) or self.spans.get(key.rpartition(".")[0]) or Span(self.path, 0, 0)


def _told(value: str | bool | datetime.date | datetime.time) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        value
        if isinstance(value, str)
        else value.isoformat("minutes")
        if isinstance(value, datetime.time)
        else value.isoformat()
    )


@dataclass(frozen=True, slots=True)
class Context:
    """How one rendering is judged. `sample` is None when stand-in values were used, `profile` is a profile's name."""

    profile: str = "1177-inkorg"
    today: datetime.date = datetime.date(2026, 11, 24)
    sample: str | None = "standard"
    declared: Declared = field(default_factory=Declared)
    text_message: bool = False
