"""The README keeps its word: its rules table is that of the cards, its set-up lines are those that the tests use.

`UPDATE_README=1` writes the table anew.
"""

import os
import re
from pathlib import Path

from template_check.cli.main import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_TABLE = re.compile(r"(?<=<!-- rules: begin -->\n).*?(?=<!-- rules: end -->)", re.DOTALL)


def test_the_rules_table_is_that_of_the_cards(capfd):
    main(["rules", "--format", "markdown", "--locale", "en"])
    expected = capfd.readouterr().out
    text = README.read_text("utf-8")
    if os.environ.get("UPDATE_README"):
        README.write_text(_TABLE.sub(lambda _: expected, text), "utf-8")
        return
    [found] = _TABLE.findall(text)

    assert expected == found


def test_the_line_that_passes_the_tests_is_the_one_that_is_run():
    line = next(line.strip() for line in README.read_text("utf-8").splitlines() if "pytest" in line)

    assert line in (ROOT / ".ci" / "run").read_text("utf-8")
