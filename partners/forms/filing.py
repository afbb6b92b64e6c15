"""A letter that came on paper or by e-mail, entered by the secretariat for its sender (R-57)."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.reference.models import Country
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.workflow import unmet
from partners.actions import letter_filing
from partners.forms.letters import SIGNED_FILE_NOT_PUBLIC
from partners.models import LetterOfIntent
from partners.models.letter_states import CameBy
from partners.reading import interests

TWICE = _("Enter it a second time from the letter, without copying it.")
NOT_STATED = _(
    "A letter that does not state this is not complete: ask the sender for another one first."
)
NOT_IN_LETTER = _("Tick it only if the letter says so.")


class LetterFilingForm(PortalFormMixin, forms.ModelForm):
    """What the letter says; name and country are read twice, so that no slip goes through."""

    came_by = forms.ChoiceField(
        label=_("How did the letter come?"),
        choices=CameBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how the letter came.")},
    )
    came_on = forms.DateField(
        label=_("Day on which it came"),
        widget=DateInput,
        error_messages={"required": _("Enter the day on which the letter came.")},
    )
    scan = CheckedFileField(
        "partners.LetterFilingForm.scan",
        SIGNED_FILE_NOT_PUBLIC,
        label=_("The signed letter as it came"),
        error_messages={"required": _("Choose the scan, or the file of the e-mail.")},
    )
    organisation_again = forms.CharField(
        label=_("Official name, once more"), max_length=250, help_text=TWICE
    )
    country_again = forms.ModelChoiceField(
        Country.objects.none(),
        label=_("Country, once more"),
        required=False,
        help_text=TWICE,
    )
    area_slugs = forms.MultipleChoiceField(
        label=_("Areas"), widget=forms.CheckboxSelectMultiple, required=False
    )
    contribution_kinds = forms.MultipleChoiceField(
        label=_("Kinds of contribution"),
        choices=LetterOfIntent.Contribution.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of contribution.")},
    )
    field_order = (
        *("came_by", "came_on", "scan", "language", "kind"),
        *("organisation", "country", "organisation_again", "country_again"),
        *("duplicate_explanation", "contact_name", "contact_title", "contact_email"),
        *("area_slugs", "is_for_all_areas", "supports", "commits_to_goal"),
        *("contribution_kinds", "contribution"),
    )
    REQUIRED: ClassVar = (
        *("kind", "organisation", "contact_name", "contact_email", "contribution"),
    )

    class Meta:
        model = LetterOfIntent
        fields = (
            *("language", "kind", "organisation", "country", "duplicate_explanation"),
            *("contact_name", "contact_title", "contact_email"),
            *("is_for_all_areas", "supports", "commits_to_goal", "contribution"),
        )
        labels = {
            "kind": _("What is the sender?"),
            "organisation": _("Official name"),
            "country": _("Country"),
            "language": _("Language of the letter"),
            "duplicate_explanation": _("Why this is another organization"),
            "contact_name": _("Name of the contact point"),
            "contact_title": _("Function"),
            "contact_email": _("E-mail address"),
            "is_for_all_areas": _("For the whole Partnership, across the areas"),
            "supports": _("The letter states support for the Global Mercury Partnership."),
            "commits_to_goal": _("The letter states the commitment to its overall goal."),
            "contribution": _("The contribution, in the words of the letter"),
        }
        help_texts = {
            "duplicate_explanation": _(
                "Only if somebody with the same name is a partner already. Not public."
            ),
            "contact_email": _(
                "The number goes there, and a code for whoever wants to follow the letter."
            ),
            "supports": NOT_IN_LETTER,
            "commits_to_goal": NOT_IN_LETTER,
            "contribution": _(
                "Without it the letter is not complete: ask the sender first."
            ),
        }
        widgets = {
            "duplicate_explanation": forms.Textarea({"rows": 3}),
            "contribution": forms.Textarea({"rows": 8}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in self.REQUIRED:
            fields[name].required = True
        for name in ("supports", "commits_to_goal"):
            fields[name].required = True
            fields[name].error_messages["required"] = NOT_STATED
        for name in ("country", "country_again"):
            fields[name].queryset = Country.objects.by_name()
        fields["area_slugs"].choices = [
            (area.slug, area.name) for area in interests.choices()
        ]
        for name in ("organisation", "organisation_again"):
            fields[name].widget.attrs["autocomplete"] = "off"

    def clean_came_on(self) -> Any:
        day = self.cleaned_data["came_on"]
        letter_filing.refuse_day(day)
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        names = [values.get(name) for name in ("organisation", "organisation_again")]
        if all(names) and len({characters.line(str(name)) for name in names}) > 1:
            self._say_both(
                "organisation", _("The two names differ: look at the letter once more.")
            )
        if values.get("country") != values.get("country_again"):
            self._say_both(
                "country", _("The two countries differ: look at the letter once more.")
            )
        return values

    def _say_both(self, name: str, sentence: Any) -> None:
        for field in (name, f"{name}_again"):
            self.add_error(field, unmet(sentence, "R-57"))

    def answers(self) -> dict[str, Any]:
        """What is kept of the letter."""
        named = [*(self._meta.fields or ()), "area_slugs", "contribution_kinds"]
        return {name: self.cleaned_data[name] for name in named}
