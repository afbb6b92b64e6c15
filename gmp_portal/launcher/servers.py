"""Servers of one's own, on a private socket and on the loopback address."""

import contextlib
import importlib.util
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from gmp_portal.launcher import paths, processes
from gmp_portal.launcher.processes import Child, Command, StartError
from gmp_portal.launcher.sources import Source, version_of
from gmp_portal.launcher.watch import Watch

DATABASE = ROLE = "portal"
# Runs the portal and owns nothing.
RUNNING_ROLE = "portal_running"
MAKE_ROLE = f"""
    DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{RUNNING_ROLE}') THEN
            CREATE ROLE {RUNNING_ROLE} LOGIN;
            GRANT {RUNNING_ROLE} TO {ROLE};
        END IF;
    END $$
"""
SERVE_MAILS = """
import os, sys
from pymap.main import main
sys.argv += ["--demo-password", os.environ["MAILBOX_PASSWORD"]]
main()
"""
SOCKET_PREFIX = "gmp-pg-"
SHARED = "/dev/shm"  # noqa: S108


class Postgres:
    """A cluster in ``data``, reached only through a socket in a private folder."""

    def __init__(
        self, source: Source, data: Path, log: Path, *, durable: bool = True
    ) -> None:
        self.source, self.data, self.log, self.durable = source, data, log, durable
        self.child: Child | None = None
        self.socket_folder: Path | None = None

    @property
    def environ(self) -> dict[str, str]:
        """What a program needs to find this database."""
        if self.source.is_external:
            return {"DATABASE_URL": self.source.address}
        return {
            "DATABASE_URL": f"postgresql:///{self.socket_folder}/{DATABASE}",
            "PGUSER": ROLE,
        }

    @property
    def two_roles(self) -> dict[str, str]:
        """The same for a program that owns nothing, and for the commands that change tables."""
        if self.source.is_external:
            return self.environ
        address = f"postgresql:///{self.socket_folder}/{DATABASE}?user="
        return {
            "DATABASE_URL": address + RUNNING_ROLE,
            "OWNER_DATABASE_URL": address + ROLE,
        }

    def start(self) -> None:
        """Make the cluster if there is none, start it and wait until it answers."""
        if self.source.is_external:
            return
        is_new = not (self.data / "PG_VERSION").exists()
        if is_new:
            self._create_cluster()
        self._refuse_other_version()
        paths.remove_stale(SOCKET_PREFIX)
        self.socket_folder = paths.short_folder(SOCKET_PREFIX)
        paths.mark_owner(self.socket_folder)
        processes.give_to_unprivileged(self.socket_folder)
        self.child = Child(
            "PostgreSQL",
            [self.source.programs / "postgres", "-D", self.data, *self._options()],
            self.log,
            _plain_environ(),
            # A "fast" stop: SIGTERM would wait for every open connection.
            stop_signal=signal.SIGINT,
            as_user=processes.unprivileged(),
        )
        self.child.start()
        self._wait()
        if is_new:
            self.query(
                f"CREATE ROLE {ROLE} LOGIN CREATEDB",
                f"CREATE DATABASE {DATABASE} OWNER {ROLE}",
            )
        self.query(MAKE_ROLE)

    def stop(self) -> None:
        """Stop the cluster in order, so that its folder can be copied or started again."""
        if self.child:
            self.child.stop(patience=20)
            self.child = None
        if self.socket_folder:
            paths.remove_folder(self.socket_folder)
            self.socket_folder = None

    def query(self, *statements: str) -> None:
        """Run statements as the cluster's superuser."""
        said = self._psql(
            "-v", "ON_ERROR_STOP=1", *(f"--command={each}" for each in statements)
        )
        if said.returncode:
            raise StartError(f"PostgreSQL refused a statement: {said.stderr.strip()}")

    def watch(self) -> Watch:
        """Somebody who asks whether the server still answers."""
        # A connection that nobody takes is given up, and another one tried.
        environ = _plain_environ() | {"PGCONNECT_TIMEOUT": "5"}
        return Watch(self._psql_command("--command=SELECT 1"), environ)

    def _psql_command(self, *arguments: str) -> Command:
        program = self.source.programs / "psql"
        where = ["-h", str(self.socket_folder), "-U", "postgres", "-d", "postgres"]
        return [program, "-X", "-q", "-A", "-t", *where, *arguments]

    def _psql(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self._psql_command(*arguments),
            env=_plain_environ(),
            capture_output=True,
            text=True,
            check=False,
        )

    def _create_cluster(self) -> None:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        paths.remove_folder(self.data)
        self.data.mkdir(mode=0o700)
        processes.give_to_unprivileged(self.data)
        major = int(version_of(self.source).split(".")[0])
        # By the locale of the machine pg_trgm knows which signs are letters.
        locale = ["--locale=C.UTF-8"]
        if major >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        processes.run_logged(
            "Making the database cluster",
            [
                *processes.unprivileged(),
                *(self.source.programs / "initdb", "-D", self.data, "-U", "postgres"),
                *("-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions", *locale),
            ],
            environ=_plain_environ(),
            log=self.log,
        )

    def _refuse_other_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        here = version_of(self.source).split(".")[0]
        if made_by != here:
            message = (
                f"The data in {self.data} was made by PostgreSQL {made_by}, but {here} is"
                " used here. Start with --fresh to begin anew, or use the earlier version."
            )
            raise StartError(message)

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700" if os.geteuid() else "0777",
            "max_connections": "100",
            "shared_buffers": "64MB",
            "dynamic_shared_memory_type": "posix" if os.path.ismount(SHARED) else "mmap",
            "timezone": "UTC",
        }
        if int(version_of(self.source).split(".")[0]) >= 18:
            # With workers of its own for reading, a server one of whose processes was killed can
            # wait in recovery for ever.
            settings["io_method"] = "sync"
        if not self.durable:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
            }
        return [
            part for name, value in settings.items() for part in ("-c", f"{name}={value}")
        ]

    def _wait(self, patience: float = 60) -> None:
        assert self.child is not None
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.child.exit_code is not None:
                break
            if self._psql("--command=SELECT 1").returncode == 0:
                return
            time.sleep(0.05)
        message = f"PostgreSQL did not start. Its last lines:\n{self.child.tail()}"
        self.stop()
        raise StartError(message)


class Valkey:
    """A Valkey (or Redis) on the loopback address, behind a password made for this run."""

    def __init__(self, source: Source, log: Path) -> None:
        self.source, self.log = source, log
        self.child: Child | None = None
        self.port, self.password = 0, secrets.token_hex(16)

    @property
    def environ(self) -> dict[str, str]:
        """What a program needs to find this server."""
        address = self.source.address or f"redis://:{self.password}@127.0.0.1:{self.port}/0"
        return {"REDIS_URL": address}

    def start(self) -> None:
        """Start the server on a free port and wait until it answers."""
        if self.source.is_external:
            return
        for _attempt in range(5):
            self.port = free_port()
            self.child = self._child()
            self.child.start()
            if self._wait():
                return
            self.child.stop()
        last = self.child.tail() if self.child else ""
        message = f"Valkey did not start. Its last lines:\n{last}"
        raise StartError(message)

    def stop(self) -> None:
        """Stop the server; what it carried is in the database anyway."""
        if self.child:
            self.child.stop()
            self.child = None

    def _child(self) -> Child:
        options = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "requirepass": self.password,
            "save": '""',
            "appendonly": "no",
            "daemonize": "no",
        }
        # The password goes in by a file of ours: the list of processes is public.
        settings = self.log.with_suffix(".conf")
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.touch(mode=0o600)
        settings.write_text("".join(f"{name} {value}\n" for name, value in options.items()))
        return Child("Valkey", [self.source.programs, settings], self.log, _plain_environ())

    def _wait(self, patience: float = 15) -> bool:
        end = time.monotonic() + patience
        while time.monotonic() < end and self.child and self.child.exit_code is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                    line.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                    line.settimeout(1)
                    if b"+OK" in line.recv(64):
                        return True
            except OSError:
                time.sleep(0.05)
        return False


class Mailbox:
    """A small IMAP server on the loopback address, in whose memory answers by mail wait."""

    NAME = "portal"

    def __init__(self, log: Path) -> None:
        self.log = log
        self.child: Child | None = None
        self.port, self.password = 0, secrets.token_hex(16)

    @property
    def environ(self) -> dict[str, str]:
        """What a program needs to find this mailbox; nothing where there is none."""
        if self.child is None:
            return {}
        place = f"{self.NAME}:{self.password}@127.0.0.1:{self.port}"
        return {
            "INCOMING_URL": f"imap://{place}/INBOX",
            "REPLY_ADDRESS": "reply@example.org",
        }

    def start(self) -> None:
        """Start the server on a free port; where its package is missing, go on without it."""
        if importlib.util.find_spec("pymap") is None:
            return
        self.port = free_port()
        options = ("--host", "127.0.0.1", "--port", str(self.port), "--no-tls")
        self.child = Child(
            "The mailbox",
            [sys.executable, "-c", SERVE_MAILS, *options, "dict", "--demo-user", self.NAME],
            self.log,
            # The password goes in by the environment: the list of processes is public.
            _plain_environ() | {"MAILBOX_PASSWORD": self.password},
        )
        self.child.start()

    def wait(self, patience: float = 30) -> None:
        """Return when the server answers."""
        end = time.monotonic() + patience
        while self.child and time.monotonic() < end and self.child.exit_code is None:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            time.sleep(0.05)
        if self.child:
            message = f"The mailbox did not start. Its last lines:\n{self.child.tail()}"
            raise StartError(message)

    def stop(self) -> None:
        """Stop the server; what waits in it is forgotten."""
        if self.child:
            self.child.stop()
            self.child = None


def free_port() -> int:
    """Find a port on the loopback address that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _plain_environ() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
