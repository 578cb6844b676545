"""`template-check baseline`: keeps today's findings, so that later runs show only new ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from template_check.cli.console import save, show
from template_check.cli.judging import BROKEN, judge, judging
from template_check.cli.language import locale, say
from template_check.cli.translated import command as declare


@declare(
    "baseline",
    sv="Sparar dagens fynd under SÖKVÄGARNA, så att check bara visar nya. Filen läggs bredvid inställningarna.",
    en="Keeps today's findings under the PATHS, so that check shows only new ones. The file is put beside the settings.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@judging
def command(paths: tuple[Path, ...], baseline: Path | None, **asked: Any) -> int:
    from template_check import config
    from template_check.baseline import known, read, text
    from template_check.discover.files import shown
    from template_check.pipeline import baseline_beside, from_root, looked_at
    from template_check.reports.telling import counted

    named = paths or (Path(),)
    file = baseline or baseline_beside(config.load(named[0]))
    before = read(file) if file.is_file() else known(())
    result = judge(named, baseline=file if file.is_file() else None, **asked)
    found = known((*result.findings, *result.covered), from_root)
    is_looked_at = looked_at(file, named, result.rules)
    kept = type(before)({entry: count for entry, count in before.items() if not is_looked_at(*entry[:2])})
    # What is known of elsewhere stays; of what was looked at, today's findings count.
    now = found | kept
    save(file, text(now))
    told = counted(now.total(), "finding", locale())
    new, gone = (now - before).total(), (before - now).total()
    show(
        say(
            sv=f"{shown(file)} täcker {told}: {new} nya, {gone} borttagna.\n",
            en=f"{shown(file)} covers {told}: {new} new, {gone} removed.\n",
        )
    )
    return BROKEN if result.errors else 0
