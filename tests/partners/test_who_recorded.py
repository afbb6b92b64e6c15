"""Who speaks for a partner or is named by it hears of it, and can contradict (A1-6a, A1-6d)."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from gmp_portal.notifications.models import Message
from partners.actions import letters, partners, representatives
from partners.models import Representative
from partners.reading import answer_rows, letter_sheets
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
OTHER = {"contact_name": "Sample Contact", "contact_email": "contact@example.org"}


def _mail(template, **readers):
    return Message.objects.get(template=f"partners/emails/{template}.txt", **readers)


def test_who_appointed_a_representative_is_kept_and_told(secretariat, person):
    partner = PartnerFactory()

    term = representatives.appoint(partner, person, by=secretariat)

    mail = _mail("representative_appointed", recipient=person)
    assert term.recorded_by == secretariat
    assert "Recorded by: the secretariat." in mail.body
    assert "If you do not speak for it, end the term on its page:" in mail.body


def test_a_colleague_who_appoints_is_named(person):
    colleague = RepresentativeFactory()

    representatives.appoint(colleague.partner, person, by=colleague.person)

    mail = _mail("representative_appointed", recipient=person)
    assert f"Recorded by: {colleague.person.name}." in mail.body


def test_the_people_of_a_partner_read_who_entered_them(client, secretariat, person):
    partner = PartnerFactory()
    representatives.appoint(partner, person, by=secretariat)
    client.force_login(person)

    page = client.get(partner.get_absolute_url()).content.decode()

    assert "entered by the secretariat" in page
    assert secretariat.name not in page


def test_the_database_asks_who_appointed():
    term = RepresentativeFactory()

    with pytest.raises(IntegrityError, match="representative_names_its_recorder"):
        Representative.objects.filter(pk=term.pk).update(recorded_by=None)


def test_who_spoke_last_hears_that_the_secretariat_takes_a_partner_back(secretariat):
    term = RepresentativeFactory()
    earlier = RepresentativeFactory(partner=term.partner)
    representatives.end(earlier, reason="Sample", by=term.person)
    partners.withdraw(term.partner, reason="Sample", by=term.person)

    partners.reactivate(term.partner, reason="Sample", by=secretariat)

    told = Message.objects.filter(template="partners/emails/partner_reactivated.txt")
    readers = {mail.recipient for mail in told}
    assert term.person in readers
    assert "Recorded by: the secretariat." in told[0].body


def test_a_partner_that_nobody_ever_spoke_for_is_taken_back_without_a_mail(secretariat):
    partner = PartnerFactory(status="inactive")

    partners.reactivate(partner, reason="Sample", by=secretariat)

    assert not Message.objects.exists()


def test_colleagues_hear_who_let_the_partner_leave():
    term = RepresentativeFactory()
    colleague = RepresentativeFactory(partner=term.partner).person

    partners.withdraw(term.partner, reason="Sample", by=term.person)

    mail = _mail("partner_withdrew", recipient=colleague)
    assert f"which {term.person.name} made for it" in mail.body


# The contact point of a letter -----------------------------------------------------------


@pytest.mark.parametrize("is_public", [True, False])
def test_a_contact_point_who_is_not_the_sender_hears_of_it(person, is_public):
    letter = LetterFactory(sender=person, contact_is_public=is_public, **OTHER)

    letters.submit(letter, by=person)

    mail = _mail("contact_named", address="contact@example.org")
    assert person.name in mail.body
    assert ("Your name does not become public by that" in mail.body) is is_public


def test_who_names_oneself_gets_no_such_mail(person):
    letter = LetterFactory(sender=person, contact_email=person.email.upper())

    letters.submit(letter, by=person)

    assert not Message.objects.filter(template__contains="contact_named").exists()


def test_nobody_agrees_for_somebody_else_to_be_named_in_public(person):
    letter = LetterFactory(
        sender=person, contact_is_public=True, contact_title="Director", **OTHER
    )

    shown = letter_sheets.public_contact(letter)

    assert shown == "Director"
    assert next(answer_rows.contact(letter)).public == ""


def test_who_names_oneself_may_agree_to_it(person):
    letter = LetterFactory(
        sender=person, contact_name="Sample Sender", contact_is_public=True
    )

    assert letter_sheets.public_contact(letter) == "Sample Sender"


@pytest.mark.parametrize("has_signed", [True, False])
def test_a_contact_point_who_signed_by_the_link_has_agreed(person, has_signed):
    letter = LetterFactory(
        sender=person,
        contact_is_public=True,
        contact_signs=True,
        contact_title="Director",
        signed_name="Sample Contact",
        **OTHER,
    )
    letters.submit(letter, by=person)
    if has_signed:
        type(letter.signature_request).objects.update(confirmed_at=timezone.now())

    shown = letter_sheets.public_contact(letter)

    assert shown == ("Sample Contact" if has_signed else "Director")


def test_an_individual_is_never_named_as_a_contact_point(person):
    letter = LetterFactory(sender=person, kind="individual", contact_is_public=True)

    assert letter.names_contact is False


def test_a_letter_without_an_address_of_the_contact_has_no_other_contact():
    assert (
        LetterFactory(sender=UserFactory(), contact_email="").has_another_contact is False
    )
