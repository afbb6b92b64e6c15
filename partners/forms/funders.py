"""Funders that are no partners: what is entered of them, and the filters of their list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.reference.models import Country
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.forms import PortalFormMixin
from partners.forms.named_partners import NamedPartnerField
from partners.models import Funder, Partner

ANY = ("", _("All"))


class FunderFilter(FilterForm):
    """Which funders the list shows."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[ANY, *Funder.Kind.choices], required=False
    )
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.none(),
        required=False,
        empty_label=_("All"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Funder.objects.exclude(country=None).order_by().values("country")
        field: Any = self.fields["country"]
        field.queryset = Country.objects.filter(pk__in=here).by_name()

    def apply(self, rows: Any) -> Any:
        """The funders that fit."""
        asked = self.applied
        rows = rows.known_as(asked["q"]) if "q" in asked else rows
        return rows.filter(
            **{name: asked[name] for name in ("kind", "country") if name in asked}
        )


class FunderForm(PortalFormMixin, forms.Form):
    """What is known of a funder."""

    name = forms.CharField(label=_("Name"), max_length=250)
    other_names = forms.CharField(
        label=_("Other names"),
        help_text=_("In other languages, and short ones: one on each line."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Funder.Kind.choices)
    country = forms.ModelChoiceField(
        label=_("Country"), queryset=Country.objects.none(), required=False
    )
    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("The secretariat alone reads it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    partner = NamedPartnerField(
        label=_("The partner that it is now"),
        help_text=_("Only if it has become a partner since: its name in the register."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["country"].queryset = Country.objects.by_name()
        # The partner that it is stays so, also once it has left or is inactive.
        known = self.initial.get("partner")
        now = Partner.objects.filter(pk=known.pk if known else 0)
        fields["partner"].queryset = Partner.objects.confirmed() | now

    @staticmethod
    def stored(funder: Funder) -> dict[str, Any]:
        """What is on record today."""
        names = ("name", "other_names", "kind", "country", "website", "note", "partner")
        return {name: getattr(funder, name) for name in names}
