"""What a mail server says decides: taken, refused for good, or tried again (C1)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gmp_portal import jobs
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.notifications import handlers, outbox
from gmp_portal.notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.smtp import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def message():
    return _queue()


def _queue(email="reader@example.org", **fields):
    reader = UserFactory.create(email=email)
    return outbox.queue(
        Message(
            recipient=reader,
            address=reader.email,
            language="en",
            template="tests/greeting.txt",
            **{"subject": "Hello", "body": "Dear reader\n.\nBye\n"} | fields,
        )
    )


def _job(message):
    return jobs.find("notifications.send", message.pk)


def _run(message):
    """Run the job of the message when its rest is over."""
    Job.objects.update(not_before=timezone.now())
    runner.run(str(_job(message).pk))
    message.refresh_from_db()
    return _job(message)


def test_a_mail_that_the_server_takes_is_sent(server, message):
    job = _run(message)

    [mail] = server.mails
    assert (mail["To"], mail["Subject"]) == ("reader@example.org", "Hello")
    assert mail["Message-ID"] == outbox.message_id(message)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == ["Dear reader", ".", "Bye"]
    assert (message.state, message.cause) == ("sent", "")
    assert abs(message.sent_at - timezone.now()) < timedelta(minutes=1)
    assert (job.state, job.step, job.attempts) == ("done", 1, 1)


@pytest.mark.parametrize(
    ("command", "reply", "cause"),
    [
        ("RCPT", "550 No such person", "SMTPRecipientsRefused"),
        ("RCPT", "500 What", "SMTPRecipientsRefused"),
        ("TEXT", "554 Looks like spam", "SMTPDataError"),
        ("DATA", "500 What", "SMTPDataError"),
    ],
)
def test_a_final_refusal_is_kept_and_nothing_is_tried_again(
    server, message, command, reply, cause
):
    server.answers[command] = reply

    job = _run(message)

    assert (message.state, message.sent_at) == ("refused", None)
    assert message.cause.startswith(cause)
    assert reply.partition(" ")[0] in message.cause
    assert (job.state, job.last_error) == ("done", "")


@pytest.mark.parametrize(
    ("command", "reply", "error"),
    [
        ("RCPT", "450 Mailbox busy", "SMTPRecipientsRefused"),
        ("RCPT", "499 Later", "SMTPRecipientsRefused"),
        ("TEXT", "452 No space left", "SMTPDataError"),
        ("DATA", "451 Come again", "SMTPDataError"),
        ("TEXT", "499 Later", "SMTPDataError"),
        ("MAIL", "451 Greylisted", "SMTPSenderRefused"),
        ("MAIL", "530 Sign in first", "SMTPSenderRefused"),
        ("RCPT", "421 Closing", "SMTPRecipientsRefused"),
    ],
)
def test_a_passing_error_is_tried_again_later_and_then_the_mail_goes(
    server, message, command, reply, error
):
    server.answers[command] = reply

    job = _run(message)

    assert (message.state, message.cause, server.mails) == ("queued", "", [])
    assert (job.state, job.attempts) == ("open", 1)
    assert job.last_error.startswith(error)
    wait = job.not_before - timezone.now()
    assert timedelta(seconds=5) < wait <= runner.BACK_OFF

    server.answers.clear()
    job = _run(message)

    assert (message.state, len(server.mails)) == ("sent", 1)
    assert (job.state, job.attempts, job.last_error) == ("done", 2, "")


def test_a_server_that_is_away_costs_time_and_then_a_person_is_asked(settings, message):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    states = [_run(message).state for _attempt in range(handlers.ATTEMPTS)]

    job = _job(message)
    assert states == ["open"] * (handlers.ATTEMPTS - 1) + ["parked"]
    assert (message.state, job.attempts) == ("queued", handlers.ATTEMPTS)
    assert "ConnectionRefusedError" in job.last_error


def test_a_mail_is_tried_for_about_a_day():
    waits = [runner.wait_after(number) for number in range(1, handlers.ATTEMPTS)]

    assert timedelta(hours=23) < sum(waits, timedelta()) < timedelta(hours=25)


def test_a_mail_that_cannot_be_written_is_refused_at_once(server):
    message = _queue(subject="Hello\nBcc: everybody@example.org")

    job = _run(message)

    assert (message.state, server.mails) == ("refused", [])
    assert message.cause.startswith("BadHeaderError")
    assert job.state == "done"


def test_a_long_cause_is_cut(server, message):
    server.answers["RCPT"] = f"550 {'x' * 600}"

    _run(message)

    assert len(message.cause) == 500


def test_a_mail_goes_once_however_often_its_job_runs(server, message):
    _run(message)
    Job.objects.update(state="open", done_at=None)

    job = _run(message)

    assert (len(server.mails), job.state) == (1, "done")


def test_a_refused_mail_is_not_sent_after_all(server, message):
    outbox.refuse(message, "550")

    job = _run(message)

    assert (message.state, message.cause, server.mails) == ("refused", "550", [])
    assert job.state == "done"


def test_a_sent_mail_is_never_called_refused(message):
    outbox.deliver(message)

    outbox.refuse(message, "550")

    message.refresh_from_db()
    assert (message.state, message.cause) == ("sent", "")


def test_what_becomes_of_one_mail_leaves_the_others_alone(message):
    other = outbox.queue(Message(address="other@example.org", language="en", body="Text"))

    outbox.refuse(message, "550")
    outbox.deliver(_queue(email="third@example.org"))

    other.refresh_from_db()
    assert (other.state, other.sent_at, other.body) == ("queued", None, "Text")


def test_a_mail_that_went_twice_was_sent_when_it_went_first(message):
    outbox.deliver(message)
    message.refresh_from_db()
    first = message.sent_at

    outbox.deliver(message)

    message.refresh_from_db()
    assert message.sent_at == first


@pytest.mark.parametrize(
    ("is_secret", "is_demo", "kept"),
    [(False, False, "Text"), (True, False, ""), (True, True, "Text")],
)
@pytest.mark.parametrize("end", [outbox.deliver, lambda mail: outbox.refuse(mail, "550")])
def test_codes_are_wiped_once_sent_or_refused_except_in_the_demonstration(
    settings, is_secret, is_demo, kept, end
):
    settings.DEMO = is_demo
    message = _queue(is_secret=is_secret, body="Text")

    end(message)

    message.refresh_from_db()
    assert message.body == kept
