"""Uploads in pieces: the protocol, who finds them, and how they end (R-17)."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gmp_portal.accounts.models.terms import today
from gmp_portal.documents import scheduled, uploading
from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.documents.models import Document, PartialUpload, Piece
from gmp_portal.meetings.models import Paper
from tests.documents.samples import docx, plain_pdf
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import LetterFactory

PAPER = "meetings.PaperForm.file"
JSON = {"accept": "application/json"}
LOST = "This file did not arrive whole. Choose it again."


def metadata(**told):
    pairs = [
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items()
    ]
    return ",".join(pairs)


def begin(client, size, *, place=PAPER, name="paper.pdf", **more):
    headers = {
        "upload-length": str(size),
        "upload-metadata": metadata(filename=name, place=place),
        "tus-resumable": "1.0.0",
        **JSON,
    }
    return client.post(reverse("documents:upload_begin"), headers=headers, **more)


def send(client, url, content, offset, kind="application/offset+octet-stream"):
    headers = {"upload-offset": str(offset), **JSON}
    more = {"content_type": kind, "headers": headers, "CONTENT_TYPE": kind}
    return client.generic("PATCH", url, content, **more)


def uploaded(client, content, *, piece=500, **told):
    """The key of a file that arrived in such pieces."""
    url = begin(client, len(content), **told)["Location"]
    for offset in range(0, len(content), piece):
        send(client, url, content[offset : offset + piece], offset)
    return url.split("/")[-2]


@pytest.fixture
def client(as_user, secretariat):
    return as_user(secretariat)


@pytest.fixture
def form(db):
    """The address of a form with a file and a title."""
    return reverse("meetings:paper_add", args=[MeetingFactory(code="PAG.99").slug])


@pytest.fixture
def by_link():
    """Whoever sends this header has opened a link."""
    scope = {"a link": lambda request: request.headers.get("X-Link")}
    uploading.register_scope("a link", scope["a link"])
    yield {"x-link": "secret"}
    del uploading.SCOPES["a link"]


def test_a_file_arrives_in_pieces_and_its_offset_is_told(client):
    begun = begin(client, 10)

    url = begun["Location"]
    first = send(client, url, b"12345", 0)
    asked = client.head(url)
    last = send(client, url, b"67890", 5)

    assert (begun.status_code, begun["Upload-Offset"]) == (201, "0")
    assert (first.status_code, first["Upload-Offset"]) == (204, "5")
    assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (
        *(200, "5"),
        "10",
    )
    assert asked["Tus-Resumable"] == "1.0.0"
    assert "no-store" in asked["Cache-Control"]
    assert (last.status_code, last["Upload-Offset"]) == (204, "10")
    assert [bytes(piece.content) for piece in Piece.objects.all()] == [b"12345", b"67890"]
    assert str(PartialUpload.objects.get()) == "paper.pdf"
    assert str(Piece.objects.first()).endswith(" 0")
    assert PartialUpload.objects.get().is_whole


def test_a_piece_for_another_place_changes_nothing_and_tells_the_offset(client):
    url = begin(client, 10)["Location"]
    send(client, url, b"12345", 0)

    again = send(client, url, b"12345", 0)
    nowhere = client.patch(url, b"1", content_type="application/offset+octet-stream")

    assert (again.status_code, again["Upload-Offset"]) == (409, "5")
    assert nowhere.status_code == 409
    assert Piece.objects.count() == 1


def test_what_is_too_much_or_of_another_kind_is_not_kept(client):
    url = begin(client, 10)["Location"]

    large = send(client, url, b"x" * (512 * 1024 + 1), 0)
    behind = send(client, url, b"x" * 11, 0)
    other = send(client, url, b"x", 0, kind="text/plain")
    empty = send(client, url, b"", 0)

    statuses = [each.status_code for each in (large, behind, other, empty)]
    assert statuses == [413, 413, 415, 204]
    assert not Piece.objects.exists()


@pytest.mark.parametrize(
    ("size", "sentence"), [(0, "is empty"), (20 * 1024 * 1024 + 1, "larger than 20 MB")]
)
def test_a_size_that_the_portal_does_not_take_is_refused_before_a_byte(
    client, size, sentence
):
    response = begin(client, size)

    assert response.status_code == 422
    assert sentence in response.json()["refusals"][0]
    assert response.json()["clause"] == "R-17"
    assert not PartialUpload.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"upload-length": "10"},
        {"upload-length": "-1", "upload-metadata": metadata(place=PAPER)},
        {"upload-length": "٣", "upload-metadata": metadata(place=PAPER)},
        {"upload-length": "10", "upload-metadata": metadata(place="nowhere")},
        {"upload-length": "10", "upload-metadata": "place !"},
    ],
)
def test_an_upload_names_its_length_and_its_field(client, headers):
    response = client.post(reverse("documents:upload_begin"), headers=headers | JSON)

    assert response.status_code == 422


def test_a_piece_says_how_long_it_is(client):
    url = begin(client, 10)["Location"]
    kind = "application/offset+octet-stream"

    headers = {"upload-offset": "0", "transfer-encoding": "chunked", **JSON}

    answer = client.generic("PATCH", url, b"", headers=headers, CONTENT_TYPE=kind)

    assert answer.status_code == 411


def test_nobody_else_finds_an_upload(client, as_user, person):
    url = begin(client, 10)["Location"]
    other = as_user(person)

    answers = [
        other.head(url),
        send(other, url, b"12345", 0),
        other.delete(url, headers=JSON),
    ]

    assert [each.status_code for each in answers] == [404, 404, 404]
    assert PartialUpload.objects.count() == 1


def test_who_is_nobody_uploads_nothing(client):
    url = begin(client, 10)["Location"]
    nobody = Client()

    answers = [begin(nobody, 10), send(nobody, url, b"1", 0), nobody.head(url)]

    assert [each.status_code for each in answers] == [403, 403, 403]
    assert answers[0].json()["signed_out"]


def test_a_token_is_needed_as_everywhere(secretariat):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(secretariat)

    response = begin(strict, 10)

    assert response.status_code == 403
    assert not PartialUpload.objects.exists()


def test_whoever_has_a_link_uploads_by_it_and_nobody_by_another(db, by_link):
    client = Client(headers=by_link)
    url = begin(client, 5)["Location"]

    response = send(client, url, b"12345", 0)

    assert response.status_code == 204
    assert PartialUpload.objects.get().scope == "a link:secret"
    assert Client(headers={"x-link": "other"}).head(url).status_code == 404


def test_a_dropped_upload_is_gone(client):
    url = begin(client, 10)["Location"]
    send(client, url, b"12345", 0)

    response = client.delete(url)

    assert response.status_code == 204
    assert client.head(url).status_code == 404
    assert not Piece.objects.exists()


def test_the_oldest_goes_when_somebody_begins_very_many(client):
    first = begin(client, 10)["Location"]

    for _again in range(uploading.MOST):
        begin(client, 10)

    assert PartialUpload.objects.count() == uploading.MOST
    assert client.head(first).status_code == 404


def test_the_clock_drops_what_nobody_goes_on_with_and_nothing_else(client):
    begin(client, 10)
    before = timezone.now() - timedelta(hours=25)
    PartialUpload.objects.update(started_at=before, touched_at=before)
    later = begin(client, 10)["Location"]

    scheduled.drop_old_uploads(today())

    assert [each.get_absolute_url() for each in PartialUpload.objects.all()] == [later]


@pytest.mark.parametrize(
    "wrong",
    [
        {"received": 11},
        {"size": 0, "received": 0},
        {"scope": "a link:secret"},
        {"person": None},
        {"place": ""},
        {"touched_at": datetime(2001, 1, 1, tzinfo=UTC)},
        {"used_at": datetime(2001, 1, 1, tzinfo=UTC)},
    ],
    ids=lambda wrong: " ".join(wrong),
)
def test_the_database_keeps_no_upload_that_cannot_be(client, wrong):
    begin(client, 10)

    with pytest.raises(IntegrityError), transaction.atomic():
        PartialUpload.objects.update(**wrong)


def test_a_form_takes_what_arrived_before_it_and_the_address_is_gone(client, form):
    content = docx()
    key = uploaded(client, content, piece=200_000, name="paper.docx")

    response = client.post(form, {"title": "A", "language": "en", "file_kept": key})

    document = Paper.objects.get().document
    assert response.status_code == 302
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.name == "paper.docx"
    assert client.head(f"/files/uploads/{key}/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        scheduled.drop_old_uploads(today())
    assert not Piece.objects.exists()


def test_a_form_that_is_sent_twice_because_its_answer_was_lost_is_saved_once(client, form):
    key = uploaded(client, plain_pdf())
    data = {"title": "A", "language": "en", "file_kept": key, "once": "a" * 32}

    first, second = client.post(form, data), client.post(form, data)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Document.objects.count() == 1


def test_a_file_stays_while_the_rest_is_corrected(client, form):
    key = uploaded(client, plain_pdf(), name="my paper.pdf")

    page = client.post(form, {"title": "", "language": "en", "file_kept": key})

    text = page.content.decode()
    assert page.status_code == 422
    assert f'name="file_kept" value="{key}"' in text
    assert "Ready: \u2068my paper.pdf\u2069" in text
    sent = client.post(form, {"title": "A", "language": "en", "file_kept": key})
    assert sent.status_code == 302


def test_a_file_that_came_with_the_form_is_newer(client, form):
    key = uploaded(client, plain_pdf())
    newer = SimpleUploadedFile("newer.docx", docx())

    client.post(form, {"title": "A", "language": "en", "file_kept": key, "file": newer})

    assert Paper.objects.get().document.name == "newer.docx"


def _unfinished(client, as_user, person):
    return begin(client, 10)["Location"].split("/")[-2]


def _foreign(client, as_user, person):
    return uploaded(as_user(person), plain_pdf())


def _elsewhere(client, as_user, person):
    return uploaded(client, plain_pdf(), place="partners.DocumentForm.upload")


def _strange(client, as_user, person):
    return "no key"


@pytest.mark.parametrize("key_of", [_unfinished, _foreign, _elsewhere, _strange])
def test_what_is_not_a_whole_file_of_this_field_is_refused(
    client, form, as_user, person, key_of
):
    key = key_of(client, as_user, person)

    page = client.post(form, {"title": "Typed words", "language": "en", "file_kept": key})

    text = page.content.decode()
    assert page.status_code == 422
    assert LOST in text
    assert 'name="file_kept" value=""' in text
    assert "Typed words" in text
    assert not Paper.objects.exists()


def test_a_file_that_no_form_takes_does_not_stay(client, form):
    key = uploaded(client, b"MZ\x90\x00" + b"\0" * 600)

    page = client.post(form, {"title": "A", "language": "en", "file_kept": key})

    assert "of a kind that is not taken here" in page.content.decode()
    assert 'name="file_kept" value=""' in page.content.decode()
    assert not PartialUpload.objects.exists()


def test_a_page_that_saves_itself_takes_no_file(as_user, db):
    draft = LetterFactory()
    client = as_user(draft.sender)
    key = uploaded(client, plain_pdf(), place="partners.SignatureForm.upload")
    url = reverse("partners:letter_autosave", args=[draft.key, "signature"])

    client.post(url, {"signed_name": "A", "upload_kept": key}, headers=JSON)

    assert not Document.objects.exists()
    assert uploading.waits(key)


def test_a_field_that_is_left_empty_brings_nothing():
    assert CheckedFileField(PAPER, required=False).clean(None) is None
