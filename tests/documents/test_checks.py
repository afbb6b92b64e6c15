"""What is uploaded is judged in a process of its own, and refused with a sentence (C2)."""

import io
import json
import resource
import subprocess
import sys
import threading

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile

from gmp_portal.documents import checks, inspector, kinds
from gmp_portal.documents.inspection.verdict import RefusedError
from gmp_portal.documents.kinds import FIELDS, SIGNED_LETTER, SUPPORTING_DOCUMENT
from gmp_portal.documents.sentences import REASONS
from tests.documents.samples import docx, pdf_with, picture, plain_pdf

LOCKED = pdf_with(lambda writer: writer.encrypt("secret"))


def check(data, takes=SUPPORTING_DOCUMENT, name="sent"):
    return checks.check_upload(SimpleUploadedFile(name, data), takes)


REFUSED = {
    "empty": (b"", "is empty"),
    "program": (b"MZ\x90\x00" + b"\x00" * 600, "of a kind that is not taken"),
    "html": (b"<html><script>1</script></html>", "of a kind that is not taken"),
    "behind bytes": (b"<html>" + plain_pdf(), "of a kind that is not taken"),
    "only a head": (b"%PDF-1.7\n<script>1</script>", "damaged or cut off"),
    "cut off": (plain_pdf()[:-30], "damaged or cut off"),
    "with an archive behind": (plain_pdf() + docx(), "other data behind its end"),
    "protected": (LOCKED, "protected by a password"),
    "too many pages": (plain_pdf(501), "more than 500 pages"),
    "half a picture": (picture()[:40], "picture is damaged"),
    "moving": (b"GIF89a" + b"x" * 99, "as a PNG or JPEG"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "Save it as .docx"),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("takes", FIELDS.values(), ids=FIELDS)
def test_a_file_is_refused_with_its_sentence_and_what_the_field_takes(
    data, sentence, takes
):
    with pytest.raises(checks.UnsafeFileError, match=sentence) as refusal:
        check(data, takes)

    assert (refusal.value.status, refusal.value.clause) == (422, "R-17")
    assert refusal.value.messages[0].endswith(str(takes.takes))


def test_a_signed_letter_is_no_text_that_can_still_be_changed():
    with pytest.raises(checks.UnsafeFileError, match="Print and sign it") as refusal:
        check(docx(), SIGNED_LETTER)

    assert refusal.value.messages[0].endswith(str(SIGNED_LETTER.takes))


def test_what_is_kept_as_it_came_needs_no_original():
    assert check(plain_pdf(3)) == checks.Checked(plain_pdf(3), "sent", kinds.PDF)
    assert check(docx()) == checks.Checked(docx(), "sent", kinds.DOCX)


def test_a_copy_comes_with_what_was_sent():
    data = picture("JPEG") + b"<script>1</script>"

    checked = check(data)

    assert checked.original == data
    assert checked.content == picture("JPEG")
    assert checked.media_type == kinds.JPEG


def test_an_upload_that_two_forms_ask_for_is_looked_into_once(monkeypatch):
    upload = SimpleUploadedFile("letter.pdf", plain_pdf())
    first = checks.check_upload(upload, SIGNED_LETTER)
    monkeypatch.setattr(sys, "executable", "false")

    assert checks.check_upload(upload, SIGNED_LETTER) == first


def test_an_upload_without_a_name_gets_one():
    upload = SimpleUploadedFile("x", plain_pdf())
    upload._name = None

    assert checks.check_upload(upload, SIGNED_LETTER).name == "file"


def test_a_file_that_takes_too_long_to_check_is_refused():
    assert checks.look_into(plain_pdf(), seconds=0.001).reason == "heavy"


def test_a_file_at_which_the_inspector_dies_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "executable", "false")

    assert checks.look_into(plain_pdf()).reason == "heavy"


def test_the_portal_waits_as_long_as_the_inspector_may_run():
    assert checks.SECONDS == inspector.SECONDS


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not(settings):
    data = plain_pdf()
    settings.FILE_LIMIT_BYTES = len(data)
    check(data)
    settings.FILE_LIMIT_BYTES = len(data) - 1

    with pytest.raises(checks.UnsafeFileError, match="larger than 0 MB"):
        check(data)


def test_the_size_of_an_upload_is_looked_at_before_it_is_read():
    upload = SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n")
    upload.size = 20 * 1024 * 1024 + 1

    with pytest.raises(checks.UnsafeFileError, match="larger than 20 MB"):
        checks.check_upload(upload, SIGNED_LETTER)

    assert upload.tell() == 0


def reason_of(data):
    with pytest.raises(RefusedError) as refusal:
        inspector.verdict(data)
    return refusal.value.reason


def test_a_mark_before_the_first_line_of_a_pdf_hides_nothing():
    assert inspector.kind_of(b"\xef\xbb\xbf\n%PDF-1.7") == ("pdf", "inspect")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unknown"),
        (b"hello", "unknown"),
        (b"RIFF1234WAVE", "unknown"),
        (b"1234ftypqt  ", "unknown"),
        (b"RIFF1234WEBP", "picture"),
        (b"1234ftypheic", "picture"),
        (b"1234ftypavif", "picture"),
        (b"II*\0", "picture"),
        (b"MM\0*", "picture"),
        (b"BM1234", "picture_other"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office_old"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "office_locked",
        ),
    ],
)
def test_each_kind_of_file_goes_to_its_inspection(data, reason):
    assert reason_of(data) == reason


def test_a_file_that_needs_too_much_memory_is_refused(monkeypatch):
    def exhausted(_data):
        raise MemoryError

    monkeypatch.setattr("gmp_portal.documents.inspection.png.inspect", exhausted)

    assert reason_of(b"\x89PNG\r\n\x1a\n") == "heavy"


@pytest.mark.parametrize(
    ("data", "answer", "content"),
    [
        (b"hello", {"reason": "unknown"}, b""),
        (plain_pdf(), {"media_type": kinds.PDF, "is_same": True}, b""),
        (
            picture() + b"behind",
            {"media_type": kinds.PNG, "is_same": False},
            picture(),
        ),
    ],
)
def test_the_inspector_answers_with_what_it_took_and_the_copy(data, answer, content):
    out = io.BytesIO()

    inspector.run(io.BytesIO(data), out)

    line, _end, kept = out.getvalue().partition(b"\n")
    given = json.loads(line)
    assert given.pop("peak_kb") > 1000
    assert given.pop("seconds") > 0
    assert (given, kept) == (answer, content)


@pytest.mark.parametrize("program", ["inspector", "text_taker"])
def test_what_reads_files_limits_itself_before_it_reads(program):
    probe = (
        "import resource, runpy;"
        f"runpy.run_module('gmp_portal.documents.{program}', run_name='__main__');"
        "print(*(resource.getrlimit(kind)[1] for kind in"
        " (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=portal.BASE_DIR,
        input=b"x",
        capture_output=True,
        check=True,
    )

    limits = [str(512 * 1024 * 1024), "20", str(64 * 1024 * 1024)]
    assert done.stdout.decode().split()[-3:] == limits


def test_the_limits_are_those_of_the_process(monkeypatch):
    asked = {}
    monkeypatch.setattr(
        resource, "setrlimit", lambda kind, bounds: asked.update({kind: bounds})
    )

    inspector.limit()

    assert asked[resource.RLIMIT_CORE] == (0, 0)
    assert asked[resource.RLIMIT_AS] == (inspector.MEMORY, inspector.MEMORY)


def test_every_reason_that_an_inspection_gives_has_a_sentence():
    folder = portal.BASE_DIR / "gmp_portal" / "documents"
    sources = [*folder.glob("inspection/*.py"), folder / "inspector.py"]
    words = {
        piece.partition('"')[0]
        for source in sources
        for piece in source.read_text().split('RefusedError("')[1:]
    }

    assert words - {"office_active"} <= set(REASONS)
    assert all(str(sentence).endswith(".") for sentence in REASONS.values())


def test_a_file_that_waits_too_long_for_its_turn_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(checks, "PATIENCE", 0.01)
    monkeypatch.setattr(checks, "AT_ONCE", threading.BoundedSemaphore(1))
    with checks.AT_ONCE, pytest.raises(checks.BusyError, match="again") as refusal:
        checks.look_into(plain_pdf())

    assert (refusal.value.status, refusal.value.clause) == (503, "R-17")
    assert checks.look_into(plain_pdf()).reason == ""
