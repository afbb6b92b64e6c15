"""Makes ``first_version.sql.gz`` again from a running demonstration of the first version.

CHECKOUT is a checkout of commit 10c4e3a whose ``./portal demo`` runs, begun from an empty
``var``. Then, from the top of this one::

    .venv/bin/python -m tests.upgrade.dump CHECKOUT --add-states

``--add-states`` runs ``first_version_states.py`` in it first, with the Python of its ``.venv``,
in which its ``./portal test`` has installed what tests need; do that once. The dump is plain
SQL with many rows in each INSERT, so that a single ``execute`` loads it, and holds nothing
that PostgreSQL 15 to 18 do not all know. Files of the store are not in it, only their rows.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
from pathlib import Path

from gmp_portal.launcher import sources

HERE = Path(__file__).resolve().parent
DUMP = HERE / "first_version.sql.gz"
RUN = (
    "import django; django.setup(); import runpy; runpy.run_path({!r}, run_name='__main__')"
)
# What only psql, only newer servers or only owners of extensions understand. Nothing else is
# taken out: an empty line or a dash may belong to a mail.
STRIPPED = re.compile(
    r"^(\\(un)?restrict |SET transaction_timeout |COMMENT ON EXTENSION ).*\n", re.MULTILINE
)


def main() -> None:
    arguments = _parse()
    settings = json.loads((arguments.checkout / "var/demo/running.json").read_text())
    environ = os.environ | settings["settings"]
    if arguments.add_states:
        _add_states(arguments.checkout, environ)
    text = strip(_pg_dump(environ))
    DUMP.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{DUMP.name}: {DUMP.stat().st_size} bytes")  # noqa: T201


def strip(dump: str) -> str:
    """Leave out what not every server and role understands."""
    return STRIPPED.sub("", dump)


def _add_states(checkout: Path, environ: dict[str, str]) -> None:
    script = RUN.format(str(HERE / "first_version_states.py"))
    subprocess.run(
        [checkout / ".venv/bin/python", "-c", script],
        cwd=checkout,
        env=environ | {"PYTHONPATH": str(checkout)},
        check=True,
    )


def _pg_dump(environ: dict[str, str]) -> str:
    program = sources.pick_postgres({}).programs / "pg_dump"
    folder, _, name = environ["DATABASE_URL"].removeprefix("postgresql:///").rpartition("/")
    options = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=500"]
    return subprocess.run(
        [program, *options, "-h", folder, "-U", environ["PGUSER"], name],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Dump the data of the first version.")
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--add-states", action="store_true")
    arguments = parser.parse_args()
    arguments.checkout = arguments.checkout.resolve()
    return arguments


if __name__ == "__main__":
    main()
