"""Who may do what to cycles and reports: each step belongs to a role and fits some states.

To the wrong person a role says why not, with its clause; the right person in the wrong state
is led back to the record.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import Activity, PartnershipArea
from gmp_portal.accounts.rights import (
    Permission,
    Right,
    Steps,
    always,
    if_it_becomes,
    is_officer,
    officers,
    stands_at,
)
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner
from reporting import jobs
from reporting.models import (
    AreaReport,
    ImportedText,
    ProgressReport,
    Report,
    ReportingCycle,
)
from reporting.models.filed_reports import ACCEPTED, RETURNED, FiledReport
from reporting.permissions import roles

CYCLE: Steps[ReportingCycle] = Steps()
PROGRESS: Steps[ProgressReport] = Steps()
ACTIVITY: Steps[Activity] = Steps()
AREA_REPORT: Steps[AreaReport] = Steps()
REPORT: Steps[Report] = Steps()
IMPORT: Steps[ImportedText] = Steps()


# In which states, and why not now ------------------------------------------------------


def _cycle_is_closed() -> RuleRefusedError:
    return RuleRefusedError(_("This reporting cycle is closed."), clause="B7-2")


def _can_be_written(report: ProgressReport | AreaReport) -> bool:
    return report.is_editable and report.cycle.takes_reports


def _why_not_written(report: FiledReport) -> RuleRefusedError:
    if report.is_editable:
        return _cycle_is_closed()
    sentence = _("This report was submitted and is not changed any more.")
    return RuleRefusedError(sentence, clause=report.CLAUSE)


def _is_not_compared(activity: Activity) -> bool:
    return activity.continues_id is None and not activity.stands_apart


def why_not_proposed(activity: Activity) -> RuleRefusedError:
    """Why the two are not what the page asks about, for whoever may say so (B7-5)."""
    if _is_not_compared(activity):
        sentence = _(
            "These two activities are not proposed any more: look at the proposals again."
        )
    else:
        sentence = _("This was settled already: there is nothing left to say.")
    return RuleRefusedError(sentence, clause="B7-5")


def _can_change(report: Report) -> bool:
    return report.is_editable


def _of_reports(sentence: str) -> RuleRefusedError:
    return RuleRefusedError(sentence, clause="A1-6c-ii")


def _why_not_changed(_report: Report) -> RuleRefusedError:
    sentence = _("This report is frozen. Open its snapshot again before you change it.")
    return _of_reports(sentence)


def _is_frozen(report: Report) -> bool:
    return report.status == Report.Status.FROZEN


def _why_not_frozen(report: Report) -> RuleRefusedError:
    if _is_frozen(report):
        return _of_reports(_("The report is being typeset already."))
    return stands_at(report)


def _typesetting_failed(report: Report) -> bool:
    job = jobs.report_file_job(report)
    return job is not None and job.is_failing


def _why_not_retried(_report: Report) -> RuleRefusedError:
    return _of_reports(_("The typesetting has not failed, so it is not tried again."))


def _is_published(report: Report) -> bool:
    return report.status == Report.Status.PUBLISHED


def _is_being_settled(text: ImportedText) -> bool:
    return text.status == ImportedText.Status.SETTLING


def _is_settled(text: ImportedText) -> bool:
    return _is_being_settled(text) and not text.unsure


def _why_not_taken_over(text: ImportedText) -> RuleRefusedError:
    if _is_being_settled(text):
        sentence = _("There are pieces that are not sure yet. Settle them first.")
        return RuleRefusedError(sentence, clause="B7-4")
    return stands_at(text)


# Cycles --------------------------------------------------------------------------------

can_cycle_open = Right(
    is_officer, gettext_lazy("Only the secretariat opens a reporting cycle."), "B7-2"
)
can_begin_assembly = CYCLE.step(
    "begin_assembly",
    officers(
        gettext_lazy("Only the secretariat begins to assemble, and only once."), "B7-2"
    ),
    if_it_becomes(ReportingCycle.Status.ASSEMBLING),
)
can_close = CYCLE.step(
    "close",
    officers(
        gettext_lazy(
            "Only the secretariat closes a cycle, once its reports are assembled."
        ),
        "B7-2",
    ),
    if_it_becomes(ReportingCycle.Status.CLOSED),
)

# Reports of partners (A1-6a-iii) ---------------------------------------------------------


def can_progress_start(cycle: ReportingCycle) -> Permission[Partner]:
    """The people of a confirmed partner, while the cycle takes reports."""
    return Permission(
        "progress_start",
        roles.writer,
        lambda partner: partner.is_confirmed and cycle.takes_reports,
        lambda partner: _cycle_is_closed() if partner.is_confirmed else stands_at(partner),
    )


can_progress_edit = PROGRESS.step(
    "progress_edit", roles.author, _can_be_written, _why_not_written
)
can_progress_submit = PROGRESS.step(
    "progress_submit", roles.sender, _can_be_written, _why_not_written
)
can_progress_accept = PROGRESS.step("progress_accept", roles.judge, if_it_becomes(ACCEPTED))
can_progress_send_back = PROGRESS.step(
    "progress_send_back", roles.judge, if_it_becomes(RETURNED)
)
can_activity_join = ACTIVITY.step(
    "activity_join", roles.reporter, _is_not_compared, why_not_proposed
)
can_activity_keep_apart = ACTIVITY.step(
    "activity_keep_apart", roles.reporter, _is_not_compared, why_not_proposed
)

# Reports of areas (A1-6b-vi) -------------------------------------------------------------


def can_area_report_start(cycle: ReportingCycle) -> Permission[PartnershipArea]:
    """Only a lead or co-lead begins the report of the area, while the cycle takes reports."""
    return Permission(
        "area_report_start",
        roles.lead,
        lambda _area: cycle.takes_reports,
        lambda _area: _cycle_is_closed(),
    )


can_area_report_edit = AREA_REPORT.step(
    "area_report_edit", roles.author_for_area, _can_be_written, _why_not_written
)
can_area_report_submit = AREA_REPORT.step(
    "area_report_submit", roles.author_for_area, _can_be_written, _why_not_written
)
can_area_report_accept = AREA_REPORT.step(
    "area_report_accept", roles.judge_of_area, if_it_becomes(ACCEPTED)
)
can_area_report_send_back = AREA_REPORT.step(
    "area_report_send_back", roles.judge_of_area, if_it_becomes(RETURNED)
)

# Reports to governing bodies (B7-4) --------------------------------------------------------

can_assemble = Right(is_officer, roles.ONLY_SECRETARIAT, "A1-6c-ii")
can_edit = REPORT.step("edit", roles.changes_texts, _can_change, _why_not_changed)
can_block_add = REPORT.step("block_add", roles.changes_texts, _can_change, _why_not_changed)
can_block_remove = REPORT.step(
    "block_remove", roles.changes_texts, _can_change, _why_not_changed
)
can_block_bring_back = REPORT.step(
    "block_bring_back", roles.changes_texts, _can_change, _why_not_changed
)
can_freeze = REPORT.step(
    "freeze", roles.works_on_reports, if_it_becomes(Report.Status.FROZEN), _why_not_frozen
)
can_retry = REPORT.step(
    "retry",
    roles.works_on_reports,
    _is_frozen,
    _why_not_retried,
    also=_typesetting_failed,
)
can_thaw = REPORT.step(
    "thaw", roles.works_on_reports, if_it_becomes(Report.Status.ASSEMBLED)
)
can_approve = REPORT.step(
    "approve", roles.second_person, if_it_becomes(Report.Status.APPROVED)
)
can_publish = REPORT.step(
    "publish", roles.works_on_reports, if_it_becomes(Report.Status.PUBLISHED)
)
can_correct = REPORT.step("correct", roles.works_on_reports, _is_published)
# See how far the typesetting is (C12).
can_follow = REPORT.step("follow", roles.works_on_reports, always)

# Texts of past documents (B7-4) -------------------------------------------------------------

can_import_start = Right(is_officer, roles.ONLY_SECRETARIAT, "A1-6c-ii")
can_import_settle = IMPORT.step("import_settle", roles.works_on_reports, _is_being_settled)
can_import_start_over = IMPORT.step(
    "import_start_over", roles.works_on_reports, _is_being_settled
)
can_import_undo = IMPORT.step("import_undo", roles.works_on_reports, _is_being_settled)
can_import_first_page = IMPORT.step(
    "import_first_page", roles.works_on_reports, _is_being_settled
)
can_import_take_over = IMPORT.step(
    "import_take_over", roles.works_on_reports, _is_settled, _why_not_taken_over
)
can_import_discard = IMPORT.step(
    "import_discard",
    roles.works_on_reports,
    if_it_becomes(ImportedText.Status.DISCARDED),
)
# See what was read, and how far reading is (C12).
can_import_follow = IMPORT.step("import_follow", roles.works_on_reports, always)
