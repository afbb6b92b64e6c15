"""The report of an area: narrative, rating, and a value for each indicator of its plan."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from areas.models import Indicator
from gmp_portal.ui import languages
from gmp_portal.ui.drafts import CEILING, AtMost
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.ui.rows import CountedRows
from reporting.models import AreaReport
from reporting.reading import lengths


class AreaReportForm(PortalFormMixin, forms.ModelForm):
    """What the lead writes; what partners reported is shown, not typed (B7-5, B7-6)."""

    when_needed = {
        "effectiveness": _("Needed before you submit."),
        "rating": _("Needed before you submit."),
    }

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
        widgets = {name: forms.Textarea({"rows": 6}) for name in lengths.AREA} | {
            "rating": forms.RadioSelect
        }
        labels = {name: limit.label for name, limit in lengths.AREA.items()} | {
            "rating": _("Progress towards the objectives of the plan")
        }
        help_texts = {
            "effectiveness": _("What worked, what did not, and why."),
            "impact": _(
                "What changed for people and the environment, as far as it can be said."
            ),
            "language": _(
                "The language you write in. Your words are shown as you wrote them."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["language"]).choices = languages.of_content()
        cast("forms.ChoiceField", self.fields["rating"]).choices = AreaReport.Rating.choices
        for name, limit in lengths.AREA.items():
            # A draft may be longer: the counter warns, and only handing in is refused.
            self.fields[name].widget.attrs["data-max-words"] = limit.words
            self.fields[name].validators.append(AtMost(CEILING))


class IndicatorValueForm(PortalFormMixin, forms.Form):
    """What one indicator reached; left empty it is printed as not reported (B7-7)."""

    indicator = forms.IntegerField(widget=forms.HiddenInput)
    actual = forms.CharField(label=_("Value reached"), max_length=120, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("note") and not values.get("actual", "").strip():
            self.add_error("actual", _("Say what was reached: the note belongs to it."))
        return values


class IndicatorRows(CountedRows):
    """One row for each indicator of the plan, known by its name."""

    label = _("Indicators of the plan")

    def __init__(
        self, *args: Any, indicators: Sequence[Indicator] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = {str(indicator.pk): indicator for indicator in indicators}

    def row_name(self, row: Mapping[str, list[str]]) -> str:
        indicator = self.indicators.get("".join(row.get("indicator", [])))
        return indicator.name if indicator else ""

    @property
    def named(self) -> list[tuple[Indicator, Any]]:
        """Each indicator with the form for its value, wherever it stands."""
        asked = [(str(form["indicator"].value()), form) for form in self.forms]
        return [
            (self.indicators[key], form) for key, form in asked if key in self.indicators
        ]


IndicatorValueRows = formset_factory(
    IndicatorValueForm, IndicatorRows, extra=0, max_num=200, absolute_max=200
)
