"""The form that records an election."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisory_group.models import ChairTerm, Seat
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.models import Body, Decision
from gmp_portal.ui.forms import DateInput, PortalFormMixin


def adopted_by_the_group() -> Any:
    """Every decision that the group adopted by consensus, the newest first."""
    return (
        Decision.objects.adopted()
        .filter(body__kind=Body.Kind.ADVISORY_GROUP)
        .select_related("body")
        .newest_first()
    )


class ElectionForm(PortalFormMixin, forms.Form):
    """Whom the group elected, by which decision, from which day (A1-3d-1)."""

    seat = forms.ModelChoiceField(
        Seat.objects.none(),
        label=_("Whom did the group elect?"),
        error_messages={"required": _("Choose whom the group elected.")},
    )
    kind = forms.ChoiceField(
        label=_("Title"),
        choices=ChairTerm.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("The group has one chair or two co-chairs."),
        error_messages={"required": _("Choose the title.")},
    )
    starts_on = forms.DateField(
        label=_("First day of the term"),
        widget=DateInput(),
        help_text=_("The term lasts two years from this day."),
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label=_("Decision by which the group elected"),
        help_text=_("Only decisions that the group has adopted are listed."),
        error_messages={"required": _("Choose the decision of the group.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts_on": today()})
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["seat"].queryset = (
            Seat.objects.current().select_related("person").order_by("person__name")
        )
        fields["decision"].queryset = adopted_by_the_group()
