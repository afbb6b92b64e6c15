"""Nothing is adopted over a maintained objection (A1-4a-iii, A1-4b-iii, R-07)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.meetings import scheduled
from gmp_portal.meetings.actions import decisions, endings, positions, texts
from gmp_portal.meetings.body_rules import RULES, BodyRules
from gmp_portal.meetings.models import Decision, Meeting, Objection, Position
from gmp_portal.notifications.models import Message
from gmp_portal.website.demo import sessions
from gmp_portal.workflow import InvalidTransitionError, NotNowError, RuleRefusedError
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.meetings import DecisionFactory, declare

Status = Decision.Status
WEEK = timedelta(days=7)


@pytest.fixture
def draft(pag, secretariat, session):
    return decisions.draft(
        pag, title="Sample matter", text="First wording.", by=secretariat, meeting=session
    )


@pytest.fixture
def in_session(draft, chair):
    decisions.open_in_session(draft, by=chair)
    return draft


@pytest.fixture
def silent(draft, chair):
    decisions.open_for_silence(draft, by=chair)
    return draft


def _object(decision, person):
    return positions.object_to(
        decision, reason="Too far.", acceptable_wording="Softer wording.", by=person
    )


# Opening -------------------------------------------------------------------------------


def test_the_electorate_is_frozen_when_the_decision_opens(
    pag, register, in_session, members, chair
):
    newcomer = UserFactory()
    register("advisory_group", [newcomer], [chair])

    with pytest.raises(RuleRefusedError) as refused:
        positions.take_position(in_session, by=newcomer)

    assert refused.value.status == 403
    assert {one.person for one in in_session.electors.all()} == set(members)


def test_whose_term_has_ended_keeps_the_place_in_the_electorate_and_has_no_say(
    register, in_session, members, chair
):
    register("advisory_group", members[1:], [chair])

    with pytest.raises(RuleRefusedError) as refused:
        _object(in_session, members[0])

    assert (refused.value.status, refused.value.clause) == (403, "A1-4a-iii")
    assert in_session.electors.filter(person=members[0]).exists()


def test_staff_of_unep_never_belongs_to_an_electorate(
    pag, register, draft, chair, members, secretariat
):
    register("advisory_group", [*members, secretariat], [chair])

    decisions.open_in_session(draft, by=chair)

    assert not draft.electors.filter(person=secretariat).exists()


def test_unep_does_not_object(in_session, secretariat):
    with pytest.raises(RuleRefusedError) as refused:
        _object(in_session, secretariat)

    assert (refused.value.status, refused.value.clause) == (403, "A1-3e")


def test_an_observer_does_not_object(in_session):
    with pytest.raises(RuleRefusedError) as refused:
        _object(in_session, UserFactory())

    assert (refused.value.status, refused.value.clause) == (403, "A1-4a-iii")


def test_a_body_without_members_decides_nothing(pag, register, draft, chair):
    register("advisory_group", [], [chair])

    with pytest.raises(RuleRefusedError):
        decisions.open_in_session(draft, by=chair)


def test_a_session_needs_a_convened_meeting(pag, secretariat, chair):
    draft = decisions.draft(pag, title="Sample", text="Words.", by=secretariat)

    with pytest.raises(RuleRefusedError):
        decisions.open_in_session(draft, by=chair)


@pytest.mark.parametrize("state", ["convened", "held"])
def test_members_decide_in_session_while_a_meeting_lasts_and_after_it(
    session, draft, chair, state
):
    Meeting.objects.filter(pk=session.pk).update(status=state)

    decisions.open_in_session(draft, by=chair)

    assert draft.is_open


@pytest.mark.parametrize(("hours", "accepted"), [(48, False), (71, False), (72, True)])
def test_a_silence_lasts_72_hours_at_least(draft, chair, hours, accepted):
    closes_at = timezone.now() + timedelta(hours=hours)

    if accepted:
        decisions.open_for_silence(draft, closes_at=closes_at, by=chair)
        assert draft.closes_at == closes_at
        return
    with pytest.raises(RuleRefusedError) as refused:
        decisions.open_for_silence(draft, closes_at=closes_at, by=chair)
    assert (refused.value.status, refused.value.clause) == (422, "R-07")


def test_a_silence_lasts_a_week_unless_set_otherwise(silent):
    assert abs(silent.closes_at - silent.opened_at - WEEK) < timedelta(minutes=1)


def test_the_members_are_told_when_it_opens(silent, members, chair):
    told = Message.objects.filter(template="meetings/emails/decision_opened.txt")

    assert {message.recipient for message in told} == set(members) - {chair}


# Adoption ------------------------------------------------------------------------------


def test_consensus_in_session_is_declared_and_gets_a_symbol(in_session, chair):
    sessions.agreed(in_session, by=chair)

    year = timezone.now().year
    assert in_session.status == Status.ADOPTED
    assert (in_session.symbol, in_session.slug) == (
        f"PAG-DEC-{year}/1",
        f"PAG-DEC-{year}-1",
    )


def test_symbols_have_no_gaps_when_an_adoption_is_refused(pag, session, chair, members):
    refused, adopted = (
        decisions.draft(pag, title="Sample", text="Words.", by=chair, meeting=session)
        for _n in range(2)
    )
    for decision in (refused, adopted):
        decisions.open_in_session(decision, by=chair)
    _object(refused, members[0])

    with pytest.raises(RuleRefusedError):
        endings.adopt(refused, by=chair)
    sessions.agreed(adopted, by=chair)

    assert adopted.number == 1


def test_a_statement_is_adopted_along(in_session, members, chair):
    positions.take_position(
        in_session,
        kind=Position.Kind.WITH_STATEMENT,
        statement="For the record.",
        by=members[0],
    )

    sessions.agreed(in_session, by=chair)

    assert in_session.status == Status.ADOPTED_WITH_STATEMENTS


def test_nothing_is_adopted_over_a_maintained_objection(in_session, members, chair):
    _object(in_session, members[0])

    with pytest.raises(RuleRefusedError) as refused:
        sessions.agreed(in_session, by=chair)

    in_session.refresh_from_db()
    assert (refused.value.clause, in_session.status) == ("A1-4a-iii", Status.OPEN)


def test_an_area_refuses_by_its_own_clause(area, secretariat, members, chair):
    decision = decisions.draft(area, title="Sample", text="Words.", by=secretariat)
    decisions.open_for_silence(decision, by=chair)
    _object(decision, members[0])

    with pytest.raises(RuleRefusedError) as refused:
        endings.adopt(decision, by=chair)

    assert refused.value.clause == "A1-4b-iii"


def test_a_withdrawn_objection_no_longer_stands_in_the_way(in_session, members, chair):
    objection = _object(in_session, members[0])

    positions.withdraw_objection(objection, note="Explained.", by=members[0])
    sessions.agreed(in_session, by=chair)

    assert in_session.is_adopted
    assert objection.settled_note == "Explained."


def test_a_silence_is_not_cut_short(silent, chair):
    with pytest.raises(RuleRefusedError) as refused:
        endings.adopt(silent, by=chair)

    assert refused.value.clause == "R-07"


def test_the_closing_letter_goes_to_everybody_who_was_asked(in_session, members, chair):
    sessions.agreed(in_session, by=chair)

    told = Message.objects.filter(template="meetings/emails/decision_ended.txt")
    assert {message.recipient for message in told} == set(members) - {chair}


class _Listening(BodyRules):
    """Rules that only keep what they are told."""

    def __init__(self):
        self.heard = []

    def follow(self, decision, by):
        self.heard.append((decision, by))


def test_the_app_that_knows_the_body_learns_of_the_outcome(in_session, chair):
    own, other = _Listening(), _Listening()

    with RULES.replaced("advisory_group", own), RULES.replaced("area", other):
        sessions.agreed(in_session, by=chair)

    assert (own.heard, other.heard) == ([(in_session, chair)], [])


# Objections ----------------------------------------------------------------------------


@pytest.mark.parametrize(("reason", "wording"), [("", "Softer."), ("Too far.", " ")])
def test_an_objection_needs_a_reason_and_a_wording(in_session, members, reason, wording):
    with pytest.raises(RuleRefusedError) as refused:
        positions.object_to(
            in_session, reason=reason, acceptable_wording=wording, by=members[0]
        )

    assert refused.value.status == 422


def test_a_member_objects_once(in_session, members):
    _object(in_session, members[0])

    with pytest.raises(RuleRefusedError):
        _object(in_session, members[0])


def test_the_objection_of_another_member_keeps_nobody_from_speaking(in_session, members):
    _object(in_session, members[0])

    agreed = positions.take_position(in_session, by=members[1])
    objection = _object(in_session, members[2])

    assert (agreed.kind, objection.is_late) == ("no_objection", False)


def test_who_took_an_objection_back_may_agree_and_object_again(in_session, members):
    objection = _object(in_session, members[0])
    positions.withdraw_objection(objection, by=members[0])

    agreed = positions.take_position(in_session, by=members[0])
    again = _object(in_session, members[0])

    assert (agreed.elector, again.status) == (again.elector, "maintained")


def test_a_statement_on_another_decision_does_not_count(in_session, pag, members, chair):
    other = DecisionFactory.create(body=pag, open=True, electors=members)
    positions.take_position(
        other, kind=Position.Kind.WITH_STATEMENT, statement="We add this.", by=members[0]
    )

    sessions.agreed(in_session, by=chair)

    assert in_session.status == Status.ADOPTED


def test_who_agreed_and_objects_afterwards_has_the_objection_as_position(
    in_session, members
):
    positions.take_position(in_session, by=members[0])

    _object(in_session, members[0])

    kinds = Position.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["no_objection", "objection"]
    assert Position.objects.newest().get().kind == "objection"


def test_who_objects_withdraws_before_agreeing(in_session, members):
    _object(in_session, members[0])

    with pytest.raises(RuleRefusedError):
        positions.take_position(in_session, by=members[0])


def test_a_position_can_be_changed_until_the_end(silent, members):
    positions.take_position(silent, by=members[0])

    positions.take_position(
        silent,
        kind=Position.Kind.WITH_STATEMENT,
        statement="On second thought.",
        by=members[0],
    )

    [position] = Position.objects.filter(elector__person=members[0]).newest()
    assert position.kind == Position.Kind.WITH_STATEMENT


def test_everybody_learns_of_an_objection(silent, members, chair):
    _object(silent, members[0])

    told = Message.objects.filter(template="meetings/emails/objection.txt")
    assert {message.recipient for message in told} == set(members) - {members[0]}


def test_a_late_objection_is_kept_and_changes_nothing(silent, members, chair):
    with time_machine.travel(silent.closes_at + timedelta(seconds=1)):
        objection = _object(silent, members[0])
        scheduled.close_silence_periods(timezone.now().date())

    silent.refresh_from_db()
    assert (objection.is_late, silent.status) == (True, Status.ADOPTED)
    told = Message.objects.filter(template="meetings/emails/objection.txt")
    assert [message.recipient for message in told] == [chair]


def test_an_objection_after_adoption_is_kept_as_late(in_session, members, chair):
    sessions.agreed(in_session, by=chair)

    objection = _object(in_session, members[0])

    assert objection.is_late
    assert in_session.is_adopted


def test_nobody_objects_to_what_was_withdrawn(in_session, members, chair):
    endings.withdraw(in_session, reason="Not needed.", by=chair)

    with pytest.raises(InvalidTransitionError):
        _object(in_session, members[0])


def test_no_position_is_taken_after_the_end_of_a_silence(silent, members):
    with time_machine.travel(silent.closes_at), pytest.raises(NotNowError):
        positions.take_position(silent, by=members[0])


# Texts ---------------------------------------------------------------------------------


def test_a_new_text_in_session_asks_everybody_anew(in_session, members, chair):
    positions.take_position(in_session, by=members[0])

    version = texts.revise_text(in_session, text="Second wording.", by=chair)

    assert version.version == 2
    assert not Position.objects.filter(text=version).exists()


def test_a_statement_on_an_earlier_version_does_not_count(in_session, members, chair):
    positions.take_position(
        in_session,
        kind=Position.Kind.WITH_STATEMENT,
        statement="On the first.",
        by=members[0],
    )
    texts.revise_text(in_session, text="Second wording.", by=chair)

    sessions.agreed(in_session, by=chair)

    assert in_session.status == Status.ADOPTED


def test_the_text_does_not_change_while_a_silence_runs(silent, chair):
    with pytest.raises(RuleRefusedError) as refused:
        texts.revise_text(silent, text="Second wording.", by=chair)

    assert refused.value.status == 409


def test_an_accommodated_objection_lets_the_new_text_pass(silent, members, chair):
    objection = _object(silent, members[0])
    first_end = silent.closes_at

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        version = texts.accommodate(silent, [objection], text="Softer wording.", by=chair)
        again = silent.closes_at
    with time_machine.travel(again):
        scheduled.close_silence_periods(again.date())

    objection.refresh_from_db()
    silent.refresh_from_db()
    assert (objection.status, objection.accommodated_in) == ("accommodated", version)
    assert again > first_end
    assert silent.status == Status.ADOPTED


def test_objections_that_are_not_chosen_stand(silent, members, chair):
    first, second = (_object(silent, person) for person in members[:2])

    texts.accommodate(silent, [first], text="Softer wording.", by=chair)

    assert [one.pk for one in silent.objections.standing()] == [second.pk]


def test_who_was_accommodated_may_object_to_the_new_text(silent, members, chair):
    objection = _object(silent, members[0])
    texts.accommodate(silent, [objection], text="Still too far.", by=chair)

    again = _object(silent, members[0])

    assert again.text.version == 2


def test_accommodating_nothing_is_refused(silent, chair):
    with pytest.raises(RuleRefusedError) as refused:
        texts.accommodate(silent, [], text="Another text.", by=chair)

    assert refused.value.status == 422


@pytest.mark.parametrize(("hours", "accepted"), [(1, False), (71, False), (72, True)])
def test_a_silence_begun_again_lasts_72_hours_at_least(
    silent, members, chair, hours, accepted
):
    objection = _object(silent, members[0])
    closes_at = timezone.now() + timedelta(hours=hours)

    def accommodate():
        texts.accommodate(
            silent, [objection], text="Softer.", closes_at=closes_at, by=chair
        )

    if accepted:
        accommodate()
        assert silent.closes_at == closes_at
        return
    with pytest.raises(RuleRefusedError, match="lasts 72 hours at least") as refused:
        accommodate()
    objection.refresh_from_db()
    assert (refused.value.clause, objection.status) == ("R-07", "maintained")
    assert silent.texts.count() == 1


def test_a_silence_begun_again_lasts_a_week_unless_set_otherwise(silent, members, chair):
    objection = _object(silent, members[0])

    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        texts.accommodate(silent, [objection], text="Softer.", by=chair)
        assert silent.closes_at == timezone.now() + WEEK


def test_a_broken_silence_begun_again_is_closed_by_the_clock_again(silent, members, chair):
    objection = _object(silent, members[0])
    with time_machine.travel(silent.closes_at):
        scheduled.close_silence_periods(timezone.now().date())
        silent.refresh_from_db()
        texts.accommodate(silent, [objection], text="Softer.", by=chair)

    with time_machine.travel(silent.closes_at):
        scheduled.close_silence_periods(timezone.now().date())

    silent.refresh_from_db()
    assert silent.is_adopted


def test_a_decision_in_session_has_no_end_after_an_accommodation(
    in_session, members, chair
):
    objection = _object(in_session, members[0])

    texts.accommodate(in_session, [objection], text="Softer.", by=chair)

    assert in_session.closes_at is None


def test_an_objection_taken_back_is_not_accommodated(in_session, members, chair):
    objection = _object(in_session, members[0])
    positions.withdraw_objection(objection, by=members[0])

    with pytest.raises(RuleRefusedError, match="Choose the objection"):
        texts.accommodate(in_session, [objection], text="Other words.", by=chair)


def test_the_objection_of_another_decision_is_not_accommodated(
    pag, silent, members, chair, session
):
    other = decisions.draft(pag, title="Other", text="Words.", by=chair, meeting=session)
    decisions.open_in_session(other, by=chair)
    elsewhere = _object(other, members[0])

    with pytest.raises(RuleRefusedError, match="Choose the objection"):
        texts.accommodate(silent, [elsewhere], text="Softer.", by=chair)


def test_a_late_objection_is_not_accommodated(in_session, members, chair):
    objection = _object(in_session, members[0])
    as_it_was(objection, is_late=True)

    with pytest.raises(RuleRefusedError, match="Choose the objection"):
        texts.accommodate(in_session, [objection], text="Softer.", by=chair)


def test_what_members_were_asked_about_is_not_redrafted(in_session, chair):
    with pytest.raises(InvalidTransitionError):
        decisions.redraft(in_session, text="Other words.", by=chair)


def test_an_objection_has_an_act_of_its_own(in_session, members):
    with pytest.raises(ValueError, match="use object_to"):
        positions.take_position(in_session, kind="objection", by=members[0])


# Endings -------------------------------------------------------------------------------


def test_the_clock_adopts_exactly_at_the_end(silent):
    with time_machine.travel(silent.closes_at - timedelta(seconds=1), tick=False):
        scheduled.close_silence_periods(timezone.now().date())
    silent.refresh_from_db()
    before = silent.status

    with time_machine.travel(silent.closes_at, tick=False):
        scheduled.close_silence_periods(timezone.now().date())

    silent.refresh_from_db()
    assert (before, silent.status, silent.ended_by) == (Status.OPEN, Status.ADOPTED, None)


def test_the_clock_looks_only_at_what_is_due(
    silent, pag, members, django_assert_num_queries
):
    DecisionFactory.create(body=pag, silent=True, electors=members)
    ended = DecisionFactory.create(body=pag, silent=True, electors=members)
    told = DecisionFactory.create(body=pag, silent=True, electors=members)
    past = timezone.now() - timedelta(minutes=1)
    as_it_was(
        ended, opened_at=past - WEEK, closes_at=past, status="withdrawn", ended_at=past
    )
    as_it_was(told, opened_at=past - WEEK, closes_at=past, silence_broken_at=past)

    with django_assert_num_queries(1):
        scheduled.close_silence_periods(timezone.now().date())


def test_an_objection_withdrawn_before_the_end_lets_the_clock_adopt(silent, members):
    objection = _object(silent, members[0])
    positions.withdraw_objection(objection, by=members[0])

    with time_machine.travel(silent.closes_at):
        scheduled.close_silence_periods(timezone.now().date())

    silent.refresh_from_db()
    assert silent.is_adopted


def test_the_clock_adopts_nothing_over_an_objection_and_says_so_once(
    silent, members, chair
):
    _object(silent, members[0])

    with time_machine.travel(silent.closes_at):
        for _tick in range(2):
            scheduled.close_silence_periods(timezone.now().date())

    silent.refresh_from_db()
    told = Message.objects.filter(template="meetings/emails/silence_broken.txt")
    assert (silent.status, silent.silence_broken_at is not None) == (Status.OPEN, True)
    assert [message.recipient for message in told] == [chair]


@pytest.mark.parametrize(
    ("action", "status"),
    [
        (endings.defer, Status.DEFERRED),
        (endings.record_no_consensus, Status.NO_CONSENSUS),
        (endings.withdraw, Status.WITHDRAWN),
    ],
)
def test_other_endings_leave_an_objection_maintained(
    in_session, members, chair, action, status
):
    objection = _object(in_session, members[0])

    action(in_session, reason="Members differ.", by=chair)

    objection.refresh_from_db()
    assert (in_session.status, in_session.symbol) == (status, None)
    assert objection.status == Objection.Status.MAINTAINED
    assert ledger.trail(in_session)[0].reason == "Members differ."


def test_what_has_ended_is_not_adopted(in_session, members, chair):
    _object(in_session, members[0])
    endings.defer(in_session, reason="Later.", by=chair)

    with pytest.raises(InvalidTransitionError):
        sessions.agreed(in_session, by=chair)


# The database --------------------------------------------------------------------------


def _sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


ADOPT = """
    UPDATE meetings_decision SET status = 'adopted', ended_at = now(),
        symbol = 'PAG-DEC-1/1', year = 1, number = 1
    WHERE id = %s
"""


def test_the_database_adopts_without_an_objection(in_session, chair):
    declare(in_session, by=chair)
    sessions.let_time_pass(in_session)

    _sql(ADOPT, in_session.pk)

    in_session.refresh_from_db()
    assert in_session.is_adopted


def test_the_database_refuses_to_adopt_over_an_objection(in_session, members):
    _object(in_session, members[0])

    with pytest.raises(IntegrityError, match="maintained objection"):
        _sql(ADOPT, in_session.pk)


def test_the_database_refuses_an_objection_to_what_is_adopted(in_session, members, chair):
    sessions.agreed(in_session, by=chair)
    elector = in_session.electors.first()

    with pytest.raises(IntegrityError, match="only while the decision is open"):
        Objection.objects.create(
            decision=in_session,
            elector=elector,
            text=in_session.current_text,
            reason="Too far.",
            acceptable_wording="Softer.",
        )


def test_the_database_refuses_to_reopen_what_is_adopted(in_session, chair):
    sessions.agreed(in_session, by=chair)

    with pytest.raises(IntegrityError, match="stays as it is"):
        _sql(
            "UPDATE meetings_decision SET status = 'open', ended_at = NULL, symbol = NULL,"
            " year = NULL, number = NULL WHERE id = %s",
            in_session.pk,
        )


def test_the_database_refuses_to_delete_an_objection(in_session, members):
    objection = _object(in_session, members[0])

    with pytest.raises(IntegrityError, match="never deleted"):
        _sql("DELETE FROM meetings_objection WHERE id = %s", objection.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM meetings_elector WHERE decision_id = %s",
        "UPDATE meetings_elector SET organisation = 'Other' WHERE decision_id = %s",
    ],
)
def test_the_database_freezes_the_electorate(in_session, statement):
    with pytest.raises(IntegrityError, match="frozen"):
        _sql(statement, in_session.pk)


def test_no_elector_is_moved_out_of_the_electorate(in_session):
    drafted = DecisionFactory.create()

    with pytest.raises(IntegrityError, match="frozen"):
        _sql("UPDATE meetings_elector SET decision_id = %s", drafted.pk)


def test_the_database_freezes_texts(in_session):
    with pytest.raises(IntegrityError, match="does not change"):
        _sql(
            "UPDATE meetings_decisiontext SET text = 'x' WHERE decision_id = %s",
            in_session.pk,
        )
