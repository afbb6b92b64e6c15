"""Activities that several areas or reports know count once, and leads are asked once (N25)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.areas import AreaFactory, BegunActivityFactory, lead_of, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def partner(area):
    return member_of(area).representatives.get().partner


def begun(partner, area, **facts):
    facts = {"title": "Same example", "state": "active"} | facts
    return BegunActivityFactory.create(partner=partner, area=area, **facts)


def test_the_page_asks_once_whether_two_are_one(as_user, area, partner):
    first = begun(partner, AreaFactory.create())
    second = begun(partner, area)
    client = as_user(lead_of(area))

    with CaptureQueriesContext(connection, ) as asked:
        page = client.get(second.get_absolute_url())

    questions = [each["sql"] for each in asked if "AS \"twin\"" in each["sql"]]
    assert page.context["twin"] == first
    assert len(questions) == 1
