"""Pytest plugin: a PostgreSQL and a Valkey of this run's own.

Loaded by ``-p tests.services`` in the configuration of pytest: a conftest is read too late,
when Django has read its settings. Workers of pytest-xdist inherit the environment and start
nothing.
"""

import os
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gmp_portal.launcher import paths, sources, template
from gmp_portal.launcher.processes import StartError
from gmp_portal.launcher.servers import Postgres, Valkey
from gmp_portal.launcher.sources import MissingServerError

PREFIX = "gmp-test-"
FOREIGN = (
    "DEMO",
    "PRODUCTION",
    "EMAIL_URL",
    "INCOMING_URL",
    "REPLY_ADDRESS",
    "BEHIND_PROXY",
    "SECURE_COOKIES",
    "STATIC_ROOT",
)


@dataclass
class Services:
    """What this run has started and will stop."""

    folder: Path
    postgres: Postgres | None = None
    valkey: Valkey | None = None

    def stop(self) -> None:
        """Stop everything that was started, in whatever state it is."""
        for server in (self.postgres, self.valkey):
            if server:
                server.stop()
        paths.remove_folder(self.folder)


_running: list[Services] = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config,
) -> Generator[None, None, None]:
    """Start the services before pytest-django reads the settings in this same hook."""
    asked = early_config.known_args_namespace
    wants_tests = not (asked.help or asked.version)
    if wants_tests and "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            _start(asked)
        except (StartError, MissingServerError) as error:
            raise pytest.UsageError(str(error)) from error
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        _take_a_queue_of_its_own(int(worker.removeprefix("gw")))
    try:
        return (yield)
    except BaseException:
        # The run ends before pytest is configured: ``pytest_unconfigure`` never comes.
        pytest_unconfigure()
        raise


def _take_a_queue_of_its_own(number: int) -> None:
    """Let no worker count, or empty, what another one has put into the broker."""
    address = urlsplit(os.environ["REDIS_URL"])
    os.environ["REDIS_URL"] = address._replace(path=f"/{number}").geturl()


def pytest_unconfigure() -> None:
    """Stop the services of this run."""
    while _running:
        _running.pop().stop()


def _start(asked: "object") -> None:
    paths.remove_stale(PREFIX)
    services = Services(paths.short_folder(PREFIX))
    paths.mark_owner(services.folder)
    _running.append(services)
    try:
        _settings(services.folder)
        services.valkey = Valkey(
            sources.pick_valkey(os.environ), services.folder / "valkey.log"
        )
        services.valkey.start()
        os.environ.update(services.valkey.environ)
        source = sources.pick_postgres(os.environ)
        if source.is_external:
            # Somebody else's server: let pytest-django make and drop the database.
            asked.reuse_db = False  # type: ignore[attr-defined]
            return
        services.postgres = template.provide(source, services.folder, {})
        os.environ.update(services.postgres.environ)
        if workers := _workers(asked):
            template.clone_for_workers(services.postgres, workers)
    except BaseException:
        pytest_unconfigure()
        raise


def _settings(folder: Path) -> None:
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "gmp_portal.settings",
            "PORTAL_TESTING": "1",
            # Layouts and directions are tested with what is translated so far.
            "SHOW_INCOMPLETE_LANGUAGES": "1",
            "DEBUG": "0",
            "SECRET_KEY": "only-for-tests-" + "x" * 50,
            "VAR_DIR": str(folder / "var"),
            "MEDIA_ROOT": str(folder / "var" / "files"),
            "LOG_LEVEL": "WARNING",
            # A machine that runs tests may be busy with many things at once.
            "STATEMENT_TIMEOUT_MS": "30000",
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        }
    )
    (folder / "var" / "files").mkdir(parents=True)
    (folder / "var" / "static").mkdir()


def _workers(asked: "object") -> int:
    """How many processes pytest-xdist is going to start."""
    number = getattr(asked, "numprocesses", None)
    if number in ("auto", "logical"):
        return os.cpu_count() or 1
    return int(number or 0)
