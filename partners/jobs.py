"""What a worker does with letters and tables: kind, key and payload of each job stand here only."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs import told_jobs
from partners.models import Correction, Import, LetterOfIntent

if TYPE_CHECKING:
    from gmp_portal.jobs.models import Job

RECEIPT = "partners.receipt"
CONFIRMATION_LETTER = "partners.confirmation_letter"
PUBLIC_LETTER = "partners.public_letter"
PAPER = "partners.paper"
PAGES = "partners.signed_pages"
PUBLIC_PAPER = "partners.public_paper"
CORRECTED_LETTER = "partners.corrected_letter"
CORRECTED_PAPER = "partners.corrected_paper"
for kind, words in (
    (PAPER, _("Letter to be signed on paper")),
    (RECEIPT, _("Receipt of a letter")),
    (CONFIRMATION_LETTER, _("Letter of confirmation")),
    (PUBLIC_LETTER, _("Public file of a letter")),
    (PAGES, _("Pages of a signed letter as pictures")),
    (PUBLIC_PAPER, _("Signed letter with black boxes")),
    (CORRECTED_LETTER, _("Public file of a corrected letter")),
    (CORRECTED_PAPER, _("Signed letter with other black boxes")),
):
    told_jobs.register(kind, words, model="partners.letterofintent", key="letter")
CHECKING = "partners.check_import"
WRITING = "partners.write_import"
UNDOING = "partners.undo_import"
TELLING = "partners.tell_imported_people"
for kind, words in (
    (CHECKING, _("Comparison of a table with the register")),
    (WRITING, _("Writing of a table into the register")),
    (UNDOING, _("Taking back of an import")),
    (TELLING, _("Mails to people who came in from a table")),
):
    told_jobs.register(kind, words, model="partners.import", key="record")


def enqueue_receipt(letter: LetterOfIntent) -> None:
    """Have the receipt made: what was sent, and when (A1-2c-1)."""
    jobs.enqueue(RECEIPT, letter.reference, letter=letter.pk)


def enqueue_confirmation_letter(letter: LetterOfIntent) -> None:
    """Have UNEP's letter of confirmation made (A1-2e)."""
    jobs.enqueue(CONFIRMATION_LETTER, letter.confirmation_reference, letter=letter.pk)


def enqueue_public_letter(letter: LetterOfIntent) -> None:
    """Have the public file made from the text as it is cleared now (A1-2c-6)."""
    jobs.enqueue(PUBLIC_LETTER, _clearance(letter), letter=letter.pk)


def enqueue_public_paper(letter: LetterOfIntent) -> None:
    """Have the signed letter made with its places blacked out, as it is cleared now (R-14)."""
    jobs.enqueue(PUBLIC_PAPER, _clearance(letter), letter=letter.pk)


def enqueue_pages(letter: LetterOfIntent) -> None:
    """Have the pages of the signed letter drawn, perhaps once more (R-14)."""
    jobs.enqueue_again(PAGES, letter.reference, letter=letter.pk)


def enqueue_corrected_letter(correction: Correction) -> None:
    """Have the public file made of a proposed version (R-40)."""
    payload = {"letter": correction.letter_id, "correction": correction.pk}
    jobs.enqueue(CORRECTED_LETTER, correction.pk, **payload)


def enqueue_corrected_paper(correction: Correction) -> None:
    """Have the signed letter made as a proposed version blacks it out now (R-14, R-40)."""
    payload = {"letter": correction.letter_id, "correction": correction.pk}
    jobs.enqueue(CORRECTED_PAPER, f"{correction.pk}:{correction.turn}", **payload)


def corrected_job(correction: Correction) -> "Job | None":
    """What the page of a proposed version waits for: first its text, then its pages."""
    if correction.public_letter_id is None or not correction.shows_paper:
        return jobs.find(CORRECTED_LETTER, correction.pk)
    return jobs.find(CORRECTED_PAPER, f"{correction.pk}:{correction.turn}")


def pages_job(letter: LetterOfIntent) -> "Job | None":
    return jobs.find(PAGES, letter.reference)


def enqueue_paper(letter: LetterOfIntent) -> None:
    """Have the letter made that is signed on paper, as the draft stands now (A1-2c-1)."""
    jobs.enqueue(PAPER, _draft(letter), letter=letter.pk, version=letter.version)


def paper_job(letter: LetterOfIntent) -> "Job | None":
    return jobs.find(PAPER, _draft(letter))


def _draft(letter: LetterOfIntent) -> str:
    """A draft that is changed gets another file."""
    return f"{letter.draft_id}:{letter.version}"


def receipt_job(letter: LetterOfIntent) -> "Job | None":
    return jobs.find(RECEIPT, letter.reference)


def confirmation_letter_job(letter: LetterOfIntent) -> "Job | None":
    return jobs.find(CONFIRMATION_LETTER, letter.confirmation_reference)


def public_letter_job(letter: LetterOfIntent) -> "Job | None":
    """What the page of a cleared letter waits for: first its text, then its pages."""
    is_paper = letter.public_letter_id is not None and letter.shows_paper
    kind = PUBLIC_PAPER if is_paper else PUBLIC_LETTER
    return jobs.find(kind, _clearance(letter))


def _correction_job(letter: LetterOfIntent) -> "Job | None":
    correction = letter.corrections.filter(outcome="").first()
    return corrected_job(correction) if correction is not None else None


def _clearance(letter: LetterOfIntent) -> str:
    """A letter that is cleared again gets another file."""
    moment = letter.seconded_at or letter.cleared_at
    return f"{letter.reference}:{moment.isoformat() if moment else ''}"


# By the name of the file in the address that tells how far it is.
JOBS: "dict[str, Callable[[LetterOfIntent], Job | None]]" = {
    "paper": paper_job,
    "receipt": receipt_job,
    "confirmation_letter": confirmation_letter_job,
    "public_letter": public_letter_job,
    "pages": pages_job,
    "correction": _correction_job,
}


# Tables of partners ----------------------------------------------------------------------


def enqueue_checking(record: Import) -> None:
    """Have the rows compared with the register, perhaps once more; it writes nothing (C16)."""
    jobs.enqueue_again(CHECKING, record.pk, record=record.pk)


def enqueue_writing(record: Import) -> None:
    """Have all rows written at once; each time that somebody asks is a job of its own."""
    jobs.enqueue(WRITING, f"{record.pk}:{record.turn}", record=record.pk)


def enqueue_undoing(record: Import) -> None:
    """Have all of it taken back; each time that somebody asks is a job of its own (R-37)."""
    jobs.enqueue(UNDOING, f"{record.pk}:{record.turn}", record=record.pk)


def enqueue_telling(record: Import) -> None:
    """Have the people of a table written to, once for each table (R-60)."""
    jobs.enqueue(TELLING, record.pk, record=record.pk)


def is_telling(record: Import) -> bool:
    """Whether mails to its people are still to be written; parked ones hold nothing up."""
    job = jobs.find(TELLING, record.pk)
    return job is not None and job.is_open


def import_job(record: Import) -> "Job | None":
    """What the page waits for."""
    if record.status == Import.Status.CHECKING:
        return jobs.find(CHECKING, record.pk)
    kind = WRITING if record.status == Import.Status.WRITING else UNDOING
    return jobs.find(kind, f"{record.pk}:{record.turn}")
