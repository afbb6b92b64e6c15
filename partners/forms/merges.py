"""Which two entries of the register are compared, and why they are the same, or are not."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.ui.forms import PortalFormMixin, ReasonForm
from gmp_portal.workflow import unmet
from partners.forms.named_partners import NamedPartnerField
from partners.models import Partner


class CompareForm(PortalFormMixin, forms.Form):
    """Two entries that the list of likely duplicates does not show together."""

    kept = NamedPartnerField(label=gettext_lazy("Entry that stays"))
    gone = NamedPartnerField(label=gettext_lazy("Entry that is merged into it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        listed = Partner.objects.exclude(status=Partner.Status.APPLICANT)
        fields["kept"].queryset = fields["gone"].queryset = listed

    def clean_gone(self) -> Partner:
        """Say it here: the page of the two would not be there."""
        gone: Partner = self.cleaned_data["gone"]
        if gone == self.cleaned_data.get("kept"):
            raise unmet(_("An entry is not merged with itself: choose two."), "R-55")
        return gone


def merge_form(data: Any) -> ReasonForm:
    return ReasonForm(
        data,
        label=_("Why the two are the same organization"),
        hint=_("The reason stands in the history of both entries."),
        missing=_("Say why the two are the same organization."),
    )


def tell_apart_form(data: Any) -> ReasonForm:
    return ReasonForm(
        data,
        label=_("Why the two are not the same"),
        hint=_("The two are not shown in the list of likely duplicates any more."),
        missing=_("Say why the two are not the same."),
    )
