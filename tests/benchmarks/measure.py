"""What a check costs beside the work that nobody can avoid: `python tests/benchmarks/measure.py [COUNT …]`.

The floor is Jinja's own compiling and rendering and the parsing of the same templates with the same samples, in the same
process. Times are of the processor, in seconds; the best of several rounds counts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import turbohtml
from jinja2 import Environment, FileSystemLoader

from template_check import config
from template_check.catalogue.load import load
from template_check.discover.messages import messages
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge
from template_check.pipeline import Choice, Options, run

EXAMPLES = Path(__file__).parents[2] / "templates_examples"
ACCESSIBILITY = (
    "document", "language", "headings", "images", "links", "lists", "tables", "forms", "media", "aria", "colour", "text",
)  # fmt: skip
ROUNDS = 3


def grow(folder: Path, count: int) -> None:
    """Fills a folder with so many messages, made from the clean examples with their message files and samples."""
    shutil.copytree(EXAMPLES / "_delar", folder / "_delar")
    shutil.copytree(EXAMPLES / "clean" / "data", folder / "data")
    (folder / ".git").mkdir()
    companions = sorted(path for path in (EXAMPLES / "clean").iterdir() if path.name != "data")
    stems = sorted({path.name.partition(".")[0] for path in companions})
    for number in range(count):
        stem = stems[number % len(stems)]
        for path in companions:
            if path.name.partition(".")[0] == stem:
                target = folder / path.name.replace(stem, f"{stem}-{number:04}", 1)
                shutil.copytree(path, target) if path.is_dir() else shutil.copy(path, target)


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def floor(folder: Path) -> float:
    """Jinja and the parser alone."""
    found = messages([folder])

    def work() -> None:
        html = Environment(loader=FileSystemLoader(folder), autoescape=True, extensions=["jinja2.ext.i18n"])
        text = Environment(loader=FileSystemLoader(folder), extensions=["jinja2.ext.i18n"])
        for message in found:
            template = (text if message.is_text else html).get_template(message.name)
            for _, data in message.shown_with:
                turbohtml.parse(template.render(data or {}), source_locations=True, positions=False)

    return best(work)


def total(folder: Path, select: tuple[str, ...] = ()) -> float:
    """A whole run in one process, without stored results."""

    def work() -> None:
        config.nearest.cache_clear()
        run([folder], Options(Choice(select=select), jobs=1))

    work()
    return best(work)


def judged(html: str, select: tuple[str, ...]) -> float:
    """Judging one parsed message by the rules of some groups, parsing included."""
    rules = [rule for rule in load() if rule.group in select and rule.default != "off"]
    return best(lambda: judge(parse(html, Context()), rules), 30)


def elapsed(*command: str, cwd: Path | None = None) -> float:
    """The least time on the clock of several starts of a program, in seconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, cwd=cwd, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": "0"})
        times.append(time.perf_counter() - start)
    return min(times)


def message_of(size: int) -> str:
    """One message of about so many bytes, in which the clean examples' parts recur."""
    part = "".join(
        f"<h2>Avsnitt {number}</h2><p>Vi har bokat en tid till dig. Kom en kvart före besöket.</p>"
        "<ul><li>Ta med legitimation.</li><li>Ät som vanligt.</li></ul>"
        f'<p>Ring oss på <a href="tel:+4684650040{number:02}">08-465 004 {number:02}</a> om du har frågor.</p>'
        for number in range(10, 10 + size // 280)
    )
    return f'<div style="color: #222; background: #fff">{part}</div>'


def main(counts: list[int]) -> None:
    """Prints all figures."""
    print(f"{'messages':>10} {'floor s':>9} {'all s':>9} {'all/floor':>10} {'access. s':>10} {'access./floor':>14}")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "tree"
            folder.mkdir()
            grow(folder, count)
            least, everything, groups = floor(folder), total(folder), total(folder, ACCESSIBILITY)
            print(
                f"{count:>10} {least:>9.3f} {everything:>9.3f} {everything / least:>10.2f} "
                f"{groups:>10.3f} {groups / least:>14.2f}"
            )
            check = (sys.executable, "-m", "template_check", "check", ".", "--fail-on", "never")
            subprocess.run(check, cwd=folder, capture_output=True, check=False)
            cold, stored = elapsed(*check, "--no-cache", cwd=folder), elapsed(*check, cwd=folder)
            print(f"{'':>10} whole process: {cold:.3f} s without stored results, {stored:.3f} s with them")
    message = message_of(5000)
    parsing = best(lambda: parse(message, Context()), 30)
    print(f"one message of {len(message)} bytes, parsed {1000 * parsing:.2f} ms, judged and parsed:")
    groups = judged(message, ACCESSIBILITY)
    print(f"  accessibility groups {1000 * groups:.2f} ms")
    print(f"  plain-language       {1000 * judged(message, ('plain-language',)):.2f} ms")
    print(f"  content, policy …    {1000 * judged(message, ('content', 'policy', 'privacy', 'channel')):.2f} ms")
    nothing, one = elapsed(sys.executable, "-c", "pass"), EXAMPLES / "clean" / "kallelse-ogonbottenfoto.html.j2"
    started = elapsed(sys.executable, "-m", "template_check", "check", str(one), "--no-cache")
    print(f"start: python -c pass {nothing:.3f} s, one message checked {started:.3f} s")


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [10, 100, 1000])
