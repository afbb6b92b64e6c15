"""What the public reports of areas say of their work, for the pages of the areas."""

from django.db.models import Q
from django.utils.translation import gettext as _

from areas.reading.outcomes import Filed, Keys, Outcomes, Reached, Told
from gmp_portal.rounds import Reading
from reporting.models import (
    AreaReport,
    IndicatorValue,
    ProgressReport,
    ReportedActivity,
)


def values_of(indicators: Keys) -> Reading[dict[int, list[Reached]]]:
    """What an indicator reached by the reports that were accepted, the newest first (B7-7)."""
    rows = IndicatorValue.objects.filter(
        indicator__key__in=indicators, report__status=AreaReport.Status.ACCEPTED
    )
    rows = rows.select_related("report__cycle", "indicator").order_by(
        "-report__cycle__opened_at", "-pk"
    )
    yield [rows]
    values_by_key: dict[int, list[Reached]] = {}
    for row in rows:
        reached = Reached(
            row.actual,
            _title(row.report),
            row.report.get_absolute_url(),
            row.indicator.unit,
            row.indicator.plan_id,
        )
        values_by_key.setdefault(row.indicator.key_id, []).append(reached)
    return values_by_key


def reports_of(areas: Keys) -> Reading[dict[int, list[Filed]]]:
    """Reports that were accepted are public (B7-9)."""
    rows = AreaReport.objects.filter(area__in=areas, status=AreaReport.Status.ACCEPTED)
    rows = rows.select_related("cycle").order_by("-cycle__opened_at", "-pk")
    yield [rows]
    reports_by_area: dict[int, list[Filed]] = {}
    for row in rows:
        filed = Filed(_title(row), row.get_absolute_url(), row.accepted_at)
        reports_by_area.setdefault(row.area_id, []).append(filed)
    return reports_by_area


def _title(report: AreaReport) -> str:
    return _("Report of the area, %(cycle)s") % {"cycle": report.cycle.name}


def told_of(activities: Keys) -> Reading[dict[int, list[Told]]]:
    """What accepted reports of partners tell of an activity, or of what continues it (B7-5)."""
    accepted = ReportedActivity.objects.filter(
        report__status=ProgressReport.Status.ACCEPTED
    )
    of_these = Q(activity__in=activities) | Q(activity__continues__in=activities)
    rows = accepted.filter(of_these).select_related("report__cycle", "activity")
    rows = rows.order_by("-report__cycle__opened_at", "-pk")
    yield [rows]
    told_by_activity: dict[int, list[Told]] = {}
    for row in rows:
        told = Told(
            _("Progress report, %(cycle)s") % {"cycle": row.report.cycle.name},
            row.report.get_absolute_url(),
            row.get_state_display(),
            row.result,
            row.report.language,
        )
        for key in (row.activity_id, row.activity.continues_id):
            if key is not None:
                told_by_activity.setdefault(key, []).append(told)
    return told_by_activity


OUTCOMES = Outcomes(values_of=values_of, reports_of=reports_of, told_of=told_of)
