"""The first version's data, migrated once for all tests and processes that look at it."""

import contextlib
import fcntl
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.upgrade import moved
from tests.upgrade.contents import Contents
from tests.upgrade.database import Database


@dataclass
class Upgrade:
    """The data of the first version, before and after today's migrations."""

    database: Database
    before: Contents
    after: Contents
    activities: list[tuple]
    seen: dict[str, Any]


@pytest.fixture(scope="session")
def upgrade() -> Iterator[Upgrade]:
    """Load and migrate the dump, or read what another process of this run found doing so."""
    folder = Path(os.environ["VAR_DIR"]) / "upgrade"
    folder.mkdir(exist_ok=True)
    database = Database("first_version_" + re.sub(r"\W", "_", folder.parts[-3].lower()))
    result, mine = folder / "result.json", folder / f"{os.getpid()}.process"
    with _alone(folder):
        if not result.exists():
            result.write_text(json.dumps(_take_over(database)))
        mine.touch()
    facts = json.loads(result.read_text())
    yield Upgrade(
        database,
        Contents(facts["before"]),
        Contents(facts["after"]),
        [tuple(row) for row in facts["activities"]],
        facts["seen"],
    )
    with _alone(folder):
        mine.unlink()
        if not list(folder.glob("*.process")):
            result.unlink()
            database.drop()


def _take_over(database: Database) -> dict[str, Any]:
    try:
        database.create()
        facts = {
            "before": Contents.of(database).rows,
            "activities": database.select(moved.ACTIVITIES_THEN),
        }
        taken_over = database.run("-m", "tests.upgrade.take_over")
        assert taken_over.returncode == 0, taken_over.stderr
        return facts | {
            "seen": json.loads(taken_over.stdout),
            "after": Contents.of(database).rows,
        }
    except BaseException:
        database.drop()
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Only one process at a time goes on here."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
