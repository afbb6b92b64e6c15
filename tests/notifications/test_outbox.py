"""Every mail is accounted for: per reader, in their language, never to the actor."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.template import engines
from django.utils import timezone, translation

from gmp_portal import jobs
from gmp_portal.jobs.models import Job
from gmp_portal.notifications import outbox
from gmp_portal.notifications.adapter import AccountAdapter
from gmp_portal.notifications.models import Message
from tests.factories.accounts import UserFactory

TEMPLATE = "tests/greeting.txt"


@pytest.fixture(autouse=True)
def _a_template(settings, tmp_path):
    folder = tmp_path / "templates" / "tests"
    folder.mkdir(parents=True)
    (folder / "greeting.txt").write_text(
        "{% load i18n %}{% get_current_language as code %}Subject: Hello\n {{ name }} ({{ code }})"
        "\n\nDear {{ reader.name }}"
    )
    settings.TEMPLATES = [
        settings.TEMPLATES[0]
        | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path / "templates"]}
    ]
    engines._engines = {}
    engines.__dict__.pop("templates", None)


def _post(*readers, **given):
    return outbox.post(TEMPLATE, to=readers, **{"name": "x"} | given)


def test_each_reader_gets_the_text_in_their_language(db):
    readers = [UserFactory.create(language="fr"), UserFactory.create(language="zh-hans")]

    with translation.override("en"):
        french, chinese = _post(*readers)
        assert translation.get_language() == "en"

    assert (french.language, french.subject) == ("fr", "Hello")
    assert french.body == f"x (fr)\n\nDear {readers[0].name}\n"
    assert (chinese.language, chinese.body.split("\n")[0]) == ("zh-hans", "x (zh-hans)")


def test_a_message_knows_its_reader_and_template_and_waits_to_be_sent(person):
    [message] = _post(person)

    message.refresh_from_db()
    assert (message.recipient, message.address) == (person, person.email)
    assert (message.template, message.state) == (TEMPLATE, "queued")
    assert not message.is_secret
    assert str(message) == f"{person.email}: Hello"


def test_a_template_knows_the_address_of_the_portal(settings, tmp_path):
    settings.SITE_URL = "https://portal.example.org"
    (tmp_path / "templates" / "tests" / "greeting.txt").write_text(
        "Subject:  Look\tat {{ site_url }} \n\nBye"
    )

    subject, body = outbox.render(TEMPLATE, "en")

    assert (subject, body) == ("Look at https://portal.example.org", "Bye\n")


def test_a_long_subject_is_cut(tmp_path):
    (tmp_path / "templates" / "tests" / "greeting.txt").write_text(
        f"Subject: {'x' * 300}\n\nBye"
    )

    assert outbox.render(TEMPLATE, "en") == ("x" * 250, "Bye\n")


def test_the_actor_gets_no_mail_of_their_own_act(person):
    other = UserFactory.create()

    messages = _post(person, other, by=person)

    assert [message.recipient for message in messages] == [other]


def test_nobody_gets_a_mail_twice_and_who_may_not_sign_in_gets_none(person):
    gone = UserFactory.create(is_active=False)

    messages = _post(person, gone, person)

    assert [message.recipient for message in messages] == [person]


def test_a_message_and_its_job_are_written_together(person):
    [message] = _post(person)

    assert jobs.find("notifications.send", message.pk).payload == {
        "message": str(message.pk)
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        outbox.queue(Message(pk=message.pk, address="x@example.org"))
    assert Job.objects.count() == 1


@pytest.mark.parametrize("address", ["https://portal.example.org", "http://localhost:80"])
def test_every_attempt_has_the_same_message_id_on_our_host(settings, address):
    settings.SITE_URL = address
    message = Message()
    host = address.split("/")[2].partition(":")[0]

    assert outbox.message_id(message) == f"<{message.pk}@{host}>"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "message_state_known"),
        ({"state": "sent"}, "message_sent_has_time"),
        ({"sent_at": timezone.now()}, "message_sent_has_time"),
    ],
)
def test_the_database_refuses_a_message_in_no_known_state(person, fields, constraint):
    _post(person)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.update(**fields)


def test_a_job_sends_the_message_once(person, run_jobs):
    [message] = _post(person)

    run_jobs()
    jobs.retry(jobs.find("notifications.send", message.pk))
    run_jobs()

    message.refresh_from_db()
    assert message.state == Message.State.SENT
    assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [
        outbox.message_id(message)
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_mail_about_signing_in_waits_in_the_outbox_in_the_readers_language(
    db, settings, tmp_path, language
):
    settings.SITE_URL = "https://portal.example.org"
    _account_template(tmp_path)
    reader = UserFactory.create(email="reader@example.org", language=language)

    AccountAdapter().send_mail("tests/code", "Reader@Example.org", {"code": "1234"})

    message = Message.objects.get()
    assert (message.recipient, message.language) == (reader, language)
    assert message.address == "Reader@Example.org"
    assert message.template == "tests/code"
    assert message.is_secret
    assert message.subject == f"Your code {language}"
    assert message.body.split() == ["1234", "portal.example.org"]


def test_a_mail_to_somebody_unknown_is_in_the_language_of_the_page(db, tmp_path):
    _account_template(tmp_path)

    with translation.override("fr"):
        AccountAdapter().send_mail("tests/code", "new@example.org", {"code": "1234"})

    message = Message.objects.get()
    assert (message.recipient, message.language) == (None, "fr")


def test_a_long_subject_about_signing_in_is_cut(db, tmp_path):
    _account_template(tmp_path, subject="x" * 300)

    AccountAdapter().send_mail("tests/code", "new@example.org", {"code": "1234"})

    assert len(Message.objects.get().subject) == 250


def _account_template(tmp_path, subject="Your  code {{ LANGUAGE_CODE }}"):
    folder = tmp_path / "templates" / "tests"
    tag = "{% load i18n %}{% get_current_language as LANGUAGE_CODE %}"
    (folder / "code_subject.txt").write_text(tag + subject)
    (folder / "code_message.txt").write_text("{{ code }} {{ current_site.domain }}")


GOLDEN = sorted(Path(__file__).parents[1].glob("*/mails/*.txt"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_no_mail_shows_its_reader_an_entity(path):
    assert re.findall(r"&(?:#x?\w+|amp|quot|lt|gt);", path.read_text()) == []


def test_there_are_mails_of_every_app_to_look_at():
    assert {path.parents[1].name for path in GOLDEN} == {
        "advisory_group",
        "areas",
        "incoming",
        "meetings",
        "notifications",
        "partners",
        "reporting",
        "website",
    }


def test_many_readers_take_few_statements_and_each_has_a_job(
    django_assert_max_num_queries, db
):
    readers = [UserFactory.create() for _reader in range(40)]

    # Two to write, and a place to come back to.
    with django_assert_max_num_queries(4):
        messages = _post(*readers)

    assert [message.recipient for message in messages] == readers
    payloads = Job.objects.filter(kind=outbox.SEND).values_list("payload", flat=True)
    assert {payload["message"] for payload in payloads} == {
        str(message.pk) for message in messages
    }


def test_nobody_is_written_to_where_one_text_cannot_be_kept(db):
    fine = Message(address="a@example.org", language="en", subject="Hello", body="Bye")
    broken = Message(address="b@example.org", language="en", subject="Hello", state="lost")

    with pytest.raises(IntegrityError), transaction.atomic():
        outbox.queue_all([fine, broken])

    assert not Message.objects.exists()
    assert not Job.objects.exists()
