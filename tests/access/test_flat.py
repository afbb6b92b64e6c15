"""Every address costs the same with few records and with hundreds: it is walked from the URLconf.

A new address is measured without a line about it; a new model is multiplied in the same way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from gmp_portal.ui import kept_parts
from tests.access.addresses import ADMIN, Address, addresses, url_of
from tests.access.crawl import shape
from tests.access.records import Record
from tests.access.registry import records_for
from tests.access.world import ANONYMOUS, World, plain_refusals
from tests.multiplied import Size, multiply

# After the demonstration as it is: twice of everything, and hundreds of it, also below one record.
SIZES = (Size(1), Size(20, 300, 3_000))
MOST_PUBLIC, MOST_SIGNED_IN = 6, 15
# A page of 25 rows is so much longer than one of three, in bytes.
MOST_GROWTH = 40_000
# Downloads and lists for machines ask once for so many rows, and give all of them.
IN_BATCHES = {
    "partners:partner_csv",
    "partners:partner_json",
    "website:data_file",
    "website:integrity_export",
    "sitemap_detail",
}
# The form of one record with all of its rows: it takes 20 activities and 12 contributions, each
# with all countries, and a value for each indicator of a plan. And two versions of a plan, which
# are as long beside each other as the plan; and the partners of an area, of whom leads ask some.
WITH_ALL_ROWS = {
    "areas:own_efforts_ask",
    "areas:plan_compare",
    "reporting:area_report_edit",
    "reporting:progress_edit",
}
# Of those who may see a record the first one to whom it is shown asks, beside a visitor, or the
# secretariat where a visitor is asked to sign in.
READERS = ("area.lead", "focal.point", "pag.member", "visitor-turned-applicant", "admin")
OK, ONLY_POSTED = 200, 405


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
        with plain_refusals():
            shown = list(_shown(world))
        for size in SIZES:
            with transaction.atomic():
                multiply(size)
                for cost in shown:
                    _measure(world, cost)
                transaction.set_rollback(True)
        return shown


def _shown(world: World) -> Iterator[Cost]:
    """Each address as the readers concerned, measured with the demonstration as it is."""
    for address in addresses():
        if address.name.startswith(ADMIN):
            continue
        records = records_for(address, world)
        first = ANONYMOUS if address.is_public else "secretariat"
        for roles in ((first,), READERS):
            yield from islice(_shown_to(world, address, records, roles), 1)


def _shown_to(
    world: World, address: Address, records: Iterable[Record], roles: Iterable[str]
) -> Iterator[Cost]:
    """Its records as these readers see them; of some records a form is closed."""
    for record in records:
        for role in roles:
            if role in record.seen_by:
                cost = Cost(address.name, role, url_of(address, record.kwargs))
                if (status := _measure(world, cost)) == OK:
                    yield cost
                elif status == ONLY_POSTED:
                    return


def _measure(world: World, cost: Cost) -> int:
    cache.clear()
    # Whoever comes first after a change pays for what all others have.
    kept_parts.forget()
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        answer = world.call(cost.role, cost.url)
    if answer.status != OK:
        return answer.status
    asked = [str(query["sql"]) for query in captured.captured_queries if query["sql"]]
    asked = [sql for sql in asked if "SAVEPOINT" not in sql]
    cost.queries.append(len(asked))
    cost.sizes.append(len(answer.content))
    cost.is_page = answer.is_html
    cost.twice = [sql for sql, times in Counter(asked).items() if times > 1]
    cost.shapes.append(Counter(map(shape, asked)))
    return OK


def _told(faults: list[Cost]) -> str:
    return "\n".join(map(str, faults))


def test_all_addresses_are_measured_with_each_size(costs: list[Cost]) -> None:
    missing = [cost for cost in costs if len(cost.queries) != 1 + len(SIZES)]

    assert len(costs) > 250
    assert not missing, _told(missing)


def test_many_records_ask_as_few_questions_as_few(costs: list[Cost]) -> None:
    grown = [
        cost
        for cost in costs
        # Where people are too many for a list they are named: that asks less.
        if max(cost.queries) > cost.queries[0] and cost.name not in IN_BATCHES
    ]

    assert not grown, _told(grown)


def test_no_page_grows_without_end(costs: list[Cost]) -> None:
    grown = [
        cost
        for cost in costs
        if cost.is_page and max(cost.sizes) > cost.sizes[0] + MOST_GROWTH
        if cost.name not in WITH_ALL_ROWS
    ]

    assert not grown, _told(grown)


def test_no_page_asks_more_than_it_may(costs: list[Cost]) -> None:
    over = [
        cost
        for cost in costs
        if max(cost.queries) > cost.most and cost.name not in IN_BATCHES
    ]

    assert not over, _told(over)


def test_no_page_asks_the_same_question_twice(costs: list[Cost]) -> None:
    twice = [cost for cost in costs if cost.twice]

    assert not twice, "\n".join(f"{cost}: {cost.twice}" for cost in twice)
