"""The files of letters, and tables of partners, worked on outside the web process."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from gmp_portal import ledger
from gmp_portal.documents import files
from gmp_portal.documents.models import Document
from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from gmp_portal.typesetting import render
from gmp_portal.typesetting.letter import LetterSheet, letter_pdf
from partners import file_access
from partners.actions import imports
from partners.acts import Act
from partners.jobs import (
    CHECKING,
    CONFIRMATION_LETTER,
    PAPER,
    PUBLIC_LETTER,
    RECEIPT,
    UNDOING,
    WRITING,
)
from partners.models import Import, LetterOfIntent
from partners.reading import letter_sheets
from partners.reading.imports import comparing, register, stored


@handler(RECEIPT, steps=render.STEP_LABELS)
def receipt(letter: int, *, progress: Progress) -> Effect | None:
    """Make the receipt: what was sent, and when (A1-2c-1). Safe to run twice."""
    record = LetterOfIntent.objects.select_related("country", "sender").get(pk=letter)
    if record.receipt_id:
        return None
    name = f"{record.reference}-as-sent.pdf"
    store = _typeset(
        letter_sheets.sent_letter(record), name, file_access.ORIGINAL, progress
    )
    return lambda: _keep(record, receipt=store())


@handler(PAPER, steps=render.STEP_LABELS)
def paper(letter: int, version: int, *, progress: Progress) -> Effect | None:
    """Make the letter to be signed on paper, of the draft as it stood. Safe to run twice."""
    record = LetterOfIntent.objects.select_related("country").filter(pk=letter).first()
    if record is None or not record.is_draft or record.version != version:
        # Deleted, sent or changed meanwhile: nobody waits for it any more.
        return None
    store = _typeset(
        letter_sheets.paper_letter(record),
        "letter-of-intent.pdf",
        file_access.ORIGINAL,
        progress,
    )
    return lambda: _keep_paper(record, version, store)


def _keep_paper(
    letter: LetterOfIntent, version: int, store: Callable[[], Document]
) -> None:
    drafts = LetterOfIntent.objects.filter(
        pk=letter.pk, version=version, status=LetterOfIntent.Status.DRAFT
    )
    if drafts.select_for_update().exists():
        drafts.update(paper=store(), paper_version=version)


@handler(CONFIRMATION_LETTER, steps=render.STEP_LABELS)
def confirmation_letter(letter: int, *, progress: Progress) -> Effect | None:
    """Make the letter of confirmation (A1-2e). Safe to run twice."""
    record = LetterOfIntent.objects.select_related("confirmed_by").get(pk=letter)
    if record.confirmation_letter_id:
        return None
    name = f"{record.confirmation_reference}.pdf"
    store = _typeset(
        letter_sheets.confirmation_letter(record), name, file_access.ORIGINAL, progress
    )
    return lambda: _keep(record, confirmation_letter=store())


@handler(PUBLIC_LETTER, steps=render.STEP_LABELS)
def public_letter(letter: int, *, progress: Progress) -> Effect | None:
    """Make the file for the public from the cleared text (A1-2c-6). Safe to run twice."""
    record = LetterOfIntent.objects.select_related("country").get(pk=letter)
    if not record.is_cleared or record.is_published:
        return None
    name = f"{record.reference}.pdf"
    store = _typeset(
        letter_sheets.published_letter(record), name, file_access.PUBLIC, progress
    )
    return lambda: _keep_public(record, store)


def _typeset(
    sheet: LetterSheet, name: str, policy: str, progress: Progress
) -> Callable[[], Document]:
    """Typeset a letter; what is given stores it, once, in the transaction that closes the job."""
    result = letter_pdf(
        sheet,
        identifier=name,
        progress=lambda step: progress.step(render.number_of(step)),
    )
    return lambda: files.store(
        result.content, name=name, media_type="application/pdf", policy=policy
    )


def _keep(letter: LetterOfIntent, **document: Document) -> None:
    LetterOfIntent.objects.filter(pk=letter.pk).update(**document)


def _keep_public(letter: LetterOfIntent, store: Callable[[], Document]) -> None:
    """Attach the file, unless the clearance was reopened while it was being made."""
    seen = (letter.cleared_at, letter.seconded_at)
    letter.lock()
    if (letter.cleared_at, letter.seconded_at) != seen or letter.is_published:
        return
    letter.public_letter = store()
    letter.save(update_fields=["public_letter"])
    sha256 = letter.public_letter.sha256
    ledger.record(Act.LETTER_PUBLIC_FILE_MADE, letter, by=None, sha256=sha256)


@handler(CHECKING, steps=(_("Comparing with the register"), _("Keeping what was found")))
def check_import(record: int, *, progress: Progress) -> Effect | None:
    """Compare the rows; the answers are kept once (C16). Safe to run twice."""
    table = Import.objects.get(pk=record)
    if table.status != Import.Status.CHECKING:
        return None
    progress.step(1)
    answers = comparing.compare(stored.asked(table), register.read())
    progress.step(2)
    return lambda: imports.keep_check(table, answers)


@handler(WRITING, steps=(_("Writing into the register"),))
def write_import(record: int, *, progress: Progress) -> Effect | None:
    """Write all rows or none of them (C16). Safe to run twice."""
    table = Import.objects.get(pk=record)
    if table.status != Import.Status.WRITING:
        return None
    progress.step(1)
    return lambda: imports.write(table)


@handler(UNDOING, steps=(_("Taking the import back"),))
def undo_import(record: int, *, progress: Progress) -> Effect | None:
    """Take all of it back, or nothing (R-37). Safe to run twice."""
    table = Import.objects.get(pk=record)
    if table.status != Import.Status.UNDOING:
        return None
    progress.step(1)
    return lambda: imports.take_back(table)
