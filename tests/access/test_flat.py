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
from tests.access.world import ANONYMOUS, World, plain_refusals
from tests.multiplied import Size, multiply

# The demonstration as it is, twice of everything, and hundreds of it, also below one record.
SIZES = (None, Size(1), Size(20, 300, 3_000))
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
# Known to break a bound below: whatever is mended is taken off, and nothing is put on.
WITHOUT_END = {
    "advisory_group:board",
    "advisory_group:chair_draft_decision",
    "advisory_group:chair_elect",
    "advisory_group:home",
    "advisory_group:seat_invite",
    "areas:area_detail",
    "areas:section_edit",
    "meetings:meeting_detail",
    "meetings:report_detail",
    "meetings:report_edit",
    "partners:partner_detail",
    "reporting:area_report_detail",
    "reporting:area_report_edit",
    "reporting:cycle_detail",
    "reporting:own_report_list",
    "reporting:progress_detail",
    "reporting:progress_edit",
    "website:my",
}
ASKS_TOO_MUCH = {"website:data_list"}
ASKS_TWICE = {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "reporting:progress_edit",
    "website:holding_hand_over",
}
# Of those who may see a record the first one asks, beside a visitor, or the secretariat where a
# visitor is asked to sign in.
READERS = ("area.lead", "focal.point", "pag.member", "visitor-turned-applicant", "admin")
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
        for size in SIZES:
            with transaction.atomic(), plain_refusals():
                if size:
                    multiply(size)
                for cost in asked:
                    _measure(world, cost)
                transaction.set_rollback(True)
            # Whoever is refused the one record is refused it among many.
            asked = [cost for cost in asked if cost.queries]
        return asked


def _asked(world: World) -> Iterator[Cost]:
    for address in addresses():
        if address.name.startswith(ADMIN):
            continue
        for record in records_for(address, world)[:1]:
            url = url_of(address, record.kwargs)
            readers = [role for role in READERS if role in record.seen_by]
            first = ANONYMOUS if address.is_public else "secretariat"
            for role in (first, *readers[:1]):
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


def _told(faults: list[Cost]) -> str:
    return "\n".join(map(str, faults))


def test_all_addresses_are_measured_with_each_size(costs: list[Cost]) -> None:
    missing = [cost for cost in costs if len(cost.queries) != len(SIZES)]

    assert len(costs) > 250
    assert not missing, _told(missing)


def test_many_records_ask_as_few_questions_as_few(costs: list[Cost]) -> None:
    grown = [
        cost for cost in costs if len(set(cost.queries)) > 1 and cost.name not in IN_BATCHES
    ]

    assert not grown, _told(grown)


def test_no_page_grows_without_end(costs: list[Cost]) -> None:
    grown = [
        cost
        for cost in costs
        if cost.is_page and max(cost.sizes) > cost.sizes[0] + MOST_GROWTH
    ]

    assert not [cost for cost in grown if cost.name not in WITHOUT_END], _told(grown)
    assert {cost.name for cost in grown} == WITHOUT_END


def test_no_page_asks_more_than_it_may(costs: list[Cost]) -> None:
    over = [
        cost
        for cost in costs
        if max(cost.queries) > cost.most and cost.name not in IN_BATCHES
    ]

    assert not [cost for cost in over if cost.name not in ASKS_TOO_MUCH], _told(over)
    assert {cost.name for cost in over} == ASKS_TOO_MUCH


def test_no_page_asks_the_same_question_twice(costs: list[Cost]) -> None:
    twice = [cost for cost in costs if cost.twice]

    assert not [cost for cost in twice if cost.name not in ASKS_TWICE], "\n".join(
        f"{cost}: {cost.twice}" for cost in twice
    )
    assert {cost.name for cost in twice} == ASKS_TWICE
