"""The register as CSV and JSON, row by row, harmless in a spreadsheet."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from partners.models import Partner
from partners.reading import interests

FIELDS = (
    "name",
    "short_name",
    "kind",
    "country",
    "region",
    "status",
    "since",
    "on_record_by",
    "areas",
    "website",
    "source",
    "url",
    "told_apart",
    "former_names",
)
BATCH = 200
# Spreadsheets take such a beginning for a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class _Echo:
    """Hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def rows(partners: Iterable[Partner]) -> Iterator[dict[str, Any]]:
    """One dict per partner; the areas are asked for in batches."""
    batch: list[Partner] = []
    for partner in partners:
        batch.append(partner)
        if len(batch) == BATCH:
            yield from _batch(batch)
            batch = []
    yield from _batch(batch)


def _batch(partners: list[Partner]) -> Iterator[dict[str, Any]]:
    areas = (
        interests.memberships_of([partner.pk for partner in partners]) if partners else {}
    )
    for partner in partners:
        slugs = [
            membership.slug
            for membership in areas.get(partner.pk, [])
            if membership.until is None
        ]
        values = (
            partner.name,
            partner.short_name,
            partner.kind,
            partner.country_id or "",
            partner.unep_region,
            partner.status,
            partner.since.isoformat() if partner.since else "",
            partner.on_record_by or "",
            slugs,
            partner.website,
            partner.source,
            f"{settings.SITE_URL}{partner.get_absolute_url()}",
            partner.told_apart,
            [former.name for former in partner.former_names.all()],
        )
        yield dict(zip(FIELDS, values, strict=True))


def as_csv(partners: Iterable[Partner]) -> Iterator[str]:
    """Lines of a CSV file that Excel reads as UTF-8; no cell is taken for a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(FIELDS)
    for row in rows(partners):
        row |= {name: "; ".join(row[name]) for name in ("areas", "former_names")}
        yield writer.writerow([harmless(value) for value in row.values()])


def as_json(partners: Iterable[Partner]) -> Iterator[str]:
    """A JSON list, one partner per line."""
    separator = "["
    for row in rows(partners):
        yield f"{separator}\n{json.dumps(row, ensure_ascii=False)}"
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def harmless(value: Any) -> str:
    """The cell as text, with an apostrophe before what a spreadsheet would compute."""
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(DANGEROUS) else text
