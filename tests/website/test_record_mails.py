"""Officers see which mails went about a letter or a partner, and whether they arrived (C14)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.notifications.models import Message
from gmp_portal.website import permissions
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return LetterFactory.create(submitted=True, organisation="Example Ltd")


def page_of(record):
    kind, key = ledger.subject_of(record).split(":")
    return reverse("website:record_mail_list", args=[kind, key])


def mail_about(record, **facts):
    facts = {
        "address": "reader@example.org",
        "language": "en",
        "subject": "A subject",
    } | facts
    return Message.objects.create(record=ledger.subject_of(record), **facts)


def test_each_mail_is_shown_with_its_reader_its_state_and_its_text(
    as_user, secretariat, letter
):
    reader = UserFactory.create(name="Sample Reader")
    mail_about(
        letter,
        recipient=reader,
        body="What was written",
        former_address="before@example.org",
        state="bounced",
        cause="550 No such user",
        sent_at=timezone.now(),
    )
    mail_about(letter, state="queued", subject="On its way")
    mail_about(
        letter, state="sent", sent_at=timezone.now(), subject="Gone", body="Gone text"
    )
    mail_about(PartnerFactory.create(), subject="About something else")

    page = as_user(secretariat).get(page_of(letter)).content.decode()

    for text in (
        *("Sample Reader", "reader@example.org", "before@example.org", "550 No such user"),
        *(
            "What was written",
            "Came back",
            "On its way",
            "Waiting to be sent",
            "Example Ltd",
        ),
    ):
        assert text in page
    assert "About something else" not in page


def test_a_link_that_only_its_reader_may_open_is_not_shown(as_user, secretariat, letter):
    mail_about(letter, body="https://portal/secret", is_secret=True)

    page = as_user(secretariat).get(page_of(letter)).content.decode()

    assert "It holds a link that only its reader may open." in page
    assert "https://portal/secret" not in page


def test_where_nothing_was_written_the_page_says_so(as_user, secretariat, letter):
    page = as_user(secretariat).get(page_of(letter)).content.decode()

    assert "No mail was written about this yet." in page


def test_nobody_else_reads_them(as_user, person, letter):
    response = as_user(person).get(page_of(letter))

    assert response.status_code == 403
    assert not permissions.can_record_mail_list(person)


@pytest.mark.parametrize(
    "path", ["nothing.known/1/", "partners.partner/0/", "partners.x/y/"]
)
def test_a_record_that_does_not_exist_has_no_page(as_user, secretariat, path):
    response = as_user(secretariat).get(reverse("website:message_list") + path)

    assert response.status_code == 404


def test_an_officer_reads_no_mails_about_an_organization_of_his_own(as_user, secretariat):
    partner = PartnerFactory.create()
    RepresentativeFactory.create(partner=partner, person=secretariat)
    letter = LetterFactory.create(submitted=True, sender=secretariat)
    area = PartnerFactory.create()

    own = [as_user(secretariat).get(page_of(record)) for record in (partner, letter)]
    other = as_user(secretariat).get(page_of(area))

    assert [response.status_code for response in own] == [403, 403]
    assert "R-06" in own[0].content.decode()
    assert other.status_code == 200


def test_the_pages_of_letter_and_partner_lead_there(as_user, secretariat, letter):
    partner = PartnerFactory.create()
    browser = as_user(secretariat)

    pages = [
        browser.get(one.get_absolute_url()).content.decode() for one in (letter, partner)
    ]

    assert page_of(letter) in pages[0]
    assert page_of(partner) in pages[1]


def test_others_see_no_way_there(as_user, person):
    partner = PartnerFactory.create()

    page = as_user(person).get(partner.get_absolute_url()).content.decode()

    assert page_of(partner) not in page
