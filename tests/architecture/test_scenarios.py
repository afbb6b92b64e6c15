"""Every sentence of an acceptance scenario names the tests that keep it, and they are there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "gmp_portal" / "docs" / "scenarios.md"
# So many sentences each scenario has at least.
LEAST = {"C2": 15, "C3": 7, "C4": 16, "C5": 15, "C7": 11, "C13": 12, "C14": 11, "C16": 11}


def _rows():
    """Each sentence of a scenario with the tests named below it."""
    for part in KEPT.read_text().split("\n## ")[1:]:
        scenario, *sentences = part.split("\n- ")
        for sentence in sentences:
            said, _line, kept = sentence.partition("\n")
            yield scenario.split()[0], said, kept


@cache
def _tests_of(name):
    tree = ast.parse((ROOT / "tests" / name).read_text())
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


ROWS = list(_rows())


@pytest.mark.parametrize("scenario", LEAST)
def test_a_scenario_is_kept_sentence_by_sentence(scenario):
    told = [said for which, said, _kept in ROWS if which == scenario]

    assert len(set(told)) >= LEAST[scenario]


@pytest.mark.parametrize(
    ("scenario", "said", "kept"), ROWS, ids=[f"{row[0]}: {row[1][:40]}" for row in ROWS]
)
def test_a_sentence_names_tests_that_are_there(scenario, said, kept):
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", kept)

    assert named, f"{scenario}: nothing keeps “{said}”."
    for file, test in named:
        assert test in _tests_of(file), f"{file} has no {test}"
