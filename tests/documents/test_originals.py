"""What was sent is sealed beside what people open."""

import pytest
from django.core.management import CommandError, call_command

from gmp_portal import ledger
from gmp_portal.documents import files, policies
from gmp_portal.documents.acts import Act
from gmp_portal.documents.checks import Checked
from tests.before_rule import as_it_was

UPLOAD = Checked(b"copy", "a.heic", "image/jpeg", b"original")


@pytest.fixture
def document(person):
    return files.store_upload(UPLOAD, policy="open", by=person)


def test_the_original_is_kept_exactly_as_it_came(document):
    assert (document.name, document.read(), document.size) == ("a.jpg", b"copy", 4)
    assert document.original_sha256 == files.digest_of(b"original")
    assert document.original_size == 8
    assert files.is_intact(document)


def test_a_file_kept_as_it_came_is_its_own_original(person):
    upload = Checked(b"%PDF", "a.pdf", "application/pdf")

    document = files.store_upload(upload, policy="open", by=person)

    assert document.original_sha256 == document.sha256


def test_what_the_portal_made_has_no_original(db):
    made = files.store(b"x", name="a.pdf", media_type="application/pdf", policy="open")

    assert (made.original_sha256, made.original_size) == ("", None)


def test_no_address_hands_out_the_original(document, client):
    with policies.POLICIES.replaced("open", lambda user, asked: True):
        response = client.get(document.get_absolute_url())
        assert b"".join(response.streaming_content) == b"copy"
        assert client.get(f"/files/{document.original_sha256}/a.jpg").status_code == 404


def test_who_keeps_the_installation_gets_it_with_a_reason(document, tmp_path, capsys):
    path = tmp_path / "original"

    call_command("unseal_file", str(document.pk), str(path), reason="A court asks.")

    assert path.read_bytes() == b"original"
    assert capsys.readouterr().out.split() == ["8", "bytes,", document.original_sha256]
    [entry] = ledger.trail(document)
    assert (entry.kind, entry.body["reason"]) == (Act.FILE_UNSEALED, "A court asks.")


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_file_without_an_original_cannot_be_unsealed(db, tmp_path, key):
    with pytest.raises(CommandError, match="has an original"):
        call_command("unseal_file", key, str(tmp_path / "x"), reason="Why not?")

    assert not (tmp_path / "x").exists()


def test_a_document_whose_original_was_altered_is_noticed(document):
    as_it_was(document, original_sha256="a" * 64)

    assert not files.is_intact(document)
