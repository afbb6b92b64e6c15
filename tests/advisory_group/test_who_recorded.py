"""Nobody is nominated, elected or sent away without hearing who said so (A1-3c, A1-3d)."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from advisory_group.actions import chairs, seats
from advisory_group.models import ChairTerm
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from tests.factories.advisory_group import (
    ChairTermFactory,
    InvitationFactory,
    SeatFactory,
    election_of,
    lead_of,
)
from tests.factories.areas import AreaFactory, MembershipFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db


def _mail(template, reader):
    return Message.objects.get(
        template=f"advisory_group/emails/{template}.txt", recipient=reader
    )


@pytest.fixture
def elected(secretariat):
    person = SeatFactory.create().person
    return chairs.elect(
        person,
        kind="chair",
        starts_on=today(),
        decision=election_of(person),
        by=secretariat,
    )


def test_who_recorded_an_election_is_kept_and_told_with_a_way_out(elected, secretariat):
    mail = _mail("elected", elected.person)

    assert elected.recorded_by == secretariat
    assert "Recorded by: the secretariat." in mail.body
    assert "If you do not accept this, end the term on its page:" in mail.body


def test_the_page_names_the_secretariat_and_to_staff_the_officer(
    client, as_user, elected, secretariat
):
    public = client.get(elected.get_absolute_url()).content.decode()
    of_staff = as_user(secretariat).get(elected.get_absolute_url()).content.decode()

    assert "Recorded by" in public
    assert secretariat.name not in public
    assert f"the secretariat: {secretariat.name}" in " ".join(of_staff.split())


def test_the_database_asks_who_recorded_an_election():
    term = ChairTermFactory.create()

    with pytest.raises(IntegrityError, match="chair_names_its_recorder"):
        ChairTerm.objects.filter(pk=term.pk).update(recorded_by=None)


def test_a_member_hears_who_ended_the_seat(secretariat):
    seat = SeatFactory.create()

    seats.end(seat, last_day=today(), reason="Sample", by=secretariat)

    assert "Recorded by: the secretariat." in _mail("seat_ended", seat.person).body


def test_who_is_nominated_and_the_partner_hear_of_it():
    area = AreaFactory.create()
    lead = lead_of(area)
    term = RepresentativeFactory.create(partner=MembershipFactory(area=area).partner)
    colleague = RepresentativeFactory.create(partner=term.partner).person

    seats.nominate(area, partner=term.partner, person=term.person, reason="Knows.", by=lead)

    for reader in (term.person, colleague):
        mail = _mail("nominated_person", reader)
        assert f"{lead.name} has nominated {term.person.name}" in " ".join(
            mail.body.split()
        )


def test_the_invitation_names_the_letter_and_who_recorded_it(as_user, secretariat):
    invitation = InvitationFactory.create(recorded_by=secretariat)
    url = reverse("advisory_group:invitation_detail", args=[invitation.pk])

    as_read_by_the_person = as_user(invitation.person).get(url).content.decode()
    as_read_by_staff = as_user(secretariat).get(url).content.decode()

    assert "Recorded by the secretariat" in as_read_by_the_person
    assert secretariat.name not in as_read_by_the_person
    assert f"Recorded by the secretariat: {secretariat.name}" in as_read_by_staff
