"""Measures every address with 300, 5,000 and 50,000 partners, beside the smallest Django page.

The demonstration is copied as often as that takes, with all that belongs to its partners. Each
address is asked as a visitor and as the secretariat, one request after another in one process;
what is told is processor time of that process and of its connection to the database, which do not
depend on what else the machine does as much as the clock does.
"""

import argparse
import gc
import json
import logging
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gmp_portal.launcher import paths, servers, sources, template
from gmp_portal.launcher.servers import Postgres
from tests.bench.page import PERFORMANCE, Lines, write

NAME = "pages"
PREFIX = "gmp-pages-"
SCALES = (300, 5_000, 50_000)
FILLED = "bench_filled"
# What no demonstration of 70 partners needs more of than this, however many there are.
MOST_ROWS = 250_000
# And what bodies do does not grow with the partners: it is that of some hundred years.
OF_BODIES = {
    "accounts.secretariatterm": 200,
    "meetings.meeting": 2_000,
    "meetings.decision": 2_000,
    "areas.planversion": 500,
    "advisory_group.planreview": 500,
    "reporting.reportingcycle": 50,
    "reporting.report": 500,
    "reporting.importedtext": 500,
}
ENOUGH_SECONDS, LEAST, ROUNDS = 0.12, 3, 25
# A list of 50,000 rows as a file takes long enough to be told from one time.
LONG = 1.0
FLOOR, ROWS = "/list/", "/rows/"
# Some milliseconds more are within what two runs differ by.
GROWTH, SLACK = 1.2, 2
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figure:
    """One address as one reader: milliseconds of processor time, queries, bytes."""

    name: str
    url: str
    role: str
    status: int
    web: float
    database: float
    queries: int
    size: int

    @property
    def whole(self) -> float:
        return self.web + self.database


def main(arguments: list[str]) -> int:
    """Fill, ask, print; the exit code says whether pages grow more than they may."""
    options = _parse(arguments)
    if options.child:
        return _child(options)
    lines = Lines()
    with cluster() as (server, folder):
        load(server, folder)
        figures = {
            scale: ask(server, folder, scale, options.only) for scale in options.scales
        }
    _tell(lines, figures, options.least)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        write(
            NAME,
            "Every page, however many partners",
            command,
            "\n".join(lines),
            PERFORMANCE,
        )
    return 0


@contextmanager
def cluster() -> Iterator[tuple[Postgres, Path]]:
    """A migrated PostgreSQL in a folder of its own, of which nothing stays."""
    paths.remove_stale(PREFIX)
    folder = paths.short_folder(PREFIX)
    paths.mark_owner(folder)
    # PostgreSQL runs as another user.
    folder.chmod(0o755)
    for name in ("files", "static"):
        (folder / "var" / name).mkdir(parents=True)
    server = None
    try:
        source = sources.pick_postgres(os.environ)
        server = template.provide(source, folder, _settings(folder))
        yield server, folder
    finally:
        if server:
            server.stop()
        paths.remove_folder(folder)


def _settings(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "gmp_portal.settings",
        "DEMO": "1",
        "DEBUG": "0",
        "ALLOWED_HOSTS": "testserver",
        "DEMO_PASSWORD": "a sample phrase for a bench",
        "VAR_DIR": str(folder / "var"),
        "MEDIA_ROOT": str(folder / "var" / "files"),
        "LOG_LEVEL": "ERROR",
    }


def load(server: Postgres, folder: Path) -> None:
    """The demonstration, once for all scales."""
    server.query(f"CREATE DATABASE {FILLED} TEMPLATE {template.TEST_DATABASE}")
    print("Loading the demonstration …", file=sys.stderr, flush=True)
    subprocess.run(
        [sys.executable, "manage.py", "load_demo", "--verbosity", "0"],
        env=_environ(server, folder, FILLED),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _environ(server: Postgres, folder: Path, database: str) -> dict[str, str]:
    address = f"postgresql:///{server.socket_folder}/{database}?user={servers.ROLE}"
    return {
        **os.environ,
        **server.environ,
        **_settings(folder),
        "DATABASE_URL": address,
        "STATEMENT_TIMEOUT_MS": "0",
    }


def ask(server: Postgres, folder: Path, scale: int, only: str) -> list[Figure]:
    """A database of its own for each scale, asked by a program of its own."""
    name = f"bench_{scale}"
    server.query(f"CREATE DATABASE {name} TEMPLATE {FILLED}")
    result = folder / f"{scale}.json"
    command = [sys.executable, "-m", f"tests.bench.{NAME}", "--child", str(result)]
    command += ["--scale", str(scale), "--only", only]
    print(f"{scale} partners …", file=sys.stderr, flush=True)
    subprocess.run(command, env=_environ(server, folder, name), check=True)
    server.query(f"DROP DATABASE {name}")
    return [Figure(**each) for each in json.loads(result.read_text())]


def _child(options: argparse.Namespace) -> int:
    import django  # noqa: PLC0415 its settings are those of the parent

    django.setup()
    logging.disable(logging.CRITICAL)
    from tests.access.world import World  # noqa: PLC0415

    world = World.of_the_demonstration()
    # Its own records are asked for, which cannot be told from their copies later.
    asked = list(_asked(world, options.only))
    _fill(options.scale[0])
    # As the web does before it takes requests.
    gc.freeze()
    figures = [asdict(figure) for figure in _figures(world, asked)]
    Path(options.child).write_text(json.dumps(figures))
    return 0


def _fill(scale: int) -> None:
    from django.db import connection, transaction  # noqa: PLC0415

    from partners.models import Partner  # noqa: PLC0415
    from tests.multiplied import Size, multiply  # noqa: PLC0415

    copies = -(-(scale - Partner.objects.count()) // Partner.objects.count())
    began = time.monotonic()
    with transaction.atomic():
        rows = multiply(Size(copies, most=MOST_ROWS, fewer=OF_BODIES))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    largest = sorted(rows.items(), key=lambda pair: -pair[1])[:8]
    told = ", ".join(f"{name} {number}" for name, number in largest)
    print(f"filled in {time.monotonic() - began:.0f} s: {told}", file=sys.stderr)


def _asked(world: Any, only: str) -> Iterator[tuple[str, str, str]]:
    """Name, address and reader of every page."""
    from tests.access.addresses import ADMIN, addresses, url_of  # noqa: PLC0415
    from tests.access.registry import records_for  # noqa: PLC0415
    from tests.access.world import ANONYMOUS  # noqa: PLC0415

    for address in addresses():
        if address.name.startswith(ADMIN) or only not in address.name:
            continue
        for record in records_for(address, world)[:1]:
            url = url_of(address, record.kwargs)
            for role in (ANONYMOUS, "secretariat"):
                if role != ANONYMOUS or address.is_public:
                    yield address.name, url, role


def _figures(world: Any, asked: list[tuple[str, str, str]]) -> Iterator[Figure]:
    from django.test import Client, override_settings  # noqa: PLC0415

    from tests.access.world import ANONYMOUS  # noqa: PLC0415

    with override_settings(ROOT_URLCONF="tests.bench.floor", MIDDLEWARE=_common()):
        for url in (FLOOR, ROWS):
            # A browser of its own: each keeps the middleware of its first request.
            yield _measure(Client(), "floor", url, ANONYMOUS)
    for name, url, role in asked:
        yield _measure(world.clients[role], name, url, role)


def _common() -> list[str]:
    """The middleware of every Django project."""
    return [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]


def _measure(client: Any, name: str, url: str, role: str) -> Figure:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    def ask() -> tuple[int, int]:
        response = client.get(url)
        body = b"".join(response) if response.streaming else response.content
        response.close()
        return response.status_code, len(body)

    before = time.process_time()
    ask()
    least = LEAST if time.process_time() - before < LONG else 1
    with CaptureQueriesContext(connection):
        status, size = ask()
        queries = len([query for query in connection.queries if query["sql"]])
    connection.ensure_connection()
    # One connection for all of it, so that its time can be told.
    connection.settings_dict["CONN_MAX_AGE"], connection.close_at = None, None
    backend = connection.connection.info.backend_pid
    web, database, began = [], _ticks(backend), time.monotonic()
    while len(web) < least or (
        len(web) < ROUNDS and time.monotonic() - began < ENOUGH_SECONDS
    ):
        before = time.process_time()
        ask()
        web.append(time.process_time() - before)
    spent = (_ticks(backend) - database) / TICKS / len(web)
    return Figure(
        name, url, role, status, statistics.median(web) * 1000, spent * 1000, queries, size
    )


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _tell(lines: Lines, figures: dict[int, list[Figure]], least: float) -> None:
    scales = list(figures)
    by_key: dict[tuple[str, str], dict[int, Figure]] = {}
    for scale, each in figures.items():
        for figure in each:
            by_key.setdefault((figure.name + figure.url, figure.role), {})[scale] = figure
    floor = {scale: _floor(figures[scale]) for scale in scales}
    lines.say(
        "processor time in ms of the web + of its connection to the database, with"
        f" {', '.join(f'{scale:,}' for scale in scales)} partners;"
    )
    lines.say(
        f"then how many times the floor the web takes at {scales[-1]:,}, queries, and kB at"
        f" {scales[0]} and at {scales[-1]:,}; * grows by more than {GROWTH} and {SLACK} ms"
    )
    for scale in scales:
        rows = next(f for f in figures[scale] if f.url == ROWS)
        lines.say(
            f"floor at {scale}: {floor[scale]:.2f} ms (rows made in Python {rows.web:.2f} ms)"
        )
    shown = [
        pair
        for pair in by_key.items()
        if all(f.status == 200 for f in pair[1].values()) and len(pair[1]) == len(scales)
    ]
    shown.sort(key=lambda pair: (pair[0][1] != "anonymous", -pair[1][scales[-1]].web))
    grown, left_out = 0, 0
    for (_name, role), each in shown:
        first, last = each[scales[0]], each[scales[-1]]
        grows = last.whole > first.whole * GROWTH + SLACK
        grown += grows
        if last.whole < least:
            left_out += 1
            continue
        cells = "  ".join(f"{each[s].web:7.1f}+{each[s].database:<6.1f}" for s in scales)
        lines.say(
            f"{'*' if grows else ' '}{'public' if role == 'anonymous' else 'signed'}"
            f" {first.url[:54]:<54} {cells}= {last.web / floor[scales[-1]]:<6.1f}"
            f"{last.queries:3} queries {first.size // 1000:5} → {last.size // 1000} kB"
        )
    lines.say(
        f"{len(shown)} pages, of which {left_out} take less than {least:g} ms and are left"
        f" out here; {grown} grow"
    )
    lines.say(
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


def _floor(figures: list[Figure]) -> float:
    return next(figure.web for figure in figures if figure.url == FLOOR)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument(
        "--scale", type=int, action="append", help="partners; may be given several times"
    )
    parser.add_argument("--only", default="", help="only addresses with this in their name")
    parser.add_argument(
        "--least", type=float, default=0, help="leave out what takes fewer ms at the end"
    )
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help="into performance.md")
    options = parser.parse_args(arguments)
    options.scales = options.scale or list(SCALES)
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
