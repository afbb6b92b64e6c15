"""Real processes of the portal for tests: a worker and a pump on the test's own database.

The fixture ``start_process`` is given to every test by ``tests/conftest.py``.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as portal
from django.db import connection

WORKER = ["-m", "celery", "--quiet", "-A", "gmp_portal.celery", "worker", "--concurrency=1"]
PUMP = ["manage.py", "pump"]


@dataclass
class Process:
    """One running program, and the file its output goes to."""

    popen: "subprocess.Popen[bytes]"
    output: Path

    def lines(self) -> list[str]:
        """What it has written so far."""
        return self.output.read_text().splitlines()

    def kill(self) -> None:
        """End it and its children as a machine that loses its power does."""
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(timeout=10)


# Of the 16 databases of the broker, the first half is for the tests themselves.
PROGRAMS = 8
StartProcess = Callable[..., Process]


@pytest.fixture
def start_process(settings: Any, tmp_path: Path) -> Iterator[StartProcess]:
    """``start_process(WORKER, LOG_LEVEL="INFO")``; all of them are ended after the test.

    They need a test with real transactions. Their queue is their own: tests in other processes
    look at theirs.
    """
    address = os.environ["DATABASE_URL"].rpartition("/")[0]
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    environ = os.environ | {
        "DATABASE_URL": f"{address}/{connection.settings_dict['NAME']}",
        "REDIS_URL": urlsplit(os.environ["REDIS_URL"])
        ._replace(path=f"/{number + PROGRAMS}")
        .geturl(),
        "MEDIA_ROOT": settings.MEDIA_ROOT,
        "DEMO": "1",
    }
    started: list[Process] = []

    def start(command: list[str], **more: str) -> Process:
        output = tmp_path / f"process-{len(started)}.log"
        with output.open("wb") as log:
            popen = subprocess.Popen(
                [sys.executable, *command],
                cwd=portal.BASE_DIR,
                env=environ | more,
                start_new_session=True,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        started.append(Process(popen, output))
        return started[-1]

    yield start
    for process in started:
        process.kill()


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether it became true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False
