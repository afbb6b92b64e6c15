"""Who opens a file that not everybody may read is noted for a while (R-51)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from gmp_portal.documents import files, policies, readings
from gmp_portal.documents.models import FileReading
from gmp_portal.documents.scheduled import forget_old_readings
from gmp_portal.website import permissions
from partners import file_access
from partners.models import LetterOfIntent
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
LIST = "website:file_reading_list"


@pytest.fixture
def letter():
    letter = LetterFactory.create(submitted=True)
    LetterOfIntent.objects.filter(pk=letter.pk).update(receipt=a_file(letter.sender))
    letter.refresh_from_db()
    return letter


def a_file(by, policy=file_access.ORIGINAL):
    return files.store(
        b"%PDF", name="signed.pdf", media_type="application/pdf", policy=policy, by=by
    )


def opened(client, document, method="get", **headers):
    response = getattr(client, method)(document.get_absolute_url(), headers=headers)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def test_who_opens_a_closed_file_is_noted(as_user, letter, secretariat):
    assert opened(as_user(secretariat), letter.receipt) == 200

    reading = FileReading.objects.get()
    assert (reading.person, reading.file) == (secretariat, letter.receipt.pk)
    assert reading.name == "signed.pdf"
    assert str(reading) == "signed.pdf"


def test_pieces_of_a_file_and_the_same_hour_are_one_reading(as_user, letter, secretariat):
    client = as_user(secretariat)
    opened(client, letter.receipt)
    opened(client, letter.receipt, range="bytes=0-1")

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        readings.note(letter.receipt, by=secretariat)

    assert FileReading.objects.count() == 2


def test_neither_the_sender_nor_who_is_refused_is_noted(as_user, letter):
    assert opened(as_user(letter.sender), letter.receipt) == 200
    assert opened(as_user(UserFactory.create()), letter.receipt) == 404

    assert not FileReading.objects.exists()


def test_to_ask_whether_a_file_is_there_is_no_reading(as_user, letter, secretariat):
    assert opened(as_user(secretariat), letter.receipt, "head") == 200

    assert not FileReading.objects.exists()


def test_of_files_for_everybody_nobody_is_noted(client, as_user, secretariat, letter):
    with policies.POLICIES.replaced("open", lambda user, document: True):
        document = a_file(letter.sender, "open")
        opened(as_user(secretariat), document)
        opened(client, document)

    assert not FileReading.objects.exists()


@pytest.mark.parametrize("policy", ["meeting_paper", "meeting_report", "report_file"])
@pytest.mark.parametrize("is_public", [False, True])
def test_other_files_are_noted_while_they_are_not_public(letter, policy, is_public):
    document = a_file(letter.sender, policy)

    with policies.POLICIES.replaced(policy, lambda user, document: is_public):
        assert policies.is_noted(document) is not is_public


def test_visitors_have_no_account_to_note(client, letter):
    with policies.POLICIES.replaced(file_access.ORIGINAL, lambda user, document: True):
        assert opened(client, letter.receipt) == 200

    assert not FileReading.objects.exists()


def test_who_opened_a_file_long_ago_is_forgotten(letter, secretariat):
    readings.note(letter.receipt, by=secretariat)

    with time_machine.travel(timezone.now() + timedelta(days=1094)):
        forget_old_readings(timezone.now().date())
        before = FileReading.objects.count()
    with time_machine.travel(timezone.now() + timedelta(days=1096)):
        forget_old_readings(timezone.now().date())

    assert (before, FileReading.objects.count()) == (1, 0)


def test_officers_see_beside_the_letter_who_opened_its_files(as_user, letter, secretariat):
    readings.note(letter.receipt, by=UserFactory.create(name="Sample Colleague"))

    for_officer = as_user(secretariat).get(letter.get_absolute_url()).content.decode()
    for_sender = as_user(letter.sender).get(letter.get_absolute_url()).content.decode()

    assert "Sample Colleague" in for_officer
    assert "Sample Colleague" not in for_sender


def test_the_head_of_branch_sees_all_and_others_are_told_why_not(
    as_user, letter, secretariat
):
    readings.note(letter.receipt, by=UserFactory.create(name="Sample Colleague"))
    officer = SecretariatTermFactory.create().person

    page = as_user(secretariat).get(reverse(LIST)).content.decode()
    refused = as_user(officer).get(reverse(LIST))

    assert "Sample Colleague" in page
    assert refused.status_code == 403
    assert "Only the head of branch" in refused.content.decode()
    assert not permissions.can_file_reading_list(officer)
