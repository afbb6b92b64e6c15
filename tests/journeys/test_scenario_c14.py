"""C14, sentence by sentence: few mails, each worth opening, and proof of who was told what."""

import pytest

from gmp_portal.accounts.models import User
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
