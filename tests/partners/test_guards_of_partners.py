"""What the actions of partners and their people refuse by themselves, whoever calls them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import InvalidTransitionError
from partners import permissions
from partners.actions import (
    join_requests,
    partners,
    representatives,
)
from partners.acts import Act
from partners.models import JoinRequest, LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    JoinRequestFactory,
    PartnerFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status


def test_a_name_may_be_written_another_way(secretariat):
    partner = PartnerFactory(name="Example institute")

    partners.rename(partner, "Example Institute", reason="Capital", by=secretariat)

    assert partner.name == "Example Institute"


def test_a_name_without_letters_is_none(secretariat):
    with pytest.raises(ValidationError, match="letters or digits"):
        partners.rename(PartnerFactory(), "!!!", reason="x", by=secretariat)


def test_who_leaves_and_comes_back_on_one_day_was_never_away(secretariat):
    partner = PartnerFactory(participation=None)
    partner.participations.create(period=(today(), None))
    partners.deactivate(partner, reason="Silence.", by=secretariat)

    partners.reactivate(partner, reason="A mistake.", by=secretariat)

    [participation] = partner.participations.all()
    assert (participation.starts_on, participation.ends_on) == (today(), None)


def test_leaving_ends_no_term_of_another_partner_and_no_past_one(secretariat):
    term, other = RepresentativeFactory(), RepresentativeFactory()
    past = days(today() - timedelta(days=90), today() - timedelta(days=9))
    former = RepresentativeFactory(partner=term.partner, period=past)

    partners.withdraw(term.partner, reason="We close.", by=term.person)

    assert permissions.represents(other.person, other.partner)
    former.refresh_from_db()
    assert former.period == past
    assert list(term.partner.current_representatives()) == []


def test_a_past_participation_keeps_its_end(secretariat):
    partner = PartnerFactory(withdrawn=True)
    partners.reactivate(partner, reason="Back again.", by=secretariat)

    partners.deactivate(partner, reason="Silence.", by=secretariat)

    last, first = partner.participations.all()
    assert (last.starts_on, first.ends_on) == (today(), date(2025, 6, 30))


def test_ending_a_term_is_told_to_its_person_with_the_reason_kept(secretariat):
    term, other = RepresentativeFactory(), RepresentativeFactory()

    representatives.end(term, reason="New job.", nobody_follows=True, by=secretariat)

    entry = ledger.trail(term.partner).get()
    assert (entry.kind, entry.reason) == (Act.PARTNER_REPRESENTATIVE_ENDED, "New job.")
    assert Message.objects.get().recipient == term.person
    assert permissions.represents(other.person, other.partner)


def test_consent_is_given_and_taken_back():
    term, other = RepresentativeFactory(), RepresentativeFactory()

    representatives.consent(term, consents=True, by=term.person)
    given = term.is_public
    representatives.consent(term, consents=False, by=term.person)

    other.refresh_from_db()
    assert (given, term.is_public, other.is_public) == (True, False, False)
    assert ledger.trail(term.partner).count() == 2


@pytest.mark.parametrize("act", ["accept", "refuse"])
def test_a_request_is_decided_once(secretariat, act):
    request = JoinRequestFactory()
    join_requests.refuse(request, by=secretariat)

    with pytest.raises(InvalidTransitionError):
        getattr(join_requests, act)(request, by=secretariat)

    assert request.decided_by == secretariat
    assert not permissions.represents(request.person, request.partner)


def test_another_person_or_partner_asks_for_itself(person):
    request = JoinRequestFactory(person=person)
    JoinRequestFactory(partner=request.partner)

    other = join_requests.ask(PartnerFactory(), note="Me too.", by=person)
    third = join_requests.ask(request.partner, note="Me.", by=UserFactory())

    assert JoinRequest.objects.filter(status="asked").count() == 4
    assert request not in (other, third)


def test_who_was_refused_may_ask_again(secretariat):
    request = JoinRequestFactory()
    join_requests.refuse(request, by=secretariat)

    again = join_requests.ask(request.partner, note="Please.", by=request.person)

    assert (again.status, again != request) == (JoinRequest.Status.ASKED, True)
