"""Filters of the register; every combination is an address of its own."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gmp_portal.reference.models import Country
from gmp_portal.ui.filters import FilterForm, refuse_future
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from partners.models import Kind, Partner, Region
from partners.reading import interests

ANY = ("", _("All"))
# Of partners for which no region is on record.
NOT_STATED = "none"
STATUSES = [
    ("", _("Current partners")),
    ("inactive", _("Inactive")),
    ("withdrawn", _("Former partners")),
    ("all", _("All, also former ones")),
]
SORTS = {"name": "skeleton", "-name": "-skeleton", "since": "since", "-since": "-since"}


class RegisterFilter(FilterForm):
    """What the register shows; what is not understood is named beside the heading."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    region = forms.ChoiceField(
        label=_("Region"),
        choices=[ANY, *Region.choices, (NOT_STATED, _("Not stated"))],
        required=False,
    )
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.none(),
        required=False,
        empty_label=_("All"),
    )
    area = forms.ChoiceField(label=_("Area"), choices=[ANY], required=False)
    since = forms.IntegerField(
        label=_("Partner since (year)"), required=False, min_value=2005, max_value=2200
    )
    status = forms.ChoiceField(label=_("Standing"), choices=STATUSES, required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[(name, name) for name in SORTS],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Partner.objects.exclude(country=None).values("country")
        countries = Country.objects.filter(pk__in=here).by_name()
        self.fields["country"].queryset = countries  # type: ignore[attr-defined]
        areas = [(area.slug, area.name) for area in interests.choices()]
        self.fields["area"].choices = [ANY, *areas]  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area"]

    @property
    def order(self) -> str:
        return str(self.applied.get("sort", "name"))

    @property
    def ordering(self) -> tuple[str, ...]:
        return (SORTS[self.order], "skeleton", "pk")

    def apply(
        self, partners: "QuerySet[Partner]", *, without: str = ""
    ) -> "QuerySet[Partner]":
        """The partners that fit; ``without`` leaves one filter out, to count its choices."""
        asked = self.applied
        for name, value in asked.items():
            if name not in ("sort", "status", without):
                partners = partners.filter(_condition(name, value))
        return partners.filter(_standing(asked.get("status", "")))


def _condition(name: str, value: Any) -> Q:
    if name == "q":
        return Q(pk__in=Partner.objects.known_as(value).values("pk"))
    if name == "area":
        return interests.partners_in(value)
    if name == "since":
        return Q(since__year=value) | Q(since=None, on_record_by=value)
    if name == "region" and value == NOT_STATED:
        return Q(unep_region="")
    return Q(**{{"region": "unep_region"}.get(name, name): value})


def _standing(status: str) -> Q:
    if status == "all":
        return Q()
    return Q(status=status or Partner.Status.CONFIRMED)


class MembershipCheck(PortalFormMixin, forms.Form):
    """The question whether somebody was a partner on a day."""

    mark_optional = False

    on = forms.DateField(
        label=_("Was it a partner on this day?"),
        widget=DateInput,
        validators=[refuse_future],
    )
