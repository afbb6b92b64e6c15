"""Whoever was not there, or was met by new words, has time to object after all (R-18, R-07)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import days
from gmp_portal.meetings import worklist
from gmp_portal.meetings.actions import (
    attendance,
    decisions,
    declarations,
    endings,
    positions,
    texts,
)
from gmp_portal.meetings.reading import electorates, own_voices
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import AreaFactory, MembershipFactory
from tests.factories.meetings import (
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    PositionFactory,
    declare,
)
from tests.factories.partners import RepresentativeFactory
from tests.spoken import let_the_clock_close, mails_to, object_to

pytestmark = pytest.mark.django_db


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
    assert "If you got time to object for it, that stays." in page
    assert (counted.was_there, counted.recorded_by) == (True, counted.person)
    assert mails_to(secretariat) == ["attendance_affirmed.txt"]
    assert own_voices.of_line(declared, line).is_over is False


def test_who_objected_late_and_then_gets_time_is_told_to_object_again(
    as_user, declared, counted
):
    object_to(declared, counted.person)
    attendance.deny(counted, by=counted.person)
    client, url = as_user(counted.person), declared.get_absolute_url()
    told = "Raise it again while you have time."
    before = client.get(url).content.decode()

    again = positions.object_to(
        declared, reason="Far.", acceptable_wording="Soft.", by=counted.person
    )

    assert told in before
    assert again.is_late is False
    assert told not in client.get(url).content.decode()


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
    assert object_to(decision, first.person).is_late is False


def test_time_is_given_and_told_though_the_end_does_not_move(met, counted, members):
    later = timezone.now() + timedelta(days=1)
    _least_hours(1, later.date())
    Message.objects.all().delete()

    with time_machine.travel(later):
        attendance.deny(counted, by=counted.person)

    assert ledger.trail(met).filter(kind="decision.time_given").count() == 1
    assert mails_to(counted.person) == ["absent_asked.txt"]
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
        type(term).objects.filter(pk=term.pk).update(
            period=days(term.period.lower, meeting.starts_on)
        )
        successor = RepresentativeFactory.create(partner=partner).person

        attendance.deny(row, by=term.person)

        decision.refresh_from_db()
        objection = object_to(decision, successor)
    assert objection.is_late is False


def test_who_denies_before_the_declaration_gets_the_time_of_the_absent(
    counted, draft, chair
):
    decisions.open_in_session(draft, by=chair)
    attendance.deny(counted, by=counted.person)

    declare(draft, by=chair)

    assert draft.closes_at is not None
    assert "absent_asked.txt" in mails_to(counted.person)
    assert object_to(draft, counted.person).is_late is False


def test_who_denies_after_the_declaration_objects_in_time(declared, counted):
    before = declared.closes_at
    assert object_to(declared, counted.person).is_late

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
        let_the_clock_close(declared)
        before = declared.status
    with time_machine.travel(declared.closes_at):
        let_the_clock_close(declared)

    assert (before, declared.status) == ("open", "adopted")


@pytest.fixture
def met(counted, draft, members, chair):
    """Declared, with time left for a member whose objection the text was changed to meet."""
    decisions.open_in_session(draft, by=chair)
    objection = object_to(draft, members[1])
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
    assert [mails_to(person) for person in (*members[:2], members[2])] == [
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
    objection = object_to(met, members[1])
    with time_machine.travel(met.closes_at + timedelta(minutes=1)):
        let_the_clock_close(met)
        broken = met.silence_broken_at
        attendance.deny(counted, by=counted.person)
        positions.withdraw_objection(objection, by=members[1])
        met.refresh_from_db()
        told = [rule for _sentence, rule in own_voices.of_declaration(met)]
    with time_machine.travel(met.closes_at + timedelta(minutes=1)):
        let_the_clock_close(met)

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


def test_who_was_met_with_other_words_has_time_after_the_declaration(draft, members, chair):
    decisions.open_in_session(draft, by=chair)
    objection = object_to(draft, members[0])
    texts.accommodate(draft, [objection], text="Quite other words.", by=chair)

    declare(draft, by=chair)

    assert draft.closes_at is not None
    assert "absent_asked.txt" in mails_to(members[0])
    assert len(worklist.waiting_for(members[0])) == 1
    assert object_to(draft, members[0]).is_late is False
    with pytest.raises(RuleRefusedError, match="maintains an objection"):
        endings.adopt(draft, by=chair)


def test_who_agreed_to_the_new_words_is_not_waited_for(draft, members, chair):
    decisions.open_in_session(draft, by=chair)
    objection = object_to(draft, members[0])
    texts.accommodate(draft, [objection], text="Softer wording.", by=chair)
    positions.take_position(draft, by=members[0])

    declare(draft, by=chair)

    assert draft.closes_at is None


def test_recalling_ends_the_time_that_a_denial_gave(declared, counted, chair):
    attendance.deny(counted, by=counted.person)
    declared.refresh_from_db()

    declarations.recall(declared, reason="A member was not there.", by=chair)

    assert (declared.is_declared, declared.closes_at) == (False, None)
