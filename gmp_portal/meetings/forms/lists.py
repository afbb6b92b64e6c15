"""Filters of the lists."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models import (
    Body,
    DecisionText,
)
from gmp_portal.ui.filters import FilterForm


class BodyFilter(FilterForm):
    """A list that can be narrowed to one body; those that are not public are not named."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Body"),
        to_field_name="slug",
        required=False,
        empty_label=_("All bodies"),
    )

    def offer_bodies(self, bodies: QuerySet[Body]) -> None:
        public = bodies.exclude(pk__in=body_rules.not_public())
        self.fields["body"].queryset = public  # type: ignore[attr-defined]


class MeetingFilter(BodyFilter):
    """Which meetings to list."""

    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, empty_value=None, required=False
    )
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("Any time")), ("coming", _("Coming")), ("past", _("Past"))],
    )

    def __init__(self, *args: Any, years: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_bodies(Body.objects.all())
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All years")),
            *((year, str(year)) for year in years),
        ]

    @classmethod
    def for_list(cls, data: QueryDict, visible: Any) -> Self:
        """Offer the years in which a meeting of the list took place."""
        begun = visible.filter(starts_on__isnull=False)
        days = begun.dates("starts_on", "year", order="DESC")
        return cls(data, years=[day.year for day in days])

    def apply(self, meetings: Any) -> Any:
        data = self.applied
        if data.get("body"):
            meetings = meetings.filter(body=data["body"])
        if data.get("year"):
            meetings = meetings.filter(starts_on__year=data["year"])
        today = dates.day_there("zone")
        if data.get("when") == "coming":
            meetings = meetings.filter(ends_on__gte=today)
        if data.get("when") == "past":
            meetings = meetings.filter(Q(ends_on__lt=today) | Q(ends_on__isnull=True))
        return meetings


class DecisionFilter(BodyFilter):
    """Which decisions to list."""

    q = forms.CharField(
        label=_("Words in title, text or symbol"), max_length=100, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_bodies(Body.objects.exclude(kind=Body.Kind.EVENT))
        self.order_fields(["q", "body"])

    def apply(self, decisions: Any) -> Any:
        data = self.applied
        if data.get("body"):
            decisions = decisions.filter(body=data["body"])
        if words := data.get("q"):
            holding = DecisionText.objects.filter(text__icontains=words).values("decision")
            decisions = decisions.filter(
                Q(title__icontains=words) | Q(symbol__icontains=words) | Q(pk__in=holding)
            )
        return decisions
