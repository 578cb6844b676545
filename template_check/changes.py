"""What readers see changed since an older revision of the repository: both sides rendered by the same road."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from template_check.errors import UsageError
from template_check.findings import Changed, ChangedSample, MessageResult, Rendered, Report
from template_check.pipeline import Choice, Options, run

_GIT_SECONDS = 120


def since(revision: str, paths: Sequence[Path], result: Report, choice: Choice) -> tuple[Changed, ...]:
    """The messages under the paths whose subject or visible text differ from those at the revision, in order of path.

    `result` is what the paths gave now, with its renderings. Raises UsageError outside a repository and for a revision
    that it does not know.
    """
    root = _root(paths[0])
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    if not commit:
        raise UsageError(
            sv=f"Git känner inte till {revision}. Ange en gren, en tagg eller en incheckning.",
            en=f"Git does not know {revision}. Name a branch, a tag or a commit.",
        )
    now = {_inside(message.path, root): message for message in result.templates}
    with tempfile.TemporaryDirectory(prefix="template-check-") as folder:
        tree = Path(folder).resolve() / "tree"
        _check_out(root, commit, tree, Path(folder) / "index")
        then = _rendered(tree, [_inside(path, root) for path in paths], choice)
    touched = _touched(root, commit)
    return tuple(
        changed
        for name in sorted({*now, *then})
        if (changed := _compared(name, then.get(name), now.get(name), root, touched))
    )


def _rendered(tree: Path, names: Iterable[str], choice: Choice) -> dict[str, MessageResult]:
    """Every message under the paths of an older tree, rendered and not judged, by its path from the root."""
    paths = [path for path in (tree / name for name in names) if path.exists()]
    if not paths:
        return {}
    told = run(paths, Options(replace(choice, select=(), ignore=("all",), replaced={}, renderings=True)))
    return {_inside(message.path, tree): message for message in told.templates}


def _compared(
    name: str, before: MessageResult | None, after: MessageResult | None, root: Path, touched: frozenset[str]
) -> Changed | None:
    old = {each.sample: each for each in before.renderings} if before else {}
    new = {each.sample: each for each in after.renderings} if after else {}
    samples = tuple(
        ChangedSample(sample, old.get(sample), new.get(sample))
        for sample in dict.fromkeys((*new, *old))
        if _shown(old.get(sample)) != _shown(new.get(sample))
    )
    if not samples:
        return None
    known = after or before
    assert known is not None
    rests_on = {os.path.realpath(path) for path in (known.path, *known.dependencies)} if after else set()
    files = tuple(_from_here(root / path) for path in sorted(touched) if str(root / path) in rests_on)
    kind = "changed" if before and after else "added" if after else "removed"
    return Changed(after.path if after else _from_here(root / name), kind, files, samples)


def _shown(rendered: Rendered | None) -> tuple[str | None, str] | None:
    return None if rendered is None else (rendered.subject, rendered.text)


def _inside(path: str | Path, root: Path) -> str:
    absolute = Path(os.path.realpath(path))
    if not absolute.is_relative_to(root):
        raise UsageError(
            sv=f"{path} ligger inte i samma git-arkiv som de andra sökvägarna.",
            en=f"{path} is not in the same git repository as the other paths.",
        )
    return absolute.relative_to(root).as_posix()


def _from_here(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()


def _root(path: Path) -> Path:
    folder = path if path.is_dir() else path.parent
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    if not top:
        raise UsageError(
            sv=f"{path} ligger inte i ett git-arkiv, så det går inte att jämföra med en äldre version.",
            en=f"{path} is not in a git repository, so it cannot be compared with an older version.",
        )
    return Path(os.path.realpath(top))


def _check_out(root: Path, commit: str, tree: Path, index: Path) -> None:
    """Writes the files of a commit into a folder, by an index of its own: the repository is left as it is."""
    tree.mkdir()
    # Settings are looked for up to the root of the repository.
    (tree / ".git").mkdir()
    _git(root, "read-tree", commit, index=index)
    _git(root, "checkout-index", "--all", "--quiet", f"--prefix={tree.as_posix()}/", index=index)


def _touched(root: Path, commit: str) -> frozenset[str]:
    """The files that differ from the commit's, with new ones that git does not yet know of."""
    names = _git(root, "diff", "--name-only", "-z", commit, "--").split("\0")
    names += _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    return frozenset(filter(None, names))


def _git(folder: Path, *arguments: str, index: Path | None = None) -> str:
    """What git says; empty where it says no."""
    environment = {**os.environ, **({"GIT_INDEX_FILE": str(index)} if index else {})}
    try:
        told = subprocess.run(
            ("git", "-C", str(folder), *arguments),
            capture_output=True,
            timeout=_GIT_SECONDS,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(
            sv="Git finns inte eller svarar inte, så det går inte att jämföra med en äldre version.",
            en="Git is not there or does not answer, so nothing can be compared with an older version.",
        ) from error
    return os.fsdecode(told.stdout) if told.returncode == 0 else ""
