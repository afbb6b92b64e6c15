"""What must be covered is measured: no pattern of what is left out hides any of it."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
# They hold no rule: history, the example data, and what starts the processes.
MAY_BE_LEFT_OUT = {"*/migrations/*", "gmp_portal/website/demo/*", "gmp_portal/launcher/*"}


def _coverage():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["coverage"]


def test_nothing_that_must_be_covered_is_left_out_of_the_measure():
    coverage = _coverage()

    assert set(coverage["run"]["omit"]) == MAY_BE_LEFT_OUT
    assert coverage["run"]["branch"]
    assert coverage["report"]["fail_under"] == 100


def test_what_must_be_covered_is_there_in_each_app():
    coverage = _coverage()
    patterns = [f"*/{each.removeprefix('*/')}" for each in coverage["report"]["include"]]

    for app in coverage["run"]["source"]:
        files = (f"/{file.relative_to(ROOT)}" for file in (ROOT / app).rglob("*.py"))
        assert any(fnmatch(file, each) for file in files for each in patterns), app
