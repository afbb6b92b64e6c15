"""Reminders go to whoever still owes a report, once for each distance to the due date."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gmp_portal.notifications.models import Message
from reporting import scheduled
from tests.before_rule import as_it_was
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import AreaReportFactory, CycleFactory, ProgressReportFactory

DUE = date(2027, 2, 15)
AREA_DUE = date(2027, 4, 30)


@pytest.fixture
def cycle():
    return CycleFactory.create(
        progress_due_on=DUE,
        area_due_on=AREA_DUE,
        opened_at=datetime(2026, 6, 1, tzinfo=UTC),
    )


def reminded():
    mails = Message.objects.filter(template="reporting/emails/reminder.txt")
    return [mail.recipient for mail in mails]


@pytest.mark.parametrize("offset", [-30, -7, 0, 7, 21])
def test_who_owes_a_report_is_reminded_once_on_each_of_the_days(cycle, offset):
    area = AreaFactory.create()
    filed = ProgressReportFactory.create(cycle=cycle, area=area, state="submitted")
    RepresentativeFactory.create(partner=filed.partner)
    partner = MembershipFactory.create(area=area).partner
    owes = RepresentativeFactory.create(partner=partner).person
    day = DUE + timedelta(days=offset)

    scheduled.remind_of_reports(day)
    scheduled.remind_of_reports(day)
    scheduled.remind_of_reports(day + timedelta(days=1))

    assert reminded() == [owes]


@pytest.mark.parametrize("offset", [-31, -27, -4, 3, 10, 24])
def test_nobody_is_reminded_on_other_days(cycle, offset):
    partner = MembershipFactory.create().partner
    RepresentativeFactory.create(partner=partner)

    scheduled.remind_of_reports(DUE + timedelta(days=offset))

    assert reminded() == []


def test_a_clock_that_stood_still_for_two_days_reminds_afterwards(cycle):
    owes = RepresentativeFactory.create(partner=MembershipFactory.create().partner).person

    scheduled.remind_of_reports(DUE + timedelta(days=2))

    assert reminded() == [owes]


def test_leads_are_reminded_of_the_area_report(cycle):
    filed, missing = AreaFactory.create(), AreaFactory.create()
    lead_of(filed)
    AreaReportFactory.create(cycle=cycle, area=filed, state="submitted")
    lead = lead_of(missing)

    scheduled.remind_of_reports(AREA_DUE)

    assert reminded() == [lead]


def test_a_cycle_opened_after_the_day_sends_no_old_reminder(cycle):
    RepresentativeFactory.create(partner=MembershipFactory.create().partner)
    as_it_was(cycle, opened_at=datetime(2027, 2, 9, tzinfo=UTC))

    scheduled.remind_of_reports(date(2027, 2, 9))

    assert reminded() == []


def test_a_cycle_opened_on_the_day_reminds_at_once(cycle):
    owes = RepresentativeFactory.create(partner=MembershipFactory.create().partner).person
    as_it_was(cycle, opened_at=datetime(2027, 2, 8, 23, tzinfo=UTC))

    scheduled.remind_of_reports(date(2027, 2, 8))

    assert reminded() == [owes]


def test_a_closed_cycle_reminds_nobody():
    CycleFactory.create(closed=True, progress_due_on=DUE, area_due_on=AREA_DUE)
    RepresentativeFactory.create(partner=MembershipFactory.create().partner)

    scheduled.remind_of_reports(DUE)

    assert reminded() == []
