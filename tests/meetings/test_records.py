"""What meetings, decisions, papers and reports say of themselves."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings import file_access
from gmp_portal.meetings.models import Attendance, Decision, Meeting, MeetingReport, Paper
from tests.before_rule import as_it_was
from tests.factories.meetings import (
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    PaperFactory,
)
from tests.factories.partners import PublicFileFactory

pytestmark = pytest.mark.django_db


def test_meetings_without_a_date_come_last_and_by_number():
    undated = {"is_imported": True, "closed": True, "starts_on": None, "ends_on": None}
    second, nameless, third = (
        MeetingFactory.create(number=number, **undated) for number in (2, None, 3)
    )
    old = MeetingFactory.create(starts_on=date(2020, 1, 1), number=1)
    new, newest = (
        MeetingFactory.create(starts_on=date(2026, 1, 1), number=n) for n in (4, 5)
    )

    order = list(Meeting.objects.newest_first())

    assert order == [newest, new, old, third, second, nameless]


def test_open_decisions_come_before_those_that_ended():
    ended, opened, draft = (
        DecisionFactory.create(adopted=True),
        DecisionFactory.create(open=True),
        DecisionFactory.create(),
    )
    as_it_was(ended, opened_at=timezone.now() - timedelta(days=9))
    ended_later = DecisionFactory.create(adopted=True)
    opened_later = DecisionFactory.create(open=True)

    order = list(Decision.objects.newest_first())

    assert order == [draft, opened_later, opened, ended_later, ended]


@pytest.mark.parametrize(
    ("days", "status", "is_overdue"),
    [
        (-1, "draft", True),
        (0, "draft", False),
        (-1, "comments", True),
        (-1, "published", False),
        (None, "draft", False),
        (None, "published", False),
    ],
)
def test_a_report_is_overdue_from_the_day_after_it_should_be_public(
    days, status, is_overdue
):
    allowed = rulebook.value("R-13")["public_days"]
    last = None if days is None else today() + timedelta(days=days - allowed)

    report = MeetingReport(meeting=Meeting(ends_on=last), status=status)

    assert report.is_overdue is is_overdue


@pytest.mark.parametrize(("days", "is_over"), [(-1, True), (0, False), (None, False)])
def test_a_meeting_is_over_from_the_day_after_its_last_one(days, is_over):
    last = None if days is None else today() + timedelta(days=days)

    assert Meeting(ends_on=last).is_over is is_over


@pytest.mark.parametrize(
    ("presence", "was_there"),
    [
        ("expected", False),
        ("present", True),
        ("online", True),
        ("excused", False),
        ("absent", False),
    ],
)
def test_who_was_there_came_in_person_or_online(presence, was_there):
    assert Attendance(presence=presence).was_there is was_there


def test_who_does_not_see_a_meeting_sees_no_paper_of_it(secretariat):
    hidden, shown = PaperFactory.create(), PaperFactory.create(meeting__convened=True)

    assert list(Paper.objects.visible_to(AnonymousUser())) == [shown]
    assert set(Paper.objects.visible_to(secretariat)) == {hidden, shown}


def test_a_meeting_called_off_before_anybody_was_invited_stays_with_its_officers(
    secretariat,
):
    planned = MeetingFactory.create(cancelled=True)
    listed = AttendanceFactory.create(meeting=MeetingFactory.create(convened=True))
    Meeting.objects.filter(pk=listed.meeting.pk).update(status="cancelled")

    assert list(Meeting.objects.visible_to(AnonymousUser())) == [listed.meeting]
    assert set(Meeting.objects.visible_to(secretariat)) == {planned, listed.meeting}


def test_papers_and_reports_open_with_their_own_meeting_only(person):
    first, second = (PublicFileFactory.create(policy="meeting_report") for _n in range(2))
    shown = MeetingReportFactory.create(
        adopted=True,
        pdf=first,
        status="published",
        published_at=timezone.now(),
        release_at=timezone.now(),
        release_by=person,
    )
    MeetingReportFactory.create(adopted=True, pdf=second)
    paper, other = (PublicFileFactory.create(policy="meeting_paper") for _n in range(2))
    PaperFactory.create(meeting__convened=True, document=paper)
    PaperFactory.create(document=other)

    for reader in (person, AnonymousUser()):
        assert file_access.may_read_report(reader, shown.pdf)
        assert not file_access.may_read_report(reader, second)
        assert file_access.may_read_paper(reader, paper)
        assert not file_access.may_read_paper(reader, other)
