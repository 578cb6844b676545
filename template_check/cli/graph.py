"""`template-check graph`: which files each message rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from template_check.catalogue.card import LOCALES
from template_check.cli.console import show
from template_check.cli.language import say
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.discover.messages import Template, find


@dataclass(frozen=True, slots=True)
class _Edge:
    """One file that another rests on; `kind` is uses, message-file, sample or missing, `target` a path or, missing, a name."""

    source: str
    target: str
    kind: str


@declare(
    "graph",
    sv="Visar vilka filer varje meddelande under SÖKVÄGARNA bygger på: delar, makron, meddelandefil och testdata. För en del visas de meddelanden som använder den.",
    en="Shows which files each message under the PATHS rests on: parts, macros, message file and samples. For a part, the messages that use it are shown.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@option("--format", "style", type=click.Choice(["text", "dot", "json"]), default="text", sv="Som träd, för Graphviz eller för program.", en="As a tree, for Graphviz or for programs.")  # fmt: skip
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
def command(paths: tuple[Path, ...], style: str) -> None:
    templates = find(paths or (Path(),))
    messages = [_shown(template.file) for template in templates]
    edges = list(dict.fromkeys(edge for template in templates for edge in _edges(template)))
    if style == "json":
        told = {
            "messages": messages,
            "edges": [{"from": edge.source, "to": edge.target, "kind": edge.kind} for edge in edges],
        }
        show(json.dumps(told, ensure_ascii=False, indent=1) + "\n", machine=True)
    elif style == "dot":
        show("".join(f"{line}\n" for line in _dot(messages, edges)), machine=True)
    else:
        show("".join(f"{line}\n" for line in _trees(messages, edges)))


def _shown(file: Path) -> str:
    from template_check.discover.files import shown

    return shown(file)


def _edges(template: Template) -> Iterator[_Edge]:
    for file, names in template.names().items():
        for name, used in names.items():
            if used is None:
                yield _Edge(_shown(file), name, "missing")
            else:
                yield _Edge(_shown(file), _shown(used), "uses")
    own = template.file.with_name(f"{template.stem}.toml")
    for file in sorted(template.company):
        yield _Edge(_shown(template.file), _shown(file), "message-file" if file == own else "sample")


def _trees(messages: Iterable[str], edges: Iterable[_Edge]) -> Iterator[str]:
    notes = {
        "message-file": say(sv=" (meddelandefil)", en=" (message file)"),
        "sample": say(sv=" (testdata)", en=" (sample)"),
        "missing": say(sv=" (finns inte)", en=" (does not exist)"),
        "uses": "",
    }
    below: dict[str, list[_Edge]] = {}
    for edge in edges:
        below.setdefault(edge.source, []).append(edge)

    def branches(path: str, indent: str, above: Sequence[str]) -> Iterator[str]:
        last = len(below.get(path, ())) - 1
        for number, edge in enumerate(below.get(path, ())):
            yield f"{indent}{'└' if number == last else '├'}─ {edge.target}{notes[edge.kind]}"
            # A template that leads back to itself is told once.
            if edge.kind == "uses" and edge.target not in above:
                deeper = indent + ("   " if number == last else "│  ")
                yield from branches(edge.target, deeper, (*above, edge.target))

    for message in messages:
        yield message
        yield from branches(message, "", (message,))


def _dot(messages: Iterable[str], edges: Iterable[_Edge]) -> Iterator[str]:
    styles = {"uses": "solid", "message-file": "dotted", "sample": "dotted", "missing": "dashed"}
    yield "digraph messages {"
    yield "  rankdir=LR;"
    yield "  node [shape=box];"
    yield from (f"  {_quoted(message)} [style=bold];" for message in messages)
    yield from (f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [style={styles[edge.kind]}];" for edge in edges)
    yield "}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
