"""What is noted of a milestone of the plan in force (R-68)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.ui.forms import DateInput, PortalFormMixin


class ReachForm(PortalFormMixin, forms.Form):
    """A milestone is reached."""

    on = forms.DateField(label=_("Reached on"), widget=DateInput, initial=dates.today)
    words = forms.CharField(
        label=_("Note"),
        help_text=_("In a sentence or two: what is there now."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    evidence_url = forms.URLField(
        label=_("Where to read more"), required=False, assume_scheme="https"
    )


class MoveForm(PortalFormMixin, forms.Form):
    """A milestone is due on another day."""

    to = forms.DateField(label=_("New day"), widget=DateInput)
    words = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Give a reason.")},
    )
