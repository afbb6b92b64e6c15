"""What the clock starts goes through records one by one: a bad one keeps no other waiting."""

import ast

import pytest

from gmp_portal.launcher import tree

SCHEDULED = [path for path in tree.python_files() if path.name == "scheduled.py"]


def calls_of_loops(source):
    """The loops whose body calls something outside the module itself."""
    tree = ast.parse(source)
    own = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
    return [
        loop.lineno
        for loop in ast.walk(tree)
        if isinstance(loop, ast.For)
        for call in ast.walk(loop)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") not in own
    ]


@pytest.mark.parametrize("path", SCHEDULED, ids=lambda path: path.parent.name)
def test_no_loop_of_the_clock_stops_at_a_record_that_fails(path):
    assert calls_of_loops(path.read_text()) == []


def test_a_loop_that_would_stop_is_seen():
    source = "def look(today):\n    for each in due:\n        actions.end(each)\n"

    assert calls_of_loops(source) == [2]


def test_there_is_a_clock_in_many_apps():
    assert len(SCHEDULED) > 8
