"""Letters from before the portal, of partners that have none in it (R-44)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from partners import permissions
from partners.actions import merges
from partners.models import PastLetter
from partners.reading import quality
from tests.documents.samples import plain_pdf
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PastLetterFactory,
    PublicFileFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
KNOWN = {"year": "2006", "language": "fr", "source": "Sample archive"}
TITLE = "Letter of 2006, before the portal"


@pytest.fixture
def partner():
    return PartnerFactory.create(
        evidence="E2",
        since=None,
        since_note="Sample note",
        source="Sample list (2014) [E2]",
    )


def address(partner, pk=None):
    if pk is None:
        return reverse("partners:past_letter_add", args=[partner.slug])
    return reverse("partners:past_letter_withdraw", args=[partner.slug, pk])


def scan():
    return SimpleUploadedFile("letter.pdf", plain_pdf(), content_type="application/pdf")


def status(client, url):
    response = client.get(url)
    # The file is read to its end, and closed.
    list(response)
    return response.status_code


def lacking():
    return list(quality.CHECKS["without-letter"].open_rows("without-letter", today()))


def test_an_officer_adds_what_everybody_then_reads(as_user, secretariat, partner):
    client = as_user(secretariat)

    shown = client.get(address(partner)).text
    response = client.post(address(partner), KNOWN | {"note": "Signed in the sample city."})

    page = Client().get(partner.get_absolute_url()).text
    assert "multipart/form-data" in shown
    assert response["Location"] == partner.get_absolute_url()
    assert all(each in page for each in (TITLE, "Sample archive", "sample city"))
    assert "A letter of intent from before the portal is known." in page
    assert "No letter of intent is in the portal." not in page
    assert "Withdraw" not in page
    assert ledger.trail(partner).filter(kind="partner.past_letter_added").exists()


def test_the_signed_letter_is_open_to_the_secretariat_and_its_people(
    as_user, secretariat, partner
):
    voice = RepresentativeFactory.create(partner=partner).person
    other = RepresentativeFactory.create().person
    typed = {"signed_on": "2006-05-04", "language": "en", "file": scan()}
    as_user(secretariat).post(address(partner), typed)
    file = PastLetter.objects.get().file.get_absolute_url()

    pages = {
        person: as_user(person).get(partner.get_absolute_url()).text
        for person in (voice, other)
    }

    assert [status(as_user(each), file) for each in (voice, secretariat)] == [200, 200]
    assert status(as_user(other), file) in {403, 404}
    assert status(Client(), file) in {302, 403, 404}
    assert file in pages[voice]
    assert file not in pages[other]
    assert "Letter of" in pages[other]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"year": ""}, "Enter the day of the letter, or only the year."),
        ({"signed_on": "2006-05-04"}, "Enter the day of the letter, or only the year."),
        ({"source": ""}, "Say how the letter is known, or upload it."),
        ({"year": str(today().year + 1)}, "is of today or earlier"),
        ({"year": "", "signed_on": today() + timedelta(days=1)}, "is of today or earlier"),
        ({"year": "1066"}, "2000"),
        ({"language": "la"}, 'aria-invalid="true"'),
        ({"source": "", "file": SimpleUploadedFile("a.exe", b"MZ")}, "PDF"),
    ],
)
def test_bad_entries_are_named_and_nothing_is_kept(
    as_user, secretariat, partner, typed, said
):
    response = as_user(secretariat).post(address(partner), KNOWN | typed)

    assert response.status_code == 422
    assert said in response.text
    assert not PastLetter.objects.exists()


def test_the_same_letter_is_added_once(as_user, secretariat, partner):
    PastLetterFactory.create(partner=partner, language="fr")

    again = as_user(secretariat).post(address(partner), KNOWN)
    other = as_user(secretariat).post(address(partner), KNOWN | {"language": "en"})

    assert (again.status_code, other.status_code) == (422, 302)
    assert "is on the page of the partner already" in again.text


def test_where_a_letter_is_in_the_portal_none_is_added(as_user, secretariat):
    partner = LetterFactory.create(published=True, partner=PartnerFactory.create()).partner
    client = as_user(secretariat)

    response = client.post(address(partner), KNOWN)

    assert response.status_code == 409
    assert not PastLetter.objects.exists()
    assert address(partner) not in client.get(partner.get_absolute_url()).text


def test_what_was_added_by_mistake_keeps_its_mark(as_user, secretariat, partner):
    letter = PastLetterFactory.create(partner=partner)
    client, url = as_user(secretariat), address(partner, letter.pk)
    shown, empty = client.get(url).status_code, client.post(url, {}).status_code

    client.post(url, {"reason": "It is of a namesake."})

    page = Client().get(partner.get_absolute_url()).text
    assert (shown, empty) == (200, 422)
    assert client.post(url, {"reason": "Again."}).status_code == 409
    assert all(each in page for each in (TITLE, "It is of a namesake."))
    assert "No letter of intent is in the portal." in page
    assert partner in lacking()


def test_only_the_secretariat_adds_and_withdraws(as_user, partner):
    letter = PastLetterFactory.create(partner=partner)
    voice = RepresentativeFactory.create(partner=partner).person
    client = as_user(voice)
    addresses = (address(partner), address(partner, letter.pk))

    statuses = [client.post(each, KNOWN).status_code for each in addresses]

    assert statuses == [403, 403]
    assert not permissions.can_past_letter_add(voice, partner)
    assert not permissions.can_past_letter_withdraw(voice, letter)


def test_the_check_leads_to_the_form_and_is_done_by_it(as_user, secretariat, partner):
    page = as_user(secretariat).get("/desk/data-quality/without-letter/").text
    before = lacking()

    PastLetterFactory.create(partner=partner)

    assert address(partner) in page
    assert (before, lacking()) == ([partner], [])


def test_the_page_of_a_merged_entry_shows_those_of_both(as_user, partner):
    officer = UserFactory.create(officer=True)
    gone = PartnerFactory.create(name="Example Former Entry")
    letter = PastLetterFactory.create(partner=gone, file=PublicFileFactory.create())
    voice = RepresentativeFactory.create(partner=partner).person
    merges.make(partner, gone, reason="One office.", by=officer)
    url = address(gone, letter.pk)

    page = as_user(officer).get(partner.get_absolute_url()).text

    assert TITLE in page
    assert url in page
    assert as_user(officer).get(url).status_code == 200
    assert list(PastLetter.objects.open_to(voice)) == [letter]
    assert partner not in lacking()
    assert str(letter).endswith("2006")


@pytest.mark.parametrize(
    "facts",
    [
        {"year": None},
        {"signed_on": today()},
        {"year": 1999},
        {"source": ""},
        {"language": "la"},
        {"withdrawn_because": "Why."},
    ],
)
def test_the_database_keeps_what_a_letter_of_the_past_needs(partner, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        PastLetterFactory.create(partner=partner, **facts)


def test_the_file_of_a_letter_from_a_table_is_added_later_and_once(as_user, partner):
    letter = PastLetterFactory.create(partner=partner, signed_by="Sam Sample")
    officer = as_user(UserFactory.create(officer=True))
    url = reverse("partners:past_letter_attach", args=[partner.slug, letter.pk])
    assert "Add the signed letter" in officer.get(partner.get_absolute_url()).text

    empty = officer.post(url, {})
    answer = officer.post(url, {"file": scan()})

    letter.refresh_from_db()
    assert (empty.status_code, answer.status_code) == (422, 302)
    assert letter.file is not None
    assert ledger.trail(partner).first().kind == "partner.past_letter_filed"
    assert officer.get(url).status_code == 302
    assert "Signed by Sam Sample" in officer.get(partner.get_absolute_url()).text


def test_nobody_else_adds_a_file_and_the_public_does_not_read_who_signed(
    as_user, client, partner
):
    letter = PastLetterFactory.create(partner=partner, signed_by="Sam Sample")
    url = reverse("partners:past_letter_attach", args=[partner.slug, letter.pk])

    assert as_user(UserFactory.create()).get(url).status_code == 403
    assert "Sam Sample" not in client.get(partner.get_absolute_url()).text
