"""Filters of the public register of business plans."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea, PlanVersion
from areas.models.plans import LANGUAGES
from gmp_portal.ui.filters import FilterForm

Status = PlanVersion.Status
STATES = [
    ("", _("All")),
    (Status.PUBLISHED.value, _("In force")),
    (Status.SUPERSEDED.value, _("Earlier versions")),
]


class PlanFilter(FilterForm):
    """Which plans to list."""

    area = forms.ModelChoiceField(
        PartnershipArea.objects.none(),
        label=_("Area"),
        to_field_name="slug",
        required=False,
        empty_label=_("All areas"),
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("All languages")), *LANGUAGES],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = PartnershipArea.objects.visible_to(AnonymousUser())
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]

    def apply(self, plans: "QuerySet[PlanVersion]") -> "QuerySet[PlanVersion]":
        columns = {"area": "area", "state": "status", "language": "language"}
        asked = self.applied
        return plans.filter(
            **{column: asked[name] for name, column in columns.items() if name in asked}
        )
