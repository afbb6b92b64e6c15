"""What the sender of a letter can do (Annex 1, section 2)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.documents import files
from gmp_portal.jobs.models import Job
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from partners import letter_parts
from partners.actions import letters
from partners.models import LetterOfIntent
from tests.factories.partners import (
    InformationRequestFactory,
    LetterFactory,
    PartnerFactory,
)

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status


def test_start_takes_the_person_as_contact_point(person):
    letter = letters.start(by=person)

    assert (letter.status, letter.contact_name, letter.contact_email) == (
        Status.DRAFT,
        person.name,
        person.email,
    )


def test_saving_a_part_counts_the_version_up():
    letter = LetterFactory()

    letters.save_part(letter, {"organisation": " Example  Two "}, by=letter.sender)

    letter.refresh_from_db()
    assert (letter.version, letter.organisation, letter.skeleton) == (
        2,
        "Example Two",
        "example two",
    )


def test_submit_gives_a_number_a_time_and_a_receipt():
    letter = LetterFactory()

    letters.submit(letter, by=letter.sender)

    year = timezone.now().year
    assert (letter.status, letter.reference) == (Status.SUBMITTED, f"LOI-{year}-0001")
    assert letter.submitted_at is not None
    assert Job.objects.get(kind="partners.receipt").payload == {"letter": letter.pk}


def test_submit_tells_the_sender_and_the_officers(secretariat):
    letter = LetterFactory()

    letters.submit(letter, by=letter.sender)

    told = dict(Message.objects.values_list("recipient", "template"))
    assert told == {
        letter.sender.pk: "partners/emails/letter_received.txt",
        secretariat.pk: "partners/emails/letter_submitted.txt",
    }


def test_submitting_twice_gives_one_letter():
    letter = LetterFactory()
    letters.submit(letter, by=letter.sender)
    again = LetterOfIntent.objects.get(pk=letter.pk)

    with pytest.raises(InvalidTransitionError):
        letters.submit(again, by=letter.sender)

    assert Message.objects.filter(recipient=letter.sender).count() == 1


@pytest.mark.parametrize(
    ("missing", "clause"),
    [
        ({"contribution": ""}, "A1-2c-4"),
        ({"contribution": "Some help."}, "A1-2c-4"),
        ({"contribution": "word " * 401}, "A1-2c-4"),
        ({"supports": False}, "A1-2c-2"),
        ({"commits_to_goal": False}, "A1-2c-3"),
        ({"contribution_kinds": []}, "A1-2b"),
        ({"kind": ""}, "A1-2a"),
        ({"is_for_all_areas": False}, "A1-1b"),
    ],
)
def test_an_incomplete_letter_is_not_sent_and_names_its_clause(missing, clause):
    letter = LetterFactory()
    letters.save_part(letter, missing, by=letter.sender)

    with pytest.raises(RuleRefusedError) as refusal:
        letters.submit(letter, by=letter.sender)

    letter.refresh_from_db()
    assert (refusal.value.clause, letter.status, letter.reference) == (
        clause,
        Status.DRAFT,
        None,
    )


@pytest.mark.parametrize(
    "written",
    [
        "Ejemplo Andino de Salud Ambiental ",
        "EJEMPLO ANDINO  de salud ambiental",
        "Ejempló Andíno de Salud Ambiental",
    ],
)
def test_a_name_of_the_register_is_a_possible_duplicate(written):
    PartnerFactory(name="Ejemplo Andino de Salud Ambiental")
    letter = LetterFactory(organisation=written)

    [problem] = letter_parts.problems(letter)

    assert problem.field == "duplicate_explanation"
    assert "Ejemplo Andino de Salud Ambiental" in problem.text


def test_an_explained_duplicate_can_be_sent():
    PartnerFactory(name="Example Andes")
    letter = LetterFactory(
        organisation="Example ANDES", duplicate_explanation="Another country."
    )

    letters.submit(letter, by=letter.sender)

    assert letter.status == Status.SUBMITTED


def test_answer_closes_the_request_and_keeps_the_answers():
    request = InformationRequestFactory()
    letter = request.letter
    answers = {question.pk: "The director." for question in request.questions.all()}

    letters.answer(letter, answers, by=letter.sender)

    request.refresh_from_db()
    assert letter.status == Status.ANSWERED
    assert request.answered_by == letter.sender
    assert {question.answer for question in request.questions.all()} == {"The director."}


def test_an_answer_with_a_gap_is_refused():
    request = InformationRequestFactory()

    with pytest.raises(RuleRefusedError) as refusal:
        letters.answer(request.letter, {}, by=request.letter.sender)

    assert refusal.value.clause == "A1-2d"


def test_withdraw_ends_the_letter(secretariat):
    letter = LetterFactory(submitted=True)

    letters.withdraw(letter, by=letter.sender)

    assert (letter.status, letter.withdrawn_by) == (Status.WITHDRAWN, letter.sender)
    assert ledger.trail(letter).first().kind == "letter.withdrawn"


def test_a_sent_letter_cannot_be_discarded_or_changed():
    letter = LetterFactory(submitted=True)

    with pytest.raises(InvalidTransitionError):
        letters.discard(letter, by=letter.sender)
    with pytest.raises(InvalidTransitionError):
        letters.save_part(letter, {"organisation": "Example"}, by=letter.sender)


def test_a_supporting_document_can_be_added_and_removed():
    letter = LetterFactory()
    document = files.store(
        b"%PDF-", name="x.pdf", media_type="application/pdf", policy="letter_original"
    )

    attachment = letters.attach(letter, document, by=letter.sender)
    letters.detach(attachment, by=letter.sender)

    assert letter.attachments.count() == 0


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("status = 'published'", "letter_(confirmed_has|published_needs)"),
        ("status = 'confirmed'", "letter_confirmed_has_confirmation"),
        ("status = 'declined'", "letter_declined_by_two"),
        ("status = 'withdrawn'", "letter_withdrawn_has_time"),
        ("status = 'nonsense'", "letter_status_known"),
        ("contribution = ''", "letter_sent_is_complete"),
        ("reference = NULL", "letter_sent_has_number"),
        ("cleared_at = now()", "letter_cleared_by_somebody"),
        ("published_at = now()", "letter_published_by_somebody"),
    ],
)
def test_the_database_keeps_the_rules_of_letters(db, change, constraint):
    letter = LetterFactory(submitted=True)

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        connection.cursor().execute(f"UPDATE partners_letterofintent SET {change}")  # noqa: S608

    letter.refresh_from_db()
    assert letter.status == Status.SUBMITTED


def test_the_database_refuses_publication_without_a_second_clearance(db):
    letter = LetterFactory(published=True)

    with (
        pytest.raises(DatabaseError, match="letter_published_needs_clearance"),
        transaction.atomic(),
    ):
        LetterOfIntent.objects.filter(pk=letter.pk).update(has_personal_data=True)

    with (
        pytest.raises(DatabaseError, match="letter_published_needs_clearance"),
        transaction.atomic(),
    ):
        LetterOfIntent.objects.filter(pk=letter.pk).update(public_letter=None)


def test_the_database_wants_another_second_person(db):
    letter = LetterFactory(cleared=True)

    with pytest.raises(DatabaseError, match="letter_cleared_by_two"), transaction.atomic():
        LetterOfIntent.objects.filter(pk=letter.pk).update(
            seconded_at=timezone.now(), seconded_by=letter.cleared_by
        )
