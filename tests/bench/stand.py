"""A whole portal for measurements: its servers and programs, kept running, in its own folder."""

import os
import secrets
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gmp_portal.launcher import paths, processes, programs, servers, sources, template
from gmp_portal.launcher.processes import Child
from gmp_portal.launcher.servers import Postgres, Valkey
from gmp_portal.launcher.supervisor import Supervisor
from tests.smtp import MailServer, mail_server

PREFIX = "gmp-bench-"
BEAT = 0.1


class Stand:
    """PostgreSQL (durable), Valkey, a mail server, a worker, a pump and the web."""

    def __init__(self, folder: Path, mails: MailServer) -> None:
        self.folder, self.mails = folder, mails
        self.port = servers.free_port()
        self.valkey = Valkey(sources.pick_valkey(os.environ), folder / "valkey.log")
        self.postgres = self._postgres()
        self.parts: dict[str, Child] = {}
        self.news: list[str] = []
        self.started_at: dict[str, float] = {}
        self._is_over = threading.Event()
        self._keeper = threading.Thread(target=self._keep)

    def _postgres(self) -> Postgres:
        """The migrated cluster of the tests, this time one that survives a crash."""
        source = sources.pick_postgres(os.environ)
        quick = template.provide(source, self.folder, self._settings())
        quick.stop()
        return Postgres(source, quick.data, self.folder / "postgres.log")

    def _settings(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "gmp_portal.settings",
            "DEMO": "1",
            "DEBUG": "0",
            "SECRET_KEY": f"only-for-a-bench-{secrets.token_urlsafe(48)}",
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SITE_URL": self.address,
            "VAR_DIR": str(self.folder / "var"),
            "MEDIA_ROOT": str(self.folder / "var" / "files"),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mails.port}",
            "LOG_LEVEL": "WARNING",
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start everything, tell this process how to reach it, and keep it running."""
        for folder in ("files", "static"):
            (self.folder / "var" / folder).mkdir(parents=True)
        self.postgres.start()
        self.valkey.start()
        place = f"postgresql:///{self.postgres.socket_folder}/{template.TEST_DATABASE}"
        mine = {**self._settings(), **self.valkey.environ}
        # All of it runs as the role that owns nothing.
        os.environ.update(mine | {"DATABASE_URL": f"{place}?user={servers.RUNNING_ROLE}"})
        if self.postgres.child and self.valkey.child:
            self.parts = {"PostgreSQL": self.postgres.child, "Valkey": self.valkey.child}
        for name, (title, command) in programs.commands(self.port).items():
            log = self.folder / f"{name}.log"
            self.parts[name] = Child(title, command, log, dict(os.environ))
            self.parts[name].start()
        self._keeper.start()

    def _keep(self) -> None:
        supervisors = {name: Supervisor(child) for name, child in self.parts.items()}
        while not self._is_over.wait(BEAT):
            for name, supervisor in supervisors.items():
                if said := supervisor.look(time.monotonic()):
                    self.news.append(said)
                self.started_at[name] = supervisor.started_at

    def kill(self, name: str, pick: float, *, least_seconds: float) -> bool:
        """Kill this part or one of its children, as the number between 0 and 1 says.

        A part that only just began is left alone, or nobody would ever do any work.
        """
        ran = time.monotonic() - self.started_at.get(name, 0)
        if self.parts[name].exit_code is not None or ran < least_seconds:
            return False
        pid = self.parts[name].pid
        alive = [pid, *processes.children_of(pid)]
        try:
            os.kill(alive[int(pick * len(alive))], signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def stop(self) -> None:
        """Stop all of it."""
        self._is_over.set()
        if self._keeper.is_alive():
            self._keeper.join()
        for child in reversed(self.parts.values()):
            child.stop()
        self.valkey.stop()
        self.postgres.stop()


@contextmanager
def stand() -> Iterator[Stand]:
    """Build one, and remove every trace of it afterwards."""
    paths.remove_stale(PREFIX)
    folder = paths.short_folder(PREFIX)
    paths.mark_owner(folder)
    # PostgreSQL runs as another user.
    folder.chmod(0o755)
    with mail_server() as mails:
        built = Stand(folder, mails)
        try:
            built.start()
            yield built
        finally:
            built.stop()
            paths.remove_folder(folder)
