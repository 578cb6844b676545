"""Jinja in, HTML with a source map out. Knows nothing of HTML."""

from template_check.rendering.render import Renderer, Rendering
from template_check.rendering.source_map import Segment, SourceMap

__all__ = ["Renderer", "Rendering", "Segment", "SourceMap"]
