"""`template-check check`."""

import json
import os
import stat
from datetime import date

import pytest

from template_check.cli.judging import today
from template_check.errors import UsageError

FAULTY = '<p><img src="karta.png"> Entrén.</p>\n'


@pytest.fixture
def message(tmp_path):
    path = tmp_path / "kallelse.html.j2"
    path.write_text(FAULTY, encoding="utf-8")
    return path


ONLY = ("--select", "images/missing-alt-text")


def test_findings_give_status_1_and_none_gives_0(run, message):
    assert run("check", *ONLY).status == 1
    assert run("check", *ONLY, "--fail-on", "never").status == 0
    assert run("check", "--select", "images", "--ignore", "images").status == 0


def test_one_run_writes_several_reports(run, message, tmp_path):
    ran = run("check", *ONLY, "--format", "json", "--output", "out/a.json", "--format", "terminal")

    assert json.loads((tmp_path / "out/a.json").read_text("utf-8"))["summary"]["findings"] == 1
    assert "images/missing-alt-text" in ran.out


def test_a_report_in_a_file_has_no_colour(run, message, tmp_path):
    run("check", *ONLY, "--color", "always", "--format", "terminal", "--output", "a.txt")

    assert "\x1b" not in (tmp_path / "a.txt").read_text("utf-8")


def test_colour_is_as_asked(run, message, monkeypatch):
    assert "\x1b[" in run("check", *ONLY, "--color", "always").out
    assert "\x1b[" not in run("check", *ONLY).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check", *ONLY).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", *ONLY).out


def test_a_file_that_cannot_be_written_is_a_usage_error_and_leaves_nothing(run, message, tmp_path):
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    ran = run("check", *ONLY, "--format", "json", "--output", "a-file/report.json")

    assert ran.status == 2
    assert "Det går inte att skriva till" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no device files")
def test_a_report_can_be_written_to_a_device(run, message):
    assert run("check", *ONLY, "--format", "json", "--output", "/dev/null").status == 1
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_the_day_is_as_asked_else_of_the_source_date_epoch(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert today("2026-11-24") == date(2026, 11, 24)
    assert today(None) == date(1970, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "x")
    with pytest.raises(UsageError):
        today(None)


def test_the_statistics_count_places_that_passed(run, tmp_path):
    (tmp_path / "a.html").write_text('<img alt="Karta" src="a">', encoding="utf-8")

    assert "     1  images/missing-alt-text" in run("check", *ONLY, "--statistics").out
