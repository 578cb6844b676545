"""Baselines: what they cover, what is new, and what no longer occurs."""

import pytest

from template_check.baseline import compare, known, read, text
from template_check.catalogue.verdict import Outcome
from template_check.errors import UsageError
from template_check.findings import Finding
from template_check.positions import Place


def finding(fingerprint, line=1):
    place = Place("a.html.j2", line, 1, line, 4)
    return Finding("links/empty-link", Outcome.FAILED, "error", place, "<a>", (), fingerprint=fingerprint)


def kept(tmp_path, *findings):
    file = tmp_path / "baseline.json"
    file.write_text(text(known(findings)), encoding="utf-8")
    return read(file)


def test_known_findings_are_covered_new_ones_shown_and_old_ones_told(tmp_path):
    held = kept(tmp_path, finding("a"), finding("gone"))

    new, covered, stale = compare([finding("a", line=9), finding("b")], held)

    assert ([one.fingerprint for one in new], [one.fingerprint for one in covered]) == (["b"], ["a"])
    assert stale == ("a.html.j2: links/empty-link",)


def test_an_entry_covers_as_many_findings_as_it_was_written_for(tmp_path):
    held = kept(tmp_path, finding("a"), finding("a"))

    new, covered, _ = compare([finding("a")] * 3, held)

    assert (len(new), len(covered)) == (1, 2)


def test_the_order_and_lines_of_findings_do_not_change_the_file():
    assert text(known([finding("b"), finding("a", 7)])) == text(known([finding("a"), finding("b", 3)]))


def test_an_empty_baseline_covers_nothing(tmp_path):
    assert kept(tmp_path) == {}


@pytest.mark.parametrize("written", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}'])
def test_a_file_that_is_no_baseline_is_a_usage_error(tmp_path, written):
    file = tmp_path / "baseline.json"
    file.write_text(written, encoding="utf-8")

    with pytest.raises(UsageError):
        read(file)
    with pytest.raises(UsageError):
        read(tmp_path / "saknas.json")
