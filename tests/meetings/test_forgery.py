"""Whoever writes past the portal, with SQL, forges no consensus (A1-4a-iii, A1-4b-iii)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.meetings.actions import (
    decisions,
    declarations,
    endings,
    positions,
    texts,
)
from gmp_portal.meetings.models import Objection
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website.demo import sessions
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.meetings import DecisionFactory, declare

# As the migration defines it; everywhere else in the tests the clock of Python travels.
CLOCK = """
    CREATE OR REPLACE FUNCTION meetings_is_now(moment timestamptz) RETURNS boolean
    LANGUAGE sql AS $$ SELECT moment BETWEEN statement_timestamp() - interval '5 minutes'
        AND clock_timestamp() + interval '5 minutes' $$
"""


@pytest.fixture
def real_clock(db):
    with connection.cursor() as cursor:
        cursor.execute(CLOCK)


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def refused(statement, constraint):
    """The database names the rule by which it refuses."""
    with pytest.raises(IntegrityError) as error:
        run(statement)
    assert error.value.__cause__.diag.constraint_name == constraint


@pytest.fixture
def draft(pag, secretariat, session):
    return decisions.draft(
        pag, title="Sample matter", text="First words.", by=secretariat, meeting=session
    )


@pytest.fixture
def silent(draft, chair, real_clock):
    decisions.open_for_silence(draft, by=chair)
    return draft


@pytest.fixture
def in_session(draft, members, session, chair, real_clock):
    session.attendances.filter(person=members[0]).update(presence="absent")
    decisions.open_in_session(draft, by=chair)
    return draft


@pytest.fixture
def declared(in_session, chair):
    declare(in_session, by=chair)
    return in_session


@pytest.fixture
def all_met(draft, chair, real_clock):
    """Everybody was there when it was declared, so that nobody has time left."""
    decisions.open_in_session(draft, by=chair)
    declare(draft, by=chair)
    return draft


@pytest.fixture
def objected(silent, members):
    return positions.object_to(
        silent, reason="Too far.", acceptable_wording="Softer.", by=members[0]
    )


@pytest.fixture
def adopted(silent, members, chair):
    positions.take_position(silent, by=members[0])
    for _time in range(2):
        sessions.let_time_pass(silent)
    endings.adopt(silent, by=chair)
    return silent


ADOPT = """
    UPDATE meetings_decision SET status = 'adopted', year = 1, number = 1,
        symbol = 'PAG-DEC-1/1', {}
"""
TEXT = """
    INSERT INTO meetings_decisiontext
        (decision_id, version, text, language, sha256, written_at, written_by_id)
    SELECT decision_id, {version}, 'Forged', 'en', {hash}, {moment}, written_by_id
    FROM meetings_decisiontext LIMIT 1
"""
HASH = "encode(sha256('Forged'), 'hex')"
CHANGE = "UPDATE {} SET {}"
DECLARATION = """
    INSERT INTO meetings_declaration
        (decision_id, sha256, declared_at, declared_by_id, recall_until, recall_reason)
    SELECT d.id, t.sha256, {moment}, d.opened_by_id, {moment} + interval '{hours} hours', ''
    FROM meetings_decision d JOIN meetings_decisiontext t ON t.decision_id = d.id
"""
POSITION = """
    INSERT INTO meetings_position
        (elector_id, text_id, kind, statement, taken_at, taken_by_id)
    SELECT e.id, t.id, 'no_objection', '', {moment}, {by}
    FROM meetings_elector e, meetings_decisiontext t
    ORDER BY e.person_id DESC, t.version DESC LIMIT 1
"""
OBJECTION = """
    INSERT INTO meetings_objection (decision_id, elector_id, text_id, reason,
        acceptable_wording, status, is_late, raised_at, settled_note, settled_at)
    SELECT e.decision_id, e.id, t.id, 'a', 'b', '{status}', {late}, {moment}, '', {settled}
    FROM meetings_elector e, meetings_decisiontext t ORDER BY e.person_id LIMIT 1
"""


def objection(*, late="false", moment="clock_timestamp()", status="maintained"):
    settled = "NULL" if status == "maintained" else "clock_timestamp()"
    return OBJECTION.format(late=late, moment=moment, status=status, settled=settled)


def text(*, version=2, moment="clock_timestamp()", hashed=HASH):
    return TEXT.format(version=version, moment=moment, hash=hashed)


# Texts ---------------------------------------------------------------------------------


def test_no_text_comes_after_the_adoption(adopted):
    refused(text(), "decision_text_while_under_way")


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        (text(version=7), "decision_text_is_the_next"),
        (text(moment="now() - interval '1 hour'"), "decision_text_is_the_next"),
        (text(hashed="repeat('0', 64)"), "decision_text_has_its_hash"),
        ("UPDATE meetings_decisiontext SET text = 'Forged'", "decision_text_stays"),
        ("DELETE FROM meetings_decisiontext", "decision_text_stays"),
    ],
)
def test_an_open_decision_keeps_its_texts(silent, statement, constraint):
    refused(statement, constraint)


@pytest.mark.parametrize(
    "changed", ["decision_id = {}", "version = 2", "written_at = now() - interval '9 days'"]
)
def test_a_draft_lends_its_text_to_no_other_decision(draft, changed):
    other = DecisionFactory.create()

    refused(
        CHANGE.format("meetings_decisiontext", changed.format(other.pk))
        + f" WHERE decision_id = {draft.pk}",
        "decision_text_stays",
    )


def test_a_text_that_was_slipped_in_is_not_adopted(silent, chair, real_clock):
    run(text())
    with sessions.as_before(type(silent), type(silent.current_text)):
        run(
            "UPDATE meetings_decision SET opened_at = opened_at - interval '9 days',"
            " closes_at = now() - interval '1 minute'"
        )

    refused(ADOPT.format("ended_at = clock_timestamp()"), "decision_time_for_newest_text")


def test_what_was_declared_is_adopted_and_no_text_slipped_in_later(declared):
    for _time in range(2):
        sessions.let_time_pass(declared)
    run(text())

    refused(ADOPT.format("ended_at = clock_timestamp()"), "decision_adopts_declared_text")


# The course of a decision ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ("ended_at = clock_timestamp(), closes_at = NULL", "decision_time_to_object_stays"),
        (
            "ended_at = clock_timestamp(), closes_at = now()",
            "decision_time_to_object_stays",
        ),
        ("ended_at = closes_at + interval '1 minute'", "decision_ends_now"),
        ("ended_at = opened_at - interval '1 minute'", "decision_ends_now"),
        ("ended_at = clock_timestamp()", "decision_waits_for_objections"),
    ],
)
def test_silence_is_not_cut_short(silent, changed, constraint):
    refused(ADOPT.format(changed), constraint)


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ("closes_at = NULL", "decision_time_to_object_stays"),
        ("closes_at = now()", "decision_time_to_object_stays"),
        ("closes_at = closes_at + interval '1 day'", "decision_time_to_object_stays"),
        ("opened_at = opened_at - interval '9 days'", "decision_opening_stays"),
        ("mode = 'in_session'", "decision_opening_stays"),
        ("title = 'Forged'", "decision_opening_stays"),
        ("status = 'drafted'", "decision_step_by_step"),
    ],
)
def test_what_was_opened_stays_as_it_was(silent, changed, constraint):
    refused(CHANGE.format("meetings_decision", changed), constraint)


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ("opened_at = now() - interval '9 days'", "decision_opens_now"),
        ("opened_at = now() + interval '9 days'", "decision_opens_now"),
        ("closes_at = NULL", "decision_silence_lasts"),
        ("closes_at = now() + interval '71 hours'", "decision_silence_lasts"),
        ("mode = 'in_session'", "decision_silence_lasts"),
    ],
)
def test_no_opening_is_forged(draft, real_clock, changed, constraint):
    facts = {
        "status": "'open'",
        "mode": "'no_objection'",
        "opened_at": "now()",
        "opened_by_id": "drafted_by_id",
        "closes_at": "now() + interval '9 days'",
    }
    facts |= dict([changed.split(" = ")])
    said = ", ".join(f"{name} = {value}" for name, value in facts.items())

    refused(CHANGE.format("meetings_decision", said), constraint)


def test_no_meeting_is_closed_over_an_open_decision(in_session):
    refused(
        CHANGE.format("meetings_meeting", "status = 'closed'"),
        "meeting_closes_over_no_open_decision",
    )


@pytest.mark.parametrize("ended", ["closed", "cancelled"])
def test_no_decision_is_opened_in_a_meeting_that_has_ended(
    draft, session, real_clock, ended
):
    as_it_was(session, status=ended)

    refused(
        CHANGE.format(
            "meetings_decision",
            "status = 'open', mode = 'in_session', opened_at = now(),"
            " opened_by_id = drafted_by_id",
        ),
        "decision_opens_while_meeting_does",
    )


def test_a_draft_is_not_adopted(draft, real_clock):
    refused(
        ADOPT.format(
            "mode = 'no_objection', opened_at = now() - interval '9 days',"
            " opened_by_id = drafted_by_id, closes_at = now(), ended_at = clock_timestamp()"
        ),
        "decision_step_by_step",
    )


def test_no_decision_begins_open(draft):
    draft.pk, draft.slug, draft.first_slug, draft.status = None, "x", "x", "open"
    draft.mode, draft.opened_at, draft.opened_by = (
        "in_session",
        timezone.now(),
        draft.drafted_by,
    )

    with pytest.raises(IntegrityError, match="begins as a draft"):
        draft.save(force_insert=True)


@pytest.mark.parametrize(
    "changed",
    ["closes_at = NULL", "outcome_note = 'Forged'", "opened_at = now()", "status = 'open'"],
)
def test_what_has_ended_stays_as_it_is(silent, chair, changed):
    endings.defer(silent, reason="Later.", by=chair)

    refused(CHANGE.format("meetings_decision", changed), "decision_end_stays")


# Declarations ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ("recall_until = declared_at + interval '1 minute'", "declaration_stays"),
        ("declared_at = declared_at + interval '1 minute'", "declaration_stays"),
        ("superseded_at = clock_timestamp()", "declaration_of_newest_text_stands"),
        (
            "recalled_at = declared_at + interval '1 hour', recalled_by_id = declared_by_id,"
            " recall_reason = 'x'",
            "declaration_ends_now",
        ),
    ],
)
def test_a_declaration_stays(declared, changed, constraint):
    refused(CHANGE.format("meetings_declaration", changed), constraint)


def test_a_declaration_ends_once(declared, chair):
    declarations.recall(declared, reason="A word is missing.", by=chair)

    refused(
        "UPDATE meetings_declaration SET recalled_at = NULL, recalled_by_id = NULL,"
        " recall_reason = ''",
        "declaration_stays",
    )


@pytest.mark.parametrize(
    ("declared_at", "hours"), [("clock_timestamp()", 1), ("now() + interval '2 days'", 24)]
)
def test_no_declaration_is_forged(in_session, declared_at, hours):
    refused(
        DECLARATION.format(moment=declared_at, hours=hours),
        "declaration_made_now",
    )


@pytest.mark.parametrize("changed", ["NULL", "now()"])
def test_the_absent_keep_their_time(declared, changed):
    refused(
        CHANGE.format("meetings_decision", f"closes_at = {changed}"),
        "decision_time_to_object_stays",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings_timetoobject SET given_at = now() - interval '9 days'",
        "DELETE FROM meetings_timetoobject",
    ],
)
def test_time_that_was_given_stays(declared, statement):
    refused(statement, "time_to_object_stays")


GIVEN = """
    INSERT INTO meetings_timetoobject (declaration_id, elector_id, given_at)
    SELECT d.id, e.id, {moment} FROM meetings_declaration d, meetings_elector e
    ORDER BY e.person_id DESC LIMIT 1
"""


@pytest.mark.parametrize(
    "moment", ["now() - interval '9 days'", "now() + interval '9 days'"]
)
def test_time_is_given_now(declared, moment):
    refused(GIVEN.format(moment=moment), "time_to_object_of_a_declaration")


def test_a_declaration_that_was_recalled_gives_no_time(declared, chair):
    declarations.recall(declared, reason="Too early.", by=chair)

    refused(GIVEN.format(moment="clock_timestamp()"), "time_to_object_of_a_declaration")


# Positions and objections ----------------------------------------------------------------


@pytest.mark.parametrize("moment", ["clock_timestamp()", "now() - interval '2 days'"])
def test_no_position_comes_after_the_adoption(adopted, moment):
    refused(POSITION.format(moment=moment, by="e.person_id"), "position_while_open")


@pytest.mark.parametrize(
    ("moment", "constraint"),
    [
        ("now() - interval '2 days'", "position_in_time"),
        ("now() + interval '2 days'", "position_in_time"),
    ],
)
def test_a_position_is_taken_now(silent, moment, constraint):
    refused(POSITION.format(moment=moment, by="e.person_id"), constraint)


def test_nobody_speaks_with_the_voice_of_another(silent):
    other = UserFactory.create()

    refused(POSITION.format(moment="clock_timestamp()", by=other.pk), "position_of_oneself")


def test_those_who_met_say_nothing_after_the_declaration(all_met):
    refused(
        POSITION.format(moment="clock_timestamp()", by="e.person_id"), "position_in_time"
    )


def test_those_who_met_say_nothing_while_the_absent_have_time(declared):
    refused(
        POSITION.format(moment="clock_timestamp()", by="e.person_id"), "position_in_time"
    )


def test_an_objection_of_the_absent_is_not_called_late(declared):
    refused(objection(late="true"), "objection_in_time")


def test_a_position_is_about_the_newest_text(in_session, chair):
    texts.revise_text(in_session, text="Second words.", by=chair)

    refused(
        POSITION.format(moment="clock_timestamp()", by="e.person_id").replace(
            "t.version DESC", "t.version"
        ),
        "position_on_newest_text",
    )


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ("is_late = true", "objection_stays"),
        ("reason = 'Forged'", "objection_stays"),
        ("raised_at = raised_at + interval '9 days'", "objection_stays"),
        (
            "status = 'withdrawn', settled_at = clock_timestamp()",
            "objection_settled_by_its_author",
        ),
        (
            "status = 'accommodated', settled_at = clock_timestamp(),"
            " accommodated_in_id = text_id",
            "objection_settled_by_its_author",
        ),
    ],
)
def test_an_objection_stays(objected, changed, constraint):
    refused(CHANGE.format("meetings_objection", changed), constraint)


def test_a_settled_objection_stays(objected, members):
    positions.withdraw_objection(objected, by=members[0])

    refused(
        "UPDATE meetings_objection SET settled_note = 'Forged'",
        "objection_stays",
    )


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        (objection(late="true"), "objection_in_time"),
        (objection(moment="now() - interval '9 days'"), "objection_raised_now"),
        (objection(status="withdrawn"), "objection_raised_now"),
    ],
)
def test_no_objection_is_forged(silent, statement, constraint):
    refused(statement, constraint)


def test_an_objection_of_those_who_met_is_late_after_the_declaration(all_met):
    refused(objection(), "objection_after_end")


def test_what_has_ended_otherwise_takes_no_objection(silent, chair):
    endings.defer(silent, reason="Later.", by=chair)

    refused(objection(late="true"), "objection_raised_now")


# What is lawful --------------------------------------------------------------------------


def test_a_lawful_course_passes_with_the_clock_of_the_database(silent, members, chair):
    first = positions.object_to(
        silent, reason="Too far.", acceptable_wording="Softer.", by=members[0]
    )
    texts.accommodate(silent, [first], text="Second words.", by=chair)
    second = positions.object_to(
        silent, reason="Still.", acceptable_wording="Softer.", by=members[1]
    )
    positions.withdraw_objection(second, by=members[1])
    for _time in range(2):
        sessions.let_time_pass(silent)
    endings.adopt(silent, by=chair)
    late = positions.object_to(
        silent, reason="Too late.", acceptable_wording="Softer.", by=members[1]
    )

    assert silent.is_adopted
    assert late.is_late
    assert set(Objection.objects.values_list("status", flat=True)) == {
        "accommodated",
        "withdrawn",
        "maintained",
    }


def test_a_lawful_session_passes_with_the_clock_of_the_database(declared, members, chair):
    declarations.recall(declared, reason="A word is missing.", by=chair)
    texts.revise_text(declared, text="Second words.", by=chair)
    declare(declared, by=chair)
    said = positions.object_to(
        declared, reason="Too far.", acceptable_wording="Softer.", by=members[0]
    )
    texts.accommodate(declared, [said], text="Third words.", by=chair)
    declare(declared, by=chair)
    for _time in range(2):
        sessions.let_time_pass(declared)
    endings.adopt(declared, by=chair)

    assert declared.is_adopted


@pytest.mark.parametrize(
    ("rule", "called", "usual"),
    [("R-07", "minimum_hours", 72), ("R-18", "recall_hours", 24)],
)
def test_the_database_asks_for_the_hours_of_the_rule_book(db, rule, called, usual):
    asked = "SELECT meetings_hours(%s, %s, %s, %s)"
    values = [rule, called, usual, timezone.now()]
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        [before] = cursor.fetchone()
        ParameterValue.objects.create(
            parameter=rule,
            value=rulebook.value(rule) | {called: 5},
            effective_from=timezone.now().date(),
            reason="Sample.",
        )
        cursor.execute(asked, values)
        [after] = cursor.fetchone()

    assert rulebook.parameter(rule).value[called] == usual
    allowance = timedelta(minutes=2)
    assert before + allowance == timedelta(hours=usual)
    assert after + allowance == timedelta(hours=5)
