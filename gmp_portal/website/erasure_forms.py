"""Whose data shall be removed, and how the person asked for it (R-64)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models.erasures import CameBy
from gmp_portal.ui.forms import DateInput
from gmp_portal.website.actions import erasures
from gmp_portal.website.impersonation_forms import PersonForm


class ErasureRecordForm(PersonForm):
    """A person by the e-mail address, and how, when and why he or she asked."""

    came_by = forms.ChoiceField(
        label=_("How did the person ask?"),
        choices=CameBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how the person asked.")},
    )
    asked_on = forms.DateField(
        label=_("Day on which the person asked"),
        widget=DateInput,
        error_messages={"required": _("Enter the day on which the person asked.")},
    )
    reason = forms.CharField(
        label=_("Where it was asked, and why"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Where the letter or the mail is kept, so that others find it. It is kept in the "
            "ledger: name no person."
        ),
        error_messages={"required": _("Say where it was asked, and why.")},
    )

    def clean_asked_on(self) -> object:
        """No day that is still to come."""
        day = self.cleaned_data["asked_on"]
        erasures.refuse_day(day)
        return day
