"""Filters of the register; every combination is an address of its own."""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.reference.models import Country
from gmp_portal.ui.filters import FilterForm, refuse_future
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from partners.looks import KINDS
from partners.models import Kind, Partner, Region
from partners.reading import interests

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ANY = ("", _("All"))
# Of partners for which no region is on record.
NOT_STATED = "none"
STATUSES = [
    # Translators: short, for a narrow list of choices
    ("", pgettext_lazy("standing of partners", "Current")),
    ("inactive", _("Inactive")),
    ("withdrawn", pgettext_lazy("standing of partners", "Former")),
    ("all", _("All")),
]
# The same, where no label says what they are about.
WITHOUT_LABEL = {"withdrawn": _("Former partners"), "all": _("All, also former ones")}
MAP = "map"
# Each has an index, which serves both ways. Of whom no day is known comes last, whoever is first.
SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "name": ("skeleton", "pk"),
    "-name": ("-skeleton", "-pk"),
    "since": ("since", "skeleton", "pk"),
    "-since": (F("since").desc(nulls_last=True), "skeleton", "pk"),
}


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
        label=_("Since (year)"), required=False, min_value=2005, max_value=2200
    )
    status = forms.ChoiceField(label=_("Standing"), choices=STATUSES, required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[(name, name) for name in SORTS],
        required=False,
        widget=forms.HiddenInput,
    )
    view = forms.ChoiceField(
        label=_("Show as"),
        choices=[("", _("List")), (MAP, _("Map and charts"))],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(
        self, *args: Any, areas: Sequence[interests.Area] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        here = Partner.objects.exclude(country=None).values("country")
        countries = Country.objects.filter(pk__in=here).by_name()
        self.fields["country"].queryset = countries  # type: ignore[attr-defined]
        known = interests.choices() if areas is None else areas
        choices = [ANY, *((area.slug, area.name) for area in known)]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]
        if not known:
            del self.fields["area"]

    def offer_countries(self, names: dict[str, str], numbers: dict[str, int]) -> None:
        """Offer these countries, with how many partners each has."""
        widget: Any = self.fields["country"].widget
        widget.choices = [ANY, *names.items()]
        self.count("country", numbers)

    @property
    def order(self) -> str:
        return str(self.applied.get("sort", "name"))

    @property
    def ordering(self) -> tuple[str | OrderBy, ...]:
        return SORTS[self.order]

    def words_of(self, name: str, value: Any) -> "StrOrPromise":
        if name == "kind":
            return KINDS[value].short
        if name == "status" and value in WITHOUT_LABEL:
            return WITHOUT_LABEL[value]
        return super().words_of(name, value)

    @property
    def is_map(self) -> bool:
        return self.applied.get("view") == MAP

    def apply(self, partners: "QuerySet[Partner]") -> "QuerySet[Partner]":
        return self.standing(partners).filter(self.condition())

    def standing(self, partners: "QuerySet[Partner]") -> "QuerySet[Partner]":
        """The partners of the standing that was asked for; those of today if none was."""
        return partners.filter(_standing(self.applied.get("status", "")))

    def condition(self, *, without: Collection[str] = ()) -> Q:
        """What a partner must be to fit, its standing and these filters set aside."""
        aside = {"status", *self.arranging, *without}
        asked = (pair for pair in self.applied.items() if pair[0] not in aside)
        return reduce(and_, (_condition(name, value) for name, value in asked), Q())

    @property
    def columns_asked(self) -> dict[str, str]:
        """Kind, region and country as they stand in the table, where they are filtered by."""
        asked = self.applied
        gathered: dict[str, Any] = {
            name: asked[name] for name in ("kind", "region", "country") if name in asked
        }
        if "country" in gathered:
            gathered["country"] = gathered["country"].pk
        if gathered.get("region") == NOT_STATED:
            gathered["region"] = ""
        return gathered


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
