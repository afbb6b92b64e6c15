"""Who may do what to cycles and reports: each step belongs to a role and fits some states.

To the wrong person a role says why not, with its clause; the right person in the wrong state
is led back to the record.
"""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import Activity, PartnershipArea
from gmp_portal.accounts.steps import Anybody, Permission, Steps, stands_at
from partners.models import Partner
from partners.permissions import represents
from reporting import jobs
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle
from reporting.models.filed_reports import ACCEPTED, RETURNED, FiledReport
from reporting.permissions import roles

CYCLE: Steps[ReportingCycle] = Steps()
PROGRESS: Steps[ProgressReport] = Steps()
AREA_REPORT: Steps[AreaReport] = Steps()
REPORT: Steps[Report] = Steps()


# Why not now ---------------------------------------------------------------------------


def _cycle_is_closed() -> str:
    return _("This reporting cycle is closed.")


def _why_not_written(report: FiledReport) -> str:
    if report.is_editable:
        return _cycle_is_closed()
    return _("This report was submitted and is not changed any more.")


def _why_not_changed(_report: Report) -> str:
    return _("This report is frozen. Open its snapshot again before you change it.")


def _why_not_frozen(report: Report) -> str:
    if report.status == Report.Status.FROZEN:
        return _("The report is being typeset already.")
    return stands_at(report)


def _why_not_retried(_report: Report) -> str:
    return _("The typesetting has not failed, so it is not tried again.")


# Cycles --------------------------------------------------------------------------------


def can_cycle_open(user: Anybody) -> bool:
    return roles.is_secretariat(user)


@CYCLE.of(
    roles.secretariat(
        gettext_lazy("Only the secretariat begins to assemble, and only once.")
    )
)
def can_begin_assembly(_user: Anybody, cycle: ReportingCycle) -> bool:
    return cycle.can_become(ReportingCycle.Status.ASSEMBLING)


@CYCLE.of(
    roles.secretariat(
        gettext_lazy("Only the secretariat closes a cycle, once its reports are assembled.")
    )
)
def can_close(_user: Anybody, cycle: ReportingCycle) -> bool:
    return cycle.can_become(ReportingCycle.Status.CLOSED)


# Reports of partners (A1-6a-iii) ---------------------------------------------------------


def can_progress_start(cycle: ReportingCycle) -> Permission[Partner]:
    """Those who speak for a confirmed partner, while the cycle takes reports."""
    return Permission(
        roles.representative,
        lambda _user, partner: partner.is_confirmed and cycle.takes_reports,
        lambda partner: _cycle_is_closed() if partner.is_confirmed else stands_at(partner),
    )


@PROGRESS.of(roles.author, _why_not_written)
def can_progress_edit(_user: Anybody, report: ProgressReport) -> bool:
    return report.is_editable and report.cycle.takes_reports


can_progress_submit = can_progress_edit


@PROGRESS.of(roles.judge)
def can_progress_accept(_user: Anybody, report: ProgressReport) -> bool:
    return report.can_become(ACCEPTED)


@PROGRESS.of(roles.judge)
def can_progress_send_back(_user: Anybody, report: ProgressReport) -> bool:
    return report.can_become(RETURNED)


def can_activity_join(user: Anybody, activity: Activity) -> bool:
    """Its partner knows whether it is the same activity as an earlier one (B7-5)."""
    is_open = activity.continues_id is None and not activity.stands_apart
    return is_open and represents(user, activity.partner)


can_activity_keep_apart = can_activity_join


# Reports of areas (A1-6b-vi) -------------------------------------------------------------


def can_area_report_start(cycle: ReportingCycle) -> Permission[PartnershipArea]:
    """Only a lead or co-lead begins the report of the area, while the cycle takes reports."""
    return Permission(
        roles.lead,
        lambda _user, _area: cycle.takes_reports,
        lambda _area: _cycle_is_closed(),
    )


@AREA_REPORT.of(roles.author_for_area, _why_not_written)
def can_area_report_edit(_user: Anybody, report: AreaReport) -> bool:
    return report.is_editable and report.cycle.takes_reports


can_area_report_submit = can_area_report_edit


@AREA_REPORT.of(roles.judge_of_area)
def can_area_report_accept(_user: Anybody, report: AreaReport) -> bool:
    return report.can_become(ACCEPTED)


@AREA_REPORT.of(roles.judge_of_area)
def can_area_report_send_back(_user: Anybody, report: AreaReport) -> bool:
    return report.can_become(RETURNED)


# Reports to governing bodies (B7-4) --------------------------------------------------------


def can_assemble(user: Anybody) -> bool:
    return roles.is_secretariat(user)


@REPORT.of(roles.changes_texts, _why_not_changed)
def can_edit(_user: Anybody, report: Report) -> bool:
    return report.is_editable


can_block_add = can_block_remove = can_edit


@REPORT.of(roles.works_on_reports, _why_not_frozen)
def can_freeze(_user: Anybody, report: Report) -> bool:
    return report.can_become(Report.Status.FROZEN)


@REPORT.of(roles.works_on_reports, _why_not_retried)
def can_retry(_user: Anybody, report: Report) -> bool:
    """The typesetting failed and may be tried again."""
    job = jobs.report_file_job(report) if report.status == Report.Status.FROZEN else None
    return job is not None and job.is_failing


@REPORT.of(roles.works_on_reports)
def can_thaw(_user: Anybody, report: Report) -> bool:
    return report.can_become(Report.Status.ASSEMBLED)


@REPORT.of(roles.second_person)
def can_approve(_user: Anybody, report: Report) -> bool:
    return report.can_become(Report.Status.APPROVED)


@REPORT.of(roles.works_on_reports)
def can_publish(_user: Anybody, report: Report) -> bool:
    return report.can_become(Report.Status.PUBLISHED)


@REPORT.of(roles.works_on_reports)
def can_correct(_user: Anybody, report: Report) -> bool:
    return report.status == Report.Status.PUBLISHED


@REPORT.of(roles.works_on_reports)
def can_follow(_user: Anybody, _report: Report) -> bool:
    """See how far the typesetting is (C12)."""
    return True


# For the pages -------------------------------------------------------------------------


def possible(user: Anybody, record: Any) -> set[str]:
    """What this reader can do with the record now: ``{"freeze", "edit"}``."""
    return STEPS[type(record)].possible(user, record)


STEPS: dict[type[Model], Steps[Any]] = {
    ReportingCycle: CYCLE,
    ProgressReport: PROGRESS,
    AreaReport: AREA_REPORT,
    Report: REPORT,
}
