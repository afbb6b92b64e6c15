"""Sentences of the scenario of a letter of intent, as whoever meets them reads the pages (C2)."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from gmp_portal.accounts.models.terms import today
from gmp_portal.documents import files
from gmp_portal.notifications.models import Message
from gmp_portal.ui.worklist import day_of
from partners import worklist
from partners.actions import letter_decisions, letter_links, letters
from partners.models import LetterOfIntent, Pledge
from partners.reading import duplicates
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    PDF,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.forms import token_on
from tests.partners.test_starting import code_in_last_mail
from tests.reading import reading

pytestmark = pytest.mark.django_db
Signing = LetterOfIntent.Signing
BOXES = "black boxes over"


def page_of(client, name, *args):
    return client.get(reverse(f"partners:{name}", args=args)).content.decode()


@pytest.fixture
def paper(db):
    """The signed letter as a file, as its sender uploaded it."""
    return files.store(
        PDF, name="signed.pdf", media_type="application/pdf", policy="letter_original"
    )


def test_whoever_uploads_the_signed_letter_is_told_that_its_pages_are_shown(as_user, paper):
    letter = LetterFactory.create(signing=Signing.UPLOAD, signed_name="", signed_file=paper)
    client = as_user(letter.sender)

    uploading = page_of(client, "letter_part", letter.key, "signature")
    checking = page_of(client, "letter_submit", letter.key)

    assert BOXES in uploading
    assert f"Pictures of its pages, with {BOXES} what is personal" in checking


def test_a_signed_letter_that_stays_sealed_is_not_promised_to_the_public(as_user, paper):
    letter = LetterFactory.create(
        signed=True, signed_file=paper, shows_paper=False, paper_note="Too faint to read."
    )

    page = as_user(letter.sender).get(letter.get_absolute_url()).content.decode()

    assert "Pictures of its pages" not in page


def test_the_signatory_reads_the_whole_letter_before_signing(client, person):
    letter = LetterFactory.create(
        sender=person,
        contact_signs=False,
        signatory_name="Sample Signatory",
        signatory_title="Director",
        signatory_email="signatory@example.org",
        signed_name="Sample Signatory",
    )
    Pledge.objects.create(
        letter=letter, position=1, kind="funding", amount=20000, unit="USD"
    )
    letters.submit(letter, by=person)
    body = Message.objects.get(address="signatory@example.org").body

    page = client.get(re.search(r"/sign/\S+/", body)[0]).content.decode()

    assert "We commit ourselves to its overall goal" in page
    assert "USD 20,000" in page
    assert "The whole Partnership" in page
    assert letter.contact_phone not in page
    assert re.search(rf"{letter.reference}</bdi> · <time", page)


def test_a_name_of_the_register_is_said_before_the_rest_is_written(as_user):
    partner = PartnerFactory.create(name="Ejemplo Andino de Salud Ambiental")
    letter = LetterFactory.create(organisation="")
    url = reverse("partners:letter_part", args=[letter.key, "organization"])
    client, said = as_user(letter.sender), {"kind": "ngo", "next": "1"}
    token = token_on(client, url)
    named = said | {"organisation": " EJEMPLO ANDINO DE SALÚD ambiental ", "version": token}

    stopped = client.post(url, named, follow=True)
    page = stopped.content.decode()
    explained = named | {
        "duplicate_explanation": "Another one.",
        "version": token_on(client, url),
    }
    onward = client.post(url, explained)

    assert stopped.redirect_chain == [(url, 302)]
    assert "possible duplicate of Ejemplo Andino de Salud Ambiental" in page
    assert f'href="{partner.get_absolute_url()}"' in page
    assert onward.url == reverse("partners:letter_part", args=[letter.key, "areas"])


def test_an_own_partner_is_no_duplicate_of_its_next_letter(as_user):
    term = RepresentativeFactory.create(partner__name="Example Andes")
    letter = LetterFactory.create(organisation="Example Andes", sender=term.person)
    stranger = LetterFactory.create(organisation="Example Andes")

    assert duplicates.same_name(letter) == []
    assert [str(same) for same in duplicates.same_name(stranger)] == ["Example Andes"]


def test_the_printed_letter_has_lines_for_place_day_signature_and_stamp(as_user, run_jobs):
    letter = LetterFactory.create(language="es")
    client = as_user(letter.sender)
    client.post(reverse("partners:letter_paper_make", args=[letter.key]))
    asked = page_of(client, "letter_part", letter.key, "signature")
    run_jobs()
    letter.refresh_from_db()

    printed = pypdfium2.PdfDocument(letter.paper.read())[0].get_textpage().get_text_range()

    for words in ("Lugar y fecha", "Firma", "Sello"):
        assert words in printed
    # Whoever asked for it sees how far it is without opening anything.
    assert '<details class="more" open' in asked


def test_a_letter_taken_down_says_since_when_it_was_public(client):
    letter = LetterFactory.create(taken_down=True)
    long_ago = timezone.now() - timedelta(days=40)
    as_it_was(letter, published_at=long_ago)

    page = client.get(letter.get_absolute_url()).content.decode()

    assert re.search(rf"first public on\s+<time[^>]+{long_ago:%Y-%m-%dT%H:%M}", page)


def test_the_chinese_mail_with_the_code_has_no_english_in_it(chinese_readers, client):
    address = "li.example@example.org"
    start = "/zh-hans" + reverse("partners:letter_start")

    asked = client.post(
        start, {"kind": "ngo", "name": "示例李", "email": address}, follow=True
    )

    mail = Message.objects.get(address=address)
    words = mail.body.replace(code_in_last_mail(), "").replace("http://testserver", "")
    assert re.findall(r"[A-Za-z]{4,}", words.partition("\n")[0]) == []
    assert "Hello" not in words
    assert "请忽略本邮件" in words
    assert "代码" not in asked.content.decode()


def test_the_sender_reads_about_which_answer_is_asked(as_user, secretariat):
    letter = LetterFactory.create(submitted=True)
    letter_decisions.request_information(
        letter,
        ["How many laboratories?", "Who may sign?"],
        about=["contribution", ""],
        due_on=today() + timedelta(days=14),
        by=secretariat,
    )
    client = as_user(letter.sender)

    asked = page_of(client, "letter_answer", letter.key)
    listed = client.get(letter.get_absolute_url()).content.decode()
    mail = Message.objects.get(recipient=letter.sender).body

    assert asked.count("About what you said under") == 1
    assert "About what you said under “Contribution”." in asked
    assert "Contribution: How many laboratories?" in listed
    assert "1. Contribution: How many laboratories?\n2. Who may sign?" in mail


def test_the_desk_says_by_when_unep_decides_on_a_letter(secretariat):
    letter = LetterFactory.create(submitted=True)

    [task] = [task for each in worklist.desk_queue().values() for task in each]

    thirty_days_on = day_of(letter.submitted_at) + timedelta(days=30)
    assert (task.due_on, task.target_on) == (thirty_days_on, thirty_days_on)


def test_an_individual_is_not_told_what_nobody_asks(as_user):
    letter = LetterFactory.create(kind="individual")

    page = page_of(as_user(letter.sender), "letter_submit", letter.key)

    assert "Short name" not in page
    assert "Website" not in page


def test_what_its_sender_reads_of_a_state_is_not_the_internal_name(as_user, secretariat):
    letter = LetterFactory.create(submitted=True)

    told = as_user(letter.sender).get(letter.get_absolute_url()).content.decode()
    inside = as_user(secretariat).get(letter.get_absolute_url()).content.decode()

    assert "Received – being checked" in told
    assert "Screening" not in told
    assert "Screening" in inside


def test_a_confirmed_letter_waits_on_the_desk_to_be_public_within_fourteen_days():
    LetterFactory.create(confirmed=True)

    [task] = [task for each in worklist.desk_queue().values() for task in each]

    fourteen_days_on = today() + timedelta(days=14)
    assert (task.publishes, task.due_on) == (True, fourteen_days_on)


def test_everybody_reads_version_day_and_hash_of_a_public_letter(client):
    letter = LetterFactory.create(published=True)

    page = client.get(letter.get_absolute_url()).content.decode()

    assert "Version 1" in page
    assert letter.public_letter.sha256 in page
    assert f"{letter.published_at:%Y-%m-%dT%H:%M}" in page


def test_the_head_of_the_branch_does_not_confirm_the_own_letter(as_user):
    head = UserFactory.create(officer=True, office__role="head")
    letter = LetterFactory.create(checked=True, sender=head)
    url = reverse("partners:letter_confirm", args=[letter.key])

    answer = as_user(head).post(url, {"confirmed": "on"})

    letter.refresh_from_db()
    assert (answer.status_code, letter.status) == (403, LetterOfIntent.Status.SUBMITTED)
    assert "R-06" in answer.content.decode()


def test_a_name_of_a_letter_that_is_checked_has_no_partner_to_be_asked_yet(as_user):
    LetterFactory.create(submitted=True, organisation="Example Andes")
    letter = LetterFactory.create(organisation="Example Andes", version=2)

    page = page_of(as_user(letter.sender), "letter_part", letter.key, "organization")

    assert "Once UNEP has confirmed the letter that is being checked" in page


@pytest.mark.parametrize(
    ("state", "step"), [("confirmed", "postpone"), ("published", "correct")]
)
def test_a_missing_reason_is_asked_for_by_its_name(as_user, secretariat, state, step):
    letter = LetterFactory.create(**{state: True})
    url = reverse(f"partners:letter_{step}", args=[letter.key])

    answer = as_user(secretariat).post(url, {"reason": ""} | reading(letter))

    assert answer.status_code == 422
    assert "Give a reason." in answer.content.decode()


def test_a_colleague_with_a_link_prints_the_letter_as_a_pdf(client, person, run_jobs):
    letter = LetterFactory.create(sender=person)
    letter_links.send(letter, email="colleague@example.org", purpose="upload", by=person)
    body = Message.objects.get(address="colleague@example.org").body
    url = re.search(r"/help/[\w-]+/", body)[0]
    early = client.get(f"{url}paper.pdf").status_code
    run_jobs()

    page = client.get(url).content.decode()
    paper = client.get(f"{url}paper.pdf")
    letter.refresh_from_db()
    letters.save_part(letter, {"website": "https://example.org/"}, by=person)
    stale = client.get(f"{url}paper.pdf").status_code

    assert 'href="paper.pdf"' in page
    assert paper.content.startswith(b"%PDF-")
    assert (early, paper.status_code, stale) == (404, 200, 404)


def test_no_text_of_the_sign_in_has_an_english_word_in_its_chinese():
    said = (
        *("Email Changed", "Your email has been confirmed.", "Email Confirmation"),
        *("Email Removed", "Email Address", "Current email", "Change Email"),
        *("Confirm Email Address", "Verify Your Email Address"),
        "Email address %(deleted_email)s has been removed from your account.",
        "This mail can be safely ignored if you did not initiate this action.",
        "Hello from %(site_name)s!",
    )

    with translation.override("zh-hans"):
        chinese = [re.sub(r"%\(\w+\)s", "", translation.gettext(text)) for text in said]

    assert [text for text in chinese if re.search("[A-Za-z]", text)] == []


def test_a_letter_of_the_only_head_says_that_nobody_can_confirm_it(as_user):
    head = UserFactory.create(officer=True, office__role="head")
    examiner = UserFactory.create(officer=True, office__role="officer")
    letter = LetterFactory.create(checked=True, checklist__checked_by=examiner, sender=head)
    url = letter.get_absolute_url()

    alone = as_user(examiner).get(url).content.decode()
    UserFactory.create(officer=True, office__role="head")
    deputized = as_user(examiner).get(url).content.decode()

    assert "Nobody can confirm this letter now" in alone
    assert "Laid before the head of the branch" in deputized
