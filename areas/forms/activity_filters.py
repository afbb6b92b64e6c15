"""Filters of the public list of activities (B1-S2, P-7, P-20)."""

from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.forms.area_filters import AreaFilter
from areas.models import Activity
from areas.models.activity_kinds import PUBLIC_STANDINGS, ActivityKind, ActivityTag
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.reference.choices import (
    ConventionArticle,
    Group,
    Priority,
    SdgTarget,
)
from gmp_portal.reference.models import Country, CountryGroup
from partners.models import Partner

ANY = ("", _("All"))


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[ANY, *choices], required=False)


class ActivityFilter(AreaFilter):
    """Which activities to list."""

    field_order = ("q", "area", "state", "kind", "tag", "country", "group", "partner")
    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = _choice(_("State"), [(each.value, each.label) for each in PUBLIC_STANDINGS])
    kind = _choice(_("Kind"), ActivityKind.choices)
    tag = _choice(_("Tag"), ActivityTag.choices)
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.none(),
        required=False,
        empty_label=_("All"),
    )
    group = _choice(_("Group of countries"), Group.choices)
    partner = forms.CharField(label=_("Partner"), required=False, max_length=250)
    priority = _choice(_("Priority"), Priority.choices)
    target = _choice(_("Target of the Sustainable Development Goals"), SdgTarget.choices)
    article = _choice(_("Article of the Minamata Convention"), ConventionArticle.choices)
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=2005, max_value=2200
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Countries of drafts are as little public as the drafts.
        public = Activity.objects.public().values("pk")
        places = _somewhere(activity__in=public).values("country")
        countries: Any = self.fields["country"]
        countries.queryset = Country.objects.filter(pk__in=places).by_name()

    def apply(self, rows: Any) -> Any:
        return self.leave(rows)

    def leave(self, rows: Any, *, without: str = "") -> Any:
        """The rows that fit, one filter set aside."""
        asked = {name: value for name, value in self.applied.items() if name != without}
        if "area" in asked:
            rows = rows.in_area(asked.pop("area"))
        if "state" in asked:
            rows = rows.with_standing().filter(stands=asked.pop("state"))
        return rows.filter(
            reduce(and_, (_condition(name, value) for name, value in asked.items()), Q())
        )


def _condition(name: str, value: Any) -> Q:
    if name == "q":
        return Q(title__icontains=value) | Q(summary__icontains=value)
    if name == "partner":
        named = Partner.objects.filter(
            Q(slug=value) | Q(pk__in=Partner.objects.known_as(value).values("pk"))
        )
        joint = Activity.objects.carried_out_with(named.values("pk"))
        return Q(partner__in=named.values("pk")) | Q(pk__in=joint.values("pk"))
    if name == "group":
        members = CountryGroup.objects.on(today()).filter(group=value)
        return Q(
            pk__in=_somewhere(country__in=members.values("country")).values("activity")
        )
    if name == "country":
        return Q(pk__in=_somewhere(country=value).values("activity"))
    if name == "year":
        return _in_year(value)
    lists = {"priority": "priorities", "tag": "tags", "target": "sdg_targets"}
    if name == "article":
        return Q(articles__contains=[int(value)])
    return Q(**{f"{lists[name]}__contains": [value]} if name in lists else {name: value})


def _somewhere(**of_place: Any) -> Any:
    return Activity.countries.through.objects.filter(**of_place)


def _in_year(year: int) -> Q:
    """By the own days, or by the period of an accepted report that tells of it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    ran = Q(starts_on__lte=last) & (Q(ends_on=None) | Q(ends_on__gte=first))
    told = Activity.objects.filter(
        status=Activity.Status.REPORTED,
        reported__report__status="accepted",
        reported__report__cycle__period__overlap=days(first, last),
    )
    return ran | Q(pk__in=told.values("pk"))
