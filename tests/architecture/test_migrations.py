"""A migration does the same for ever: it uses no code and reads no file that may change later."""

import ast

import pytest

from gmp_portal.launcher import tree

# Django itself writes the names of defaults, choices and the like into these.
WRITTEN_BY_DJANGO = "0001_initial.py"
MIGRATIONS = [
    path
    for path in tree.files(".py", below=tree.PACKAGES)
    if path.parent.name == "migrations"
    and path.name not in {"__init__.py", WRITTEN_BY_DJANGO}
]


def _imported(parsed):
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", MIGRATIONS, ids=tree.name)
def test_a_migration_stands_on_its_own(path):
    packages = {name.partition(".")[0] for name in _imported(ast.parse(path.read_text()))}

    assert packages.isdisjoint({*tree.PACKAGES, "pathlib", "csv", "importlib"})
    assert "open(" not in path.read_text()
