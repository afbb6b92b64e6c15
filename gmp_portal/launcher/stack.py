"""The servers of the demonstration, shared by ``./portal demo`` and ``./portal manage``."""

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from gmp_portal.launcher import paths, sources
from gmp_portal.launcher.processes import StartError
from gmp_portal.launcher.servers import Mailbox, Postgres, Valkey

DEFAULT_PORT = 8000
# Settings of a real installation on this machine must not reach the demonstration.
FOREIGN = (
    "EMAIL_URL",
    "INCOMING_URL",
    "REPLY_ADDRESS",
    "PRODUCTION",
    "BEHIND_PROXY",
    "STATIC_ROOT",
    "SECURE_COOKIES",
    "OWNER_DATABASE_URL",
    "AS_OWNER",
    "PGUSER",
)


class Stack:
    """The servers of the demonstration, and the settings of its programs."""

    def __init__(self, port: int = DEFAULT_PORT) -> None:
        self.port = port
        self.log = paths.DEMO / "log"
        self.postgres = Postgres(
            sources.pick_postgres(os.environ), paths.DEMO / "pg", self.log / "postgres.log"
        )
        self.valkey = Valkey(sources.pick_valkey(os.environ), self.log / "valkey.log")
        self.mailbox = Mailbox(self.log / "mailbox.log")
        # WhiteNoise warns of a folder that is not there.
        (paths.DEMO / "static").mkdir(parents=True, exist_ok=True)
        self.password = os.environ.get("DEMO_PASSWORD") or kept_secret("password", 9)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """The settings of the demonstration: safe on one's own machine, and only there."""
        return {
            "DJANGO_SETTINGS_MODULE": "gmp_portal.settings",
            "DEMO": "1",
            "DEBUG": "0",
            "DEMO_PASSWORD": self.password,
            "SECRET_KEY": kept_secret("secret_key", 48),
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SITE_URL": self.address,
            "VAR_DIR": str(paths.DEMO),
            "MEDIA_ROOT": str(paths.DEMO / "files"),
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
            "PYTHONUNBUFFERED": "1",
            **self.postgres.two_roles,
            **self.valkey.environ,
            **self.mailbox.environ,
        }

    @property
    def migrated_mark(self) -> Path:
        """Where it is noted which migrations the database has seen."""
        return paths.DEMO / "migrated"

    def publish(self, verb: str) -> None:
        """Tell other commands which verb has started the servers and how to reach them."""
        state = paths.DEMO / "running.json"
        unfinished = state.with_suffix(".new")
        unfinished.touch(mode=0o600)
        said = {"verb": verb, "address": self.address, "settings": self.settings}
        unfinished.write_text(json.dumps(said))
        unfinished.rename(state)

    def stop(self) -> None:
        """Stop the servers, in whatever state they are."""
        (paths.DEMO / "running.json").unlink(missing_ok=True)
        self.mailbox.stop()
        self.valkey.stop()
        self.postgres.stop()


def environ(settings: dict[str, str]) -> dict[str, str]:
    """Give the environment of a program of the demonstration."""
    around = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return around | settings


def kept_secret(name: str, size: int) -> str:
    """Give the secret that was made at the first start, so that logins stay the same."""
    path = paths.DEMO / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(size))
    return path.read_text().strip()


@contextlib.contextmanager
def hold() -> Iterator[bool]:
    """Claim the demonstration's data; False says that another command has it."""
    try:
        paths.DEMO.mkdir(parents=True, exist_ok=True)
        lock = (paths.DEMO / "lock").open("a")
    except PermissionError as error:
        message = (
            f"{error.filename} belongs to another user. Start ./portal as that user,"
            f" or delete the folder {paths.VAR} first."
        )
        raise StartError(message) from error
    with lock:
        is_ours = _claim(lock)
        if is_ours:
            # What a killed command has published leads nowhere.
            (paths.DEMO / "running.json").unlink(missing_ok=True)
        yield is_ours


@contextlib.contextmanager
def guest() -> Iterator[None]:
    """Use servers that another command has started, and keep it from stopping them."""
    with (paths.DEMO / "guests").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def wait_for_guests() -> None:
    """Return when no other command uses our servers any more."""
    (paths.DEMO / "running.json").unlink(missing_ok=True)
    with (paths.DEMO / "guests").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def find_running() -> dict[str, Any] | None:
    """Give what the command that started the servers has published."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        said: dict[str, Any] = json.loads((paths.DEMO / "running.json").read_text())
        return said
    return None


def begin_anew() -> None:
    """Delete the demonstration's data, its files and its password."""
    for path in paths.DEMO.glob("*"):
        if path.name not in {"lock", "guests"}:
            _delete(path)


def _delete(path: Path) -> None:
    if not path.is_dir():
        path.unlink(missing_ok=True)
        return
    paths.remove_folder(path)
    if path.exists():
        message = f"{path} could not be deleted: it belongs to another user."
        raise StartError(message)


def _claim(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
