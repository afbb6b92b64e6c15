"""``./portal test``: the whole test suite on its own PostgreSQL and Valkey."""

import os
import subprocess
import sys

from gmp_portal.launcher import paths

PROCESSES = 2
COVERAGE = "--coverage"
# Where a line or a branch that no test runs could let somebody do what they may not.
COVERED = (
    "*/actions/*",
    "*/actions.py",
    "*/permissions.py",
    "*/permissions/*",
    "gmp_portal/workflow.py",
    "gmp_portal/ledger/*",
    "gmp_portal/jobs/*",
    "gmp_portal/documents/*",
)


def run(arguments: list[str]) -> int:
    """Become pytest, in two processes when the whole suite is asked for."""
    whole = all(argument.startswith("-") for argument in arguments)
    parallel = ["-n", str(min(PROCESSES, os.cpu_count() or 1))] if whole else []
    pytest = [sys.executable, "-m", "pytest", *parallel]
    os.chdir(paths.ROOT)
    if COVERAGE not in arguments:
        os.execv(sys.executable, [*pytest, *arguments])
    return _measure([*pytest, *(each for each in arguments if each != COVERAGE)])


def _measure(pytest: list[str]) -> int:
    """Run the tests, then list what they have not run of the parts that must be covered."""
    paths.VAR.mkdir(exist_ok=True)
    tested = subprocess.run([*pytest, "--cov", "--cov-report="], check=False)
    report = ["-m", "coverage", "report", "--show-missing", "--skip-covered"]
    asked = [f"--include={','.join(COVERED)}", "--fail-under=100", "--precision=2"]
    covered = subprocess.run([sys.executable, *report, *asked], check=False)
    return tested.returncode or covered.returncode
