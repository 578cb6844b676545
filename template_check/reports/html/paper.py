"""The review report on paper: a tagged PDF, by WeasyPrint."""

from __future__ import annotations

import logging
from typing import Any

from template_check.errors import UsageError
from template_check.findings import Report
from template_check.reports.html import report
from template_check.reports.view import View


def pdf(result: Report, view: View) -> bytes:
    """The report as PDF/UA-1. Raises UsageError where WeasyPrint or a library that it needs is not installed."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise UsageError(
            sv="PDF kräver WeasyPrint, som inte är installerat. Installera det med: pip install 'template-check[pdf]'",
            en="PDF needs WeasyPrint, which is not installed. Install it with: pip install 'template-check[pdf]'",
        ) from error
    # It warns of each property of style that paper has no use for.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    page = weasyprint.HTML(string=report(result, view, is_paged=True), url_fetcher=_nothing)
    written: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return written


def _nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"{url} is not fetched")
