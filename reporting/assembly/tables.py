"""The tables of an area report, made from accepted progress reports and never typed (B7-5)."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from areas.models import Indicator
from gmp_portal import rounds
from gmp_portal.reference.choices import Priority
from gmp_portal.rounds import Reading
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
    """Gather the tables, in one query."""
    until = report.submitted_at if not report.is_editable else None
    accepted = ProgressReport.objects.filter(
        cycle=report.cycle_id,
        area=report.area_id,
        status=ProgressReport.Status.ACCEPTED,
        accepted_at__lte=until or timezone.now(),
    )
    activities = (
        ReportedActivity.objects.filter(report__in=accepted)
        .select_related("report__partner", "activity")
        .order_by("report__partner__name", "position")
    )
    gifts = Contribution.objects.filter(report__in=accepted)
    sums = gifts.filter(amount__isnull=False).order_by("currency").values_list("currency")
    totals = sums.annotate(Sum("amount"))
    in_kind = (
        gifts.filter(Q(amount__isnull=True) | Q(kind=Contribution.Kind.IN_KIND))
        .select_related("report__partner")
        .order_by("report__partner__name", "pk")
    )
    _asked, indicators = rounds.run(
        rounds.asked(activities, totals, in_kind), _indicators(report)
    )
    priorities = Counter(code for row in activities for code in row.activity.priorities)
    return AreaTables(
        activities=list(activities),
        by_priority=[
            (str(priority.label), priorities[priority.value])
            for priority in Priority
            if priorities[priority.value]
        ],
        totals=list(totals),
        in_kind=list(in_kind),
        indicators=indicators,
    )


def _indicators(report: AreaReport) -> Reading[list[tuple[Indicator, str, str]]]:
    """Each indicator of the plan with its value and note; an empty value is "not reported"."""
    if not report.plan_id:
        return []
    reported = report.indicator_values.all()
    indicators = Indicator.objects.filter(plan=report.plan_id)
    yield [reported, indicators]
    values = {row.indicator_id: row for row in reported}
    rows = []
    for indicator in indicators:
        value = values.get(indicator.pk)
        rows.append((indicator, value.actual if value else "", value.note if value else ""))
    return rows
