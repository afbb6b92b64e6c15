"""Who may do what to cycles and reports: each step belongs to a role and fits some states.

To the wrong person a role says why not, with its clause; the right person in the wrong state
is led back to the record.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import Activity, LeadTerm, PartnershipArea
from areas.permissions import leads
from gmp_portal.accounts.models import User
from gmp_portal.accounts.steps import (
    Anybody,
    Permission,
    Refusal,
    Role,
    Steps,
    stands_at,
)
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner
from partners.permissions import represents
from reporting import jobs
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle
from reporting.models.filed_reports import ACCEPTED, RETURNED, FiledReport

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CYCLE: Steps[ReportingCycle] = Steps()
PROGRESS: Steps[ProgressReport] = Steps()
AREA_REPORT: Steps[AreaReport] = Steps()
REPORT: Steps[Report] = Steps()


# Roles ---------------------------------------------------------------------------------


def is_secretariat(user: Anybody) -> bool:
    return isinstance(user, User) and user.is_secretariat


def _secretariat(sentence: "StrOrPromise") -> Role:
    def role(user: Anybody, _record: Model) -> Refusal:
        return None if is_secretariat(user) else PermissionDenied(sentence)

    return role


ONLY_SECRETARIAT = gettext_lazy(
    "Only the secretariat works on reports to governing bodies."
)
_works_on_reports = _secretariat(ONLY_SECRETARIAT)
_changes_texts = _secretariat(
    gettext_lazy(
        "Only the secretariat changes the text of a report, and only before it is frozen."
    )
)


def refusal_of_freezer(user: Anybody, report: Report) -> RuleRefusedError | None:
    """Keeps whoever froze a snapshot from approving it (A1-6c-ii)."""
    if report.frozen_by_id is None or report.frozen_by_id != user.pk:
        return None
    sentence = _("A report is approved by a second person, not by the one who froze it.")
    return RuleRefusedError(sentence, clause="A1-6c-ii", status=403)


def _second_person(user: Anybody, report: Report) -> Refusal:
    return _works_on_reports(user, report) or refusal_of_freezer(user, report)


def _representative(user: Anybody, partner: Partner) -> Refusal:
    if represents(user, partner):
        return None
    sentence = _(
        "Only people who speak for the partner today write its report, and only before it is "
        "submitted. Whoever left hands over to the partner's focal point."
    )
    return RuleRefusedError(sentence, clause="A1-6a-iii", status=403)


def _lead(user: Anybody, area: PartnershipArea) -> Refusal:
    if leads(user, area):
        return None
    sentence = _(
        "Only a lead or co-lead of the area writes and submits its report, before it is "
        "submitted."
    )
    return RuleRefusedError(sentence, clause="A1-6b-vi", status=403)


def _author(user: Anybody, report: ProgressReport) -> Refusal:
    return _representative(user, report.partner)


def _author_for_area(user: Anybody, report: AreaReport) -> Refusal:
    return _lead(user, report.area)


def _judge(user: Anybody, report: ProgressReport) -> Refusal:
    """A lead of the area; the secretariat only where no lead is independent of the partner."""
    if leads(user, report.area):
        may = not represents(user, report.partner)
    else:
        may = is_secretariat(user) and not _has_independent_lead(report)
    if may:
        return None
    sentence = _(
        "A lead of the area accepts or returns a submitted report, but never that of his or "
        "her own organization; the secretariat does where there is no other lead."
    )
    return RuleRefusedError(sentence, clause="A1-6a-iii", status=403)


def _has_independent_lead(report: ProgressReport) -> bool:
    terms = LeadTerm.objects.current().filter(area=report.area).select_related("person")
    return any(
        leads(term.person, report.area) and not represents(term.person, report.partner)
        for term in terms
    )


def _judge_of_area(user: Anybody, _report: AreaReport) -> Refusal:
    if is_secretariat(user):
        return None
    sentence = _("The secretariat accepts or returns a report that an area has submitted.")
    return RuleRefusedError(sentence, clause="B7-1", status=403)


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
    return is_secretariat(user)


@CYCLE.of(
    _secretariat(gettext_lazy("Only the secretariat begins to assemble, and only once."))
)
def can_begin_assembly(_user: Anybody, cycle: ReportingCycle) -> bool:
    return cycle.can_become(ReportingCycle.Status.ASSEMBLING)


@CYCLE.of(
    _secretariat(
        gettext_lazy("Only the secretariat closes a cycle, once its reports are assembled.")
    )
)
def can_close(_user: Anybody, cycle: ReportingCycle) -> bool:
    return cycle.can_become(ReportingCycle.Status.CLOSED)


# Reports of partners (A1-6a-iii) ---------------------------------------------------------


def can_progress_start(cycle: ReportingCycle) -> Permission[Partner]:
    """Those who speak for a confirmed partner, while the cycle takes reports."""
    return Permission(
        _representative,
        lambda _user, partner: partner.is_confirmed and cycle.takes_reports,
        lambda partner: _cycle_is_closed() if partner.is_confirmed else stands_at(partner),
    )


@PROGRESS.of(_author, _why_not_written)
def can_progress_edit(_user: Anybody, report: ProgressReport) -> bool:
    return report.is_editable and report.cycle.takes_reports


can_progress_submit = can_progress_edit


@PROGRESS.of(_judge)
def can_progress_accept(_user: Anybody, report: ProgressReport) -> bool:
    return report.can_become(ACCEPTED)


@PROGRESS.of(_judge)
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
        _lead,
        lambda _user, _area: cycle.takes_reports,
        lambda _area: _cycle_is_closed(),
    )


@AREA_REPORT.of(_author_for_area, _why_not_written)
def can_area_report_edit(_user: Anybody, report: AreaReport) -> bool:
    return report.is_editable and report.cycle.takes_reports


can_area_report_submit = can_area_report_edit


@AREA_REPORT.of(_judge_of_area)
def can_area_report_accept(_user: Anybody, report: AreaReport) -> bool:
    return report.can_become(ACCEPTED)


@AREA_REPORT.of(_judge_of_area)
def can_area_report_send_back(_user: Anybody, report: AreaReport) -> bool:
    return report.can_become(RETURNED)


# Reports to governing bodies (B7-4) --------------------------------------------------------


def can_assemble(user: Anybody) -> bool:
    return is_secretariat(user)


@REPORT.of(_changes_texts, _why_not_changed)
def can_edit(_user: Anybody, report: Report) -> bool:
    return report.is_editable


can_block_add = can_block_remove = can_edit


@REPORT.of(_works_on_reports, _why_not_frozen)
def can_freeze(_user: Anybody, report: Report) -> bool:
    return report.can_become(Report.Status.FROZEN)


@REPORT.of(_works_on_reports, _why_not_retried)
def can_retry(_user: Anybody, report: Report) -> bool:
    """The typesetting failed and may be tried again."""
    job = jobs.report_file_job(report) if report.status == Report.Status.FROZEN else None
    return job is not None and job.is_failing


@REPORT.of(_works_on_reports)
def can_thaw(_user: Anybody, report: Report) -> bool:
    return report.can_become(Report.Status.ASSEMBLED)


@REPORT.of(_second_person)
def can_approve(_user: Anybody, report: Report) -> bool:
    return report.can_become(Report.Status.APPROVED)


@REPORT.of(_works_on_reports)
def can_publish(_user: Anybody, report: Report) -> bool:
    return report.can_become(Report.Status.PUBLISHED)


@REPORT.of(_works_on_reports)
def can_correct(_user: Anybody, report: Report) -> bool:
    return report.status == Report.Status.PUBLISHED


@REPORT.of(_works_on_reports)
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
