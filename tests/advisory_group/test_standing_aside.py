"""Who stood aside in a review has no voice in the decision about it (A1-3f-ii)."""

import pytest
from django.db import IntegrityError
from django.test import Client

from gmp_portal.meetings.actions import decisions, positions
from gmp_portal.meetings.models import StandingAside
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import with_second_factor
from tests.factories.advisory_group import PlanReviewFactory, SeatFactory, StandAsideFactory
from tests.factories.meetings import BodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return BodyFactory.create(pag=True)


@pytest.fixture
def seats():
    return SeatFactory.create_batch(3)


@pytest.fixture
def review():
    return PlanReviewFactory.create()


def _open(group, by, **about):
    decision = decisions.draft(group, title="Sample", text="Words.", by=by, **about)
    decisions.open_for_silence(decision, by=by)
    return decision


def test_who_stood_aside_is_listed_and_no_elector(group, seats, review):
    aside, other = seats[0].person, seats[1].person
    StandAsideFactory.create(review=review, person=aside, organisation="Example Aside")

    decision = _open(group, other, about=review.conclusion)
    client = Client()
    client.force_login(with_second_factor(other))
    page = client.get(decision.get_absolute_url()).content.decode()

    electors = set(decision.electors.values_list("person", flat=True))
    assert electors == {seat.person_id for seat in seats[1:]}
    assert decision.standing_aside.get().person == aside
    assert "Standing aside" in page
    assert "Example Aside" in page
    with pytest.raises(RuleRefusedError, match="You stand aside") as refused:
        positions.take_position(decision, by=aside)
    assert refused.value.status == 403


def test_who_stands_aside_later_has_no_say_either(group, seats, review):
    decision = _open(group, seats[1].person, about=review.conclusion)
    StandAsideFactory.create(review=review, person=seats[0].person)

    with pytest.raises(RuleRefusedError):
        positions.take_position(decision, by=seats[0].person)


def test_in_another_matter_they_are_electors(group, seats, review):
    StandAsideFactory.create(review=review, person=seats[0].person)

    decision = _open(group, seats[1].person)

    assert decision.electors.count() == len(seats)
    assert not decision.standing_aside.exists()


def test_the_database_freezes_who_stands_aside(group, seats, review):
    decision = _open(group, seats[1].person, about=review.conclusion)

    with pytest.raises(IntegrityError, match="frozen"):
        StandingAside.objects.create(
            decision=decision, person=seats[0].person, organisation="Example"
        )
