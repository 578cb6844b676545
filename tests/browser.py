"""A real browser for tests: Chromium without a window, with axe-core in it. `.ci/browser` installs both.

A test that takes `browser` is skipped with a word where one of them cannot be had.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)
# Every element in document order, what templates hold left out, as `document.elements` has them.
_RUN_AXE = """
const [options, done] = arguments;
const all = [...document.querySelectorAll("*")];
const told = results => results.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, impact: rule.impact || "", tags: rule.tags, target: node.target.join(" "), html: node.html,
    message: node.failureSummary || "", index: all.indexOf(node.element),
})));
axe.run(document, {elementRef: true, resultTypes: ["violations", "incomplete"], ...options})
    .then(found => done({violations: told(found.violations), incomplete: told(found.incomplete)}))
    .catch(error => done({error: String(error)}));
"""


class Violation(NamedTuple):
    """What axe-core says of one element; `index` is the element's place in document order, -1 in a frame."""

    rule: str
    impact: str
    tags: list[str]
    target: str
    html: str
    message: str
    index: int


@dataclass(frozen=True)
class Page:
    """A page in the browser, as axe-core sees it. `driver` is Selenium's, until the next page is opened."""

    driver: Any
    violations: tuple[Violation, ...]
    incomplete: tuple[Violation, ...]

    def script(self, body: str, *arguments: object) -> Any:
        """What the JavaScript returns; `arguments` are its arguments."""
        return self.driver.execute_script(body, *arguments)

    def screenshot(self, path: Path) -> None:
        """What is shown, as a PNG."""
        self.driver.save_screenshot(str(path))


class Browser:
    """One Chromium for all tests of a run."""

    def __init__(self, driver: Any, axe: str) -> None:
        self._driver, self._axe = driver, axe

    def open(
        self,
        path: Path,
        color_scheme: str = "light",
        width: int = 390,
        height: int = 844,
        options: dict[str, Any] | None = None,
    ) -> Page:
        """The HTML file shown on a screen of that size in CSS pixels, judged by axe-core with its own options."""
        tell = self._driver.execute_cdp_cmd
        features = [{"name": "prefers-color-scheme", "value": color_scheme}]
        tell("Emulation.setEmulatedMedia", {"media": "screen", "features": features})
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        tell("Emulation.setDeviceMetricsOverride", size)
        # What earlier pages complained of is no fault of this one.
        self._driver.get_log("browser")
        self._driver.get(path.resolve().as_uri())
        self._driver.execute_script(self._axe)
        found = self._driver.execute_async_script(_RUN_AXE, options or {})
        assert "error" not in found, found["error"]
        return Page(
            self._driver,
            tuple(Violation(**one) for one in found["violations"]),
            tuple(Violation(**one) for one in found["incomplete"]),
        )


@contextlib.contextmanager
def chromium(profile: Path) -> Iterator[Any]:
    """Selenium's driver of a Chromium of its own, with its profile in an empty folder."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    try:
        driver.set_script_timeout(60)
        yield driver
    finally:
        driver.quit()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with axe-core, for the whole run."""
    pytest.importorskip("selenium", reason="selenium is not installed: it comes with the extra `dev`")
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: .ci/browser installs it")
    if not AXE.exists():
        pytest.skip("axe-core is not installed: .ci/browser installs it")
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield Browser(driver, AXE.read_text(encoding="utf-8"))
