"""The public register of business plans (A1-3f-ii)."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.areas import AreaFactory, PlanFactory

pytestmark = pytest.mark.django_db
ADDRESS = "areas:plan_list"


def plans_of(answer):
    return list(answer.context["page"])


def test_visitors_see_every_published_version_and_no_draft(client):
    published = PlanFactory(status="published")
    PlanFactory()

    page = client.get(reverse(ADDRESS))

    assert plans_of(page) == [published]
    assert published.get_absolute_url() in page.content.decode()


def test_who_works_on_plans_sees_drafts_too(as_user, secretariat):
    draft = PlanFactory()

    assert plans_of(as_user(secretariat).get(reverse(ADDRESS))) == [draft]


def test_plans_are_found_by_area_and_state(client):
    gold, waste = AreaFactory(slug="gold"), AreaFactory(slug="waste")
    wanted = PlanFactory(area=gold, status="published")
    PlanFactory(area=waste, status="published")

    of_area = client.get(reverse(ADDRESS), {"area": "gold"})
    earlier = client.get(reverse(ADDRESS), {"state": "superseded"})

    assert plans_of(of_area) == [wanted]
    assert "<b>1</b> of 2 plans" in of_area.content.decode()
    assert plans_of(earlier) == []


def test_the_download_keeps_the_filter_of_the_page(client):
    gold = AreaFactory(slug="gold")
    PlanFactory(area=gold, status="published")
    PlanFactory(status="published")

    answer = client.get("/data/plans.json", {"area": "gold"})

    rows = json.loads(b"".join(answer.streaming_content))["rows"]
    assert [row["area"] for row in rows] == ["gold"]


def test_the_register_takes_the_same_queries_for_one_and_three(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(ADDRESS))
        return len(captured)

    PlanFactory(status="published")
    queries()
    for_one = queries()
    for _number in range(2):
        PlanFactory(status="published")

    assert queries() == for_one <= 6
