"""C14, sentence by sentence: few mails, each worth opening, and proof of who was told what."""

import re

import pytest

from gmp_portal.accounts.models import User
from gmp_portal.notifications.adapter import AccountAdapter
from gmp_portal.notifications.models import Message
from gmp_portal.website.actions import impersonations
from partners.actions import representatives
from tests.factories.accounts import UserFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet():
    """Somebody who wants no summaries."""
    return UserFactory.create(name="Sample Quiet", digest=User.Digest.NONE)


# What concerns somebody comes at once, also to whoever wants no summaries -------------------


def test_who_wants_no_summaries_is_told_at_once_that_the_own_term_was_ended(
    quiet, secretariat
):
    term = RepresentativeFactory.create(person=quiet, role="alternate")

    representatives.end(term, reason="Moved on.", by=secretariat)

    [mail] = Message.objects.filter(recipient=quiet)
    assert mail.template == "partners/emails/representative_ended.txt"
    assert mail.state == "queued"


def test_who_wants_no_summaries_is_told_at_once_who_looked_through_the_own_eyes(quiet):
    head = UserFactory.create(officer=True, office__role="head")
    look = impersonations.begin(quiet, reason="A page is empty.", by=head)

    impersonations.end(look)

    [mail] = Message.objects.filter(recipient=quiet)
    assert (mail.template, mail.state) == (
        "website/emails/looked_through.txt",
        "queued",
    )


# Mails about signing in, whose texts come with a library -----------------------------------

SIGNING_IN = {
    "login_code": "Your code for the portal",
    "email_confirmation": "Your code to confirm this address",
    "account_already_exists": "You already have an account",
    "password_reset_key": "Set a new password",
    "unknown_account": "No account with this address",
}
FACTS = {
    "code": "ABCD-EFGH",
    "email": "reader@example.org",
    "password_reset_url": "http://127.0.0.1:8000/reset/",
    "signup_url": "http://127.0.0.1:8000/new/",
}


def written(name, language):
    reader = UserFactory.create(email="reader@example.org", language=language)
    AccountAdapter().send_mail(
        f"account/email/{name}", reader.email, {**FACTS, "user": reader}
    )
    return Message.objects.get()


@pytest.mark.parametrize(("name", "subject"), SIGNING_IN.items())
def test_a_mail_about_signing_in_says_what_it_is_for_and_who_wrote_it(
    name, subject, settings
):
    mail = written(name, "en")

    assert mail.subject == subject
    assert "Hello" not in mail.body
    host = settings.SITE_URL.rpartition("/")[2]
    assert mail.body.rstrip().endswith(
        f"The secretariat of the Global Mercury Partnership\n{host}"
    )
    assert len(re.findall("https?://", mail.body)) <= 1


@pytest.mark.parametrize("name", SIGNING_IN)
def test_a_mail_about_signing_in_has_no_english_in_it_for_a_chinese_reader(name):
    mail = written(name, "zh-hans")

    said = re.sub(r"https?://\S+|\S+@\S+|ABCD-EFGH", "", f"{mail.subject} {mail.body}")
    said = said.replace(str(mail.recipient), "")
    assert not re.findall(r"[A-Za-z]{3,}", said)


# Ways there ----------------------------------------------------------------------------------


def test_the_own_mails_say_how_often_news_come_and_lead_to_where_it_is_chosen(
    as_user, quiet
):
    browser = as_user(quiet)

    page = browser.get("/my/mails/").content.decode()
    chosen = browser.get("/my/profile/").content.decode()

    assert "My summary of news: Never" in page
    assert 'href="/my/profile/#id_digest"' in page
    assert 'id="id_digest"' in chosen


def test_every_page_leads_a_visitor_to_the_newsletters(client, db):
    page = client.get("/").content.decode()

    assert 'href="/news/letters/"' in page.partition("<footer")[2]
