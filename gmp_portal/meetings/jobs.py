"""The files that a worker makes for meetings: kind, key and payload of a job stand here only."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs import told_jobs
from gmp_portal.meetings.models import MeetingReport

if TYPE_CHECKING:
    from gmp_portal.jobs.models import Job

REPORT_FILE = "meetings.report_pdf"
told_jobs.register(
    REPORT_FILE,
    _("File of a meeting report"),
    model="meetings.meetingreport",
    key="report",
)


def enqueue_report_file(report: MeetingReport) -> None:
    """Have the file of an adopted report made (A1-4a-vi)."""
    jobs.enqueue(REPORT_FILE, report.pk, report=report.pk)


def report_file_job(report: MeetingReport) -> "Job | None":
    return jobs.find(REPORT_FILE, report.pk)
