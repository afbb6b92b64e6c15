"""A name that somebody else typed is a signature once the signatory says so (A1-2c-1, R-21)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from partners.actions import letter_decisions, letters, signatures
from partners.models import Checklist, SignatureRequest
from partners.reading import answer_rows
from tests.factories.partners import LetterFactory
from tests.reading import reading

pytestmark = pytest.mark.django_db
TYPED = {
    "contact_signs": False,
    "signatory_name": "Sample Signatory",
    "signatory_title": "Director",
    "signatory_email": "signatory@example.org",
    "signed_name": "sample  SIGNATORY",
}


@pytest.fixture
def sent(person):
    letter = LetterFactory(sender=person, **TYPED)
    letters.submit(letter, by=person)
    return letter


def link():
    newest = Message.objects.filter(template__contains="signature_asked").latest(
        "created_at"
    )
    assert (newest.recipient, newest.address) == (None, "signatory@example.org")
    return re.search(r"/sign/\S+/", newest.body)[0]


def ready(letter, secretariat):
    letter_decisions.check(letter, dict.fromkeys(Checklist.QUESTIONS, True), by=secretariat)


def test_the_signatory_confirms_once_without_an_account(sent, client, secretariat, person):
    ready(sent, secretariat)
    sent.refresh_from_db()
    waiting = sent.refusal_of_unfinished()
    url = link()

    page = client.get(url).content.decode()
    empty = client.post(url, {})
    signed = {"confirmed": "on"} | reading(sent.signature_request)
    done = client.post(url, signed, follow=True)
    again = client.post(url, {"confirmed": "on"})

    [typed, _authorized] = answer_rows.signature(sent)
    assert (waiting.clause, waiting.status) == ("A1-2c-1", 409)
    assert "typed the name of Sample Signatory" in page
    assert empty.status_code == 422
    assert "your signature is confirmed" in done.content.decode()
    assert again.status_code == 409
    assert sent.refusal_of_unfinished() is None
    assert f"Sample Signatory, entered by {person}, confirmed on" in str(typed)
    assert Entry.objects.filter(kind="letter.signed").count() == 1


def test_a_link_ends_with_its_days_and_another_one_works(sent, client, as_user, person):
    first = link()
    SignatureRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    late = [client.get(first), client.post(first, {"confirmed": "on"})]
    page = as_user(person).get(sent.get_absolute_url()).content.decode()
    as_user(person).post(reverse("partners:signature_ask", args=[sent.key]))
    second = link()

    assert [answer.status_code for answer in late] == [409, 409]
    assert "not confirmed yet" in page
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)


def test_the_link_is_kept_by_nobody(sent):
    token = link().split("/")[2]

    [request] = SignatureRequest.objects.all()

    assert request.token_sha256 == signatures.digest(token)
    assert not SignatureRequest.objects.filter(token_sha256=token).exists()
    assert Message.objects.get(address="signatory@example.org").is_secret


def test_nobody_is_asked_who_signs_for_oneself_or_on_paper(person):
    own = LetterFactory(sender=person, organisation="Example Own")
    on_paper = LetterFactory(sender=person, organisation="Example Paper", **TYPED)
    on_paper.signing, on_paper.signed_file_id = "upload", None

    letters.submit(own, by=person)
    signatures.ask(on_paper, by=person)

    assert not SignatureRequest.objects.exists()


def test_the_form_says_for_whom_the_name_is_typed(as_user, person):
    own = LetterFactory(sender=person)
    other = LetterFactory(sender=person, **TYPED)
    pages = [
        as_user(person)
        .get(reverse("partners:letter_part", args=[letter.key, "signature"]))
        .content.decode()
        for letter in (own, other)
    ]

    assert "I am authorized to sign this letter." in pages[0]
    assert "The signatory is authorized to sign." in pages[1]
    assert "for somebody else" in pages[1]


def test_somebody_else_does_not_ask_for_another_link(sent, as_user, secretariat):
    url = reverse("partners:signature_ask", args=[sent.key])

    assert as_user(secretariat).post(url).status_code == 403


def test_nobody_gets_more_links_within_an_hour_than_the_rule_allows(sent, as_user, person):
    url = reverse("partners:signature_ask", args=[sent.key])
    browser = as_user(person)

    answers = [browser.post(url).status_code for _ in range(4)]
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        later = browser.post(url).status_code

    links = Message.objects.filter(address="signatory@example.org")
    assert (answers, later) == ([302, 302, 409, 409], 302)
    assert links.count() == 4


def test_letters_sent_one_after_the_other_flood_nobody(sent, person):
    for number in range(2):
        other = LetterFactory(sender=person, organisation=f"Example {number}", **TYPED)
        letters.submit(other, by=person)
    last = LetterFactory(sender=person, organisation="Example Last", **TYPED)

    with pytest.raises(RuleRefusedError) as refusal:
        letters.submit(last, by=person)

    assert refusal.value.clause == "R-24"
    assert Message.objects.filter(address="signatory@example.org").count() == 3
