"""``./portal manage``: Django's commands on the demonstration's database."""

import signal
import subprocess
import sys
import time

from gmp_portal.launcher import paths, processes, stack
from gmp_portal.launcher.processes import StartError
from gmp_portal.launcher.stack import Stack

PATIENCE = 60.0


def run(arguments: list[str]) -> int:
    """Run one command, on the servers that run already or on ones of its own."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with stack.hold() as is_host:
            if is_host:
                return _as_host(arguments)
        with stack.guest():
            if running := stack.find_running():
                return _django(arguments, running["settings"])
        # The other command is just starting its servers, or just stopping them.
        time.sleep(0.1)
    message = "Another command has been starting the servers for a minute; try again later."
    raise StartError(message)


def _as_host(arguments: list[str]) -> int:
    servers = Stack()
    # The command may be one that changes tables.
    servers.migrated_mark.unlink(missing_ok=True)
    try:
        servers.postgres.start()
        servers.valkey.start()
        servers.publish("manage")
        return _django(arguments, servers.settings)
    finally:
        stack.wait_for_guests()
        servers.stop()


def _django(arguments: list[str], settings: dict[str, str]) -> int:
    command = [sys.executable, str(paths.ROOT / "manage.py"), *arguments]
    process = subprocess.Popen(
        [*processes.dies_with_us(signal.SIGTERM), *command], env=stack.environ(settings)
    )
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The command got the Ctrl-C too and ends in its own way.
            continue
