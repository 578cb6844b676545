"""What holds for every template that is rendered."""

import importlib
from collections.abc import Mapping

from jinja2 import DictLoader, Environment

from template_check.rendering import Renderer
from template_check.rendering.render import ALWAYS_LOADED


def plainly(templates: Mapping[str, str], name: str, data, jinja=None) -> str:
    """What Jinja itself renders, in no sandbox."""
    arguments = {"autoescape": True, **(jinja or {})}
    setup = arguments.pop("setup", None)
    arguments["extensions"] = [*ALWAYS_LOADED, *arguments.get("extensions", ())]
    environment = Environment(loader=DictLoader(dict(templates)), **arguments)
    environment.install_null_translations()
    if setup:
        setup(environment)
    return environment.get_template(name).render(data)


def check_map(rendering, sources) -> None:
    """The segments make up the text, and each exact one equals its source character by character."""
    offset = 0
    for segment in rendering.source_map.segments:
        text = rendering.text[offset : offset + segment.length]
        site = segment.site
        written = sources[site.template].text[site.start : site.end]
        assert 0 <= site.start <= site.end <= len(sources[site.template].text)
        if site.exact:
            assert len(written) == segment.length
        if site.exact and not site.altered:
            assert written == text
        trail = segment.trail
        while trail is not None:
            assert trail.site.end <= len(sources[trail.site.template].text)
            trail = trail.outer
        offset += segment.length
    assert offset == len(rendering.text)


def renders_as_jinja_does(templates, data, jinja=None, name="message.html"):
    """Renders instrumented and plain, and holds the one against the other. Gives the rendering and the renderer."""
    expected = plainly(templates, name, _copied(data), jinja)
    renderer = Renderer(DictLoader(dict(templates)), jinja)
    for _ in range(2):
        rendering = renderer.render(name, "standard", data)
        assert rendering.text == expected
        assert type(rendering.text) is str
        check_map(rendering, renderer.sources)
    assert not [fault for fault in rendering.faults if fault.kind in ("failing-expression", "exceeded-limit")]
    assert renderer.verify(name, data) == expected
    guarded = Renderer(DictLoader(dict(templates)), jinja)
    guarded._environment.guarded = True
    again = guarded.render(name, "standard", data)
    assert again.text == expected
    check_map(again, guarded.sources)
    return rendering, renderer


def _copied(data):
    return importlib.import_module("copy").deepcopy(data)
