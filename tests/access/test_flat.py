"""Every address costs the same with few records and with hundreds: it is walked from the URLconf.

A new address is measured without a line about it; a new model is multiplied in the same way.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from tests.access.addresses import ADMIN, addresses, url_of
from tests.access.crawl import shape
from tests.access.registry import records_for
from tests.access.world import ANONYMOUS, World
from tests.multiplied import Size, multiply

FEW, SOME, MANY = None, Size(1, 0), Size(20, 300, 3_000)
MOST_PUBLIC, MOST_SIGNED_IN = 6, 15
# Whoever is asked for first, if they may see a record; the secretariat is asked in any case.
READERS = ("area.lead", "focal.point", "pag.member", "visitor-turned-applicant", "admin")
RECORDS = 2
OK = 200


@dataclass
class Cost:
    """What one address costs one reader, for each size of the tables."""

    name: str
    role: str
    url: str
    is_page: bool = False
    queries: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    shapes: list[Counter[str]] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.url} ({self.name}) as {self.role}: {self.queries}, {self.sizes} bytes"
        )

    @property
    def most(self) -> int:
        return MOST_PUBLIC if self.role == ANONYMOUS else MOST_SIGNED_IN


@pytest.fixture(scope="module")
def costs(world: World, django_db_blocker: Any) -> list[Cost]:
    """All addresses as the readers concerned, with few records, some and many."""
    with django_db_blocker.unblock():
        asked = list(_asked(world))
        for size in (FEW, SOME, MANY):
            with transaction.atomic():
                if size:
                    multiply(size)
                for cost in asked:
                    _measure(world, cost)
                transaction.set_rollback(True)
        return [cost for cost in asked if cost.queries]


def _asked(world: World) -> Iterator[Cost]:
    for address in addresses():
        if address.name.startswith(ADMIN):
            continue
        for record in records_for(address, world)[:RECORDS]:
            url = url_of(address, record.kwargs)
            readers = [role for role in READERS if role in record.seen_by]
            for role in (ANONYMOUS, "secretariat", *readers[:1]):
                if role != ANONYMOUS or address.is_public:
                    yield Cost(address.name, role, url)


def _measure(world: World, cost: Cost) -> None:
    cache.clear()
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        answer = world.call(cost.role, cost.url)
    if answer.status != OK:
        return
    asked = [str(query["sql"]) for query in captured.captured_queries if query["sql"]]
    asked = [sql for sql in asked if "SAVEPOINT" not in sql]
    cost.queries.append(len(asked))
    cost.sizes.append(len(answer.content))
    cost.is_page = answer.is_html
    cost.twice = [sql for sql, times in Counter(asked).items() if times > 1]
    cost.shapes.append(Counter(map(shape, asked)))


def test_scratch(costs):
    import json
    from pathlib import Path

    Path("/tmp/flat2.json").write_text(json.dumps([c.__dict__ for c in costs], default=str))
