"""What was decided in session keeps its days (A1-4a-iii, A1-4b-iii, R-18)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import decisions, meetings
from gmp_portal.meetings.models import Decision, Meeting
from gmp_portal.workflow import RuleRefusedError
from tests.before_rule import as_it_was
from tests.factories.meetings import DecisionFactory, MeetingFactory, attend, declare
from tests.not_now import told_by

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def begun(meeting, _by):
    as_it_was(meeting, starts_on=today(), ends_on=today() + DAY)


def attended(meeting, by):
    attend(meeting, by, presence="absent")


def asked(meeting, _by):
    DecisionFactory.create(body=meeting.body, meeting=meeting, open=True)


STAYS = [
    (begun, "This meeting has begun"),
    (attended, "It is recorded who was at this meeting"),
    (asked, "Members were asked in session at this meeting"),
]


@pytest.fixture
def coming(pag):
    return MeetingFactory.create(body=pag, convened=True)


@pytest.mark.parametrize(("arrange", "said"), STAYS)
def test_the_days_stay_once_something_rests_on_them(coming, secretariat, arrange, said):
    arrange(coming, secretariat)

    with pytest.raises(RuleRefusedError, match=said) as refusal:
        meetings.reschedule(
            coming, starts_on=today() + 9 * DAY, reason="Strike.", by=secretariat
        )

    assert refusal.value.clause == "A1-6c-i"
    assert not permissions.can_reschedule(secretariat, coming)


@pytest.mark.parametrize(("arrange", "said"), STAYS)
def test_the_page_says_why_the_days_stay(as_user, coming, secretariat, arrange, said):
    arrange(coming, secretariat)
    url = reverse("meetings:meeting_reschedule", args=[coming.slug])

    status, address, [sentence], clause = told_by(
        as_user(secretariat).get(url, follow=True)
    )

    assert (status, address, clause) == (302, coming.get_absolute_url(), "A1-6c-i")
    assert sentence.startswith(said)


@pytest.mark.parametrize(("arrange", "_said"), STAYS)
def test_details_can_still_be_corrected(coming, secretariat, arrange, _said):
    arrange(coming, secretariat)

    meetings.revise(coming, place="Geneva", by=secretariat)

    assert Meeting.objects.get(pk=coming.pk).place == "Geneva"


def test_a_plan_whose_day_went_by_is_moved(pag, secretariat):
    planned = MeetingFactory.create(body=pag, starts_on=today() - DAY)

    meetings.reschedule(planned, starts_on=today(), reason="Late.", by=secretariat)

    assert planned.starts_on == today()


def test_a_draft_alone_holds_no_meeting_on_its_day(coming, secretariat):
    DecisionFactory.create(body=coming.body, meeting=coming)

    meetings.reschedule(
        coming, starts_on=today() + 9 * DAY, reason="Strike.", by=secretariat
    )

    assert coming.starts_on == today() + 9 * DAY


def test_no_meeting_is_moved_into_the_past(as_user, coming, secretariat):
    yesterday = coming.today_there - DAY
    url = reverse("meetings:meeting_reschedule", args=[coming.slug])

    with pytest.raises(RuleRefusedError, match="moved into the past") as refusal:
        meetings.reschedule(coming, starts_on=yesterday, reason="x", by=secretariat)
    page = as_user(secretariat).post(url, {"starts_on": yesterday, "reason": "Strike."})

    assert refusal.value.status == 422
    assert page.status_code == 422
    assert "moved into the past" in page.content.decode()


def test_today_is_that_of_the_meeting(pag, secretariat):
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        there = MeetingFactory.create(body=pag, convened=True, zone=zone)
        meetings.reschedule(
            there, starts_on=there.today_there, reason="Strike.", by=secretariat
        )

        assert there.starts_on == there.today_there


@pytest.mark.parametrize("state", ["open", "adopted"])
def test_no_meeting_is_cancelled_over_a_decision(as_user, coming, secretariat, state):
    decision = DecisionFactory.create(body=coming.body, meeting=coming, **{state: True})
    as_it_was(decision, mode="in_session")
    url = reverse("meetings:meeting_cancel", args=[coming.slug])

    with pytest.raises(RuleRefusedError, match="open or adopted") as refusal:
        meetings.cancel(coming, reason="Strike.", by=secretariat)
    answer = as_user(secretariat).get(url, follow=True)

    assert refusal.value.clause == "A1-4a-iii"
    status, _address, [sentence], clause = told_by(answer)
    assert (status, clause) == (302, "A1-4a-iii")
    assert "open or adopted" in sentence
    assert not permissions.can_cancel(secretariat, coming)


def test_a_meeting_with_a_draft_or_what_came_to_nothing_is_cancelled(
    coming, secretariat, pag, members
):
    DecisionFactory.create(body=pag, meeting=coming)
    draft = decisions.draft(pag, title="S", text="W.", meeting=coming, by=secretariat)
    as_it_was(draft, status="withdrawn", ended_at=timezone.now())

    meetings.cancel(coming, reason="Strike.", by=secretariat)

    assert coming.status == "cancelled"


# The database --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arrange", "changed", "constraint"),
    [
        *((arrange, {"starts_on": today() + DAY}, "days_stay") for arrange, _ in STAYS[1:]),
        (None, {"starts_on": today() - 2 * DAY}, "not_into_the_past"),
        (asked, {"status": "cancelled"}, "with_decisions_stays"),
    ],
)
def test_the_database_keeps_the_days(coming, secretariat, arrange, changed, constraint):
    if arrange:
        arrange(coming, secretariat)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Meeting.objects.filter(pk=coming.pk).update(**changed)

    assert error.value.__cause__.diag.constraint_name == f"meeting_{constraint}"


def test_the_database_lets_no_meeting_of_the_past_run_again(coming):
    as_it_was(coming, starts_on=today() - 9 * DAY, ends_on=today() - 9 * DAY)

    with pytest.raises(IntegrityError, match="they stay"), transaction.atomic():
        Meeting.objects.filter(pk=coming.pk).update(starts_on=today(), ends_on=today())


def test_a_meeting_that_runs_is_not_made_to_begin_later(pag, secretariat):
    """Else a consensus would stand that was declared before the meeting."""
    with time_machine.travel(datetime(2026, 11, 27, 10, tzinfo=UTC)):
        meeting = MeetingFactory.create(
            body=pag, convened=True, starts_on=today(), opens_at_time=time(9)
        )

        with pytest.raises(RuleRefusedError, match="has begun"):
            meetings.revise(meeting, opens_at_time=time(23, 50), by=secretariat)
        meetings.revise(meeting, opens_at_time=time(8), by=secretariat)

    meeting.refresh_from_db()
    assert meeting.opens_at_time == time(8)


def test_nothing_is_declared_at_a_meeting_that_has_not_begun(pag, secretariat):
    decision = DecisionFactory.create(body=pag, open=True, electors=[secretariat])
    attend(decision.meeting, secretariat, presence="present")
    as_it_was(decision.meeting, starts_on=today() + DAY, ends_on=today() + DAY)

    with pytest.raises(RuleRefusedError, match="The meeting has not begun"):
        declare(Decision.objects.get(pk=decision.pk), by=secretariat)


def test_a_meeting_is_held_by_its_own_day(pag, secretariat):
    """In Auckland the meeting of the 27th runs while it is the 26th in London."""
    with time_machine.travel(datetime(2026, 11, 26, 16, tzinfo=UTC)):
        meeting = MeetingFactory.create(
            body=pag,
            convened=True,
            starts_on=date(2026, 11, 27),
            zone="Pacific/Auckland",
        )

        meetings.hold(meeting, by=secretariat)

    assert meeting.status == "held"


def test_a_decision_by_silence_does_not_keep_its_meeting(coming, secretariat):
    DecisionFactory.create(body=coming.body, meeting=coming, silent=True)

    meetings.cancel(coming, reason="Strike.", by=secretariat)

    assert coming.status == "cancelled"
