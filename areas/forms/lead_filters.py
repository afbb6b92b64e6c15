"""Filters of the public register of who led the areas."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import LeadTerm, PartnershipArea
from gmp_portal.ui.filters import FilterForm, refuse_future
from gmp_portal.ui.forms import DateInput


class LeadFilter(FilterForm):
    """Whose terms to list: those of an area, and those that ran on a day."""

    on = forms.DateField(
        label=_("Led on this day"),
        widget=DateInput,
        required=False,
        validators=[refuse_future],
    )
    area = forms.ModelChoiceField(
        PartnershipArea.objects.none(),
        label=_("Area"),
        to_field_name="slug",
        required=False,
        empty_label=_("All areas"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = PartnershipArea.objects.visible_to(AnonymousUser())
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]

    def apply(self, terms: "QuerySet[LeadTerm]") -> "QuerySet[LeadTerm]":
        columns = {"area": "area", "on": "period__contains"}
        asked = self.applied
        return terms.filter(
            **{column: asked[name] for name, column in columns.items() if name in asked}
        )
