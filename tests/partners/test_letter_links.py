"""Links by which a colleague helps with a draft, with or without an account (R-32)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.notifications.models import Message
from partners.actions import letter_links, letters
from partners.models import LetterLink
from tests.documents.test_uploads_in_pieces import begin
from tests.factories.accounts import UserFactory
from tests.factories.partners import PDF, LetterFactory
from tests.forms import token_on
from tests.partners.test_starting import code_in_last_mail

pytestmark = pytest.mark.django_db
WRITE, UPLOAD = LetterLink.Purpose.WRITE, LetterLink.Purpose.UPLOAD


@pytest.fixture
def letter():
    return LetterFactory.create(organisation="Example Institute")


def sent(letter, purpose, email="colleague@example.org"):
    """The link, and the address in its mail."""
    link = letter_links.send(letter, email=email, purpose=purpose, by=letter.sender)
    template = f"partners/emails/letter_link_{purpose}.txt"
    body = Message.objects.filter(template=template).latest("created_at").body
    return link, re.search(r"/help/[\w-]+/", body)[0]


def a_file(content=PDF):
    return SimpleUploadedFile("signed.pdf", content, content_type="application/pdf")


def part_of(letter):
    return reverse("partners:letter_part", args=[letter.key, "commitment"])


def test_the_page_sends_a_link_and_lists_it(letter, as_user):
    url = reverse("partners:letter_link_list", args=[letter.key])
    said = {"email": "Colleague@Example.org", "purpose": "upload"}

    page = as_user(letter.sender).post(url, said, follow=True).content.decode()

    assert "A link is on its way to colleague@example.org." in page
    assert "works until" in page


@pytest.mark.parametrize(
    ("change", "email"),
    [({}, "sender@example.org"), ({"organisation": ""}, "colleague@example.org")],
)
def test_a_refused_link_keeps_what_was_typed(letter, as_user, change, email):
    letter.sender.email = "sender@example.org"
    letter.sender.save(update_fields=["email"])
    letters.save_part(letter, change, by=letter.sender)
    url = reverse("partners:letter_link_list", args=[letter.key])

    response = as_user(letter.sender).post(url, {"email": email, "purpose": "upload"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "R-32" in page
    assert email in page
    assert not letter.links.exists()


def test_a_signed_letter_comes_by_the_link_without_an_account(letter):
    link, url = sent(letter, UPLOAD)
    visitor = Client()

    page = visitor.get(url).content.decode()
    answer = visitor.post(url, {"upload": a_file()}, follow=True).content.decode()

    letter.refresh_from_db()
    link.refresh_from_db()
    assert "Example Institute" in page
    assert "the signed letter has arrived" in answer
    assert (letter.signed_file.name, letter.signing) == ("signed.pdf", "upload")
    assert link.used_at is not None
    assert ledger.trail(letter).first().kind == "letter.signed_file_came"


def test_a_bad_file_by_a_link_is_refused_and_the_link_still_works(letter):
    link, url = sent(letter, UPLOAD)

    response = Client().post(url, {"upload": a_file(b"MZ no letter")})

    link.refresh_from_db()
    assert response.status_code == 422
    assert link.is_open


def test_a_link_works_once(letter):
    _link, url = sent(letter, UPLOAD)
    visitor = Client()
    visitor.post(url, {"upload": a_file()})
    letter.refresh_from_db()
    first = letter.signed_file

    visitor.post(url, {"upload": a_file(PDF.replace(b"72 72", b"99 99"))})

    letter.refresh_from_db()
    assert letter.signed_file == first


@pytest.mark.parametrize("purpose", [WRITE, UPLOAD])
def test_a_link_that_ended_says_so(letter, purpose):
    revoked, url_of_revoked = sent(letter, purpose)
    letter_links.revoke(revoked, by=letter.sender)
    _open, url_of_old = sent(letter, purpose, email="other@example.org")

    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        old = Client().get(url_of_old)
    gone = Client().get(url_of_revoked)

    for response in (old, gone):
        assert response.status_code == 409
        assert "This link works no more." in response.content.decode()


def test_a_guessed_link_is_not_found():
    assert Client().get("/help/guessed/").status_code == 404
    assert Client().get("/help/guessed/paper.docx").status_code == 404


def test_the_letter_in_word_is_open_by_its_link_only(letter):
    _link, url = sent(letter, UPLOAD)
    _other, to_write = sent(letter, WRITE)

    answers = [Client().get(f"{path}paper.docx").status_code for path in (url, to_write)]

    assert answers == [200, 404]


def test_a_colleague_writes_the_draft_after_a_code_and_does_not_send_it(letter):
    _link, url = sent(letter, WRITE)
    colleague = Client()

    asked = colleague.post(url, {"name": "Sample Colleague"})
    confirmed = f"{asked.url.partition('?')[0]}?next={url}"
    colleague.post(confirmed, {"code": code_in_last_mail()})
    colleague.post(url, {"confirmed": "on"})
    token = token_on(colleague, part_of(letter))
    said = {"contribution": "Words of a colleague.", "version": token}
    colleague.post(part_of(letter), said)
    sending = colleague.post(reverse("partners:letter_submit", args=[letter.key]))
    deleting = colleague.post(reverse("partners:letter_discard", args=[letter.key]))

    letter.refresh_from_db()
    assert letter.contribution == "Words of a colleague."
    assert (sending.status_code, deleting.status_code) == (403, 403)
    assert letter.is_draft


def test_the_code_goes_to_the_address_that_was_asked_whoever_has_the_link(letter):
    _link, url = sent(letter, WRITE)

    Client().post(url, {"name": "Somebody Else"})

    code = Message.objects.get(template="account/email/login_code")
    assert code.address == "colleague@example.org"


def test_a_link_that_was_handed_on_lets_nobody_else_in(letter, as_user):
    link, url = sent(letter, WRITE)
    somebody = UserFactory.create()

    response = as_user(somebody).post(url, {"confirmed": "on"})

    link.refresh_from_db()
    assert response.status_code == 403
    assert "colleague@example.org" in response.content.decode()
    assert link.accepted_by is None


def test_a_link_that_was_accepted_opens_for_nobody_else_and_sends_no_code(letter, as_user):
    link, url = sent(letter, WRITE)
    colleague = UserFactory.create(email="colleague@example.org")
    letter_links.accept(link, by=colleague)
    others = (Client(), as_user(UserFactory.create()))

    answers = [other.get(url).status_code for other in others]
    asked = Client().post(url, {"name": "Sample"}).status_code

    assert (answers, asked) == ([409, 409], 409)
    assert not Message.objects.filter(template="account/email/login_code").exists()
    assert as_user(colleague).get(url).url == letter.get_absolute_url()


def test_taken_back_it_opens_for_whoever_accepted_it_no_more(letter, as_user):
    link, url = sent(letter, WRITE)
    colleague = UserFactory.create(email="colleague@example.org")
    letter_links.accept(link, by=colleague)
    letter_links.revoke(link, by=letter.sender)

    response = as_user(colleague).get(url)

    assert response.status_code == 409
    assert "This link works no more." in response.content.decode()


def test_somebody_signed_in_with_another_address_reads_for_whom_the_link_is(
    letter, as_user
):
    _link, url = sent(letter, WRITE)

    response = as_user(UserFactory.create()).get(url)

    assert response.status_code == 403
    assert "colleague@example.org" in response.content.decode()


def test_who_was_asked_sees_the_draft_only_while_the_link_stands(letter, as_user):
    link, _url = sent(letter, WRITE)
    colleague = UserFactory.create(email="colleague@example.org")
    client = as_user(colleague)
    statuses = [client.get(letter.get_absolute_url()).status_code]

    letter_links.accept(link, by=colleague)
    statuses.append(client.get(letter.get_absolute_url()).status_code)
    letter_links.revoke(link, by=letter.sender)
    statuses.append(client.get(letter.get_absolute_url()).status_code)

    assert statuses == [404, 200, 404]


def test_a_letter_that_was_sent_is_no_longer_open_to_who_helped(letter, as_user):
    link, _url = sent(letter, WRITE)
    colleague = UserFactory.create(email="colleague@example.org")
    letter_links.accept(link, by=colleague)
    letters.submit(letter, by=letter.sender)

    assert as_user(colleague).get(letter.get_absolute_url()).status_code == 404


def test_only_the_sender_sends_links_and_takes_them_back(letter, as_user):
    link, _url = sent(letter, WRITE)
    colleague = UserFactory.create(email="colleague@example.org")
    letter_links.accept(link, by=colleague)
    client = as_user(colleague)
    pages = [
        reverse("partners:letter_link_list", args=[letter.key]),
        reverse("partners:letter_link_revoke", args=[letter.key, link.pk]),
    ]

    assert [client.post(page).status_code for page in pages] == [403, 403]


def test_taking_back_is_told_and_leaves_what_was_written(letter, as_user):
    link, _url = sent(letter, WRITE)
    url = reverse("partners:letter_link_revoke", args=[letter.key, link.pk])

    page = as_user(letter.sender).post(url, follow=True).content.decode()

    link.refresh_from_db()
    assert link.revoked_by == letter.sender
    assert "The link to colleague@example.org works no more." in page
    assert "taken back on" in page


def test_sent_again_the_earlier_link_is_void(letter):
    first, _url = sent(letter, WRITE)

    sent(letter, WRITE)

    first.refresh_from_db()
    assert first.revoked_at is not None
    assert letter.links.standing().count() == 1


def test_discarding_the_draft_ends_its_links(letter):
    _link, url = sent(letter, UPLOAD)

    letters.discard(letter, by=letter.sender)

    assert Client().get(url).status_code == 404


def test_once_the_letter_was_sent_its_links_lead_nowhere(letter):
    _link, url = sent(letter, UPLOAD)
    letters.submit(letter, by=letter.sender)

    assert Client().get(url).status_code == 409


def test_the_token_is_in_the_mail_only(letter):
    link, url = sent(letter, UPLOAD)

    assert url.split("/")[2] not in str(vars(link))


@pytest.mark.parametrize(
    "change",
    [
        {"email": "x@example.org"},
        {"purpose": "write"},
        {"expires_at": datetime(2030, 1, 1, tzinfo=UTC)},
    ],
)
def test_the_database_keeps_a_link_as_it_was_sent(letter, change):
    link, _url = sent(letter, UPLOAD)

    with (
        pytest.raises(DatabaseError, match="one person and one purpose"),
        transaction.atomic(),
    ):
        LetterLink.objects.filter(pk=link.pk).update(**change)


def test_a_file_in_pieces_may_come_while_the_link_is_open(letter):
    link, url = sent(letter, UPLOAD)
    visitor, stranger = Client(), Client()
    visitor.get(url)
    place = "partners.SignatureForm.upload"

    allowed, refused = (begin(who, 10, place=place) for who in (visitor, stranger))
    letter_links.revoke(link, by=letter.sender)
    too_late = begin(visitor, 10, place=place)

    answers = [answer.status_code for answer in (allowed, refused, too_late)]
    assert answers == [201, 403, 403]
