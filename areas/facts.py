"""The eight areas as facts, loaded from a file as often as one likes (P-2)."""

import csv
from importlib import resources

from django.db import transaction

from areas.models import PartnershipArea
from gmp_portal.meetings.models import Body

FRAMEWORK = "Overarching framework of the UNEP Global Mercury Partnership, March 2020"
REGISTER = "Public records of the Partnership, compiled by the secretariat"


@transaction.atomic
def load() -> int:
    """Make sure that every area on record is there; what people changed since stays."""
    created = 0
    for row in rows():
        body = Body.objects.ensure(Body.Kind.AREA, row["slug"], row["name_en"])
        _area, is_new = PartnershipArea.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "names": {"en": row["name_en"], "zh": row["name_zh"]},
                "status": PartnershipArea.Status.ESTABLISHED,
                "objective": row["objective"],
                "priorities": row["priorities"].split(";"),
                "convention_articles": [
                    int(no) for no in row["convention_articles"].split(";")
                ],
                "established_year": int(row["established"]),
                "established_source": FRAMEWORK,
                "leads_on_record": row["leads_on_record"],
                "leads_source": REGISTER if row["leads_on_record"] else "",
                "body": body,
            },
        )
        created += is_new
    return created


def rows() -> list[dict[str, str]]:
    text = resources.files("areas").joinpath("data/areas.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
