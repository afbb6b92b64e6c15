"""The files that the public reads of a letter, made outside the web process (A1-2c-6, R-14)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext_lazy as _

from gmp_portal import ledger
from gmp_portal.documents import drawing, files
from gmp_portal.documents.models import Document
from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from gmp_portal.typesetting import render
from gmp_portal.typesetting.scan import scan_pdf
from partners import file_access
from partners.acts import Act
from partners.handlers.letters import typeset
from partners.jobs import (
    CORRECTED_LETTER,
    CORRECTED_PAPER,
    PAGES,
    PUBLIC_LETTER,
    PUBLIC_PAPER,
)
from partners.models import Correction, LetterOfIntent, SignedPage
from partners.reading import letter_sheets

if TYPE_CHECKING:
    from gmp_portal.documents.drawing import Place


@handler(PUBLIC_LETTER, steps=render.STEP_LABELS)
def public_letter(letter: int, *, progress: Progress) -> Effect | None:
    """Make the file for the public from the cleared text (A1-2c-6). Safe to run twice."""
    record = LetterOfIntent.objects.select_related("country").get(pk=letter)
    if not record.is_cleared or record.was_published:
        return None
    store = typeset(
        letter_sheets.published_letter(record),
        f"{record.reference}.pdf",
        file_access.PUBLIC,
        progress,
    )
    return lambda: _keep(record, "public_letter", store)


@handler(PUBLIC_PAPER, steps=render.STEP_LABELS)
def public_paper(letter: int, *, progress: Progress) -> Effect | None:
    """Make the signed letter with black boxes, as it is cleared (R-14). Safe to run twice."""
    record = LetterOfIntent.objects.get(pk=letter)
    if not (record.is_cleared and record.shows_paper) or record.was_published:
        return None
    store = _blacked_out(record, record.boxes, progress)
    return lambda: _keep(record, "public_paper", store)


def _keep(letter: LetterOfIntent, name: str, store: Callable[[], Document]) -> None:
    """Attach the file, unless the clearance was reopened while it was being made."""
    seen = (letter.cleared_at, letter.seconded_at)
    letter.lock()
    if (letter.cleared_at, letter.seconded_at) != seen or letter.was_published:
        return
    document = store()
    setattr(letter, name, document)
    letter.save(update_fields=[name])
    ledger.record(Act.LETTER_PUBLIC_FILE_MADE, letter, by=None, sha256=document.sha256)


@handler(CORRECTED_LETTER, steps=render.STEP_LABELS)
def corrected_letter(letter: int, correction: int, *, progress: Progress) -> Effect | None:
    """Make the public file of a proposed version (R-40). Safe to run twice."""
    proposed = _proposed(letter, correction)
    if proposed is None or proposed.public_letter_id is not None:
        return None
    record = proposed.letter
    store = typeset(
        letter_sheets.corrected_letter(record, proposed),
        f"{record.reference}.pdf",
        file_access.PUBLIC,
        progress,
    )
    return lambda: _keep_in(proposed, "public_letter", store)


@handler(CORRECTED_PAPER, steps=render.STEP_LABELS)
def corrected_paper(letter: int, correction: int, *, progress: Progress) -> Effect | None:
    """Make the signed letter as a proposed version blacks it out. Safe to run twice."""
    proposed = _proposed(letter, correction)
    if proposed is None or not proposed.shows_paper or proposed.public_paper_id is not None:
        return None
    store = _blacked_out(proposed.letter, proposed.boxes, progress)
    return lambda: _keep_in(proposed, "public_paper", store)


def _proposed(letter: int, correction: int) -> Correction | None:
    proposed = Correction.objects.filter(letter=letter, pk=correction, outcome="")
    return proposed.select_related("letter__country").first()


def _keep_in(proposed: Correction, name: str, store: Callable[[], Document]) -> None:
    """Attach the file, unless other places were marked or it was decided on meanwhile."""
    turn = proposed.turn
    proposed.letter.lock()
    proposed.lock()
    if proposed.outcome or (name == "public_paper" and proposed.turn != turn):
        return
    setattr(proposed, name, store())
    proposed.save(update_fields=[name])


def _blacked_out(
    letter: LetterOfIntent, boxes: list[list[int]], progress: Progress
) -> Callable[[], Document]:
    """The pages with their places black, as a file of pictures; what is given stores it."""
    pages = list(letter.signed_pages.select_related("picture"))
    pictures = [
        drawing.blacked_out(
            drawing.content_of(page.picture),
            [cast("Place", tuple(box[1:])) for box in boxes if box[0] == page.number],
        )
        for page in pages
    ]
    name = f"{letter.reference}-signed.pdf"
    result = scan_pdf(
        letter_sheets.signed_letter(letter, len(pages)),
        pictures,
        identifier=name,
        progress=lambda step: progress.step(render.number_of(step)),
    )
    return lambda: files.store(
        result.content, name=name, media_type="application/pdf", policy=file_access.PUBLIC
    )


@handler(PAGES, steps=(_("Drawing the pages"),))
def signed_pages(letter: int, *, progress: Progress) -> Effect | None:
    """Draw the pages of the signed letter, to say what is blacked out. Safe to run twice."""
    record = LetterOfIntent.objects.select_related("signed_file").get(pk=letter)
    if record.signed_file is None or record.signed_pages.exists():
        return None
    progress.step(1)
    outcome = drawing.pages_of(record.signed_file)
    return lambda: _keep_pages(record, outcome)


def _keep_pages(letter: LetterOfIntent, outcome: drawing.Outcome) -> None:
    letter.lock()
    if letter.signed_pages.exists():
        return
    for number, page in enumerate(outcome.pages, start=1):
        picture = files.store(
            page.content,
            name=f"{letter.reference}-{number}.jpg",
            media_type="image/jpeg",
            policy=file_access.ORIGINAL,
        )
        SignedPage.objects.create(
            letter=letter,
            number=number,
            width=page.width,
            height=page.height,
            picture=picture,
        )
