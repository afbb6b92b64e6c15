"""Files are what they say; what could do harm is refused with a sentence (C2)."""

import io
import os
import subprocess
import sys

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from gmp_portal.documents import checks, inspector
from tests.documents.samples import (
    action,
    docx,
    holding,
    opening,
    pdf_with,
    picture,
    plain_pdf,
)

NO_PDF = "not a PDF"
BROKEN = "damaged or cut off"
BEHIND = "other data behind its end"
ACTIVE = "scripts, forms or attached files"
ATTACHED = pdf_with(lambda writer: writer.add_attachment("x.exe", b"MZ"))
LOCKED = pdf_with(lambda writer: writer.encrypt("secret"))

HOSTILE = {
    "empty": (b"", "is empty"),
    "program": (b"MZ\x90\x00" + b"\x00" * 600, NO_PDF),
    "html": (b"<html><script>1</script></html>", NO_PDF),
    "behind bytes": (b"<html>" + plain_pdf(), NO_PDF),
    "word file": (docx(), NO_PDF),
    "only a head": (b"%PDF-1.7\n<script>1</script>", BROKEN),
    "cut off": (plain_pdf()[:-30], BROKEN),
    "an end far behind": (plain_pdf() + b"\n" * 3000, BROKEN),
    "nothing between head and end": (b"%PDF-1.7\n%%EOF", BROKEN),
    "with an archive behind": (plain_pdf() + docx(), BEHIND),
    "with a script": (holding("/JavaScript"), ACTIVE),
    "with a file inside": (ATTACHED, ACTIVE),
    "launching": (opening(action("/Launch")), ACTIVE),
    "protected": (LOCKED, "protected by a password"),
    "too many pages": (plain_pdf(501), "more than 500 pages"),
}


@pytest.mark.parametrize(("data", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_its_sentence(data, sentence):
    with pytest.raises(checks.UnsafeFileError, match=sentence):
        checks.check_pdf(data)


def test_a_file_that_takes_too_long_to_check_is_refused():
    with pytest.raises(checks.UnsafeFileError, match="too heavy"):
        checks.check_pdf(plain_pdf(), seconds=0.001)


def test_the_portal_waits_as_long_as_the_inspector_may_run():
    assert checks.SECONDS == inspector.SECONDS


def test_the_end_is_looked_for_in_the_last_two_kilobytes():
    data = plain_pdf().rstrip()

    checks.check_pdf(data + b"\n" * (2048 - len(b"%%EOF")))
    with pytest.raises(checks.UnsafeFileError, match=BROKEN):
        checks.check_pdf(data + b"\n" * (2049 - len(b"%%EOF")))


def test_a_single_byte_behind_the_end_is_other_data():
    with pytest.raises(checks.UnsafeFileError, match=BEHIND):
        checks.check_pdf(plain_pdf().rstrip() + b"x")


@pytest.mark.parametrize("space", [b"", b"\r\n", b" \t\x00\n"])
def test_white_space_behind_the_end_does_no_harm(space):
    checks.check_pdf(plain_pdf().rstrip() + space)


def test_an_ordinary_pdf_is_accepted():
    upload = SimpleUploadedFile("letter.pdf", plain_pdf(3))

    data, media_type = checks.check_upload(upload)

    assert (data, media_type) == (plain_pdf(3), "application/pdf")


def test_an_upload_that_is_no_pdf_is_refused():
    with pytest.raises(checks.UnsafeFileError, match=NO_PDF):
        checks.check_upload(SimpleUploadedFile("letter.pdf", docx()))


@pytest.mark.parametrize(
    ("file_format", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")]
)
def test_a_picture_is_written_anew_without_hidden_data(file_format, media_type):
    data = picture(file_format) + b"<script>1</script>"

    redrawn, found_type = checks.check_upload(SimpleUploadedFile("scan", data))

    assert found_type == media_type
    assert b"script" not in redrawn
    with Image.open(io.BytesIO(redrawn)) as image:
        assert (image.format, image.size, image.mode) == (file_format, (4, 4), "RGB")


@pytest.mark.parametrize(
    "data", [picture()[:40], b"\xff\xd8\xff" + b"x" * 99, b"\x89PNG\r\n\x1a\n<script>"]
)
def test_a_damaged_picture_is_refused(data):
    with pytest.raises(checks.UnsafeFileError, match="picture is damaged"):
        checks.check_upload(SimpleUploadedFile("scan.png", data))


@pytest.mark.parametrize(
    ("size", "sentence"),
    [((8000, 5001), "too many pixels"), ((14000, 14000), "picture is damaged")],
)
def test_a_picture_with_too_many_pixels_is_refused(size, sentence):
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")

    with pytest.raises(checks.UnsafeFileError, match=sentence):
        checks.check_upload(SimpleUploadedFile("scan.png", out.getvalue()))


def test_a_picture_at_the_limit_is_taken():
    out = io.BytesIO()
    Image.new("1", (8000, 5000)).save(out, "PNG")

    _data, media_type = checks.check_upload(SimpleUploadedFile("s.png", out.getvalue()))

    assert media_type == "image/png"


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not(settings):
    data = plain_pdf()
    settings.FILE_LIMIT_BYTES = len(data)
    checks.check_pdf(data)
    settings.FILE_LIMIT_BYTES = len(data) - 1

    with pytest.raises(checks.UnsafeFileError, match="larger than 0 MB"):
        checks.check_pdf(data)


def test_the_size_of_an_upload_is_looked_at_before_it_is_read(settings):
    settings.FILE_LIMIT_BYTES = 2 * 1024 * 1024
    upload = SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n")
    upload.size = 2 * 1024 * 1024 + 1

    with pytest.raises(checks.UnsafeFileError, match="larger than 2 MB"):
        checks.check_upload(upload)

    assert upload.tell() == 0


def test_an_empty_upload_is_refused():
    with pytest.raises(checks.UnsafeFileError, match="is empty"):
        checks.check_upload(SimpleUploadedFile("a.pdf", b""))


@pytest.mark.parametrize("key", sorted(inspector.ACTIVE_KEYS))
def test_whatever_acts_is_found_however_deep_it_hides(key):
    assert inspector.verdict(holding(key)) == "active"


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (plain_pdf(), "ok"),
        (plain_pdf(500), "ok"),
        (plain_pdf(501), "pages"),
        (plain_pdf(0), "pages"),
        (LOCKED, "encrypted"),
        (b"%PDF-1.7\n%%EOF", "broken"),
        (holding("/Harmless"), "ok"),
        (opening(action("/Launch")), "active"),
        (opening(action("/URI")), "active"),
        (opening(action("/GoTo")), "ok"),
        (opening(DictionaryObject()), "active"),
        (opening(ArrayObject([NumberObject(0), NameObject("/Fit")])), "ok"),
        (
            pdf_with(
                lambda writer: writer.root_object.update(
                    {NameObject("/X"): action("/SubmitForm")}
                )
            ),
            "active",
        ),
        (
            pdf_with(
                lambda writer: writer.root_object.update(
                    {
                        NameObject("/X"): DictionaryObject(
                            {NameObject("/Type"): NameObject("/Filespec")}
                        )
                    }
                )
            ),
            "active",
        ),
    ],
)
def test_the_inspector_says_what_a_file_is(data, verdict):
    assert inspector.verdict(data) == verdict


def test_an_opening_action_behind_a_reference_is_seen():
    data = pdf_with(
        lambda writer: writer.root_object.update(
            {NameObject("/OpenAction"): writer._add_object(action("/URI"))}
        )
    )

    assert inspector.verdict(data) == "active"


def test_a_file_with_too_many_objects_is_too_heavy():
    # Catalogue, pages, page, document information, and the two hidden ones.
    data = holding("/Harmless")

    assert inspector.verdict(data, max_objects=6) == "ok"
    assert inspector.verdict(data, max_objects=5) == "heavy"


def test_the_inspector_limits_itself_before_it_reads():
    probe = (
        "import resource, runpy, sys, io;"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b'x'));"
        "runpy.run_module('gmp_portal.documents.inspector', run_name='__main__');"
        "print('', resource.getrlimit(resource.RLIMIT_AS)[1],"
        " resource.getrlimit(resource.RLIMIT_CPU)[1])"
    )

    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=portal.BASE_DIR,
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["broken", str(512 * 1024 * 1024), "20"]
