"""`report` and `review` on the command line: what they write, say and refuse."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zlib
from pathlib import Path

import pytest

import template_check.reports.html as review_report

MESSAGE = "<h2>Din tid</h2><p>Ring {{ nummer }}.</p>"
SAMPLES = '[samples.standard]\nnummer = "1177"\n'


@pytest.fixture
def message(run):
    Path("mallar").mkdir()
    Path("mallar/kallelse.html.j2").write_text(MESSAGE, encoding="utf-8")
    Path("mallar/kallelse.toml").write_text(f'subject = "Kallelse"\nkind = "appointment"\n{SAMPLES}', encoding="utf-8")
    return "mallar/kallelse.html.j2"


def test_a_report_is_written_and_ends_well_whatever_it_finds(run, message):
    Path(message).write_text(f"{MESSAGE}<img src=a.png>", encoding="utf-8")
    ran = run("report", "mallar", "--output", "report.html")

    assert (ran.status, ran.out, ran.err) == (0, "", "Skrev report.html.\n")
    assert "Bilden saknar alternativtext" in Path("report.html").read_text(encoding="utf-8")


def test_findings_fail_a_report_when_asked(run, message):
    Path(message).write_text(f"{MESSAGE}<img src=a.png>", encoding="utf-8")

    assert run("report", "mallar", "-o", "report.html", "--fail-on", "error").status == 1


def test_the_report_is_the_one_that_check_writes(run, message):
    run("review", message, "--by", "Anna", "--answer", "4a=yes", "--today", "2026-11-25")
    run("report", "mallar", "-o", "one.html", "--today", "2026-11-25")
    run("check", "mallar", "--format", "html", "--output", "other.html", "--today", "2026-11-25")

    assert Path("one.html").read_bytes() == Path("other.html").read_bytes()


def test_a_report_in_english(run, message):
    ran = run("report", "mallar", "-o", "report.html", "--locale", "en")

    assert ran.err == "Wrote report.html.\n"
    assert '<h1 id="title">Review of messages</h1>' in Path("report.html").read_text(encoding="utf-8")


def test_where_to_write_must_be_said(run, message):
    ran = run("report", "mallar")

    assert (ran.status, ran.err) == (2, "Fel: Ange vart rapporten ska skrivas, till exempel --output report.html.\n")


def test_a_folder_gets_a_page_for_each_of_many_messages_and_a_file_is_warned_of(run, message, monkeypatch):
    monkeypatch.setattr(review_report, "MOST_ON_A_PAGE", 0)
    ran = run("report", "mallar", "-o", "rapport")

    assert ran.err == f"Skrev {Path('rapport/index.html')}.\n"
    assert sorted(path.as_posix() for path in Path("rapport").rglob("*.html")) == [
        "rapport/index.html",
        "rapport/messages/0001-kallelse.html",
    ]
    assert "Ange en mapp efter --output" in run("report", "mallar", "-o", "report.html").err
    assert [path for path in ("rapport", "report.html") if "0 meddelanden" in run("check", path).out] == []


def test_pdf_without_weasyprint_says_how_to_get_it(run, message, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ran = run("report", "mallar", "--pdf", "report.pdf")

    assert ran.status == 2
    assert "pip install 'template-check[pdf]'" in ran.err
    assert not Path("report.pdf").exists()


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_a_pdf_is_tagged_and_knows_its_language(run, message):
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint cannot be used: {error}")
    ran = run("report", "mallar", "--pdf", "report.pdf")
    written = Path("report.pdf").read_bytes()

    assert (ran.status, ran.err) == (0, "Skrev report.pdf.\n")
    assert written.startswith(b"%PDF-")
    inner = b"".join(_unpacked(each) for each in re.findall(rb"stream\r?\n(.*?)endstream", written, re.DOTALL))
    assert b"/MarkInfo" in inner
    assert b"/StructTreeRoot" in inner
    assert b"/Lang (sv)" in inner


def test_what_changed_is_told_since_a_revision(run, message):
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    for arguments in (("init", "--quiet", "."), ("add", "."), ("commit", "--quiet", "-m", "a")):
        subprocess.run((*git, *arguments), check=True)
    Path(message).write_text(MESSAGE.replace("Ring", "Skriv till"), encoding="utf-8")

    run("report", "mallar", "-o", "report.html", "--since", "HEAD")
    page = Path("report.html").read_text(encoding="utf-8")
    assert "<del>Ring</del>" in page
    assert "<ins>Skriv till</ins>" in page
    ran = run("report", "mallar", "-o", "report.html", "--since", "v9")
    assert (ran.status, ran.err) == (2, "Fel: Git känner inte till v9. Ange en gren, en tagg eller en incheckning.\n")


def test_a_judgement_is_kept_beside_the_template(run, message):
    ran = run(
        *("review", message, "--by", "Anna Berg", "--note", "Läst.", "--answer", "4a=ja", "--note", "Rätt"),
        *("--note", "enhet.", "--answer", "7=no", "--today", "2026-11-25"),
    )
    kept = tomllib.loads(Path("mallar/kallelse.review.toml").read_text(encoding="utf-8"))["kallelse.html.j2"]

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Sparade bedömningen i {Path('mallar/kallelse.review.toml')}. Obesvarade frågor: ")
    assert (kept["by"], kept["on"].isoformat(), kept["note"]) == ("Anna Berg", "2026-11-25", "Läst.")
    assert kept["answers"] == [{"id": "4a", "answer": "yes", "note": "Rätt enhet."}, {"id": "7", "answer": "no"}]
    assert list(kept["samples"]) == ["standard"]


def answers() -> dict[str, str]:
    kept = tomllib.loads(Path("mallar/kallelse.review.toml").read_text(encoding="utf-8"))["kallelse.html.j2"]
    return {each["id"]: each["answer"] for each in kept["answers"]}


def test_later_answers_are_added_while_the_message_stands(run, message):
    run("review", message, "--by", "Anna", "--answer", "4a=yes", "--answer", "7=yes")
    run("review", message, "--by", "Anna", "--answer", "7=no", "--answer", "8=no")

    assert answers() == {"4a": "yes", "7": "no", "8": "no"}


def test_old_answers_fall_when_the_message_has_changed(run, message):
    run("review", message, "--by", "Anna", "--answer", "4a=yes")
    Path(message).write_text(MESSAGE.replace("Din tid", "Ny tid"), encoding="utf-8")
    ran = run("review", message, "--by", "Bo", "--answer", "7=no")

    assert "De gamla svaren gäller inte längre." in ran.err
    assert answers() == {"7": "no"}


def test_templates_of_one_stem_keep_each_its_own(run, message):
    Path("mallar/kallelse.txt.j2").write_text("Ring {{ nummer }}.", encoding="utf-8")
    run("review", message, "--by", "Anna", "--answer", "4a=yes")
    run("review", "mallar/kallelse.txt.j2", "--by", "Bo", "--answer", "4a=no")
    kept = tomllib.loads(Path("mallar/kallelse.review.toml").read_text(encoding="utf-8"))

    assert {name: each["by"] for name, each in kept.items()} == {"kallelse.html.j2": "Anna", "kallelse.txt.j2": "Bo"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--by", "Anna", "--answer", "content/missing-purpos=yes"), "Menade du content/missing-purpose?"),
        (("--by", "Anna", "--answer", "x=yes"), "Meddelandet ställer ingen fråga x. Frågorna är "),
        (("--by", "Anna", "--answer", "4a=kanske"), "Svaret 4a=kanske går inte att förstå."),
        (("--by", "Anna", "--answer", "ja"), "Svaret ja går inte att förstå."),
        (("--answer", "4a=yes"), "Ange vem som bedömer: --by NAMN."),
        (("--by", "Anna"), "Inget är besvarat, så inget har sparats."),
    ],
)
def test_what_cannot_be_kept_is_told(run, message, arguments, told):
    ran = run("review", message, *arguments)

    assert ran.status == 2
    assert told in ran.err
    assert not Path("mallar/kallelse.review.toml").exists()


def test_a_part_of_several_messages_is_not_judged_itself(run):
    Path("_del.html.j2").write_text("<p>Ring oss.</p>", encoding="utf-8")
    for name in ("a", "b"):
        Path(f"{name}.html.j2").write_text("{% include '_del.html.j2' %}", encoding="utf-8")
    ran = run("review", "_del.html.j2", "--by", "Anna", "--answer", "4a=yes")

    assert (
        ran.err
        == "Fel: _del.html.j2 är inget meddelande, utan en del av flera: a.html.j2, b.html.j2. Ange ett av dem.\n"
    )


def test_questions_are_asked_one_by_one_at_the_keyboard(run, message, monkeypatch):
    from template_check.cli import review

    said = iter(["Anna Berg", "ja", "Avtal finns.", "kanske", "nej", ""])
    monkeypatch.setattr(review, "is_terminal", lambda stream: True)
    monkeypatch.setattr(review.click, "prompt", lambda text, **given: next(said, ""))
    ran = run("review", message)

    assert "  Kallelse\n  Din tid\n  Ring 1177.\n" in ran.out
    assert answers() == {"content/missing-contact-point": "yes", "content/missing-purpose": "no"}


def test_a_broken_sign_off_is_told(run, message):
    Path("mallar/kallelse.review.toml").write_text("[", encoding="utf-8")
    ran = run("report", "mallar", "-o", "report.html")

    assert ran.status == 2
    assert "går inte att läsa som ett godkännande" in ran.err
    assert run("check", "mallar").status in (0, 1)
