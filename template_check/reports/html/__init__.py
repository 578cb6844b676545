"""The review report: one HTML page, or one for each message, for those who approve messages and know no templates.

It reads without scripts and fetches nothing. What a script adds is comfort: sorting, filtering, and a command to copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from template_check.findings import Report
from template_check.reports.html.page import Writer, file_name
from template_check.reports.view import View

# So many messages a browser shows on one page without pain.
MOST_ON_A_PAGE = 60
INDEX = "index.html"


def report(result: Report, view: View, *, is_paged: bool = False) -> str:
    """The whole report as one page; `is_paged` for paper, where nothing can be folded out or scrolled.

    Past MOST_ON_A_PAGE messages they are shown as text, since each picture is a document of its own to the browser.
    """
    writer = Writer(result, view, is_paged=is_paged, has_frames=len(result.templates) <= MOST_ON_A_PAGE)
    messages = [writer.message(number, f"#m{number}") for number in range(1, len(result.templates) + 1)]
    return writer.index(messages, is_split=False)


def pages(result: Report, view: View) -> Iterator[tuple[str, str]]:
    """The report as pages by file name: one, or past MOST_ON_A_PAGE messages one for each and an index after them."""
    if len(result.templates) <= MOST_ON_A_PAGE:
        yield INDEX, report(result, view)
        return
    writer = Writer(result, view)
    messages = []
    for number, template in enumerate(result.templates, 1):
        message = writer.message(number, file_name(number, template.path))
        yield message.address, writer.alone(message)
        messages.append(replace(message, samples=()))
    yield INDEX, writer.index(messages, is_split=True)
