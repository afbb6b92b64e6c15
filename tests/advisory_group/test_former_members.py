"""Who has left the group or an area sees no open decision any more, and has no say (A1-3e)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from advisory_group.models import Seat
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings import worklist
from gmp_portal.meetings.models import Attendance, Decision, StandingAside
from partners.models import Representative
from tests.factories.accounts import UserFactory, with_second_factor
from tests.factories.advisory_group import SeatFactory
from tests.factories.areas import AreaFactory, member_of
from tests.factories.meetings import (
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    attend,
    open_session,
)
from tests.reading import reading

pytestmark = pytest.mark.django_db
ENDED = days(today() - timedelta(days=700), today() - timedelta(days=1))


@pytest.fixture
def group():
    return BodyFactory.create(pag=True)


@pytest.fixture
def seat(group):
    return SeatFactory.create()


def ends(term):
    """Let the term end, as of this minute."""
    type(term).objects.filter(pk=term.pk).update(period=ENDED)


def answers(person, decision):
    """What the page and the form of a position answer, and whether the list names it."""
    browser = Client()
    browser.force_login(with_second_factor(person))
    position = reverse("meetings:decision_position", args=[decision.slug])
    sent = {"kind": "no_objection"} | reading(decision)
    listed = browser.get(reverse("meetings:decision_list")).content.decode()
    return (
        browser.get(decision.get_absolute_url()).status_code,
        browser.get(position).status_code,
        browser.post(position, sent).status_code,
        decision.title in listed,
    )


GONE = (404, 404, 404, False)


def test_a_former_member_finds_nothing_of_an_open_decision(group, seat):
    decision = DecisionFactory.create(body=group, silent=True, electors=[seat.person])
    before = answers(seat.person, decision)

    ends(seat)

    assert before == (200, 200, 302, True)
    assert answers(seat.person, decision) == GONE
    assert worklist.waiting_for(seat.person) == []


def test_the_line_of_a_former_member_stays_listed(group, seat):
    other = SeatFactory.create()
    decision = DecisionFactory.create(
        body=group, silent=True, electors=[seat.person, other.person]
    )
    browser = Client()
    browser.force_login(with_second_factor(other.person))

    ends(seat)

    line = decision.electors.get(person=seat.person)
    assert line.organisation in browser.get(decision.get_absolute_url()).content.decode()


def test_an_adopted_decision_is_public_for_former_members_too(group, seat):
    decision = DecisionFactory.create(body=group, adopted=True, electors=[seat.person])

    ends(seat)

    assert Decision.objects.visible_to(seat.person).get() == decision


def test_who_came_as_a_member_sees_it_no_more_after_the_seat(group, seat):
    meeting = MeetingFactory.create(body=group, held=True)
    attend(meeting, seat.person)
    decision = DecisionFactory.create(body=group, meeting=meeting, open=True)
    before = Decision.objects.visible_to(seat.person).count()

    ends(seat)

    assert (before, answers(seat.person, decision)) == (1, GONE)


def test_observers_go_on_to_see_what_they_attended(group):
    meeting = MeetingFactory.create(body=group, held=True)
    [row] = attend(meeting, UserFactory.create())
    Attendance.objects.filter(pk=row.pk).update(role=Attendance.Role.OBSERVER)
    decision = DecisionFactory.create(body=group, meeting=meeting, open=True)

    assert Decision.objects.visible_to(row.person).get() == decision


def test_who_stood_aside_sees_it_no_more_after_the_seat(group, seat):
    meeting = MeetingFactory.create(body=group, held=True)
    decision = DecisionFactory.create(body=group, meeting=meeting)
    StandingAside.objects.create(
        decision=decision, person=seat.person, organisation=seat.organisation
    )
    open_session(decision)
    before = Decision.objects.visible_to(seat.person).count()

    ends(seat)

    assert (before, Decision.objects.visible_to(seat.person).count()) == (1, 0)


def test_a_former_representative_finds_nothing_of_the_decision_of_an_area():
    area = AreaFactory.create()
    person = member_of(area)
    term = Representative.objects.get(person=person)
    meeting = MeetingFactory.create(body=area.body, held=True)
    attend(meeting, person)
    decision = DecisionFactory.create(
        body=area.body, meeting=meeting, open=True, electors=[term.partner]
    )
    before = Decision.objects.visible_to(person).count()

    ends(term)

    assert (before, answers(person, decision)) == (1, GONE)


def test_a_seat_of_a_closed_account_belongs_nowhere(group, seat):
    DecisionFactory.create(body=group, silent=True, electors=[seat.person])
    seat.person.is_active = False
    seat.person.save(update_fields=["is_active"])

    assert Seat.objects.current().of(seat.person).exists()
    assert not Decision.objects.visible_to(seat.person).exists()
