"""What belongs to nothing goes after the days of R-26, and nothing else does (A12)."""

import os
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents import files, janitor, scheduled
from gmp_portal.documents.acts import Act
from gmp_portal.documents.models import Document
from gmp_portal.ledger.models import Entry
from partners.actions import letters
from partners.file_access import ORIGINAL
from tests.before_rule import as_it_was
from tests.factories.partners import LetterFactory

OLD = timedelta(days=31)
YOUNG = timedelta(days=29)


def stored(content, age=OLD, **fields):
    """A file that was stored so long ago."""
    given = {"name": "a.pdf", "media_type": "application/pdf", "policy": ORIGINAL}
    document = files.store(content, **given | fields)
    as_it_was(document, stored_at=timezone.now() - age)
    for digest in {document.sha256, document.original_sha256} - {""}:
        aged(f"{digest[:2]}/{digest}", age)
    return document


def aged(name, age=OLD):
    moment = (timezone.now() - age).timestamp()
    os.utime(storages["default"].path(name), (moment, moment))


def kept():
    return set(Document.objects.all())


def sweep_all():
    return sum(janitor.sweep(f"{number:02x}") for number in range(janitor.FOLDERS))


def test_a_file_that_belongs_to_nothing_goes_after_the_days_of_the_rule(db):
    old, young = stored(b"old"), stored(b"young", YOUNG)

    scheduled.remove_unclaimed_files(today())

    assert kept() == {young}
    [entry] = ledger.trail(old)
    assert (entry.kind, entry.body) == (
        Act.FILE_REMOVED,
        {"sha256": old.sha256, "size": 3},
    )
    assert sweep_all() == 1
    assert not storages["default"].exists(old.key)
    assert young.read() == b"young"


def _relations():
    return [
        relation
        for relation in Document._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    ]


def test_every_table_that_refers_to_a_file_is_looked_at():
    looked_at = str(janitor.unclaimed().query)

    assert len(_relations()) >= 8
    for relation in _relations():
        assert relation.related_model._meta.db_table in looked_at


def test_what_a_record_names_stays_until_it_lets_go(person):
    letter = LetterFactory(sender=person)
    signed, supporting = stored(b"signed", by=person), stored(b"mandate", by=person)
    letters.save_part(letter, {"signed_file": signed}, by=person)
    attachment = letters.attach(letter, supporting, by=person)

    assert (janitor.remove_unclaimed(), sweep_all()) == (0, 0)
    letters.detach(attachment, by=person)
    assert (janitor.remove_unclaimed(), sweep_all()) == (1, 1)
    assert kept() == {signed}
    letters.discard(letter, by=person)
    assert (janitor.remove_unclaimed(), sweep_all()) == (1, 1)
    assert kept() == set()


def test_a_file_that_a_record_takes_in_at_the_last_moment_stays(person):
    document = stored(b"x")
    LetterFactory(signed_file=document)

    assert not janitor._remove(document.pk)
    assert not janitor._remove(janitor.NO_DOCUMENT)
    assert kept() == {document}


def test_an_original_stays_as_long_as_its_copy(person):
    document = stored(b"copy", original=b"original", by=person)
    LetterFactory(signed_file=document)

    assert sweep_all() == 0
    assert files.is_intact(document)


def test_a_folder_of_many_files_costs_one_question(db, django_assert_num_queries):
    storage = storages["default"]
    digests = [f"ab{number:062x}" for number in range(20)]
    for digest in digests:
        storage.save(f"ab/{digest}", ContentFile(b"x"))
        aged(f"ab/{digest}")
    stored(b"copy")
    Document.objects.bulk_create(
        Document(
            name="a.pdf",
            media_type="application/pdf",
            policy=ORIGINAL,
            size=1,
            sha256=digest,
        )
        for digest in digests
    )

    # The days of the rule, and whose files these are.
    with django_assert_num_queries(2):
        janitor.sweep("ab")

    assert sorted(storage.listdir("ab")[1]) == digests


def test_bytes_that_are_stored_at_the_last_moment_stay(db):
    document = stored(b"x")

    assert not janitor._sweep(*document.key.split("/"))
    assert document.read() == b"x"


def test_bytes_that_no_document_names_go_and_are_counted(db):
    storage = storages["default"]
    for name in ("ab/tmp-123", f"ab/{'ab' * 32}", f"ab/{'ac' * 32}"):
        storage.save(name, ContentFile(b"x"))
        aged(name, YOUNG if "ac" in name else OLD)

    assert janitor.sweep("ab") == 2
    assert storage.listdir("ab")[1] == ["ac" * 32]
    entry = Entry.objects.get()
    assert (entry.kind, entry.body) == (Act.FILES_SWEPT, {"files": 2})


def test_each_minute_looks_into_one_folder_and_all_of_them_in_some_hours(db):
    now = timezone.now()
    folders = {janitor.folder_at(now + timedelta(minutes=each)) for each in range(256)}
    storages["default"].save(f"{janitor.folder_at(now)}/x", ContentFile(b"x"))

    scheduled.sweep_storage(today())

    assert len(folders) == 256


def test_who_stores_the_same_bytes_while_they_are_swept_waits(db, another_session):
    document = stored(b"same")
    key = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 26))"

    another_session.execute(key, [document.sha256])

    # Storing holds the bytes until its transaction ends, and so does sweeping them.
    assert another_session.fetchone() == (False,)


def test_the_command_says_no_more_where_everything_belongs_to_something(db, capsys):
    call_command("verify_files")

    assert capsys.readouterr().out.splitlines() == ["0 files, all intact."]


def test_the_command_names_what_belongs_to_nothing(db, capsys):
    document = stored(b"x")
    storages["default"].save("ab/tmp-1", ContentFile(b"x"))

    call_command("verify_files")

    assert capsys.readouterr().out.splitlines() == [
        f"{document.pk} a.pdf: belongs to no record",
        "ab/tmp-1: no file of the portal",
        "1 files, all intact.",
        "2 belong to nothing.",
    ]


def test_a_folder_may_hold_others_than_files(db, settings):
    Path(settings.MEDIA_ROOT, "cd").mkdir(parents=True)

    assert list(janitor.names_in("cd")) == list(janitor.names_in("ce")) == []
