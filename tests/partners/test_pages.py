"""What the pages show, to whom, and how they refuse (C2, C13)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gmp_portal.documents import files
from partners.actions import letter_decisions, publications
from partners.models import Checklist, LetterOfIntent
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    PDF,
    ChecklistFactory,
    InformationRequestFactory,
    LetterFactory,
    PartnerFactory,
)
from tests.forms import token_on
from tests.readers import filled
from tests.reading import reading

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status


def status(client, url):
    response = client.get(url)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response.status_code


def part_url(letter, part, name="partners:letter_part"):
    return reverse(name, args=[letter.key, part])


# Drafts --------------------------------------------------------------------------------


def test_autosave_keeps_what_is_typed_and_says_when(as_user):
    letter = LetterFactory()
    client, page = as_user(letter.sender), part_url(letter, "commitment")

    response = client.post(
        part_url(letter, "commitment", "partners:letter_autosave"),
        {
            "contribution": "Half a sentence",
            "supports": "on",
            "version": token_on(client, page),
        },
    )

    letter.refresh_from_db()
    assert response.json() == {
        "version": token_on(client, page),
        "saved": letter.updated_at.strftime("%H:%M"),
    }
    assert (letter.version, letter.contribution) == (2, "Half a sentence")


def test_a_draft_without_contribution_can_be_saved_and_not_sent(as_user):
    letter = LetterFactory()
    client = as_user(letter.sender)
    client.post(part_url(letter, "commitment"), {"supports": "on"})

    response = client.post(reverse("partners:letter_submit", args=[letter.key]))

    letter.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, letter.status) == (422, Status.DRAFT)
    assert "Describe what you will contribute." in page
    assert "#A1-2c-4" in page


def test_what_is_missing_is_said_once_and_leads_on_to_the_first_of_it(as_user):
    letter = LetterFactory(contribution="", area_slugs=[], is_for_all_areas=False)
    url = reverse("partners:letter_submit", args=[letter.key])

    refused = as_user(letter.sender).post(url).content.decode()
    looked_at = as_user(letter.sender).get(url).content.decode()

    assert refused.count('class="errsum"') == 1
    assert "errsum" not in looked_at
    for page in (refused, looked_at):
        assert "Send to UNEP" not in page
        assert f'btn-primary" href="{part_url(letter, "areas")}#' in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90\x00" + b"\x00" * 500, "of a kind that is not taken"),
        (b"", "empty"),
        (PDF[:150], "damaged"),
        (PDF + b"<script>" * 9, "other data behind its end"),
    ],
)
def test_a_bad_file_is_refused_and_the_input_kept(as_user, content, sentence):
    letter = LetterFactory(signing="", signed_name="")
    upload = SimpleUploadedFile("letter.pdf", content, content_type="application/pdf")

    response = as_user(letter.sender).post(
        part_url(letter, "signature"),
        {"signed_name": "Typed Sample", "upload": upload},
    )

    letter.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, letter.signed_file) == (422, None)
    assert sentence in page
    assert "Typed Sample" in page


def test_a_file_of_60_mb_is_stopped_on_the_way(as_user, settings):
    letter = LetterFactory()
    upload = SimpleUploadedFile("letter.pdf", b"%PDF-" + b"0" * (60 * 1024 * 1024))

    response = as_user(letter.sender).post(
        part_url(letter, "signature"), {"upload": upload}
    )

    assert response.status_code == 422
    assert "larger than 20 MB" in response.content.decode()


def test_a_document_that_is_there_already_is_named(as_user):
    letter = LetterFactory()
    client, url = as_user(letter.sender), part_url(letter, "documents")
    said = []
    for name in ("mandate.pdf", "copy.pdf"):
        upload = SimpleUploadedFile(name, PDF, content_type="application/pdf")
        page = client.post(url, {"upload": upload}, follow=True)
        said.append([str(message) for message in page.context["messages"]])

    assert said == [
        ["The document has been added."],
        ["This document is there already, as “mandate.pdf”."],
    ]
    assert letter.attachments.count() == 1


def test_a_good_file_is_kept_although_another_answer_is_wrong(as_user):
    letter = LetterFactory()
    upload = SimpleUploadedFile("signed.pdf", PDF, content_type="application/pdf")
    client = as_user(letter.sender)

    response = client.post(
        part_url(letter, "signature"),
        {"signed_name": "x" * 200, "upload": upload},
    )

    letter.refresh_from_db()
    assert response.status_code == 422
    assert letter.signed_file.name == "signed.pdf"
    assert "signed.pdf" in client.get(part_url(letter, "signature")).content.decode()


def test_a_duplicate_points_to_the_register(as_user):
    PartnerFactory(name="Example Andes")
    letter = LetterFactory(organisation="EXAMPLE andes ", version=2)

    page = as_user(letter.sender).get(part_url(letter, "organization")).content.decode()

    assert "possible duplicate of Example Andes" in page
    assert reverse("partners:partner_list") in page


def test_a_second_click_on_send_leads_to_the_same_letter(as_user):
    letter = LetterFactory()
    client, url = (
        as_user(letter.sender),
        reverse("partners:letter_submit", args=[letter.key]),
    )

    first = client.post(url)
    second = client.post(url)

    letter.refresh_from_db()
    assert first.url == second.url == letter.get_absolute_url()
    assert LetterOfIntent.objects.count() == 1


def test_the_draft_address_leads_to_the_number_later(as_user):
    letter = LetterFactory(submitted=True)

    response = as_user(letter.sender).get(
        reverse("partners:letter_detail", args=[letter.draft_id])
    )

    assert response.url == letter.get_absolute_url()


# Who finds what ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "withdrawn", "confirmed", "cleared"]
)
@pytest.mark.parametrize("who", ["visitor", "stranger"])
def test_a_letter_that_is_not_public_does_not_exist_for_others(client, state, who):
    letter = LetterFactory(**({} if state == "draft" else {state: True}))
    if who == "stranger":
        client.force_login(UserFactory())

    response = client.get(letter.get_absolute_url())

    assert response.status_code == 404


@pytest.mark.parametrize(
    "key", ["LOI-2026-9999", "nonsense", "00000000-0000-4000-8000-000000000000"]
)
def test_a_guessed_address_finds_nothing(client, key):
    assert client.get(reverse("partners:letter_detail", args=[key])).status_code == 404


def test_the_page_speaks_to_the_sender_and_of_the_sender_to_officers(as_user, secretariat):
    letter = LetterFactory(submitted=True)

    told, told_officers = (
        as_user(reader).get(letter.get_absolute_url()).content.decode()
        for reader in (letter.sender, secretariat)
    )

    assert "You told us" in told
    assert "They told us" not in told
    assert "Their contact point and signatory" in told_officers
    assert "You told us" not in told_officers


def test_officers_do_not_see_drafts(as_user, secretariat):
    letter = LetterFactory()

    assert as_user(secretariat).get(letter.get_absolute_url()).status_code == 404


def test_the_public_page_shows_the_hash_and_no_personal_data(client):
    letter = LetterFactory(
        published=True, contact_name="Sample Hidden", signed_name="Sample Signer"
    )

    page = client.get(letter.get_absolute_url()).content.decode()

    assert letter.public_letter.sha256 in page
    hidden = (letter.contact_email, letter.contact_phone, "Sample Hidden", "Sample Signer")
    assert [text for text in hidden if text in page] == []


def test_the_original_stays_sealed_for_visitors(client, as_user):
    letter = LetterFactory(published=True)
    signed = files.store(
        PDF, name="signed.pdf", media_type="application/pdf", policy="letter_original"
    )
    as_it_was(letter, signed_file=signed)

    url = letter.signed_file.get_absolute_url()

    assert status(client, url) == 404
    assert status(as_user(UserFactory()), url) == 404
    assert status(as_user(letter.sender), url) == 200


def test_the_public_file_is_sealed_until_publication(client, as_user, secretariat):
    letter = LetterFactory(cleared=True)
    letter.public_letter = files.store(
        PDF, name="x.pdf", media_type="application/pdf", policy="letter_public"
    )
    letter.save()
    url = letter.public_letter.get_absolute_url()

    before = status(client, url)
    publications.publish(letter, by=secretariat)

    assert (before, status(client, url)) == (404, 200)


def test_the_filled_button_of_a_draft_fills_in_what_is_missing(as_user):
    """A1-2c."""
    begun, ready = LetterFactory(signing="", signed_name=""), LetterFactory()

    of_begun = [filled(as_user(begun.sender), url) for url in _draft_pages(begun)]
    of_ready = [filled(as_user(ready.sender), url) for url in _draft_pages(ready)]

    assert of_begun == [["Continue: Sign or upload the letter"], ["Add what is missing"]]
    assert of_ready == [["Check your letter"], ["Send to UNEP"]]


def _draft_pages(letter):
    return letter.get_absolute_url(), reverse("partners:letter_submit", args=[letter.key])


SENDER_STEPS = ["letter_submit", "letter_discard", "letter_answer", "letter_withdraw"]
OFFICER_STEPS = [
    "letter_checklist",
    "letter_request_information",
    "letter_confirm",
    "letter_propose_decline",
    "letter_decline",
    "letter_drop_decline",
    "letter_clear",
    "letter_second_clearance",
    "letter_reopen_clearance",
    "letter_publish",
]


@pytest.mark.parametrize("step", SENDER_STEPS + OFFICER_STEPS)
def test_a_stranger_may_not_even_know(as_user, step):
    letter = LetterFactory(submitted=True)

    response = as_user(UserFactory()).post(reverse(f"partners:{step}", args=[letter.key]))

    assert response.status_code == 404


@pytest.mark.parametrize("step", OFFICER_STEPS)
def test_the_sender_may_not_do_what_the_secretariat_does(as_user, step):
    letter = LetterFactory(submitted=True)

    response = as_user(letter.sender).post(reverse(f"partners:{step}", args=[letter.key]))

    assert response.status_code == 403
    assert "#A1-2e" in response.content.decode()


@pytest.mark.parametrize("step", OFFICER_STEPS)
def test_an_officer_may_not_decide_on_the_own_letter(as_user, secretariat, step):
    letter = LetterFactory(submitted=True, sender=secretariat)

    response = as_user(secretariat).post(reverse(f"partners:{step}", args=[letter.key]))

    assert response.status_code == 403
    assert "#R-06" in response.content.decode()


@pytest.mark.parametrize("step", ["letter_discard", "letter_answer", "letter_withdraw"])
def test_an_officer_may_not_do_what_the_sender_does(as_user, secretariat, step):
    letter = LetterFactory(submitted=True)

    response = as_user(secretariat).post(reverse(f"partners:{step}", args=[letter.key]))

    assert response.status_code == 403


WRONG_STATES = [
    ("letter_checklist", {"published": True}, "is decided already"),
    ("letter_request_information", {"published": True}, "is decided already"),
    ("letter_confirm", {"published": True}, "is decided already"),
    ("letter_confirm", {"submitted": True}, "Answer all questions"),
    ("letter_propose_decline", {"published": True}, "is decided already"),
    ("letter_decline", {"submitted": True}, "propose it first"),
    ("letter_drop_decline", {"submitted": True}, "propose it first"),
    ("letter_clear", {"cleared": True}, "reopen the clearance"),
    ("letter_second_clearance", {"cleared": True}, "it can be published"),
    ("letter_reopen_clearance", {"confirmed": True}, "clear the letter first"),
    ("letter_publish", {"confirmed": True}, "clear it first"),
    ("letter_publish", {"cleared": True, "public_letter": None}, "try again in a minute"),
]


@pytest.mark.parametrize(("step", "state", "words"), WRONG_STATES)
def test_a_step_that_does_not_fit_leads_back_to_the_letter(
    as_user, secretariat, step, state, words
):
    letter = LetterFactory(**state)
    client = as_user(secretariat)

    response = client.post(reverse(f"partners:{step}", args=[letter.key]))

    page = client.get(response.url).content.decode()
    assert response.url == letter.get_absolute_url()
    assert words in page
    assert letter.status == LetterOfIntent.objects.get(pk=letter.pk).status


@pytest.mark.parametrize(
    "step",
    [
        "letter_request_information",
        "letter_confirm",
        "letter_propose_decline",
        "letter_reopen_clearance",
    ],
)
def test_no_form_is_shown_that_can_only_be_refused(as_user, secretariat, step):
    letter = LetterFactory(published=True)

    response = as_user(secretariat).get(reverse(f"partners:{step}", args=[letter.key]))

    assert response.url == letter.get_absolute_url()


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("letter_discard", {"submitted": True}),
        ("letter_answer", {"submitted": True}),
        ("letter_withdraw", {"confirmed": True}),
    ],
)
def test_a_step_of_the_sender_that_does_not_fit_leads_back(as_user, step, state):
    letter = LetterFactory(**state)

    response = as_user(letter.sender).get(reverse(f"partners:{step}", args=[letter.key]))

    assert response.url == letter.get_absolute_url()


def test_a_checked_letter_is_confirmed_on_the_desk(as_user, secretariat):
    letter = LetterFactory(submitted=True)
    client = as_user(secretariat)
    answers = dict.fromkeys(Checklist.QUESTIONS, "True")
    client.post(reverse("partners:letter_checklist", args=[letter.key]), answers)

    response = client.post(
        reverse("partners:letter_confirm", args=[letter.key]),
        {"confirmed": "on"} | reading(letter),
    )

    letter.refresh_from_db()
    assert (response.status_code, letter.status) == (302, Status.CONFIRMED)


READY = "All questions are answered with yes: the letter may be confirmed."


def test_what_follows_from_the_checklist_is_said_once(as_user, secretariat):
    letter = LetterFactory(submitted=True)
    answers = dict.fromkeys(Checklist.QUESTIONS, "True")
    url = reverse("partners:letter_checklist", args=[letter.key])

    page = as_user(secretariat).post(url, answers, follow=True).content.decode()

    assert "The checklist is saved." in page
    assert page.count(READY) == 1


@pytest.mark.parametrize("state", ["confirmed", "published", "declined"])
def test_what_is_decided_is_not_called_ready_any_more(as_user, secretariat, state):
    letter = LetterFactory(**{state: True})
    checked = {"note": "Well known.", "checked_by": secretariat}
    kept = Checklist.objects.filter(letter=letter).first()
    as_it_was(kept or ChecklistFactory(letter=letter), **checked)

    page = as_user(secretariat).get(letter.get_absolute_url()).content.decode()

    assert READY not in page
    assert "Private note" in page
    assert "Well known." in page


def test_personal_data_in_the_clearance_keep_the_text(as_user, secretariat):
    letter = LetterFactory(confirmed=True)

    response = as_user(secretariat).post(
        reverse("partners:letter_clear", args=[letter.key]),
        {
            "public_contribution": "Write to sample@example.org about our training.",
            "clear": "1",
        },
    )

    assert response.status_code == 422
    assert "about our training." in response.content.decode()


def test_only_the_open_questions_are_asked(as_user):
    asked = InformationRequestFactory()
    url = reverse("partners:letter_answer", args=[asked.letter.key])

    page = as_user(asked.letter.sender).get(url).content.decode()

    assert page.count("<textarea") == 2
    assert 'name="organisation"' not in page


def test_an_incomplete_answer_keeps_what_was_typed(as_user):
    asked = InformationRequestFactory()
    first = asked.questions.first()

    response = as_user(asked.letter.sender).post(
        reverse("partners:letter_answer", args=[asked.letter.key]),
        {f"answer_{first.pk}": "The director signs."},
    )

    assert response.status_code == 422
    assert "The director signs." in response.content.decode()


def test_what_is_left_unanswered_is_named_in_the_words_of_the_question(as_user):
    asked = InformationRequestFactory(questions=["Who <b>signs</b>?"])

    page = (
        as_user(asked.letter.sender)
        .post(reverse("partners:letter_answer", args=[asked.letter.key]), {})
        .content.decode()
    )

    _before, _summary, errors = page.partition("data-error-summary")
    summary = errors.partition("</ul>")[0]
    assert "<bdi>Who &lt;b&gt;signs&lt;/b&gt;?</bdi>" in summary
    assert "</bdi>:" not in summary


def test_a_proposed_decline_tells_each_officer_what_is_theirs(
    as_user, secretariat, second_officer
):
    letter = LetterFactory(submitted=True)
    letter_decisions.propose_decline(letter, reason="No contribution.", by=secretariat)
    url = letter.get_absolute_url()

    proposer, second = (
        as_user(user).get(url).content.decode() for user in (secretariat, second_officer)
    )

    assert "You proposed to decline" in proposer
    assert "You are asked to decide on a decline" in second
    assert "Save the checklist" not in proposer + second


def test_the_sender_does_not_read_internal_notes(as_user, secretariat):
    letter = LetterFactory(submitted=True)
    letter_decisions.check(
        letter, dict.fromkeys(Checklist.QUESTIONS), note="hidden doubt", by=secretariat
    )
    letter_decisions.propose_decline(letter, reason="hidden reason", by=secretariat)

    page = as_user(letter.sender).get(letter.get_absolute_url()).content.decode()

    assert "hidden doubt" not in page
    assert "hidden reason" not in page
    assert secretariat.name not in page


def test_the_desk_is_for_the_secretariat(as_user, person):
    assert as_user(person).get(reverse("partners:letter_list")).status_code == 403
