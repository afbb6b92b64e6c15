"""A published plan as a page to read: contents, paragraphs with anchors, its language."""

import pytest

from areas.annex2 import SECTIONS
from gmp_portal.reference.choices import Objective
from tests.factories.areas import EffortFactory, ObjectiveFactory, PlanFactory, advance
from tests.readers import assert_can_be_read, contents_of, filled, page_of

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


def test_each_effort_is_one_line_of_a_table(client):
    plan = PlanFactory.create()
    EffortFactory.create(
        plan=plan, description="Example training", cost=1000, currency="USD", target=""
    )
    advance(plan, "published")

    page = page_of(client, plan.get_absolute_url())
    [line] = page.xpath('//tr[@id="IV-1-1"]')
    heads = page.xpath('//tr[@id="IV-1-1"]/ancestor::table/thead//th')

    said = {
        cell.get("data-label"): cell.text_content().strip() for cell in line.xpath("./td")
    }
    assert "Example training" in line.text_content()
    assert (said["Cost"], said["Target"]) == ("USD 1,000", "not available")
    assert len(heads) == len(line.xpath("./th | ./td"))


def test_the_fingerprint_stands_with_what_verifies_the_plan(plan, client):
    page = page_of(client, plan.get_absolute_url())

    [fingerprint] = page.xpath(f'//code[text()="{plan.sha256}"]')

    assert fingerprint.xpath("ancestor::details")
    assert not page.xpath('//*[contains(@class, "facts")]//code')


def test_goals_are_named_without_their_codes(client):
    plan = PlanFactory.create()
    ObjectiveFactory.create(plan=plan, goal_links=["O1"])
    advance(plan, "published")

    [article] = page_of(client, plan.get_absolute_url()).xpath("//article")

    assert str(Objective.SUPPLY.label) in article.text_content()
    assert "O1" not in article.text_content()


def test_the_filled_button_completes_what_is_missing_before_the_plan_can_go_on(as_user):
    """B4-1."""
    plan = PlanFactory.create(complete=True)
    as_lead = as_user(plan.area.lead_terms.get().person)

    ready = filled(as_lead, plan.get_absolute_url())
    plan.objectives.all().delete()
    unready = filled(as_lead, plan.get_absolute_url())

    assert ready == ["Put before the area"]
    assert unready == ["Complete section II"]
