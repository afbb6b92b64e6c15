"""The leads and the secretariat are reminded in time that a plan is to be reviewed (R-45)."""

from datetime import timedelta

import pytest

from areas import scheduled
from areas.actions import plans
from areas.models import PlanVersion
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.areas import PlanFactory, advance

pytestmark = pytest.mark.django_db


def in_force(days):
    """A plan in force that is to be reviewed in so many days."""
    plan = PlanFactory.create(complete=True)
    due = today() + timedelta(days=days)
    PlanVersion.objects.filter(pk=plan.pk).update(next_review_on=due)
    plan.refresh_from_db()
    return advance(plan, "published")


def reminded(person):
    return Message.objects.filter(
        recipient=person, template="areas/emails/review_due.txt"
    ).count()


@pytest.mark.parametrize(
    ("days", "mails"), [(91, 0), (90, 1), (30, 1), (20, 0), (0, 0), (-14, 1), (-22, 0)]
)
def test_leads_and_secretariat_are_reminded_once_a_day(secretariat, days, mails):
    plan = in_force(days)

    scheduled.remind_of_reviews(today())
    scheduled.remind_of_reviews(today())

    assert reminded(plan.area.lead_terms.get().person) == mails
    assert reminded(secretariat) == mails


def test_nobody_else_is_reminded():
    in_force(30)
    other = UserFactory.create()

    scheduled.remind_of_reviews(today())

    assert reminded(other) == 0


def test_nobody_is_reminded_while_the_next_version_is_being_written(secretariat):
    plan = in_force(30)
    lead = plan.area.lead_terms.get().person
    frame = {name: getattr(plan, name) for name in ("title", "language")}
    period = {"period_from": plan.period_from, "period_to": plan.period_to}
    plans.start(plan.area, by=lead, **frame, **period)

    scheduled.remind_of_reviews(today())

    assert reminded(lead) == reminded(secretariat) == 0


def test_nobody_is_reminded_of_a_version_that_is_not_in_force(secretariat):
    plan = in_force(30)
    PlanVersion.objects.filter(pk=plan.pk).update(status="superseded")

    scheduled.remind_of_reviews(today())

    assert reminded(secretariat) == 0
