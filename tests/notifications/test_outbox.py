"""Every mail is accounted for: per reader, in their language, never to the actor."""

import smtplib

import pytest
from django.core import mail
from django.template import engines
from django.utils import translation

from gmp_portal import jobs
from gmp_portal.notifications import outbox
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


def test_each_reader_gets_the_text_in_their_language(db):
    readers = [UserFactory.create(language="fr"), UserFactory.create(language="zh-hans")]

    with translation.override("en"):
        outbox.post(TEMPLATE, to=readers, name="x")

    assert sorted(Message.objects.values_list("language", flat=True)) == ["fr", "zh-hans"]


def test_the_actor_gets_no_mail_of_their_own_act(person):
    other = UserFactory.create()

    messages = outbox.post(TEMPLATE, to=[person, other], by=person, name="x")

    assert [message.recipient for message in messages] == [other]


def test_a_job_sends_the_message_once(person, run_jobs):
    [message] = outbox.post(TEMPLATE, to=[person], name="x")

    run_jobs()
    jobs.retry(jobs.find("notifications.send", message.pk))
    run_jobs()

    message.refresh_from_db()
    assert message.state == Message.State.SENT
    assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [
        message.message_id
    ]


def test_a_final_refusal_is_kept_with_its_cause(person, run_jobs, settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    [message] = outbox.post(TEMPLATE, to=[person], name="x")

    run_jobs()

    message.refresh_from_db()
    assert message.state == Message.State.REFUSED
    assert "550" in message.cause


class RefusingBackend:
    """A mail server that knows nobody."""

    def __init__(self, **options):
        self.options = options

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"x": (550, b"unknown")})
