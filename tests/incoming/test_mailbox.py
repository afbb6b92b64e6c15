"""The mailbox as a real IMAP server keeps it: read, kept, marked, put aside."""

import smtplib
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError
from django.utils import timezone

from gmp_portal import jobs
from gmp_portal.incoming import keeping, mailbox, polling, scheduled
from gmp_portal.incoming.mailbox import UnreachableError
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.launcher.servers import free_port
from tests.incoming.samples import answer, report
from tests.smtp import mail_server

pytestmark = pytest.mark.django_db


def read():
    """Run the job as a worker would; gives the job."""
    polling.read_soon()
    job = jobs.find(polling.READ, polling.MAILBOX)
    Job.objects.update(not_before=timezone.now())
    runner.run(str(job.pk))
    job.refresh_from_db()
    return job


def unseen(url):
    with mailbox.opened(url) as opened:
        return len(opened.unseen(50))


def test_an_answer_goes_from_the_mail_to_the_draft(letter, taker, box, settings, run_jobs):
    """Out by SMTP with its address, back by IMAP from whoever answers there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        run_jobs()
    [sent] = server.mails
    mailbox.deliver(box, answer(letter, "Yes.\n\nHe wrote:\n> Q", to=str(sent["Reply-To"])))

    job = read()

    assert (job.state, job.last_error) == ("done", "")
    assert [(mail.text, key) for mail, key, _names in taker.taken] == [("Yes.", "7")]
    assert unseen(box) == 0


def test_the_mail_names_itself_and_where_it_comes_back(letter, settings, run_jobs):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    senders = []
    with mail_server() as server, pytest.MonkeyPatch.context() as patch:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        say = smtplib.SMTP.mail
        patch.setattr(
            smtplib.SMTP,
            "mail",
            lambda line, sender, options=(): (
                senders.append(sender) or say(line, sender, options)
            ),
        )
        run_jobs()

    [sent] = server.mails
    assert senders == [settings.REPLY_ADDRESS]
    assert sent["From"] == settings.DEFAULT_FROM_EMAIL
    assert sent["X-Portal-Message"] == str(letter.pk)


def test_without_a_mailbox_an_answer_reaches_the_secretariat(letter, settings, run_jobs):
    settings.REPLY_ADDRESS = ""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        run_jobs()

    [sent] = server.mails
    assert sent["Reply-To"] == settings.CONTACT_EMAIL


def test_what_is_done_is_put_aside_where_there_is_a_place(letter, taker, box):
    with mailbox.opened(box) as opened:
        opened.line.create("Processed")
    mailbox.deliver(box, answer(letter))

    read()

    with mailbox.opened(box) as opened:
        status, [number] = opened.line.select("Processed")
        assert (status, number) == ("OK", b"1")


@pytest.mark.parametrize("can", [set(), {"UIDPLUS"}])
def test_a_server_that_cannot_move_copies(letter, taker, box, can):
    mailbox.deliver(box, answer(letter))
    with mailbox.opened(box) as opened:
        opened.line.create("Processed")
        opened.capabilities = can
        [uid] = opened.unseen(5)

        opened.put_aside(uid)

        left = opened._asked("SEARCH", "ALL")[0].split()
        opened.line.select("Processed")
        moved = opened._asked("SEARCH", "ALL")[0].split()
    assert (len(left), len(moved)) == (0 if can else 1, 1)


def test_a_mail_that_was_kept_and_not_marked_is_kept_once(letter, taker, box):
    """As after a stop between the two."""
    keeping.keep(answer(letter))
    mailbox.deliver(box, answer(letter))

    job = read()

    assert job.state == "done"
    assert IncomingMail.objects.count() == len(taker.taken) == 1
    assert unseen(box) == 0


def test_a_mail_that_cannot_be_kept_holds_up_no_other(letter, taker, box):
    """Here a lock of the database that does not come; the mail stays unread for the next time."""
    failing = OperationalError("lock timeout")
    taker.error = failing
    mailbox.deliver(box, answer(letter))
    mailbox.deliver(box, report(letter))

    job = read()

    assert job.state == "open"
    assert "1 mails could not be kept" in job.last_error
    assert [mail.state for mail in IncomingMail.objects.all()] == ["bounce"]
    assert unseen(box) == 1
    taker.error = None
    assert read().state == "done"
    assert len(taker.taken) == 1


def test_of_a_mail_that_is_too_large_only_the_head_is_fetched(
    letter, taker, box, monkeypatch
):
    monkeypatch.setattr(keeping, "LARGEST", 2000)
    mailbox.deliver(box, answer(letter, "x\n" * 2000))

    read()

    mail = IncomingMail.objects.get()
    assert (mail.why, mail.text, mail.from_address) == (
        "too_large",
        "",
        letter.address.lower(),
    )


def test_at_most_fifty_are_read_at_a_time(taker, box):
    with mailbox.opened(box) as opened:
        for number in range(3):
            opened.line.append(
                f'"{urlsplit(box).path[1:]}"', "", "", b"X: %d\r\n\r\n" % number
            )

        assert len(opened.unseen(2)) == 2


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (lambda url: f"imap://portal:x@127.0.0.1:{free_port()}/", "ConnectionRefusedError"),
        (lambda url: url.replace("portal:", "stranger:"), "error"),
        (lambda url: url + "-none", "does not know the folder"),
        (lambda url: url.replace("imap:", "imaps:"), "Error"),
        (lambda url: url.replace("imap:", "imap+tls:"), "broke"),
    ],
)
def test_a_mailbox_out_of_reach_is_tried_again(box, settings, change, cause):
    settings.INCOMING_URL = change(box)

    job = read()

    assert (job.state, job.attempts) == ("open", 1)
    assert job.last_error.startswith("UnreachableError")
    assert cause in job.last_error
    assert settings.INCOMING_URL.split(":")[2].split("@")[0] not in job.last_error[18:]


def test_the_clock_asks_for_one_job_and_raises_nothing(box, settings):
    settings.INCOMING_URL = f"imap://portal:x@127.0.0.1:{free_port()}/"

    for _minute in range(3):
        scheduled.read_mailbox(timezone.now().date())

    assert Job.objects.filter(kind=polling.READ).count() == 1


def test_a_job_that_was_parked_begins_anew(box):
    job = read()
    Job.objects.update(state="parked", done_at=None, last_error="gone", attempts=150)

    scheduled.read_mailbox(timezone.now().date())

    job.refresh_from_db()
    assert (job.state, job.attempts, job.is_failing) == ("open", 0, True)


def test_without_a_mailbox_there_is_no_job(settings, db):
    scheduled.read_mailbox(timezone.now().date())

    assert not Job.objects.filter(kind=polling.READ).exists()


def test_a_mailbox_that_is_taken_away_ends_its_job(box, settings):
    polling.read_soon()
    settings.INCOMING_URL = ""

    runner.run(str(jobs.find(polling.READ, polling.MAILBOX).pk))

    assert jobs.find(polling.READ, polling.MAILBOX).state == "done"


def test_a_mail_that_went_meanwhile_is_told(box):
    with mailbox.opened(box) as opened:
        assert opened.size("9999") == 0
        with pytest.raises(UnreachableError, match="did not give mail"):
            opened.content("9999")
