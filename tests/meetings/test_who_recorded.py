"""Nobody is made to agree by what somebody else recorded (A1-4a-iii, A1-4b-iii, R-18)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.meetings.actions import (
    attendance,
    decisions,
    endings,
    meetings,
    observers,
)
from gmp_portal.meetings.models import Attendance
from gmp_portal.meetings.reading import electorates, report_voices
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    AttendanceFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObserverInvitationFactory,
    declare,
)
from tests.spoken import mails_to

pytestmark = pytest.mark.django_db


def test_who_recorded_that_somebody_was_there_is_kept_and_told(session, members, chair):
    row = session.attendances.get(person=members[0])

    attendance.mark(session, {row.pk: "online"}, by=chair)

    row.refresh_from_db()
    assert (row.recorded_by, row.is_recorded_by_another) == (chair, True)
    assert mails_to(members[0]) == ["attendance_recorded.txt"]


def test_who_records_the_own_attendance_is_not_written_to(session, chair):
    row = session.attendances.get(person=chair)

    attendance.mark(session, {row.pk: "online"}, by=chair)

    row.refresh_from_db()
    assert row.is_recorded_by_another is False
    assert not Message.objects.exists()


def test_a_guest_without_an_account_gets_no_mail(session, chair):
    guest = attendance.invite_guest(session, name="Sample Guest", by=chair)

    attendance.mark(session, {guest.pk: "present"}, by=chair)

    guest.refresh_from_db()
    assert guest.recorded_by == chair
    assert not Message.objects.exists()


def test_the_database_asks_who_recorded_that_somebody_was_there(session):
    rows = session.attendances.all()

    with pytest.raises(IntegrityError, match="attendance_names_its_recorder"):
        rows.update(recorded_by=None)


def test_the_database_lets_nobody_without_an_account_deny(session, chair):
    guest = attendance.invite_guest(session, name="Sample Guest", by=chair)

    with pytest.raises(IntegrityError, match="attendance_denied_by_the_person"):
        Attendance.objects.filter(pk=guest.pk).update(denied_at=timezone.now())


def test_the_page_names_the_secretariat_to_members_and_the_officer_to_staff(
    as_user, counted, members, secretariat
):
    url = counted.meeting.get_absolute_url()

    as_read_by_a_member = as_user(members[1]).get(url).content.decode()
    as_read_by_staff = as_user(secretariat).get(url).content.decode()

    assert "recorded by the secretariat" in as_read_by_a_member
    assert f"recorded by {secretariat.name}" in as_read_by_staff


def test_who_was_not_there_says_so_on_the_page_of_the_meeting(as_user, counted):
    client = as_user(counted.person)
    before = client.get(counted.meeting.get_absolute_url()).content.decode()

    client.post(reverse("meetings:attendance_deny", args=[counted.meeting.slug]))

    after = client.get(counted.meeting.get_absolute_url()).content.decode()
    assert "I was not there" in before
    assert "recorded by the secretariat" in before
    assert "you say you were not there" in after
    assert "I was there after all" in after
    assert reverse("meetings:attendance_affirm", args=[counted.meeting.slug]) in after
    assert "I was not there" not in after


def test_what_was_recorded_before_this_rule_can_be_denied(session, members):
    row = session.attendances.get(person=members[0])
    Attendance.objects.filter(pk=row.pk).update(recorded_by=None, before_rule=True)
    row.refresh_from_db()

    attendance.deny(row, by=members[0])

    assert row.was_there is False
    assert mails_to(members[0]) == []


def test_nobody_denies_for_somebody_else(counted, members):
    with pytest.raises(RuleRefusedError) as refused:
        attendance.deny(counted, by=members[1])

    assert (refused.value.status, refused.value.clause) == (
        403,
        counted.meeting.body.planning_clause,
    )


def test_nothing_is_denied_once_the_meeting_is_closed(counted):
    type(counted.meeting).objects.update(status="closed")

    with pytest.raises(InvalidTransitionError):
        attendance.deny(counted, by=counted.person)


def test_who_denies_too_late_reads_how_the_meeting_stands(as_user, counted):
    type(counted.meeting).objects.update(status="closed")
    url = reverse("meetings:attendance_deny", args=[counted.meeting.slug])

    answer = as_user(counted.person).post(url, {"sent": "1"}, follow=True)

    counted.refresh_from_db()
    assert counted.denied_at is None
    assert "Concluded" in answer.content.decode()


def test_who_denies_counts_as_present_no_more(counted, session, members):
    attendance.deny(counted, by=counted.person)

    assert electorates.present(session) == {person.pk for person in members[1:]}
    assert counted.was_there is False


def test_who_denies_is_absent_in_what_is_opened_then(counted, draft, chair):
    attendance.deny(counted, by=counted.person)

    decisions.open_in_session(draft, by=chair)

    assert draft.electors.get(person=counted.person).is_absent


def test_a_meeting_is_not_closed_while_who_was_there_can_still_deny_it(
    declared, counted, chair
):
    """Whoever records somebody as present shuts the way out with no other step."""
    meetings.hold(counted.meeting, by=chair)

    with pytest.raises(RuleRefusedError, match="is not closed yet"):
        meetings.close(counted.meeting, by=chair)
    attendance.deny(counted, by=counted.person)

    assert counted.was_there is False


def test_the_ledger_keeps_who_denied_what_whom_recorded(counted, secretariat):
    attendance.deny(counted, by=counted.person)

    entry = ledger.trail(counted.meeting).get(kind="meeting.attendance_denied")
    assert (entry.actor, entry.body["recorded_by"]) == (counted.person, secretariat.pk)
    assert mails_to(secretariat) == ["attendance_denied.txt"]


@pytest.mark.parametrize("presence", ["absent", "excused", "expected"])
def test_nobody_takes_presence_back_once_members_were_asked(
    as_user, declared, counted, chair, presence
):
    """A consensus of those present would else stand beside a list of nobody."""
    with pytest.raises(RuleRefusedError, match="asked in session") as refused:
        attendance.mark(counted.meeting, {counted.pk: presence}, by=chair)
    attendance.mark(counted.meeting, {counted.pk: "online"}, by=chair)

    counted.refresh_from_db()
    assert (refused.value.clause, counted.presence) == ("R-18", "online")


@pytest.mark.parametrize("presence", ["present", "online", "absent"])
def test_nobody_is_recorded_at_a_meeting_that_has_not_begun(pag, secretariat, presence):
    coming = MeetingFactory.create(body=pag, convened=True)
    row = AttendanceFactory.create(meeting=coming)

    with pytest.raises(RuleRefusedError, match="has not begun") as refused:
        attendance.mark(coming, {row.pk: presence}, by=secretariat)
    attendance.mark(coming, {row.pk: "excused"}, by=secretariat)

    row.refresh_from_db()
    assert (refused.value.clause, row.presence) == ("A1-6c-i", "excused")


def test_nobody_registers_over_what_was_recorded(counted, members):
    with pytest.raises(RuleRefusedError, match=r"recorded already.*Tell whoever runs"):
        attendance.register(counted.meeting, by=members[0])

    counted.refresh_from_db()
    assert counted.presence in ("present", "online")


def test_an_adopted_report_says_what_was_denied_before_it_only(draft, counted, chair):
    decisions.open_in_session(draft, by=chair)
    declare(draft, by=chair)
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        endings.adopt(draft, by=None)
        MeetingReportFactory.create(meeting=counted.meeting, adopted=True)
    [before] = report_voices.of_meeting(counted.meeting, "en")

    with time_machine.travel(timezone.now() + timedelta(days=20)):
        attendance.deny(counted, by=counted.person)

    [after] = report_voices.of_meeting(counted.meeting, "en")
    assert counted.was_there is False
    assert (before.absent, after.absent) == ("Nobody", "Nobody")


def test_who_pressed_the_wrong_button_twice_can_still_deny(as_user, counted):
    attendance.deny(counted, by=counted.person)
    attendance.affirm(counted, by=counted.person)
    url = counted.meeting.get_absolute_url()
    page = as_user(counted.person).get(url).content.decode()

    attendance.deny(counted, by=counted.person)

    counted.refresh_from_db()
    assert counted.was_there is False
    assert "You said so yourself." in page
    assert "recorded by somebody else" not in page


def test_who_registers_anew_denies_no_more(counted, session, chair):
    attendance.deny(counted, by=counted.person)
    attendance.mark(session, {counted.pk: "excused"}, by=chair)

    attendance.register(session, by=counted.person)

    counted.refresh_from_db()
    assert (counted.denied_at, counted.presence) == (None, "expected")


@pytest.mark.parametrize("denied", [True, False])
def test_who_cannot_deny_reads_what_to_do(as_user, counted, denied):
    if denied:
        attendance.deny(counted, by=counted.person)
    else:
        Attendance.objects.filter(pk=counted.pk).update(presence="expected")
    counted.refresh_from_db()

    with pytest.raises(RuleRefusedError, match="Tell whoever runs the meeting if"):
        attendance.deny(counted, by=counted.person)


@pytest.mark.usefixtures("declared")
def test_whom_nobody_counts_any_more_is_recorded_as_absent(counted, chair):
    """The database refuses it only for those who still count as present."""
    attendance.deny(counted, by=counted.person)

    attendance.mark(counted.meeting, {counted.pk: "absent"}, by=chair)

    counted.refresh_from_db()
    assert (counted.presence, counted.was_there) == ("absent", False)


def test_recording_many_asks_once_who_they_are(session, chair):
    rows = {row.pk: "online" for row in session.attendances.all()}

    with CaptureQueriesContext(connection) as asked:
        attendance.mark(session, rows, by=chair)

    alone = [
        query["sql"]
        for query in asked.captured_queries
        if query["sql"].startswith('SELECT "accounts_user"') and '"id" = ' in query["sql"]
    ]
    assert alone == []


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"presence": "absent"}, "attendance_stays"),
        ({"role": "observer"}, "attendance_stays"),
        ({"person": None, "name": "Nobody"}, "attendance_stays"),
        (None, "attendance_stays"),
    ],
)
@pytest.mark.usefixtures("declared")
def test_the_database_keeps_who_was_asked_as_present(counted, change, constraint):
    rows = Attendance.objects.filter(pk=counted.pk)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        rows.update(**change) if change else rows.delete()

    assert error.value.__cause__.diag.constraint_name == constraint


def test_the_database_lets_nobody_else_take_a_denial_back(counted):
    attendance.deny(counted, by=counted.person)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Attendance.objects.filter(pk=counted.pk).update(denied_at=None)

    assert error.value.__cause__.diag.constraint_name == "attendance_denied_stays"


def test_presence_is_corrected_until_members_are_asked(counted, draft, chair):
    attendance.mark(counted.meeting, {counted.pk: "absent"}, by=chair)

    counted.refresh_from_db()
    assert counted.presence == "absent"


def test_the_page_of_the_decision_lists_who_denies(as_user, declared, counted, chair):
    attendance.deny(counted, by=counted.person)

    page = as_user(chair).get(declared.get_absolute_url()).content.decode()

    assert "Recorded as present, which they deny" in page


def test_nothing_is_declared_where_all_deny_having_been_there(
    draft, session, members, chair, secretariat
):
    decisions.open_in_session(draft, by=chair)
    session.attendances.update(recorded_by=secretariat)
    for row in session.attendances.all():
        attendance.deny(row, by=row.person)

    with pytest.raises(RuleRefusedError, match="Record first who attends"):
        declare(draft, by=chair)


def test_the_database_takes_no_declaration_where_all_deny(draft, session, chair):
    decisions.open_in_session(draft, by=chair)
    session.attendances.update(denied_at=timezone.now())

    with pytest.raises(IntegrityError, match="Attendance is recorded before"):
        draft.declarations.create(
            sha256=draft.current_text.sha256,
            declared_by=chair,
            recall_until=timezone.now() + timedelta(hours=1),
        )


@pytest.mark.parametrize("by_staff", [True, False])
def test_the_history_says_where_the_secretariat_declared(
    client, draft, chair, secretariat, by_staff
):
    decisions.open_in_session(draft, by=chair)
    declare(draft, by=secretariat if by_staff else chair)
    told = Message.objects.filter(template="meetings/emails/consensus_declared.txt")

    bodies = "".join(told.values_list("body", flat=True))

    recorder = "the secretariat" if by_staff else chair.name
    assert f"Recorded by: {recorder}." in bodies


@pytest.mark.parametrize("has_account", [True, False])
def test_an_admitted_observer_hears_of_being_on_the_list(has_account):
    person = UserFactory.create() if has_account else None
    invitation = ObserverInvitationFactory.create(
        objections_until=timezone.now().date() - timedelta(days=1), person=person
    )

    observers.admit(invitation)

    row = invitation.meeting.attendances.get(person=person)
    assert row.recorded_by == invitation.invited_by
    assert Message.objects.count() == int(has_account)
