"""Which steps a meeting can take, and no others (A1-4a-i)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gmp_portal.accounts.rights import remembered
from gmp_portal.meetings import permissions, step_words
from gmp_portal.meetings.actions import positions
from gmp_portal.meetings.models import Meeting
from tests.factories.meetings import (
    DecisionFactory,
    MeetingFactory,
    ObserverInvitationFactory,
)

STEPS = {
    "planned": {"convened", "cancelled"},
    "convened": {"held", "cancelled"},
    "held": {"closed"},
    "closed": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize("before", STEPS)
def test_the_steps_that_a_meeting_can_take(before):
    meeting = Meeting(status=before)

    possible = {target for target in STEPS if meeting.can_become(target)}

    assert possible == STEPS[before]


@pytest.mark.parametrize(
    ("days", "offered"), [(90, False), (1, False), (0, True), (-1, True)]
)
def test_a_meeting_is_recorded_as_held_from_its_first_day_on(
    as_user, secretariat, days, offered
):
    day = timezone.now().date() + timedelta(days=days)
    meeting = MeetingFactory.create(convened=True, starts_on=day)

    page = as_user(secretariat).get(meeting.get_absolute_url()).content.decode()

    assert ("Record as held" in page) is offered


def test_what_is_over_asks_nobody_who_the_reader_is(person, django_assert_num_queries):
    meeting = MeetingFactory.create(status="cancelled")
    decision = DecisionFactory.create()
    decision.status = "withdrawn"

    with django_assert_num_queries(0):
        possible = [
            permissions.MEETING.possible(person, meeting),
            permissions.DECISION.possible(person, decision),
            permissions.can_hold(person, meeting),
        ]

    assert possible == [set(), set(), False]


@pytest.mark.parametrize("count", [1, 3])
def test_however_many_observers_are_invited_a_reader_is_asked_about_once(
    person, area, count, django_assert_num_queries
):
    meeting = MeetingFactory.create(body=area, convened=True)
    invitations = ObserverInvitationFactory.create_batch(count, meeting=meeting)

    # Whether he or she works for the secretariat, and whether he or she attends
    with remembered(), django_assert_num_queries(2):
        for invitation in invitations:
            permissions.INVITATION.possible(person, invitation)


def test_the_table_of_rights_says_when_a_text_is_revised(chair, pag):
    """An objection does not stand in the way: a new text may meet it."""
    decision = DecisionFactory.create(body=pag, open=True, electors=[chair])
    positions.object_to(decision, reason="Too far.", acceptable_wording="Less.", by=chair)

    told = str(step_words.DECISION["revise_text"].provided)

    assert permissions.can_revise_text(chair, decision)
    assert told == "it is decided in session, and nothing is declared yet"
