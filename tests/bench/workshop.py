"""Private copies of the portal, each with a database of its own and a warm process."""

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests import services
from tests.bench import warm
from tests.bench.sampling import Change
from tests.bench.targets import ROOT

# Browsers, the walk over all addresses and real workers take minutes for each mutant; the
# other folders do not call what is mutated.
LEFT_OUT = (
    *("tests/access", "tests/browser"),
    *("tests/jobs/test_worker_logs.py", "tests/reporting/test_worker_killed.py"),
    *("tests/architecture", "tests/ops", "tests/typesetting", "tests/upgrade"),
)
ARGUMENTS = (
    *("-p", "no:randomly", "-p", "no:cacheprovider", "-q", "-m", "not browser"),
    *(f"--ignore={path}" for path in LEFT_OUT),
    *("-o", "tmp_path_retention_policy=none"),
)
START = 300.0
MARKS = ("FAILED ", "ERROR ")


class BenchError(Exception):
    """The bench cannot go on; the message is for the reader."""


class Workshop:
    """One copy of the portal in which one mutant after the other is tried."""

    def __init__(self, number: int, folder: Path, tests: list[str]) -> None:
        self.number, self.folder, self.tests = number, folder, tests
        self.tree = folder / "portal"
        self.database = f"portal_gw{number}"
        self.process: subprocess.Popen[bytes] | None = None
        self.transactional: set[str] = set()
        shutil.copytree(ROOT, self.tree, ignore=_not_needed, symlinks=True)
        (self.tree / ".venv").symlink_to(ROOT / ".venv")

    @property
    def environ(self) -> dict[str, str]:
        """What a test process in this copy needs; it starts no servers."""
        address = os.environ["DATABASE_URL"].rpartition("/")[0]
        return {
            **os.environ,
            "DATABASE_URL": f"{address}/{self.database}",
            "PYTEST_XDIST_WORKER": f"gw{self.number}",
        }

    def pytest(self, *arguments: str) -> list[str]:
        """Give the command that runs tests in this copy."""
        temporary = f"--basetemp={self.folder / 'tmp'}"
        return ["-m", "pytest", *ARGUMENTS, temporary, *arguments]

    def start(self) -> None:
        """Collect all tests in a process that stays."""
        reading, commands = os.pipe()
        answers, writing = os.pipe()
        given = {warm.COMMANDS: str(reading), warm.ANSWERS: str(writing)}
        with (self.folder / "warm.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.pytest("-p", "tests.bench.warm", *self.tests)],
                cwd=self.tree,
                env=self.environ | given,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(reading, writing),
                start_new_session=True,
            )
        os.close(reading)
        os.close(writing)
        self._commands = os.fdopen(commands, "w", buffering=1)
        self._answers = os.fdopen(answers)
        self.transactional = set(self._answer(START)["transactional"])

    def stop(self) -> None:
        """End the process of this copy."""
        if self.process:
            self._commands.close()
            self.process.kill()
            self.process.wait()
            self._answers.close()
            self.process = None

    def try_change(
        self, change: Change, tests: list[str], patience: float, *, cold: bool
    ) -> dict[str, Any]:
        """Run tests against a change and answer how that ended."""
        with self._written(change):
            if cold:
                return self._try_cold(tests, patience)
            forked = [test for test in tests if test not in self.transactional]
            apart = [test for test in tests if test in self.transactional]
            said = {"outcome": "survived", "by": "", "seconds": 0}
            if forked:
                said = said | self._ask(change, forked, patience)
            if said["outcome"] == "cold":
                return self._try_cold(tests, patience)
            if apart and said["outcome"] == "survived":
                before = said["seconds"]
                said = self._try_cold(apart, patience)
                said["seconds"] += before
            return said

    def passes(self, test: str) -> bool:
        """Tell whether a test holds here without any change, run as it was run with one."""
        if test in self.transactional:
            return self._try_cold([test], START)["outcome"] == "survived"
        return self._ask(None, [test], START)["outcome"] == "survived"

    def _ask(
        self, change: Change | None, tests: list[str], patience: float
    ) -> dict[str, Any]:
        mutant = change.mutant if change else None
        command = {
            "file": mutant.file if mutant else "",
            "qualname": mutant.qualname if mutant else "",
            "first_line": mutant.first_line if mutant else 0,
            "tests": tests,
            "patience": patience,
            "log": str(self.folder / "last.log"),
        }
        self._commands.write(json.dumps(command) + "\n")
        said = self._answer(patience + 60)
        if said.pop("soils"):
            self._renew_database()
        return said

    def _answer(self, patience: float) -> dict[str, Any]:
        ready = select.select([self._answers], [], [], patience)[0]
        line = self._answers.readline() if ready else ""
        if not line:
            tail = (self.folder / "warm.log").read_text(errors="replace")[-2000:]
            raise BenchError(f"The process that runs the tests does not answer.\n{tail}")
        return json.loads(line)

    def _try_cold(self, tests: list[str], patience: float) -> dict[str, Any]:
        """Run tests in a process of their own, on a database that nothing else has touched."""
        began, report = time.monotonic(), self.folder / "cold.log"
        chosen = self.folder / "tests.txt"
        chosen.write_text("\n".join(tests))
        try:
            with report.open("wb") as log:
                code = subprocess.run(
                    [sys.executable, *self.pytest("-x", "-rfE", f"@{chosen}")],
                    cwd=self.tree,
                    env=self.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    timeout=patience + 60,
                    check=False,
                ).returncode
            outcome, by = outcome_of(code), _first_failure(report, tests)
            if outcome == "error":
                by = f"pytest ended with {code}: {by or _last_line(report)}"
        except subprocess.TimeoutExpired:
            outcome, by = "too slow", ""
        self._renew_database()
        seconds = round(time.monotonic() - began, 2)
        return {"outcome": outcome, "by": by, "seconds": seconds}

    def _renew_database(self) -> None:
        name = f"test_{self.database}"
        services._running[-1].postgres.query(
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"CREATE DATABASE {name} TEMPLATE test_portal OWNER portal",
        )

    @contextlib.contextmanager
    def _written(self, change: Change) -> Iterator[None]:
        """Put the changed file in place; its time tells Python to compile it anew."""
        path = self.tree / change.mutant.file
        before, times = path.read_bytes(), path.stat()
        path.write_text(change.code)
        os.utime(path, (times.st_atime, times.st_mtime + 7200))
        try:
            yield
        finally:
            path.write_bytes(before)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@contextlib.contextmanager
def opened(count: int, tests: list[str]) -> Iterator[list[Workshop]]:
    """Start the servers of this run and make the copies; remove all of it afterwards."""
    os.environ.pop("DATABASE_URL", None)
    services._start(SimpleNamespace(reuse_db=True, numprocesses=count))
    folder = Path(tempfile.mkdtemp(prefix="gmp-bench-"))
    workshops: list[Workshop] = []
    try:
        for number in range(count):
            place = folder / str(number)
            place.mkdir()
            workshops.append(Workshop(number, place, tests))
        yield workshops
    finally:
        for workshop in workshops:
            workshop.stop()
        services.pytest_unconfigure()
        shutil.rmtree(folder, ignore_errors=True)


def _not_needed(folder: str, names: list[str]) -> set[str]:
    unwanted = {"__pycache__", "node_modules"}
    if Path(folder) == ROOT:
        unwanted |= {"var", ".venv", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
    return unwanted & set(names)


def outcome_of(code: int) -> str:
    """Say what the exit code of pytest tells: only 1 means that tests ran and one failed."""
    return {0: "survived", 1: "noticed"}.get(code, "error")


def _last_line(report: Path) -> str:
    lines = report.read_text(errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "")[:200]


def _first_failure(report: Path, tests: list[str]) -> str:
    lines = report.read_text(errors="replace").splitlines()
    said = [line.partition(" ")[2] for line in lines if line.startswith(MARKS)]
    if not said:
        return ""
    # Behind the name stands the cause; a name may hold the same dash as stands between them.
    named = (test for test in tests if f"{said[0]} - ".startswith(f"{test} - "))
    return max(named, key=len, default=said[0].partition(" - ")[0])
