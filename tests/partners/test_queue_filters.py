"""Filters of the letters at the desk, and the names under which they are kept (row 89)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal.website.models import SavedFilter
from tests.factories.partners import LetterFactory
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
LETTERS = "/desk/letters/"
LONG_AGO = timedelta(days=400)


@pytest.fixture
def two_letters():
    kenya, peru = CountryFactory.create(iso2="KE"), CountryFactory.create(iso2="PE")
    wanted = LetterFactory.create(
        submitted=True,
        organisation="Example Mill",
        kind="industry",
        country=kenya,
        submitted_at=timezone.now() - LONG_AGO,
        is_for_all_areas=True,
        area_slugs=[],
    )
    other = LetterFactory.create(
        submitted=True,
        organisation="Example Lake",
        kind="ngo",
        country=peru,
        area_slugs=["products"],
        is_for_all_areas=False,
    )
    return wanted, other


def names(page):
    return re.findall(r'dir="auto">(Example [^<]+)</a>', page.text)


@pytest.mark.parametrize(
    "query",
    [
        {"q": "mill"},
        {"kind": "industry"},
        {"country": "KE"},
        {"q": "EXAMPLE", "kind": "industry"},
        {"age": "late"},
        {"came": "here", "kind": "industry"},
        {"area": "asgm", "country": "KE"},
    ],
)
def test_the_list_shows_the_letters_that_fit(two_letters, as_user, secretariat, query):
    page = as_user(secretariat).get(LETTERS, query)

    assert names(page) == ["Example Mill"]
    assert "1 letter" in page.text


def test_the_sender_and_the_number_are_looked_for_too(two_letters, as_user, secretariat):
    wanted, other = two_letters
    client = as_user(secretariat)

    by_sender = client.get(LETTERS, {"q": wanted.sender.email})
    by_number = client.get(LETTERS, {"q": other.reference})

    assert names(by_sender) == ["Example Mill"]
    assert names(by_number) == ["Example Lake"]


def test_the_tabs_keep_the_filter_and_count_with_it(two_letters, as_user, secretariat):
    page = as_user(secretariat).get(LETTERS, {"q": "mill"}).text

    tabs = page.partition('class="tabs')[2].partition("</ul>")[0]
    assert re.search(r'href="\?q=mill&amp;status=submitted"', tabs)
    assert re.findall(r'class="cnt">(\d+)<', tabs)[:2] == ["1", "1"]


def test_where_nothing_fits_the_way_back_is_offered(two_letters, as_user, secretariat):
    page = as_user(secretariat).get(LETTERS, {"q": "nothing of this"})

    assert names(page) == []
    assert "Show all letters" in page.text


@pytest.mark.parametrize(
    ("page", "address", "query"),
    [
        ("letters", LETTERS, "q=mill&kind=industry"),
        ("contacts", "/desk/contacts/", "role=focal_point&mail=back"),
    ],
)
def test_a_filter_of_the_list_is_kept_shown_and_removed(
    two_letters, as_user, secretariat, page, address, query
):
    client = as_user(secretariat)
    keep = reverse("website:saved_filter_keep", args=[page])
    offer = client.get(f"{address}?{query}").text

    kept = client.post(f"{keep}?{query}", {"name": "Example: mine"})
    shown = client.get(f"{address}?{query}").text
    remove = reverse("website:saved_filter_remove", args=[SavedFilter.objects.get().pk])
    removed = client.post(remove)

    assert f"{keep}?{query.replace('&', '&amp;')}" in offer
    assert kept["Location"] == f"{address}?{query}"
    assert "Example: mine" in shown
    assert remove in shown
    assert removed["Location"] == address
    assert "Example: mine" not in client.get(address).text


def test_each_list_has_ten_places_of_its_own(as_user, secretariat):
    client = as_user(secretariat)

    for page in ("desk", "letters", "contacts"):
        keep = reverse("website:saved_filter_keep", args=[page])
        for number in range(10):
            client.post(f"{keep}?q=x{number}", {"name": f"Filter {number}"})
        full = client.post(f"{keep}?q=y", {"name": "Eleventh"})
        assert full.status_code == 422

    assert SavedFilter.objects.count() == 30


def test_no_other_list_keeps_filters(as_user, secretariat):
    unknown = as_user(secretariat).get("/desk/filters/ledger/keep/?q=x")

    assert unknown.status_code == 404


def test_the_filters_cost_the_same_for_any_number(as_user, secretariat):
    client, numbers = as_user(secretariat), []
    for number in (1, 2):
        LetterFactory.create_batch(number, submitted=True, organisation="Example")
        client.get(LETTERS, {"q": "example"})
        with CaptureQueriesContext(connection) as queries:
            client.get(LETTERS, {"q": "example"})
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
