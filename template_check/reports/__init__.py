"""Reports: each module turns a `Report` into the text of one format. Nothing here reads or writes files."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from template_check.findings import Report
from template_check.reports.view import View

FORMATS = ("terminal", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")


class _Format(Protocol):
    def report(self, result: Report, view: View) -> str: ...


def write(name: str, result: Report, view: View) -> str:
    """The report in the format of that name, one of FORMATS; only that format's module is imported."""
    module: _Format = import_module(f"template_check.reports.{name}")
    return module.report(result, view)
