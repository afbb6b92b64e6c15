"""What the secretariat does with a letter (A1-2d, A1-2e, A1-2c-6)."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from gmp_portal import rounds
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.typesetting import render
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from partners import handlers, permissions
from partners.actions import letter_decisions, letters, publications
from partners.models import Checklist, LetterOfIntent, Partner
from partners.reading import interests
from tests.factories.partners import (
    InformationRequestFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status
ALL_YES = dict.fromkeys(Checklist.QUESTIONS, True)


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (ALL_YES, "ready"),
        (ALL_YES | {"is_eligible": None}, "incomplete"),
        (ALL_YES | {"is_eligible": False, "diligence_is_done": None}, "not_ready"),
    ],
)
def test_the_verdict_follows_from_the_answers(secretariat, answers, verdict):
    letter = LetterFactory(submitted=True)

    checklist = letter_decisions.check(letter, answers, by=secretariat)

    assert checklist.verdict == verdict


def test_confirm_admits_the_sender_as_partner(secretariat):
    letter = LetterFactory(checked=True, organisation="Example Institute")

    partner = letter_decisions.confirm(letter, by=secretariat)

    assert (letter.status, partner.status) == (Status.CONFIRMED, Partner.Status.CONFIRMED)
    assert letter.confirmation_reference == f"GMP-CONF-{timezone.now().year}-0001"
    assert (partner.name, partner.since, partner.slug) == (
        "Example Institute",
        today(),
        "example-institute",
    )
    assert list(partner.current_representatives()) == [letter.sender]
    assert permissions.represents(letter.sender, partner)


def test_there_are_no_partner_rights_before_confirmation():
    letter = LetterFactory(checked=True)

    assert not Partner.objects.represented_by(letter.sender).exists()


def test_confirm_lets_the_partner_join_the_areas_of_the_letter(secretariat):
    joined = []
    areas = interests.AreaRegister(
        choices=list,
        join_areas=lambda partner, slugs, *, by: joined.append((partner.name, slugs, by)),
        partners_in=lambda slug: [],
        memberships_of=lambda ids, **_named: rounds.known({}),
    )
    letter = LetterFactory(
        checked=True, organisation="Example Institute", area_slugs=["example-area"]
    )

    with interests.AREAS.replaced(interests.KEY, areas):
        letter_decisions.confirm(letter, by=secretariat)

    assert joined == [("Example Institute", ["example-area"], secretariat)]


def test_confirm_tells_the_sender(secretariat):
    letter = LetterFactory(checked=True)

    letter_decisions.confirm(letter, by=secretariat)

    templates = Message.objects.filter(recipient=letter.sender).values_list(
        "template", flat=True
    )
    assert "partners/emails/letter_confirmed.txt" in set(templates)


def test_confirm_without_a_finished_checklist_is_refused(secretariat):
    letter = LetterFactory(submitted=True)

    with pytest.raises(RuleRefusedError) as refusal:
        letter_decisions.confirm(letter, by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2e", 409)


def test_confirm_is_refused_while_a_question_is_open(secretariat):
    letter = InformationRequestFactory().letter
    Checklist.objects.create(letter=letter, checked_by=secretariat, **ALL_YES)

    with pytest.raises(RuleRefusedError) as refusal:
        letter_decisions.confirm(letter, by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2d", 409)


def test_the_sender_never_confirms_the_own_letter(secretariat):
    letter = LetterFactory(checked=True, sender=secretariat)

    with pytest.raises(RuleRefusedError) as refusal:
        letter_decisions.confirm(letter, by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("R-06", 403)


def test_an_officer_never_confirms_an_organization_he_or_she_represents(secretariat):
    RepresentativeFactory(person=secretariat, partner__name="Example Institute")
    letter = LetterFactory(checked=True, organisation="EXAMPLE institute")

    with pytest.raises(RuleRefusedError) as refusal:
        letter_decisions.confirm(letter, by=secretariat)

    assert refusal.value.clause == "R-06"


def test_confirm_can_bring_a_former_partner_back(secretariat):
    former = PartnerFactory(withdrawn=True, name="Example Institute")
    letter = LetterFactory(checked=True, organisation="Example Institute")

    partner = letter_decisions.confirm(letter, partner=former, by=secretariat)

    assert partner == former
    assert (partner.status, partner.since) == (Partner.Status.CONFIRMED, date(2024, 3, 1))
    assert [one.starts_on for one in partner.participations.all()] == [
        today(),
        date(2024, 3, 1),
    ]


def test_confirm_never_enters_a_name_twice(secretariat):
    PartnerFactory(name="Example Institute")
    letter = LetterFactory(checked=True, organisation="Éxample  institute")

    with pytest.raises(RuleRefusedError):
        letter_decisions.confirm(letter, by=secretariat)

    letter.refresh_from_db()
    assert letter.status == Status.SUBMITTED


def test_request_information_asks_and_tells_the_sender(secretariat):
    letter = LetterFactory(submitted=True)

    letter_decisions.request_information(
        letter,
        ["Who signs?", " ", "Which budget?"],
        due_on=date(2027, 1, 31),
        by=secretariat,
    )

    [request] = letter.requests.all()
    assert letter.status == Status.INFO_REQUESTED
    assert [question.text for question in request.questions.all()] == [
        "Who signs?",
        "Which budget?",
    ]
    message = Message.objects.get(recipient=letter.sender)
    assert "1. Who signs?" in message.body


def test_there_may_be_any_number_of_rounds(secretariat):
    letter = LetterFactory(submitted=True)
    for number in range(3):
        request = letter_decisions.request_information(
            letter,
            [f"Question {number}?"],
            due_on=today() + timedelta(days=9),
            by=secretariat,
        )
        letters.answer(
            letter,
            {question.pk: "Yes." for question in request.questions.all()},
            by=letter.sender,
        )

    assert (letter.status, letter.requests.count()) == (Status.ANSWERED, 3)


def test_a_decline_needs_a_second_person(secretariat, second_officer):
    letter = LetterFactory(submitted=True)
    letter_decisions.propose_decline(
        letter, reason="Not in line with our rules.", by=secretariat
    )

    with pytest.raises(RuleRefusedError):
        letter_decisions.decline(letter, by=secretariat)
    letter_decisions.decline(letter, by=second_officer)

    assert (letter.status, letter.declined_by) == (Status.DECLINED, second_officer)
    body = Message.objects.get(recipient=letter.sender).body
    assert "Not in line with our rules." in body


def test_a_decided_letter_is_not_examined_any_more(secretariat, second_officer):
    letter = LetterFactory(submitted=True)
    letter_decisions.propose_decline(
        letter, reason="Not in line with our rules.", by=secretariat
    )
    letter_decisions.decline(letter, by=second_officer)

    with pytest.raises(RuleRefusedError):
        letter_decisions.drop_decline(letter, by=second_officer)
    with pytest.raises(RuleRefusedError):
        letter_decisions.check(letter, ALL_YES, by=second_officer)


def test_a_dropped_decline_lets_the_letter_be_confirmed(secretariat, second_officer):
    letter = LetterFactory(checked=True)
    letter_decisions.propose_decline(letter, reason="Not sure.", by=secretariat)
    with pytest.raises(RuleRefusedError):
        letter_decisions.confirm(letter, by=second_officer)

    letter_decisions.drop_decline(letter, by=second_officer)
    letter_decisions.confirm(letter, by=second_officer)

    assert letter.status == Status.CONFIRMED


def clear(letter, by, **changes):
    values = {
        "statement": "",
        "contribution": "Training for laboratories.",
        "has_personal_data": False,
    }
    letter_decisions.clear(letter, **(values | changes), by=by)


def test_publishing_before_clearance_is_refused(secretariat):
    letter = LetterFactory(confirmed=True)

    with pytest.raises(RuleRefusedError, match="after it was cleared") as refusal:
        publications.publish(letter, by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2c-6", 409)


def test_clear_makes_the_public_file_and_publish_shows_it(secretariat, run_jobs):
    letter = LetterFactory(confirmed=True, contact_phone="+41 22 555 01 00")

    clear(letter, secretariat)
    run_jobs()
    letter.refresh_from_db()
    publications.publish(letter, by=secretariat)

    assert (letter.status, letter.public_version) == (Status.PUBLISHED, 1)
    assert letter.public_letter.read().startswith(b"%PDF-")


def test_personal_data_in_the_text_ask_for_a_second_person(secretariat, second_officer):
    letter = LetterFactory(
        confirmed=True,
        contribution="Ask Sample Person, sample@example.org or +41 22 555 01 00.",
    )
    clear(letter, secretariat)

    with pytest.raises(RuleRefusedError) as refusal:
        letter_decisions.second_clearance(letter, by=secretariat)
    with pytest.raises(RuleRefusedError):
        publications.publish(letter, by=secretariat)
    letter_decisions.second_clearance(letter, by=second_officer)

    assert (refusal.value.clause, letter.has_personal_data, letter.is_cleared) == (
        "R-15",
        True,
        True,
    )


@pytest.mark.parametrize(
    "left", ["write to a@example.org", "call +41 22 555 01 00", "00254 20 762 1234"]
)
def test_personal_data_never_pass_the_clearance(secretariat, left):
    letter = LetterFactory(confirmed=True)

    with pytest.raises(RuleRefusedError) as refusal:
        clear(letter, secretariat, contribution=f"We train laboratories, {left}.")

    assert refusal.value.clause == "R-14"


def test_reopening_the_clearance_takes_the_file_away(secretariat):
    letter = LetterFactory(cleared=True)

    letter_decisions.reopen_clearance(letter, reason="A name is left.", by=secretariat)

    assert (letter.is_cleared, letter.public_letter) == (False, None)


def test_a_file_made_for_an_older_clearance_is_dropped(secretariat, run_jobs):
    letter = LetterFactory(confirmed=True)
    clear(letter, secretariat)
    progress = type("Quiet", (), {"step": lambda self, number: None})()
    effect = handlers.publications.public_letter(letter.pk, progress=progress)
    letter_decisions.reopen_clearance(letter, reason="A name is left.", by=secretariat)

    effect()

    letter.refresh_from_db()
    assert letter.public_letter is None


def test_a_receipt_is_kept_with_its_own_letter_only(run_jobs):
    other = LetterFactory(submitted=True)
    letter = LetterFactory()

    letters.submit(letter, by=letter.sender)
    run_jobs()

    letter.refresh_from_db()
    other.refresh_from_db()
    assert (letter.receipt is None, other.receipt is None) == (False, True)


def test_a_typesetting_tells_each_of_its_steps():
    letter = LetterFactory(submitted=True)
    told = []

    handlers.letters.receipt(letter.pk, progress=SimpleNamespace(step=told.append))

    assert told == list(range(1, len(render.STEPS) + 1))


def test_the_letter_is_due_fourteen_days_after_confirmation(secretariat):
    letter = LetterFactory(checked=True)

    letter_decisions.confirm(letter, by=secretariat)

    assert letter.publish_due_on == letter.confirmed_at.date() + timedelta(days=14)


@pytest.mark.django_db(transaction=True)
def test_of_confirming_and_withdrawing_at_once_only_one_happens(secretariat):
    import threading  # noqa: PLC0415 only this test

    letter = LetterFactory(checked=True)
    results = []

    def attempt(act):
        mine = LetterOfIntent.objects.get(pk=letter.pk)
        try:
            act(mine)
            results.append("done")
        except InvalidTransitionError:
            results.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(
            target=attempt, args=[lambda one: letter_decisions.confirm(one, by=secretariat)]
        ),
        threading.Thread(
            target=attempt, args=[lambda one: letters.withdraw(one, by=one.sender)]
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["done", "refused"]
