"""A published plan as a page to read: contents, paragraphs with anchors, its language."""

import pytest

from areas.annex2 import SECTIONS
from tests.factories.areas import PlanFactory
from tests.readers import assert_can_be_read, contents_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory.create(status="published")


def test_contents_lead_to_the_ten_sections_and_paragraphs_have_anchors(plan, client):
    page = page_of(client, plan.get_absolute_url())

    assert_can_be_read(page)
    listed = contents_of(page)
    assert [address for address in listed if address.count("-") == 1] == [
        f"#section-{section.key}" for section in SECTIONS
    ]


def test_the_text_speaks_the_language_of_the_plan(client):
    plan = PlanFactory.create(status="published", language="ar")

    [article] = page_of(client, plan.get_absolute_url()).xpath("//article")

    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
