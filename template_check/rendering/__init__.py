"""Jinja in, text with a source map out. Knows nothing of HTML."""

from template_check.rendering.limits import Exceeded, guard
from template_check.rendering.render import References, RenderedValue, Renderer, Rendering
from template_check.rendering.source_map import Segment, SourceMap

__all__ = ["Exceeded", "References", "RenderedValue", "Renderer", "Rendering", "Segment", "SourceMap", "guard"]
