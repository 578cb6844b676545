"""`template-check schema NAME`: the JSON schema of what people write, for their editors."""

from __future__ import annotations

import click

from template_check.catalogue.card import LOCALES
from template_check.cli.console import show
from template_check.cli.translated import command as declare
from template_check.cli.translated import option
from template_check.schemas import NAMES, text


@declare(
    "schema",
    sv="Visar JSON-schemat för inställningar, meddelandefiler eller kort. Editorn följer det när filen börjar med ”#:schema SÖKVÄG”.",
    en="Shows the JSON schema of settings, message files or cards. An editor follows it where the file begins with “#:schema PATH”.",
)
@click.argument("name", type=click.Choice(NAMES), metavar="|".join(NAMES))
@option("--locale", type=click.Choice(LOCALES), expose_value=False, sv="Språket i allt som visas.", en="The language of everything shown.")  # fmt: skip
def command(name: str) -> None:
    show(text(name), machine=True)
