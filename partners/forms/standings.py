"""What people say about whether a partner stays: the answer, the statement, the day (R-46)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.forms import DateInput, PortalFormMixin, ReasonForm
from gmp_portal.workflow import unmet
from partners.actions import statements
from partners.models import Partner

SILENT, ASKED, OVER, LEFT, QUIET = "silent", "asked", "over", "left", "quiet"
LISTS = {
    SILENT: _("To be asked"),
    ASKED: _("Asked"),
    OVER: _("Did not answer"),
    LEFT: _("Left as they are"),
    QUIET: _("No contribution in this period"),
}


class SilenceFilter(FilterForm):
    """Which list of silent partners to show."""

    show = forms.ChoiceField(choices=[*LISTS.items()], required=False)


OPEN, ACCEPTED = "open", "accepted"
QUALITY_LISTS = {OPEN: _("To be mended"), ACCEPTED: _("Accepted as it is")}


class QualityFilter(FilterForm):
    """Which rows of a check to show: what is open, or what somebody accepted (R-48)."""

    show = forms.ChoiceField(choices=[*QUALITY_LISTS.items()], required=False)


class AskForm(PortalFormMixin, forms.Form):
    """How many partners are asked, typed by whoever has looked at the list."""

    number = forms.IntegerField(
        label=_("How many partners are asked?"),
        help_text=_("Type the number of the partners in the list above."),
        error_messages={"required": _("Type the number of partners.")},
    )

    def __init__(self, *args: Any, expected: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        if number != self.expected:
            raise unmet(
                _("The list has %(expected)d partners: look at it again."),
                "R-11",
                {"expected": self.expected},
            )
        return number


class StayForm(PortalFormMixin, forms.Form):
    """We stay, with a few words for whoever wants to add some."""

    words = forms.CharField(
        label=_("What you do, or plan to do"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


class LeaveAloneForm(ReasonForm):
    """Why something is left as it is, and until when (R-48)."""

    until = forms.DateField(
        label=_("Until"),
        widget=DateInput(),
        help_text=_("Today takes back what was accepted for longer."),
        error_messages={"required": _("Choose a day.")},
    )


class LeaveForm(PortalFormMixin, forms.Form):
    """The statement that a partner leaves, its day, and its own name, typed (R-47)."""

    words = forms.CharField(
        label=_("Your statement"),
        help_text=_("The page of the partner stays, with the dates."),
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Write your statement.")},
    )
    leaves_on = forms.DateField(
        label=_("Leaves on"),
        widget=DateInput(),
        required=False,
        help_text=_("Without a day it leaves on the first day that is possible."),
    )
    name = forms.CharField(
        label=_("Name of the partner, typed to confirm"),
        max_length=250,
        error_messages={"required": _("Type the name of the partner.")},
    )

    def __init__(
        self, *args: Any, partner: Partner, is_on_paper: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner
        if is_on_paper:
            self.fields["words"].label = _("What the statement on paper says")
            self.fields["words"].error_messages["required"] = _("Enter what it says.")

    def clean_leaves_on(self) -> date | None:
        """Say at the day what is wrong with it (R-47)."""
        day: date | None = self.cleaned_data["leaves_on"]
        statements.check_day(day)
        return day

    def clean_name(self) -> str:
        """Say at the name that it is another one (R-47)."""
        name: str = self.cleaned_data["name"]
        statements.check_name(self.partner, name)
        return name
