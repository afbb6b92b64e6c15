"""One account fills no disk (A12, R-27)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gmp_portal.documents import files
from gmp_portal.documents.checks import Checked
from gmp_portal.documents.models import Document
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.workflow import RuleRefusedError
from partners.actions import letters
from partners.models import LetterOfIntent
from tests.before_rule import as_they_were
from tests.documents.samples import plain_pdf
from tests.factories.partners import LetterFactory


def upload(content, by):
    checked = Checked(content, "a.pdf", "application/pdf")
    return files.store_upload(checked, policy="open", by=by)


@pytest.fixture
def few(db):
    """Two drafts, three files, one megabyte."""
    ParameterValue.objects.create(
        parameter="R-27",
        value={"drafts": 2, "files": 3, "megabytes": 1},
        effective_from=timezone.now().date() - timedelta(days=1),
        reason="Trial.",
    )


@pytest.mark.usefixtures("few")
def test_the_files_of_one_account_end_at_the_limit(person, secretariat):
    for number in range(3):
        upload(b"%d" % number, person)

    with pytest.raises(RuleRefusedError, match="as much as one account may") as refusal:
        upload(b"more", person)

    assert (refusal.value.status, refusal.value.clause) == (422, "R-27")
    assert upload(b"of somebody else", secretariat)
    as_they_were(Document.objects.all(), stored_at=timezone.now() - timedelta(hours=25))
    assert upload(b"of the next day", person)


@pytest.mark.usefixtures("few")
def test_the_size_counts_too(person):
    upload(b"x" * 1024 * 1024, person)

    with pytest.raises(RuleRefusedError, match="3 files, or 1 MB"):
        upload(b"x", person)


@pytest.mark.usefixtures("few")
def test_the_drafts_of_one_account_end_at_the_limit(person):
    LetterFactory(sender=person, submitted=True)
    for _each in range(2):
        letters.start(by=person)

    with pytest.raises(RuleRefusedError, match="2 drafts that were not sent") as refusal:
        letters.start(by=person)

    assert (refusal.value.status, refusal.value.clause) == (422, "R-27")
    letters.discard(LetterOfIntent.objects.filter(status="draft").first(), by=person)
    assert letters.start(by=person)


@pytest.mark.usefixtures("few")
def test_who_uploaded_too_much_reads_so_and_nothing_is_kept(as_user):
    letter = LetterFactory()
    for number in range(3):
        upload(b"%d" % number, letter.sender)
    sent = SimpleUploadedFile("a.pdf", plain_pdf())

    response = as_user(letter.sender).post(
        reverse("partners:letter_part", args=[letter.key, "documents"]), {"upload": sent}
    )

    assert response.status_code == 422
    assert "as much as one account may in 24 hours" in response.content.decode()
    assert letter.attachments.count() == 0
