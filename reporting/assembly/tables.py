"""The tables of an area report, made from accepted progress reports and never typed (B7-5)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import CharField, Count, F, Func, Q, QuerySet, Sum
from django.utils import timezone

from areas.models import Indicator
from gmp_portal import rounds
from gmp_portal.reference.choices import Priority
from gmp_portal.rounds import Reading
from reporting.models import AreaReport, Contribution, ProgressReport, ReportedActivity


@dataclass(frozen=True)
class AreaTables:
    """What partners reported in an area, counted on the day the report was handed in.

    Activities and what was given in kind have no bound: whoever shows them asks for a page.
    """

    activities: "QuerySet[ReportedActivity]"
    by_priority: list[tuple[str, int]]
    totals: list[tuple[str, Decimal]]
    in_kind: "QuerySet[Contribution]"
    indicators: list[tuple[Indicator, str, str]]


def of_area(report: AreaReport) -> AreaTables:
    """Gather the tables: what is counted, in one query."""
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
    served = Func(F("activity__priorities"), function="unnest", output_field=CharField())
    by_priority = activities.order_by().annotate(code=served).values_list("code")
    counted = by_priority.annotate(Count("pk"))
    _asked, indicators = rounds.run(rounds.asked(totals, counted), _indicators(report))
    priorities = dict(counted)
    return AreaTables(
        activities=activities,
        by_priority=[
            (str(priority.label), priorities[priority.value])
            for priority in Priority
            if priority.value in priorities
        ],
        totals=list(totals),
        in_kind=in_kind,
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
