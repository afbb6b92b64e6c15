"""Between a draft and its form: what is shown first, what was typed, what is kept of it."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from areas.models import Indicator, PlanVersion
from gmp_portal.reference.models import Country
from gmp_portal.ui.forms import with_one_more
from reporting.actions.progress import Typed
from reporting.forms.areas import AreaReportForm, IndicatorValueRows
from reporting.forms.progress import ActivityRows, ContributionRows, ProgressForm
from reporting.models import AreaReport, ProgressReport, ReportedActivity

TEXTS = ("language", "is_nothing", "nothing_reason", "lessons", "needs")
AREA_TEXTS = (
    "language",
    "highlights",
    "effectiveness",
    "rating",
    "impact",
    "lessons",
    "future",
)


@dataclass
class ProgressForms:
    """The three forms of one progress report."""

    form: ProgressForm
    activities: Any
    contributions: Any

    @property
    def all(self) -> list[Any]:
        return [self.form, self.activities, self.contributions]

    @property
    def can_be_kept(self) -> bool:
        """The texts are in order; single rows may still be unfinished."""
        managed = self.activities.management_form, self.contributions.management_form
        return self.form.is_valid() and all(form.is_valid() for form in managed)

    @property
    def typed(self) -> Typed:
        return Typed(
            text={name: self.form.cleaned_data[name] for name in TEXTS},
            activities=self.activities.complete(),
            contributions=self.contributions.complete(),
            unfinished={
                "activities": self.activities.unfinished(),
                "contributions": self.contributions.unfinished(),
            },
        )


def first_shown(report: ProgressReport) -> ProgressForms:
    """The forms with what is stored, and the unfinished rows as they were typed."""
    rows = report.reported_activities.select_related("activity")
    rows = rows.prefetch_related("activity__countries")
    activities = [*map(_activity, rows), *report.unfinished.get("activities", [])]
    gifts = report.contributions.values("kind", "description", "amount", "currency")
    contributions = [*gifts, *report.unfinished.get("contributions", [])]
    return ProgressForms(
        ProgressForm(instance=report, initial={"version": report.version}),
        ActivityRows(initial=activities, prefix="activities", form_kwargs=choices(report)),
        ContributionRows(initial=contributions, prefix="contributions"),
    )


def posted(report: ProgressReport, data: QueryDict) -> ProgressForms:
    """The forms with what somebody sent."""
    return ProgressForms(
        ProgressForm(data, instance=report),
        ActivityRows(data, prefix="activities", form_kwargs=choices(report)),
        ContributionRows(data, prefix="contributions"),
    )


def with_row(report: ProgressReport, data: QueryDict) -> ProgressForms:
    """The forms as typed and one row more: "Add" was pressed without scripts."""
    forms = posted(report, data)
    if data.get("add_row") == "contributions":
        forms.contributions = with_one_more(ContributionRows, data, prefix="contributions")
    else:
        forms.activities = with_one_more(
            ActivityRows, data, prefix="activities", form_kwargs=choices(report)
        )
    return forms


def with_version(data: QueryDict, version: int) -> QueryDict:
    """What was sent, with the number of the version that is stored now."""
    changed = data.copy()
    changed["version"] = str(version)
    return changed


def choices(report: ProgressReport) -> dict[str, list[tuple[str, str]]]:
    """Countries in the reader's alphabet, and the indicators of the area's plan in force."""
    plan = PlanVersion.objects.current().filter(area=report.area_id)
    indicators = Indicator.objects.filter(plan__in=plan)
    return {
        "countries": [(row.pk, row.name) for row in Country.objects.by_name()],
        "indicators": [(str(row.pk), row.name) for row in indicators],
    }


def _activity(row: ReportedActivity) -> dict[str, Any]:
    description = row.activity.description
    return {
        "activity": row.activity_id,
        "title": description.title,
        "state": row.state,
        "result": row.result,
        "priorities": list(description.priorities),
        "focus": description.focus,
        "countries": [*description.countries],
        "builds_capacity": description.builds_capacity,
        "indicator": str(row.indicator_id or ""),
        "indicator_value": row.indicator_value,
        "evidence_url": row.evidence_url,
    }


# Area reports ------------------------------------------------------------------------------


@dataclass
class AreaForms:
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
        return {name: self.form.cleaned_data[name] for name in AREA_TEXTS}

    @property
    def actuals(self) -> dict[int, dict[str, str]]:
        known = {indicator.pk for indicator in self.indicators}
        rows = [row for row in self.values.cleaned_data if row.get("indicator") in known]
        return {
            row["indicator"]: {"actual": row["actual"], "note": row["note"]} for row in rows
        }


def area_forms(report: AreaReport, data: MultiValueDict | None = None) -> AreaForms:
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
    return AreaForms(
        AreaReportForm(data, instance=report, initial={"version": report.version}),
        IndicatorValueRows(data, initial=initial, prefix="indicators"),
        indicators,
    )
