"""``./portal test``: the whole test suite on its own PostgreSQL and Valkey."""

import os
import sys
from typing import NoReturn

from gmp_portal.launcher import paths

PROCESSES = 2
# What must be covered, and how far, stands in pyproject.toml.
COVERAGE = {"--coverage": ["--cov", "--cov-report=term"]}


def run(arguments: list[str]) -> NoReturn:
    """Become pytest, in two processes when the whole suite is asked for."""
    whole = all(argument.startswith("-") for argument in arguments)
    # Whoever has no tests left takes over some of the other's: those in a browser come last, and
    # take long.
    processes = ["-n", str(min(PROCESSES, os.cpu_count() or 1)), "--dist", "worksteal"]
    parallel = processes if whole else []
    asked = [part for each in arguments for part in COVERAGE.get(each, [each])]
    os.chdir(paths.ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *parallel, *asked])
