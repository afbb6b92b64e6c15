"""What can happen to cycles and reports, for the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """One act each; the stored value never changes."""

    CYCLE_OPENED = "cycle.opened", _("Reporting cycle opened")
    CYCLE_ASSEMBLING = "cycle.assembling", _("Assembly of the reports begun")
    CYCLE_REMINDED = "cycle.reminded", _("Those who have not reported yet were reminded")
    CYCLE_CLOSED = "cycle.closed", _("Reporting cycle closed")
    PROGRESS_REPORT_STARTED = "progress_report.started", _("Progress report started")
    PROGRESS_REPORT_SUBMITTED = "progress_report.submitted", _("Progress report submitted")
    PROGRESS_REPORT_RETURNED = (
        "progress_report.returned",
        _("Progress report returned with a question"),
    )
    PROGRESS_REPORT_ACCEPTED = "progress_report.accepted", _("Progress report accepted")
    AREA_REPORT_STARTED = "area_report.started", _("Area report started")
    AREA_REPORT_SUBMITTED = "area_report.submitted", _("Area report submitted")
    AREA_REPORT_RETURNED = "area_report.returned", _("Area report returned with a question")
    AREA_REPORT_ACCEPTED = "area_report.accepted", _("Area report accepted and published")
    REPORT_ASSEMBLED = "report.assembled", _("Report assembled")
    REPORT_IMPORTED = "report.imported", _("Report of a past session taken in")
    REPORT_EDITED = "report.edited", _("Text of the report changed")
    REPORT_TEXT_REMOVED = "report.text_removed", _("Text taken out of the report")
    REPORT_TEXT_BROUGHT_BACK = (
        "report.text_brought_back",
        _("Text brought back into the report"),
    )
    REPORT_FROZEN = "report.frozen", _("Snapshot of the report frozen")
    REPORT_THAWED = "report.thawed", _("Snapshot opened again for changes")
    REPORT_RETRIED = "report.retried", _("Typesetting tried again")
    REPORT_TYPESET = "report.typeset", _("Report typeset as PDF")
    REPORT_APPROVED = "report.approved", _("Report approved by a second person")
    REPORT_PUBLISHED = "report.published", _("Report published")
    REPORT_CORRECTED = "report.corrected", _("Correction of the report begun")
    IMPORT_BEGUN = "import.begun", _("Text of a past document brought in")
    IMPORT_READ = "import.read", _("Text of a past document read")
    IMPORT_SETTLED = "import.settled", _("Step of settling taken")
    IMPORT_UNDONE = "import.undone", _("Step of settling taken back")
    IMPORT_FILLED = "import.filled", _("First page of a past document filled in")
    IMPORT_TAKEN_OVER = (
        "import.taken_over",
        _("Text of a past document taken over as a report"),
    )
    IMPORT_DISCARDED = "import.discarded", _("Text of a past document discarded")
