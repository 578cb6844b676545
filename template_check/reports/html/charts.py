"""Small charts as SVG: bars whose parts have the colours of the page. The table beside each says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

# The colours of print, for what knows no style sheets; on a screen the page's own win.
_FILLS = {
    "error": "#98160f", "missing": "#98160f", "warning": "#6d4000", "vague": "#6d4000", "unsure": "#4c2a7e",
    "advice": "#134672", "messages": "#134672", "present": "#0c5433",
}  # fmt: skip
_OTHER_FILL = "#6f6c66"
_WIDTH, _ROW, _BAR, _LABEL, _END = 560, 34, 20, 170, 44


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars by name, each in parts; `parts` names every part by key, in order, and `total` says what a bar's end holds."""

    title: str
    description: str
    parts: Mapping[str, str]
    rows: Sequence[tuple[str, Mapping[str, int]]]

    @property
    def svg(self) -> Markup:
        """The drawing, with its title and description as its text alternative."""
        largest = max((sum(values.values()) for _, values in self.rows), default=0) or 1
        scale = (_WIDTH - _LABEL - _END) / largest
        height = len(self.rows) * _ROW + 6
        drawn = [self._bar(number, name, values, scale) for number, (name, values) in enumerate(self.rows)]
        said = escape(f"{self.title}. {self.description}")
        return Markup(
            f'<svg class="chart" role="img" aria-label="{said}" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
            f'height="{height}">{"".join(drawn)}</svg>'
        )

    def _bar(self, number: int, name: str, values: Mapping[str, int], scale: float) -> str:
        top, at = number * _ROW + 6, float(_LABEL)
        out = [
            f'<text class="axis" font-size="14" font-family="sans-serif" x="{_LABEL - 10}" y="{top + 15}" text-anchor="end">{escape(name)}</text>'
        ]
        for key in self.parts:
            value = values.get(key, 0)
            if not value:
                continue
            width = value * scale
            out.append(
                f'<rect class="part {key}" fill="{_FILLS.get(key, _OTHER_FILL)}" x="{at:.1f}" y="{top}" width="{max(2.0, width - 1):.1f}" height="{_BAR}" rx="2"/>'
            )
            at += width
        out.append(
            f'<text class="axis" font-size="14" font-family="sans-serif" x="{at + 8:.1f}" y="{top + 15}">{sum(values.values())}</text>'
        )
        return "".join(out)
