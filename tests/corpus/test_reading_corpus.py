"""Messages that were written to be read: rules that go by counts and numbers have nothing to say of them."""

from pathlib import Path

from template_check.inspection import Choice
from template_check.pipeline import Options, run

MESSAGES = Path(__file__).parent / "content" / "messages"
SELECT = tuple(
    f"plain-language/{name}"
    for name in ("hard-to-read", "long-paragraph", "ambiguous-date", "mixed-time-formats", "hard-to-hear-number")
)


def test_plain_messages_have_no_findings_by_counts_and_numbers() -> None:
    report = run((MESSAGES,), Options(choice=Choice(select=SELECT), jobs=1))
    assert len(report.templates) > 50
    assert [(finding.rule, finding.place.path, finding.place.line) for finding in report.findings] == []
