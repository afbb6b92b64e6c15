"""Measures the public list of partners beside Wagtail's, one after the other in one run.

Wagtail comes into an environment of its own below var, where it can be installed; its list is that
of a site as ``wagtail start`` makes it, without filters, on the same PostgreSQL.
"""

import argparse
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

from gmp_portal.launcher import paths, servers
from gmp_portal.launcher.servers import Postgres
from tests.bench import pages
from tests.bench.page import PERFORMANCE, Lines, write

NAME = "peers"
WANTED = ("wagtail==7.4.4", "django==5.2.19", "psycopg2-binary==2.9.13")
PARTNERS = 300
BY_WAGTAIL, BY_FLOOR = 1.2, 2.0
HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Install, fill, measure in turns; 1 where the portal is slower than it may be."""
    options = _parse(arguments)
    python = options.python or _installed()
    if not python:
        print("Wagtail cannot be installed here, so there is nothing to compare with.")
        return 2
    lines, rounds = Lines(), []
    with pages.cluster() as (server, folder):
        pages.load(server, folder)
        for number in range(options.rounds):
            wagtail = _wagtail(server, folder, python, number)
            own = pages.ask(server, folder, PARTNERS, "partners:partner_list")
            rounds.append((wagtail, own))
    is_well = _tell(lines, rounds)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        title = "The list of partners beside Wagtail's"
        write(NAME, title, command, "\n".join(lines), PERFORMANCE)
    return 0 if is_well else 1


def _installed() -> str:
    """The Python of an environment with Wagtail; nothing where there is no way to one."""
    home = paths.VAR / "bench" / "wagtail"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    asked = [str(python), "-m", "pip", "install", "--quiet", *WANTED]
    return str(python) if subprocess.run(asked, check=False).returncode == 0 else ""


def _wagtail(server: Postgres, folder: Path, python: str, number: int) -> dict[str, float]:
    name = f"bench_wagtail_{number}"
    server.query(f"CREATE DATABASE {name} OWNER {servers.ROLE}")
    migrations = folder / f"wagtail-{number}" / "peer_migrations"
    migrations.mkdir(parents=True)
    (migrations / "__init__.py").touch()
    environ = {
        **os.environ,
        **server.environ,
        "PYTHONPATH": f"{HERE}:{migrations.parent}",
        "PEER_SOCKET": str(server.socket_folder),
        "PEER_DATABASE": name,
        "PEER_ROLE": servers.ROLE,
    }
    command = [python, "-m", "wagtail_site.measure", str(PARTNERS)]
    done = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(done.stdout)
    assert told["status"] == 200, told
    return told


def _tell(lines: Lines, rounds: list[tuple[dict[str, float], list[pages.Figure]]]) -> bool:
    lines.say(
        f"{PARTNERS} partners, 25 on a page; processor time of the web for one request"
    )
    ratios = []
    for wagtail, own in rounds:
        ours = next(f for f in own if f.url == "/partners/" and f.role == "anonymous")
        floor = next(f for f in own if f.url == pages.FLOOR)
        ratios.append((ours.web / wagtail["ms"], ours.web / floor.web))
        lines.say(
            f"portal {ours.web:.1f} ms, {ours.queries} queries, {ours.size // 1000} kB, with"
            f" filters and figures; Wagtail {wagtail['ms']:.1f} ms, {wagtail['queries']}"
            f" queries, {wagtail['size'] // 1000} kB, without; floor {floor.web:.1f} ms"
        )
    by_wagtail, by_floor = (
        sorted(each)[len(each) // 2] for each in zip(*ratios, strict=True)
    )
    lines.say(
        f"portal / Wagtail {by_wagtail:.2f} (goal {BY_WAGTAIL}), portal / floor {by_floor:.2f}"
        f" (goal {BY_FLOOR})"
    )
    lines.say(
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return by_wagtail <= BY_WAGTAIL and by_floor <= BY_FLOOR


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default="", help="of an environment that has Wagtail")
    parser.add_argument("--write", action="store_true", help="into performance.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
