"""Who may do what with a section, by role and state, as its page tells it (row 33 of the bar)."""

import pytest
from django.urls import reverse

from areas import permissions
from areas.annex2 import BY_KEY
from areas.reading import section_rights
from tests.factories.areas import PlanFactory, lead_of

pytestmark = pytest.mark.django_db


def told(plan, key):
    return {str(line.what): line for line in section_rights.of(plan, BY_KEY[key])}


def test_a_draft_is_written_by_its_leads_and_read_by_its_area():
    plan = PlanFactory.create()

    lines = told(plan, "IV")

    assert lines["Write the plan"].is_open
    assert lines["Write the plan"].who == "the leads of the area"
    assert lines["Suggest other words"].is_open
    assert lines["Read it"].who == "the partners of the area, its leads, the secretariat"


@pytest.mark.parametrize(
    ("status", "readers"),
    [
        ("agreed", "the partners of the area, its leads, the secretariat"),
        ("under_review", "whoever is signed in"),
        ("published", "everybody"),
    ],
)
def test_what_is_open_follows_the_state_of_the_version(status, readers):
    plan = PlanFactory.create(status=status, complete=True)

    lines = told(plan, "I")

    assert not lines["Write the plan"].is_open
    assert lines["Comment on the plan"].is_open is not plan.is_frozen
    assert lines["Read it"].who == readers


def test_the_table_says_what_the_permissions_weigh():
    plan = PlanFactory.create()

    line = told(plan, "II")["Write the plan"]

    assert permissions.can_edit(lead_of(plan.area), plan) is line.is_open


def test_nobody_writes_what_the_register_makes():
    plan = PlanFactory.create()

    assert list(told(plan, "X")) == ["Read it", "Comment on the plan"]


def test_the_page_of_a_section_shows_it(as_user):
    plan = PlanFactory.create()
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, "IV"])

    page = as_user(lead_of(plan.area)).get(url).content.decode()

    assert "Who may do what with this section now" in page
    assert "whoever speaks for a partner of the area, its leads" in page
