"""From an empty draft to the Advisory Group, page by page, without a script."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from areas.models import PlanVersion
from gmp_portal.meetings.actions import endings, positions
from tests.factories.accounts import with_second_factor
from tests.factories.areas import AreaFactory, lead_of, member_of
from tests.reading import reading

pytestmark = pytest.mark.django_db


class Lead:
    """A lead of an area with a browser, on one plan."""

    def __init__(self, area):
        self.area, self.person = area, lead_of(area)
        self.client = Client()
        self.client.force_login(with_second_factor(self.person))

    def url(self, name, *args):
        return reverse(f"areas:{name}", args=[self.area.slug, 1, *args])

    def post(self, page, /, *args, **data):
        response = self.client.post(self.url(page, *args), data)
        assert response.status_code == 302, response.content.decode()
        return response

    @property
    def plan(self):
        return PlanVersion.objects.get(area=self.area)


def test_a_lead_brings_a_plan_from_the_first_word_to_the_advisory_group(client):
    lead = Lead(AreaFactory.create())
    partner = member_of(lead.area)

    lead.client.post(
        reverse("areas:plan_start", args=[lead.area.slug]),
        {
            "title": "Example plan 2026 and 2027",
            "language": "zh",
            "period_from": "2026-01-01",
            "period_to": "2027-12-31",
        },
    )
    not_yet = lead.client.get(lead.url("plan_send"))
    _write(lead)
    ready = lead.client.get(lead.plan.get_absolute_url())

    assert "missing before the plan can be sent" in not_yet.content.decode()
    assert ready.context["done"] == 10
    assert ready.context["lacking"] is None

    closes_at = (lead.plan.changed_at + timedelta(days=4)).strftime("%Y-%m-%dT%H:%M")
    lead.post("plan_send", how="silence", closes_at=closes_at, **reading(lead.plan))
    decision = lead.plan.consensus_decision
    positions.take_position(decision, by=partner)
    with time_machine.travel(decision.closes_at + timedelta(minutes=1), tick=False):
        endings.close_silence(decision)

    assert lead.plan.status == "agreed"

    lead.post("plan_submit", confirmed="on")
    plan = lead.plan

    assert plan.status == "under_review"
    assert plan.snapshot["texts"]["I"] == "汞" * 250
    assert len(plan.sha256) == 64
    assert client.get(plan.get_absolute_url()).status_code == 404


def _write(lead):
    """Fill the ten sections as a lead would."""
    lead.post("section_edit", "I", text="汞" * 250, version=0)
    for number in (1, 2):
        lead.post(
            "row_add",
            "objectives",
            statement=f"Example objective {number}",
            measure="Tonnes a year",
            target="Half",
            target_on="2027-12-31",
            realism="It was done before.",
            goal_links=["O1", "O3"],
        )
    objectives = [row.pk for row in lead.plan.objectives.all()]
    for number in (1, 2, 3, 4):
        lead.post(
            "row_add", "actions", title=f"Example action {number}", objectives=objectives
        )
    for cost, currency in (("1000", "USD"), ("2000", "EUR")):
        lead.post(
            "row_add",
            "efforts",
            action=lead.plan.actions.first().pk,
            partner=lead.area.lead_terms.get().partner.pk,
            kind="collaborative",
            description="Train laboratories",
            cost=cost,
            currency=currency,
            starts_on="2026-01-01",
            ends_on="2026-12-31",
            target="40 laboratories",
            contact=lead.person.pk,
        )
    for effort in lead.plan.efforts.all():
        lead.post(
            "row_add", "milestones", effort=effort.pk, due_on="2026-06-30", text="Half"
        )
    lead.post(
        "row_add",
        "opportunities",
        title="Example idea",
        objective=objectives[0],
        status="idea",
    )
    for objective in objectives:
        lead.post(
            "row_add",
            "indicators",
            objective=objective,
            name="Mercury used",
            unit="t",
            baseline="10",
            target="5",
            source="Reports",
        )
    lead.post("section_edit", "VI", text="Measured each year.", version=0)
    lead.post("row_add", "donors", name="Example Fund", kind="donor")
    lead.post("row_add", "requests", title="Example project", purpose="Training")
    lead.post("section_edit", "VII", text="Donors are asked together.", version=0)
    lead.post(
        "section_edit",
        "VIII",
        text="Reviewed each year.",
        version=0,
        next_review_on="2027-06-30",
    )
    lead.post("row_add", "linkages", side="outside", name="Example convention")
