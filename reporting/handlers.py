"""The job that typesets a frozen report. Safe to run twice: the effect happens once."""

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.documents import files
from gmp_portal.documents.models import Document
from gmp_portal.jobs.runner import Progress
from gmp_portal.typesetting import render
from reporting.actions import reports
from reporting.assembly import pdf
from reporting.jobs import REPORT_FILE
from reporting.models import Report

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
