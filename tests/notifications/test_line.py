"""Many mails go over one line to the server, and each arrives or fails for itself (C1)."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from gmp_portal import jobs
from gmp_portal.jobs import leases, runner
from gmp_portal.jobs.models import Job
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message
from tests.smtp import mail_server


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def queue(db):
    """Queue so many mails to different readers."""

    def write(count):
        return [
            outbox.queue(
                Message(
                    address=f"reader.{number}@example.org",
                    language="en",
                    template="tests/greeting.txt",
                    subject=f"Hello {number}",
                    body="Bye\n",
                )
            )
            for number in range(count)
        ]

    return write


def _run_all():
    """Let a worker run what is due, message by message, as the broker brings them."""
    for pk in list(Job.objects.order_by("created_at").values_list("pk", flat=True)):
        runner.run(str(pk))


def _states():
    return Counter(Message.objects.values_list("state", flat=True))


@pytest.mark.parametrize(("mails", "lines"), [(1, 1), (25, 1), (101, 2)])
def test_a_hundred_mails_are_one_connection(server, queue, mails, lines):
    queue(mails)

    _run_all()

    assert (len(server.mails), server.connections) == (mails, lines)
    assert _states() == {"sent": mails}
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_a_bad_address_costs_only_its_own_mail(server, queue):
    queue(7)
    server.answers["reader.2@example.org"] = "550 No such person"
    server.answers["reader.4@example.org"] = "450 Mailbox busy"

    _run_all()

    assert _states() == {"sent": 5, "refused": 1, "queued": 1}
    assert server.connections == 1
    busy = Job.objects.get(state="open")
    assert busy.last_error.startswith("SMTPRecipientsRefused")


def test_a_server_that_hangs_up_is_called_again_for_the_next_mail(server, queue):
    queue(4)
    server.answers["reader.1@example.org"] = "421 Too many for now"

    runner.run(str(Job.objects.earliest("created_at").pk))

    assert (_states(), server.connections) == ({"sent": 3, "queued": 1}, 2)


def test_a_server_that_is_away_is_called_once_and_not_for_every_mail(settings, queue):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    queue(3)

    runner.run(str(Job.objects.earliest("created_at").pk))

    assert sorted(Job.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert _states() == {"queued": 3}


def test_while_the_server_is_away_other_work_goes_on(settings, queue):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    queue(4)
    calls = leases.take(limit=2)
    with transaction.atomic():
        jobs.enqueue("test.work", "1")

    for pk in calls:
        runner.run(str(pk))

    # One call was enough: the other mails rest as long as the one that found nobody.
    [work] = Job.objects.exclude(kind="notifications.send")
    assert leases.take() == [work.pk]
    mails = Job.objects.filter(kind="notifications.send")
    assert sorted(mails.values_list("attempts", flat=True)) == [0, 0, 0, 1]
    for mail in mails:
        rest = mail.not_before - timezone.now()
        assert runner.BACK_OFF - timedelta(seconds=3) < rest <= runner.BACK_OFF


def test_a_server_that_ends_without_a_word_loses_nothing(server, queue):
    queue(2)
    server.answers["QUIT"] = "554 Never"

    _run_all()

    assert _states() == {"sent": 2}


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_between_two_mails_sends_one_of_them_twice_at_most(
    server, queue, another_session
):
    queue(6)
    connection.ensure_connection()
    worker = connection.connection.info.backend_pid

    def kill(number):
        if number == 3:
            another_session.execute("SELECT pg_terminate_backend(%s)", [worker])

    server.on_mail = kill
    with pytest.raises(Error):
        runner.run(str(Job.objects.earliest("created_at").pk))
    connection.close()
    assert leases.bury_the_dead() == 1
    Job.objects.filter(state="open").update(not_before=timezone.now() - timedelta(days=1))
    _run_all()

    sent = Counter(mail["Message-ID"] for mail in server.mails)
    assert sorted(sent.values()) == [1, 1, 1, 1, 1, 2]
    assert _states() == {"sent": 6}
