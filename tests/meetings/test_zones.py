"""A day of a meeting is the day where it meets, on both sides of midnight (R-29)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from gmp_portal import dates
from gmp_portal.meetings import scheduled, worklist
from gmp_portal.meetings.actions import meetings, observers, reports
from gmp_portal.meetings.forms.gatherings import ObserverForm
from gmp_portal.meetings.forms.lists import MeetingFilter
from gmp_portal.meetings.models import Meeting
from gmp_portal.workflow import RuleRefusedError
from tests.factories.meetings import (
    AttendanceFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObserverInvitationFactory,
)

DAY = date(2026, 11, 10)
ZONES = {
    "Pacific/Auckland": timedelta(hours=13),
    "Pacific/Kiritimati": timedelta(hours=14),
    "Pacific/Honolulu": timedelta(hours=-10),
    "UTC": timedelta(0),
}
ANY_ZONE = pytest.mark.parametrize("zone", ZONES)
MINUTE = timedelta(minutes=1)


def midnight(zone, day=DAY):
    """The moment at which this day begins there."""
    return datetime.combine(day, time(), UTC) - ZONES[zone]


@ANY_ZONE
def test_a_day_begins_at_midnight_there(zone):
    assert dates.start_of(DAY, zone) == midnight(zone)
    assert dates.day_of(midnight(zone), zone) == DAY
    assert dates.day_of(midnight(zone) - MINUTE, zone) == DAY - timedelta(days=1)


@ANY_ZONE
def test_a_meeting_without_an_hour_begins_at_midnight_there(zone):
    meeting = Meeting(starts_on=DAY, ends_on=DAY, zone=zone)

    with time_machine.travel(midnight(zone) - MINUTE, tick=False):
        assert (meeting.has_begun, meeting.is_over) == (False, False)
    with time_machine.travel(midnight(zone), tick=False):
        assert (meeting.has_begun, meeting.is_over) == (True, False)
    with time_machine.travel(midnight(zone, DAY + timedelta(days=1)), tick=False):
        assert (meeting.has_begun, meeting.is_over) == (True, True)


@ANY_ZONE
def test_a_meeting_with_hours_begins_and_ends_with_them(zone):
    meeting = Meeting(
        starts_on=DAY,
        ends_on=DAY,
        zone=zone,
        opens_at_time=time(9),
        closes_at_time=time(17),
    )

    for hour, standing in ((8, (False, False)), (9, (True, False)), (17, (True, True))):
        with time_machine.travel(midnight(zone) + timedelta(hours=hour), tick=False):
            assert (meeting.has_begun, meeting.is_over) == standing


@ANY_ZONE
def test_a_meeting_is_held_from_its_hour_on(zone, secretariat):
    meeting = MeetingFactory.create(
        convened=True, starts_on=DAY, ends_on=DAY, zone=zone, opens_at_time=time(9)
    )

    with (
        time_machine.travel(midnight(zone) + timedelta(hours=8, minutes=59), tick=False),
        pytest.raises(RuleRefusedError, match="has not begun yet"),
    ):
        meetings.hold(meeting, by=secretariat)
    with time_machine.travel(midnight(zone) + timedelta(hours=9), tick=False):
        meetings.hold(meeting, by=secretariat)

    assert meeting.status == "held"


@ANY_ZONE
def test_the_lists_of_coming_and_past_meetings_go_by_the_day_there(zone, db):
    meeting = MeetingFactory.create(starts_on=DAY, ends_on=DAY, zone=zone)

    def listed(when):
        form = MeetingFilter({"when": when}, years=[])
        return list(form.apply(Meeting.objects.filter(pk=meeting.pk)))

    end = midnight(zone, DAY + timedelta(days=1))
    with time_machine.travel(end - MINUTE, tick=False):
        assert (listed("coming"), listed("past")) == ([meeting], [])
    with time_machine.travel(end, tick=False):
        assert (listed("coming"), listed("past")) == ([], [meeting])


@ANY_ZONE
def test_a_report_is_due_until_midnight_there(zone, db):
    report = MeetingReportFactory.create(
        meeting=MeetingFactory.create(held=True, starts_on=DAY, ends_on=DAY, zone=zone)
    )
    end = midnight(zone, report.due_on + timedelta(days=1))

    with time_machine.travel(end - MINUTE, tick=False):
        assert not report.is_overdue
    with time_machine.travel(end, tick=False):
        assert report.is_overdue


@ANY_ZONE
def test_comments_are_taken_until_midnight_there(zone, secretariat, person):
    meeting = MeetingFactory.create(held=True, starts_on=DAY, ends_on=DAY, zone=zone)
    AttendanceFactory.create(meeting=meeting, person=person, presence="present")
    report = MeetingReportFactory.create(meeting=meeting)
    with time_machine.travel(midnight(zone), tick=False):
        reports.open_comments(report, by=secretariat)
    assert report.comments_until == DAY + timedelta(days=21)
    end = midnight(zone, report.comments_until + timedelta(days=1))

    with time_machine.travel(end - MINUTE, tick=False):
        reports.comment(report, text="Say who chaired.", by=person)
        with pytest.raises(RuleRefusedError, match="may still comment"):
            reports.adopt(report, by=secretariat)
    with time_machine.travel(end, tick=False):
        with pytest.raises(RuleRefusedError, match="time for comments is over"):
            reports.comment(report, text="Say who else.", by=person)
        reports.adopt(report, by=secretariat)

    assert report.status == "adopted"


@ANY_ZONE
def test_the_task_to_comment_and_the_task_to_adopt_change_at_midnight_there(zone, person):
    meeting = MeetingFactory.create(held=True, starts_on=DAY, ends_on=DAY, zone=zone)
    AttendanceFactory.create(meeting=meeting, person=person, presence="present")
    MeetingReportFactory.create(meeting=meeting, status="comments", comments_until=DAY)
    end = midnight(zone, DAY + timedelta(days=1))

    def tasks():
        to_adopt = worklist.desk_queue()["Reports to adopt or publish"]
        return len(worklist.waiting_for(person)), len(to_adopt)

    with time_machine.travel(end - MINUTE, tick=False):
        assert tasks() == (1, 0)
    with time_machine.travel(end, tick=False):
        assert tasks() == (0, 1)


@ANY_ZONE
def test_observers_are_admitted_after_midnight_there(zone, db):
    meeting = MeetingFactory.create(
        convened=True,
        starts_on=DAY + timedelta(days=9),
        ends_on=DAY + timedelta(days=9),
        zone=zone,
    )
    invitation = ObserverInvitationFactory.create(meeting=meeting, objections_until=DAY)
    end = midnight(zone, DAY + timedelta(days=1))

    with time_machine.travel(end - MINUTE, tick=False):
        scheduled.admit_observers(dates.today())
        with pytest.raises(RuleRefusedError, match="may still object"):
            observers.admit(invitation)
    with time_machine.travel(end, tick=False):
        scheduled.admit_observers(dates.today())
    invitation.refresh_from_db()

    assert invitation.status == "admitted"


@ANY_ZONE
def test_the_last_day_for_objections_is_today_there_or_later(zone):
    meeting = Meeting(starts_on=DAY, ends_on=DAY, zone=zone)
    typed = {"name": "Sample observer", "until": str(DAY)}

    with time_machine.travel(midnight(zone, DAY + timedelta(days=1)) - MINUTE, tick=False):
        assert ObserverForm(typed, meeting=meeting).is_valid()
    with time_machine.travel(midnight(zone, DAY + timedelta(days=1)), tick=False):
        assert not ObserverForm(typed, meeting=meeting).is_valid()


def test_every_other_day_is_the_day_in_utc_whoever_reads():
    with (
        time_machine.travel(datetime(2026, 11, 10, 23, 30, tzinfo=UTC), tick=False),
        timezone.override("Pacific/Auckland"),
    ):
        assert dates.today() == DAY
        assert dates.day_of(timezone.now()) == DAY
        assert dates.day_for_reader(timezone.now()) == DAY + timedelta(days=1)


def test_the_day_begins_with_the_first_hour_where_clocks_skip_midnight():
    begins = dates.start_of(date(2018, 11, 4), "America/Sao_Paulo")

    assert begins.isoformat() == "2018-11-04T01:00:00-02:00"


def test_the_public_sees_the_same_coming_meetings_in_every_zone(db):
    MeetingFactory.create(
        convened=True, starts_on=DAY, ends_on=DAY, zone="Pacific/Honolulu"
    )
    form = MeetingFilter({"when": "coming"}, years=[])

    with (
        time_machine.travel(datetime(2026, 11, 11, 9, 59, tzinfo=UTC), tick=False),
        timezone.override("Pacific/Auckland"),
    ):
        listed = form.apply(Meeting.objects.visible_to(AnonymousUser()))

        assert listed.count() == 1
