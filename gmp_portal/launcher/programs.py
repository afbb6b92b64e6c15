"""The programs of the portal itself: the worker, the pump and the web server."""

import sys
from collections.abc import Mapping

from gmp_portal.launcher import paths, web
from gmp_portal.launcher.processes import Child, Command
from gmp_portal.launcher.stack import Stack

MANAGE = [sys.executable, str(paths.ROOT / "manage.py")]
CELERY = ["-m", "celery", "--quiet", "-A", "gmp_portal.celery", "worker", "-P", "prefork"]
CALM = ["--concurrency", "1", "--without-mingle", "--without-gossip"]


def commands(port: int) -> dict[str, tuple[str, Command]]:
    """The programs by the names of their logs, with their names for people; web comes last."""
    python = sys.executable
    return {
        "worker": ("The worker", [python, *CELERY, *CALM]),
        "pump": ("The pump", [*MANAGE, "pump"]),
        "web": ("The web server", web.command("127.0.0.1", port)),
    }


def children(stack: Stack, environ: Mapping[str, str]) -> list[Child]:
    """The programs of a stack, not started yet."""
    return [
        Child(name, command, stack.log / f"{file}.log", environ)
        for file, (name, command) in commands(stack.port).items()
    ]
