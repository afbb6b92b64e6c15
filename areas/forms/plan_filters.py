"""Filters of the public register of business plans."""

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.forms.area_filters import AreaFilter
from areas.models import PlanVersion
from areas.models.plans import LANGUAGES

Status = PlanVersion.Status
STATES = [
    ("", _("All")),
    (Status.PUBLISHED.value, _("In force")),
    (Status.SUPERSEDED.value, _("Earlier versions")),
]


class PlanFilter(AreaFilter):
    """Which plans to list."""

    columns = {"area": "area", "state": "status", "language": "language"}

    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("All languages")), *LANGUAGES],
        required=False,
    )
