"""``./portal test``: the whole test suite on its own PostgreSQL and Valkey."""

import os
import sys
from typing import NoReturn

from gmp_portal.launcher import paths

PROCESSES = 2


def run(arguments: list[str]) -> NoReturn:
    """Become pytest, in two processes when the whole suite is asked for."""
    whole = not any(not argument.startswith("-") for argument in arguments)
    parallel = ["-n", str(min(PROCESSES, os.cpu_count() or 1))] if whole else []
    os.chdir(paths.ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *parallel, *arguments])
