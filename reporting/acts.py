"""What the acts of this app are called."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "cycle.opened": _("Reporting cycle opened"),
    "cycle.assembling": _("Assembly of the reports begun"),
    "cycle.reminded": _("Those who have not reported yet were reminded"),
    "cycle.closed": _("Reporting cycle closed"),
    "progress_report.started": _("Progress report started"),
    "progress_report.submitted": _("Progress report submitted"),
    "progress_report.returned": _("Progress report returned with a question"),
    "progress_report.accepted": _("Progress report accepted"),
    "area_report.started": _("Area report started"),
    "area_report.submitted": _("Area report submitted"),
    "area_report.returned": _("Area report returned with a question"),
    "area_report.accepted": _("Area report accepted and published"),
    "report.assembled": _("Report assembled"),
    "report.imported": _("Report of a past session taken in"),
    "report.edited": _("Text of the report changed"),
    "report.frozen": _("Snapshot of the report frozen"),
    "report.thawed": _("Snapshot opened again for changes"),
    "report.retried": _("Typesetting tried again"),
    "report.typeset": _("Report typeset as PDF"),
    "report.approved": _("Report approved by a second person"),
    "report.published": _("Report published"),
    "report.corrected": _("Correction of the report begun"),
}
