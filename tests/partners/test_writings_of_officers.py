"""Checklists, clearances, answers and names that several people have open (C4, N16)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gmp_portal.writing.models import Revision
from partners.actions import letter_decisions, letters
from partners.models import Checklist, LetterOfIntent
from tests.factories.partners import (
    PDF,
    InformationRequestFactory,
    LetterFactory,
    PartnerFactory,
)
from tests.forms import token_on

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status


def writing(view, kind, key, *more):
    return reverse(f"writing:{view}", args=[kind, key, *more])


def step(name, letter):
    return reverse(f"partners:{name}", args=[letter.key])


@pytest.fixture
def one(as_user, secretariat):
    return as_user(secretariat)


@pytest.fixture
def other(as_user, second_officer):
    return as_user(second_officer)


# Checklists ----------------------------------------------------------------------------


def test_two_officers_who_answer_different_questions_are_joined(one, other, second_officer):
    letter = LetterFactory.create(submitted=True)
    token = token_on(one, letter.get_absolute_url())
    url = step("letter_checklist", letter)
    other.post(url, {"is_eligible": "True", "version": token})

    response = one.post(
        url, {"contact_is_verified": "False", "version": token}, follow=True
    )

    saved = Checklist.objects.get(letter=letter)
    said = [str(message) for message in response.context["messages"]]
    assert (saved.is_eligible, saved.contact_is_verified) == (True, False)
    assert second_officer.name in said[-1]


def test_two_officers_who_answer_one_question_see_both(one, other):
    letter = LetterFactory.create(submitted=True)
    token = token_on(one, letter.get_absolute_url())
    url = step("letter_checklist", letter)
    other.post(url, {"is_eligible": "True", "note": "Theirs.", "version": token})

    response = one.post(url, {"is_eligible": "False", "note": "Mine.", "version": token})

    labels = [each.label for each in response.context["form"].shared.conflicts]
    page = response.content.decode()
    assert response.status_code == 409
    assert labels == ["Is the kind of organization plausible?", "Private note"]
    assert "Theirs." in page
    assert "Mine." in page
    assert Checklist.objects.get(letter=letter).is_eligible is True


def test_an_earlier_checklist_comes_back(one):
    letter = LetterFactory.create(submitted=True)
    for note in ("First.", "Second."):
        one.post(step("letter_checklist", letter), {"note": note})
    where = ("partners.checklist", letter.pk)

    listed = one.get(writing("revision_list", *where))
    compared = one.get(writing("revision_compare", *where), {"old": 2, "new": 3})
    one.post(writing("revision_restore", *where, 2), {"confirmed": "on"})

    assert (listed.status_code, compared.status_code) == (200, 200)
    assert Checklist.objects.get(letter=letter).note == "First."


def test_no_checklist_comes_back_after_the_decision(one):
    letter = LetterFactory.create(submitted=True)
    one.post(step("letter_checklist", letter), {"note": "First."})
    letters.withdraw(letter, by=letter.sender)
    url = writing("revision_restore", "partners.checklist", letter.pk, 1)

    response = one.post(url, {"confirmed": "on"}, follow=True)

    assert response.redirect_chain == [(letter.get_absolute_url(), 302)]
    assert Checklist.objects.get(letter=letter).note == "First."


@pytest.mark.parametrize("kind", ["partners.checklist", "partners.clearance"])
def test_what_officers_write_about_a_letter_is_for_them(as_user, kind):
    letter = LetterFactory.create(submitted=True)

    response = as_user(letter.sender).get(writing("revision_list", kind, letter.pk))

    assert response.status_code == 403


@pytest.mark.parametrize("kind", ["partners.checklist", "partners.clearance"])
def test_a_guessed_letter_is_not_found(one, kind):
    assert one.get(writing("revision_list", kind, "x")).status_code == 404
    assert one.get(writing("revision_list", kind, 0)).status_code == 404


# Clearances ----------------------------------------------------------------------------


def test_what_the_public_shall_see_is_kept_before_it_is_cleared(one):
    letter = LetterFactory.create(confirmed=True)
    text = "Write to a@example.org."

    response = one.post(
        step("letter_clear", letter), {"public_contribution": text}, follow=True
    )

    letter.refresh_from_db()
    assert (letter.public_contribution, letter.cleared_at) == (text, None)
    assert text in response.content.decode()


def test_a_text_that_was_reopened_is_not_cleared_over(one, other, second_officer):
    letter = LetterFactory.create(confirmed=True)
    token = token_on(one, letter.get_absolute_url())
    theirs, mine = "Theirs for the public.", "Mine for the public."
    url = step("letter_clear", letter)
    other.post(url, {"public_contribution": theirs, "clear": "1", "version": token})
    letter.refresh_from_db()
    letter_decisions.reopen_clearance(letter, reason="Again", by=second_officer)

    response = one.post(url, {"public_contribution": mine, "clear": "1", "version": token})

    letter.refresh_from_db()
    [conflict] = response.context["form"].shared.conflicts
    assert response.status_code == 409
    assert (conflict.mine, conflict.theirs) == (mine, theirs)
    assert (letter.public_contribution, letter.cleared_at) == (theirs, None)


def test_two_officers_who_clear_different_texts_are_joined(one, other):
    letter = LetterFactory.create(confirmed=True)
    page = letter.get_absolute_url()
    shown = one.get(page).context["clearance_form"]
    token, kept = token_on(one, page), shown["public_contribution"].value()
    url = step("letter_clear", letter)
    texts = {"public_contribution": kept, "version": token}
    other.post(url, texts | {"clearance_note": "A name taken out."})

    one.post(url, texts | {"public_statement": "We support it.", "clear": "1"})

    letter.refresh_from_db()
    assert (letter.public_statement, letter.clearance_note) == (
        "We support it.",
        "A name taken out.",
    )
    assert letter.is_cleared


def test_an_earlier_text_comes_back_without_clearing_the_letter(one):
    letter = LetterFactory.create(confirmed=True)
    for text in ("First text.", "Second text."):
        one.post(step("letter_clear", letter), {"public_contribution": text})
    where = ("partners.clearance", letter.pk)

    listed = one.get(writing("revision_list", *where))
    one.post(writing("revision_restore", *where, 2), {"confirmed": "on"})

    letter.refresh_from_db()
    assert listed.status_code == 200
    assert (letter.public_contribution, letter.cleared_at) == ("First text.", None)


# Answers to the questions of UNEP ------------------------------------------------------


@pytest.fixture
def asked():
    return InformationRequestFactory.create()


@pytest.fixture
def sender(asked, as_user):
    return as_user(asked.letter.sender)


def fields(asked, *texts):
    questions = asked.questions.all()
    return {
        f"answer_{question.pk}": text
        for question, text in zip(questions, texts, strict=False)
    }


def answers_of(asked):
    return [question.answer for question in asked.questions.all()]


def test_answers_are_kept_before_they_are_sent_and_read_by_nobody_else(asked, sender, one):
    letter = asked.letter

    response = sender.post(
        step("letter_answer", letter), fields(asked, "Half a") | {"draft": "1"}, follow=True
    )

    letter.refresh_from_db()
    assert "Half a" in response.content.decode()
    assert answers_of(asked) == ["Half a", ""]
    assert letter.status == Status.INFO_REQUESTED
    assert "Half a" not in one.get(letter.get_absolute_url()).content.decode()


def test_an_answer_that_is_too_long_is_kept_and_not_sent(asked, sender):
    url = step("letter_answer", asked.letter)
    texts = fields(asked, "x" * 10_010, "Yes.")

    kept = sender.post(url, texts | {"draft": "1"}, follow=True)
    sent = sender.post(url, texts)

    said = "by 10 characters: it has 10,010, and at most 10,000 are possible."
    asked.letter.refresh_from_db()
    assert said in kept.content.decode()
    assert answers_of(asked)[0] == "x" * 10_010
    assert (sent.status_code, asked.letter.status) == (422, Status.INFO_REQUESTED)
    assert "x" * 10_010 in sent.content.decode()


def test_answers_in_two_windows_are_joined_before_they_are_sent(asked, sender):
    url = step("letter_answer", asked.letter)
    token = token_on(sender, url)
    sender.post(url, fields(asked, "The first.", "") | {"draft": "1", "version": token})

    sender.post(url, fields(asked, "", "The second.") | {"version": token})

    asked.letter.refresh_from_db()
    assert answers_of(asked) == ["The first.", "The second."]
    assert asked.letter.status == Status.ANSWERED


def test_the_same_answer_from_two_windows_is_shown_twice_and_not_sent(asked, sender):
    url = step("letter_answer", asked.letter)
    token = token_on(sender, url)
    sender.post(url, fields(asked, "Theirs.", "A.") | {"draft": "1", "version": token})

    response = sender.post(url, fields(asked, "Mine.", "A.") | {"version": token})

    page = response.content.decode()
    asked.letter.refresh_from_db()
    assert response.status_code == 409
    assert "Theirs." in page
    assert "Mine." in page
    assert asked.letter.status == Status.INFO_REQUESTED


def test_answers_to_earlier_questions_are_given_back(asked, sender, secretariat):
    letter = asked.letter
    letters.answer(letter, dict.fromkeys(_ids(asked), "Sent."), by=letter.sender)
    letter_decisions.request_information(
        letter, ["Another?"], due_on=asked.due_on, by=secretariat
    )

    response = sender.post(step("letter_answer", letter), fields(asked, "Typed late."))

    assert response.status_code == 409
    assert "Typed late." in response.content.decode()
    assert answers_of(asked) == ["Sent.", "Sent."]


def _ids(asked):
    return list(asked.questions.values_list("pk", flat=True))


def test_an_earlier_answer_comes_back_until_it_is_sent(asked, sender):
    letter, url = asked.letter, step("letter_answer", asked.letter)
    for text in ("First.", "Second."):
        sender.post(url, fields(asked, text, "Yes.") | {"draft": "1"})
    where = ("partners.answers", f"{letter.pk}-{asked.pk}")
    confirmed = {"confirmed": "on"}

    listed = sender.get(writing("revision_list", *where))
    sender.post(writing("revision_restore", *where, 2), confirmed)
    back = answers_of(asked)
    sender.post(url, fields(asked, "Sent.", "Yes."))
    refused = sender.post(writing("revision_restore", *where, 2), confirmed)

    assert listed.status_code == 200
    assert back == ["First.", "Yes."]
    assert refused.url == letter.get_absolute_url()
    assert answers_of(asked) == ["Sent.", "Yes."]


def test_an_answer_that_was_sent_does_not_change_with_the_next_request(
    asked, sender, secretariat
):
    letter = asked.letter
    letters.answer(letter, dict.fromkeys(_ids(asked), "Sent."), by=letter.sender)
    letter_decisions.request_information(
        letter, ["Another?"], due_on=asked.due_on, by=secretariat
    )
    key = f"{letter.pk}-{asked.pk}"

    response = sender.post(writing("presence", "partners.answers", key), follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert response.redirect_chain == [(letter.get_absolute_url(), 302)]
    assert "answered already" in said[0]


def test_answers_are_the_senders(asked, sender, one):
    key = f"{asked.letter.pk}-{asked.pk}"

    assert one.get(writing("revision_list", "partners.answers", key)).status_code == 403
    for wrong in (f"{asked.letter.pk}-x", f"{asked.letter.pk}-0"):
        url = writing("revision_list", "partners.answers", wrong)
        assert sender.get(url).status_code == 404


def test_a_document_that_comes_twice_is_attached_once(asked, sender):
    url = step("letter_answer", asked.letter)
    for _time in range(2):
        upload = SimpleUploadedFile("mandate.pdf", PDF, content_type="application/pdf")
        sender.post(url, fields(asked, "Half") | {"draft": "1", "upload": upload})

    assert asked.letter.attachments.get().document.name == "mandate.pdf"


def test_a_good_document_is_kept_although_an_answer_is_missing(asked, sender):
    upload = SimpleUploadedFile("mandate.pdf", PDF, content_type="application/pdf")

    response = sender.post(
        step("letter_answer", asked.letter), fields(asked, "Half") | {"upload": upload}
    )

    assert response.status_code == 422
    assert "mandate.pdf" in response.content.decode()
    assert asked.letter.attachments.get().document.name == "mandate.pdf"


# Names of partners ---------------------------------------------------------------------


@pytest.fixture
def partner():
    return PartnerFactory.create(name="Example Society", short_name="ES")


def rename_url(partner):
    return reverse("partners:partner_rename", args=[partner.slug])


def test_two_officers_who_change_different_names_are_joined(partner, one, other):
    token = token_on(one, rename_url(partner))
    changed = {"reason": "Statutes", "version": token}
    other.post(
        rename_url(partner), changed | {"name": "Example Society", "short_name": "EXS"}
    )

    one.post(rename_url(partner), changed | {"name": "Example Union", "short_name": "ES"})

    partner.refresh_from_db()
    assert (partner.name, partner.short_name) == ("Example Union", "EXS")


def test_two_new_names_are_shown_and_nothing_is_overwritten(partner, one, other):
    token = token_on(one, rename_url(partner))
    changed = {"reason": "Statutes", "version": token}
    other.post(rename_url(partner), changed | {"name": "Their Union"})

    response = one.post(rename_url(partner), changed | {"name": "My Union"})

    page = response.content.decode()
    partner.refresh_from_db()
    assert response.status_code == 409
    assert partner.name == "Their Union"
    assert "My Union" in page
    kept = Revision.objects.of("partners.name", str(partner.pk))
    assert {"Example Society", "Their Union", "My Union"} == {
        revision.values["name"][0] for revision in kept
    }


def test_an_earlier_name_comes_back_with_its_reason(partner, one):
    one.post(rename_url(partner), {"name": "Example Union", "reason": "Statutes"})
    where = ("partners.name", partner.pk)

    listed = one.get(writing("revision_list", *where))
    one.post(writing("revision_restore", *where, 1), {"confirmed": "on"})

    partner.refresh_from_db()
    assert listed.status_code == 200
    assert (partner.name, partner.short_name) == ("Example Society", "ES")
    assert partner.history.first().history_change_reason == "Revision 1 is restored."


def test_names_that_are_taken_do_not_come_back(partner, one):
    one.post(rename_url(partner), {"name": "Example Union", "reason": "Statutes"})
    PartnerFactory.create(name="Example Society", slug="another")

    response = one.post(
        writing("revision_restore", "partners.name", partner.pk, 1), {"confirmed": "on"}
    )

    partner.refresh_from_db()
    assert response.status_code == 422
    assert "stands in the register already" in response.content.decode()
    assert partner.name == "Example Union"


def test_revisions_of_names_are_for_officers(partner, as_user, person, one):
    url = writing("revision_list", "partners.name", partner.pk)

    assert as_user(person).get(url).status_code == 403
    assert one.get(writing("revision_list", "partners.name", "x")).status_code == 404
