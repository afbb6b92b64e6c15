"""A local name says what it is: ``letter``, not ``one``; ``letters``, not ``found``."""

import ast

import pytest

from gmp_portal.launcher import tree

SAY_NOTHING = {"one", "found"}


@pytest.mark.parametrize("path", sorted(tree.python_files()), ids=tree.name)
def test_no_name_says_nothing(path):
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = [
        (node.id, node.lineno)
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    arguments = [(node.arg, node.lineno) for node in nodes if isinstance(node, ast.arg)]

    assert [said for said in names + arguments if said[0] in SAY_NOTHING] == []
