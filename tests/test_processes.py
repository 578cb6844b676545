"""Runs on several processes: the same bytes, one message lost when one process is, and an end when it is asked for."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PAGE = '<p>{{ hej }}</p><img src="{{ nr }}.png"><a href="/x">Läs mer</a>{% include "_fot.html.j2" %}\n'


def put(name, text):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def begin(*arguments, **given):
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TEMPLATE_CHECK_LOCALE": "en"}
    command = [sys.executable, "-m", "template_check", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **given)


def ran(*arguments):
    process = begin(*arguments)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture(autouse=True)
def _messages(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put("_fot.html.j2", '<p><a href="/fot"></a></p>')
    for number in range(24):
        put(f"m{number:02}.html.j2", PAGE)
        put(f"m{number:02}.samples/a.json", json.dumps({"nr": number}))
        put(f"m{number:02}.samples/b.json", json.dumps({"hej": "Hej"}))


@pytest.mark.parametrize("style", ["json", "sarif", "terminal"])
def test_the_number_of_processes_changes_no_byte(style):
    outputs = {
        jobs: ran("check", ".", "--jobs", jobs, "--format", style, "--no-cache", "--today", "2026-11-24")
        for jobs in ("1", "2", "5")
    }

    assert outputs["1"][1]
    assert outputs["1"] == outputs["2"] == outputs["5"]


def test_a_process_that_dies_costs_its_own_message():
    put("template-check.toml", '[jinja]\nsetup = "eget:prepare"\n')
    put("eget.py", "import os\ndef prepare(environment): environment.globals['dö'] = lambda: os._exit(1)\n")
    put("m07.html.j2", "<p>{{ dö() }}</p>")
    status, out, _ = ran("check", ".", "--jobs", "2", "--format", "json", "--select", "template,images")
    report = json.loads(out)
    lost = [finding["path"] for finding in report["findings"] if finding["rule"] == "template/exceeded-limit"]

    assert status == 1
    assert lost == ["m07.html.j2"]
    assert len(report["templates"]) == 24
    assert sum(finding["rule"] == "images/missing-alt-text" for finding in report["findings"]) == 23


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise elsewhere")
@pytest.mark.parametrize("jobs", ["1", "3"])
@pytest.mark.parametrize("to_all", [True, False], ids=["as a terminal does", "to the parent only"])
def test_an_interrupted_run_ends_at_once_and_leaves_what_was_there(jobs, to_all):
    put("report.json", "det gamla")
    for number in range(300):
        put(f"m{number:02}.html.j2", "{% for x in range(20000) %}{{ x }}{% endfor %}")
    before = sorted(path.name for path in Path().iterdir())
    process = begin("check", ".", "--jobs", jobs, "--format", "json", "--output", "report.json", start_new_session=True)
    time.sleep(1.5)
    assert process.poll() is None
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    asked = time.monotonic()
    _, err = process.communicate(timeout=30)

    assert time.monotonic() - asked < 3
    assert (process.returncode, err.decode().strip()) == (130, "Interrupted.")
    assert Path("report.json").read_text("utf-8") == "det gamla"
    assert {path.name for path in Path().iterdir()} - set(before) <= {".template-check-cache"}
    assert list(Path().glob(".template-check-cache/*.part")) == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
