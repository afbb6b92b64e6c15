"""What the secretariat enters of a letter from before the portal (R-44)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.workflow import unmet
from partners.forms.letters import FILE_NOT_PUBLIC
from partners.models import PastLetter
from partners.models.choices import FIRST_YEAR, LAST_YEAR

READ_BY_ALL = _("Everybody reads this: name no person.")


class PastLetterFileForm(PortalFormMixin, forms.Form):
    """The signed letter alone, where the rest is known already."""

    file = CheckedFileField(
        "partners.PastLetterForm.file", FILE_NOT_PUBLIC, label=_("The signed letter")
    )


class PastLetterForm(PortalFormMixin, forms.ModelForm):
    """When it was signed, in which language, how that is known, and the letter itself."""

    year = forms.IntegerField(
        label=_("Year of the letter"),
        help_text=_("Only if the day is not known."),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )
    file = CheckedFileField(
        "partners.PastLetterForm.file",
        FILE_NOT_PUBLIC,
        label=_("The signed letter"),
        required=False,
    )
    field_order = ("signed_on", "year", "language", "source", "file", "note")

    class Meta:
        model = PastLetter
        fields = ("signed_on", "year", "language", "source", "note")
        labels = {
            "signed_on": _("Day of the letter"),
            "language": _("Language of the letter"),
            "source": _("How is the letter known?"),
            "note": _("Note"),
        }
        help_texts = {"source": READ_BY_ALL, "note": READ_BY_ALL}
        widgets = {"signed_on": DateInput}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if {"signed_on", "year"} & set(self.errors):
            return values
        if (values["signed_on"] is None) == (values["year"] is None):
            text = _("Enter the day of the letter, or only the year.")
            self.add_error("signed_on", unmet(text, "R-44"))
        if (
            not values.get("source")
            and not values.get("file")
            and "file" not in self.errors
        ):
            text = _("Say how the letter is known, or upload it.")
            self.add_error("source", unmet(text, "R-44"))
        return values
