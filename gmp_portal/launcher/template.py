"""A migrated cluster kept in ``var/test``: a test run copies it instead of migrating."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from gmp_portal.launcher import paths, processes, tree
from gmp_portal.launcher.servers import DATABASE, ROLE, RUNNING_ROLE, Postgres
from gmp_portal.launcher.sources import Source, version_of

TEST_DATABASE = f"test_{DATABASE}"
KEPT = 4
# What migrating and granting read besides the migrations themselves.
READ = (
    "requirements-dev.txt",
    "gmp_portal/settings.py",
    "gmp_portal/ledger/grants.py",
    "gmp_portal/launcher/servers.py",
)


def provide(source: Source, folder: Path, environ: Mapping[str, str]) -> Postgres:
    """Start a cluster of our own in ``folder`` whose test database is migrated already."""
    server = Postgres(source, folder / "pg", folder / "postgres.log", durable=False)
    kept = paths.TEST / f"cluster-{key(source)}"
    if kept.exists():
        os.utime(kept)
        _copy(kept, server.data)
        server.start()
        return server
    server.start()
    try:
        server.query(f"CREATE DATABASE {TEST_DATABASE} OWNER {ROLE}")
        try:
            _migrate(server, folder, environ)
        except processes.StartError as error:
            # Tests without a database can still run; the others will show the same error.
            sys.stderr.write(f"{error}\n")
            return server
        server.stop()
        _keep(server.data, kept)
        server.start()
    except BaseException:
        server.stop()
        raise
    return server


def clone_for_workers(server: Postgres, count: int) -> None:
    """Give each parallel worker a copy of the migrated database."""
    server.query(
        *(
            f"CREATE DATABASE {TEST_DATABASE}_gw{number}"
            f" TEMPLATE {TEST_DATABASE} OWNER {ROLE}"
            for number in range(count)
        ),
        # What is granted on a database is not copied with it.
        *(
            f"REVOKE TEMPORARY ON DATABASE {TEST_DATABASE}_gw{number} FROM PUBLIC"
            for number in range(count)
        ),
    )


def key(source: Source) -> str:
    """Name the state of the database: everything that migrating it reads."""
    digest = hashlib.sha256(version_of(source).encode())
    for path in sorted(_inputs()):
        digest.update(str(path.relative_to(paths.ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _inputs() -> Iterator[Path]:
    for name in READ:
        yield paths.ROOT / name
    for package in tree.PACKAGES:
        yield from (paths.ROOT / package).glob("**/migrations/*.py")


def _migrate(server: Postgres, folder: Path, environ: Mapping[str, str]) -> None:
    address = f"postgresql:///{server.socket_folder}/{TEST_DATABASE}"
    everything = {**os.environ, **environ, **server.environ, "DATABASE_URL": address}
    for command in (
        ["migrate", "--run-syncdb"],
        ["createcachetable"],
        ["secure_database", "--role", RUNNING_ROLE],
    ):
        processes.run_logged(
            f"manage.py {command[0]} for the test database",
            [sys.executable, paths.ROOT / "manage.py", *command, "--verbosity", "0"],
            environ=everything,
            log=folder / "migrate.log",
        )


def _keep(data: Path, kept: Path) -> None:
    """Keep a copy for later runs; of two runs that do so at once, either's will do."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
    _copy(data, unfinished)
    try:
        unfinished.rename(kept)
    except OSError:
        paths.remove_folder(unfinished)
    _forget_old()


def _copy(data: Path, target: Path) -> None:
    # cp keeps owners and modes, on which PostgreSQL insists, and may share blocks.
    options = ["-a", "--reflink=auto"] if sys.platform == "linux" else ["-a"]
    subprocess.run(["cp", *options, data, target], check=True)


def _forget_old() -> None:
    by_age = sorted(paths.TEST.glob("cluster-*"), key=lambda path: path.stat().st_mtime)
    for old in by_age[:-KEPT]:
        if time.time() - old.stat().st_mtime > 600:
            shutil.rmtree(old, ignore_errors=True)
