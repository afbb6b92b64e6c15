"""What mail servers say of the portal's own mails: came back, late, delivered (C14)."""

import pytest

from gmp_portal.incoming import keeping
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message
from tests.incoming.samples import HEADERS_ALONE, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(letter):
    outbox.deliver(letter, send=lambda _mail: None)
    letter.refresh_from_db()
    assert letter.state == "sent"
    return letter


def test_a_mail_that_came_back_says_why(sent):
    before = sent.sent_at

    mail = keeping.keep(report(sent))

    sent.refresh_from_db()
    assert (mail.state, mail.why, mail.original) == ("bounce", "came_back", sent)
    assert (sent.state, sent.get_state_display()) == ("bounced", "Came back")
    assert sent.cause == (
        "5.1.1 550 5.1.1 <amina@example.org>: Recipient address rejected: User unknown"
    )
    assert sent.sent_at == before
    assert not Message.objects.exclude(pk=sent.pk).exists()


@pytest.mark.parametrize(
    "more",
    [
        {"part": HEADERS_ALONE, "body": ""},
        # Some servers give a mail another name.
        {"message_id": "<other@mx.example.net>", "header": "X-Portal-Message: {}\n"},
    ],
)
def test_a_mail_is_known_by_its_headers_alone(sent, more):
    more = {name: value.format(sent.pk) for name, value in more.items()}

    keeping.keep(report(sent, **more))

    sent.refresh_from_db()
    assert sent.state == "bounced"


@pytest.mark.parametrize(
    ("action", "status", "why", "state"),
    [
        ("failed", "5.2.2", "came_back", "bounced"),
        # Given up after five days: final, though its number is that of a delay.
        ("failed", "4.4.1", "came_back", "bounced"),
        ("Failed", "5.0.0", "came_back", "bounced"),
        ("delayed", "4.4.1", "delayed", "sent"),
        ("delivered", "2.0.0", "told", "sent"),
        ("relayed", "2.0.0", "told", "sent"),
        ("expanded", "5.0.0", "told", "sent"),
        ("other", "5.7.1", "came_back", "bounced"),
        ("other", "4.7.1", "delayed", "sent"),
        ("other", "", "told", "sent"),
    ],
)
def test_only_what_is_final_changes_the_mail(sent, action, status, why, state):
    mail = keeping.keep(report(sent, action=action, status=status))

    sent.refresh_from_db()
    assert (mail.state, mail.why, sent.state) == ("bounce", why, state)


def test_a_report_about_a_mail_of_somebody_else_changes_nothing(sent):
    foreign = {"message_id": "<5f0c1c1e-0000-4000-8000-000000000000@elsewhere.org>"}

    mail = keeping.keep(report(sent, **foreign))

    sent.refresh_from_db()
    assert (mail.state, mail.original, sent.state) == ("bounce", None, "sent")


def test_a_report_without_a_status_is_kept(sent):
    raw = report(sent).replace(b"Action:", b"X-Action:")

    mail = keeping.keep(raw)

    assert (mail.state, mail.why, mail.note) == ("bounce", "told", "")


def test_a_receipt_that_somebody_read_a_mail_is_dropped(sent):
    raw = report(sent).replace(b"report-type=delivery-status", b"report-type=disposition")

    assert keeping.keep(raw).why == "automatic"


def test_a_report_may_be_quicker_than_the_note_that_the_mail_went(letter):
    def send(_mail):
        keeping.keep(report(letter))

    outbox.deliver(letter, send=send)

    letter.refresh_from_db()
    assert letter.state == "bounced"
    assert letter.sent_at is not None


def test_a_refused_mail_stays_refused(letter):
    outbox.refuse(letter, "550 No")

    keeping.keep(report(letter))

    letter.refresh_from_db()
    assert (letter.state, letter.cause) == ("refused", "550 No")
