"""The texts of uploaded files are wanted with the upload, taken once and told of (A1-6d-ii)."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from gmp_portal import jobs
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents import files, janitor, kinds, scheduled, taking
from gmp_portal.documents import texts as taken
from gmp_portal.documents.checks import Checked
from gmp_portal.documents.jobs import TAKE_TEXT
from gmp_portal.documents.models import FileText
from gmp_portal.documents.taking import Outcome
from gmp_portal.jobs.models import Job
from tests.before_rule import as_it_was
from tests.documents import texts
from tests.documents.samples import picture, plain_pdf

HASH = "ab" * 32


def upload(content, by, media_type=kinds.PDF):
    ending = kinds.ENDINGS[media_type][0]
    checked = Checked(content, f"a.{ending}", media_type)
    return files.store_upload(checked, policy="open", by=by)


@pytest.fixture
def told():
    """The hashes that somebody was told of."""
    heard = []
    with taken.TAKEN.cleared():
        taken.TAKEN.register("test", heard.append)
        yield heard


def test_the_text_of_an_upload_is_taken_and_told_of(person, run_jobs, told):
    document = upload(texts.pdf("Mercury", "汞"), person)
    before = taken.pieces_of(document)

    run_jobs()

    assert before == []
    assert taken.pieces_of(document) == [(1, "Mercury"), (2, "汞")]
    assert told == [document.sha256]
    assert FileText.objects.get().taken_at


def test_two_documents_of_the_same_bytes_share_a_text_and_both_are_told_of(
    person, run_jobs, told
):
    data = texts.pdf("Mercury")
    first, second = upload(data, person), upload(data, person)

    run_jobs()

    assert FileText.objects.count() == 1
    assert taken.pieces_of_all([first, second]) == {
        first.pk: [(1, "Mercury")],
        second.pk: [(1, "Mercury")],
    }
    assert told == [first.sha256] * 2


@pytest.mark.usefixtures("told")
def test_pictures_and_what_the_portal_made_have_no_text(person, run_jobs):
    upload(picture(), person, kinds.PNG)
    files.store(texts.pdf("x"), name="a", media_type=kinds.PDF, policy="open")

    run_jobs()

    assert taken.want_missing(10) == 0
    assert not FileText.objects.exists()


@pytest.mark.parametrize(
    ("content", "state", "reason"),
    [(plain_pdf(), "none", ""), (b"%PDF-nothing", "failed", "broken")],
)
def test_a_file_without_a_text_is_looked_into_once(
    person, run_jobs, told, content, state, reason
):
    document = upload(content, person)

    run_jobs()

    text = FileText.objects.get()
    assert (text.state, text.reason, text.pieces) == (state, reason, [])
    assert (told, taken.pieces_of(document)) == ([document.sha256], [])
    assert str(text) == f"{document.sha256} ({state})"


def test_a_file_that_is_gone_is_no_reason_to_try_again(person, run_jobs):
    document = upload(plain_pdf(), person)
    storages["default"].delete(document.key)

    run_jobs()

    assert FileText.objects.get().reason == "missing"
    assert jobs.find(TAKE_TEXT, document.pk).state == Job.State.DONE


@pytest.mark.usefixtures("told")
def test_a_text_is_taken_once(person):
    document = upload(texts.pdf("x"), person)

    taken.keep(document.sha256, Outcome([(1, "first")]))

    assert not taken.is_waiting(document.sha256)
    assert taken.pieces_of(document) == [(1, "first")]


def test_nobody_is_told_of_a_file_that_was_removed_meanwhile(db, told):
    taken.keep(HASH, Outcome([(1, "x")]))

    assert told == []
    assert not FileText.objects.exists()


def test_the_text_goes_with_the_last_document_of_these_bytes(person):
    data = texts.pdf("x")
    first, second = upload(data, person), upload(data, person)
    as_it_was(first, stored_at=timezone.now() - timedelta(days=31))

    janitor.remove_unclaimed()
    after_first = FileText.objects.count()
    as_it_was(second, stored_at=timezone.now() - timedelta(days=31))
    janitor.remove_unclaimed()

    assert after_first == 1
    assert not FileText.objects.exists()


def test_files_from_before_get_their_text_a_few_at_a_time(person, run_jobs):
    older = [
        files.store(
            texts.pdf(f"page {number}"),
            name="a",
            media_type=kinds.PDF,
            policy="open",
            by=person,
        )
        for number in range(3)
    ]

    first = taken.want_missing(2)
    scheduled.want_older_texts(today())
    run_jobs()

    assert first == 2
    assert list(taken.pieces_of_all(older).values()) == [
        [(1, f"page {number}")] for number in range(3)
    ]
    assert taken.want_missing(2) == 0


def test_a_file_that_goes_before_its_text_is_wanted_is_passed_over(db):
    assert not taken._want_missing(janitor.NO_DOCUMENT, HASH)


def test_the_command_takes_what_is_missing_and_can_be_started_again(person, capsys):
    files.store(texts.pdf("x"), name="a", media_type=kinds.PDF, policy="open", by=person)
    upload(b"%PDF-nothing", person)

    for arguments in ([], [], ["--failed"]):
        call_command("take_texts", *arguments)

    assert capsys.readouterr().out.splitlines() == [
        "2 texts taken.",
        "0 texts taken.",
        "1 that failed are tried again.",
        "1 texts taken.",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"sha256": "x"},
        {"state": "other", "taken_at": timezone.now()},
        {"state": "taken", "taken_at": timezone.now()},
        {"pieces": [[1, "x"]]},
        {"is_cut": True},
        {"reason": "heavy"},
        {"state": "failed", "taken_at": timezone.now()},
        {"state": "none"},
        {"taken_at": timezone.now()},
    ],
)
def test_the_database_keeps_texts_that_are_in_order(db, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        FileText.objects.create(**{"sha256": HASH} | fields)


def test_a_file_of_hostile_characters_can_be_kept(person):
    document = upload(texts.pdf("x"), person)
    said = taking.clean("汞\0\ud83d\x1b")

    taken.keep(document.sha256, Outcome([(1, said)], is_cut=True))

    assert taken.pieces_of(document) == [(1, "汞")]
    assert FileText.objects.get().is_cut
