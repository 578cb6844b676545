"""Sign-off: kept beside the template, and stale once what was judged has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_check import signoff
from template_check.discover.messages import messages
from template_check.errors import UsageError
from template_check.findings import MessageResult, Rendered
from template_check.inspection import Choice, Inspector
from template_check.pipeline import Options, run
from template_check.reports.telling import sentences
from template_check.signoff import Answer, Difference, Review

ON = date(2026, 11, 25)
DECLARED = {"subject": "Kallelse", "kind": "appointment", "review.reviewed": "2026-01-01"}
SAMPLE = Rendered("standard", "Kallelse", "", text="Hej!\nRing oss.\nHej då.", declared=DECLARED)
MESSAGE = MessageResult("kallelse.html.j2", ("standard",), "appointment", "sv", renderings=(SAMPLE,))
REVIEW = Review("Anna Berg", ON, (Answer("4a", "yes", "Stämmer."), Answer("7", "no")), "", signoff.judged(MESSAGE))


def changed(**fields: object) -> MessageResult:
    return replace(MESSAGE, renderings=(replace(SAMPLE, **fields),))


def test_a_sign_off_holds_for_the_message_that_was_judged():
    assert not signoff.is_stale(REVIEW, MESSAGE)


@pytest.mark.parametrize(
    "message",
    [
        changed(text="Hej!\nRing 1177.\nHej då."),
        changed(text="Hej!\nHej då.\nRing oss."),
        changed(text="Hej!\nHej då."),
        changed(declared={**DECLARED, "subject": "Din tid"}),
        changed(declared={**DECLARED, "replies": "message"}),
        changed(sample="annat"),
        replace(MESSAGE, renderings=(SAMPLE, replace(SAMPLE, sample="barn"))),
        replace(MESSAGE, renderings=()),
    ],
)
def test_it_is_stale_when_a_reader_or_the_sender_would_see_another_message(message):
    assert signoff.is_stale(REVIEW, message)


@pytest.mark.parametrize(
    "message",
    [
        changed(html="<p>Hej!</p><p>Ring oss.</p><p>Hej då.</p>"),
        changed(declared={**DECLARED, "review.reviewed": "2026-11-25"}),
        replace(MESSAGE, path="mallar/kallelse.html.j2"),
    ],
)
def test_it_holds_when_only_the_code_or_the_day_of_review_has_changed(message):
    assert not signoff.is_stale(REVIEW, message)


def test_what_has_changed_is_told_line_by_line_for_each_sample():
    now = replace(
        MESSAGE,
        renderings=(replace(SAMPLE, text="Hej!\nRing 1177.\nVi svarar.\nHej då."), replace(SAMPLE, sample="barn")),
    )
    lines = ("subject: Kallelse", "kind: appointment", "Hej!", "Ring oss.", "Hej då.")

    assert signoff.differences(REVIEW, now) == (
        Difference("standard", ("Ring 1177.", "Vi svarar."), 1),
        Difference("barn", lines, 0),
    )
    assert signoff.differences(REVIEW, replace(MESSAGE, renderings=())) == (Difference("standard", (), 5),)


def test_the_file_is_small_and_readable_and_holds_no_word_of_the_message():
    text = signoff.written({"kallelse.html.j2": REVIEW})
    lines = ("subject: Kallelse", "kind: appointment", "Hej!", "Ring oss.", "Hej då.")

    assert text == (
        "# Written by `template-check review`: what a human has judged, and hashes of what it was.\n"
        '\n["kallelse.html.j2"]\nby = "Anna Berg"\non = 2026-11-25\n'
        '\n[["kallelse.html.j2".answers]]\nid = "4a"\nanswer = "yes"\nnote = "Stämmer."\n'
        '\n[["kallelse.html.j2".answers]]\nid = "7"\nanswer = "no"\n'
        '\n["kallelse.html.j2".samples]\n'
        f'"standard" = "{" ".join(sha256(line.encode()).hexdigest()[:10] for line in lines)}"\n'
    )


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(
    TEXTS, TEXTS, TEXTS, st.dictionaries(TEXTS, st.lists(st.from_regex(r"[0-9a-f]{10}", fullmatch=True)), max_size=3)
)
def test_what_is_written_is_read_back(name, by, note, samples):
    from tempfile import TemporaryDirectory

    hashes = {key: tuple(each) for key, each in samples.items()}
    review = Review(by, ON, (Answer("4a", "no", note), Answer("content/missing-purpose", "yes")), note, hashes)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.review.toml"
        file.write_text(signoff.written({name: review}), encoding="utf-8", newline="")
        assert signoff.read(file) == {name: review}


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "a = 1",
        '["a"]\nby = "x"',
        '["a"]\nby = "x"\non = "i går"\nsamples = {}',
        '["a"]\nby="x"\non=2026-01-01\nsamples={}\nanswers=[{id="1",answer="kanske"}]',
    ],
)
def test_a_broken_file_is_told_and_otherwise_counts_as_none(tmp_path, text):
    (tmp_path / "a.review.toml").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError):
        signoff.read(tmp_path / "a.review.toml")
    assert signoff.known(tmp_path / "a.html.j2") is None


@pytest.mark.parametrize(
    ("template", "file"),
    [
        ("a.html.j2", "a.review.toml"),
        ("a.txt.j2", "a.review.toml"),
        ("a.html", "a.review.toml"),
        ("brev.jinja", "brev.review.toml"),
        ("x.mall", "x.review.toml"),
    ],
)
def test_templates_of_one_stem_share_a_file(template, file):
    assert signoff.file_of(Path("mallar") / template) == Path("mallar") / file


def declared_to_rules(tmp_path, monkeypatch) -> list[tuple[object, bool]]:
    """What every document told the rules of its sign-off."""
    from template_check import inspection

    seen = []

    def judge(document, rules):
        seen.append((document.context.declared.signed_off, document.context.declared.has_changed_since))
        return inspection._NOTHING

    monkeypatch.setattr(inspection, "judge", judge)
    (message,) = messages([tmp_path])
    Inspector(Choice(today=ON)).inspect(message)
    return seen


def test_rules_are_told_of_a_sign_off_and_whether_it_still_holds(tmp_path, monkeypatch):
    (tmp_path / "a.html.j2").write_text("<p>Hej {{ namn }}!</p>", encoding="utf-8")
    (tmp_path / "a.toml").write_text(
        'subject = "Hej"\n[samples.a]\nnamn = "Kim"\n[samples.b]\nnamn = "Bo"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert declared_to_rules(tmp_path, monkeypatch) == [(None, False), (None, False)]

    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    result = Inspector(Choice(today=ON, renderings=True)).inspect(messages([tmp_path])[0])
    written = signoff.written({"a.html.j2": Review("Anna", ON, samples=signoff.judged(result))})
    (tmp_path / "a.review.toml").write_text(written, encoding="utf-8")
    assert declared_to_rules(tmp_path, monkeypatch) == [(ON, False), (ON, False)]

    (tmp_path / "a.html.j2").write_text(
        "<p>Hej {{ namn }}!</p>{% if namn == 'Bo' %}<p>Ny</p>{% endif %}", encoding="utf-8"
    )
    assert declared_to_rules(tmp_path, monkeypatch) == [(ON, False), (ON, True)]

    (tmp_path / "a.toml").write_text('subject = "Hej"\n[samples.a]\nnamn = "Kim"\n', encoding="utf-8")
    assert declared_to_rules(tmp_path, monkeypatch) == [(ON, True)]


@pytest.mark.parametrize(
    ("text", "today", "told"),
    [
        ("<p>Hej!</p>", date(2027, 11, 25), []),
        ("<p>Hej!</p>", date(2027, 11, 26), ["Meddelandet granskades senast 2026-11-25, mer än 12 månader sedan."]),
        ("<p class=ny>Hej!</p>", date(2027, 1, 1), []),
        ("<p>Hej då!</p>", date(2026, 11, 25), ["Meddelandet har ändrats sedan det godkändes 2026-11-25."]),
    ],
)
def test_a_review_that_no_longer_holds_is_a_finding(tmp_path, monkeypatch, text, today, told):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.html.j2"
    file.write_text("<p>Hej!</p>", encoding="utf-8")
    kept = signoff.judged(run([file], Options(Choice(renderings=True))).templates[0])
    Path("a.review.toml").write_text(signoff.written({file.name: Review("Anna", ON, samples=kept)}), encoding="utf-8")
    file.write_text(text, encoding="utf-8")

    result = run([file], Options(Choice(today=today, select=("policy/stale-review",))))

    assert [sentences(finding, result.rules, "sv").message for finding in result.findings] == told
