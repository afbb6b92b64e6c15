"""Files go through the storage that the settings name."""

import os
import shutil
from itertools import chain, repeat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from gmp_portal.documents import files, policies
from tests.documents.samples import plain_pdf


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


def test_a_write_tells_its_own_error_though_its_folder_is_gone(settings):
    class Removed(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            shutil.rmtree(Path(settings.MEDIA_ROOT, "ab"))
            raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        storages["default"].save("ab/abc", Removed(b""))


def test_a_file_is_whole_on_the_disk_before_it_gets_its_name(settings, monkeypatch):
    synced, sync = [], os.fsync

    def watched(descriptor):
        synced.append((os.fstat(descriptor).st_size, kept(settings)))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    storages["default"].save("ab/abc", ContentFile(b"whole"))

    (size, [temporary]), (_folder, [final]), (_root, [still]) = synced
    assert still == final
    assert (size, Path(temporary).name[:4], Path(final).name) == (5, "tmp-", "abc")


@pytest.mark.parametrize(
    "backend",
    [
        "django.core.files.storage.InMemoryStorage",
        "django.core.files.storage.FileSystemStorage",
    ],
)
def test_another_storage_is_a_matter_of_settings(backend, client, db, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend}}
    document = files.store(
        plain_pdf(), name="a.pdf", media_type="application/pdf", policy="open"
    )

    with policies.POLICIES.replaced("open", lambda user, document: True):
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


def test_a_storage_that_takes_no_files_is_noticed(settings, tmp_path):
    (tmp_path / "file").write_text("Not a folder.")
    settings.MEDIA_ROOT = str(tmp_path / "file" / "below")

    assert not files.can_be_kept()


def test_a_storage_that_takes_files_keeps_none_of_the_question(settings):
    assert files.can_be_kept()

    assert not list(Path(settings.MEDIA_ROOT).iterdir())
