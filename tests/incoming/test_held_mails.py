"""Officers see the mails that wait, take them for their writers, or drop them (N19)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from gmp_portal.documents import janitor, policies
from gmp_portal.documents.models import Document
from gmp_portal.incoming import actions, keeping, worklist
from gmp_portal.incoming.models import IncomingFile, IncomingMail
from gmp_portal.ledger.models import Entry
from gmp_portal.website.reading import worklists
from gmp_portal.workflow import NotNowError, RuleRefusedError
from tests.documents.samples import plain_pdf
from tests.incoming.samples import answer

pytestmark = pytest.mark.django_db
PAGE = "/desk/mail/held/"


@pytest.fixture
def held(letter, taker):
    files = [("proof.pdf", plain_pdf()), ("run.exe", b"MZ")]
    text = "Yes, <b>do</b>.\n\nShe wrote:\n> Do you?"
    return keeping.keep(
        answer(letter, text, sender="Office <office@example.net>", files=files)
    )


def test_a_mail_that_waits_is_work_of_the_desk(held, secretariat, as_user):
    [task] = [each for each in worklists.desk_tasks() if each.kind == "mails"]

    page = as_user(secretariat).get("/desk/", {"kind": "mails"}).text

    assert (task.title, task.note) == ("Re: A question", "Office")
    assert task.url in page
    assert list(worklist.desk_queue()) == ["Mails that wait"]


def test_the_page_shows_who_wrote_what_and_why_it_waits(held, secretariat, as_user):
    page = as_user(secretariat).get(PAGE).text

    assert f'id="mail-{held.pk}"' in page
    for words in (
        "office@example.net",
        "It came from another address than the portal wrote to.",
        "Amina Example",
        "A question about cinnabar",
        "Yes, &lt;b&gt;do&lt;/b&gt;.",
        "proof.pdf",
        "run.exe",
        "This file is of a kind that is not taken here.",
        "&gt; Do you?",
    ):
        assert words in page


def test_a_mail_without_a_subject_and_without_a_place(taker, secretariat, as_user):
    keeping.keep(b"From: a@example.net\r\n\r\nHello")

    page = as_user(secretariat).get(PAGE).text

    assert "A mail without a subject" in page
    assert "accept" not in page
    assert [task.title for task in worklist.desk_queue()["Mails that wait"]] == [
        "A mail without a subject"
    ]


def test_an_empty_page_says_so(secretariat, as_user):
    assert "No mail waits." in as_user(secretariat).get(PAGE).text


@pytest.mark.parametrize("role", ["person", "admin"])
def test_nobody_else_sees_them(held, request, as_user, role):
    client = as_user(request.getfixturevalue(role))

    answers = [client.get(PAGE), client.post(f"{PAGE}{held.pk}/accept/")]

    assert [each.status_code for each in answers] in ([403, 403], [403, 404])


def test_an_officer_opens_its_files_and_a_stranger_does_not(held, secretariat, person):
    [document] = held.documents
    may_read = policies.may_read

    assert may_read(secretariat, document)
    assert not may_read(AnonymousUser(), document)
    assert not may_read(person, document)
    # Somebody else sent it.
    assert not may_read(held.person, document)


def test_an_officer_takes_a_mail_for_its_writer(held, taker, secretariat, as_user):
    client = as_user(secretariat)

    page = client.post(f"{PAGE}{held.pk}/accept/", follow=True).text

    held.refresh_from_db()
    assert taker.taken == [(held, "7", ["proof.pdf"])]
    assert (held.state, held.why, held.decided_by) == ("taken", "other_sender", secretariat)
    assert "The mail is taken for Amina Example" in page
    entry = Entry.objects.get(kind="incoming.accepted")
    assert entry.body["person"] == held.person_id
    assert policies.may_read(held.person, held.documents[0])
    again = client.post(f"{PAGE}{held.pk}/accept/", follow=True).text
    assert "somebody has decided on it" in again


def test_what_its_taker_refuses_goes_on_waiting(held, taker, secretariat):
    taker.error = RuleRefusedError("Decided already.", clause="R-16")

    with pytest.raises(RuleRefusedError, match="Decided already"):
        actions.accept(held, by=secretariat)

    held.refresh_from_db()
    assert (held.state, held.decided_at) == ("held", None)
    assert not Entry.objects.filter(kind="incoming.accepted").exists()


def test_an_officer_drops_a_mail_with_its_files(held, secretariat, as_user):
    client, address = as_user(secretariat), f"{PAGE}{held.pk}/drop/"
    form = client.get(address)

    empty = client.post(address, {"reason": " "})
    page = client.post(address, {"reason": "Advertising."}, follow=True).text

    held.refresh_from_db()
    assert "Re: A question" in form.text
    assert empty.status_code == 422
    assert (held.state, held.why, held.note) == ("dropped", "by_officer", "Advertising.")
    assert Entry.objects.get(kind="incoming.dropped").body["reason"] == "Advertising."
    assert not IncomingFile.objects.exists()
    assert list(janitor.unclaimed()) == list(Document.objects.all())
    assert "The mail is dropped." in page
    assert "No mail waits." in page


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"why": "lost"},
        {"why": ""},
        {"person": None},
        {"key": ""},
        {"original": None},
        {"message_id": ""},
        {"decided_at": "2026-11-29T00:00Z"},
        {"state": "taken", "person": None, "purpose": "", "key": ""},
    ],
)
def test_the_database_keeps_what_a_mail_is(held, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        IncomingMail.objects.filter(pk=held.pk).update(**change)


def test_the_database_keeps_why_a_mail_was_dropped(held, secretariat):
    actions.drop(held, reason="Advertising.", by=secretariat)

    for change in ({"note": ""}, {"why": "automatic"}, {"state": "held"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            IncomingMail.objects.filter(pk=held.pk).update(**change)


def test_files_are_named_by_their_document(held):
    assert str(held.files.get()) == "proof.pdf"


@pytest.mark.parametrize("step", ["accept", "drop"])
def test_of_two_officers_at_once_the_second_is_led_back(held, secretariat, step):
    """Between the look-up and the lock somebody else decided."""
    stale = IncomingMail.objects.get(pk=held.pk)
    actions.drop(held, reason="Not for us.", by=secretariat)
    act = actions.accept if step == "accept" else actions.drop
    more = {} if step == "accept" else {"reason": "Nor for me."}

    with pytest.raises(NotNowError) as late:
        act(stale, by=secretariat, **more)

    assert late.value.record.get_absolute_url() == f"{PAGE}#mail-{held.pk}"
