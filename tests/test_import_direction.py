"""Imports go one way: a part knows those before it, never those after."""

import ast
from pathlib import Path

import pytest

import template_check

PACKAGE = Path(template_check.__file__).parent

# Each part, with the parts of the package that it may import. What is not named here may import everything.
MAY_IMPORT = {
    "lazy": set(),
    "positions": set(),
    "errors": set(),
    "faults": {"positions"},
    "config": {"errors", "positions", "discover"},
    "discover": {"errors", "positions", "faults", "config", "document.context", "document.sample"},
    "rendering": {"errors", "positions", "faults", "config"},
    "catalogue": {"errors", "positions"},
    "document": {"errors", "positions", "faults", "config", "catalogue"},
    "checks": {"positions", "faults", "catalogue", "document"},
    "silencers": {"positions", "faults", "findings"},
    "engine": {"positions", "faults", "catalogue", "document"},
    "findings": {"positions", "catalogue"},
    "baseline": {"errors", "findings"},
    "cache": {"findings"},
    "signoff": {"errors", "findings", "discover"},
    "reports": {"positions", "errors", "catalogue", "document", "findings", "signoff"},
}


def modules():
    return sorted(path for path in PACKAGE.rglob("*.py") if "_rules" not in path.parts)


def part(dotted):
    return dotted.split(".")[0]


def imported(path):
    """Dotted names below the package that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("template_check"):
            yield node.module.removeprefix("template_check").lstrip(".")
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("template_check."):
                    yield alias.name.removeprefix("template_check.")


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_before_it(path):
    own = part(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    allowed = MAY_IMPORT.get(own)
    if allowed is None:
        return
    names = [name for name in imported(path) if name and part(name) not in (own, "lazy")]

    assert [name for name in names if part(name) not in allowed and name not in allowed] == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_one_module_knows_the_parser(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    knows = any(name.split(".")[0] == "turbohtml" for name in names)

    assert not knows or path.relative_to(PACKAGE).as_posix() == "document/parse.py"
