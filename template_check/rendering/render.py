"""A template and a sample in, a rendering out."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader

from template_check.positions import Source
from template_check.rendering.environment import TracingEnvironment
from template_check.rendering.source_map import SourceMap


@dataclass(frozen=True, slots=True)
class Rendering:
    """One template rendered with one sample."""

    template: str
    sample: str
    html: str
    source_map: SourceMap


class Renderer:
    """Renders the templates of one search path."""

    def __init__(self, folder: Path) -> None:
        self._environment = TracingEnvironment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )

    def render(self, template: str, sample: str, data: Mapping[str, Any]) -> Rendering:
        """The template's output with the sample's data, and where each part of it comes from."""
        self._environment.trail = None
        compiled = self._environment.get_template(template)
        html = compiled.render(copy.deepcopy(dict(data)))
        return Rendering(template, sample, str(html), SourceMap(getattr(html, "segments", None) or ()))

    @property
    def sources(self) -> Mapping[str, Source]:
        """The source of each template that was compiled, as its offsets count it."""
        return self._environment.sources
