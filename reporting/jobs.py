"""The jobs of the app: kind, key and payload of each stand here only."""

from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs import told_jobs
from gmp_portal.jobs.models import Job
from reporting.models import ImportedText, Report

REPORT_FILE = "reporting.typeset"
READING = "reporting.read_text"
told_jobs.register(
    REPORT_FILE, _("File of a report"), model="reporting.report", key="report"
)
told_jobs.register(
    READING, _("Reading of a past document"), model="reporting.importedtext", key="text"
)


def enqueue_report_file(report: Report) -> None:
    """Have a frozen snapshot typeset: one job, however often the button is pressed (C12)."""
    jobs.enqueue(REPORT_FILE, _key(report), report=report.pk, turn=report.round)


def report_file_job(report: Report) -> Job | None:
    return jobs.find(REPORT_FILE, _key(report))


def retry_report_file(report: Report) -> bool:
    """Let a typesetting that failed try again at once; False where none has failed."""
    job = report_file_job(report)
    if job is None:
        return False
    job.lock()
    if not job.is_failing:
        return False
    jobs.retry(job)
    return True


def without_file(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Those of the reports whose typesetting was tried in vain and is not done."""
    key = Concat(
        Value(f"{REPORT_FILE}:"),
        Cast(OuterRef("pk"), TextField()),
        Value(":"),
        Cast(OuterRef("round"), TextField()),
        output_field=TextField(),
    )
    tried = Job.objects.filter(key=key).exclude(last_error="")
    return reports.filter(Exists(tried.exclude(state=Job.State.DONE)))


def _key(report: Report) -> str:
    """Each round of freezing is typeset by a job of its own."""
    return f"{report.pk}:{report.round}"


def enqueue_reading(text: ImportedText) -> None:
    """Have the text of a past document read, once (B7-4)."""
    jobs.enqueue(READING, text.pk, text=text.pk)


def reading_job(text: ImportedText) -> Job | None:
    return jobs.find(READING, text.pk)
