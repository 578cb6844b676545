"""Which files are messages, and all that stands beside each."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pathspec

from template_check import config
from template_check.config import Settings
from template_check.discover import message_file, samples
from template_check.discover.files import Unreadable, read_source, shown
from template_check.discover.graph import references
from template_check.discover.message_file import MessageFile
from template_check.discover.samples import Sample
from template_check.errors import UsageError
from template_check.faults import Fault
from template_check.positions import Source, Span

_JINJA = r"(?:\.(?:j2|jinja2?))"
_NAMED = re.compile(rf"(?P<stem>.+?)(?:\.(?:html?|xhtml){_JINJA}?|(?P<text>\.txt){_JINJA})$", re.IGNORECASE)
_BARE = re.compile(rf"(?P<stem>.+?){_JINJA}$", re.IGNORECASE)
_INNER_SUFFIX = re.compile(r"\.[A-Za-z]\w*$")
_OWN_REPORT = re.compile(r"<meta\b[^>]*\bname=[\"']?generator\b[^>]*\btemplate-check\b", re.IGNORECASE)
_NEVER_ENTERED = frozenset({".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__", ".template-check-cache"})


@dataclass(frozen=True, slots=True)
class MessageSource:
    """A template that is sent as a message, with what stands beside it.

    `path` is how it is shown, `name` what the loader calls it in `folders`, its search path. `uses` are the templates
    that it names, itself or through others, as they are shown. `sources` holds the texts of its message file and
    samples by the paths in `faults`. `samples_broken` says that there are samples that cannot be read. `settings` are
    those that hold for it. `files` are all the files and folders of samples that were looked for, also those that do
    not exist.
    """

    path: str
    name: str
    folders: tuple[Path, ...]
    stem: str
    settings: Settings
    is_text: bool = False
    message_file: MessageFile | None = None
    samples: tuple[Sample, ...] = ()
    samples_broken: bool = False
    uses: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    files: frozenset[Path] = frozenset()

    @property
    def shown_with(self) -> Sequence[tuple[str, Mapping[str, Any] | None]]:
        """Each sample's name and data; where there is none, "" and None, for which stand-in values are shown."""
        return [(sample.name, sample.data) for sample in self.samples] or [("", None)]


def named(file_name: str) -> tuple[str, bool] | None:
    """The stem of a message's file name and whether it is a text message; None for a file that is no message."""
    match = _NAMED.match(file_name)
    if match:
        return match["stem"], match["text"] is not None
    match = _BARE.match(file_name)
    return (match["stem"], False) if match and not _INNER_SUFFIX.search(match["stem"]) else None


def messages(
    paths: Sequence[Path],
    settings_for: Callable[[Path], Settings] = config.load,
    replaced: Mapping[Path, str] | None = None,
) -> list[MessageSource]:
    """The messages that `find` finds, each with its message file and samples read."""
    return [template.message() for template in find(paths, settings_for, replaced)]


def find(
    paths: Sequence[Path],
    settings_for: Callable[[Path], Settings] = config.load,
    replaced: Mapping[Path, str] | None = None,
) -> list[Template]:
    """The messages under folders and those that named files belong to, in order of path.

    `replaced` holds texts that stand in for files. Raises UsageError for a path that does not exist, SettingsError for
    settings that cannot be used.
    """
    texts = _Texts({path.absolute(): text for path, text in (replaced or {}).items()})
    found: dict[Path, Template] = {}
    trees: dict[Path, _Tree] = {}
    for path in paths:
        if not path.exists() and path.absolute() not in texts:
            raise UsageError(
                sv=f"{path} finns inte. Kontrollera sökvägen.", en=f"{path} does not exist. Check the path."
            )
        absolute = Path(os.path.abspath(path))
        settings = settings_for(absolute)
        if path.is_dir():
            tree = _Tree(absolute, settings_for, texts)
            found.update((template.file, template) for template in tree.messages())
        else:
            top = settings.root if absolute.is_relative_to(settings.root) else absolute.parent
            if top not in trees:
                trees[top] = _Tree(top, settings_for, texts)
            found.update((template.file, template) for template in _belonging(absolute, settings, trees[top]))
    return [found[file] for file in sorted(found)]


class _Texts(dict[Path, str]):
    """The texts of templates, each read once; empty for a file that is no text."""

    def __missing__(self, file: Path) -> str:
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            text = ""
        self[file] = text
        return text


def _belonging(file: Path, settings: Settings, tree: _Tree) -> list[Template]:
    """The messages that a named file belongs to: itself, those that use it, or whose message file or sample it is."""
    own = _template(file, file.parent, settings, tree.texts)
    if own is not None and (own.is_excluded or own.is_own_report):
        return []
    is_message = own is not None and not own.is_partial and own.has_company
    found = tree.by_file.get(file, []) if not is_message or tree.mentions(file.name) else []
    return found or ([own] if own is not None else [])


class _Tree:
    """The templates below a folder."""

    def __init__(self, top: Path, settings_for: Callable[[Path], Settings], texts: _Texts) -> None:
        self.top = top
        self.settings_for = settings_for
        self.texts = texts

    @cached_property
    def by_file(self) -> Mapping[Path, list[Template]]:
        """The messages by each file that belongs to them: their own, those they use, and what stands beside them."""
        found: dict[Path, list[Template]] = {}
        for template in self.messages():
            for file in {template.file, *template.uses, *template.company}:
                found.setdefault(file, []).append(template)
        return found

    def mentions(self, name: str) -> bool:
        """Whether any other template's text holds a file's name."""
        return any(template.file.name != name and name in template.text for template in self._all)

    def messages(self) -> list[Template]:
        """Those that are sent: neither partials nor only a part of others."""
        sent = [template for template in self._all if not template.is_partial]
        users: dict[Path, list[Template]] = {}
        for template in sent:
            for used in template.uses:
                users.setdefault(used, []).append(template)
        return [
            template
            for template in sent
            if template.has_company or all(user.file in template.uses for user in users.get(template.file, ()))
        ]

    @cached_property
    def _all(self) -> tuple[Template, ...]:
        return tuple(self._templates())

    def _templates(self) -> Iterator[Template]:
        """Every template below the folder that neither git nor the settings leave out."""
        ignored: dict[Path, list[tuple[Path, pathspec.GitIgnoreSpec]]] = {self.top: _ignored_above(self.top)}
        for folder, folders, files in os.walk(self.top):
            here = Path(folder)
            rules = ignored.pop(here)
            if here != self.top or not rules:
                rules = [*rules, *_ignore_file(here)]
            folders[:] = sorted(
                name
                for name in folders
                if name not in _NEVER_ENTERED
                and not name.endswith(".samples")
                and not _is_ignored(here / name, rules, is_folder=True)
            )
            for name in folders:
                ignored[here / name] = rules
            settings = None
            for name in sorted(files):
                if "." not in name or not (name.lower().endswith(_ENDINGS) or _may_be_named(name)):
                    continue
                if settings is None:
                    settings = self.settings_for(here)
                file = here / name
                template = _template(file, self.top, settings, self.texts)
                if (
                    template
                    and not _is_ignored(file, rules)
                    and not template.is_excluded
                    and not template.is_own_report
                ):
                    yield template


_ENDINGS = (".html", ".htm", ".xhtml", ".j2", ".jinja", ".jinja2")


def _may_be_named(name: str) -> bool:
    """Whether only the settings' `templates` could make the file a message."""
    return not name.endswith((".toml", ".json", ".py", ".md"))


def _template(file: Path, top: Path, settings: Settings, texts: _Texts) -> Template | None:
    kind = named(file.name)
    if kind is None and settings.templates and _matches(file, settings, settings.templates):
        kind = file.name.partition(".")[0] or file.name, False
    return None if kind is None else Template(file, top, settings, *kind, texts)


def _matches(file: Path, settings: Settings, patterns: tuple[str, ...]) -> bool:
    if not file.is_relative_to(settings.root):
        return False
    return pathspec.GitIgnoreSpec.from_lines(patterns).match_file(file.relative_to(settings.root).as_posix())


def _ignore_file(folder: Path) -> list[tuple[Path, pathspec.GitIgnoreSpec]]:
    file = folder / ".gitignore"
    if not file.is_file():
        return []
    return [(folder, pathspec.GitIgnoreSpec.from_lines(file.read_text("utf-8", errors="replace").splitlines()))]


def _ignored_above(top: Path) -> list[tuple[Path, pathspec.GitIgnoreSpec]]:
    """The `.gitignore` files that hold in a folder, from the repository's root on; none outside a repository."""
    above: list[tuple[Path, pathspec.GitIgnoreSpec]] = []
    for folder in (top, *top.parents):
        above = [*_ignore_file(folder), *above]
        if (folder / ".git").exists():
            return above
    return []


def _is_ignored(path: Path, rules: list[tuple[Path, pathspec.GitIgnoreSpec]], is_folder: bool = False) -> bool:
    for folder, spec in reversed(rules):
        told = spec.check_file(path.relative_to(folder).as_posix() + ("/" if is_folder else "")).include
        if told is not None:
            return told
    return False


def _inside(folders: tuple[Path, ...], name: str) -> Path | None:
    """The file that a name leads to in the first folder that has it; None for one that leads out of the folders."""
    if name.startswith("/") or ".." in name.split("/"):
        return None
    # Any string literal may stand here, also one that is longer than a path may be.
    return next((folder / name for folder in folders if os.path.isfile(folder / name)), None)


@dataclass(frozen=True)
class Template:
    """A template file with its settings, seen from the folder in which it was looked for.

    What stands beside it is read when it is asked for.
    """

    file: Path
    top: Path
    settings: Settings
    stem: str
    is_text: bool
    texts: _Texts

    @property
    def is_partial(self) -> bool:
        top = self.settings.root if self.file.is_relative_to(self.settings.root) else self.top
        return any(part.startswith("_") for part in self.file.relative_to(top).parts)

    @property
    def is_excluded(self) -> bool:
        return bool(self.settings.exclude) and _matches(self.file, self.settings, self.settings.exclude)

    @cached_property
    def is_own_report(self) -> bool:
        return _OWN_REPORT.search(self.text[:4096]) is not None

    @property
    def _message_file(self) -> Path:
        return self.file.with_name(f"{self.stem}.toml")

    @property
    def _samples(self) -> Path:
        return self.file.with_name(f"{self.stem}.samples")

    @cached_property
    def has_company(self) -> bool:
        """Whether it has a message file or samples of its own."""
        return self._message_file.is_file() or self._samples.is_dir()

    @cached_property
    def company(self) -> frozenset[Path]:
        """Its message file and samples."""
        files = set(self._samples.iterdir()) if self._samples.is_dir() else set()
        if self._message_file.is_file():
            files.add(self._message_file)
            declared = self._declared
            if not isinstance(declared, MessageFile):
                return frozenset(files)
            named = (value for value in declared.samples.values() if isinstance(value, str))
            files.update(Path(os.path.abspath(self.file.parent / value)) for value in named)
        return frozenset(files)

    @cached_property
    def _declared(self) -> MessageFile | Unreadable | None:
        """What the message file says, or why it cannot be read; None if there is none."""
        try:
            return message_file.read(read_source(self._message_file)) if self._message_file.is_file() else None
        except Unreadable as error:
            return error

    @property
    def text(self) -> str:
        """Its source; empty if it is no text."""
        return self.texts[self.file]

    @cached_property
    def _found(self) -> tuple[tuple[Path, ...], frozenset[Path], frozenset[Path]]:
        """The search path, every template that is reached from here, and the files that were looked for on the way."""
        if self.settings.search_path:
            holding = tuple(folder for folder in self.settings.search_path if self.file.is_relative_to(folder))
            folders = (*self.settings.search_path, *(() if holding else (self.file.parent,)))
            return folders, *self._reached(folders)[:2]
        last = self.settings.root if self.file.is_relative_to(self.settings.root) else self.top
        if self.settings.path is None and not (last / ".git").exists():
            last = self.top
        best: tuple[int, Path, frozenset[Path], frozenset[Path]] | None = None
        for folder in self.file.parents:
            used, looked_for, missing = self._reached((folder,))
            if best is None or missing < best[0]:
                best = missing, folder, used, looked_for
            if not missing or folder == last:
                break
        assert best is not None
        return (best[1],), best[2], best[3]

    def _reached(self, folders: tuple[Path, ...]) -> tuple[frozenset[Path], frozenset[Path], int]:
        """Every template that is reached with a search path, the files looked for, and how many names lead nowhere."""
        reached: set[Path] = set()
        looked_for: set[Path] = set()
        missing = 0
        pending = [self.file]
        while pending:
            for name in references(self.texts[pending.pop()]):
                used = _inside(folders, name)
                looked_for.update(folder / name for folder in folders)
                if used is None:
                    missing += 1
                elif used not in reached:
                    reached.add(used)
                    pending.append(used)
        return frozenset(reached), frozenset(looked_for), missing

    @property
    def uses(self) -> frozenset[Path]:
        return self._found[1]

    def names(self) -> Mapping[Path, Mapping[str, Path | None]]:
        """Of each template that is reached from here, the names written out in it, and the files that they lead to."""
        found: dict[Path, Mapping[str, Path | None]] = {}
        pending = [self.file]
        while pending:
            file = pending.pop()
            if file not in found:
                found[file] = {name: _inside(self._found[0], name) for name in references(self.texts[file])}
                pending += (used for used in found[file].values() if used is not None)
        return found

    @property
    def asked(self) -> bytes:
        """What is asked about this template besides what its files hold: how it is read, and under which settings."""
        settings = self.settings.path or self.settings.root
        told = (*map(str, self._found[0]), self.stem, str(self.is_text), str(settings))
        return "\0".join(told).encode("utf-8", "surrogatepass")

    @property
    def _files(self) -> frozenset[Path]:
        beside = {self.file, self._message_file, self._samples, self.file.with_name(f"{self.stem}.review.toml")}
        return frozenset(beside | self.company | self._found[2])

    def message(self) -> MessageSource:
        """The message with its message file and samples read."""
        declared = self._declared
        faults: tuple[Fault, ...] = ()
        sources: dict[str, Source] = {}
        if isinstance(declared, Unreadable):
            sources[declared.path] = Source(declared.path, "")
            name = self._message_file.name
            faults = (Fault("unreadable-file", Span(declared.path, 0, 0), (), {"name": name}),)
            declared = None
        elif declared is not None:
            sources[declared.source.path] = declared.source
            faults = declared.faults
        found = samples.find(self.file.parent, declared, self._samples)
        folders = self._found[0]
        folder = next(folder for folder in folders if self.file.is_relative_to(folder))
        return MessageSource(
            path=shown(self.file),
            name=self.file.relative_to(folder).as_posix(),
            folders=folders,
            stem=self.stem,
            settings=self.settings,
            is_text=self.is_text,
            message_file=declared,
            samples=found.samples,
            samples_broken=bool(found.faults),
            uses=tuple(sorted(shown(file) for file in self.uses)),
            sources={**sources, **found.sources},
            faults=(*faults, *found.faults),
            files=self._files,
        )
