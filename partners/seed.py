"""The public record of partners: who stands in published sources, and nothing more.

Whoever only spoke at an event (evidence E4) is no partner and is never loaded. No date is
invented: where a source gives a year, the entry says "on record by", else it says nothing.
"""

import csv
from pathlib import Path

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from gmp_portal import characters, ledger
from gmp_portal.reference.models import Country
from partners.actions.partners import free_slug
from partners.acts import Act
from partners.models import FormerName, Kind, Participation, Partner, Region

FILE = Path(__file__).parent / "data" / "partners.csv"
KINDS = {"regional_economic_integration_organization": Kind.REIO}
REGIONS = {
    "": "",
    "Africa": Region.AFRICA,
    "Asia and the Pacific": Region.ASIA_PACIFIC,
    "Europe": Region.EUROPE,
    "Global": Region.GLOBAL,
    "Latin America and the Caribbean": Region.LATIN_AMERICA,
    "North America": Region.NORTH_AMERICA,
    "West Asia": Region.WEST_ASIA,
}
ACCEPTED = ("E1", "E2", "E3")


def rows() -> list[dict[str, str]]:
    """The entries with evidence, as they stand in the file; ``areas`` are slugs, or empty."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if _evidence(row["source"])]


def _evidence(source: str) -> str:
    """The strongest evidence a source names; empty for mere attendance."""
    return next((mark for mark in ACCEPTED if f"[{mark}]" in source), "")


@transaction.atomic
def load() -> None:
    """Enter the partners of the public record; a second time changes nothing."""
    known = set(Partner.with_merged.values_list("skeleton", "country"))
    known |= set(FormerName.objects.values_list("skeleton", "partner__country"))
    for row in rows():
        if (characters.skeleton(row["name"]), row["country_iso2"] or None) not in known:
            _enter(row)


def partner_of(row: dict[str, str]) -> Partner | None:
    """The entry that a row became: by its name and country, also under a later name."""
    form, country = characters.skeleton(row["name"]), row["country_iso2"] or None
    here = Partner.objects.filter(country=country)
    former = here.filter(former_names__skeleton=form)
    return here.filter(skeleton=form).first() or former.first()


def _enter(row: dict[str, str]) -> None:
    year = int(row["on_record_by"]) if row["on_record_by"] else None
    note = f"On record by {year}; the day is not known" if year else "The date is not known"
    partner = Partner.objects.create(
        name=row["name"],
        slug=free_slug(row["name"]),
        kind=KINDS.get(row["type"], row["type"]),
        country=Country.objects.filter(pk=row["country_iso2"]).first(),
        unep_region=REGIONS[row["region"]],
        status=Partner.Status.CONFIRMED,
        since_note=note,
        on_record_by=year,
        evidence=_evidence(row["source"]),
        source=row["source"],
    )
    Participation.objects.create(partner=partner, period=DateRange(None, None))
    ledger.record(Act.PARTNER_ENTERED, partner, by=None, to=partner.status)
