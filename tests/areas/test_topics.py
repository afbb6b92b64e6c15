"""What several areas have in common, and which areas these are (A1-1b)."""

import pytest
from django.urls import reverse

from tests.factories.areas import AreaFactory

pytestmark = pytest.mark.django_db


def topics(client, kind):
    page = client.get(reverse("areas:topic_list"))
    return {topic.anchor: topic.areas for topic in page.context[kind]}


def test_a_priority_names_every_area_that_works_on_it(client):
    first = AreaFactory.create(priorities=["a", "c"], established_year=2005)
    second = AreaFactory.create(priorities=["c"], established_year=2009)

    found = topics(client, "priorities")

    assert found["priority-c"] == [first, second]
    assert found["priority-a"] == [first]
    assert found["priority-g"] == []


def test_an_article_stands_there_once_an_area_serves_it(client):
    area = AreaFactory.create(convention_articles=[7])

    assert topics(client, "articles") == {"article-7": [area]}


@pytest.mark.parametrize("status", ["proposed", "closed"])
def test_an_area_that_is_not_at_work_is_not_listed(as_user, secretariat, status):
    AreaFactory.create(priorities=["c"], status=status)

    assert topics(as_user(secretariat), "priorities")["priority-c"] == []


def test_the_areas_are_asked_for_once(client, django_assert_max_num_queries):
    AreaFactory.create_batch(3, priorities=["a", "b", "c"])
    client.get(reverse("areas:topic_list"))

    with django_assert_max_num_queries(6):
        client.get(reverse("areas:topic_list"))


def test_the_page_of_an_area_leads_to_the_areas_beside_it(client):
    area = AreaFactory.create()

    page = client.get(area.get_absolute_url()).text

    assert f'href="{reverse("areas:topic_list")}"' in page
