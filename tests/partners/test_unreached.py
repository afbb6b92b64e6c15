"""Where mails to everybody who speaks for a partner come back, officers look for somebody (N35)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gmp_portal.notifications.models import Message
from partners import worklist
from partners.reading import unreached
from tests.factories.partners import PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
QUEUE = "Partners that no mail reaches"
REFUSED = "SMTPRecipientsRefused: 550"


@pytest.fixture
def term():
    partner = PartnerFactory.create(name="Example Institute")
    return RepresentativeFactory.create(partner=partner)


def mail_to(person, state, *, cause="", address="", ago=timedelta()):
    moment = timezone.now() - ago
    is_out = state in ("sent", "bounced")
    return Message.objects.create(
        recipient=person,
        address=address or person.email,
        language="en",
        state=state,
        cause=cause,
        created_at=moment,
        sent_at=moment if is_out else None,
    )


def lost():
    return [*unreached.partners()]


def test_a_bounced_focal_point_is_a_task_on_the_desk(term):
    mail_to(term.person, "bounced", cause="550 No such user")

    [task] = worklist.desk_queue()[QUEUE]

    assert task.title.startswith("Example Institute")
    assert task.url == term.partner.get_absolute_url()
    assert task.action == "Find a new contact"


@pytest.mark.parametrize(
    ("cause", "is_lost"), [(REFUSED, True), ("ValueError: a text", False)]
)
def test_an_address_that_the_server_refuses_counts_and_a_text_that_it_refuses_does_not(
    term, cause, is_lost
):
    mail_to(term.person, "refused", cause=cause)

    assert bool(lost()) == is_lost


def test_nobody_is_looked_for_while_a_mail_still_reaches_somebody(term):
    RepresentativeFactory.create(partner=term.partner)
    mail_to(term.person, "bounced", cause="550")

    assert lost() == []


def test_a_partner_without_people_is_another_matter(db):
    PartnerFactory.create()

    assert lost() == []


def test_another_address_ends_the_task(term):
    mail_to(term.person, "bounced", cause="550", address="before@example.org")

    assert lost() == []


@pytest.mark.parametrize(("days", "is_lost"), [(1, True), (4, False)])
def test_a_mail_that_arrived_since_ends_it_once_no_server_says_otherwise(
    term, days, is_lost
):
    mail_to(term.person, "bounced", cause="550", ago=timedelta(days=9))
    mail_to(term.person, "sent", ago=timedelta(days=days))

    assert bool(lost()) == is_lost


def test_a_mail_that_arrived_before_says_nothing(term):
    mail_to(term.person, "sent", ago=timedelta(days=9))
    mail_to(term.person, "bounced", cause="550", ago=timedelta(days=5))

    assert lost() == [term.partner]


def test_officers_are_warned_on_the_page_of_the_partner_and_nobody_else(
    as_user, secretariat, term
):
    mail_to(term.person, "bounced", cause="550")
    path = term.partner.get_absolute_url()

    officer, own = (
        as_user(user).get(path).content.decode() for user in (secretariat, term.person)
    )

    assert "No mail arrives" in officer
    assert "No mail arrives" not in own
