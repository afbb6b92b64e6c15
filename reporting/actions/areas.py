"""What can happen to the report of a partnership area (B7-1 to B7-9)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from reporting import emails
from reporting.models import AreaReport, IndicatorValue, ReportingCycle

Status = AreaReport.Status


@transaction.atomic
def start(cycle: ReportingCycle, area: PartnershipArea, *, by: User) -> AreaReport:
    """Begin the report against the area's published plan; a second call finds the first."""
    if cycle.status == ReportingCycle.Status.CLOSED:
        raise RuleRefusedError(_("This reporting cycle is closed."), clause="B7-2")
    plan = PlanVersion.objects.published().filter(area=area).order_by("-number").first()
    report, created = AreaReport.objects.get_or_create(
        cycle=cycle, area=area, defaults={"started_by": by, "plan": plan}
    )
    if created:
        ledger.record("area_report.started", report, by=by, to=Status.DRAFT)
    return report


@transaction.atomic
def save(
    report: AreaReport,
    *,
    version: int,
    text: dict[str, Any],
    values: dict[int, dict[str, str]],
) -> bool:
    """Keep the draft, unless somebody else saved it since ``version``: then False.

    ``values`` holds, by indicator, what was reached; an empty one is "not reported" (B7-7).
    """
    report.lock()
    if not report.is_editable:
        raise RuleRefusedError(
            _("This report was submitted and is not changed any more."), clause="A1-6b-vi"
        )
    if report.version != version:
        return False
    for name, value in text.items():
        setattr(report, name, value)
    report.version += 1
    report.saved_at = timezone.now()
    report.save(update_fields=[*text, "version", "saved_at"])
    report.indicator_values.all().delete()
    IndicatorValue.objects.bulk_create(
        IndicatorValue(report=report, indicator_id=indicator, **value)
        for indicator, value in values.items()
        if value["actual"].strip()
    )
    return True


@transaction.atomic
def submit(report: AreaReport, *, by: User) -> None:
    """Report to UNEP for the area (A1-6b-vi); effectiveness must be assessed (B7-6)."""
    report.lock()
    if not report.can_become(Status.SUBMITTED):
        raise InvalidTransitionError(report, Status.SUBMITTED)
    if report.cycle.status == ReportingCycle.Status.CLOSED:
        raise RuleRefusedError(_("This reporting cycle is closed."), clause="B7-2")
    if not report.effectiveness.strip() or not report.rating:
        raise RuleRefusedError(
            _("Assess how effective the work was, in words and with a rating."),
            clause="B7-6",
            status=422,
        )
    before = report.become(Status.SUBMITTED)
    report.submitted_by, report.submitted_at = by, timezone.now()
    report.return_reason = ""
    report.save(update_fields=["status", "submitted_by", "submitted_at", "return_reason"])
    emails.area_report_submitted(report, by=by)
    ledger.record("area_report.submitted", report, by=by, from_=before, to=report.status)


@transaction.atomic
def send_back(report: AreaReport, *, reason: str, by: User) -> None:
    """Ask the lead a question; what was written stays."""
    report.lock()
    before = report.become(Status.RETURNED)
    report.return_reason = reason
    report.save(update_fields=["status", "return_reason"])
    emails.area_report_returned(report, by=by)
    ledger.record(
        "area_report.returned", report, by=by, from_=before, to=report.status, reason=reason
    )


@transaction.atomic
def accept(report: AreaReport, *, by: User) -> None:
    """Accept the report, which publishes it in the same step (B7-9)."""
    report.lock()
    before = report.become(Status.ACCEPTED)
    report.accepted_by, report.accepted_at = by, timezone.now()
    report.save(update_fields=["status", "accepted_by", "accepted_at"])
    emails.area_report_accepted(report, by=by)
    ledger.record("area_report.accepted", report, by=by, from_=before, to=report.status)
