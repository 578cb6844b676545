"""`template-check render TEMPLATE`: the message as HTML, and where each part of it came from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from template_check.catalogue.card import LOCALES
from template_check.cli.console import note, show
from template_check.cli.judging import today
from template_check.cli.language import say
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.errors import UsageError
from template_check.pipeline import Choice, Options, Shown, renditions


@declare("render", sv="Visar MALLEN som HTML, så som den blir med en av sina uppsättningar testdata.", en="Shows the TEMPLATE as HTML, as it becomes with one of its samples.")  # fmt: skip
@click.argument("template", type=click.Path(path_type=Path), metavar="TEMPLATE")
@option("--sample", metavar="NAME", sv="Testdata som används (annars de första).", en="The sample to use (otherwise the first).")  # fmt: skip
@option("--origins", is_flag=True, sv="Visa varje del med platsen i mallen som den kom från.", en="Show each part with the place in the template that it came from.")  # fmt: skip
@option("--verify", is_flag=True, sv="Jämför med vad Jinja själv ger, för all testdata.", en="Compare with what Jinja itself gives, for all samples.")  # fmt: skip
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
def command(template: Path, sample: str | None, origins: bool, verify: bool) -> int:
    rendered = renditions(template, Options(Choice(today=today(None))))
    if verify:
        return _verify(rendered)
    shown = next((each for each in rendered if sample in (None, each.rendering.sample)), None)
    if shown is None:
        names = ", ".join(each.rendering.sample for each in rendered)
        raise UsageError(
            sv=f"Testdata {sample} finns inte. De som finns är {names}.",
            en=f"There is no sample {sample}. Those that exist are {names}.",
        )
    for fault in shown.rendering.faults:
        source = shown.renderer.sources.get(fault.span.path)
        line, column = source.position(fault.span.start) if source else (1, 1)
        note(f"{source.path if source else fault.span.path}:{line}:{column} template/{fault.kind}")
    if origins:
        show("".join(_origins(shown)))
    else:
        show(shown.rendering.text, machine=True)
    return int(not shown.rendering.text and bool(shown.rendering.faults))


def _verify(rendered: tuple[Shown, ...]) -> int:
    different = 0
    for shown in rendered:
        name = shown.rendering.sample or say(sv="utan testdata", en="without a sample")
        try:
            expected = shown.renderer.verify(shown.name, shown.data)
        except Exception as error:
            note(
                say(sv=f"{name}: Jinja ger {type(error).__name__}.", en=f"{name}: Jinja gives {type(error).__name__}.")
            )
            continue
        same = expected == shown.rendering.text
        different += not same
        show(
            say(
                sv=f"{name}: {'samma som Jinja' if same else 'skiljer sig från Jinja'}\n",
                en=f"{name}: {'the same as Jinja' if same else 'differs from Jinja'}\n",
            )
        )
    return int(bool(different))


def _origins(shown: Shown) -> Iterator[str]:
    """Each line of the output, in the pieces that have one origin, with the place that each came from."""
    source_map, sources = shown.rendering.source_map, shown.renderer.sources
    offset = 0
    for segment in source_map.segments:
        text = shown.rendering.text[offset : offset + segment.length]
        origin = source_map.origin(offset, offset + segment.length)
        offset += segment.length
        if origin is None or not text.strip():
            continue
        line, column = sources[origin.span.path].position(origin.span.start)
        via = "".join(_site(shown, span.path, span.start) for span in origin.via)
        sample = say(sv=" (ur testdata)", en=" (from the sample)") if origin.from_data else ""
        yield f"{sources[origin.span.path].path}:{line}:{column}{via}{sample}\n"
        yield "".join(f"    {piece}\n" for piece in text.strip("\n").split("\n"))


def _site(shown: Shown, path: str, offset: int) -> str:
    source = shown.renderer.sources[path]
    line, column = source.position(offset)
    return f" < {source.path}:{line}:{column}"
