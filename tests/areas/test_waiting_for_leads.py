"""Leads are reminded of what waits for them, and partners to end what is over (R-85)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from areas import scheduled
from areas.actions import activities, opportunities
from areas.models import Activity
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from tests.factories.areas import (
    AreaFactory,
    AreaOpportunityFactory,
    BegunActivityFactory,
    lead_of,
)
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def lead(area):
    return lead_of(area)


@pytest.fixture
def speaker():
    return RepresentativeFactory.create()


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def readers(name):
    sent = Message.objects.filter(template=f"areas/emails/{name}.txt")
    return [message.recipient for message in sent]


def activity_of(area, speaker, **facts):
    return BegunActivityFactory.create(area=area, partner=speaker.partner, **facts)


# Suggestions ------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "mails"), [(22, 0), (23, 1), (29, 1), (30, 1), (31, 1)])
def test_leads_are_reminded_of_a_suggestion_before_the_last_day_and_on_it(
    area, lead, days, mails
):
    AreaOpportunityFactory.create(area=area, waiting=True, suggested_at=days_ago(days))

    scheduled.remind_of_suggestions(today())
    scheduled.remind_of_suggestions(today())

    assert readers("opportunity_waits") == [lead] * mails


def test_both_reminders_of_a_suggestion_come(area, lead):
    AreaOpportunityFactory.create(area=area, waiting=True, suggested_at=days_ago(23))

    for days in range(10):
        scheduled.remind_of_suggestions(today() + timedelta(days=days))

    assert readers("opportunity_waits") == [lead, lead]


@pytest.mark.parametrize("state", ["asked", "declined", "withdrawn"])
def test_nobody_is_reminded_of_a_suggestion_that_does_not_wait_for_the_leads(
    area, lead, state
):
    AreaOpportunityFactory.create(area=area, suggested_at=days_ago(30), **{state: True})

    scheduled.remind_of_suggestions(today())

    assert readers("opportunity_waits") == []


def test_a_suggestion_that_is_taken_in_is_not_reminded_of(area, lead):
    waiting = AreaOpportunityFactory.create(
        area=area, waiting=True, suggested_at=days_ago(30)
    )
    opportunities.take_in(waiting, by=lead)

    scheduled.remind_of_suggestions(today())

    assert readers("opportunity_waits") == []


def test_where_nobody_leads_the_secretariat_is_reminded(area, secretariat):
    AreaOpportunityFactory.create(area=area, waiting=True, suggested_at=days_ago(30))

    scheduled.remind_of_suggestions(today())

    assert readers("opportunity_waits") == [secretariat]


# Activities -------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "mails"), [(13, 0), (14, 1), (15, 1)])
def test_leads_are_reminded_of_an_activity_that_waits(area, lead, speaker, days, mails):
    sent = activity_of(area, speaker, state="sent")
    Activity.objects.filter(pk=sent.pk).update(sent_at=days_ago(days))

    scheduled.remind_of_sent_activities(today())
    scheduled.remind_of_sent_activities(today())

    assert readers("activity_waits") == [lead] * mails


def test_where_nobody_leads_the_secretariat_hears_what_is_to_be_done(
    area, speaker, secretariat
):
    sent = activity_of(area, speaker, state="sent")
    Activity.objects.filter(pk=sent.pk).update(sent_at=days_ago(14))

    scheduled.remind_of_sent_activities(today())

    assert readers("activity_waits") == [secretariat]
    assert "The area has no lead: record one" in Message.objects.get().body


@pytest.mark.parametrize("state", ["draft", "active"])
def test_nobody_is_reminded_to_acknowledge_what_does_not_wait(area, lead, speaker, state):
    activity_of(area, speaker, state=state)

    scheduled.remind_of_sent_activities(today() + timedelta(days=14))

    assert readers("activity_waits") == []


def test_an_activity_that_is_sent_again_is_reminded_of_anew(area, lead, speaker):
    sent = activity_of(area, speaker, state="sent")
    later = today() + timedelta(days=14)
    scheduled.remind_of_sent_activities(later)
    activities.ask_back(sent, question="For whom?", by=lead)
    activities.send(sent, by=speaker.person)
    Activity.objects.filter(pk=sent.pk).update(sent_at=days_ago(-1))

    scheduled.remind_of_sent_activities(later + timedelta(days=1))

    assert readers("activity_waits") == [lead, lead]


def acknowledged(area, speaker, last_day):
    """An activity that the leads acknowledge today."""
    return activity_of(
        area, speaker, state="active", starts_on=date(2026, 1, 1), ends_on=last_day
    )


@pytest.mark.parametrize(("days", "mails"), [(1, 0), (29, 0), (30, 1), (31, 1)])
def test_a_partner_is_reminded_to_end_what_is_over(area, lead, speaker, days, mails):
    last_day = today() + timedelta(days=5)
    acknowledged(area, speaker, last_day)
    day = last_day + timedelta(days=days)

    scheduled.remind_of_activities_that_are_over(day)
    scheduled.remind_of_activities_that_are_over(day)

    assert readers("activity_over") == [speaker.person] * mails


@pytest.mark.parametrize(("days", "mails"), [(0, 0), (29, 0), (30, 1)])
def test_what_was_over_when_it_was_acknowledged_is_reminded_of_a_month_later(
    area, lead, speaker, days, mails
):
    acknowledged(area, speaker, date(2026, 2, 1))

    scheduled.remind_of_activities_that_are_over(today() + timedelta(days=days))

    assert readers("activity_over") == [speaker.person] * mails


def test_nobody_is_reminded_of_what_its_partner_has_ended(area, lead, speaker):
    activity = acknowledged(area, speaker, today())
    activities.end(activity, outcome="It is done.", on=today(), by=speaker.person)

    scheduled.remind_of_activities_that_are_over(today() + timedelta(days=30))

    assert readers("activity_over") == []


def test_an_activity_without_a_last_day_goes_on(area, lead, speaker):
    activity_of(area, speaker, state="active", ends_on=None)

    scheduled.remind_of_activities_that_are_over(today() + timedelta(days=400))

    assert readers("activity_over") == []
