"""What the actions of letters refuse by themselves, whoever calls them."""

from datetime import timedelta

import pytest

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.documents import files
from gmp_portal.jobs.models import Job
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from partners import permissions
from partners.actions import (
    letter_decisions,
    letters,
    publications,
)
from partners.acts import Act
from partners.models import Checklist, LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    InformationRequestFactory,
    LetterFactory,
    PartnerFactory,
    PublicFileFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status
CLEARED = {"statement": "", "contribution": "Training.", "has_personal_data": False}
DECISIONS = {
    "check": ("submitted", {"answers": {}}),
    "request_information": ("submitted", {"questions": ["Who?"], "due_on": today()}),
    "confirm": ("checked", {}),
    "propose_decline": ("submitted", {"reason": "x"}),
    "drop_decline": ("proposed", {}),
    "decline": ("proposed", {}),
    "clear": ("confirmed", CLEARED),
    "second_clearance": ("half_cleared", {}),
    "reopen_clearance": ("cleared", {"reason": "x"}),
    "publish": ("cleared", {}),
    "postpone": ("confirmed", {"until": today() + timedelta(days=30), "reason": "x"}),
    "propose_correction": (
        "published",
        {"statement": "", "contribution": "Training.", "reason": "x"},
    ),
    "drop_correction": ("published", {}),
    "take_down": ("published", {"reason": "x"}),
    "mark_paper": ("signed", {"boxes": [], "shows": None}),
    "draw_pages": ("signed", {}),
}


def act_named(name):
    module = letter_decisions if hasattr(letter_decisions, name) else publications
    return getattr(module, name)


@pytest.mark.parametrize(("act", "case"), DECISIONS.items())
def test_no_decision_is_taken_on_the_own_organization(secretariat, act, case):
    state, arguments = case
    letter = LetterFactory(**{state: True, "contact_email": secretariat.email})

    with pytest.raises(RuleRefusedError) as refusal:
        act_named(act)(letter, **arguments, by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("R-06", 403)
    assert not ledger.trail(letter).exists()


@pytest.mark.parametrize(
    ("act", "state"), [("decline", "submitted"), ("second_clearance", "cleared")]
)
def test_the_own_organization_is_refused_whatever_its_letter_waits_for(
    secretariat, act, state
):
    letter = LetterFactory(**{state: True, "contact_email": secretariat.email})

    with pytest.raises(RuleRefusedError) as refusal:
        act_named(act)(letter, by=secretariat)

    assert refusal.value.clause == "R-06"


@pytest.mark.parametrize(
    ("act", "state", "clause"),
    [
        ("check", "confirmed", "A1-2e"),
        ("propose_decline", "confirmed", "A1-2e"),
        ("propose_decline", "proposed", "A1-2e"),
        ("drop_decline", "declined", "A1-2e"),
        ("decline", "submitted", "A1-2e"),
        ("clear", "submitted", "A1-2c-6"),
        ("clear", "cleared", "A1-2c-6"),
        ("second_clearance", "cleared", "R-15"),
        ("second_clearance", "submitted", "R-15"),
        ("reopen_clearance", "confirmed", "A1-2c-6"),
        ("reopen_clearance", "published", "A1-2c-6"),
        ("publish", "half_cleared", "A1-2c-6"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(secretariat, act, state, clause):
    letter = LetterFactory(**{state: True})
    arguments = DECISIONS[act][1]

    with pytest.raises(RuleRefusedError) as refusal:
        act_named(act)(letter, **arguments, by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == (clause, 409)
    assert not ledger.trail(letter).exists()


def test_a_letter_is_not_published_before_its_file_is_made(secretariat):
    letter = LetterFactory(cleared=True, public_letter=None)

    with pytest.raises(RuleRefusedError, match="still being made"):
        publications.publish(letter, by=secretariat)


def test_blank_questions_ask_nothing(secretariat):
    letter = LetterFactory(submitted=True)

    with pytest.raises(RuleRefusedError) as refusal:
        letter_decisions.request_information(letter, [" "], due_on=today(), by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2d", 422)


def test_a_checklist_without_an_answer_or_a_note_is_not_kept(secretariat):
    letter = LetterFactory(submitted=True)
    nothing = dict.fromkeys(Checklist.QUESTIONS)

    with pytest.raises(RuleRefusedError, match="at least one question") as refusal:
        letter_decisions.check(letter, nothing, by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2e", 422)
    assert not Checklist.objects.exists()


def test_a_letter_is_not_cleared_down_to_nothing(secretariat):
    letter = LetterFactory(confirmed=True)
    blank = CLEARED | {"statement": " ", "contribution": ""}

    with pytest.raises(RuleRefusedError, match="some words") as refusal:
        letter_decisions.clear(letter, **blank, by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2c-6", 422)
    assert not ledger.trail(letter).exists()


def test_a_letter_can_be_withdrawn_while_questions_are_open(secretariat):
    letter = LetterFactory(asked=True)

    letters.withdraw(letter, reason="We join another one.", by=letter.sender)

    entry = ledger.trail(letter).get()
    assert (letter.status, entry.reason) == (Status.WITHDRAWN, "We join another one.")
    assert Message.objects.filter(recipient=secretariat).count() == 1


@pytest.mark.parametrize("state", ["draft", "confirmed", "published", "declined"])
def test_a_letter_is_not_withdrawn_from_another_state(state):
    letter = LetterFactory(**({} if state == "draft" else {state: True}))

    with pytest.raises(InvalidTransitionError):
        letters.withdraw(letter, by=letter.sender)


def test_an_answer_is_accepted_only_where_a_question_is_open():
    letter = LetterFactory(submitted=True)

    with pytest.raises(InvalidTransitionError):
        letters.answer(letter, {}, by=letter.sender)


def test_blank_answers_are_none():
    request = InformationRequestFactory()
    answers = {question.pk: "  " for question in request.questions.all()}

    with pytest.raises(RuleRefusedError):
        letters.answer(request.letter, answers, by=request.letter.sender)

    request.refresh_from_db()
    assert request.is_open


def test_a_letter_takes_ten_supporting_documents():
    letter = LetterFactory()
    documents = PublicFileFactory.create_batch(11)
    for document in documents[:10]:
        letters.attach(letter, document, by=letter.sender)

    with pytest.raises(RuleRefusedError) as refusal:
        letters.attach(letter, documents[10], by=letter.sender)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2c-1", 422)
    assert letter.attachments.count() == 10


def test_a_document_comes_with_an_answer_and_stays():
    letter = LetterFactory(asked=True)

    attachment = letters.attach(letter, PublicFileFactory(), by=letter.sender)

    with pytest.raises(InvalidTransitionError):
        letters.detach(attachment, by=letter.sender)


def test_nothing_is_added_to_a_letter_on_its_way():
    letter = LetterFactory(submitted=True)

    with pytest.raises(InvalidTransitionError):
        letters.attach(letter, PublicFileFactory(), by=letter.sender)


def test_a_discarded_draft_leaves_an_entry_only():
    letter = LetterFactory()
    subject = ledger.subject_of(letter)

    letters.discard(letter, by=letter.sender)

    kinds = list(Entry.objects.values_list("subject", "kind"))
    assert kinds == [(subject, Act.LETTER_DISCARDED)]
    assert not LetterOfIntent.objects.exists()


# Clearance -----------------------------------------------------------------------------


def test_one_person_clears_where_no_personal_data_were_found(secretariat):
    letter = LetterFactory(confirmed=True)

    letter_decisions.clear(letter, **CLEARED, note="Nothing found.", by=secretariat)

    assert (letter.is_cleared, letter.cleared_by) == (True, secretariat)
    assert letter.clearance_note == "Nothing found."
    assert Job.objects.filter(kind="partners.public_letter").count() == 1


@pytest.mark.parametrize("field", ["support_statement", "contribution"])
def test_data_in_the_letter_itself_ask_for_two_persons(secretariat, field):
    letter = LetterFactory(confirmed=True, **{field: "Ask sample@example.org for help."})

    letter_decisions.clear(letter, **CLEARED, by=secretariat)

    assert letter.awaits_second_clearance
    assert not Job.objects.filter(kind="partners.public_letter").exists()


def test_reopening_forgets_both_persons_and_a_new_clearance_makes_a_new_file(
    secretariat, second_officer
):
    letter = LetterFactory(half_cleared=True)
    letter_decisions.second_clearance(letter, by=secretariat)

    letter_decisions.reopen_clearance(letter, reason="A name is left.", by=secretariat)
    cleared = (letter.cleared_by, letter.seconded_by, letter.has_personal_data)
    letter_decisions.clear(letter, **CLEARED, by=second_officer)

    assert cleared == (None, None, None)
    assert Job.objects.filter(kind="partners.public_letter").count() == 2


def test_versions_are_counted_for_each_partner_apart(secretariat):
    first = LetterFactory(published=True)
    LetterFactory.create_batch(2, published=True)
    letter = LetterFactory(cleared=True, partner=first.partner)

    publications.publish(letter, by=secretariat)

    assert letter.public_version == 2
    assert list(LetterOfIntent.objects.published_for(first.partner)) == [letter, first]


# Confirming ----------------------------------------------------------------------------


def test_a_partner_that_is_one_already_stays_as_it_is(secretariat):
    partner = PartnerFactory(name="Example Institute")
    letter = LetterFactory(checked=True, organisation="Example Institute")

    letter_decisions.confirm(letter, partner=partner, by=secretariat)

    assert letter.partner == partner
    assert partner.participations.count() == 1
    assert not ledger.trail(partner).filter(kind=Act.PARTNER_CONFIRMED).exists()


@pytest.mark.parametrize(
    ("is_contact", "agrees", "is_public"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_the_sender_is_named_in_public_only_as_contact_who_agreed(
    secretariat, is_contact, agrees, is_public
):
    sender = UserFactory()
    email = sender.email.upper() if is_contact else "other@example.org"
    letter = LetterFactory(
        checked=True, sender=sender, contact_email=email, contact_is_public=agrees
    )

    partner = letter_decisions.confirm(letter, by=secretariat)

    assert partner.representatives.get().is_public is is_public


def test_who_speaks_for_the_partner_already_is_not_appointed_again(secretariat):
    term = RepresentativeFactory(partner__name="Example Institute")
    letter = LetterFactory(
        checked=True, sender=term.person, organisation="Example Institute"
    )

    letter_decisions.confirm(letter, partner=term.partner, by=secretariat)

    assert list(term.partner.representatives.all()) == [term]


def test_who_spoke_for_the_partner_once_is_appointed_anew(secretariat):
    past = days(today() - timedelta(days=90), today() - timedelta(days=9))
    former = RepresentativeFactory(partner__name="Example Institute", period=past)
    letter = LetterFactory(
        checked=True, sender=former.person, organisation="Example Institute"
    )

    letter_decisions.confirm(letter, partner=former.partner, by=secretariat)

    assert permissions.represents(former.person, former.partner)


def test_a_checklist_is_kept_once_with_who_filled_it_in(secretariat, second_officer):
    letter = LetterFactory(checked=True)

    letter_decisions.check(
        letter, {"is_eligible": False}, note="Look again.", by=second_officer
    )

    checklist = Checklist.objects.get(letter=letter)
    assert (checklist.verdict, checklist.note) == ("not_ready", "Look again.")
    assert checklist.checked_by == second_officer


def test_a_signed_file_that_is_missing_keeps_the_letter_back():
    letter = LetterFactory(signing=LetterOfIntent.Signing.UPLOAD, signed_name="")

    with pytest.raises(RuleRefusedError, match="Upload the signed letter"):
        letters.submit(letter, by=letter.sender)
    letter.refresh_from_db()
    letter.signed_file = files.store(
        b"%PDF-", name="s.pdf", media_type="application/pdf", policy="letter_original"
    )
    letter.save()
    letters.submit(letter, by=letter.sender)

    assert letter.status == Status.SUBMITTED
