"""The command line: reads what is asked, writes what was found, chooses the exit status."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from template_check.errors import TemplateCheckError


def main() -> None:
    """Runs the command line and ends the process with its exit status."""
    command()


@click.group()
def command() -> None:
    """Checks message templates."""


@command.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["terminal", "json"]), default="terminal")
@click.option("--locale", type=click.Choice(["sv", "en"]), default="sv")
@click.option("--fail-on", type=click.Choice(["error", "warning", "advice", "never"]), default="error")
def check(paths: tuple[Path, ...], style: str, locale: str, fail_on: str) -> None:
    """Checks every message under PATHS."""
    from template_check.findings import Report
    from template_check.pipeline import check as run
    from template_check.reports import write
    from template_check.reports.view import View

    try:
        result = run(paths or (Path(),))
    except TemplateCheckError as error:
        click.echo(error.sentences[locale], err=True)
        sys.exit(error.exit_code)
    report = Report((), result.findings, (), {}, (), result.rules)
    click.echo(write(style, report, View(locale)), nl=False)
    levels = {"error": 0, "warning": 1, "advice": 2, "never": -1}
    sys.exit(any(levels[finding.severity] <= levels[fail_on] for finding in result.findings))


@command.command()
@click.option("--format", "style", type=click.Choice(["terminal", "json"]), default="terminal")
@click.option("--locale", type=click.Choice(["sv", "en"]), default="sv")
def rules(style: str, locale: str) -> None:
    """Lists the rules."""
    from template_check.catalogue.load import load

    if style == "json":
        listed = [{"id": rule.id, "severity": rule.severity, "wcag": rule.wcag} for rule in load()]
        click.echo(json.dumps(listed, ensure_ascii=False))
    else:
        for rule in load():
            click.echo(f"{rule.id}  {rule.texts[locale].title}")
