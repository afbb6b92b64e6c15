"""What waits for somebody in this app: reports due, reports to accept, reports to approve."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import LeadTerm, PartnershipArea
from gmp_portal import dates, rounds, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import once
from gmp_portal.ledger import subject_of
from gmp_portal.rounds import Reading
from gmp_portal.ui import one_query
from gmp_portal.ui.components import tone_of
from gmp_portal.ui.worklist import Task, day_of
from partners.models import Partner, Representative
from partners.reading.told import facts_of, partner
from reporting import jobs
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle
from reporting.reading import owed_reports
from reporting.reading.owed_reports import Duty

# What is due later and not begun is no task yet; it stands on the page of one's reports.
AHEAD = timedelta(days=180)
# What a report on the desk waits for, and in which colour.
STATES = {
    Report.Status.FROZEN: (gettext_lazy("Not typeset"), "warn"),
    Report.Status.TYPESET: (gettext_lazy("Second person"), "violet"),
    Report.Status.APPROVED: (gettext_lazy("To publish"), "ok"),
}


def waiting_for(user: User) -> list[Task]:
    """Reports this person owes (A1-6a-iii, A1-6b-vi), and those of partners to accept."""
    return rounds.read(reading(user))


def reading(user: User) -> Reading[list[Task]]:
    """The same, to be read beside what waits in other apps."""
    cycles = _cycles()
    to_judge = _to_judge(user)
    yield [cycles, to_judge]
    soon = dates.today() + AHEAD
    duties = yield from owed_reports.reading_of_person(user, *cycles)
    owed = [
        _duty_task(duty)
        for duty in duties
        if duty.is_open and (duty.report is not None or duty.due_on <= soon)
    ]
    return owed + [_judge_task(report) for report in to_judge]


def _cycles() -> QuerySet[ReportingCycle]:
    """The cycles that take reports, asked once for a page."""
    cycles: QuerySet[ReportingCycle] = once(
        (ReportingCycle, "taking reports"), ReportingCycle.objects.taking_reports
    )
    return cycles


def next_report_on(user: User) -> date | None:
    """The day on which the next report is due that is no task yet; none if nothing is owed."""
    cycles = _cycles()
    duties = owed_reports.of_person(user, *cycles)
    return min((duty.due_on for duty in duties if duty.is_open), default=None)


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
        kind="reports",
    )


def _to_judge(user: User) -> QuerySet[ProgressReport]:
    """Submitted reports in the areas this person leads, without those of the own partner."""
    return (
        ProgressReport.objects.awaiting_the_lead()
        .filter(area__in=PartnershipArea.objects.led_by(user).values("pk"))
        .exclude(partner__in=Partner.objects.with_person(user).values("pk"))
        .select_related("partner__country", "area", "cycle")
        .order_by("submitted_at")
    )


def _judge_task(report: ProgressReport) -> Task:
    names = {"partner": report.partner.full_name, "area": report.area.name}
    return Task(
        _("Accept the report of %(partner)s, %(area)s, or ask a question") % names,
        report.get_absolute_url(),
        report.cycle.area_due_on,
        action=_("Read"),
        kind="reports",
        state=report.get_status_display(),
        tone=tone_of(report.status),
        since=day_of(report.submitted_at),
        target_on=report.cycle.area_due_on,
        about=subject_of(report),
    )


def desk_queue() -> dict[str, list[Task]]:
    """The secretariat's queues of this app; the database is asked once."""
    grace = timedelta(days=int(rulebook.value("R-09", on=dates.today())))
    late = ReportingCycle.objects.taking_reports().filter(
        area_due_on__lt=dates.today() - grace
    )
    filed = AreaReport.objects.filter(cycle__in=late, submitted_at__isnull=False)
    report = ("pk", "status", "symbol", "title", "slug")
    gathered = one_query.lists(
        to_accept=one_query.facts(
            AreaReport.objects.filter(status=AreaReport.Status.SUBMITTED),
            *("pk", "status", "submitted_at"),
            names=F("area__names"),
            cycle=F("cycle__name"),
        ),
        to_judge=one_query.facts(
            _without_judge(),
            *("pk", "status", "submitted_at"),
            names=F("area__names"),
            due_on=F("cycle__area_due_on"),
            partner=facts_of("partner__"),
        ),
        frozen=one_query.facts(
            jobs.without_file(Report.objects.filter(status=Report.Status.FROZEN)),
            *report,
            at=F("frozen_at"),
        ),
        typeset=one_query.facts(
            Report.objects.filter(status=Report.Status.TYPESET),
            *report,
            at=F("frozen_at"),
            by=one_query.name_of("frozen_by"),
            by_id=F("frozen_by_id"),
        ),
        approved=one_query.facts(
            Report.objects.filter(status=Report.Status.APPROVED),
            *report,
            at=F("approved_at"),
        ),
        late=one_query.facts(late, "pk", "name", "slug", "area_due_on"),
        areas=one_query.facts(PartnershipArea.objects.established(), "pk", "names", "slug"),
        filed=one_query.facts(filed, "cycle_id", "area_id"),
    )
    return {
        _("Area reports to accept"): _by_age(
            _area_task(told) for told in gathered["to_accept"]
        ),
        _("Progress reports that no lead may judge"): _by_age(
            _judge_task(_progress_report(told)) for told in gathered["to_judge"]
        ),
        _("Reports that need a second person"): [
            _report_task(told, _("Approve")) for told in gathered["typeset"]
        ],
        _("Reports to publish"): [
            _report_task(told, _("Publish")) for told in gathered["approved"]
        ],
        _("Reports that could not be typeset"): [
            _report_task(told, _("See why")) for told in gathered["frozen"]
        ],
        _("Overdue area reports"): _overdue(gathered, grace),
    }


def _by_age(tasks: Iterable[Task]) -> list[Task]:
    """What came first stands first."""
    return sorted(tasks, key=lambda task: task.since or date.max)


def _area_task(told: Any) -> Task:
    names = {"area": PartnershipArea(names=told.names).name, "cycle": told.cycle}
    report = AreaReport(pk=told.pk, status=told.status)
    return Task(
        _("Report of the area %(area)s, %(cycle)s") % names,
        report.get_absolute_url(),
        action=_("Read"),
        kind="reports",
        state=report.get_status_display(),
        tone=tone_of(told.status),
        since=day_of(one_query.moment(told.submitted_at)),
        about=subject_of(report),
    )


def _without_judge() -> QuerySet[ProgressReport]:
    """Those for the secretariat: every lead of the area, if any, speaks for the partner."""
    speaks = Representative.objects.current().filter(
        partner=OuterRef(OuterRef("partner")), person=OuterRef("person")
    )
    independent = LeadTerm.objects.current().filter(area=OuterRef("area"))
    return ProgressReport.objects.awaiting_the_lead().exclude(
        Exists(independent.exclude(Exists(speaks)))
    )


def _progress_report(told: Any) -> ProgressReport:
    return ProgressReport(
        pk=told.pk,
        status=told.status,
        submitted_at=one_query.moment(told.submitted_at),
        partner=partner(told.partner),
        area=PartnershipArea(names=told.names),
        cycle=ReportingCycle(area_due_on=one_query.day(told.due_on)),
    )


def _report_task(told: Any, action: str) -> Task:
    report = Report(
        pk=told.pk,
        status=told.status,
        symbol=told.symbol,
        title=told.title,
        slug=told.slug,
    )
    by = getattr(told, "by", None)
    state, tone = STATES[told.status]
    return Task(
        str(report),
        report.get_absolute_url(),
        note=_("frozen by %(name)s") % {"name": by} if by else "",
        action=action,
        kind="reports",
        state=state,
        tone=tone,
        since=day_of(one_query.moment(told.at)),
        about=subject_of(report),
        # A second person approves what somebody froze (A1-6c-ii).
        not_for=frozenset([getattr(told, "by_id", None)]),
    )


def _overdue(gathered: dict[str, list[Any]], grace: timedelta) -> list[Task]:
    """Areas whose report is missing longer than the days of grace (R-09)."""
    filed = {(told.cycle_id, told.area_id) for told in gathered["filed"]}
    areas = sorted(gathered["areas"], key=lambda told: told.slug)
    return [
        _missing_task(cycle, area, grace)
        for cycle in gathered["late"]
        for area in areas
        if (cycle.pk, area.pk) not in filed
    ]


def _missing_task(cycle: Any, area: Any, grace: timedelta) -> Task:
    due_on = one_query.day(cycle.area_due_on)
    names = {"area": PartnershipArea(names=area.names).name, "cycle": cycle.name}
    return Task(
        _("Report of the area %(area)s, %(cycle)s") % names,
        ReportingCycle(slug=cycle.slug).get_absolute_url(),
        due_on,
        kind="reports",
        state=_("Not handed in"),
        tone="bad",
        since=due_on,
        target_on=due_on + grace if due_on else None,
        # No report stands for it yet: the area owes it in this cycle.
        about=f"{subject_of(ReportingCycle(pk=cycle.pk))}:{area.pk}",
    )
