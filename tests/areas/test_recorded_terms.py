"""A lead's term keeps who entered it, and those in whose name it is hear of it (A1-4b-vi)."""

import pytest
from django.db import IntegrityError

from areas.actions import leads, memberships
from areas.models import LeadTerm
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from tests.factories.areas import AreaFactory, LeadTermFactory, MembershipFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def speaker(area):
    """Who speaks for a partner of the area."""
    return RepresentativeFactory.create(partner=MembershipFactory(area=area).partner)


@pytest.fixture
def lead(area, speaker, secretariat):
    """A term that the secretariat recorded without a decision."""
    return leads.designate(
        area,
        person=speaker.person,
        partner=speaker.partner,
        kind=LeadTerm.Kind.LEAD,
        starts_on=today(),
        reason="Told by telephone.",
        by=secretariat,
    )


def _mail(template, reader):
    return Message.objects.get(template=f"areas/emails/{template}.txt", recipient=reader)


def test_who_recorded_a_lead_is_kept_and_told_with_a_way_out(lead, secretariat):
    mail = _mail("lead_designated", lead.person)

    assert lead.recorded_by == secretariat
    assert "Recorded by: the secretariat." in mail.body
    assert "If you did not agree to this, end the term" in mail.body


def test_the_public_reads_that_the_secretariat_recorded_a_lead(client, area, lead):
    page = client.get(area.get_absolute_url()).content.decode()

    assert "recorded by the secretariat without a decision:" in page
    assert lead.recorded_by.name not in page


def test_a_lead_hears_who_ended_the_term(lead, secretariat):
    LeadTerm.objects.filter(pk=lead.pk).update(ended_reason="")

    leads.end(lead, reason="Sample", by=secretariat)

    mail = _mail("lead_ended", lead.person)
    assert "Recorded by: the secretariat." in mail.body


def test_the_database_asks_who_recorded_a_lead():
    term = LeadTermFactory.create()

    with pytest.raises(IntegrityError, match="lead_term_names_its_recorder"):
        LeadTerm.objects.filter(pk=term.pk).update(recorded_by=None)


@pytest.mark.parametrize("step", ["join", "leave"])
def test_colleagues_hear_who_let_the_partner_join_or_leave(area, speaker, step):
    colleague = RepresentativeFactory.create(partner=speaker.partner).person
    target = AreaFactory.create() if step == "join" else area

    getattr(memberships, step)(target, speaker.partner, by=speaker.person)

    mail = _mail("partner_joined" if step == "join" else "partner_left", colleague)
    assert f"Recorded by: {speaker.person.name}." in mail.body
