"""A corrected version takes the place of a letter; another try begins from a copy (A1-2c)."""

import pytest
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.workflow import RuleRefusedError
from partners import letter_parts
from partners.actions import letter_copies, letters
from partners.models import LetterOfIntent
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, PublicFileFactory

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status
SIGNED = {"signing": "typed", "signed_name": "Sample Contact", "is_authorized": True}


@pytest.fixture
def letter():
    return LetterFactory.create(submitted=True, organisation="Example Institute")


def corrected(letter, **changes):
    draft = letter_copies.begin(letter, by=letter.sender)
    letters.save_part(draft, SIGNED | changes, by=letter.sender)
    return draft


def test_a_copy_has_the_answers_and_no_signature(letter):
    draft = letter_copies.begin(letter, by=letter.sender)

    assert (draft.organisation, draft.contribution) == (
        "Example Institute",
        letter.contribution,
    )
    assert (draft.signed_name, draft.signing, draft.is_authorized) == ("", "", False)
    assert draft.contribution_kinds == [row.kind for row in draft.pledges.all()]
    assert draft.replaces == letter


def test_a_copy_of_an_older_letter_keeps_for_how_long():
    old = LetterFactory.create(declined=True, contribution_period="2020 to 2025")

    draft = letter_copies.begin(old, by=old.sender)

    assert draft.contribution.endswith("\n2020 to 2025")


def test_documents_of_the_letter_go_along_as_files_of_the_copy():
    letter = LetterFactory.create()
    letters.attach(letter, PublicFileFactory.create(), by=letter.sender)
    letters.submit(letter, by=letter.sender)

    draft = letter_copies.begin(letter, by=letter.sender)

    first, second = letter.attachments.get(), draft.attachments.get()
    assert first.document != second.document
    assert first.document.sha256 == second.document.sha256


def test_pressed_twice_the_same_copy_is_gone_on_with(letter, as_user):
    url = reverse("partners:letter_copy", args=[letter.key])
    client = as_user(letter.sender)

    first, second = client.post(url).url, client.post(url).url

    assert first == second
    assert LetterOfIntent.objects.filter(replaces=letter).count() == 1


def test_sent_it_takes_the_place_of_the_first_one(letter):
    draft = corrected(
        letter, contribution="We train twenty laboratories each year in three large cities."
    )

    letters.submit(draft, by=letter.sender)

    letter.refresh_from_db()
    assert (draft.status, letter.status) == (Status.SUBMITTED, Status.WITHDRAWN)
    assert letter.withdrawn_by == letter.sender
    entry = ledger.trail(letter).first()
    assert entry.body["replaced_by"] == draft.reference


def test_the_first_letter_leads_to_the_corrected_one(letter, as_user):
    draft = corrected(letter)
    letters.submit(draft, by=letter.sender)

    page = as_user(letter.sender).get(letter.get_absolute_url()).content.decode()

    assert "A corrected version has taken its place" in page
    assert draft.reference in page


def test_a_letter_whose_place_was_taken_is_copied_as_the_one_that_took_it(letter):
    second = corrected(letter)
    letters.submit(second, by=letter.sender)
    letter.refresh_from_db()

    third = letter_copies.begin(letter, by=letter.sender)

    assert third.replaces == second


def test_officers_see_what_changed_beside_what_stood_there(letter, as_user, secretariat):
    draft = corrected(letter, website="https://new.example.org/")
    letters.submit(draft, by=letter.sender)

    page = as_user(secretariat).get(draft.get_absolute_url()).content.decode()
    rows = [row for _part, rows in letter_parts.answers(draft) for row in rows]

    changed = {row.label: row.before for row in rows if row.before is not None}
    assert changed["Website"] == ""
    assert "Name" not in changed
    assert "Nothing stood here before." in page


def test_what_stood_there_and_is_gone_is_shown_to_officers():
    letter = LetterFactory.create(submitted=True, contribution_period="2026 to 2027")
    draft = corrected(letter)

    rows = {row.label: row for _part, rows in letter_parts.answers(draft) for row in rows}

    assert (rows["Period"].value, rows["Period"].before) == ("", "2026 to 2027")


def test_a_declined_letter_stays_declined_when_its_copy_is_sent():
    declined = LetterFactory.create(declined=True)
    draft = corrected(declined)

    letters.submit(draft, by=declined.sender)

    declined.refresh_from_db()
    assert (draft.status, declined.status) == (Status.SUBMITTED, Status.DECLINED)


@pytest.mark.parametrize(
    ("state", "said"),
    [("submitted", "It takes the place of"), ("declined", "It was begun as a copy of")],
)
def test_what_was_sent_says_what_became_of_the_first_letter(state, said, as_user):
    first = LetterFactory.create(**{state: True})
    draft = corrected(first)
    letters.submit(draft, by=first.sender)

    page = as_user(first.sender).get(draft.get_absolute_url()).content.decode()

    assert said in page


def test_what_unep_confirmed_meanwhile_is_not_replaced(letter):
    draft = corrected(letter)
    confirmed = LetterFactory.create(confirmed=True, sender=letter.sender)
    as_it_was(draft, replaces=confirmed)
    as_it_was(letter, status="withdrawn", withdrawn_at=letter.submitted_at,
              withdrawn_by=letter.sender)  # fmt: skip
    draft.refresh_from_db()

    with pytest.raises(RuleRefusedError, match=confirmed.reference):
        letters.submit(draft, by=letter.sender)

    draft.refresh_from_db()
    assert draft.is_draft


def test_its_own_first_letter_is_no_duplicate(letter):
    draft = corrected(letter)

    assert letter_parts.problems(draft) == []


def test_nobody_else_copies_a_letter(letter, as_user, secretariat):
    url = reverse("partners:letter_copy", args=[letter.key])

    answers = [as_user(who).post(url).status_code for who in (UserFactory(), secretariat)]

    assert answers == [404, 403]
