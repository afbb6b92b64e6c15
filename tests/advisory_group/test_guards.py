"""What the actions of the group refuse by themselves, whoever calls them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from advisory_group.actions import chairs, invitations, refusals, reviews, seats
from advisory_group.models import Nomination, Seat
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.ledger import subject_of
from gmp_portal.notifications import reminders
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.advisory_group import (
    ChairTermFactory,
    InvitationFactory,
    PlanReviewFactory,
    SeatFactory,
    fill_seats,
)
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of
from tests.factories.partners import PartnerFactory, RepresentativeFactory


def _invitation(**fields):
    return InvitationFactory.build(
        **({"person": UserFactory.create(), "recorded_by": None} | fields)
    )


def test_no_organization_is_nominated_that_is_no_partner_now(group):
    area, partner = AreaFactory.create(), PartnerFactory.create(withdrawn=True)

    with pytest.raises(RuleRefusedError, match="this organization is none now"):
        seats.nominate(
            area, partner=partner, person=UserFactory.create(), reason="x", by=lead_of(area)
        )


def test_nobody_is_nominated_who_does_not_speak_for_the_partner(group):
    area = AreaFactory.create()
    partner = MembershipFactory.create(area=area).partner
    other = RepresentativeFactory.create().person

    with pytest.raises(RuleRefusedError, match="does not speak for the nominated partner"):
        seats.nominate(area, partner=partner, person=other, reason="x", by=lead_of(area))

    assert not Nomination.objects.exists()


def test_whoever_sits_in_the_group_in_this_period_is_not_invited(group, secretariat):
    seat = SeatFactory.create()

    with pytest.raises(RuleRefusedError, match="holds a seat in this period") as refusal:
        seats.invite(_invitation(person=seat.person), by=secretariat)

    assert refusal.value.clause == "A1-3a"


def test_whoever_sat_there_before_is_invited_again(group, secretariat):
    seat = SeatFactory.create(period=days(today() - timedelta(days=99), today()))
    later = today() + timedelta(days=1)

    invitation = seats.invite(
        _invitation(person=seat.person, starts_on=later), by=secretariat
    )

    assert invitation.pk


def test_where_transitional_members_count_there_is_no_seat_beside_the_25(
    group, secretariat
):
    ParameterValue.objects.create(
        parameter="R-02",
        value=False,
        effective_from=today() - timedelta(days=1),
        reason="Example",
    )
    fill_seats(25)
    invitation = _invitation(
        klass="T", area=AreaFactory.create(), ends_on=today() + timedelta(days=300), gap=""
    )

    with pytest.raises(RuleRefusedError) as refusal:
        seats.invite(invitation, by=secretariat)

    assert refusal.value.clause == "A1-3a"


def test_the_ground_is_asked_again_when_the_invitation_is_accepted(group):
    invitation = InvitationFactory.create()
    SecretariatTermFactory.create(person=invitation.person)

    with pytest.raises(RuleRefusedError, match="its staff takes no seat"):
        invitations.accept(invitation, by=invitation.person)

    assert not Seat.objects.exists()


def test_reminders_are_sent_once_however_often_they_are_asked_for(group, secretariat):
    term, review = ChairTermFactory.create(), PlanReviewFactory.create()

    steps = {
        record: reminders.Step(key, subject_of(record), today(), days, today())
        for record, key, days in ((term, "chair_term", -90), (review, "review", -7))
    }

    for _time in range(2):
        chairs.remind(term, steps[term])
        reviews.remind(review, steps[review])

    templates = Message.objects.values_list("template", "recipient")
    assert len(templates) == len(set(templates)) > 0


def test_a_refusal_that_no_rule_stands_behind_stays_an_error(group):
    with pytest.raises(IntegrityError), refusals.in_words():
        SeatFactory.create(organisation="")
