"""The figures of a reporting period, each from one query on the records."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q, Sum

from areas.models import AreaMembership, Indicator, PartnershipArea
from gmp_portal import dates
from gmp_portal.meetings.models import Body, Decision, Meeting
from partners.models import Partner
from reporting.models import (
    AreaReport,
    Contribution,
    ProgressReport,
    ReportedActivity,
    ReportingCycle,
)


@dataclass(frozen=True)
class Partnership:
    """The Partnership as a whole, on a day and over a period."""

    total: int
    joined: int
    in_areas: int
    reported: int
    by_kind: list[tuple[str, int]]
    meetings: list[Meeting]
    decisions: list[tuple[str, str, date]]


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of the plan with what was reached, or nothing."""

    name: str
    baseline: str
    target: str
    actual: str


@dataclass(frozen=True)
class ActivityRow:
    """One accepted activity: whose, what, and how far it is."""

    partner: str
    title: str
    state: str


@dataclass(frozen=True)
class AreaFacts:
    """One area over a period."""

    area: PartnershipArea
    report: AreaReport | None
    members: int
    filed: int
    activities: list[ActivityRow]
    by_priority: Counter[str]
    totals: list[tuple[str, Decimal]]
    indicators: list[IndicatorRow] = field(default_factory=list)

    @property
    def is_reported(self) -> bool:
        return self.report is not None

    def name(self, language: str) -> str:
        """The area's name in the language of a document; names are kept by two letters."""
        return str(self.area.names.get(language[:2]) or self.area.names["en"])


def partnership(cycle: ReportingCycle, as_of: date) -> Partnership:
    """Count the Partnership as it stood on a day, and what happened in the period."""
    known = Q(since__isnull=True) | Q(since__lte=as_of)
    confirmed = Partner.objects.confirmed().filter(known)
    kinds = Counter(partner.get_kind_display() for partner in confirmed.only("kind"))
    accepted = ProgressReport.objects.filter(
        cycle=cycle, status=ProgressReport.Status.ACCEPTED
    )
    held = Meeting.objects.filter(
        body__kind=Body.Kind.ADVISORY_GROUP,
        starts_on__range=(cycle.first_day, cycle.last_day),
        status__in=[Meeting.Status.HELD, Meeting.Status.CLOSED],
    )
    adopted = (
        Decision.objects.adopted()
        .filter(
            body__kind=Body.Kind.ADVISORY_GROUP,
            ended_at__gte=dates.start_of(cycle.first_day),
            ended_at__lt=dates.start_of(cycle.last_day + timedelta(days=1)),
        )
        .order_by("ended_at")
    )
    return Partnership(
        total=confirmed.count(),
        joined=confirmed.filter(since__range=(cycle.first_day, cycle.last_day)).count(),
        in_areas=AreaMembership.objects.current(as_of)
        .filter(partner__status=Partner.Status.CONFIRMED)
        .values("partner")
        .distinct()
        .count(),
        reported=accepted.values("partner").distinct().count(),
        by_kind=sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])),
        meetings=list(held),
        decisions=[
            (row.symbol or "", row.title, dates.day_of(row.ended_at))
            for row in adopted
            if row.ended_at is not None
        ],
    )


def areas(cycle: ReportingCycle) -> list[AreaFacts]:
    """Every established area with its report, if one was accepted; a constant number of queries."""
    established = PartnershipArea.objects.filter(
        status=PartnershipArea.Status.ESTABLISHED
    ).order_by("established_year", "pk")
    reports = {
        report.area_id: report
        for report in AreaReport.objects.filter(
            cycle=cycle, status=AreaReport.Status.ACCEPTED
        )
    }
    accepted = ProgressReport.Status.ACCEPTED
    members = dict(
        AreaMembership.objects.current()
        .filter(partner__status=Partner.Status.CONFIRMED)
        .order_by()
        .values_list("area")
        .annotate(Count("partner"))
    )
    filed = dict(
        ProgressReport.objects.filter(cycle=cycle, status=accepted)
        .order_by()
        .values_list("area")
        .annotate(Count("pk"))
    )
    done = ReportedActivity.objects.filter(report__cycle=cycle, report__status=accepted)
    activities: dict[int, list[ActivityRow]] = {}
    priorities: dict[int, Counter[str]] = {}
    for reported in done.select_related("report__partner", "activity").order_by(
        "report__partner__name", "position"
    ):
        area, activity = reported.report.area_id, reported.activity
        row = ActivityRow(
            reported.report.partner.full_name, activity.title, reported.get_state_display()
        )
        activities.setdefault(area, []).append(row)
        priorities.setdefault(area, Counter()).update(activity.priorities)
    indicators = _indicators(reports)
    totals = _totals(cycle)
    return [
        AreaFacts(
            area=area,
            report=reports.get(area.pk),
            members=members.get(area.pk, 0),
            filed=filed.get(area.pk, 0),
            activities=activities.get(area.pk, []),
            by_priority=priorities.get(area.pk, Counter()),
            totals=totals.get(area.pk, []),
            indicators=indicators.get(area.pk, []),
        )
        for area in established
    ]


def _totals(cycle: ReportingCycle) -> dict[int, list[tuple[str, Decimal]]]:
    rows = (
        Contribution.objects.filter(
            report__cycle=cycle,
            report__status=ProgressReport.Status.ACCEPTED,
            amount__isnull=False,
        )
        .order_by()
        .values_list("report__area", "currency")
        .annotate(total=Sum("amount"))
    )
    totals: dict[int, list[tuple[str, Decimal]]] = {}
    for area, currency, total in sorted(rows):
        totals.setdefault(area, []).append((currency, total))
    return totals


def _indicators(reports: dict[int, AreaReport]) -> dict[int, list[IndicatorRow]]:
    plans = {report.plan_id: area for area, report in reports.items() if report.plan_id}
    values = {
        value.indicator_id: value.actual
        for report in AreaReport.objects.filter(
            pk__in=[report.pk for report in reports.values()]
        ).prefetch_related("indicator_values")
        for value in report.indicator_values.all()
    }
    rows: dict[int, list[IndicatorRow]] = {}
    for indicator in Indicator.objects.filter(plan__in=list(plans)).order_by(
        "position", "pk"
    ):
        rows.setdefault(plans[indicator.plan_id], []).append(
            IndicatorRow(
                indicator.name,
                indicator.baseline,
                indicator.target,
                values.get(indicator.pk, ""),
            )
        )
    return rows
