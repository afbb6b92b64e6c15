"""A local name says what it is: ``letter``, not ``one``; ``letters``, not ``found``."""

import ast

from gmp_portal.launcher import tree

SAY_NOTHING = {"one", "found"}


def _names(path):
    """The local names and arguments of a module, with their lines."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno


def test_no_name_says_nothing():
    files = list(tree.python_files())
    said = [
        f"{tree.name(path)}:{line}: {name}"
        for path in files
        for name, line in _names(path)
        if name in SAY_NOTHING
    ]

    assert len(files) > 100
    assert said == []
