"""The baseline: findings that are known, so that a run shows only those that are new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from template_check.errors import UsageError
from template_check.findings import Finding

FILE = "template-check-baseline.json"
_VERSION = 1


Known = Counter[tuple[str, str, str]]


def known(findings: Iterable[Finding], from_root: Callable[[str], str] = str) -> Known:
    """How often each rule, path and fingerprint stands in some findings.

    `from_root` turns a shown path into one relative to the settings' root.
    """
    return Counter((finding.rule, from_root(finding.place.path), finding.fingerprint) for finding in findings)


def text(entries: Known) -> str:
    """A baseline as it is written: a line for each finding, sorted, without line numbers or text of a message."""
    lines = sorted(
        json.dumps({"path": path, "rule": rule, "fingerprint": fingerprint}, ensure_ascii=False)
        for rule, path, fingerprint in entries.elements()
    )
    listed = ",\n".join(f"  {line}" for line in lines)
    return f'{{"version": {_VERSION}, "findings": [\n{listed}\n]}}\n'


def read(file: Path) -> Known:
    """How often each rule, path and fingerprint stands in a baseline. Raises UsageError for a file that is none."""
    try:
        table = json.loads(file.read_text(encoding="utf-8-sig"))
        if table["version"] != _VERSION:
            raise ValueError(table["version"])
        return Counter((str(one["rule"]), str(one["path"]), str(one["fingerprint"])) for one in table["findings"])
    except FileNotFoundError as error:
        raise UsageError(
            sv=f"Baslinjen {file} finns inte. Gör den med template-check baseline.",
            en=f"The baseline {file} does not exist. Make it with template-check baseline.",
        ) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            sv=f"{file} är ingen baslinje som går att läsa. Gör om den med template-check baseline.",
            en=f"{file} is not a baseline that can be read. Make it again with template-check baseline.",
        ) from error


def compare(
    findings: Iterable[Finding],
    known: Known,
    is_looked_at: Callable[[str, str], bool] = lambda rule, path: True,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[str, ...]]:
    """The findings that are new, those that the baseline covers, and its entries that no longer occur.

    An entry covers as many findings as there are entries like it. Stale entries are told as `path: rule`; `is_looked_at`
    says of a rule and a path whether the run would have found it.
    """
    left: Counter[str] = Counter()
    where: dict[str, tuple[str, str]] = {}
    for (rule, path, fingerprint), count in known.items():
        left[fingerprint] += count
        where[fingerprint] = rule, path
    new, covered = [], []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            covered.append(finding)
        else:
            new.append(finding)
    stale = sorted(
        f"{path}: {rule}"
        for fingerprint, count in left.items()
        for rule, path in [where[fingerprint]] * count
        if is_looked_at(rule, path)
    )
    return tuple(new), tuple(covered), tuple(stale)
