"""Messages about a letter between sender and UNEP, and notes of the secretariat (A1-2d)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from partners.actions import letter_decisions, letter_notes
from partners.models import LetterNote
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    ChecklistFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Their website names another director."


@pytest.fixture
def letter():
    return LetterFactory.create(submitted=True, sender=UserFactory.create(name="Lu Sample"))


def url_of(name, letter):
    return reverse(f"partners:{name}", args=[letter.key])


def mails(name):
    template = f"partners/emails/{name}.txt"
    return [(m.recipient, m.body) for m in Message.objects.filter(template=template)]


def test_the_sender_writes_and_the_secretariat_answers_on_the_record(
    letter, secretariat, as_user
):
    sender, officer = as_user(letter.sender), as_user(secretariat)

    sender.post(url_of("letter_write", letter), {"text": "Our director is travelling."})
    officer.post(url_of("letter_write", letter), {"text": "Take your time."})

    [(reader, body)] = mails("note_of_sender")
    assert (reader, "Our director is travelling." in body) == (secretariat, True)
    [(reader, body)] = mails("note_of_unep")
    assert (reader, "Take your time." in body) == (letter.sender, True)
    page = sender.get(letter.get_absolute_url()).text
    assert page.index("Our director is travelling.") < page.index("Take your time.")
    assert secretariat.name not in page
    assert "Send to the secretariat" in page
    assert "Send to Lu Sample" in officer.get(letter.get_absolute_url()).text


def test_a_note_of_the_secretariat_is_read_by_nobody_else(letter, secretariat, as_user):
    officer = as_user(secretariat)

    officer.post(url_of("letter_note", letter), {"text": SECRET})

    assert SECRET in officer.get(letter.get_absolute_url()).text
    assert SECRET not in as_user(letter.sender).get(letter.get_absolute_url()).text
    assert not Message.objects.exists()


def test_an_officer_reads_no_note_on_the_own_letter(secretariat, second_officer, as_user):
    letter = LetterFactory.create(submitted=True, sender=secretariat)
    letter_notes.keep(letter, SECRET, by=second_officer)

    page = as_user(secretariat).get(letter.get_absolute_url()).text

    assert SECRET not in page
    assert "Keep for the secretariat alone" not in page


def test_an_officer_reads_no_note_on_an_organization_of_his_or_her_own(
    letter, secretariat, second_officer, as_user
):
    partner = PartnerFactory.create(name=letter.organisation, country=letter.country)
    RepresentativeFactory.create(partner=partner, person=secretariat)
    letter_notes.keep(letter, SECRET, by=second_officer)
    ChecklistFactory.create(letter=letter, note=SECRET)

    letter_decisions.propose_decline(letter, reason=SECRET, by=second_officer)

    page = as_user(secretariat).get(letter.get_absolute_url()).text
    assert SECRET not in page
    assert "Checklist saved" not in page
    assert not Message.objects.filter(recipient=secretariat).exists()


def test_a_second_click_writes_no_second_message(letter):
    first = letter_notes.write(letter, "A word.", by=letter.sender)
    second = letter_notes.write(letter, " A word. ", by=letter.sender)

    assert first == second
    assert letter.notes.count() == 1


def test_a_second_click_keeps_no_second_note(letter, secretariat):
    notes = {letter_notes.keep(letter, SECRET, by=secretariat) for _click in range(2)}

    assert len(notes) == 1


def test_an_empty_message_is_asked_for_again(letter, as_user):
    response = as_user(letter.sender).post(url_of("letter_write", letter), {"text": "  "})

    assert response.status_code == 422
    assert "Write something before you send." in response.text


@pytest.mark.parametrize("name", ["letter_note", "letter_extend"])
def test_the_sender_has_no_part_in_what_the_secretariat_does(letter, as_user, name):
    response = as_user(letter.sender).post(url_of(name, letter), {"text": "A word."})

    assert response.status_code == 403


def test_a_stranger_writes_to_nobody(letter, as_user):
    stranger = as_user(UserFactory.create())

    response = stranger.post(url_of("letter_write", letter), {"text": "A word."})

    assert response.status_code == 404


def test_nobody_writes_about_a_draft(secretariat):
    draft = LetterFactory.create()

    with pytest.raises(RuleRefusedError, match="once it is sent"):
        letter_notes.write(draft, "A word.", by=draft.sender)
    with pytest.raises(RuleRefusedError, match="once it is sent"):
        letter_notes.keep(draft, "A word.", by=secretariat)


def test_only_the_secretariat_keeps_notes_for_itself(letter):
    with pytest.raises(RuleRefusedError, match="Only the secretariat"):
        letter_notes.keep(letter, "A word.", by=letter.sender)

    with pytest.raises(IntegrityError), transaction.atomic():
        LetterNote.objects.create(
            letter=letter,
            author=letter.sender,
            audience="secretariat",
            is_of_unep=False,
            text="A word.",
        )
