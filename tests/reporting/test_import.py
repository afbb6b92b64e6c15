"""A past document is taken in as a draft; every line has its place or is listed."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gmp_portal.jobs.models import Job
from gmp_portal.typesetting.content import Chapter, DraftDecision, Paragraph, Section, notes
from reporting.models import Report

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

1. The Example Partnership worked. [x]

2. It went on.

Annex

Draft decision

The Conference of the Parties,

1. Takes note of the report;

2. Thanks everybody.
"""
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


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


def test_somebody_without_office_is_no_officer(sample, person):
    with pytest.raises(CommandError, match="not an officer"):
        run(str(sample), language="en", by=person.email)


def test_the_same_document_is_taken_in_once(db, sample):
    run(str(sample), language="en")

    with pytest.raises(CommandError, match="symbol"):
        run(str(sample), language="en")


def test_a_file_that_is_no_text_is_refused(db, tmp_path):
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\xff\xfe\x00\x80")

    with pytest.raises(CommandError, match="cannot be read"):
        run(str(path), language="en")


def test_a_document_of_a_past_session_is_read_whole_and_typeset(db, secretariat, run_jobs):
    """C12: the numbering of a real document, from its text to the PDF."""
    found = sorted(SEEDS.glob("001*"))
    if not found:
        pytest.skip(
            "The text of the past document is not part of the portal; it is absent here."
        )

    said = run(str(found[0]), language="zh", typeset=True, by=secretariat.email)
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
