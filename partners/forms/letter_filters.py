"""Filters of the public register of letters of intent."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.ui.filters import FilterForm
from partners.looks import KINDS
from partners.models import Kind, LetterOfIntent
from partners.models.letter_states import Contribution
from partners.reading import interests

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ANY = ("", _("All"))
SORTS = {
    "name": ("skeleton", "pk"),
    "-name": ("-skeleton", "-pk"),
    "published": ("published_at", "pk"),
    "-published": ("-published_at", "-pk"),
}


class LetterRegisterFilter(FilterForm):
    """Which published letters to list."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    area = forms.ChoiceField(label=_("Area"), choices=[ANY], required=False)
    contribution = forms.ChoiceField(
        label=_("Contribution"), choices=[ANY, *Contribution.choices], required=False
    )
    year = forms.IntegerField(
        label=_("Published in (year)"), required=False, min_value=2005, max_value=2200
    )
    partner = forms.SlugField(label=_("Partner"), required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[(name, name) for name in SORTS],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = interests.choices()
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            ANY,
            *((area.slug, area.name) for area in self.areas),
        ]

    def words_of(self, name: str, value: Any) -> "StrOrPromise":
        return KINDS[value].short if name == "kind" else super().words_of(name, value)

    @property
    def order(self) -> str:
        return str(self.applied.get("sort", "-published"))

    @property
    def ordering(self) -> tuple[str, ...]:
        return SORTS[self.order]

    def apply(self, letters: "QuerySet[LetterOfIntent]") -> "QuerySet[LetterOfIntent]":
        asked = self.applied
        if words := asked.get("q"):
            form = characters.skeleton(words)
            named = Q(skeleton__contains=form) if form else Q()
            letters = letters.filter(named | Q(reference__icontains=words))
        if slug := asked.get("area"):
            letters = letters.filter(
                Q(area_slugs__contains=[slug]) | Q(is_for_all_areas=True)
            )
        columns = {
            "kind": "kind",
            "year": "published_at__year",
            "partner": "partner__slug",
        }
        same = {column: asked[name] for name, column in columns.items() if name in asked}
        if "contribution" in asked:
            same["contribution_kinds__contains"] = [asked["contribution"]]
        return letters.filter(**same)
