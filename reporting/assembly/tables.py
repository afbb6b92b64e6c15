"""The tables of an area report, made from accepted progress reports and never typed (B7-5)."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from areas.models import Indicator
from gmp_portal.reference.choices import Priority
from reporting.models import AreaReport, Contribution, ProgressReport, ReportedActivity


@dataclass(frozen=True)
class AreaTables:
    """What partners reported in an area, counted on the day the report was handed in."""

    activities: list[ReportedActivity]
    by_priority: list[tuple[str, int]]
    totals: list[tuple[str, Decimal]]
    in_kind: list[Contribution]
    indicators: list[tuple[Indicator, str, str]]


def of_area(report: AreaReport) -> AreaTables:
    """Gather the tables; a constant number of queries."""
    until = report.submitted_at if not report.is_editable else None
    accepted = ProgressReport.objects.filter(
        cycle=report.cycle_id,
        area=report.area_id,
        status=ProgressReport.Status.ACCEPTED,
        accepted_at__lte=until or timezone.now(),
    )
    activities = list(
        ReportedActivity.objects.filter(report__in=accepted)
        .select_related("report__partner", "activity")
        .order_by("report__partner__name", "position")
    )
    priorities = Counter(code for row in activities for code in row.activity.priorities)
    gifts = Contribution.objects.filter(report__in=accepted)
    totals = gifts.filter(amount__isnull=False).order_by("currency").values_list("currency")
    return AreaTables(
        activities=activities,
        by_priority=[
            (str(priority.label), priorities[priority.value])
            for priority in Priority
            if priorities[priority.value]
        ],
        totals=list(totals.annotate(Sum("amount"))),
        in_kind=list(
            gifts.filter(Q(amount__isnull=True) | Q(kind=Contribution.Kind.IN_KIND))
            .select_related("report__partner")
            .order_by("report__partner__name", "pk")
        ),
        indicators=_indicators(report),
    )


def _indicators(report: AreaReport) -> list[tuple[Indicator, str, str]]:
    """Each indicator of the plan with its value and note; an empty value is "not reported"."""
    if not report.plan_id:
        return []
    values = {row.indicator_id: row for row in report.indicator_values.all()}
    rows = []
    for indicator in Indicator.objects.filter(plan=report.plan_id):
        value = values.get(indicator.pk)
        rows.append((indicator, value.actual if value else "", value.note if value else ""))
    return rows
