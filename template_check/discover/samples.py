"""Sample data: inline in the message file, as files in a folder beside the template, or by path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from template_check.discover.files import Unreadable, read_source, toml
from template_check.discover.locator import json_places, toml_places, yaml_places
from template_check.discover.message_file import MessageFile, broken_at, invalid
from template_check.document.sample import Keys, SampleValue
from template_check.faults import Fault
from template_check.positions import Source, Span

SUFFIXES = (".json", ".toml", ".yaml", ".yml")
# Larger sample files are not read.
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """One set of sample data: its name, its data, and the file that it stands in as that is shown, under some keys."""

    name: str
    data: Mapping[str, Any]
    path: str
    keys: Keys = ()


@dataclass(frozen=True, slots=True)
class Samples:
    """A message's samples by name in order, the texts of the files they stand in, and what is wrong with them."""

    samples: tuple[Sample, ...]
    sources: Mapping[str, Source]
    faults: tuple[Fault, ...]


def find(folder: Path, message_file: MessageFile | None, beside: Path) -> Samples:
    """The samples of a message: those that its file holds or names, and those in the folder `beside` the template.

    Relative paths are taken from `folder`, where the message file stands.
    """
    found: dict[str, Sample] = {}
    sources: dict[str, Source] = {}
    faults: list[Fault] = []

    def add(sample: Sample, named_at: Callable[[], Span] | None) -> None:
        other = found.setdefault(sample.name, sample)
        if other is not sample and other.data != sample.data:
            at = named_at() if named_at else Span(sample.path, 0, 0)
            faults.append(invalid(at.path, at[1:], "duplicate-sample", name=sample.name, value=other.path))

    def from_file(name: str, file: Path, named_at: Callable[[], Span] | None) -> None:
        data, source, fault = _file(file, named_at)
        if source is not None:
            sources[source.path] = source
        if fault is not None:
            faults.append(fault)
        elif data is not None and source is not None:
            add(Sample(name, data, source.path), named_at)

    if message_file is not None:
        path = message_file.source.path
        for name, value in message_file.samples.items():
            at = partial(message_file.at, f"samples.{name}")
            if isinstance(value, dict):
                add(Sample(name, value, path, ("samples", name)), at)
            elif not isinstance(value, str):
                faults.append(invalid(path, at()[1:], "no-mapping", name=name))
            else:
                from_file(name, folder / value, at)
    if beside.is_dir():
        for file in sorted(beside.iterdir()):
            if file.suffix in SUFFIXES and file.is_file() and not file.name.startswith("."):
                from_file(file.stem, file, None)
    return Samples(tuple(found[name] for name in sorted(found)), sources, tuple(faults))


def values(sample: Sample, source: Source) -> Iterator[SampleValue]:
    """Each text and number in a sample, in the order of its data. `source` is the file that it stands in."""

    @cache
    def places() -> Mapping[Keys, tuple[int, int]]:
        suffix = Path(source.path).suffix
        read = json_places if suffix == ".json" else toml_places if suffix == ".toml" else yaml_places
        return {keys: located.value for keys, located in read(source.text).items()}

    def at(keys: Keys) -> Span:
        return Span(source.path, *places().get(keys, (0, 0)))

    pending: list[tuple[Keys, Any]] = [(sample.keys, sample.data)]
    seen: set[int] = set()
    while pending:
        keys, value = pending.pop()
        if isinstance(value, (Mapping, list)):
            # An alias in YAML may lead back to what holds it.
            if id(value) in seen:
                continue
            seen.add(id(value))
            inner = value.items() if isinstance(value, Mapping) else enumerate(value)
            pending += reversed([((*keys, key), one) for key, one in inner])
        elif isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            yield SampleValue(str(value), keys, at)


def _file(
    file: Path, named_at: Callable[[], Span] | None
) -> tuple[Mapping[str, Any] | None, Source | None, Fault | None]:
    """A sample file's data and text, or what is wrong with it: at the place that names it when it cannot be read."""
    try:
        if file.suffix not in SUFFIXES and named_at is not None:
            at = named_at()
            return None, None, invalid(at.path, at[1:], "unknown-format", name=file.name)
        source = read_source(file, LARGEST)
    except Unreadable as error:
        if error.problem == "too-large":
            at = named_at() if named_at else Span(error.path, 0, 0)
            return None, Source(error.path, ""), Fault("exceeded-limit", at, (), {"limit": "sample"})
        if named_at is not None:
            at = named_at()
            return None, None, invalid(at.path, at[1:], f"sample-{error.problem}", name=file.name)
        empty = Source(error.path, "")
        return None, empty, invalid(error.path, (0, 0), f"sample-{error.problem}", name=file.name)
    try:
        data = _parsed(file.suffix, source.text)
    except (ValueError, RecursionError) as error:
        return (
            None,
            source,
            invalid(
                source.path,
                broken_at(source, error),
                "invalid-sample",
                name=file.name,
                detail=str(error).replace("\n", " "),
            ),
        )
    if not isinstance(data, dict):
        return None, source, invalid(source.path, (0, 0), "no-mapping", name=file.name)
    return {str(key): value for key, value in data.items()}, source, None


def _parsed(suffix: str, text: str) -> Any:
    if suffix == ".json":
        return json.loads(text)
    if suffix == ".toml":
        return toml(text)
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        told = ValueError(str(getattr(error, "problem", "") or error))
        told.problem_mark = getattr(error, "problem_mark", None)  # type: ignore[attr-defined]
        raise told from error
