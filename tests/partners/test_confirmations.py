"""Everybody can check a confirmation, from the moment it is given (A1-2e)."""

import pytest
from django.test import Client
from django.urls import reverse

from gmp_portal.notifications.models import Message
from partners.actions import letter_decisions, partners
from partners.reading import letter_sheets
from tests.factories.partners import ChecklistFactory, LetterFactory

pytestmark = pytest.mark.django_db
SECRET = "Ask Sample Trainer, +41 22 555 01 00, for the dates."


@pytest.fixture
def letter(secretariat):
    letter = LetterFactory.create(
        submitted=True, contribution=f"Sixty days a year.\n{SECRET}"
    )
    ChecklistFactory.create(letter=letter)
    letter_decisions.confirm(letter, by=secretariat)
    return letter


def url_of(reference):
    return reverse("partners:confirmation", args=[reference])


def test_a_visitor_checks_a_confirmation_before_the_letter_is_public(letter):
    page = Client().get(url_of(letter.confirmation_reference)).text

    assert letter.partner.name in page
    assert letter.confirmation_reference in page
    assert "It takes part in the Global Mercury Partnership today." in page
    assert SECRET not in page
    assert letter.sender.name not in page
    assert letter.get_absolute_url() not in page


def test_a_number_is_found_however_it_is_typed(letter):
    typed = f" {letter.confirmation_reference.lower()}"

    response = Client().get(url_of(typed))

    assert response.url == url_of(letter.confirmation_reference)


def test_a_number_that_nobody_gave_is_unknown(letter):
    assert Client().get(url_of("GMP-CONF-2026-9999")).status_code == 404
    assert Client().get(url_of("\0")).status_code == 404


def test_a_confirmation_says_when_a_partner_takes_part_no_more(letter, secretariat):
    partners.deactivate(letter.partner, reason="No answer.", by=secretariat)

    page = Client().get(url_of(letter.confirmation_reference)).text

    assert "is inactive" in page
    assert "It takes part in the Global Mercury Partnership today." not in page


def test_the_letter_of_confirmation_quotes_the_contribution_and_names_the_address(letter):
    sheet = letter_sheets.confirmation_letter(letter)

    said = " ".join(str(part) for part in sheet.body)
    assert "Sixty days a year." in said
    assert sheet.verification_url.endswith(url_of(letter.confirmation_reference))


def test_the_mail_says_what_a_partner_can_do_now(letter):
    mail = Message.objects.get(template="partners/emails/letter_confirmed.txt")

    for said in ("Sixty days a year.", url_of(letter.confirmation_reference), "/calendar/"):
        assert said in mail.body
