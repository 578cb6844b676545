"""The command line, run as a user does, in this process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from template_check.cli.main import main


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture
def run(capfd, monkeypatch, tmp_path):
    """Runs the command line in an empty folder, and answers what came of it."""
    monkeypatch.chdir(tmp_path)
    for name in ("TEMPLATE_CHECK_LOCALE", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)

    def running(*arguments: str) -> Ran:
        status = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return running
