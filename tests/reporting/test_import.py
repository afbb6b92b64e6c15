"""A past document is taken in as a draft; every line has its place or is listed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gmp_portal.jobs.models import Job
from gmp_portal.typesetting.content import Chapter, DraftDecision, Paragraph, Section, notes
from reporting.models import ImportedText, Report
from tests.session_documents.accounting import seed

SAMPLE = """\
UNEP/MC/COP.99/INF/7

Conference of the Parties to the Example Convention
Fourth meeting

Sample City, 3 May 2021

Item 4 of the provisional agenda

Matters for consideration

Example report on cooperation

Note by the secretariat

I. Introduction

1. The Example Partnership worked.

2. It went on.

Annex

Draft decision

The Conference of the Parties,

1. Takes note of the report;

2. Thanks everybody.
"""


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


def run(*args, **options):
    out = StringIO()
    call_command("import_session_document", *args, stdout=out, **options)
    return out.getvalue()


def test_a_text_becomes_a_draft_and_says_what_was_understood(db, sample):
    said = run(str(sample), language="en")

    report = Report.objects.get()
    assert report.kind == Report.Kind.PAST
    assert report.status == Report.Status.ASSEMBLED
    assert report.symbol == "UNEP/MC/COP.99/INF/7"
    assert report.as_of.year == 2021
    assert "Fourth meeting" in said
    assert report.get_absolute_url() in said


def test_a_dry_run_keeps_nothing(db, sample):
    run(str(sample), language="en", dry_run=True)

    assert Report.objects.count() == 0


def test_typeset_freezes_in_the_name_of_an_officer(db, sample, secretariat):
    run(str(sample), language="en", typeset=True, by=secretariat.email)

    report = Report.objects.get()
    assert report.frozen_by == secretariat
    assert Job.objects.filter(kind="reporting.typeset").count() == 1


@pytest.mark.parametrize("by", ["", "nobody@example.org"])
def test_typeset_needs_an_officer(db, sample, by):
    with pytest.raises(CommandError, match="officer"):
        run(str(sample), language="en", typeset=True, by=by)


def test_confirming_needs_an_officer(db, sample):
    with pytest.raises(CommandError, match="officer"):
        run(str(sample), language="en", as_read=True)


def test_somebody_without_office_is_no_officer(sample, person):
    with pytest.raises(CommandError, match="not an officer"):
        run(str(sample), language="en", by=person.email)


def test_the_same_document_is_taken_in_once(db, sample):
    run(str(sample), language="en")

    with pytest.raises(CommandError, match="symbol"):
        run(str(sample), language="en")

    assert Report.objects.count() == 1


def test_what_is_not_sure_is_settled_in_the_browser(db, tmp_path):
    path = tmp_path / "unsure.txt"
    path.write_text(SAMPLE.replace("2. It", "A heading alone\n\n2. It"), encoding="utf-8")

    said = run(str(path), language="en")

    text = ImportedText.objects.get()
    assert text.status == ImportedText.Status.SETTLING
    assert text.unsure == 1
    assert text.get_absolute_url() in said
    assert ": A heading alone (It reads like" in said
    assert not Report.objects.exists()


def test_what_is_not_sure_is_not_typeset(db, tmp_path, secretariat):
    path = tmp_path / "unsure.txt"
    path.write_text(SAMPLE.replace("2. It", "A heading alone\n\n2. It"), encoding="utf-8")

    with pytest.raises(CommandError, match="nothing in it is unsure"):
        run(str(path), language="en", typeset=True, by=secretariat.email)


def test_an_officer_confirms_what_was_read(db, tmp_path, secretariat):
    path = tmp_path / "unsure.txt"
    path.write_text(SAMPLE.replace("2. It", "A heading alone\n\n2. It"), encoding="utf-8")

    run(str(path), language="en", as_read=True, by=secretariat.email)

    assert Report.objects.get().assembled_by == secretariat
    assert ImportedText.objects.get().steps.get().by == secretariat


def test_a_symbol_that_is_given_brings_its_letters(db, tmp_path):
    path = tmp_path / "sample.txt"
    path.write_text("Example title\n\nNote by the secretariat\n\n1. Text.\n")

    run(str(path), language="en", symbol="UNEP/MC/COP.99/INF/8")

    document = Report.objects.get().document
    assert document.symbol == "UNEP/MC/COP.99/INF/8"
    assert document.body_code == "MC"


def test_a_file_that_is_no_text_is_refused(db, tmp_path):
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\xff\xfe\x00\x80")

    with pytest.raises(CommandError, match="cannot be read"):
        run(str(path), language="en")


def test_a_document_of_a_past_session_is_read_whole_and_typeset(
    db, tmp_path, secretariat, run_jobs
):
    """C12: the numbering of a real document, from its text to the PDF."""
    path = tmp_path / "past.txt"
    path.write_text(seed("001"), encoding="utf-8")

    said = run(str(path), language="zh", as_read=True, typeset=True, by=secretariat.email)
    run_jobs()

    report = Report.objects.get()
    document = report.document
    body, annex = document.blocks, document.annexes[0].blocks
    [decision] = [block for block in annex if isinstance(block, DraftDecision)]
    paragraphs = [
        block for block in body if isinstance(block, Paragraph) and block.numbered
    ]
    assert len([block for block in body if isinstance(block, Chapter)]) == 3
    assert len([block for block in body if isinstance(block, Section)]) == 10
    assert len(paragraphs) == 38
    assert sum(len(notes(block.runs)) for block in body if hasattr(block, "runs")) == 4
    assert len(decision.operative) == 7
    in_annex = [
        decision.opening,
        *decision.preamble,
        *(row.runs for row in decision.operative),
    ]
    assert sum(len(notes(text)) for text in in_annex) >= 1
    assert "paragraphs:" in said
    assert report.status == Report.Status.TYPESET
    assert report.pdf.read().startswith(b"%PDF")
