"""Identity numbers in sample data, held against a list of test numbers or against their serials."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from template_check.pipeline import Choice, Options, run

MESSAGE = '[samples.standard]\npatient = { personnummer = "19121212-1212" }\n'


def findings(folder: Path) -> list[tuple[str, int, int]]:
    (folder / "brev.html.j2").write_text("<p>{{ patient.personnummer }}</p>", encoding="utf-8")
    (folder / "brev.toml").write_text(MESSAGE, encoding="utf-8")
    report = run((folder,), Options(Choice(select=("privacy",), today=date(2026, 11, 24)), jobs=1))
    assert report.errors == ()
    return [(one.rule, one.place.line, one.place.column) for one in report.findings]


def test_a_number_that_may_be_somebodys_is_found_in_the_sample_and_only_there(tmp_path):
    assert findings(tmp_path) == [("privacy/real-personal-number-in-sample", 2, 28)]


@pytest.mark.parametrize(
    "listed", ["191212121212\n", '[{"testpersonnummer": "191212121212"}]', "19121212-1212;19900101-2385"]
)
def test_a_number_on_the_list_that_the_settings_name_may_stand(tmp_path, listed):
    (tmp_path / "nummer.txt").write_text(listed, encoding="utf-8")
    (tmp_path / "template-check.toml").write_text(
        '[options."privacy/real-personal-number-in-sample"]\nlist = "nummer.txt"\n', encoding="utf-8"
    )

    assert findings(tmp_path) == []


def test_a_test_number_that_is_not_on_the_list_is_told(tmp_path):
    (tmp_path / "nummer.txt").write_text("199001012385\n", encoding="utf-8")
    (tmp_path / "template-check.toml").write_text(
        '[options."privacy/real-personal-number-in-sample"]\nlist = "nummer.txt"\n', encoding="utf-8"
    )

    assert [rule for rule, _, _ in findings(tmp_path)] == ["privacy/real-personal-number-in-sample"]
