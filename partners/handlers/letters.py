"""The files of letters, made outside the web process."""

from collections.abc import Callable

from gmp_portal.documents import files
from gmp_portal.documents.models import Document
from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from gmp_portal.typesetting import render
from gmp_portal.typesetting.letter import LetterSheet, letter_pdf
from partners import file_access
from partners.jobs import CONFIRMATION_LETTER, PAPER, RECEIPT
from partners.models import LetterOfIntent
from partners.reading import letter_sheets


@handler(RECEIPT, steps=render.STEP_LABELS)
def receipt(letter: int, *, progress: Progress) -> Effect | None:
    """Make the receipt: what was sent, and when (A1-2c-1). Safe to run twice."""
    record = LetterOfIntent.objects.select_related("country", "sender").get(pk=letter)
    if record.receipt_id:
        return None
    name = f"{record.reference}-as-sent.pdf"
    store = typeset(letter_sheets.sent_letter(record), name, file_access.ORIGINAL, progress)
    return lambda: _keep(record, receipt=store())


@handler(PAPER, steps=render.STEP_LABELS)
def paper(letter: int, version: int, *, progress: Progress) -> Effect | None:
    """Make the letter to be signed on paper, of the draft as it stood. Safe to run twice."""
    record = LetterOfIntent.objects.select_related("country").filter(pk=letter).first()
    if record is None or not record.is_draft or record.version != version:
        # Deleted, sent or changed meanwhile: nobody waits for it any more.
        return None
    store = typeset(
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
    store = typeset(
        letter_sheets.confirmation_letter(record), name, file_access.ORIGINAL, progress
    )
    return lambda: _keep(record, confirmation_letter=store())


def typeset(
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
