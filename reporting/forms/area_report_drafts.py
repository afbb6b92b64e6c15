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
    indicators: list[Indicator]

    @property
    def all(self) -> list[Any]:
        return [self.form, self.values]

    @property
    def rows(self) -> list[tuple[Indicator, Any]]:
        """Each indicator with the form for its value."""
        return list(zip(self.indicators, self.values.forms, strict=False))

    @property
    def can_be_kept(self) -> bool:
        return self.form.is_valid() and self.values.is_valid()

    @property
    def text(self) -> dict[str, Any]:
        return {name: self.form.cleaned_data[name] for name in TEXTS}

    @property
    def actuals(self) -> dict[int, dict[str, str]]:
        known = {indicator.pk for indicator in self.indicators}
        rows = [row for row in self.values.cleaned_data if row.get("indicator") in known]
        return {
            row["indicator"]: {"actual": row["actual"], "note": row["note"]} for row in rows
        }


def of(report: AreaReport, data: QueryDict | None = None) -> AreaReportDraft:
    """The forms of an area report, as stored or as somebody sent them."""
    indicators = (
        list(Indicator.objects.filter(plan=report.plan_id)) if report.plan_id else []
    )
    stored = {row.indicator_id: row for row in report.indicator_values.all()}
    initial = [
        {
            "indicator": indicator.pk,
            "actual": stored[indicator.pk].actual if indicator.pk in stored else "",
            "note": stored[indicator.pk].note if indicator.pk in stored else "",
        }
        for indicator in indicators
    ]
    return AreaReportDraft(
        AreaReportForm(data, instance=report, initial={"version": report.version}),
        IndicatorValueRows(data, initial=initial, prefix="indicators"),
        indicators,
    )
