"""The jobs that typeset reports and read past documents. Safe to run twice."""

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.documents import files
from gmp_portal.documents.models import Document
from gmp_portal.jobs.runner import Progress
from gmp_portal.typesetting import render
from reporting.actions import imported_texts, reports
from reporting.assembly import pdf
from reporting.jobs import READING, REPORT_FILE
from reporting.models import ImportedText, Report
from reporting.session_documents import parser

STEPS = (*render.STEP_LABELS, _("Store the file"))


@jobs.handler(REPORT_FILE, steps=STEPS)
def typeset(*, report: int, turn: int, progress: Progress) -> jobs.Effect | None:
    """Typeset the frozen snapshot and attach the file (B7-4)."""
    frozen = Report.objects.get(pk=report)
    if frozen.status != Report.Status.FROZEN or frozen.round != turn:
        return None
    result = pdf.report(frozen, progress=lambda step: progress.step(render.number_of(step)))
    progress.step(len(STEPS))

    def store() -> Document:
        return files.store(
            result.content,
            name=f"{frozen.slug}.pdf",
            media_type="application/pdf",
            policy="report_file",
        )

    return lambda: reports.attach_pdf(
        frozen, store, pages=result.pages, problems=result.problems
    )


@jobs.handler(READING, steps=(_("Read the lines"), _("Keep the pieces")))
def read_text(*, text: int, progress: Progress) -> jobs.Effect | None:
    """Take each line of a past document for something, and say where that is not sure."""
    brought = ImportedText.objects.get(pk=text)
    if brought.status != ImportedText.Status.READING:
        return None
    progress.step(1)
    read = parser.parse(brought.source, language=brought.language).pieces
    progress.step(2)
    return lambda: imported_texts.keep_reading(brought, read)
