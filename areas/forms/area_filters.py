"""The choice of an area, as every public list of this app offers it."""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea
from gmp_portal.ui.filters import FilterForm

Row = TypeVar("Row", bound=Model)


class AreaFilter(FilterForm):
    """Which area a list is about: one of those that everybody sees."""

    columns: ClassVar[dict[str, str]] = {"area": "area"}
    """By which column of the rows each field filters."""

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

    def apply(self, rows: "QuerySet[Row]") -> "QuerySet[Row]":
        asked = self.applied
        wanted = {col: asked[name] for name, col in self.columns.items() if name in asked}
        return rows.filter(**wanted)
