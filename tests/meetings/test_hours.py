"""A meeting ends after it begins, at hours that clocks there really show."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal import dates
from gmp_portal.meetings.actions import hours, meetings
from gmp_portal.meetings.forms.gatherings import MeetingForm, RescheduleForm
from gmp_portal.meetings.models import Meeting
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    AttendanceFactory,
    BodyFactory,
    MeetingFactory,
    ObserverInvitationFactory,
)

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
ZURICH = "Europe/Zurich"
DAY = timedelta(days=1)
DETAILS = {"title": "Sample meeting", "zone": ZURICH, "mode": "online", "place": ""}


def typed(**more):
    return {"starts_on": "2027-03-28", "ends_on": "2027-03-28"} | DETAILS | more


def refused(form, field):
    [error] = form.errors[field].as_data()
    return str(error.messages[0]), error.clause


# The order of hours -----------------------------------------------------------------------


@pytest.mark.parametrize(("opens", "closes"), [("09:00", "08:59"), ("09:00", "09:00")])
def test_a_meeting_does_not_end_before_it_begins(db, opens, closes):
    form = MeetingForm(typed(opens_at_time=opens, closes_at_time=closes))

    assert refused(form, "closes_at_time") == (
        "The meeting would end before it begins. Choose a later hour for its end, or a later "
        "last day.",
        "A1-4b-i",
    )


def test_a_meeting_may_end_at_an_earlier_hour_of_a_later_day(db):
    form = MeetingForm(
        typed(opens_at_time="18:00", closes_at_time="01:00", ends_on="2027-03-29")
    )

    assert form.is_valid()


def test_details_are_compared_with_the_days_that_stay(db):
    meeting = MeetingFactory.create(starts_on=SPRING, ends_on=SPRING, zone=ZURICH)

    form = MeetingForm(
        DETAILS | {"opens_at_time": "09:00", "closes_at_time": "08:00"}, instance=meeting
    )

    assert "would end before" in refused(form, "closes_at_time")[0]


def test_the_act_refuses_what_no_form_saw(secretariat):
    meeting = MeetingFactory.create(starts_on=SPRING, ends_on=SPRING, zone=ZURICH)

    with pytest.raises(RuleRefusedError, match="would end before"):
        meetings.revise(
            meeting, opens_at_time=time(9), closes_at_time=time(8), by=secretariat
        )
    with pytest.raises(RuleRefusedError, match=r"there is no 02:30"):
        meetings.plan(
            BodyFactory.create(),
            starts_on=SPRING,
            opens_at_time=time(2, 30),
            zone=ZURICH,
            by=secretariat,
        )


def test_the_database_refuses_it_too(db):
    with (
        pytest.raises(IntegrityError, match="meeting_hours_in_order"),
        transaction.atomic(),
    ):
        MeetingFactory.create(
            starts_on=SPRING, ends_on=SPRING, opens_at_time=time(9), closes_at_time=time(8)
        )


def test_a_meeting_of_before_the_rule_stays_and_can_go_on(secretariat):
    meeting = MeetingFactory.create(
        convened=True, opens_at_time=time(9), closes_at_time=time(8), before_rule=True
    )

    meetings.revise(meeting, place="Geneva", by=secretariat)
    meetings.cancel(meeting, reason="Strike.", by=secretariat)

    assert (meeting.place, meeting.status) == ("Geneva", "cancelled")


# Hours that clocks skip, or strike twice ----------------------------------------------------


@pytest.mark.parametrize("field", ["opens_at_time", "closes_at_time"])
def test_an_hour_that_clocks_skip_is_refused_with_those_around_it(db, field):
    form = MeetingForm(typed(**{field: "02:30"}))

    assert refused(form, field)[0] == (
        "On 28 March 2027 there is no 02:30 in Europe/Zurich: clocks go from 02:00 straight to "
        "03:00. Choose an hour before 02:00, or 03:00 or a later one."
    )


@pytest.mark.parametrize("hour", ["01:59", "03:00"])
def test_the_hours_around_the_gap_are_taken(db, hour):
    assert MeetingForm(typed(opens_at_time=hour)).is_valid()


def test_a_meeting_is_not_moved_to_a_day_without_its_hour(db):
    meeting = MeetingFactory.create(
        starts_on=SPRING + DAY, ends_on=SPRING + DAY, opens_at_time=time(2, 30), zone=ZURICH
    )

    form = RescheduleForm(
        {"starts_on": "2027-03-28", "ends_on": "2027-03-28", "reason": "x"}, meeting=meeting
    )

    assert "there is no 02:30" in refused(form, "starts_on")[0]


@pytest.mark.parametrize(
    ("zone", "day", "hour", "turn"),
    [
        ("Europe/Zurich", date(2027, 3, 28), time(2), ("02:00", "03:00")),
        ("America/New_York", date(2027, 3, 14), time(2, 59), ("02:00", "03:00")),
        ("Australia/Lord_Howe", date(2027, 10, 3), time(2, 15), ("02:00", "02:30")),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 30), ("00:00", "01:00")),
    ],
)
def test_a_gap_is_found_in_every_zone(zone, day, hour, turn):
    odd = dates.odd_hour(day, hour, zone)

    assert odd.is_skipped
    assert (f"{odd.turns_at:%H:%M}", f"{odd.turns_to:%H:%M}") == turn


@pytest.mark.parametrize("zone", ["UTC", "Africa/Nairobi", "Asia/Kolkata"])
def test_no_hour_is_odd_where_clocks_do_not_turn(zone):
    odd = [dates.odd_hour(SPRING, time(hour), zone) for hour in range(24)]

    assert odd == [None] * 24


def test_of_an_hour_that_is_struck_twice_the_first_is_meant_and_it_is_said():
    meeting = Meeting(
        starts_on=AUTUMN, ends_on=AUTUMN, zone=ZURICH, opens_at_time=time(2, 30)
    )

    assert not hours.refusals(hours.Hours.of(meeting), None)
    assert hours.struck_twice(meeting) == [
        "On 31 October 2027 clocks in Europe/Zurich strike 02:30 twice. The meeting goes by "
        "the first of them: 00:30 UTC."
    ]
    assert meeting.starts_at.utcoffset() == timedelta(hours=2)


def test_the_page_says_which_of_two_hours_is_meant(as_user, secretariat):
    meeting = MeetingFactory.create(starts_on=AUTUMN, ends_on=AUTUMN, zone=ZURICH)
    officer = as_user(secretariat)

    answer = officer.post(
        reverse("meetings:meeting_revise", args=[meeting.slug]),
        DETAILS | {"opens_at_time": "02:30"},
        follow=True,
    )

    assert "strike 02:30 twice" in answer.content.decode()


# The last day moves with the first ---------------------------------------------------------


def coming(**more):
    first = dates.today() + 30 * DAY
    return MeetingFactory.create(
        convened=True, starts_on=first, ends_on=first + 2 * DAY, **more
    )


def move(as_user, secretariat, meeting, **days):
    url = reverse("meetings:meeting_reschedule", args=[meeting.slug])
    data = {name: str(day or "") for name, day in days.items()}
    answer = as_user(secretariat).post(url, data | {"reason": "Strike."}, follow=True)
    meeting.refresh_from_db()
    return answer.content.decode()


@pytest.mark.parametrize("typed_last", ["left", "emptied"])
def test_the_last_day_moves_with_the_first_and_this_is_said(
    as_user, secretariat, typed_last
):
    meeting = coming()
    first = meeting.starts_on + 7 * DAY

    last = meeting.ends_on if typed_last == "left" else None
    page = move(as_user, secretariat, meeting, starts_on=first, ends_on=last)

    assert (meeting.starts_on, meeting.ends_on) == (first, first + 2 * DAY)
    assert "The last day moved with the first" in page


def test_the_last_day_alone_can_be_moved(as_user, secretariat):
    meeting = coming()
    first, last = meeting.starts_on, meeting.ends_on + DAY

    page = move(as_user, secretariat, meeting, starts_on=first, ends_on=last)

    assert (meeting.starts_on, meeting.ends_on) == (first, last)
    assert "moved with the first" not in page


def test_days_of_a_revision_that_is_restored_are_taken_as_they_are(db):
    meeting = coming()
    days = {"starts_on": str(meeting.starts_on + DAY), "ends_on": str(meeting.ends_on)}

    form = RescheduleForm(days | {"reason": "x", "keeps_last_day": "1"}, meeting=meeting)

    assert form.is_valid()
    assert form.cleaned_data["ends_on"] == meeting.ends_on


def test_a_meeting_without_a_known_day_is_moved_to_one_day():
    assert meetings.moved_last_day(Meeting(), SPRING) == SPRING


# Who is told --------------------------------------------------------------------------------


@pytest.fixture
def told(register, secretariat):
    """A convened meeting with a member, a guest on its list and an invited observer."""
    member, guest, observer = (UserFactory.create() for _n in range(3))
    register("area", [member], [])
    meeting = coming(body=BodyFactory.create(), place="Geneva", zone=ZURICH)
    AttendanceFactory.create(meeting=meeting, person=guest, role="invited")
    ObserverInvitationFactory.create(meeting=meeting, person=observer)
    ObserverInvitationFactory.create(
        meeting=meeting, person=UserFactory.create(), status="withdrawn"
    )
    return meeting, {member, guest, observer}


def readers(template):
    mails = Message.objects.filter(template=f"meetings/emails/{template}.txt")
    return {mail.recipient for mail in mails}


@pytest.mark.parametrize(
    "details",
    [
        {"opens_at_time": time(9)},
        {"zone": "Pacific/Auckland"},
        {"place": "Nairobi"},
        {"mode": "hybrid"},
        {"join_text": "https://example.org/room"},
    ],
)
def test_whoever_was_to_come_is_told_what_changes(told, secretariat, details):
    meeting, people = told

    meetings.revise(meeting, by=secretariat, **details)

    assert readers("revised") == people


def test_what_matters_to_nobody_who_comes_is_told_to_nobody(told, secretariat):
    meeting, _people = told

    meetings.revise(meeting, back_to_back="ICMGP", chairs="To be named", by=secretariat)

    assert not Message.objects.exists()


def test_nobody_is_told_of_a_meeting_that_is_only_planned(register, secretariat):
    register("area", [UserFactory.create()], [])
    meeting = MeetingFactory.create(body=BodyFactory.create())

    meetings.revise(meeting, place="Nairobi", by=secretariat)
    meetings.reschedule(
        meeting, starts_on=dates.today() + 60 * DAY, reason="Strike.", by=secretariat
    )

    assert not Message.objects.exists()


def test_everybody_is_told_of_new_days(told, secretariat):
    meeting, people = told

    meetings.reschedule(
        meeting, starts_on=meeting.starts_on + DAY, reason="Strike.", by=secretariat
    )

    assert readers("rescheduled") == people
