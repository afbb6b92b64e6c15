"""Opening a reporting cycle with free dates (B7-2)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.workflow import unmet


class CycleForm(PortalFormMixin, forms.Form):
    """The period asked about and the days on which reports are due."""

    sections = [
        (_("Period"), ["name", "first_day", "last_day"]),
        (_("Due dates"), ["progress_due_on", "area_due_on"]),
    ]

    name = forms.CharField(
        label=_("Name of the cycle"),
        max_length=120,
        help_text=_("As people will read it, for example “2026–2027”."),
        error_messages={"required": _("Give the cycle a name.")},
    )
    first_day = forms.DateField(
        label=_("First day of the period"),
        widget=DateInput,
        error_messages={"required": _("Say on which day the period begins.")},
    )
    last_day = forms.DateField(
        label=_("Last day of the period"),
        widget=DateInput,
        error_messages={"required": _("Say on which day the period ends.")},
    )
    progress_due_on = forms.DateField(
        label=_("Progress reports of partners are due on"),
        widget=DateInput,
        error_messages={"required": _("Say when partners report.")},
    )
    area_due_on = forms.DateField(
        label=_("Area reports are due on"),
        widget=DateInput,
        error_messages={"required": _("Say when areas report.")},
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        self._in_order(
            "first_day",
            "last_day",
            _("The last day of the period lies before its first day."),
        )
        self._in_order(
            "first_day",
            "progress_due_on",
            _("Nobody can report before the period has begun."),
        )
        self._in_order(
            "progress_due_on",
            "area_due_on",
            _("Area reports build on progress reports and cannot be due before them."),
        )
        return values

    def _in_order(self, earlier: str, later: str, message: Any) -> None:
        first: date | None = self.cleaned_data.get(earlier)
        second: date | None = self.cleaned_data.get(later)
        if first and second and second < first:
            self.add_error(later, unmet(message, "B7-2"))
