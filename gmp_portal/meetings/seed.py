"""The facts that come with the portal: bodies, and past meetings of the public record."""

import csv
from pathlib import Path

from django.db import transaction

from gmp_portal.meetings.models import Body, Meeting

DATA = Path(__file__).resolve().parent / "data"
PLAIN = ("title", "place", "mode", "chairs", "facts", "source")


@transaction.atomic
def load() -> None:
    """Bring bodies and past meetings to the state of the data files; safe to repeat.

    A meeting that is there already stays as the secretariat left it.
    """
    bodies = {row["slug"]: _body(row) for row in _rows("bodies.csv")}
    known = set(Meeting.objects.values_list("slug", flat=True))
    Meeting.objects.bulk_create(
        _meeting(bodies[row["body"]], row)
        for row in _rows("meetings.csv")
        if row["slug"] not in known
    )


def _body(row: dict[str, str]) -> Body:
    body = Body.objects.ensure(row["kind"], row["slug"], row["name"], code=row["code"])
    if not body.code:
        body.code = row["code"]
        body.save(update_fields=["code"])
    return body


def _meeting(body: Body, row: dict[str, str]) -> Meeting:
    return Meeting(
        body=body,
        slug=row["slug"],
        status=Meeting.Status.CLOSED,
        is_imported=True,
        number=int(row["number"]) if row["number"] else None,
        starts_on=row["starts_on"] or None,
        ends_on=row["ends_on"] or None,
        rescheduled_from=row["rescheduled_from"] or None,
        country_id=row["country"] or None,
        **{name: row[name] for name in PLAIN},
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
