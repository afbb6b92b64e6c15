"""A partner's progress report: texts, activities and contributions (A1-6a-iii)."""

from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from areas.models import Activity
from gmp_portal.reference.choices import Priority
from gmp_portal.reference.currencies import CURRENCIES
from gmp_portal.ui import languages
from gmp_portal.ui.amounts import AmountField
from gmp_portal.ui.drafts import CEILING, AtMost
from gmp_portal.ui.forms import LongChoice, PortalFormMixin
from gmp_portal.ui.rows import Rows
from reporting.models import Contribution, ProgressReport, ReportedActivity
from reporting.reading import lengths

# Together they stay below the number of fields that one request may carry.
ACTIVITIES, CONTRIBUTIONS = 20, 12


class ProgressForm(PortalFormMixin, forms.ModelForm):
    """What concerns the report as a whole; a draft may still lack all of it."""

    class Meta:
        model = ProgressReport
        fields = ["language", "is_nothing", "nothing_reason", "lessons", "needs"]
        widgets = {
            "nothing_reason": forms.Textarea({"rows": 3}),
            "lessons": forms.Textarea({"rows": 4}),
            "needs": forms.Textarea({"rows": 3}),
        }
        labels = {
            "is_nothing": _("We have nothing to report for this period"),
            "nothing_reason": _("Why there is nothing to report"),
        } | {name: limit.label for name, limit in lengths.PROGRESS.items()}
        help_texts = {
            "is_nothing": _("A report that says so, and why, counts as a report."),
            "language": _(
                "The language you write in. Your words are shown as you wrote them."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["language"]).choices = languages.of_content()
        for name in ("lessons", "needs", "nothing_reason"):
            self.fields[name].validators.append(AtMost(CEILING))
        for name, limit in lengths.PROGRESS.items():
            # A draft may be longer: the counter warns, and only handing in is refused.
            self.fields[name].widget.attrs["data-max-words"] = limit.words


class ActivityForm(PortalFormMixin, forms.Form):
    """One thing that was done, tagged with at least one priority of paragraph 19."""

    activity = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What was done"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Say in a few words what was done.")},
    )
    state = forms.ChoiceField(
        label=_("How far it is"),
        choices=ReportedActivity.State.choices,
        widget=forms.RadioSelect,
        initial=ReportedActivity.State.UNDER_WAY,
        error_messages={"required": _("Say how far the activity is.")},
    )
    result = forms.CharField(
        label=_("Result in this period"),
        widget=forms.Textarea({"rows": 4, "data-max-words": lengths.RESULT}),
        validators=[AtMost(CEILING)],
        error_messages={"required": _("Say what came of it in this period.")},
    )
    priorities = forms.MultipleChoiceField(
        label=_("Priorities it serves"),
        choices=Priority.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least one of the seven priorities, paragraph 19 (a) to (g)."),
        error_messages={"required": _("Choose at least one priority.")},
    )
    focus = forms.ChoiceField(
        label=_("Focus"),
        choices=Activity.Focus.choices,
        initial=Activity.Focus.CONVENTION,
        error_messages={"required": _("Say what the activity is mostly about.")},
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"),
        required=False,
        widget=LongChoice,
        help_text=_("Where the work took place. Open the list and tick each of them."),
    )
    builds_capacity = forms.BooleanField(
        label=_("Builds capacity in developing countries or economies in transition"),
        required=False,
    )
    indicator = forms.ChoiceField(
        label=_("Indicator of the area's plan"),
        choices=[("", _("Not chosen"))],
        required=False,
    )
    # An indicator may fall below zero; money may not.
    indicator_value = AmountField(label=_("Value reached"), required=False, min_value=None)
    evidence_url = forms.URLField(
        label=_("Where to read more"), required=False, assume_scheme="https"
    )

    def __init__(
        self,
        *args: Any,
        countries: list[tuple[str, str]] = [],  # noqa: B006 never changed
        indicators: list[tuple[str, str]] = [],  # noqa: B006
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["countries"]).choices = countries
        cast("forms.ChoiceField", self.fields["indicator"]).choices = [
            ("", _("Not chosen")),
            *indicators,
        ]

    def clean_title(self) -> str:
        """The field has two lines so that all of it is seen; the title has one."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("indicator_value") is not None and not values.get("indicator"):
            self.add_error(
                "indicator", _("Choose the indicator to which the value belongs.")
            )
        return values


class ContributionForm(PortalFormMixin, forms.Form):
    """Money or work given, each sum in its own currency."""

    when_needed = {
        "amount": _("Needed for funds."),
        "currency": _("Needed with an amount."),
    }

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Contribution.Kind.choices,
        widget=forms.RadioSelect,
        initial=Contribution.Kind.IN_KIND,
        error_messages={"required": _("Say whether you gave funds or work.")},
    )
    description = forms.CharField(
        label=_("What was given"),
        max_length=300,
        error_messages={"required": _("Say what was given.")},
    )
    amount = AmountField(label=_("Amount"), required=False)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[("", _("Not chosen")), *CURRENCIES], required=False
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        amount = values.get("amount")
        if amount is not None and not values.get("currency"):
            self.add_error("currency", _("Choose the currency of the amount."))
        if amount is None and values.get("kind") == Contribution.Kind.FUNDS:
            self.add_error("amount", _("Give the amount of the funds."))
        if amount is None and "currency" in values:
            values["currency"] = ""
        return values


class DraftRows(Rows):
    """Rows of a draft, which are not all complete yet: they are in order if their number is."""

    def is_valid(self) -> bool:
        return self.is_bound and not self.non_form_errors()


class ActivityRowsBase(DraftRows):
    label = _("Activities")
    key_name = "activity"


class ContributionRowsBase(DraftRows):
    label = _("Contributions")


# Of too many rows none is lost: they are shown again until some are taken out.
ActivityRows = formset_factory(
    ActivityForm,
    ActivityRowsBase,
    extra=0,
    can_delete=True,
    can_order=True,
    max_num=ACTIVITIES,
    absolute_max=2 * ACTIVITIES,
    validate_max=True,
)
ContributionRows = formset_factory(
    ContributionForm,
    ContributionRowsBase,
    extra=0,
    can_delete=True,
    max_num=CONTRIBUTIONS,
    absolute_max=2 * CONTRIBUTIONS,
    validate_max=True,
)
