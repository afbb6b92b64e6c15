"""Who may do what to progress reports, area reports and reports. Role *and* state."""

from django.contrib.auth.models import AnonymousUser

from areas.models import Activity, LeadTerm, PartnershipArea
from areas.permissions import leads
from gmp_portal import jobs
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from partners.models import Partner
from partners.permissions import represents
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle

Anybody = User | AnonymousUser
Progress, Area, Final = ProgressReport.Status, AreaReport.Status, Report.Status


def is_secretariat(user: Anybody) -> bool:
    return isinstance(user, User) and user.is_secretariat


def can_open_cycle(user: Anybody) -> bool:
    return is_secretariat(user)


def can_begin_assembly(user: Anybody, cycle: ReportingCycle) -> bool:
    return is_secretariat(user) and cycle.can_become(ReportingCycle.Status.ASSEMBLING)


def can_close_cycle(user: Anybody, cycle: ReportingCycle) -> bool:
    return is_secretariat(user) and cycle.can_become(ReportingCycle.Status.CLOSED)


def takes_reports(cycle: ReportingCycle) -> bool:
    """Late reports are taken, and marked as late, until the cycle is closed (R-09)."""
    return cycle.status != ReportingCycle.Status.CLOSED


def can_start_progress(user: Anybody, cycle: ReportingCycle, partner: Partner) -> bool:
    return takes_reports(cycle) and partner.is_confirmed and represents(user, partner)


def can_start_area_report(
    user: Anybody, cycle: ReportingCycle, area: PartnershipArea
) -> bool:
    """Only a lead or co-lead begins the report of the area (A1-6b-vi)."""
    return takes_reports(cycle) and leads(user, area)


def can_edit_progress(user: Anybody, report: ProgressReport) -> bool:
    return (
        report.is_editable
        and takes_reports(report.cycle)
        and represents(user, report.partner)
    )


can_submit_progress = can_edit_progress


def can_join_activity(user: Anybody, activity: Activity) -> bool:
    """Its partner knows whether it is the same activity as an earlier one (B7-5)."""
    is_open = activity.continues_id is None and not activity.stands_apart
    return is_open and represents(user, activity.partner)


def can_judge_progress(user: Anybody, report: ProgressReport) -> bool:
    """The lead of the area accepts or returns; the secretariat only where no lead is in office.

    Nobody judges the report of a partner for whom he or she speaks, unless there is no other
    lead: then the secretariat does.
    """
    if report.status != Progress.SUBMITTED:
        return False
    if leads(user, report.area):
        return not represents(user, report.partner)
    return is_secretariat(user) and not _has_independent_lead(report)


def _has_independent_lead(report: ProgressReport) -> bool:
    terms = LeadTerm.objects.current().filter(area=report.area).select_related("person")
    return any(
        leads(term.person, report.area) and not represents(term.person, report.partner)
        for term in terms
    )


def can_edit_area_report(user: Anybody, report: AreaReport) -> bool:
    """Only a lead or co-lead reports for the area (A1-6b-vi)."""
    return report.is_editable and takes_reports(report.cycle) and leads(user, report.area)


can_submit_area_report = can_edit_area_report


def can_judge_area_report(user: Anybody, report: AreaReport) -> bool:
    return is_secretariat(user) and report.status == Area.SUBMITTED


def can_assemble(user: Anybody) -> bool:
    return is_secretariat(user)


def can_edit(user: Anybody, report: Report) -> bool:
    return is_secretariat(user) and report.is_editable


def can_freeze(user: Anybody, report: Report) -> bool:
    return is_secretariat(user) and report.can_become(Final.FROZEN)


def can_thaw(user: Anybody, report: Report) -> bool:
    return is_secretariat(user) and report.can_become(Final.ASSEMBLED)


def can_approve(user: Anybody, report: Report) -> bool:
    """A second person approves: never who froze the snapshot."""
    return (
        is_secretariat(user)
        and report.can_become(Final.APPROVED)
        and report.frozen_by_id != getattr(user, "pk", None)
    )


def can_publish(user: Anybody, report: Report) -> bool:
    return is_secretariat(user) and report.can_become(Final.PUBLISHED)


def can_correct(user: Anybody, report: Report) -> bool:
    return is_secretariat(user) and report.status == Final.PUBLISHED


def may_read_file(user: Anybody, document: Document) -> bool:
    """The PDF of a report goes to whoever may see the report."""
    return Report.objects.visible_to(user).filter(pdf=document).exists()


def can_retry(user: Anybody, report: Report) -> bool:
    """The typesetting failed and may be tried again."""
    if not is_secretariat(user) or report.status != Final.FROZEN:
        return False
    job = jobs.find("reporting.typeset", report.job_key)
    return job is not None and job.is_failing
