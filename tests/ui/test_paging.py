"""Pages of long lists: by places in the database, by numbers in memory."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Case, F, Value, When
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gmp_portal.notifications.models import Message
from gmp_portal.ui.paging import LAST, MOST_COUNTED, UNCOUNTED, page_of
from gmp_portal.website.reading import mailings
from partners.models import Partner
from tests.factories.partners import PartnerFactory


def asked(place="", parameter="page"):
    return RequestFactory().get("/", {parameter: place} if place else {})


@pytest.mark.parametrize(
    ("place", "number"),
    [("2", 2), ("99999", 4), ("9" * 5000, 1), ("junk", 1), ("-3", 4), ("0", 4), ("", 1)],
)
def test_any_page_number_of_a_list_in_memory_gives_a_page(place, number):
    assert page_of(asked(place), list(range(100))).number == number


@pytest.fixture
def partners(db):
    """Thirty with equal and empty days, so that no order is by chance that of the keys."""
    dice = random.Random(4)
    days = ["2020-01-01", "2021-05-05", "2024-03-01", None]
    return [
        PartnerFactory.create(
            name=f"Example {dice.randrange(9)} {place:02}",
            since=(day := dice.choice(days)),
            **(
                {}
                if day
                else {"evidence": "E2", "since_note": "Sample", "source": "Sample"}
            ),
        )
        for place in range(30)
    ]


ORDERS = {
    "by a name": ("skeleton",),
    "falling": ("-skeleton",),
    "empty last": ("since", "skeleton"),
    "empty first": ("-since", "-skeleton", "-pk"),
    "falling, empty last": (F("since").desc(nulls_last=True), "skeleton"),
    "rising, empty first": (F("since").asc(nulls_first=True), "-skeleton"),
    "by another table": ("country__name_en", "-since"),
    "by a condition": (Case(When(kind="ngo", then=0), default=Value(1)), "-name"),
    "by its own": (),
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=list(ORDERS))
def test_walking_on_and_back_shows_every_row_once_in_its_order(partners, order):
    rows = Partner.objects.order_by(*order) if order else Partner.objects.all()
    whole = [row.pk for row in page_of(asked(), rows, 100)]

    onwards, place = [], ""
    while place is not None:
        page = page_of(asked(place), rows, 7)
        onwards.append([row.pk for row in page])
        place = page.next or None
    backwards, place = [], LAST
    while place:
        page = page_of(asked(place), rows, 7)
        backwards.insert(0, [row.pk for row in page])
        place = page.previous

    assert [pk for page in onwards for pk in page] == whole
    assert len(whole) == 30
    assert onwards == backwards
    assert [len(each) for each in onwards] == [7, 7, 7, 7, 2]


def test_a_page_knows_its_number_and_its_neighbours(partners):
    rows = Partner.objects.order_by("skeleton")
    second = page_of(asked(page_of(asked(), rows, 5).next), rows, 5)
    third = page_of(asked(second.next), rows, 5)

    assert [second.number, third.number] == [2, 3]
    assert [number for number, _place in third.numbers] == [1, 2, 3, 4, None, 6]
    assert (third.start_index, third.end_index) == (11, 15)
    assert page_of(asked(third.previous), rows, 5).object_list == second.object_list


@pytest.mark.parametrize(
    "place",
    [
        "junk",
        "2.a.e30",
        "2.a.W10",
        "2.a.WyJhIiwgImIiXQ",
        "0.a.WyJhIiwgMV0",
        "2.x.WyJhIiwgMV0",
        "2.a.WyJhXHUwMDAwIiwgMV0",
        "2.a." + "W" * 5000,
        "9" * 400 + ".a.WyJhIiwgMV0",
        "2",
        "99999",
    ],
)
def test_whatever_is_no_place_gives_the_first_page(partners, place):
    page = page_of(asked(place), Partner.objects.order_by("skeleton"), 5)

    assert page.number == 1
    assert len(page) == 5


def test_no_page_has_a_number_beyond_the_last_one(partners):
    rows = Partner.objects.order_by("skeleton")
    _number, rest = page_of(asked(), rows, 7).next.split(".", 1)

    page = page_of(asked(f"77777.{rest}"), rows, 7)

    assert page.paginator.num_pages == 5
    assert page.number == 4
    assert [number for number, _place in page.numbers] == [1, None, 3, 4, 5]


def test_a_place_beyond_the_end_gives_the_last_page(partners):
    rows = Partner.objects.order_by("skeleton")
    page = page_of(asked(LAST), rows, 7)
    place = page_of(asked(page.previous), rows, 7).next
    fewer = rows.exclude(pk__in=[row.pk for row in page])

    now = page_of(asked(place), fewer, 7)

    assert (now.number, len(now), now.next) == (4, 7, "")


def test_no_page_is_counted_or_skipped_to(partners):
    rows = Partner.objects.order_by("skeleton")
    place = page_of(asked(page_of(asked(), rows, 5).next), rows, 5).next
    with CaptureQueriesContext(connection) as captured:
        page_of(asked(place), rows, 5, count=30)

    said = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(said) == 1
    assert "OFFSET" not in said[0]


def test_a_short_list_is_not_counted(partners):
    with CaptureQueriesContext(connection) as captured:
        page = page_of(asked(), Partner.objects.order_by("skeleton"), 30)

    assert len(captured) == 1
    assert (page.paginator.count, page.has_others) == (30, False)


def test_counting_ends_somewhere(partners):
    with CaptureQueriesContext(connection) as captured:
        page_of(asked(), Partner.objects.order_by("skeleton"), 5)

    assert f"LIMIT {MOST_COUNTED + 1}" in captured[-1]["sql"]


def test_a_list_that_nobody_counted_has_no_last_page(partners):
    rows = Partner.objects.order_by("skeleton")

    last = page_of(asked(LAST), rows, 7, count=UNCOUNTED)

    assert (last.number, last.previous, last.last in dict(last.numbers).values()) == (
        1,
        "",
        False,
    )


def test_beyond_the_end_of_an_uncounted_list_stand_its_last_rows(partners):
    rows = Partner.objects.order_by("skeleton")
    second = page_of(
        asked(page_of(asked(), rows, 20, count=UNCOUNTED).next), rows, 20, count=UNCOUNTED
    )
    fewer = rows.exclude(pk__in=[row.pk for row in second])
    place = page_of(asked(), rows, 20, count=UNCOUNTED).next

    now = page_of(asked(place), fewer, 20, count=UNCOUNTED)

    assert (now.number, len(now), now.next) == (1, 20, "")


@pytest.mark.django_db
def test_mails_of_a_minute_are_looked_for_from_that_minute_on():
    """The index is entered there, however far into the list the page is."""
    for hours in range(4):
        moment = timezone.now() - timedelta(hours=hours)
        Message.objects.create(
            address="reader@example.org", language="en", created_at=moment
        )
    first = page_of(asked(), mailings.listed(""), 2, count=UNCOUNTED)
    with CaptureQueriesContext(connection) as captured:
        second = page_of(asked(first.next), mailings.listed(""), 2, count=UNCOUNTED)

    said = [query["sql"] for query in captured if "GROUP BY" in query["sql"]]
    assert len(second) == 2
    assert "AT TIME ZONE 'UTC') <= '" in said[0]
