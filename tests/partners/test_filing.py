"""Letters that came on paper or by e-mail, filed by the secretariat (N21, R-57)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents.models import Document
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from partners import permissions, worklist
from partners.actions import letter_decisions, letter_filing
from partners.models import Checklist, LetterOfIntent
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    PDF,
    ChecklistFactory,
    LetterFactory,
    RepresentativeFactory,
)
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
URL = "partners:letter_file"
YES = dict.fromkeys(Checklist.QUESTIONS, True)
SENDER = "writer@example.org"


@pytest.fixture
def officer():
    return UserFactory.create(officer=True)


@pytest.fixture
def said():
    """What an officer types from a letter that is complete."""
    country = CountryFactory.create(iso2="KE")
    return {
        "came_by": "paper",
        "came_on": today().isoformat(),
        "language": "en",
        "kind": "ngo",
        "organisation": "Example Union of Miners",
        "organisation_again": "Example Union of Miners",
        "country": country.pk,
        "country_again": country.pk,
        "contact_name": "Sample Writer",
        "contact_email": SENDER,
        "is_for_all_areas": "on",
        "supports": "on",
        "commits_to_goal": "on",
        "contribution_kinds": ["training"],
        "contribution": "We train two hundred miners a year in methods without mercury.",
    }


def filed(client, said, **changes):
    scan = SimpleUploadedFile("letter.pdf", PDF, content_type="application/pdf")
    return client.post(reverse(URL), said | {"scan": scan} | changes)


def test_a_letter_on_paper_is_sent_for_its_sender(as_user, officer, said):
    response = filed(as_user(officer), said)

    letter = LetterOfIntent.objects.get()
    assert response["Location"] == letter.get_absolute_url()
    assert (letter.status, letter.reference[:4]) == ("submitted", "LOI-")
    assert (letter.sender.email, letter.filed_by) == (SENDER, officer)
    assert (letter.came_by, letter.came_on) == ("paper", today())
    assert letter.signed_file.name == "letter.pdf"
    assert {entry.kind for entry in ledger.trail(letter)} == {
        "letter.filed",
        "letter.submitted",
    }


def test_its_sender_is_told_where_to_follow_it(as_user, officer, said):
    filed(as_user(officer), said)

    letter = LetterOfIntent.objects.get()
    mail = Message.objects.get(template="partners/emails/letter_filed.txt")
    assert mail.recipient == User.objects.get(email=SENDER)
    assert letter.get_absolute_url() in mail.body
    page = as_user(letter.sender).get(letter.get_absolute_url()).content.decode()
    assert "This letter came on paper" in page
    assert f"Entered by {officer.name}." not in page


def test_the_secretariat_reads_who_filed_it(as_user, officer, said):
    page = filed(as_user(officer), said | {"came_by": "email"})

    shown = as_user(officer).get(page["Location"]).content.decode()
    assert "This letter came by e-mail" in shown
    assert f"Entered by {officer.name}." in shown


def test_whoever_has_an_account_keeps_it(as_user, officer, said):
    known = UserFactory.create(email=SENDER)

    filed(as_user(officer), said | {"contact_email": SENDER.upper()})

    assert LetterOfIntent.objects.get().sender == known


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"organisation_again": "Example Union of Minors"}, "The two names differ"),
        ({"country_again": ""}, "The two countries differ"),
        ({"came_on": (today() + timedelta(days=1)).isoformat()}, "an earlier day"),
        ({"came_on": ""}, "Enter the day on which the letter came."),
        ({"supports": ""}, "A letter that does not state this is not complete"),
        ({"commits_to_goal": ""}, "A letter that does not state this is not complete"),
        ({"is_for_all_areas": ""}, "Choose at least one area"),
        ({"scan": ""}, "Choose the scan"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    as_user, officer, said, changes, says
):
    response = filed(as_user(officer), said, **changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert "Sample Writer" in page
    assert not LetterOfIntent.objects.exists()
    assert not User.objects.filter(email=SENDER).exists()


def test_blanks_and_case_of_a_name_are_read_apart_only_where_letters_are(
    as_user, officer, said
):
    filed(as_user(officer), said | {"organisation_again": " Example  Union of Miners "})

    assert LetterOfIntent.objects.get().organisation == "Example Union of Miners"


def test_nothing_has_come_on_a_day_that_is_still_to_come(officer):
    tomorrow = today() + timedelta(days=1)

    with pytest.raises(RuleRefusedError, match="an earlier day") as refusal:
        letter_filing.file({}, scan=None, came_by="paper", came_on=tomorrow, by=officer)

    assert (refusal.value.clause, refusal.value.status) == ("R-57", 422)


def test_nobody_files_a_letter_of_ones_own(as_user, officer, said):
    response = filed(as_user(officer), said | {"contact_email": officer.email})

    assert response.status_code == 422
    assert "This is your own address" in response.content.decode()


def test_whoever_filed_it_does_not_confirm_it():
    head, other = (UserFactory.create(officer=True, office__role="head") for _each in "12")
    letter = LetterFactory.create(submitted=True)
    ChecklistFactory.create(letter=letter)
    as_it_was(letter, filed_by=head, came_by="paper", came_on=today())

    assert not permissions.can_confirm(head, letter)
    assert permissions.refusal_to_confirm(head, letter).clause == "R-57"
    assert permissions.refusal_to_confirm(other, letter) is None


def test_whoever_filed_it_is_not_asked_to_confirm_it():
    head, other = (UserFactory.create(officer=True, office__role="head") for _each in "12")
    letter = LetterFactory.create(submitted=True)
    as_it_was(letter, filed_by=head, came_by="paper", came_on=today())

    letter_decisions.check(letter, YES, by=UserFactory.create(officer=True))

    waiting = worklist.desk_queue()["Letters to be confirmed"]
    assert [head.pk in task.not_for for task in waiting] == [True]
    assert [other.pk in task.not_for for task in waiting] == [False]
    told = Message.objects.filter(template="partners/emails/letter_ready.txt")
    assert [message.recipient for message in told] == [other]


def test_the_database_lets_nobody_confirm_what_he_or_she_filed():
    letter = LetterFactory.create(confirmed=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        as_it_was(letter, filed_by=letter.confirmed_by, came_by="paper", came_on=today())


def test_only_the_secretariat_files_letters(as_user):
    person = UserFactory.create()

    assert not permissions.can_letter_file(person)
    assert as_user(person).get(reverse(URL)).status_code == 403


def test_few_words_are_filed_as_they_stand_in_the_letter(as_user, officer, said):
    response = filed(as_user(officer), said, contribution="We train miners.")

    assert response.status_code == 302
    assert LetterOfIntent.objects.get().contribution == "We train miners."


def test_the_scan_of_what_a_rule_refuses_is_not_kept(as_user, officer, said):
    filed(as_user(officer), said, is_for_all_areas="")

    assert not Document.objects.exists()


def test_nothing_is_filed_for_a_closed_account(as_user, officer, said):
    UserFactory.create(email=SENDER, is_active=False)

    response = filed(as_user(officer), said)

    assert response.status_code == 422
    assert "is closed" in response.content.decode()
    assert not LetterOfIntent.objects.exists()


def test_an_account_that_nobody_used_is_called_as_the_letter_says(as_user, officer, said):
    known = User.objects.create_user(SENDER, None, name="Sample Older Name")

    filed(as_user(officer), said)

    known.refresh_from_db()
    assert known.name == said["contact_name"]


@pytest.mark.parametrize("on_record", [LetterFactory, RepresentativeFactory])
def test_an_account_on_record_keeps_its_name(as_user, officer, said, on_record):
    known = User.objects.create_user(SENDER, None, name="Sample Older Name")
    on_record.create(**{"sender" if on_record is LetterFactory else "person": known})

    filed(as_user(officer), said)

    known.refresh_from_db()
    assert known.name == "Sample Older Name"
