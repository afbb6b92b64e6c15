"""Attendance comes before consensus, and a declaration can be recalled (A1-4a-iii, R-18)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.meetings import scheduled, worklist
from gmp_portal.meetings.actions import decisions, declarations, endings, positions, texts
from gmp_portal.meetings.models import Meeting, Position
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website.demo import sessions
from gmp_portal.workflow import InvalidTransitionError, NotNowError, RuleRefusedError
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    DecisionFactory,
    MeetingFactory,
    attend,
    declare,
)
from tests.reading import reading

DAY = timedelta(days=1)


@pytest.fixture
def draft(pag, secretariat, session):
    return decisions.draft(
        pag, title="Sample matter", text="First wording.", by=secretariat, meeting=session
    )


@pytest.fixture
def absent(members, session):
    """The first member, who did not come."""
    session.attendances.filter(person=members[0]).update(presence="absent")
    return members[0]


@pytest.fixture
def declared(absent, draft, chair):
    """A decision in session that was declared while a member was absent."""
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


# When a meeting runs -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "has_begun"),
    [("2026-03-29 07:59", False), ("2026-03-29 08:00", True), ("2026-03-31 12:00", True)],
)
def test_a_meeting_with_an_hour_begins_at_that_hour_in_its_zone(now, has_begun):
    """10:00 in Zurich is 08:00 UTC on the day on which summer time begins."""
    meeting = Meeting(
        starts_on=date(2026, 3, 29), opens_at_time=time(10), zone="Europe/Zurich"
    )

    with time_machine.travel(datetime.fromisoformat(f"{now}+00:00"), tick=False):
        assert meeting.has_begun == has_begun


@pytest.mark.parametrize(
    ("zone", "has_begun"), [("Pacific/Auckland", True), ("UTC", False)]
)
def test_a_meeting_without_an_hour_begins_with_the_day_there(zone, has_begun):
    meeting = Meeting(starts_on=date(2026, 6, 2), ends_on=date(2026, 6, 2), zone=zone)

    with time_machine.travel(datetime(2026, 6, 1, 13, tzinfo=ZoneInfo("UTC"))):
        assert (meeting.has_begun, meeting.is_over) == (has_begun, False)


def test_a_meeting_without_a_date_has_not_begun():
    assert not Meeting(zone="UTC").has_begun


# Opening -------------------------------------------------------------------------------


def test_nothing_is_decided_in_session_weeks_ahead(draft, session, chair):
    coming = timezone.now().date() + timedelta(days=14)
    as_it_was(session, starts_on=coming, ends_on=coming)

    with pytest.raises(RuleRefusedError, match="The meeting has not begun") as refused:
        decisions.open_in_session(draft, by=chair)

    assert (refused.value.status, refused.value.clause) == (409, "A1-4a-iii")


def test_attendance_is_recorded_first(draft, session, chair):
    session.attendances.update(presence="expected")

    with pytest.raises(RuleRefusedError, match="Record first who attends") as refused:
        decisions.open_in_session(draft, by=chair)

    assert (refused.value.status, refused.value.clause) == (409, "R-18")
    draft.refresh_from_db()
    assert (draft.status, draft.electors.count()) == ("drafted", 0)


def test_the_form_leads_to_the_attendance(as_user, draft, session, chair):
    page = as_user(chair).get(reverse("meetings:decision_open", args=[draft.slug]))

    address = reverse("meetings:attendance_mark", args=[session.slug])
    assert address in page.content.decode()


def test_the_absent_are_listed_as_absent_not_as_silent(
    as_user, absent, draft, chair, members
):
    decisions.open_in_session(draft, by=chair)

    page = as_user(chair).get(draft.get_absolute_url()).content.decode()
    there = dict(draft.electors.values_list("person__name", "is_present"))

    assert there == {person.name: person != absent for person in members}
    assert page.count("Silent") == len(members) - 1
    assert "Absent" in page


def test_who_comes_later_stays_absent_in_the_electorate(absent, draft, session, chair):
    decisions.open_in_session(draft, by=chair)

    session.attendances.update(presence="present")

    assert draft.electors.get(person=absent).is_absent


# Declaring -----------------------------------------------------------------------------


def test_a_declaration_adopts_nothing_yet(declared, chair):
    declared.refresh_from_db()

    declaration = declared.declarations.get()

    assert (declared.status, declared.symbol) == ("open", None)
    assert declaration.recall_until - declaration.declared_at == DAY
    assert declared.closes_at - declaration.declared_at == 3 * DAY
    with pytest.raises(RuleRefusedError) as refused:
        endings.adopt(declared, by=chair)
    assert refused.value.clause == "R-18"


def test_the_clock_adopts_when_the_absent_had_their_time(declared):
    with time_machine.travel(declared.closes_at - timedelta(seconds=1), tick=False):
        _clock(declared)
    before = declared.status
    with time_machine.travel(declared.closes_at, tick=False):
        _clock(declared)

    assert (before, declared.status, declared.ended_by) == ("open", "adopted", None)


def test_where_everybody_came_only_the_recall_is_waited_for(draft, chair):
    decisions.open_in_session(draft, by=chair)
    until = declare(draft, by=chair).recall_until

    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        _clock(draft)
    before = draft.status
    with time_machine.travel(until, tick=False):
        _clock(draft)

    assert (before, draft.status, draft.closes_at) == ("open", "adopted", None)


def test_the_absent_get_no_period_where_the_rule_says_so(absent, draft, chair):
    ParameterValue.objects.create(
        parameter="R-18",
        value={"absent_may_object": False, "recall_hours": 2},
        effective_from=date(2020, 1, 1),
        reason="Sample",
    )
    decisions.open_in_session(draft, by=chair)

    declaration = declare(draft, by=chair)

    assert draft.closes_at is None
    assert declaration.recall_until - declaration.declared_at == timedelta(hours=2)
    assert _object(draft, absent).is_late


def test_who_was_absent_and_has_spoken_is_not_waited_for(absent, draft, chair):
    decisions.open_in_session(draft, by=chair)
    positions.take_position(draft, by=absent)

    declare(draft, by=chair)

    assert draft.closes_at is None


def test_the_absent_are_told_and_find_it_among_their_tasks(declared, absent, members):
    told = Message.objects.get(template="meetings/emails/absent_asked.txt")

    waiting = {person: len(worklist.waiting_for(person)) for person in members}

    assert told.recipient == absent
    assert waiting == {person: int(person == absent) for person in members}


def test_an_absent_member_objects_and_the_clock_adopts_nothing(declared, absent, chair):
    objection = _object(declared, absent)

    with time_machine.travel(declared.closes_at):
        _clock(declared)

    assert (objection.is_late, declared.status) == (False, "open")
    assert declared.silence_broken_at is not None
    endings.record_no_consensus(declared, reason="A member objects.", by=chair)
    assert declared.status == "no_consensus"


def test_who_was_present_objects_too_late_and_the_chair_may_recall(
    declared, members, chair
):
    objection = _object(declared, members[1])

    declarations.recall(declared, reason="A member was not heard.", by=chair)

    assert (objection.is_late, declared.is_declared, declared.closes_at) == (
        True,
        False,
        None,
    )
    assert _object(declared, members[1]).is_late is False


def test_an_objection_after_the_declaration_is_told_what_it_does(
    as_user, declared, members, chair
):
    url = reverse("meetings:decision_position", args=[declared.slug])
    words = {"kind": "objection", "reason": "Too far.", "acceptable_wording": "Softer."}
    sent = words | reading(declared)
    page = as_user(members[1]).post(url, sent, follow=True).content.decode()

    letter = Message.objects.filter(recipient=chair).latest("pk").body
    objection = declared.objections.get()
    assert objection.is_after_declaration
    assert "Your objection is kept as late and stops nothing." in page
    assert "Came after the declaration" in page
    assert "does not stop the adoption by itself" in letter
    assert "can recall the declaration until" in letter


def test_an_objection_after_the_adoption_came_after_the_end(declared, members):
    with time_machine.travel(timezone.now() + 10 * DAY):
        _clock(declared)
        objection = _object(declared, members[1])

    assert (objection.is_late, objection.is_after_declaration) == (True, False)


def test_who_was_present_takes_no_position_after_the_declaration(declared, members):
    with pytest.raises(NotNowError, match="The consensus is declared"):
        positions.take_position(declared, by=members[1])


def test_the_text_that_is_declared_is_the_text_that_was_read(draft, chair):
    decisions.open_in_session(draft, by=chair)
    read = draft.current_text.sha256
    texts.revise_text(draft, text="Second wording.", by=chair)

    with pytest.raises(RuleRefusedError, match="The text has changed"):
        declarations.declare(draft, sha256=read, by=chair)


def test_a_declared_consensus_is_not_declared_again_revised_or_put_off(declared, chair):
    with pytest.raises(NotNowError, match="is declared"):
        declare(declared, by=chair)
    with pytest.raises(RuleRefusedError, match="Recall the declaration"):
        texts.revise_text(declared, text="Other words.", by=chair)
    with pytest.raises(RuleRefusedError, match="Recall the declaration"):
        endings.defer(declared, reason="Later.", by=chair)


def test_a_new_text_that_meets_an_absent_member_is_declared_anew(declared, absent, chair):
    objection = _object(declared, absent)

    texts.accommodate(declared, [objection], text="Softer wording.", by=chair)

    assert (declared.is_declared, declared.closes_at) == (False, None)
    assert declared.declarations.get().superseded_at is not None
    declare(declared, by=chair)
    assert declared.declarations.standing().count() == 1


def test_declaration_and_recall_both_stay_on_record(as_user, declared, chair):
    declarations.recall(declared, reason="A word is missing.", by=chair)

    kinds = [entry.kind for entry in ledger.trail(declared)][:2]
    page = as_user(chair).get(declared.get_absolute_url()).content.decode()

    assert kinds == ["decision.recalled", "decision.declared"]
    assert "A word is missing." in page
    assert declared.declarations.get().recalled_by == chair


def test_nothing_is_recalled_after_its_time(declared, chair):
    until = declared.recall_until + timedelta(seconds=1)

    with time_machine.travel(until), pytest.raises(NotNowError, match="is over"):
        declarations.recall(declared, reason="Too late.", by=chair)


def test_what_has_ended_is_neither_declared_nor_recalled(declared, chair):
    sessions.let_time_pass(declared)
    endings.adopt(declared, by=chair)

    with pytest.raises(InvalidTransitionError):
        declare(declared, by=chair)
    with pytest.raises(InvalidTransitionError):
        declarations.recall(declared, reason="No.", by=chair)


def test_nobody_declares_what_was_opened_before_without_a_meeting(pag, members, chair):
    decision = DecisionFactory(body=pag, open=True, electors=members)
    as_it_was(decision, is_before_session_rule=True, meeting=None)

    with pytest.raises(RuleRefusedError, match="Record first who attends"):
        declare(decision, by=chair)


# Pages ---------------------------------------------------------------------------------


def test_the_page_before_declaring_names_the_text_and_who_was_there(
    as_user, absent, draft, chair
):
    decisions.open_in_session(draft, by=chair)
    url = reverse("meetings:decision_declare", args=[draft.slug])

    page = as_user(chair).get(url).content.decode()
    empty = as_user(chair).post(url, {})

    assert draft.current_text.sha256 in page
    assert f"Example of {absent.name}" in page
    assert (empty.status_code, draft.declarations.count()) == (422, 0)


def test_the_page_of_a_declared_decision_says_until_when(as_user, declared, chair, client):
    page = as_user(chair).get(declared.get_absolute_url()).content.decode()

    assert "Declared, not final yet" in page
    assert "Agreed in session" not in page
    assert "Members who were absent, say that they were not there, or" in page
    assert reverse("meetings:decision_recall", args=[declared.slug]) in page
    assert client.get(declared.get_absolute_url()).status_code == 404


def test_a_declaration_is_recalled_with_a_reason(as_user, declared, chair):
    url = reverse("meetings:decision_recall", args=[declared.slug])

    empty = as_user(chair).post(url, {"reason": " "})
    as_user(chair).post(url, {"reason": "A word is missing."} | reading(declared))

    assert empty.status_code == 422
    assert declared.declarations.get().recall_reason == "A word is missing."


@pytest.mark.parametrize("name", ["decision_declare", "decision_recall"])
def test_a_member_neither_declares_nor_recalls(as_user, declared, members, name):
    url = reverse(f"meetings:{name}", args=[declared.slug])

    assert as_user(members[1]).get(url).status_code == 403


def test_what_was_opened_before_is_marked(as_user, pag, members, chair):
    decision = DecisionFactory(body=pag, open=True, electors=members)
    as_it_was(decision, is_before_session_rule=True)

    page = as_user(chair).get(decision.get_absolute_url()).content.decode()

    assert "Recorded before this rule" in page


# The database --------------------------------------------------------------------------


def _sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


DECLARE = """
    INSERT INTO meetings_declaration
        (decision_id, sha256, declared_at, declared_by_id, recall_until, recall_reason)
    SELECT d.id, %s, d.opened_at + %s, d.opened_by_id, d.opened_at + interval '2 days', ''
    FROM meetings_decision d WHERE d.id = %s
"""
ADOPT = """
    UPDATE meetings_decision SET status = 'adopted', ended_at = clock_timestamp(),
        symbol = 'PAG-DEC-1/1', year = 1, number = 1
    WHERE id = %s
"""


@pytest.mark.parametrize(
    ("sha256", "after", "presence", "violation"),
    [
        ("", timedelta(hours=1), "absent", "Attendance is recorded before"),
        ("", timedelta(hours=-1), "present", "after it opened"),
        ("0" * 64, timedelta(hours=1), "present", "on the newest text"),
    ],
)
def test_the_database_takes_no_forged_declaration(
    draft, session, chair, sha256, after, presence, violation
):
    decisions.open_in_session(draft, by=chair)
    with sessions.as_before(type(session.attendances.first())):
        session.attendances.update(presence=presence)

    with pytest.raises(IntegrityError, match=violation):
        _sql(DECLARE, sha256 or draft.current_text.sha256, after, draft.pk)


def test_the_database_adopts_nothing_before_its_declaration_is_final(draft, chair):
    decisions.open_in_session(draft, by=chair)
    with pytest.raises(IntegrityError, match="before its declaration is final"):
        _sql(ADOPT, draft.pk)
    declare(draft, by=chair)
    with pytest.raises(IntegrityError, match="before its declaration is final"):
        _sql(ADOPT, draft.pk)


def test_the_database_leaves_the_absent_their_time(declared):
    with pytest.raises(IntegrityError, match="time left to object"):
        _sql(ADOPT, declared.pk)


@pytest.mark.parametrize(
    ("statement", "violation"),
    [
        ("DELETE FROM meetings_declaration", "never deleted"),
        ("UPDATE meetings_declaration SET sha256 = repeat('0', 64)", "stays as it was"),
        (
            "UPDATE meetings_declaration SET recalled_at = recall_until + interval '1 hour',"
            " recalled_by_id = declared_by_id, recall_reason = 'x'",
            "declaration_recalled_in_time",
        ),
        (
            "UPDATE meetings_declaration SET recalled_at = declared_at,"
            " recalled_by_id = declared_by_id",
            "declaration_recalled_for_a_reason",
        ),
        ("UPDATE meetings_declaration SET recall_until = declared_at", "stays as it was"),
        ("UPDATE meetings_decision SET meeting_id = NULL", "stays as it was"),
    ],
)
def test_the_database_keeps_declarations(declared, statement, violation):
    with pytest.raises(IntegrityError, match=violation):
        _sql(statement)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM meetings_position", "UPDATE meetings_position SET kind = 'objection'"],
)
def test_the_database_keeps_every_word(declared, absent, statement):
    positions.take_position(declared, by=absent)

    with pytest.raises(IntegrityError, match="followed by another one"):
        _sql(statement)


def test_the_database_takes_no_position_from_elsewhere(declared, pag, members, chair):
    other = DecisionFactory(body=pag, silent=True, electors=members)

    with pytest.raises(IntegrityError, match="Only an elector of this decision"):
        Position.objects.create(
            elector=other.electors.first(),
            text=declared.current_text,
            kind="no_objection",
            taken_by=chair,
        )


def test_a_meeting_nobody_came_to_holds_no_session(pag, members, chair):
    meeting = MeetingFactory(body=pag, held=True)
    attend(meeting, UserFactory(), presence="present")
    decision = decisions.draft(pag, title="S", text="W.", by=chair, meeting=meeting)

    with pytest.raises(RuleRefusedError, match="no member whose consensus counts"):
        decisions.open_in_session(decision, by=chair)


# Who has to take it further -------------------------------------------------------------


def _to_do(user):
    return [str(task.title) for task in worklist.waiting_for(user)]


def test_whoever_opened_a_decision_in_session_is_told_to_end_it(draft, chair):
    decisions.open_in_session(draft, by=chair)

    open_, on_the_desk = _to_do(chair), worklist.desk_queue()
    declare(draft, by=chair)

    said = "Declare the consensus, or end without it: Sample matter"
    assert said in open_
    assert [
        task.title for task in on_the_desk["Decisions that somebody has to take further"]
    ] == [said]
    assert said not in _to_do(chair)
