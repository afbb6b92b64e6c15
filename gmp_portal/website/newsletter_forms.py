"""What people type to get the newsletter of the Partnership, or of an area (R-62)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.forms import PortalFormMixin

WHOLE = _("The whole Partnership")


def _areas() -> Any:
    return PartnershipArea.objects.order_by("established_year", "slug")


class NewsletterFilter(FilterForm):
    """Of which area the newsletters are listed."""

    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=PartnershipArea.objects.none(),
        to_field_name="slug",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].queryset = _areas()
        fields["area"].empty_label = _("All newsletters")


class SubscribeForm(PortalFormMixin, forms.Form):
    """An address, and which newsletter goes to it."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    area = forms.ModelChoiceField(
        label=_("Newsletter of"),
        queryset=PartnershipArea.objects.none(),
        to_field_name="slug",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].queryset = _areas()
        fields["area"].empty_label = WHOLE


class NewsletterChoiceForm(PortalFormMixin, forms.Form):
    """Which newsletters somebody with an account gets."""

    # Nothing chosen is a choice, too; a form that nobody saw chooses nothing.
    seen = forms.BooleanField(initial=True, widget=forms.HiddenInput())
    of_all = forms.BooleanField(label=WHOLE, required=False)
    areas = forms.ModelMultipleChoiceField(
        label=_("Areas"),
        queryset=PartnershipArea.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["areas"].queryset = _areas()

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("areas", "of_all")}
