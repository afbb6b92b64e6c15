"""What somebody chose and what is to be done with it, and the number once more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.website.models import Bulk
from gmp_portal.website.models.bulks import OF_PARTNERS


class BulkForm(PortalFormMixin, forms.Form):
    """What is done, and with which letters: those that are ticked, or all of the filter."""

    act = forms.ChoiceField(
        choices=[each for each in Bulk.Act.choices if each[0] not in OF_PARTNERS]
    )
    letter = forms.TypedMultipleChoiceField(coerce=int, required=False)
    every = forms.BooleanField(required=False)
    asked = forms.CharField(required=False, max_length=1000)

    def __init__(self, data: Any, *, known: Any) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["letter"].choices = [(pk, pk) for pk in known]


class PartnerBulkForm(PortalFormMixin, forms.Form):
    """What is done, and with which partners: those that are ticked, or all of a list."""

    act = forms.ChoiceField(
        choices=[each for each in Bulk.Act.choices if each[0] in OF_PARTNERS]
    )
    every = forms.BooleanField(required=False)
    source = forms.CharField(required=False, max_length=60)
    asked = forms.CharField(required=False, max_length=1000)


class BulkReleaseForm(PortalFormMixin, forms.Form):
    """Which list was seen, and its number where it is long (R-53)."""

    mark_optional = False

    seen = forms.CharField(widget=forms.HiddenInput(), max_length=64, required=False)
    number = forms.IntegerField(
        label=_("Number of letters"),
        required=False,
        min_value=1,
        help_text=_(
            "Type the number that stands above, so that no list is released unseen."
        ),
    )

    def __init__(self, *args: Any, of_partners: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of_partners:
            self.fields["number"].label = _("Number of partners")

    def ask(self, *, must_type: bool) -> None:
        """Let the number be typed where the list is long, and not shown where it is short."""
        if not must_type:
            self.fields["number"].widget = forms.HiddenInput()
