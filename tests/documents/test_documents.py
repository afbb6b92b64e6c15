"""Files stay what they were, and go only to who may read them."""

import resource
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal.documents import files, names, policies
from gmp_portal.documents.models import Document
from gmp_portal.documents.uploads import LimitedUploadHandler, TooLargeFile
from tests.documents.samples import plain_pdf


@pytest.fixture
def everybody_reads():
    with policies.POLICIES.replaced("open", lambda user, document: True):
        yield


def _get(client, address):
    """Read the whole answer, so that its file is closed."""
    response = client.get(address)
    if response.streaming:
        response.read = b"".join(response.streaming_content)
    return response


def _store(content=b"x", **fields):
    given = {"name": "a.pdf", "media_type": "application/pdf", "policy": "open"}
    return files.store(content, **given | fields)


def _path(document):
    return Path(storages["default"].path(document.key))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202epdf.exe", "abpdf.exe"),
        ("c:\\x\\letter (1).pdf", "letter (1).pdf"),
        ("意向书.pdf", "意向书.pdf"),
        ("हिन्दी पत्र.pdf", "हिन्दी पत्र.pdf"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.pdf",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.pdf",
        ),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("\r\nSet-Cookie: x", "Set-Cookie_ x"),
        ("\ud800a.pdf", "a.pdf"),
        (" .a.pdf. ", "a.pdf"),
        ("...", "file"),
        ("", "file"),
        ("a" * 200 + ".pdf", "a" * 96 + ".pdf"),
        ("a" * 99 + ".12345678", "a" * 91 + ".12345678"),
        ("a." + "b" * 120, ("a." + "b" * 120)[:100]),
        ("a.123456789", "a.123456789"),
        ("b" * 120, "b" * 100),
    ],
)
def test_names_lose_what_could_do_harm(given, kept):
    assert names.clean_name(given) == kept


def test_a_stored_file_knows_what_it_is_and_who_brought_it(person):
    document = _store(b"{}", name="x/data.json", media_type="application/json", by=person)

    document.refresh_from_db()
    assert (document.name, document.size, document.stored_by) == ("data.json", 2, person)
    assert document.read() == b"{}"
    assert str(document) == "data.json"
    assert document.get_absolute_url() == f"/files/{document.pk}/data.json"


def test_the_same_bytes_are_kept_once_and_found_by_their_hash(db, settings):
    first, second = _store(name="a.pdf"), _store(name="b.pdf")

    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [first.sha256] == [second.sha256]


def test_a_write_that_fails_leaves_nothing_behind(db, settings):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            _store(b"x" * 99)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert not Document.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_altered_and_missing_bytes_are_noticed(db):
    altered, missing, intact = _store(b"a"), _store(b"b"), _store(b"c")
    _path(altered).write_bytes(b"y")
    _path(missing).unlink()

    assert [files.is_intact(each) for each in (altered, missing, intact)] == [
        False,
        False,
        True,
    ]


def test_the_command_names_each_altered_file(db, capsys):
    good, bad = _store(b"a"), _store(b"b", name="bad.pdf")
    call_command("verify_files")
    assert "2 files, all intact." in capsys.readouterr().out.splitlines()
    _path(bad).write_bytes(b"y")

    with pytest.raises(CommandError, match=r"^1 files are missing or altered"):
        call_command("verify_files")

    errors = capsys.readouterr().err
    assert errors.splitlines() == [f"{bad.pk} bad.pdf: missing or altered"]
    assert str(good.pk) not in errors


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"sha256": "x" * 64}, "document_hash_is_sha256"),
        ({"sha256": "a" * 63}, "document_hash_is_sha256"),
        ({"media_type": "text/html"}, "document_ends_as_its_kind"),
        ({"name": "a.pdf.exe"}, "document_ends_as_its_kind"),
        ({"media_type": "image/png"}, "document_ends_as_its_kind"),
        ({"original_sha256": "a" * 64}, "document_original_complete"),
        ({"original_size": 1}, "document_original_complete"),
        ({"original_sha256": "x", "original_size": 1}, "document_original_complete"),
    ],
)
def test_the_database_refuses_what_is_no_file_of_ours(db, fields, constraint):
    document = _store()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**fields)


def test_a_file_without_a_known_policy_does_not_exist_for_anybody(person, as_user):
    document = _store(policy="none")

    response = as_user(person).get(document.get_absolute_url())

    assert response.status_code == 404


def test_the_policy_is_asked_for_this_person_and_this_file(person, as_user, client):
    document, other = _store(), _store(b"y")

    def only_this(user, asked):
        return user == person and asked == document

    with policies.POLICIES.replaced("open", only_this):
        answers = [
            _get(as_user(person), document.get_absolute_url()).status_code,
            _get(as_user(person), other.get_absolute_url()).status_code,
            _get(client, document.get_absolute_url()).status_code,
        ]

    assert answers == [200, 404, 404]


@pytest.mark.usefixtures("everybody_reads")
def test_a_file_is_served_with_safe_headers_to_who_may_read_it(client, db):
    document = _store(plain_pdf(), name="a.pdf")

    response = _get(client, document.get_absolute_url())

    assert response.read == plain_pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="a.pdf"'
    assert response["ETag"] == f'"{document.sha256}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; frame-ancestors 'none'"
    )
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.usefixtures("everybody_reads")
@pytest.mark.parametrize(
    ("name", "media_type", "query"),
    [("a.pdf", "application/pdf", "?download"), ("a.png", "image/png", "")],
)
def test_a_download_and_a_picture_are_handed_out_as_files(
    client, db, name, media_type, query
):
    document = _store(name=name, media_type=media_type)

    response = _get(client, document.get_absolute_url() + query)

    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == media_type


@pytest.mark.usefixtures("everybody_reads")
def test_a_file_whose_bytes_are_gone_or_that_never_was_is_not_found(client, db):
    document = _store()
    storages["default"].delete(document.key)
    never = reverse("documents:file", args=[uuid4(), "a.pdf"])

    assert client.get(document.get_absolute_url()).status_code == 404
    assert client.get(never).status_code == 404


@pytest.mark.usefixtures("everybody_reads")
def test_a_file_can_only_be_read(client, db):
    assert client.post(_store().get_absolute_url()).status_code == 405


def receive(*chunks):
    """Let a file arrive in chunks of these sizes, and answer what stands in its place."""
    handler, start = LimitedUploadHandler(), 0
    handler.new_file("upload", "letter.pdf", "application/pdf", None)
    for size in chunks:
        assert handler.receive_data_chunk(b"x" * size, start) is None
        start += size
    return handler.file_complete(start)


def test_a_file_that_grows_over_the_limit_is_not_kept_while_it_arrives(settings):
    settings.FILE_LIMIT_BYTES = 100

    with receive(60, 40) as kept:
        assert (kept.size, kept.read()) == (100, b"x" * 100)
    instead = receive(60, 41, 1)
    assert isinstance(instead, TooLargeFile)
    assert (instead.name, instead.size, instead.read()) == ("letter.pdf", 102, b"")


CONTENT = bytes(range(200))


def _part(client, document, **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    response = client.get(document.get_absolute_url(), headers=names)
    content = b"".join(response) if response.streaming else response.content
    return response, content


@pytest.mark.usefixtures("everybody_reads")
@pytest.mark.parametrize(
    ("asked", "named", "content"),
    [
        ("bytes=0-0", "bytes 0-0/200", CONTENT[:1]),
        ("bytes=10-19", "bytes 10-19/200", CONTENT[10:20]),
        ("bytes = 10 - 19", "bytes 10-19/200", CONTENT[10:20]),
        ("bytes=190-", "bytes 190-199/200", CONTENT[190:]),
        ("bytes=190-999", "bytes 190-199/200", CONTENT[190:]),
        ("bytes=-5", "bytes 195-199/200", CONTENT[-5:]),
        ("bytes=-999", "bytes 0-199/200", CONTENT),
    ],
)
def test_a_part_of_a_file_is_sent_to_whoever_goes_on(client, db, asked, named, content):
    document = _store(CONTENT)

    response, sent = _part(client, document, range=asked)

    assert (response.status_code, sent) == (206, content)
    assert response["Content-Range"] == named
    assert response["Content-Length"] == str(len(content))
    assert response["ETag"] == f'"{document.sha256}"'
    assert response["Cache-Control"] == "private, no-cache"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.usefixtures("everybody_reads")
@pytest.mark.parametrize("asked", ["bytes=200-", "bytes=500-600", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_length(client, db, asked):
    response, sent = _part(client, _store(CONTENT), range=asked)

    assert (response.status_code, sent) == (416, b"")
    assert response["Content-Range"] == "bytes */200"


@pytest.mark.usefixtures("everybody_reads")
@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,5-6",
        "bytes=9-3",
        "bytes=-",
        "bytes=a-b",
        "lines=0-1",
        "bytes=1" + "0" * 99,
    ],
)
def test_whoever_asks_for_a_part_in_another_way_gets_the_whole(client, db, asked):
    response, sent = _part(client, _store(CONTENT), range=asked)

    assert (response.status_code, sent) == (200, CONTENT)
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == "200"


@pytest.mark.usefixtures("everybody_reads")
def test_a_part_of_another_version_is_no_use(client, db):
    document = _store(CONTENT)

    same, _sent = _part(
        client, document, range="bytes=0-9", if_range=f'"{document.sha256}"'
    )
    other, whole = _part(client, document, range="bytes=0-9", if_range='"other"')
    dated, _sent = _part(
        client, document, range="bytes=0-9", if_range="Sat, 01 Jan 2028 00:00:00 GMT"
    )

    assert (same.status_code, other.status_code, dated.status_code) == (206, 200, 200)
    assert whole == CONTENT


@pytest.mark.usefixtures("everybody_reads")
def test_the_head_of_a_file_is_that_of_the_whole(client, db):
    response = client.head(
        _store(CONTENT).get_absolute_url(), headers={"range": "bytes=0-1"}
    )
    response.close()

    assert (response.status_code, response["Content-Length"]) == (200, "200")
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.usefixtures("everybody_reads")
def test_a_file_that_the_reader_has_is_not_opened(client, db):
    document = _store(CONTENT)
    storages["default"].delete(document.key)

    response, sent = _part(client, document, if_none_match=f'"{document.sha256}"')

    assert (response.status_code, sent) == (304, b"")
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("asked", [{"if_none_match": "*"}, {"range": "bytes=0-1"}])
def test_whoever_may_not_read_a_file_does_not_learn_that_it_is_there(client, db, asked):
    with policies.POLICIES.replaced("open", lambda user, document: False):
        response, _sent = _part(client, _store(CONTENT), **asked)

    assert response.status_code == 404
    assert "ETag" not in response


@pytest.mark.usefixtures("everybody_reads")
@pytest.mark.parametrize(("asked", "status"), [({}, 304), ({"range": "bytes=0-1"}, 206)])
def test_whoever_is_signed_in_stores_no_file(as_user, person, asked, status):
    document = _store(CONTENT)
    headers = asked or {"if_none_match": f'"{document.sha256}"'}

    response, _sent = _part(as_user(person), document, **headers)

    assert (response.status_code, response["Cache-Control"]) == (
        status,
        "private, no-store",
    )


@pytest.mark.usefixtures("everybody_reads")
def test_a_file_is_never_compressed_on_its_way(client, db):
    """Parts of it would not fit, and its name is that of its very bytes."""
    document = _store(b"[1]  " * 99, name="a.json", media_type="application/json")

    response, sent = _part(client, document, accept_encoding="gzip, br")

    assert sent == b"[1]  " * 99
    assert "Content-Encoding" not in response
    assert response["ETag"] == f'"{document.sha256}"'
