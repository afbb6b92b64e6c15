"""``./portal demo``: the whole portal on one's own machine, with sample data."""

import argparse
import contextlib
import errno
import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

from gmp_portal.launcher import processes, programs, stack, template, web
from gmp_portal.launcher.processes import Child, StartError
from gmp_portal.launcher.stack import Stack
from gmp_portal.launcher.supervisor import Supervisor

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 90.0
# What a page must not take, preparing may take on a slow machine.
PATIENT = {"STATEMENT_TIMEOUT_MS": "120000"}


class StopRequested(BaseException):
    """Somebody asked the demonstration to stop; nothing may swallow it on the way up."""


def run(arguments: list[str]) -> int:
    """Start the demonstration, run until it is asked to stop, and stop all of it."""
    options = _parse(arguments)
    with _stop_on_signals(), stack.hold() as is_ours:
        if not is_ours:
            return _explain_other()
        _refuse_taken_port(options.port)
        if options.fresh:
            stack.begin_anew()
        return Demo(Stack(options.port)).run()


class Demo:
    """The programs of the demonstration, from the first step to the last stop."""

    def __init__(self, servers: Stack) -> None:
        self.stack = servers
        self.began = time.monotonic()
        self.environ: dict[str, str] = {}
        self.children: list[Child] = []

    def run(self) -> int:
        """Start everything, watch it, and stop it whatever happens in between."""
        try:
            self._start()
            self._announce()
            self._watch()
        except StopRequested:
            print("\nStopping …", flush=True)
            return 0
        finally:
            self._stop()

    def _start(self) -> None:
        # Takes a moment, in which the others start; nobody needs it before.
        self.stack.mailbox.start()
        with self._step(f"PostgreSQL ({self.stack.postgres.source.kind})"):
            self.stack.postgres.start()
        with self._step(f"Valkey ({self.stack.valkey.source.kind})"):
            self.stack.valkey.start()
        self.environ = stack.environ(self.stack.settings)
        self.stack.publish("demo")
        with self._step("Tables"):
            self._prepare_tables()
        with self._step("Sample data"):
            self._manage("load_demo", "--verbosity", "0")
        with self._step("Worker, pump and web"):
            self._start_programs()
            self.stack.mailbox.wait()
            self._wait_for_page()

    def _prepare_tables(self) -> None:
        """Migrate, unless nothing has changed since the last start."""
        mark = self.stack.migrated_mark
        source = self.stack.postgres.source
        state = "" if source.is_external else template.key(source)
        if state and mark.exists() and mark.read_text() == state:
            return
        self._manage("migrate", "--verbosity", "0")
        self._manage("createcachetable", "--verbosity", "0")
        if not source.is_external:
            self._manage("secure_database", "--verbosity", "0")
        mark.write_text(state)

    def _start_programs(self) -> None:
        self.children = programs.children(self.stack, self.environ)
        for child in self.children:
            child.log.unlink(missing_ok=True)
            child.start()

    def _wait_for_page(self) -> None:
        web = self.children[-1]
        end = time.monotonic() + PATIENCE
        said = "no answer"
        while time.monotonic() < end:
            if web.exit_code is not None:
                message = f"The web server stopped at once. Its last lines:\n{web.tail()}"
                raise StartError(message)
            said = _ask_health(self.stack.address)
            if said == "200":
                return
            time.sleep(0.1)
        message = (
            f"{self.stack.address}/health/ answers {said}: the portal is not healthy."
            f" The last lines of the web server:\n{web.tail()}"
        )
        raise StartError(message)

    def _announce(self) -> None:
        seconds = time.monotonic() - self.began
        print(f"\nThe portal is running after {seconds:.0f} s:  {self.stack.address}/")
        print(f"{web.workers()} web workers with {web.threads()} threads each\n")
        logins = self._logins()
        if logins:
            role_width = max(len(login["role"]) for login in logins)
            email_width = max(len(login["email"]) for login in logins)
            print("Sign in as")
            for login in logins:
                role, email = (
                    login["role"].ljust(role_width),
                    login["email"].ljust(email_width),
                )
                print(f"  {role}  {email}  {self.stack.address}{login['start']}")
            print(f"\nThe password of all of them: {self.stack.password}")
        print("Ctrl-C stops everything; the data stays (--fresh begins anew).", flush=True)

    def _logins(self) -> list[dict[str, str]]:
        asked = subprocess.run(
            [*programs.MANAGE, "demo_logins", "--json"],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if asked.returncode:
            print(
                "The list of sample logins could not be read:", asked.stderr.strip()[-400:]
            )
            return []
        logins: list[dict[str, str]] = json.loads(asked.stdout)
        return logins

    def _watch(self) -> NoReturn:
        servers = (self.stack.valkey.child, self.stack.mailbox.child)
        others = [child for child in (*servers, *self.children) if child]
        supervisors = [Supervisor(child) for child in others]
        if self.stack.postgres.child:
            watched = Supervisor(self.stack.postgres.child, self.stack.postgres.watch())
            supervisors.insert(0, watched)
        while True:
            time.sleep(0.2)
            for supervisor in supervisors:
                if news := supervisor.look(time.monotonic()):
                    print(news, flush=True)

    def _manage(self, *arguments: str) -> None:
        processes.run_logged(
            f"manage.py {arguments[0]}",
            [*programs.MANAGE, *arguments],
            environ=self.environ | PATIENT,
            log=self.stack.log / f"{arguments[0]}.log",
        )

    def _stop(self) -> None:
        # From here on a second Ctrl-C would leave something running.
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.stop()
        self.stack.stop()

    @contextlib.contextmanager
    def _step(self, title: str) -> Iterator[None]:
        began = time.monotonic()
        print(f"{title} …", end=" ", flush=True)
        try:
            yield
        except BaseException:
            print(flush=True)
            raise
        print(f"ready ({time.monotonic() - began:.1f} s)", flush=True)


def _ask_health(address: str) -> str:
    try:
        with urllib.request.urlopen(f"{address}/health/", timeout=5) as answer:  # noqa: S310
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError as error:
        return str(error)


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            why = (
                "it is taken"
                if getattr(error, "errno", 0) == errno.EADDRINUSE
                else str(error)
            )
            message = f"Port {port} cannot be used: {why}. Choose another with --port."
            raise StartError(message) from error


def _explain_other() -> int:
    running = stack.find_running()
    if running and running["verb"] == "demo":
        print(f"The demonstration is running already: {running['address']}/")
    else:
        print("Another ./portal command uses the demonstration's data; wait for its end.")
    return 1


@contextlib.contextmanager
def _stop_on_signals() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise StopRequested

    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    yield


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./portal demo", description="Start the portal with sample data."
    )
    parser.add_argument("--port", type=int, default=stack.DEFAULT_PORT)
    parser.add_argument("--fresh", action="store_true", help="begin with new sample data")
    return parser.parse_args(arguments)
