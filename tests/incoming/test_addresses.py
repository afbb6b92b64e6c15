"""The address at which a mail is answered: signed, and the same each time (ADR 40)."""

import base64
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gmp_portal.notifications import outbox, replies
from gmp_portal.notifications.models import Message
from tests.incoming.samples import PURPOSE

pytestmark = pytest.mark.django_db


def test_an_address_leads_to_its_mail_however_it_is_written(letter):
    address = replies.address_for(letter)

    assert re.fullmatch(r"reply\+[a-z2-7]{42}@example\.org", address)
    assert replies.address_for(Message.objects.get(pk=letter.pk)) == address
    assert replies.message_behind(f" {address.upper()} ") == letter


def test_the_text_knows_whether_it_can_be_answered(letter, writer, settings):
    settings.REPLY_ADDRESS = ""
    given = {"to": [writer], "answer_to": (PURPOSE, 7), "word": "cinnabar"}

    [silent] = outbox.post("tests/question.txt", **given)

    assert letter.body.endswith("Answer this mail.\n")
    assert "Answer" not in silent.body
    assert (silent.answer_purpose, silent.answer_key) == (PURPOSE, "7")
    assert replies.address_for(silent) == ""
    assert replies.message_behind(f"reply+{replies.token_for(letter)}@example.org") is None


def test_a_mail_without_a_purpose_takes_no_answer(taker, writer):
    [message] = outbox.post("tests/question.txt", to=[writer], word="cinnabar")

    assert replies.address_for(message) == ""
    assert replies.message_behind(f"reply+{replies.token_for(message)}@example.org") is None


def other_token(raw):
    return base64.b32encode(raw).decode().rstrip("=").lower()


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1],
        lambda token: token + "a",
        lambda token: "1" * 42,
        lambda token: "ä" * 42,
        lambda token: ("b" if token[0] == "a" else "a") + token[1:],
        lambda token: token[:30] + ("b" if token[30] == "a" else "a") + token[31:],
        lambda token: other_token(uuid4().bytes + b"x" * 10),
    ],
)
def test_a_token_that_was_made_up_leads_nowhere(letter, change):
    token = replies.token_for(letter)

    assert replies.message_behind(f"reply+{change(token)}@example.org") is None


@pytest.mark.parametrize(
    "address",
    ["reply+{}@example.net", "other+{}@example.org", "reply@example.org", "", "@", "+"],
)
def test_another_address_leads_nowhere(letter, address):
    assert replies.message_behind(address.format(replies.token_for(letter))) is None


@pytest.mark.parametrize("field", ["answer_key", "answer_purpose"])
def test_a_token_is_for_one_record(letter, field):
    address = replies.address_for(letter)

    Message.objects.filter(pk=letter.pk).update(**{field: "other"})

    assert replies.message_behind(address) is None


def test_a_token_outlives_a_change_of_the_key(letter, settings):
    address, before = replies.address_for(letter), settings.SECRET_KEY

    settings.SECRET_KEY = "only-for-tests-" + "y" * 50
    unknown = replies.message_behind(address)
    settings.SECRET_KEY_FALLBACKS = [before]

    assert unknown is None
    assert replies.message_behind(address) == letter


@pytest.mark.parametrize(("days", "is_over"), [(180, False), (180.01, True)])
def test_a_token_holds_for_half_a_year(letter, days, is_over):
    letter.created_at = timezone.now() - timedelta(days=days) + timedelta(minutes=1)

    assert replies.is_over(letter) is is_over


def test_the_database_keeps_what_an_answer_belongs_to_whole(letter):
    for change in (
        {"answer_key": ""},
        {"answer_purpose": ""},
        {"recipient": None},
        {"state": "bounced", "sent_at": timezone.now(), "cause": ""},
        {"state": "bounced", "sent_at": None, "cause": "5.1.1"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.filter(pk=letter.pk).update(**change)
