"""What can happen to the report of a partnership area (B7-1 to B7-9)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import RuleRefusedError
from reporting import emails
from reporting.actions import filing
from reporting.acts import Act
from reporting.models import AreaReport, IndicatorValue, ReportingCycle
from reporting.permissions import roles
from reporting.reading import lengths

Status = AreaReport.Status


@transaction.atomic
def start(cycle: ReportingCycle, area: PartnershipArea, *, by: User) -> AreaReport:
    """Begin the report against the area's published plan; a second call finds the first."""
    filing.refuse_closed(cycle)
    plan = PlanVersion.objects.published().filter(area=area).order_by("-number").first()
    report, created = AreaReport.objects.get_or_create(
        cycle=cycle, area=area, defaults={"started_by": by, "plan": plan}
    )
    if created:
        ledger.record(Act.AREA_REPORT_STARTED, report, by=by, to=Status.DRAFT)
    return report


@transaction.atomic
def save(
    report: AreaReport,
    *,
    text: dict[str, Any],
    values: dict[int, dict[str, str]],
) -> None:
    """Keep the draft (A1-6b-vi); what others saved meanwhile is joined before (C4).

    ``values`` holds, by indicator, what was reached; an empty one is "not reported" (B7-7).
    """
    report.lock()
    filing.refuse_late_change(report, clause="A1-6b-vi")
    filing.write(report, text)
    report.indicator_values.all().delete()
    IndicatorValue.objects.bulk_create(
        IndicatorValue(report=report, indicator_id=indicator, **value)
        for indicator, value in values.items()
        if value["actual"].strip()
    )
    ledger.follow(report)


@transaction.atomic
def submit(report: AreaReport, *, by: User) -> None:
    """Report to UNEP for the area (A1-6b-vi); effectiveness must be assessed (B7-6)."""
    report.lock()
    filing.refuse_handing_in(report)
    filing.refuse_closed(report.cycle)
    refuse_incomplete(report)
    before = filing.hand_in(report, by=by)
    ledger.record(Act.AREA_REPORT_SUBMITTED, report, by=by, from_=before, to=report.status)
    emails.area_report_submitted(report, by=by)


def refuse_incomplete(report: AreaReport) -> None:
    """A report of an area assesses how effective the work was, within its limits (B7-6)."""
    if not report.effectiveness.strip() or not report.rating:
        raise RuleRefusedError(
            _("Assess how effective the work was, in words and with a rating."),
            clause="B7-6",
            status=422,
        )
    filing.refuse_excess(lengths.excess_of_area(report), clause="A1-6b-vi")


def _refuse_who_may_not_judge(report: AreaReport, by: User) -> None:
    """An area does not accept its own report: it reports to UNEP (B7-1)."""
    if refusal := roles.judge_of_area(by, report):
        raise refusal


@transaction.atomic
def send_back(report: AreaReport, *, reason: str, by: User) -> None:
    """Ask the lead a question; what was written stays."""
    report.lock()
    _refuse_who_may_not_judge(report, by)
    before = filing.hand_back(report, reason=reason)
    ledger.record(
        Act.AREA_REPORT_RETURNED,
        report,
        by=by,
        from_=before,
        to=report.status,
        reason=reason,
    )
    emails.area_report_returned(report, by=by)


@transaction.atomic
def accept(report: AreaReport, *, by: User) -> None:
    """Accept the report, which publishes it in the same step (B7-9)."""
    report.lock()
    _refuse_who_may_not_judge(report, by)
    before = filing.take(report, by=by)
    ledger.record(Act.AREA_REPORT_ACCEPTED, report, by=by, from_=before, to=report.status)
    emails.area_report_accepted(report, by=by)
