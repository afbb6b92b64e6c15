"""What jobs of meetings do: make the file of a report."""

from functools import partial

from gmp_portal import jobs
from gmp_portal.jobs.runner import Progress
from gmp_portal.meetings.actions import reports
from gmp_portal.meetings.jobs import REPORT_FILE
from gmp_portal.meetings.models import MeetingReport
from gmp_portal.meetings.reading import report_document
from gmp_portal.typesetting import render, session


@jobs.handler(REPORT_FILE, steps=render.STEP_LABELS)
def report_pdf(report: int, *, progress: Progress) -> jobs.Effect:
    """Typeset an adopted report as a session document. Safe to run twice."""
    record = MeetingReport.objects.select_related("meeting__body", "meeting__country").get(
        pk=report
    )
    result = session.session_pdf(
        report_document.document_of(record),
        identifier=f"meeting-report-{record.pk}",
        progress=lambda step: progress.step(render.number_of(step)),
    )
    return partial(reports.attach_pdf, record, result.content)
