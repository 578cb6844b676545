"""The hooks, run by pre-commit on a git repository."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parent.parent
SOUND = '<p><img src="karta.png" alt="Karta över entrén"></p>\n'
FAULTY = '<p><img src="karta.png"></p>\n'
ONLY = ["--select", "images", "--locale", "en"]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PIP_"))},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "x",
    "GIT_AUTHOR_EMAIL": "x@example.com",
    "GIT_COMMITTER_NAME": "x",
    "GIT_COMMITTER_EMAIL": "x@example.com",
    "NO_COLOR": "1",
}


def ran(*arguments, folder, **environment):
    told = {**ENVIRONMENT, **environment}
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, encoding="utf-8", env=told)


def git(*arguments, folder):
    done = ran("git", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A git repository of this project as it is now, its tests left out, and the commit to take."""
    folder = tmp_path_factory.mktemp("template-check")
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", folder=PROJECT).splitlines()
    for name in listed:
        if not name.startswith(("tests/", "templates_examples/")) and (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((PROJECT / name).read_bytes())
    git("init", "--quiet", folder=folder)
    git("add", ".", folder=folder)
    git("commit", "--quiet", "--message", "x", folder=folder)
    return folder, git("rev-parse", "HEAD", folder=folder)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Where pre-commit installs the hooks, once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def repository(tmp_path, released):
    """A repository with two sound messages that share a part, committed, and the hooks set up."""
    source, commit = released
    hooks = [
        {"id": "template-check", "args": ONLY},
        {"id": "template-check-all", "args": ONLY, "stages": ["manual"]},
    ]
    config = {"repos": [{"repo": str(source), "rev": commit, "hooks": hooks}]}
    put(tmp_path / ".pre-commit-config.yaml", yaml.safe_dump(config))
    put(tmp_path / "mallar/_delar/karta.html.j2", SOUND)
    put(tmp_path / "mallar/a.html.j2", '<p>Hej {{ namn }}!</p>{% include "_delar/karta.html.j2" %}\n')
    put(tmp_path / "mallar/a.samples/standard.json", '{"namn": "Kim"}')
    put(tmp_path / "mallar/b.html.j2", "<p>Hej!</p>{{ bild|safe }}\n")
    put(tmp_path / "mallar/b.samples/standard.json", '{"bild": ""}')
    git("init", "--quiet", folder=tmp_path)
    git("add", ".", folder=tmp_path)
    git("commit", "--quiet", "--message", "x", folder=tmp_path)
    return tmp_path


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def hooks(repository, home):
    """Runs the hooks as a commit does, without network: what the package stands on is this environment's."""

    def running(*arguments):
        return ran(
            sys.executable,
            *("-m", "pre_commit", "run", "--verbose", *arguments),
            folder=repository,
            PRE_COMMIT_HOME=str(home),
            PYTHONPATH=sysconfig.get_path("purelib"),
            PIP_NO_DEPS="1",
            PIP_NO_BUILD_ISOLATION="0",
            PIP_DISABLE_PIP_VERSION_CHECK="1",
        )

    return running


def test_a_changed_part_is_judged_in_the_messages_that_use_it(repository, hooks):
    put(repository / "mallar/_delar/karta.html.j2", FAULTY)
    git("add", ".", folder=repository)
    done = hooks()

    assert done.returncode == 1, done.stdout + done.stderr
    assert "mallar/_delar/karta.html.j2:1:4  error  images/missing-alt-text" in done.stdout
    assert "1 message, 1 sample" in done.stdout


def test_a_changed_sample_is_judged_in_its_message(repository, hooks):
    put(repository / "mallar/b.samples/standard.json", '{"bild": "<img src=karta.png>"}')
    git("add", ".", folder=repository)
    done = hooks()

    assert "The fault comes from the sample" in done.stdout, done.stdout + done.stderr


def test_sound_messages_and_files_that_belong_to_none_pass(repository, hooks):
    put(repository / "mallar/a.html.j2", "<p>Hej på dig {{ namn }}!</p>\n")
    put(repository / "package.json", "{}")
    put(repository / "data/annat.yaml", "a: 1\n")
    git("add", ".", folder=repository)
    done = hooks()

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 message, 1 sample" in done.stdout


def test_only_what_is_staged_is_judged(repository, hooks):
    put(repository / "mallar/_delar/karta.html.j2", FAULTY)
    git("add", ".", folder=repository)
    put(repository / "mallar/_delar/karta.html.j2", SOUND)
    staged_fault = hooks()
    git("add", ".", folder=repository)
    put(repository / "mallar/_delar/karta.html.j2", FAULTY)
    git("rm", "--quiet", "--cached", "mallar/b.html.j2", folder=repository)
    put(repository / "mallar/a.html.j2", '<p>Hej!</p>{% include "_delar/karta.html.j2" %}\n')
    git("add", "mallar/a.html.j2", folder=repository)
    staged_sound = hooks()

    assert (staged_fault.returncode, staged_sound.returncode) == (1, 0), staged_sound.stdout + staged_sound.stderr
    assert (repository / "mallar/_delar/karta.html.j2").read_text("utf-8") == FAULTY


def test_all_messages_can_be_judged_whatever_has_changed(repository, hooks):
    done = hooks("template-check-all", "--hook-stage", "manual")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 messages, 2 samples" in done.stdout
