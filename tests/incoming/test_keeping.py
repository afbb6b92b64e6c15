"""What becomes of a mail: taken from its reader, held for an officer, dropped (N19)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import OperationalError, connection
from django.utils import timezone

from gmp_portal import incoming
from gmp_portal.incoming import files, keeping
from gmp_portal.incoming.models import IncomingFile, IncomingMail
from gmp_portal.notifications import replies
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website.actions import account_merges
from gmp_portal.workflow import InvalidTransitionError, NotNowError, RuleRefusedError
from tests.documents.samples import plain_pdf
from tests.factories.accounts import UserFactory
from tests.incoming.samples import PURPOSE, answer

pytestmark = pytest.mark.django_db
WAITS = "incoming/mail_waits.txt"
STRANGER = "Somebody Else <else@example.net>"


def told(address):
    return Message.objects.filter(template=WAITS, address=address).count()


def test_an_answer_from_its_reader_is_taken(letter, taker, writer):
    mail = keeping.keep(answer(letter))

    [(taken, key, names)] = taker.taken
    assert (taken, key, names) == (mail, "7", [])
    assert (mail.state, mail.why, mail.text) == ("taken", "", "Yes, do so.")
    assert (mail.person, mail.original, mail.purpose) == (writer, letter, PURPOSE)
    assert (mail.from_name, mail.from_address) == ("Amina Example", "amina@example.org")
    assert (str(mail), mail.subject) == ("Amina Example: Re: A question", "Re: A question")
    assert not Message.objects.filter(template=WAITS).exists()


def test_case_and_a_second_address_do_not_matter(letter, taker):
    raw = answer(
        letter,
        sender="AMINA@EXAMPLE.ORG",
        headers={
            "To": "office@example.net",
            "Cc": replies.address_for(letter).upper(),
        },
    )

    assert keeping.keep(raw).state == "taken"


def test_a_mail_that_is_read_twice_is_kept_once(letter, taker):
    first = keeping.keep(answer(letter))

    again = keeping.keep(answer(letter))

    assert again is None
    assert list(IncomingMail.objects.all()) == [first]
    assert len(taker.taken) == 1


def test_two_mails_without_an_id_are_two(letter, taker):
    for text in ("One", "Two", "Two"):
        raw = answer(letter, text).replace(b"Message-ID", b"X-Other")
        keeping.keep(raw)

    assert [mail.text for mail, _key, _names in taker.taken] == ["One", "Two"]


def test_what_a_stranger_answers_waits_and_the_stranger_is_told_once(letter, taker):
    first = keeping.keep(answer(letter, sender=STRANGER))
    second = keeping.keep(
        answer(letter, sender=STRANGER, headers={"Message-ID": "<b@example.net>"})
    )

    assert taker.taken == []
    assert (first.state, first.why, first.person) == (
        "held",
        "other_sender",
        letter.recipient,
    )
    assert second.state == "held"
    assert told("else@example.net") == 1


def test_who_has_another_address_now_answers_from_that_one(letter, taker, writer):
    writer.email = "amina@elsewhere.org"
    writer.save()

    former = keeping.keep(answer(letter))
    present = keeping.keep(
        answer(
            letter,
            sender="amina@elsewhere.org",
            headers={"Message-ID": "<now@example.org>"},
        )
    )

    assert (former.state, present.state) == ("held", "taken")


def test_who_writes_for_several_is_nobody(letter, taker):
    mail = keeping.keep(answer(letter, sender="amina@example.org, else@example.net"))

    assert (mail.why, mail.from_address) == ("other_sender", "")
    assert not Message.objects.filter(template=WAITS).exists()


@pytest.mark.parametrize(
    "address",
    [
        "reply@example.org",
        "reply+x@example.org",
        "reply+" + "a" * 42 + "@example.org",
        "reply+" + "1" * 42 + "@example.org",
        "other@example.org",
    ],
)
def test_what_answers_nothing_waits(letter, taker, address):
    mail = keeping.keep(answer(letter, to=address))

    assert (mail.state, mail.why, mail.person) == ("held", "no_token", None)
    assert told("amina@example.org") == 1


def test_an_answer_after_half_a_year_waits(letter, taker):
    written_at = timezone.now() - timedelta(days=181)
    Message.objects.filter(pk=letter.pk).update(created_at=written_at)

    mail = keeping.keep(answer(letter))

    assert (mail.state, mail.why, mail.person) == ("held", "expired", letter.recipient)


def test_an_answer_from_a_closed_account_waits(letter, taker, writer):
    writer.is_active = False
    writer.save()

    assert keeping.keep(answer(letter)).why == "inactive"


def test_an_answer_that_nobody_takes_any_more_waits(letter):
    with incoming.TAKERS.cleared():
        mail = keeping.keep(answer(letter))

    assert (mail.state, mail.why) == ("held", "nobody_takes")


@pytest.mark.parametrize(
    ("error", "note"),
    [
        (RuleRefusedError("Decided already.", clause="R-16"), "Decided already."),
        (
            NotNowError(IncomingMail(), RuleRefusedError("Not now.", clause="R-16")),
            "Not now.",
        ),
    ],
)
def test_what_a_rule_refuses_waits_with_its_sentence(letter, taker, error, note):
    taker.error = error

    mail = keeping.keep(answer(letter))

    assert (mail.state, mail.why, mail.note) == ("held", "refused", note)


def test_what_comes_too_late_waits(letter, taker):
    taker.error = InvalidTransitionError(letter_like(), "sent")

    assert keeping.keep(answer(letter)).why == "refused"


def letter_like():
    record = IncomingMail()
    record.status = "draft"
    return record


def break_the_database(_mail, _key):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO jobs_job (id) VALUES (NULL)")


@pytest.mark.parametrize("error", [ValueError("a mistake of ours"), break_the_database])
def test_what_breaks_its_taker_waits(letter, taker, error):
    if isinstance(error, Exception):
        taker.error = error
        mail = keeping.keep(answer(letter))
    else:
        with incoming.TAKERS.cleared():
            incoming.register(PURPOSE, error)
            mail = keeping.keep(answer(letter))

    assert (mail.state, mail.why, mail.text) == ("held", "failed", "Yes, do so.")


def test_a_database_that_rests_is_no_fault_of_the_mail(letter, taker):
    taker.error = OperationalError("canceling statement due to lock timeout")

    with pytest.raises(OperationalError):
        keeping.keep(answer(letter))

    assert not IncomingMail.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "Auto-Generated; owner=x"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X-Autoreply": "yes"},
        {"List-Id": "<list.example.org>"},
        {"Return-Path": "<>"},
        {"From": "MAILER-DAEMON@example.org"},
    ],
)
def test_what_a_program_wrote_is_dropped_and_never_answered(letter, taker, headers):
    mail = keeping.keep(answer(letter, headers=headers))

    assert (mail.state, mail.why) == ("dropped", "automatic")
    assert taker.taken == []
    assert not Message.objects.filter(template=WAITS).exists()


def test_what_a_person_sent_is_no_program(letter, taker):
    assert keeping.keep(answer(letter, headers={"Auto-Submitted": "no"})).state == "taken"


def test_the_portal_does_not_write_to_itself(letter, taker, settings):
    for number, address in enumerate(
        (settings.REPLY_ADDRESS, settings.CONTACT_EMAIL, settings.DEFAULT_FROM_EMAIL)
    ):
        keeping.keep(
            answer(
                letter, sender=address, headers={"Message-ID": f"<{number}@example.org>"}
            )
        )

    assert not Message.objects.filter(template=WAITS).exists()


def test_a_flood_of_strangers_is_not_answered(letter, taker, monkeypatch):
    monkeypatch.setattr(keeping.emails, "TO_ALL", limits_of(1))

    for name in ("one", "two"):
        keeping.keep(
            answer(
                letter,
                sender=f"{name}@example.net",
                headers={"Message-ID": f"<{name}@example.net>"},
            )
        )

    assert (told("one@example.net"), told("two@example.net")) == (1, 0)


def limits_of(most):
    return keeping.emails.Limit(most, timedelta(days=1))


def test_a_known_stranger_is_told_in_his_language(letter, taker):
    UserFactory.create(email="else@example.net", language="zh-hans")

    keeping.keep(answer(letter, sender=STRANGER))

    assert Message.objects.get(template=WAITS).language == "zh-hans"


# Files -----------------------------------------------------------------------------------


def test_files_are_looked_into_kept_and_named(letter, taker, writer):
    came = [("proof.pdf", plain_pdf()), ("run.exe", b"MZ\x90\0"), ("empty.pdf", b"")]

    mail = keeping.keep(answer(letter, files=came))

    [document] = mail.documents
    assert (document.name, document.policy) == ("proof.pdf", "incoming_mail")
    assert document.stored_by == writer
    assert [each["name"] for each in mail.refused_files] == ["run.exe", "empty.pdf"]
    assert mail.refused_files[0]["why"].startswith("This file is of a kind")
    assert [names for _mail, _key, names in taker.taken] == [["proof.pdf"]]


def test_files_of_an_unknown_sender_are_named_and_not_kept(letter, taker):
    mail = keeping.keep(
        answer(letter, to="reply@example.org", files=[("proof.pdf", plain_pdf())])
    )

    assert mail.documents == []
    assert [each["name"] for each in mail.refused_files] == ["proof.pdf"]


def test_files_of_a_stranger_wait_with_the_mail(letter, taker, monkeypatch):
    monkeypatch.setattr(files, "MOST_HELD", 1)
    raws = [
        answer(
            letter,
            sender=STRANGER,
            headers={"Message-ID": f"<{number}@example.net>"},
            files=[("proof.pdf", plain_pdf(number))],
        )
        for number in (1, 2)
    ]

    first, second = [keeping.keep(raw) for raw in raws]

    [document] = first.documents
    assert document.stored_by is None
    assert second.documents == []
    assert second.refused_files[0]["why"].startswith("Too many mails")


def test_more_than_one_account_may_upload_is_named(letter, taker):
    ParameterValue.objects.create(
        parameter="R-27",
        value={"drafts": 2, "files": 0, "megabytes": 1},
        effective_from=timezone.now().date() - timedelta(days=1),
        reason="Trial.",
    )

    mail = keeping.keep(answer(letter, files=[("proof.pdf", plain_pdf())]))

    assert (mail.state, mail.documents) == ("taken", [])
    assert mail.refused_files[0]["why"].startswith("You have uploaded as much")


def test_the_files_have_the_policy_of_their_purpose(letter):
    with incoming.TAKERS.cleared():
        incoming.register(PURPOSE, lambda mail, key: None, policy="letter_original")
        mail = keeping.keep(answer(letter, files=[("proof.pdf", plain_pdf())]))

    assert mail.documents[0].policy == "letter_original"


def test_a_mail_that_is_not_taken_keeps_no_file_of_the_attempt(letter, taker):
    taker.error = RuleRefusedError("Decided already.", clause="R-16")

    mail = keeping.keep(answer(letter, files=[("proof.pdf", plain_pdf())]))

    assert [row.mail for row in IncomingFile.objects.all()] == [mail]
    assert mail.documents[0].stored_by is None


# Hostile mails -----------------------------------------------------------------------------


def test_of_a_mail_that_is_too_large_its_head_is_kept(letter, taker):
    head = answer(letter, sender=STRANGER).partition(b"\n\n")[0]

    mail = keeping.keep(head, is_whole=False)

    assert (mail.state, mail.why, mail.text) == ("held", "too_large", "")
    assert (mail.person, mail.from_address) == (letter.recipient, "else@example.net")
    assert not mail.can_be_taken
    assert told("else@example.net") == 1


def nested(depth):
    """Containers in containers, deeper than anybody reads."""
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (each, each)
        for each in range(depth)
    )
    return opening + b"Content-Type: text/plain\r\n\r\nx"


def test_a_bomb_of_containers_is_held_by_its_head(letter, taker):
    head = answer(letter).partition(b"Content-Type")[0]

    mail = keeping.keep(head + nested(3000))

    assert (mail.state, mail.why, mail.text) == ("held", "unreadable", "")
    assert mail.from_address == "amina@example.org"


def test_a_mail_that_is_nothing_is_held(taker, db):
    mail = keeping.keep(b"")

    assert (mail.state, mail.why, mail.subject) == ("held", "no_token", "")


@pytest.mark.parametrize(
    "raw",
    [
        b"\0\0\0\r\n\r\n\0",
        b"From: a@b.org\r\n" + b"X-Header: 1\r\n" * 10_000 + b"\r\nHello\0there",
        b"From: =?x?z?==?= <a@b.org>\r\nSubject: =?utf-8?b?/////w==?=\r\n\r\n\xff\xfe",
        b"Content-Type: text/plain; charset=x-none\r\n\r\n\xe4",
        b"Content-Type: text/plain; charset=utf-16\r\nMessage-ID: \0\r\n\r\n\x00\xd8x",
        b"Message-ID: <" + b"x" * 5000 + b">\r\nFrom: " + b"a@b.org, " * 5000 + b"\r\n\r\n",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\nbroken",
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"From: " + b"(" * 20_000 + b"\r\n\r\n",
    ],
)
def test_whatever_comes_is_kept(taker, db, raw):
    mail = keeping.keep(raw)

    assert mail.state in {"held", "bounce"}
    assert "\0" not in mail.text


def test_only_html_is_read_as_words(letter, taker):
    html = "<head><title>x</title></head><p>Yes &amp; no</p><blockquote>old</blockquote>"
    raw = answer(letter).replace(b"text/plain", b"text/html")

    mail = keeping.keep(raw.replace(b"Yes, do so.", html.encode()))

    assert mail.text == "Yes & no"
    assert mail.full_text == "Yes & no\n\n> old"


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_two_read_at_once_is_kept_once(letter, taker):
    with ThreadPoolExecutor(2) as workers:
        kept = list(workers.map(keep_and_leave, [answer(letter)] * 2))

    assert sorted(mail is None for mail in kept) == [False, True]
    assert IncomingMail.objects.count() == len(taker.taken) == 1


def keep_and_leave(raw):
    try:
        return keeping.keep(raw)
    finally:
        connection.close()


def test_an_answer_to_a_merged_account_is_taken_from_either_address(letter, taker, writer):
    kept = UserFactory.create(email="amina@new.org", proved=True)
    head = UserFactory.create(officer=True)
    EmailAddress.objects.create(user=writer, email=writer.email, verified=True)
    account_merges.make(kept, writer, reason="One person.", by=head)

    first = keeping.keep(answer(letter))
    second = keeping.keep(
        answer(letter, sender=kept.email, headers={"Message-ID": "<b@new.org>"})
    )

    assert [mail.state for mail in (first, second)] == ["taken", "taken"]
    assert {mail.person for mail in (first, second)} == {kept}
