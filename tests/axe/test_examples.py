"""The examples in a real browser: whatever axe-core finds in them is found here too, or answered with a reason."""

from functools import cache
from pathlib import Path

import pytest

from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.inspection import Choice
from template_check.pipeline import Options, run

EXAMPLES = Path(__file__).parent.parent.parent / "templates_examples"

# Which of our rules tell what a rule of axe-core's tells.
OURS = {
    "aria-allowed-attr": {"aria/forbidden-aria-attribute"},
    "aria-hidden-focus": {"aria/hidden-focusable"},
    "aria-input-field-name": {"forms/unlabelled-field"},
    "aria-prohibited-attr": {"aria/forbidden-aria-attribute"},
    "aria-required-attr": {"aria/missing-aria-attribute"},
    "aria-required-children": {"aria/missing-child-role"},
    "aria-required-parent": {"aria/missing-parent-role"},
    "aria-roles": {"aria/unknown-role"},
    "aria-valid-attr": {"aria/unknown-aria-attribute"},
    "aria-valid-attr-value": {"aria/invalid-aria-value"},
    "autocomplete-valid": {"forms/invalid-autocomplete"},
    "button-name": {"forms/unnamed-button"},
    "color-contrast": {"colour/low-contrast"},
    "document-title": {"document/missing-page-title"},
    "empty-heading": {"headings/empty-heading"},
    "empty-table-header": {"tables/empty-table-header"},
    "frame-title": {"media/unnamed-frame"},
    "heading-order": {"headings/skipped-heading-level"},
    "html-has-lang": {"document/missing-page-language"},
    "html-lang-valid": {"document/unknown-language-code"},
    "image-alt": {"images/missing-alt-text"},
    "image-redundant-alt": {"images/redundant-alt-text"},
    "input-image-alt": {"forms/unnamed-button"},
    "label": {"forms/unlabelled-field"},
    "label-content-name-mismatch": {"aria/mismatched-label"},
    "link-in-text-block": {"links/colour-only-link"},
    "link-name": {"links/empty-link"},
    "list": {"lists/broken-list", "aria/missing-child-role"},
    "listitem": {"lists/broken-list"},
    "dlitem": {"lists/broken-list"},
    "definition-list": {"lists/broken-list"},
    "meta-refresh": {"document/timed-refresh"},
    "meta-viewport": {"document/disabled-zoom"},
    "nested-interactive": {"aria/focusable-in-image"},
    "object-alt": {"images/unnamed-object"},
    "role-img-alt": {"images/unnamed-graphic"},
    "select-name": {"forms/unlabelled-field"},
    "summary-name": {"forms/unnamed-button"},
    "svg-img-alt": {"images/unnamed-graphic"},
    "td-headers-attr": {"tables/broken-header-reference"},
    "th-has-data-cells": {"tables/header-without-cells"},
    "valid-lang": {"document/unknown-language-code"},
}
# What axe-core finds and this project does not ask for.
ANSWERED = {
    "landmark-one-main": "a message stands in a page of somebody else's, or in a mail client: neither needs landmarks",
    "page-has-heading-one": "the subject is the h1 of the page that the message stands in",
    "region": "a message has no landmarks of its own",
}
# The page of the inbox around a part: the elements before the part's own, here and where the parser adds them itself.
AROUND = '<!doctype html><html lang="sv"><head><title>Meddelande</title></head><body><main><h1>Meddelande</h1>'
BEFORE_IN_BROWSER, BEFORE_HERE = 6, 3


@cache
def renderings():
    """Each message as each of its samples shows it."""
    report = run([EXAMPLES], Options(Choice(profile="accessibility", renderings=True), jobs=1))
    return [
        (f"{Path(result.path).name}, {rendered.sample}", rendered)
        for result in report.templates
        for rendered in result.renderings
        if not rendered.is_text
    ]


def found_by_us(rendered, document):
    """The elements that our findings stand on or in, by rule."""
    found = {}
    for mark in rendered.marked:
        around = [one for one in document.elements if one.start <= mark.start < max(one.outer_end, one.end)]
        found.setdefault(mark.rule, set()).add(around[-1].index if around else 0)
    return found


def missed(page, rendered):
    """What axe-core finds in the message that neither our findings nor our answers tell."""
    document = parse(rendered.html, Context())
    ours = found_by_us(rendered, document)
    shift = BEFORE_IN_BROWSER - BEFORE_HERE if document.is_part else 0
    for violation in page.violations:
        if violation.rule in ANSWERED:
            continue
        element = document.elements[violation.index - shift]
        near = {element.index, *(one.index for one in element.ancestors), *(one.index for one in element.descendants)}
        # A colour's finding stands on its declaration, wherever the sheet is.
        near |= {one.index for one in document.elements if one.tag == "style"}
        told = set().union(*(ours.get(rule, set()) for rule in OURS.get(violation.rule, ())))
        if not near & told:
            yield violation.rule, violation.html


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_axe_finds_in_the_examples_is_found_or_answered(browser, tmp_path, scheme):
    path = tmp_path / "message.html"
    left = {}
    for name, rendered in renderings():
        is_part = parse(rendered.html, Context()).is_part
        path.write_text(AROUND + rendered.html if is_part else rendered.html, encoding="utf-8")
        left[name] = list(missed(browser.open(path, color_scheme=scheme), rendered))

    assert len(left) > 10
    assert {name: found for name, found in left.items() if found} == {}
