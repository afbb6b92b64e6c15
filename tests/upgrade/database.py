"""A database of its own on the server of the tests, filled from the dump."""

import contextlib
import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import environ
import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

ROOT = Path(__file__).resolve().parents[2]
DUMP = Path(__file__).with_name("first_version.sql.gz")


class Database:
    """The database of this name, beside the one that ``DATABASE_URL`` names."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def address(self) -> str:
        before, _, _name = os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")
        return f"{before}/{self.name}"

    def create(self) -> None:
        """Make the database, load the dump, and let the planner know its tables."""
        self.drop()
        with _session(os.environ["DATABASE_URL"]) as cursor:
            cursor.execute(f"CREATE DATABASE {self.name}")
        with _session(self.address) as cursor:
            cursor.execute(gzip.decompress(DUMP.read_bytes()).decode())
            cursor.execute("ANALYZE")

    def drop(self) -> None:
        with _session(os.environ["DATABASE_URL"]) as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def select(self, query: str) -> list[tuple[Any, ...]]:
        """Rows as they are in the tables, without any model of the portal."""
        with _session(self.address) as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run Python on this database as the demonstration does, in a process of its own."""
        settings = {"DATABASE_URL": self.address, "DEMO": "1", "PORTAL_TESTING": "0"}
        return subprocess.run(
            [sys.executable, "-W", "ignore", *command],
            cwd=ROOT,
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )


@contextlib.contextmanager
def _session(address: str) -> Iterator[Any]:
    # Neither Django's connection nor its settings: the tests' own database stays as it is.
    named = environ.Env.db_url_config(address)
    parts = {
        "host": named.get("HOST"),
        "port": named.get("PORT"),
        "user": named.get("USER"),
        "password": named.get("PASSWORD"),
        "dbname": named["NAME"],
    }
    connection = psycopg2.connect(**{name: part for name, part in parts.items() if part})
    try:
        connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
