"""The report of an area: narrative, rating, and a value for each indicator of its plan."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.forms import CountedRows, MaxWords, PortalFormMixin
from reporting.models import AreaReport

LIMITS = {
    "highlights": 400,
    "effectiveness": 400,
    "impact": 300,
    "lessons": 300,
    "future": 300,
}


class AreaReportForm(PortalFormMixin, forms.ModelForm):
    """What the lead writes; what partners reported is shown, not typed (B7-5, B7-6)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = AreaReport
        fields = [
            "language",
            "highlights",
            "effectiveness",
            "rating",
            "impact",
            "lessons",
            "future",
        ]
        widgets = {name: forms.Textarea({"rows": 6}) for name in LIMITS} | {
            "rating": forms.RadioSelect
        }
        labels = {
            "highlights": _("Highlights of the period"),
            "effectiveness": _("How effective the work was"),
            "rating": _("Progress towards the objectives of the plan"),
            "impact": _("Impact on the overall goal"),
            "lessons": _("Lessons learned"),
            "future": _("Future work"),
        }
        help_texts = {
            "effectiveness": _(
                "Needed before you submit: what worked, what did not, and why."
            ),
            "rating": _("Needed before you submit."),
            "impact": _(
                "What changed for people and the environment, as far as it can be said."
            ),
            "language": _(
                "The language you write in. Your words are shown as you wrote them."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["language"]).choices = settings.LANGUAGES
        cast("forms.ChoiceField", self.fields["rating"]).choices = AreaReport.Rating.choices
        for name, limit in LIMITS.items():
            self.fields[name].validators.append(MaxWords(limit))
            self.fields[name].widget.attrs["data-max-words"] = limit


class IndicatorValueForm(PortalFormMixin, forms.Form):
    """What one indicator reached; left empty it is printed as not reported (B7-7)."""

    indicator = forms.IntegerField(widget=forms.HiddenInput)
    actual = forms.CharField(label=_("Value reached"), max_length=120, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


IndicatorValueRows = formset_factory(IndicatorValueForm, CountedRows, extra=0, max_num=200)
