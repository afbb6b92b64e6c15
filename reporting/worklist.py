"""What waits for somebody in this app: reports due, reports to accept, reports to approve."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from areas.models import LeadTerm, PartnershipArea
from gmp_portal import dates, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.ui.worklist import Task
from partners.models import Partner, Representative
from reporting import jobs
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle
from reporting.reading import owed_reports
from reporting.reading.owed_reports import Duty

# What is due later and not begun is no task yet; it stands on the page of one's reports.
AHEAD = timedelta(days=180)


def waiting_for(user: User) -> list[Task]:
    """Reports this person owes (A1-6a-iii, A1-6b-vi), and those of partners to accept."""
    cycles = ReportingCycle.objects.taking_reports()
    soon = dates.today() + AHEAD
    owed = [
        _duty_task(duty)
        for duty in owed_reports.of_person(user, *cycles)
        if duty.is_open and (duty.report is not None or duty.due_on <= soon)
    ]
    return owed + [_judge_task(report) for report in _to_judge(user)]


def _duty_task(duty: Duty) -> Task:
    is_area = duty.partner is None
    names = {
        "area": duty.area.name,
        "cycle": duty.cycle.name,
        "partner": duty.partner.full_name if duty.partner else "",
    }
    if is_area and duty.is_returned:
        title = _("Answer UNEP's question about the report of %(area)s, %(cycle)s") % names
    elif is_area:
        title = _("Report of the area %(area)s, %(cycle)s") % names
    elif duty.is_returned:
        title = _("Answer the lead's question: report of %(partner)s, %(area)s") % names
    else:
        title = _("Progress report of %(partner)s, %(area)s, %(cycle)s") % names
    return Task(
        title,
        # What is not begun yet is begun on the page of the cycle, by one button.
        duty.url if duty.report else f"{duty.cycle.get_absolute_url()}#own",
        duty.due_on,
        action=_("Continue") if duty.report else _("Start"),
    )


def _to_judge(user: User) -> list[ProgressReport]:
    """Submitted reports in the areas this person leads, without those of the own partner."""
    return list(
        ProgressReport.objects.awaiting_the_lead()
        .filter(area__in=PartnershipArea.objects.led_by(user).values("pk"))
        .exclude(partner__in=Partner.objects.represented_by(user).values("pk"))
        .select_related("partner", "area", "cycle")
        .order_by("submitted_at")
    )


def _judge_task(report: ProgressReport) -> Task:
    names = {"partner": report.partner.full_name, "area": report.area.name}
    return Task(
        _("Accept the report of %(partner)s, %(area)s, or ask a question") % names,
        report.get_absolute_url(),
        report.cycle.area_due_on,
        action=_("Read"),
    )


def desk_queue() -> dict[str, list[Task]]:
    """The secretariat's queues of this app, each with a constant number of queries."""
    return {
        _("Area reports to accept"): [_area_task(row) for row in _area_reports()],
        _("Progress reports that no lead may judge"): [
            _judge_task(row) for row in _without_judge()
        ],
        _("Reports that need a second person"): [
            _report_task(row, _("Approve")) for row in _reports(Report.Status.TYPESET)
        ],
        _("Reports to publish"): [
            _report_task(row, _("Publish")) for row in _reports(Report.Status.APPROVED)
        ],
        _("Reports that could not be typeset"): _not_typeset(),
        _("Overdue area reports"): _overdue(),
    }


def _area_reports() -> list[AreaReport]:
    return list(
        AreaReport.objects.filter(status=AreaReport.Status.SUBMITTED)
        .select_related("area", "cycle")
        .order_by("submitted_at")
    )


def _area_task(report: AreaReport) -> Task:
    names = {"area": report.area.name, "cycle": report.cycle.name}
    return Task(
        _("Report of the area %(area)s, %(cycle)s") % names,
        report.get_absolute_url(),
        action=_("Read"),
    )


def _without_judge() -> list[ProgressReport]:
    """Those for the secretariat: every lead of the area, if any, speaks for the partner."""
    speaks = Representative.objects.current().filter(
        partner=OuterRef(OuterRef("partner")), person=OuterRef("person")
    )
    independent = LeadTerm.objects.current().filter(area=OuterRef("area"))
    return list(
        ProgressReport.objects.awaiting_the_lead()
        .exclude(Exists(independent.exclude(Exists(speaks))))
        .select_related("partner", "area", "cycle")
        .order_by("submitted_at")
    )


def _reports(status: str) -> list[Report]:
    return list(Report.objects.filter(status=status).select_related("frozen_by"))


def _report_task(report: Report, action: str) -> Task:
    note = ""
    if report.frozen_by and report.status == Report.Status.TYPESET:
        note = _("frozen by %(name)s") % {"name": report.frozen_by.name}
    return Task(
        str(report),
        report.get_absolute_url(),
        note=note,
        action=action,
    )


def _not_typeset() -> list[Task]:
    frozen = _reports(Report.Status.FROZEN)
    return [_report_task(report, _("Look")) for report in jobs.without_file(frozen)]


def _overdue() -> list[Task]:
    """Areas whose report is missing longer than the days of grace (R-09)."""
    today = dates.today()
    grace = timedelta(days=int(rulebook.value("R-09", on=today)))
    cycles = list(
        ReportingCycle.objects.taking_reports().filter(area_due_on__lt=today - grace)
    )
    if not cycles:
        return []
    areas = list(PartnershipArea.objects.established().order_by("slug"))
    filed = set(
        AreaReport.objects.filter(cycle__in=cycles, submitted_at__isnull=False).values_list(
            "cycle", "area"
        )
    )
    return [
        Task(
            _("Report of the area %(area)s, %(cycle)s")
            % {"area": area.name, "cycle": cycle.name},
            cycle.get_absolute_url(),
            cycle.area_due_on,
        )
        for cycle in cycles
        for area in areas
        if (cycle.pk, area.pk) not in filed
    ]
