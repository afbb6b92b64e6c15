"""Nobody is made to agree by what somebody else recorded (A1-4a-iii, A1-4b-iii, R-18)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.meetings import scheduled, worklist
from gmp_portal.meetings.actions import (
    attendance,
    decisions,
    declarations,
    endings,
    observers,
    positions,
    texts,
)
from gmp_portal.meetings.models import Attendance, Objection
from gmp_portal.meetings.reading import electorates, own_voices, report_voices
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, MembershipFactory
from tests.factories.meetings import (
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObjectionFactory,
    ObserverInvitationFactory,
    PositionFactory,
    declare,
)
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(pag, secretariat, session):
    return decisions.draft(
        pag, title="Sample matter", text="First wording.", by=secretariat, meeting=session
    )


@pytest.fixture
def counted(members, session, secretariat):
    """The row of a member whom the secretariat recorded as present."""
    row = session.attendances.get(person=members[0])
    Attendance.objects.filter(pk=row.pk).update(recorded_by=secretariat)
    row.refresh_from_db()
    return row


@pytest.fixture
def declared(counted, draft, chair):
    decisions.open_in_session(draft, by=chair)
    declare(draft, by=chair)
    return draft


def _object(decision, person):
    return positions.object_to(
        decision, reason="Too far.", acceptable_wording="Softer wording.", by=person
    )


def _clock(decision):
    scheduled.close_silence_periods(timezone.now().date())
    decision.refresh_from_db()


def _templates_to(person):
    mails = Message.objects.filter(recipient=person).order_by("template")
    return [mail.template.rpartition("/")[2] for mail in mails]


# Attendance ----------------------------------------------------------------------------


def test_who_recorded_that_somebody_was_there_is_kept_and_told(session, members, chair):
    row = session.attendances.get(person=members[0])

    attendance.mark(session, {row.pk: "online"}, by=chair)

    row.refresh_from_db()
    assert (row.recorded_by, row.is_recorded_by_another) == (chair, True)
    assert _templates_to(members[0]) == ["attendance_recorded.txt"]


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
    assert _templates_to(members[0]) == []


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
    assert "Closed" in answer.content.decode()


def test_who_denies_counts_as_present_no_more(counted, session, members):
    attendance.deny(counted, by=counted.person)

    assert electorates.present(session) == {person.pk for person in members[1:]}
    assert counted.was_there is False


def test_who_denies_is_absent_in_what_is_opened_then(counted, draft, chair):
    attendance.deny(counted, by=counted.person)

    decisions.open_in_session(draft, by=chair)

    assert draft.electors.get(person=counted.person).is_absent


def test_the_ledger_keeps_who_denied_what_whom_recorded(counted, secretariat):
    attendance.deny(counted, by=counted.person)

    entry = ledger.trail(counted.meeting).get(kind="meeting.attendance_denied")
    assert (entry.actor, entry.body["recorded_by"]) == (counted.person, secretariat.pk)
    assert _templates_to(secretariat) == ["attendance_denied.txt"]


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


def test_who_takes_a_denial_back_keeps_the_time_that_was_given(
    as_user, declared, counted, secretariat
):
    client, url = as_user(counted.person), counted.meeting.get_absolute_url()
    attendance.deny(counted, by=counted.person)
    page = " ".join(client.get(url).content.decode().split())
    Message.objects.all().delete()

    client.post(reverse("meetings:attendance_affirm", args=[counted.meeting.slug]))

    counted.refresh_from_db()
    declared.refresh_from_db()
    line = declared.electors.get(person=counted.person)
    assert "Time to object that you got for it stays." in page
    assert (counted.was_there, counted.recorded_by) == (True, counted.person)
    assert _templates_to(secretariat) == ["attendance_affirmed.txt"]
    assert own_voices.of_line(declared, line).is_over is False


def test_what_is_recorded_afterwards_takes_no_time_away(secretariat):
    """A colleague is recorded as there only after the denial has given time to the partner."""
    area = AreaFactory.create()
    partner = MembershipFactory.create(area=area).partner
    first, second = RepresentativeFactory.create_batch(2, partner=partner)
    meeting = MeetingFactory.create(
        body=area.body, convened=True, starts_on=timezone.now().date()
    )
    own, colleague = (
        AttendanceFactory.create(
            meeting=meeting, person=term.person, presence=presence, recorded_by=secretariat
        )
        for term, presence in ((first, "present"), (second, "expected"))
    )
    decision = DecisionFactory.create(
        body=area.body, meeting=meeting, open=True, electors=[partner]
    )
    declare(decision, by=secretariat)
    attendance.deny(own, by=first.person)

    attendance.mark(meeting, {colleague.pk: "present"}, by=secretariat)

    decision.refresh_from_db()
    assert _object(decision, first.person).is_late is False


def test_time_is_given_and_told_though_the_end_does_not_move(met, counted, members):
    later = timezone.now() + timedelta(days=1)
    _least_hours(1, later.date())
    Message.objects.all().delete()

    with time_machine.travel(later):
        attendance.deny(counted, by=counted.person)

    assert ledger.trail(met).filter(kind="decision.time_given").count() == 1
    assert _templates_to(counted.person) == ["absent_asked.txt"]
    told = Message.objects.filter(template="meetings/emails/absent_asked.txt")
    assert [message.recipient for message in told] == [counted.person]


def test_the_rule_of_the_day_of_the_declaration_gives_the_time(declared, counted):
    later = timezone.now() + timedelta(days=1)
    ParameterValue.objects.create(
        parameter="R-18",
        value={"absent_may_object": False, "recall_hours": 2},
        effective_from=later.date(),
        reason="Sample",
    )

    with time_machine.travel(later):
        attendance.deny(counted, by=counted.person)

    declared.refresh_from_db()
    assert declared.closes_at is not None


def test_an_adopted_report_says_what_was_denied_before_it_only(draft, counted, chair):
    decisions.open_in_session(draft, by=chair)
    declare(draft, by=chair)
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        endings.adopt(draft, by=None)
        MeetingReportFactory.create(meeting=counted.meeting, adopted=True)
    [before] = report_voices.of_meeting(counted.meeting)

    with time_machine.travel(timezone.now() + timedelta(days=20)):
        attendance.deny(counted, by=counted.person)

    [after] = report_voices.of_meeting(counted.meeting)
    assert counted.was_there is False
    assert (before.absent, after.absent) == ("Nobody", "Nobody")


def test_a_successor_gets_the_time_of_a_partner_that_was_counted_wrongly(secretariat):
    area = AreaFactory.create()
    partner = MembershipFactory.create(area=area).partner
    term = RepresentativeFactory.create(partner=partner)
    meeting = MeetingFactory.create(
        body=area.body, convened=True, starts_on=timezone.now().date()
    )
    row = AttendanceFactory.create(
        meeting=meeting, person=term.person, presence="present", recorded_by=secretariat
    )
    decision = DecisionFactory.create(
        body=area.body, meeting=meeting, open=True, electors=[partner]
    )
    declare(decision, by=secretariat)
    with time_machine.travel(timezone.now() + timedelta(hours=30)):
        yesterday = timezone.now().date() - timedelta(days=1)
        type(term).objects.filter(pk=term.pk).update(
            period=DateRange(term.period.lower, yesterday)
        )
        successor = RepresentativeFactory.create(partner=partner).person

        attendance.deny(row, by=term.person)

        decision.refresh_from_db()
        objection = _object(decision, successor)
    assert objection.is_late is False


def test_who_pressed_the_wrong_button_twice_can_still_deny(counted):
    attendance.deny(counted, by=counted.person)
    attendance.affirm(counted, by=counted.person)

    attendance.deny(counted, by=counted.person)

    counted.refresh_from_db()
    assert counted.was_there is False


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


def test_who_denies_before_the_declaration_gets_the_time_of_the_absent(
    counted, draft, chair
):
    decisions.open_in_session(draft, by=chair)
    attendance.deny(counted, by=counted.person)

    declare(draft, by=chair)

    assert draft.closes_at is not None
    assert "absent_asked.txt" in _templates_to(counted.person)
    assert _object(draft, counted.person).is_late is False


def test_who_denies_after_the_declaration_objects_in_time(declared, counted):
    before = declared.closes_at
    assert _object(declared, counted.person).is_late

    attendance.deny(counted, by=counted.person)

    declared.refresh_from_db()
    assert (before, declared.closes_at > timezone.now()) == (None, True)
    assert len(worklist.waiting_for(counted.person)) == 1
    objection = positions.object_to(
        declared, reason="I was away.", acceptable_wording="Softer.", by=counted.person
    )
    assert objection.is_late is False


def test_the_clock_adopts_nothing_while_who_denied_has_time(declared, counted):
    attendance.deny(counted, by=counted.person)

    with time_machine.travel(declared.recall_until + timedelta(hours=1)):
        _clock(declared)
        before = declared.status
    with time_machine.travel(declared.closes_at):
        _clock(declared)

    assert (before, declared.status) == ("open", "adopted")


@pytest.fixture
def met(counted, draft, members, chair):
    """Declared, with time left for a member whose objection the text was changed to meet."""
    decisions.open_in_session(draft, by=chair)
    objection = _object(draft, members[1])
    texts.accommodate(draft, [objection], text="Softer wording.", by=chair)
    declare(draft, by=chair)
    return draft


@pytest.mark.parametrize("role", ["observer", "invited"])
def test_a_guest_who_denies_prolongs_nobodys_time(met, session, secretariat, role):
    guest = AttendanceFactory.create(
        meeting=session, role=role, presence="present", recorded_by=secretariat
    )
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        attendance.deny(guest, by=guest.person)

    before = met.closes_at
    met.refresh_from_db()
    assert met.closes_at == before


def test_a_denial_prolongs_nothing_where_that_voice_was_heard(met, counted):
    before = met.closes_at
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        position = PositionFactory.create(
            elector=met.electors.get(person=counted.person), text=met.current_text
        )
        attendance.deny(counted, by=counted.person)

    met.refresh_from_db()
    assert (position.taken_by, met.closes_at) == (counted.person, before)


def test_the_time_that_a_denial_gives_is_on_record_and_told(met, counted, members):
    Message.objects.all().delete()

    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        attendance.deny(counted, by=counted.person)

    met.refresh_from_db()
    entry = ledger.trail(met).get(kind="decision.time_given")
    assert (entry.actor, entry.body["absent_until"]) == (
        counted.person,
        met.closes_at.isoformat(),
    )
    assert [_templates_to(person) for person in (*members[:2], members[2])] == [
        ["absent_asked.txt"],
        ["absent_asked.txt"],
        [],
    ]


def _least_hours(hours, day):
    ParameterValue.objects.create(
        parameter="R-07",
        value={"minimum_hours": hours, "default_days": 7},
        effective_from=day,
        reason="Sample",
    )


def test_a_rule_that_was_shortened_takes_no_time_that_was_given(met, counted):
    before = met.closes_at
    later = timezone.now() + timedelta(days=1)
    _least_hours(1, later.date())

    with time_machine.travel(later):
        attendance.deny(counted, by=counted.person)

    met.refresh_from_db()
    assert met.closes_at == before


def test_after_a_shortened_rule_a_denial_gives_what_the_declaration_gave(declared, counted):
    later = timezone.now() + timedelta(days=1)
    _least_hours(1, later.date())

    with time_machine.travel(later):
        attendance.deny(counted, by=counted.person)

    made = declared.declarations.get()
    declared.refresh_from_db()
    assert declared.closes_at == made.declared_at + timedelta(hours=72)


def test_an_objection_that_broke_the_end_is_weighed_again_at_the_new_one(
    met, counted, members
):
    objection = _object(met, members[1])
    with time_machine.travel(met.closes_at + timedelta(minutes=1)):
        _clock(met)
        broken = met.silence_broken_at
        attendance.deny(counted, by=counted.person)
        positions.withdraw_objection(objection, by=members[1])
        met.refresh_from_db()
        told = [rule for _sentence, rule in own_voices.of_declaration(met)]
    with time_machine.travel(met.closes_at + timedelta(minutes=1)):
        _clock(met)

    assert broken is not None
    assert (told, met.status) == (["R-18", "R-07"], "adopted")


def test_who_has_spoken_on_the_text_gets_no_further_time(counted, draft, chair):
    decisions.open_in_session(draft, by=chair)
    positions.take_position(draft, by=counted.person)
    declare(draft, by=chair)

    attendance.deny(counted, by=counted.person)

    draft.refresh_from_db()
    assert draft.closes_at is None


def test_the_denial_gives_no_time_where_the_rule_gives_none(counted, draft, chair):
    ParameterValue.objects.create(
        parameter="R-18",
        value={"absent_may_object": False, "recall_hours": 2},
        effective_from=timezone.now().date() - timedelta(days=9),
        reason="Sample",
    )
    decisions.open_in_session(draft, by=chair)
    declare(draft, by=chair)

    attendance.deny(counted, by=counted.person)

    draft.refresh_from_db()
    assert draft.closes_at is None


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


def test_a_colleague_who_was_there_is_enough_for_a_partner(secretariat):
    area = AreaFactory.create()
    partner = MembershipFactory.create(area=area).partner
    first, second = RepresentativeFactory.create_batch(2, partner=partner)
    meeting = MeetingFactory.create(
        body=area.body, convened=True, starts_on=timezone.now().date()
    )
    rows = [
        AttendanceFactory.create(
            meeting=meeting,
            person=term.person,
            presence="present",
            recorded_by=secretariat,
        )
        for term in (first, second)
    ]
    decision = DecisionFactory.create(
        body=area.body, meeting=meeting, open=True, electors=[partner]
    )

    declare(decision, by=secretariat)
    attendance.deny(rows[0], by=first.person)
    after_the_first = electorates.leaves_time_to(decision)
    decision.refresh_from_db()
    end_after_the_first = decision.closes_at
    attendance.deny(rows[1], by=second.person)

    assert (after_the_first, end_after_the_first) == (set(), None)
    assert electorates.leaves_time_to(decision) == {decision.electors.get().pk}


# What was declared, and who says so -----------------------------------------------------


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


# Objections ----------------------------------------------------------------------------


def test_who_was_met_with_other_words_has_time_after_the_declaration(draft, members, chair):
    decisions.open_in_session(draft, by=chair)
    objection = _object(draft, members[0])
    texts.accommodate(draft, [objection], text="Quite other words.", by=chair)

    declare(draft, by=chair)

    assert draft.closes_at is not None
    assert "absent_asked.txt" in _templates_to(members[0])
    assert len(worklist.waiting_for(members[0])) == 1
    assert _object(draft, members[0]).is_late is False
    with pytest.raises(RuleRefusedError, match="maintains an objection"):
        endings.adopt(draft, by=chair)


def test_who_agreed_to_the_new_words_is_not_waited_for(draft, members, chair):
    decisions.open_in_session(draft, by=chair)
    objection = _object(draft, members[0])
    texts.accommodate(draft, [objection], text="Softer wording.", by=chair)
    positions.take_position(draft, by=members[0])

    declare(draft, by=chair)

    assert draft.closes_at is None


def test_an_objection_keeps_who_raised_and_who_withdrew_it(draft, members, chair):
    decisions.open_in_session(draft, by=chair)
    objection = _object(draft, members[0])

    positions.withdraw_objection(objection, by=members[0])

    assert (objection.raised_by, objection.settled_by) == (members[0], members[0])


def test_an_accommodated_objection_keeps_who_says_that_it_is_met(draft, members, chair):
    decisions.open_in_session(draft, by=chair)
    objection = _object(draft, members[0])

    texts.accommodate(draft, [objection], text="Softer wording.", by=chair)

    objection.refresh_from_db()
    assert objection.settled_by == chair


@pytest.fixture
def of_two():
    """A decision in which one partner has two people, and their terms."""
    first = RepresentativeFactory.create()
    second = RepresentativeFactory.create(partner=first.partner)
    decision = DecisionFactory.create(
        body__pag=False, silent=True, electors=[first.partner]
    )
    return decision, first.person, second.person


def test_the_author_hears_that_a_colleague_withdrew_the_objection(as_user, of_two):
    decision, author, colleague = of_two
    objection = _object(decision, author)
    Message.objects.all().delete()

    positions.withdraw_objection(objection, by=colleague)

    assert _templates_to(author) == ["objection_withdrawn.txt"]
    page = as_user(author).get(decision.get_absolute_url()).content.decode()
    assert f"withdrawn by {colleague.name}" in page
    assert _object(decision, author).is_late is False


def test_the_author_hears_of_it_though_the_term_is_over(of_two):
    decision, author, colleague = of_two
    objection = _object(decision, author)
    term = author.representatives.get()
    term.shorten(term.starts_on, reason="Sample", clause="A1-6a-ii")

    positions.withdraw_objection(objection, by=colleague)

    assert "objection_withdrawn.txt" in _templates_to(author)


def test_a_colleague_hears_what_was_said_for_the_partner(of_two):
    decision, author, colleague = of_two

    positions.take_position(decision, by=author)

    assert _templates_to(colleague) == ["position_taken.txt"]
    assert _templates_to(author) == []


def test_visitors_do_not_read_who_spoke_for_a_partner(client, of_two):
    decision, author, _colleague = of_two
    _object(decision, author)

    page = client.get(decision.get_absolute_url()).content.decode()

    assert author.name not in page


@pytest.mark.parametrize(
    ("change", "violated"),
    [
        ({"raised_by": None}, "stays as it was raised"),
        (
            {"status": "withdrawn", "settled_at": timezone.now()},
            "Its author withdraws an objection",
        ),
    ],
)
def test_the_database_asks_who_spoke(of_two, change, violated):
    decision, _author, _colleague = of_two
    objection = ObjectionFactory.create(elector=decision.electors.get())

    with pytest.raises(IntegrityError, match=violated):
        Objection.objects.filter(pk=objection.pk).update(**change)


def test_an_old_objection_without_an_author_is_withdrawn_all_the_same(of_two):
    decision, author, _colleague = of_two
    objection = ObjectionFactory.create(elector=decision.electors.get())
    as_it_was(objection, raised_by=None, before_rule=True)

    positions.withdraw_objection(objection, by=author)

    assert objection.settled_by == author


# Observers -----------------------------------------------------------------------------


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


def test_recalling_ends_the_time_that_a_denial_gave(declared, counted, chair):
    attendance.deny(counted, by=counted.person)
    declared.refresh_from_db()

    declarations.recall(declared, reason="A member was not there.", by=chair)

    assert (declared.is_declared, declared.closes_at) == (False, None)
