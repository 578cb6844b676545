"""Settings: which file holds, what it may say, and how its faults are told."""

import pytest

from template_check import config
from template_check.errors import SettingsError


@pytest.fixture(autouse=True)
def _fresh(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    config.nearest.cache_clear()


def write(folder, text, name="template-check.toml"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_the_nearest_file_upward_holds_alone(tmp_path):
    write(tmp_path, 'profile = "accessibility"\nselect = ["links"]')
    write(tmp_path / "a", 'locale = "en"')

    settings = config.load(tmp_path / "a/b")

    assert (tmp_path / "a", "en", "1177-inkorg", ()) == (
        settings.root,
        settings.locale,
        settings.profile,
        settings.select,
    )


def test_a_project_file_without_our_table_is_passed_over(tmp_path):
    write(tmp_path, '[tool.template-check]\nprofile = "accessibility"', "pyproject.toml")
    write(tmp_path / "a", "[tool.ruff]", "pyproject.toml")

    assert config.load(tmp_path / "a").profile == "accessibility"


def test_nothing_above_a_repository_is_read(tmp_path):
    write(tmp_path, 'profile = "accessibility"')
    (tmp_path / "a/.git").mkdir(parents=True)

    assert ("1177-inkorg", tmp_path / "a") == (
        config.load(tmp_path / "a").profile,
        config.load(tmp_path / "a").root,
    )


def test_every_key_is_read(tmp_path):
    (tmp_path / "mallar").mkdir()
    write(
        tmp_path,
        """
templates = ["*.yaml.j2"]
exclude = ["gamla/**"]
search-path = ["mallar"]
[severity]
"links/generic-link-text" = "off"
[per-file]
"screening/**" = ["plain-language"]
[options."plain-language/long-sentence"]
words = 30
[limits]
seconds = 2
output = 1
[jinja]
trim_blocks = true
""",
    )

    settings = config.load(tmp_path)

    assert (tmp_path / "mallar",) == settings.search_path
    assert settings.severity == {"links/generic-link-text": "off"}
    assert settings.per_file == {"screening/**": ("plain-language",)}
    assert settings.options == {"plain-language/long-sentence": {"words": 30}}
    assert config.Limits(seconds=2.0, output=1024 * 1024) == settings.limits
    assert settings.jinja == {"trim_blocks": True}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\nprofil = "accessibility"', 2, "Did you mean profile?"),
        ('profile = "accesibility"', 1, "Did you mean accessibility?"),
        ("[limits]\nsecond = 2", 2, "Did you mean seconds?"),
        ("[limits]\nseconds = 0", 2, "above 0"),
        ("select = 'links'", 1, "list of texts"),
        ('[severity]\nlinks = "warn"', 2, "Did you mean warning?"),
        ("[jinja]\ntrim-blocks = true", 2, "Did you mean trim_blocks?"),
        ('[jinja]\nsetup = "finns_inte:alls"', 2, "cannot be imported"),
        ('rules = ["finns-inte"]', 1, "does not exist"),
    ],
)
def test_a_fault_is_told_with_file_line_and_what_was_meant(tmp_path, text, line, said):
    write(tmp_path, text)

    with pytest.raises(SettingsError) as raised:
        config.load(tmp_path)

    sentence = raised.value.sentences["en"]
    assert sentence.startswith(f"template-check.toml, line {line}: ")
    assert said in sentence


def test_a_setup_function_is_found_beside_the_settings(tmp_path):
    write(tmp_path, "def prepare(environment):\n    pass\n", "our_filters_for_test.py")
    write(tmp_path, '[jinja]\nsetup = "our_filters_for_test:prepare"')

    assert config.load(tmp_path).jinja["setup"].__name__ == "prepare"


def test_broken_toml_is_told_and_not_raised_as_such(tmp_path):
    write(tmp_path, "a = = b")

    with pytest.raises(SettingsError):
        config.load(tmp_path)
