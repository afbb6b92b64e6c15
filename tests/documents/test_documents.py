"""Files are what they say, stay what they were, and go only to who may read them."""

import io
import zipfile
from itertools import chain, repeat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from gmp_portal.documents import checks, files, policies
from gmp_portal.documents.models import Document


def plain_pdf(pages=1):
    writer, out = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def _pdf_with(change):
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    change(writer)
    writer.write(out)
    return out.getvalue()


def _docx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


def _open_action(writer):
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("x")}
    )


def _script(writer):
    names = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})
    writer.root_object[NameObject("/Names")] = names


HOSTILE = {
    "empty": b"",
    "program": b"MZ\x90\x00" + b"\x00" * 600,
    "html": b"<html><script>1</script></html>",
    "behind bytes": b"<html>" + plain_pdf(),
    "only a head": b"%PDF-1.7\n<script>1</script>",
    "with an archive behind": plain_pdf() + _docx(),
    "cut off": plain_pdf()[:-30],
    "with a script": _pdf_with(_script),
    "with a file inside": _pdf_with(lambda writer: writer.add_attachment("x.exe", b"MZ")),
    "protected": _pdf_with(lambda writer: writer.encrypt("secret")),
    "launching": _pdf_with(_open_action),
    "word file": _docx(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name):
    with pytest.raises(checks.UnsafeFileError):
        checks.check_pdf(HOSTILE[name])


def test_an_ordinary_pdf_is_accepted():
    upload = SimpleUploadedFile("letter.pdf", plain_pdf(3))

    data, media_type = checks.check_upload(upload)

    assert (data, media_type) == (plain_pdf(3), "application/pdf")


def test_a_picture_is_written_anew_without_hidden_data():
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    upload = SimpleUploadedFile("scan.png", out.getvalue() + b"<script>1</script>")

    data, media_type = checks.check_upload(upload)

    assert media_type == "image/png"
    assert b"script" not in data


def test_a_file_over_the_limit_is_refused(settings):
    settings.FILE_LIMIT_BYTES = 100

    with pytest.raises(checks.UnsafeFileError, match="larger"):
        checks.check_pdf(plain_pdf())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202epdf.exe", "abpdf.exe"),
        ("c:\\x\\letter (1).pdf", "letter (1).pdf"),
        ("意向书.pdf", "意向书.pdf"),
        ("\r\nSet-Cookie: x", "Set-Cookie_ x"),
        ("...", "file"),
    ],
)
def test_names_lose_what_could_do_harm(given, kept):
    assert files.clean_name(given) == kept


def test_the_same_bytes_are_kept_once_and_found_by_their_hash(db):
    one = files.store(b"x", name="a.pdf", media_type="application/pdf", policy="none")
    two = files.store(b"x", name="b.pdf", media_type="application/pdf", policy="none")

    assert one.key == two.key
    assert files.is_intact(one)
    path = Path(storages["default"].path(one.key))
    path.write_bytes(b"y")
    assert not files.is_intact(two)
    path.unlink()
    assert not files.is_intact(two)


def test_files_are_found_where_they_were_kept_before_storages(db, settings):
    document = files.store(b"x", name="a.pdf", media_type="application/pdf", policy="none")

    digest = document.sha256
    assert Path(settings.MEDIA_ROOT, digest[:2], digest).read_bytes() == b"x"


def kept(settings):
    return [str(path) for path in Path(settings.MEDIA_ROOT).glob("*/*")]


def test_a_write_that_fails_leaves_nothing_behind(settings):
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        storages["default"].save("ab/abc", Broken(b""))

    assert kept(settings) == []


@pytest.mark.parametrize(
    "backend",
    [
        "django.core.files.storage.InMemoryStorage",
        "django.core.files.storage.FileSystemStorage",
    ],
)
def test_another_storage_is_a_matter_of_settings(backend, client, db, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend}}
    policies.register("tests.open", lambda user, document: True)

    document = files.store(
        plain_pdf(), name="a.pdf", media_type="application/pdf", policy="tests.open"
    )

    response = client.get(document.get_absolute_url())
    assert b"".join(response.streaming_content) == document.read() == plain_pdf()
    assert files.is_intact(document)
    assert files.can_be_kept()


def test_the_same_bytes_written_at_once_are_kept_once(settings, monkeypatch):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend}}
    files.write(b"x")
    # The first question comes before the other writer has ended, the later ones after.
    answers = chain([False], repeat(True))
    monkeypatch.setattr(
        storages["default"],
        "exists",
        lambda name: next(answers) and storages["default"].path(name) in kept(settings),
    )

    files.write(b"x")

    assert len(kept(settings)) == 1


def test_a_document_whose_bytes_are_gone_is_not_found(client, db):
    policies.register("tests.open", lambda user, document: True)
    document = files.store(
        b"x", name="a.pdf", media_type="application/pdf", policy="tests.open"
    )
    storages["default"].delete(document.key)

    assert client.get(document.get_absolute_url()).status_code == 404


def test_a_file_without_a_known_policy_does_not_exist_for_anybody(person, as_user):
    document = files.store(b"x", name="a.pdf", media_type="application/pdf", policy="none")

    response = as_user(person).get(document.get_absolute_url())

    assert response.status_code == 404


def test_a_file_is_served_with_safe_headers_to_who_may_read_it(client, db):
    document = files.store(
        plain_pdf(), name="a.pdf", media_type="application/pdf", policy="open"
    )

    with policies.POLICIES.replaced("open", lambda user, document: True):
        response = client.get(document.get_absolute_url())

    assert b"".join(response.streaming_content) == plain_pdf()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert Document.objects.get().short_hash == document.sha256[:12]
