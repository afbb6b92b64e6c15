"""What stands in the calendars at their addresses, and how programs ask for them again."""

from datetime import date, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings.actions import attendance, meetings
from gmp_portal.meetings.models import Meeting
from gmp_portal.website.reading import calendar
from tests.factories.advisory_group import ChairTermFactory, PlanReviewFactory, SeatFactory
from tests.factories.areas import AreaFactory, LeadTermFactory, PlanFactory
from tests.factories.meetings import (
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
)
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import CycleFactory
from tests.website.calendar_parsers import read

pytestmark = pytest.mark.django_db
EVERYTHING = "website:calendar_file"
OF_MEETING = "website:calendar_file_of_meeting"
OF_BODY, OF_AREA = "website:calendar_file_of_body", "website:calendar_file_of_area"


def asked(client, name, *args, **headers):
    return client.get(reverse(name, args=args), headers=headers)


def events_at(client, name, *args):
    response = asked(client, name, *args)
    assert response.status_code == 200
    return read(response.content)


def titles(items):
    return [each.title for each in items]


@pytest.fixture
def meeting(secretariat):
    """A convened meeting with hours in Geneva."""
    meeting = meetings.plan(
        BodyFactory.create(pag=True),
        starts_on=today() + timedelta(days=40),
        title="Sample session",
        opens_at_time=time(10),
        closes_at_time=time(17, 30),
        zone="Europe/Zurich",
        place="Geneva",
        by=secretariat,
    )
    meetings.convene(meeting, by=secretariat)
    return meeting


def test_a_meeting_stands_in_its_own_file_and_in_those_of_its_body(client, meeting):
    uid = f"meeting-{meeting.pk}@gmp-portal"
    own = events_at(client, OF_MEETING, meeting.slug)

    assert list(own) == [uid]
    assert own[uid]["summary"] == "Sample session"
    assert own[uid]["location"] == "Geneva"
    assert own[uid]["url"].endswith(meeting.get_absolute_url())
    assert events_at(client, EVERYTHING)[uid] == own[uid]
    assert events_at(client, OF_BODY, "pag")[uid] == own[uid]


def test_the_number_rises_when_it_is_moved_and_called_off(client, meeting, secretariat):
    asked_for = (OF_MEETING, meeting.slug)
    [first] = events_at(client, *asked_for).values()
    later = meeting.starts_on + timedelta(days=7)

    meetings.reschedule(meeting, starts_on=later, reason="Example", by=secretariat)
    [moved] = events_at(client, *asked_for).values()
    meetings.cancel(meeting, reason="Example", by=secretariat)
    [cancelled] = events_at(client, *asked_for).values()

    assert first["sequence"] < moved["sequence"] < cancelled["sequence"]
    assert moved["start"] == first["start"] + timedelta(days=7) or (
        moved["start"].date() == later
    )
    assert (moved["is_cancelled"], cancelled["is_cancelled"]) == (False, True)
    assert first["uid"] == moved["uid"] == cancelled["uid"]


def test_when_somebody_registers_cannot_be_read_from_a_calendar(client, meeting):
    before = asked(client, EVERYTHING)

    attendance.register(meeting, by=SeatFactory.create().person)

    after = asked(client, EVERYTHING)
    again = asked(client, EVERYTHING, if_none_match=before["ETag"])
    assert meeting.attendances.count() == 1
    assert after.content == before.content
    assert (again.status_code, again["ETag"]) == (304, before["ETag"])


def test_other_words_for_it_keep_its_name(client, meeting, secretariat):
    before = events_at(client, EVERYTHING).keys()

    meetings.revise(meeting, title="Other words", by=secretariat)
    Meeting.objects.filter(pk=meeting.pk).update(slug="other-slug")

    assert events_at(client, EVERYTHING).keys() == before


@pytest.mark.parametrize("code", ["zh-hans", "ar"])
def test_each_language_has_its_own_address_and_the_same_names(client, meeting, code):
    CycleFactory.create(not_due=True)
    with translation.override(code):
        address = reverse(EVERYTHING)

    response = client.get(address)

    assert address == f"/{code}/calendar/public.ics"
    assert read(response.content).keys() == events_at(client, EVERYTHING).keys()


def test_a_meeting_without_hours_takes_its_days(client):
    starts_on = date(2027, 3, 27)
    meeting = MeetingFactory.create(
        convened=True, starts_on=starts_on, ends_on=date(2027, 3, 29), zone="Europe/Zurich"
    )

    [event] = events_at(client, OF_MEETING, meeting.slug).values()

    assert (event["start"], event["end"]) == (starts_on, date(2027, 3, 30))
    assert (
        "The day is that of the place of the meeting (Europe/Zurich)."
        in (event["description"])
    )


@pytest.mark.parametrize(
    ("hours", "has_hour"),
    [
        ({"opens_at_time": time(10)}, True),
        ({"closes_at_time": time(10)}, False),
        ({"opens_at_time": time(10), "ends_on": date(2027, 3, 28)}, False),
        (
            {"opens_at_time": time(10), "closes_at_time": time(9), "before_rule": True},
            False,
        ),
    ],
)
def test_an_hour_that_is_half_known_is_told_in_words(client, hours, has_hour):
    meeting = MeetingFactory.create(
        convened=True,
        **{"starts_on": date(2027, 3, 27), "ends_on": date(2027, 3, 27)} | hours,
    )

    [event] = events_at(client, OF_MEETING, meeting.slug).values()

    assert hasattr(event["start"], "hour") == has_hour
    assert ("Begins at 10:00" in event["description"]) == (
        "opens_at_time" in hours and not has_hour
    )


@pytest.mark.parametrize(
    ("begins", "is_held"),
    [
        (lambda now: date(now.year - 1, 1, 1), True),
        (lambda now: date(now.year - 2, 12, 31), False),
    ],
)
def test_a_program_gets_what_is_not_long_past(client, person, begins, is_held):
    """It asks several times a day: what grows for ever is left to the pages."""
    day = begins(today())
    meeting = MeetingFactory.create(
        closed=True, is_imported=True, starts_on=day, ends_on=day
    )

    files = [
        events_at(client, EVERYTHING),
        events_at(client, OF_BODY, meeting.body.slug),
        calendar.for_programs(person),
    ]

    assert [len(events) for events in files] == [is_held] * 3
    assert len(events_at(client, OF_MEETING, meeting.slug)) == 1
    assert titles(calendar.of_reader(person)) == [meeting.title]


def test_the_file_of_a_meeting_depends_on_who_asks(client):
    """An officer gets planned ones, so that no copy of an answer serves everybody."""
    meeting = MeetingFactory.create(convened=True)

    assert "Cookie" in asked(client, OF_MEETING, meeting.slug)["Vary"]


def test_a_planned_meeting_is_for_its_officers(client, as_user, secretariat):
    meeting = MeetingFactory.create()

    mine = events_at(as_user(secretariat), OF_MEETING, meeting.slug)

    assert len(mine) == 1
    assert asked(client, OF_MEETING, meeting.slug).status_code == 404
    assert events_at(client, EVERYTHING) == {}


def test_a_meeting_whose_day_nobody_knows_has_no_file(client):
    meeting = MeetingFactory.create(closed=True, starts_on=None, is_imported=True)

    assert asked(client, OF_MEETING, meeting.slug).status_code == 404
    assert events_at(client, EVERYTHING) == {}


def test_an_area_shows_what_its_body_does_and_what_is_due_in_it(client):
    area, other = AreaFactory.create(), AreaFactory.create()
    MeetingFactory.create(body=area.body, convened=True, title="Sample meeting of the area")
    MeetingFactory.create(body=other.body, convened=True, title="Elsewhere")
    plan = PlanFactory.create(area=area, status="published", next_review_on=today())
    CycleFactory.create(not_due=True, name="Example cycle")

    events = events_at(client, OF_AREA, area.slug)

    adopted = f"Last day for objections: {plan.consensus_decision.title}"
    assert {event["summary"] for event in events.values()} == {
        adopted,
        "Sample meeting of the area",
        f"The plan of the area {area.name} is to be reviewed",
        "Progress reports are due: Example cycle",
        "Area reports are due: Example cycle",
    }


def test_a_closed_cycle_keeps_the_days_that_came_and_waits_for_no_other(client):
    came = {"progress_due_on": today(), "area_due_on": today() + timedelta(days=60)}
    CycleFactory.create(closed=True, name="Closed cycle", **came)
    CycleFactory.create(assembling=True, name="Other cycle", **came)

    events = events_at(client, EVERYTHING)

    assert sorted(event["summary"] for event in events.values()) == [
        "Area reports are due: Other cycle",
        "Progress reports are due: Closed cycle",
        "Progress reports are due: Other cycle",
    ]


def test_an_area_that_is_only_proposed_has_no_calendar(client):
    area = AreaFactory.create(proposed=True)

    assert asked(client, OF_AREA, area.slug).status_code == 404
    assert asked(client, OF_BODY, area.body.slug).status_code == 404
    assert asked(client, OF_BODY, "no-such-body").status_code == 404


def test_the_last_day_for_objections_is_that_in_utc(as_user, secretariat):
    decision = DecisionFactory.create(silent=True)
    day = decision.closes_at.date()

    [item] = [
        each for each in calendar.of_reader(secretariat) if each.uid[-1] == "objections"
    ]

    assert (item.first_on, item.last_on, item.has_hour) == (day, day, False)
    assert f"{decision.closes_at:%H:%M} UTC. The day is that in UTC." in item.description
    assert "The period began on" in item.description
    assert titles(calendar.public()) == []


def test_an_adopted_decision_tells_everybody_until_when_one_could_object():
    decision = DecisionFactory.create(adopted=True)

    [item] = calendar.public()

    assert item.title == f"Last day for objections: {decision.title}"
    assert item.last_on == decision.closes_at.date()


def test_comments_on_a_draft_report_are_for_those_who_may_read_it(secretariat, person):
    report = MeetingReportFactory.create(comments=True)

    [item] = calendar.of_reader(secretariat, kinds=["comments"])

    assert item.first_on == report.comments_until
    assert calendar.of_reader(person, kinds=["comments"]) == []


def test_comments_in_a_review_are_for_those_who_may_open_it(secretariat, person):
    PlanReviewFactory.create()

    [item] = calendar.of_reader(secretariat, kinds=["review-comments"])

    assert "Comments of the Advisory Group on the plan of" in item.title
    assert calendar.of_reader(person, kinds=["review-comments"]) == []
    assert calendar.of_reader(AnonymousUser(), kinds=["review-comments"]) == []


def test_nothing_is_due_in_a_review_that_was_concluded_before_its_time(secretariat):
    PlanReviewFactory.create(concluded=True)
    PlanReviewFactory.create(
        concluded=True,
        opened_at=timezone.now() - timedelta(days=40),
        due_at=timezone.now() - timedelta(days=10),
    )

    seen, own = (
        calendar.of_reader(reader, kinds=["review-comments"])
        for reader in (AnonymousUser(), secretariat)
    )

    assert [each.first_on for each in seen] == [today() - timedelta(days=10)]
    assert own == seen


TERMS = {
    "representative": RepresentativeFactory,
    "lead-term": LeadTermFactory,
    "seat": SeatFactory,
}


@pytest.mark.parametrize(("kind", "factory"), TERMS.items(), ids=TERMS)
def test_the_end_of_a_term_is_told_to_its_holder_and_the_secretariat(
    kind, factory, secretariat, person
):
    last = today() + timedelta(days=20)
    term = factory.create(period=days(today() - timedelta(days=9), last))

    [own] = calendar.of_reader(term.person, kinds=[kind])
    [seen] = calendar.of_reader(secretariat, kinds=[kind])

    assert own == seen
    assert (own.first_on, own.last_on) == (last, last)
    assert term.person.name in own.title
    assert calendar.of_reader(person, kinds=[kind]) == []
    assert calendar.of_reader(AnonymousUser(), kinds=[kind]) == []


def test_the_end_of_a_chair_is_told_beside_that_of_the_seat(secretariat):
    seat = SeatFactory.create(period=days(today() - timedelta(days=99), today()))
    term = ChairTermFactory.create(person=seat.person)

    ends = calendar.of_reader(seat.person, kinds=["seat"])

    assert [each.last_on for each in ends] == [today(), term.ends_on]
    assert calendar.of_reader(secretariat, today(), today(), kinds=["seat"]) == [ends[0]]


def test_a_term_without_an_end_has_no_date():
    seat = SeatFactory.create()

    assert calendar.of_reader(seat.person, kinds=["seat"]) == []


def test_a_program_that_has_it_already_gets_nothing_again(client, meeting, secretariat):
    first = asked(client, EVERYTHING)
    known = first["ETag"]

    again = asked(client, EVERYTHING, if_none_match=known)
    meetings.revise(meeting, place="Nairobi", by=secretariat)
    changed = asked(client, EVERYTHING, if_none_match=known)

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == known
    assert changed.status_code == 200
    assert changed["ETag"] != known


def test_a_public_calendar_may_be_kept_for_some_minutes(client, meeting):
    response = asked(client, EVERYTHING)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"].startswith("public, max-age=600, s-maxage=5, ")
    assert not response.cookies


def test_whoever_is_signed_in_gets_the_same_public_calendar(client, as_user, secretariat):
    MeetingFactory.create()
    MeetingFactory.create(convened=True)
    DecisionFactory.create(silent=True)

    mine = asked(as_user(secretariat), EVERYTHING)

    assert mine.content == asked(client, EVERYTHING).content
    assert mine["Cache-Control"] == "private, no-store"


def test_only_reading_is_possible(client):
    assert client.post(reverse(EVERYTHING)).status_code == 405


def some_of_everything(number):
    """The same kinds of things, so many times."""
    for _number in range(number):
        MeetingFactory.create(convened=True)
        DecisionFactory.create(silent=True)
        DecisionFactory.create(adopted=True)
        MeetingReportFactory.create(comments=True)
        RepresentativeFactory.create(period=days(today(), today()))
        LeadTermFactory.create()
        SeatFactory.create(period=days(today(), today()))
        PlanReviewFactory.create(concluded=True)
        CycleFactory.create(not_due=True)


def queries_of(user, **limits):
    with CaptureQueriesContext(connection) as queries:
        items = calendar.numbered(calendar.of_reader(user, **limits))
    return len(queries), len(items)


def test_more_dates_ask_no_more_of_the_database(secretariat):
    """What is known of the reader is asked once; what the rows need, however many they are."""
    area = AreaFactory.create()
    some_of_everything(1)
    queries_of(secretariat)
    few, first = queries_of(secretariat, area=area.slug)
    some_of_everything(2)
    many, second = queries_of(secretariat, area=area.slug)

    assert second > first
    assert many == few


def test_more_dates_ask_no_more_of_the_database_for_a_visitor(client):
    some_of_everything(1)
    few, first = queries_of(AnonymousUser())
    some_of_everything(2)
    many, second = queries_of(AnonymousUser())

    assert second > first
    assert many == few


def test_what_is_far_away_is_left_out_by_every_source(secretariat):
    some_of_everything(1)
    ChairTermFactory.create()
    tomorrow = timezone.now().date() + timedelta(days=1)

    whole = calendar.of_reader(secretariat)
    some = calendar.of_reader(secretariat, tomorrow, tomorrow + timedelta(days=31))

    assert some == [
        each
        for each in whole
        if each.first_on <= tomorrow + timedelta(days=31) and each.last_on >= tomorrow
    ]
    assert 0 < len(some) < len(whole)
