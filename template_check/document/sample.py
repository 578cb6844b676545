"""One value of sample data, as rules on samples are shown it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from template_check.positions import Span

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SampleValue:
    """A text or number in a sample with the keys that lead to it; `at` tells where it stands, when it is asked."""

    text: str
    keys: Keys
    at: Callable[[Keys], Span]

    @property
    def place(self) -> Span:
        """Where a finding about the value stands."""
        return self.at(self.keys)
