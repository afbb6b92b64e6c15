"""Between the draft of an area's report and its forms: what is shown, and what is kept of it."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from areas.models import Indicator
from reporting.forms.area_reports import AreaReportForm, IndicatorValueRows
from reporting.models import AreaReport

TEXTS = (
    "language",
    "highlights",
    "effectiveness",
    "rating",
    "impact",
    "lessons",
    "future",
)


@dataclass
class AreaReportDraft:
    """The two forms of an area report: its texts and a value for each indicator."""

    form: AreaReportForm
    values: Any

    @property
    def all(self) -> list[Any]:
        return [self.form, self.values]

    @property
    def text(self) -> dict[str, Any]:
        return {name: self.form.cleaned_data[name] for name in TEXTS}

    @property
    def actuals(self) -> dict[int, dict[str, str]]:
        known = self.values.indicators
        rows = [
            row for row in self.values.cleaned_data if str(row.get("indicator")) in known
        ]
        return {
            row["indicator"]: {"actual": row["actual"], "note": row["note"]} for row in rows
        }


def of(report: AreaReport, data: QueryDict | None = None) -> AreaReportDraft:
    """The forms of an area report, as stored or as somebody sent them."""
    indicators = (
        list(Indicator.objects.filter(plan=report.plan_id)) if report.plan_id else []
    )
    rows: Any = IndicatorValueRows
    return AreaReportDraft(
        AreaReportForm(data, instance=report),
        rows(
            data,
            initial=_stored(report, indicators) if data is None else None,
            prefix="indicators",
            indicators=indicators,
        ),
    )


def _stored(report: AreaReport, indicators: list[Indicator]) -> list[dict[str, Any]]:
    stored = {row.indicator_id: row for row in report.indicator_values.all()}
    return [
        {
            "indicator": indicator.pk,
            "actual": stored[indicator.pk].actual if indicator.pk in stored else "",
            "note": stored[indicator.pk].note if indicator.pk in stored else "",
        }
        for indicator in indicators
    ]
