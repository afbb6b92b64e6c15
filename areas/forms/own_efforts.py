"""Asking partners to keep their own efforts, and moving the day (R-73)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from areas.models import EffortCall, PlanVersion
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.words import by_people, in_brackets
from gmp_portal.workflow import unmet
from partners.models import Partner, Representative

CLAUSE = "R-73"


class DayForm(PortalFormMixin, forms.Form):
    """The day until which a partner keeps its own efforts."""

    due_on = forms.DateField(label=_("Until"), widget=DateInput)

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < today():
            raise unmet(_("This day is over: choose today or a later one."), CLAUSE)
        return day


class AskForm(DayForm):
    """Which partners are asked, until when, and what else they should know."""

    field_order = ("everybody", "partners", "due_on", "message")
    everybody = forms.BooleanField(
        label=_("All partners of the area that are not asked now"), required=False
    )
    partners = forms.ModelMultipleChoiceField(
        Partner.objects.none(),
        label=_("These partners"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": _(
                "One of them was asked meanwhile, or left the area: choose from the list as it is "
                "now."
            ),
        },
    )
    message = forms.CharField(
        label=_("Message"),
        help_text=_("What they should know or look at; it stands in the mail."),
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, plan: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = plan.effort_calls.filter(status=EffortCall.Status.OPEN)
        offered = plan.area.current_partners().exclude(pk__in=asked.values("partner"))
        self.offered = list(offered.select_related("country").order_by("name"))
        spoken_for = set(
            Representative.objects.current()
            .speaking()
            .filter(partner__in=self.offered)
            .values_list("partner", flat=True)
        )
        field: Any = self.fields["partners"]
        field.queryset, field.mark_optional = offered, False
        field.choices = [
            (each.pk, _named(each, is_spoken_for=each.pk in spoken_for))
            for each in self.offered
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.pop("everybody", False):
            data["partners"] = self.offered
        if "partners" not in self.errors and not data.get("partners"):
            said = _("Choose at least one partner of the area.")
            self.add_error("partners", unmet(said, CLAUSE))
        return data


def _named(partner: Partner, *, is_spoken_for: bool) -> str:
    """Its name, and whether a mail would reach nobody."""
    name = by_people(partner.name_on_record)
    if is_spoken_for:
        return name
    return format_html(in_brackets("{}", _("nobody speaks for it here")), name)
