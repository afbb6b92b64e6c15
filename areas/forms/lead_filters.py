"""Filters of the public register of who led the areas."""

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.forms.area_filters import AreaFilter
from gmp_portal.ui.filters import refuse_future
from gmp_portal.ui.forms import DateInput


class LeadFilter(AreaFilter):
    """Whose terms to list: those of an area, and those that ran on a day."""

    field_order = ("on", "area")
    columns = {"area": "area", "on": "period__contains"}

    on = forms.DateField(
        label=_("Led on this day"),
        widget=DateInput,
        required=False,
        validators=[refuse_future],
    )
