"""The register as a table is compared with it: read once, however many rows come in."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from gmp_portal.reference.models import Country
from partners.models import FormerName, Import, ImportRow, LetterOfIntent, Partner
from partners.models.imports import PARTNERS
from partners.models.letter_states import UNDER_WAY
from partners.models.participations import Participation

FIELDS = (
    *("id", "name", "short_name", "told_apart", "skeleton", "short_skeleton", "country_id"),
    *("kind", "unep_region", "website", "status", "since", "on_record_by", "evidence"),
    *("source", "slug"),
)
Place = tuple[str, str | None]


@dataclass
class Register:
    """All partners by key of a source, by name and country, and by name alone."""

    partners: dict[int, dict[str, Any]]
    by_source: dict[str, int]
    former: dict[str, list[int]] = field(default_factory=dict)
    ends: dict[int, date | None] = field(default_factory=dict)
    # Letters that UNEP examines, by the form of their name.
    letters: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    # The region of each country.
    regions: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        named = defaultdict(list)
        for pk, partner in self.partners.items():
            named[partner["skeleton"]].append(pk)
        return named

    @cached_property
    def by_short_name(self) -> dict[str, list[int]]:
        named = defaultdict(list)
        for pk, partner in self.partners.items():
            if partner["short_skeleton"]:
                named[partner["short_skeleton"]].append(pk)
        return named

    def named(self, form: str) -> Iterator[dict[str, Any]]:
        """Partners with this name today."""
        return (self.partners[pk] for pk in self.by_name.get(form, ()))

    def once_named(self, form: str) -> Iterator[dict[str, Any]]:
        """Partners with this name in former times."""
        return (self.partners[pk] for pk in self.former.get(form, ()))


def written(sheet: str) -> "QuerySet[ImportRow]":
    """The rows of this sheet that stand in the register by a key; the newest has it last."""
    rows = ImportRow.objects.filter(
        sheet=sheet, is_left_out=False, batch__status=Import.Status.DONE
    )
    return rows.exclude(source_key="").order_by("batch__done_at", "batch")


def read() -> Register:
    """Ask the database six times, whatever the number of rows."""
    partners = {row["id"]: row for row in Partner.objects.order_by("pk").values(*FIELDS)}
    former = defaultdict(list)
    for form, partner in FormerName.objects.values_list("skeleton", "partner"):
        former[form].append(partner)
    ends: dict[int, date | None] = {}
    for partner, period in Participation.objects.order_by("period").values_list(
        "partner", "period"
    ):
        ends[partner] = period.upper
    keys = written(PARTNERS).filter(partner__isnull=False, partner__merged_into=None)
    by_source = dict(keys.values_list("source_key", "partner"))
    letters: defaultdict[str, list[Any]] = defaultdict(list)
    under_way = LetterOfIntent.objects.filter(status__in=UNDER_WAY).order_by("pk")
    for letter in under_way.values("skeleton", "country_id", "organisation", "reference"):
        letters[letter["skeleton"]].append(letter)
    countries = Country.objects.in_bulk()
    regions = {country.pk: country.unep_region for country in countries.values()}
    return Register(partners, by_source, dict(former), ends, dict(letters), regions)
