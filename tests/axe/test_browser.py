"""The browser itself: what a test may count on."""

PAGE = """<!doctype html><html lang="sv"><head><title>Kallelse</title><style>
p { color: #777; background: #fff } @media (prefers-color-scheme: dark) { p { color: #999; background: #111 } }
</style></head><body><main><h1>Kallelse</h1><template><p>osett</p></template><p>Ring oss.</p><img src="a.png"></main>"""


def test_it_tells_faults_by_element_in_the_asked_colour_scheme(browser, tmp_path):
    path = tmp_path / "sida.html"
    path.write_text(PAGE, encoding="utf-8")

    light, dark = (browser.open(path, color_scheme=scheme, width=1000) for scheme in ("light", "dark"))

    assert [one.rule for one in light.violations] == ["color-contrast", "image-alt"]
    assert [one.rule for one in dark.violations] == ["image-alt"]
    # html head title style body main h1 template p img
    assert [one.index for one in light.violations] == [8, 9]
    assert dark.script("return innerWidth") == 1000
