"""The steps on cycles and reports in plain words, for the table of rights."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import Activity, PartnershipArea
from gmp_portal.accounts.rights import Anybody, Steps
from gmp_portal.accounts.rights_table import Finder, Kind, NamedRight, Words, standing_at
from partners.models import Partner
from reporting import permissions
from reporting.models import (
    AreaReport,
    ImportedText,
    ProgressReport,
    Report,
    ReportingCycle,
)


def _activities(user: Anybody) -> QuerySet[Activity]:
    """Whoever may know of a report may know of the activities in it."""
    reports = ProgressReport.objects.visible_to(user)
    return Activity.objects.filter(reported__report__in=reports).distinct()


CYCLE = {
    "begin_assembly": Words(_("Begin to assemble reports")),
    "close": Words(_("Close the cycle")),
}
PROGRESS = {
    "progress_edit": Words(_("Write the report"), _("its cycle is not closed")),
    "progress_submit": Words(_("Submit the report"), _("its cycle is not closed")),
    "progress_accept": Words(_("Accept the report")),
    "progress_send_back": Words(_("Return the report to its partner")),
}
ACTIVITY = {
    "activity_join": Words(
        _("Say that two activities are the same one"), _("nobody has said it yet")
    ),
    "activity_keep_apart": Words(
        _("Say that two activities are not the same one"), _("nobody has said it yet")
    ),
}
AREA_REPORT = {
    "area_report_edit": Words(_("Write the report"), _("its cycle is not closed")),
    "area_report_submit": Words(_("Submit the report"), _("its cycle is not closed")),
    "area_report_accept": Words(_("Accept the report")),
    "area_report_send_back": Words(_("Return the report to its area")),
}
REPORT = {
    "edit": Words(_("Change the text of the report")),
    "block_add": Words(_("Add a block")),
    "block_remove": Words(_("Remove a block")),
    "block_bring_back": Words(_("Bring a removed block back")),
    "freeze": Words(_("Freeze the text and have it typeset")),
    "retry": Words(_("Have it typeset once more"), _("the typesetting has failed")),
    "thaw": Words(_("Open the frozen text again")),
    "approve": Words(_("Approve the report")),
    "publish": Words(_("Publish the report")),
    "correct": Words(_("Begin a corrected edition")),
    "follow": Words(_("See how far the typesetting is")),
}
IMPORT = {
    "import_settle": Words(_("Settle what the reading was not sure of")),
    "import_start_over": Words(_("Go back to what the portal had read")),
    "import_undo": Words(_("Take a step of settling back")),
    "import_first_page": Words(_("Fill in the first page of a past document")),
    "import_take_over": Words(
        _("Take a past document over as a report"), _("nothing in it is unsure")
    ),
    "import_discard": Words(_("Discard the text of a past document")),
    "import_follow": Words(_("See what was read in a past document")),
}
# Whoever begins a report does so in a cycle, which takes reports while it is open.
OPEN_CYCLE = standing_at(ReportingCycle, ReportingCycle.Status.OPEN)
PARTNER: Steps[Partner] = Steps()
PARTNER.permissions.append(permissions.can_progress_start(OPEN_CYCLE))
AREA: Steps[PartnershipArea] = Steps()
AREA.permissions.append(permissions.can_area_report_start(OPEN_CYCLE))
KINDS = {
    "partner": Kind(
        model=Partner,
        steps=PARTNER,
        words={"progress_start": Words(_("Begin a progress report in an open cycle"))},
    ),
    "area": Kind(
        model=PartnershipArea,
        steps=AREA,
        words={
            "area_report_start": Words(_("Begin the report of the area in an open cycle"))
        },
    ),
    "cycle": Kind(
        model=ReportingCycle,
        steps=permissions.CYCLE,
        words=CYCLE,
        finder=Finder(
            visible=ReportingCycle.objects.visible_to,
            search=("name",),
            pages="reporting:cycle_",
            lookups={"slug": "slug"},
        ),
    ),
    "progress": Kind(
        model=ProgressReport,
        steps=permissions.PROGRESS,
        words=PROGRESS,
        finder=Finder(
            visible=ProgressReport.objects.visible_to,
            search=("partner__name", "area__names__en"),
            pages="reporting:progress_",
            lookups={"pk": "pk"},
        ),
    ),
    "activity": Kind(
        model=Activity,
        steps=permissions.ACTIVITY,
        words=ACTIVITY,
        finder=Finder(visible=_activities, search=("title",)),
    ),
    "area_report": Kind(
        model=AreaReport,
        steps=permissions.AREA_REPORT,
        words=AREA_REPORT,
        finder=Finder(
            visible=AreaReport.objects.visible_to,
            search=("area__names__en",),
            pages="reporting:area_report_",
            lookups={"pk": "pk"},
        ),
    ),
    "report": Kind(
        model=Report,
        steps=permissions.REPORT,
        words=REPORT,
        finder=Finder(
            visible=Report.objects.visible_to,
            search=("title", "symbol"),
            pages="reporting:report_",
            lookups={"slug": "slug"},
        ),
    ),
    "imported_text": Kind(
        model=ImportedText,
        steps=permissions.IMPORT,
        words=IMPORT,
        finder=Finder(
            visible=ImportedText.objects.visible_to,
            search=("name",),
            pages="reporting:import_",
            lookups={"pk": "pk"},
        ),
    ),
}
RIGHTS: dict[str, NamedRight] = {
    "can_cycle_open": NamedRight(permissions.can_cycle_open, _("Open a reporting cycle")),
    "can_assemble": NamedRight(
        permissions.can_assemble, _("Assemble a report to a governing body")
    ),
    "can_import_start": NamedRight(
        permissions.can_import_start, _("Bring in the text of a past document")
    ),
}
