"""Between a partner's draft and its forms: what is shown first, typed, and kept of it."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from areas.models import Indicator, PlanVersion
from gmp_portal.reference.models import Country
from gmp_portal.ui.forms import with_one_more
from reporting.actions.progress import Typed
from reporting.forms.progress import ActivityRows, ContributionRows, ProgressForm
from reporting.models import ProgressReport, ReportedActivity

TEXTS = ("language", "is_nothing", "nothing_reason", "lessons", "needs")


@dataclass
class ProgressDraft:
    """The three forms of one progress report."""

    form: ProgressForm
    activities: Any
    contributions: Any

    @property
    def all(self) -> list[Any]:
        return [self.form, self.activities, self.contributions]

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


def first_shown(report: ProgressReport) -> ProgressDraft:
    """The forms with what is stored, and the unfinished rows as they were typed."""
    rows = report.reported_activities.select_related("activity")
    rows = rows.prefetch_related("activity__countries")
    activities = [*map(_activity, rows), *report.unfinished.get("activities", [])]
    gifts = report.contributions.values("kind", "description", "amount", "currency")
    contributions = [*gifts, *report.unfinished.get("contributions", [])]
    return ProgressDraft(
        ProgressForm(instance=report),
        ActivityRows(initial=activities, prefix="activities", form_kwargs=choices(report)),
        ContributionRows(initial=contributions, prefix="contributions"),
    )


def posted(report: ProgressReport, data: QueryDict) -> ProgressDraft:
    """The forms with what somebody sent."""
    return ProgressDraft(
        ProgressForm(data, instance=report),
        ActivityRows(data, prefix="activities", form_kwargs=choices(report)),
        ContributionRows(data, prefix="contributions"),
    )


def with_row(report: ProgressReport, data: QueryDict) -> ProgressDraft:
    """The forms as typed and one row more: "Add" was pressed without scripts."""
    forms = posted(report, data)
    if data.get("add_row") == "contributions":
        forms.contributions = with_one_more(ContributionRows, data, prefix="contributions")
    else:
        forms.activities = with_one_more(
            ActivityRows, data, prefix="activities", form_kwargs=choices(report)
        )
    return forms


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
