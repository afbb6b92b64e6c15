"""The facts that come with the portal: countries and the groups they belong to."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction

from gmp_portal.reference.models import LANGUAGES, Country, CountryGroup

DATA = Path(__file__).resolve().parent / "data"


def load() -> None:
    """Bring countries and groups to the state of the data files; safe to repeat.

    A membership that the secretariat ended stays ended, and one it added stays.
    """
    with transaction.atomic():
        _load_countries(_rows("countries.csv"))
        _load_groups(_rows("country_groups.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _load_countries(rows: list[dict[str, str]]) -> None:
    countries = [
        Country(
            iso2=row["iso2"],
            iso3=row["iso3"],
            m49=row["m49"],
            is_member=row["member"] == "yes",
            un_region=row["un_region"],
            unep_region=row["unep_region"],
            places={language: int(row[f"place_{language}"]) for language in LANGUAGES},
            **{f"name_{language}": row[language] for language in LANGUAGES},
        )
        for row in rows
    ]
    Country.objects.bulk_create(
        countries,
        update_conflicts=True,
        unique_fields=["iso2"],
        update_fields=[
            field.name for field in Country._meta.concrete_fields if not field.primary_key
        ],
    )


def _load_groups(rows: Iterable[dict[str, str]]) -> None:
    memberships = [
        CountryGroup(
            country_id=row["iso2"],
            group=row["group"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in rows
    ]
    for membership in memberships:
        if membership.valid_to:
            CountryGroup.objects.filter(
                country_id=membership.country_id,
                group=membership.group,
                valid_from=membership.valid_from,
                valid_to=None,
            ).update(valid_to=membership.valid_to)
    # The constraint that a country counts once per day leaves out what is there already.
    CountryGroup.objects.bulk_create(memberships, ignore_conflicts=True)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
