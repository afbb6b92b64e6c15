"""The first version's data, migrated once for all tests that look at it."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
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
    """Load the dump into a database of its own and migrate it."""
    database = Database(f"first_version_{os.getpid()}")
    try:
        database.create()
        before = Contents.of(database)
        activities = database.select(moved.ACTIVITIES_THEN)
        taken_over = database.run("-m", "tests.upgrade.take_over")
        assert taken_over.returncode == 0, taken_over.stderr
        seen = json.loads(taken_over.stdout)
        yield Upgrade(database, before, Contents.of(database), activities, seen)
    finally:
        database.drop()
