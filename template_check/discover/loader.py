"""Templates for Jinja, from a search path that no include leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path

from template_check.discover.files import shown


class TemplateLoader(BaseLoader):
    """The templates in folders, in their order, each shown by its path from the working directory.

    Neither `..` nor a symbolic link leads out of the folders. `replaced` holds texts that stand in for files.
    """

    def __init__(self, folders: Sequence[Path], replaced: dict[Path, str] | None = None) -> None:
        self.folders = tuple(folder.resolve() for folder in folders)
        self._shown = tuple(folders)
        self._replaced = {path.resolve(): text for path, text in (replaced or {}).items()}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Text, shown path, and nothing that asks the file again. Raises TemplateNotFound, or UnicodeDecodeError."""
        for real, path in self._candidates(template):
            try:
                text = self._replaced.get(real)
                if text is None:
                    text = real.read_bytes().decode("utf-8-sig")
                else:
                    text.encode("utf-8")
            except (OSError, ValueError) as error:
                if isinstance(error, UnicodeDecodeError):
                    raise
                continue
            return text, path, lambda: True
        raise TemplateNotFound(template)

    def looked_at(self, template: str) -> Iterator[Path]:
        """The files that decide what a name leads to: the first that there is, and those that were looked for before it."""
        try:
            parts = split_template_path(template)
        except TemplateNotFound:
            return
        for folder in self.folders:
            file = folder.joinpath(*parts)
            yield file
            try:
                real = file.resolve()
                if real.is_file() and any(real.is_relative_to(root) for root in self.folders):
                    return
            except (OSError, ValueError):
                continue

    def shown_path(self, template: str) -> str:
        """The path of the file that a template's name leads to, the name itself if it leads to none."""
        return next((path for _, path in self._candidates(template)), template)

    def _candidates(self, template: str) -> Iterator[tuple[Path, str]]:
        """The files in the folders that the name leads to, each with the path by which it is shown."""
        parts = split_template_path(template)
        for folder, written in zip(self.folders, self._shown, strict=True):
            try:
                real = folder.joinpath(*parts).resolve()
                inside = any(real.is_relative_to(root) for root in self.folders)
                if inside and (real in self._replaced or real.is_file()):
                    yield real, shown(written.joinpath(*parts))
            except (OSError, ValueError):
                continue
