"""The rows of a table as they are kept, for the comparison and for the answers to it."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection

from partners.models import Import, ImportRow
from partners.models.imports import Outcome
from partners.reading.imports.comparing import Answer, Asked

LEFT_OUT = "left_out"


def asked(record: Import) -> list[Asked]:
    """What the rows say, in their order."""
    return [
        Asked(row.number, row.values, row.cell_faults, row.is_left_out)
        for row in record.rows.order_by("number")
    ]


# One statement for all rows: one of Django for each field of each row takes half a minute.
KEEP = """
UPDATE partners_importrow AS line SET outcome = told.outcome, partner_id = told.partner_id,
    entered = told.entered, changes = told.changes, faults = told.faults, near = told.near
FROM jsonb_to_recordset(%s::jsonb) AS told (id bigint, outcome text, partner_id bigint,
    entered bigint, changes jsonb, faults jsonb, near jsonb)
WHERE line.id = told.id
"""
KEPT = ("id", "outcome", "partner_id", "entered", "changes", "faults", "near")


def keep(rows: Iterable[ImportRow]) -> None:
    """Keep what a comparison said of these rows, and whom they entered."""
    told = json.dumps([{name: getattr(row, name) for name in KEPT} for row in rows])
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [told])


def answered(
    rows: Iterable[ImportRow], answers: Sequence[Answer], *, with_near: bool
) -> list[ImportRow]:
    """Note the answers on their rows; give those that say something else than before."""
    by_number = {answer.number: answer for answer in answers}
    other = []
    for row in rows:
        answer = by_number[row.number]
        before = _said(row)
        row.outcome, row.partner_id = answer.outcome, answer.partner
        row.changes, row.faults = answer.changes, answer.faults
        row.near = answer.near if with_near else row.near
        if _said(row) != before:
            other.append(row)
    return other


def _said(row: ImportRow) -> tuple[object, ...]:
    return row.outcome, row.partner_id, row.changes, row.faults, row.near


def counts(rows: Iterable[ImportRow]) -> dict[str, int]:
    """How many rows would do what, without those that are left out."""
    told = Counter(LEFT_OUT if row.is_left_out else str(row.outcome) for row in rows)
    return {each: told[each] for each in (*Outcome.values, LEFT_OUT) if told[each]}
