"""The rows of a table as they are kept, for the comparison and for the answers to it."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Count

from partners.models import Import, ImportRow
from partners.models.imports import PARTNERS, Outcome
from partners.reading.imports.comparing import Answer, Asked

LEFT_OUT = "left_out"


def column_key(sheet: str, key: str) -> str:
    """How the letters of a column are kept: those of partners as before there were others."""
    return key if sheet == PARTNERS else f"{sheet}.{key}"


def asked(record: Import) -> list[Asked]:
    """What the rows say, in their order."""
    return [
        Asked(row.number, row.values, row.cell_faults, row.is_left_out, row.sheet)
        for row in record.rows.order_by("sheet", "number")
    ]


# One statement for all rows: one of Django for each field of each row takes half a minute.
KEEP = """
UPDATE partners_importrow AS line SET outcome = told.outcome, partner_id = told.partner_id,
    entered = told.entered, changes = told.changes, faults = told.faults, near = told.near,
    target = told.target, account = told.account
FROM jsonb_to_recordset(%s::jsonb) AS told (id bigint, outcome text, partner_id bigint,
    entered bigint, changes jsonb, faults jsonb, near jsonb, target bigint, account bigint)
WHERE line.id = told.id
"""
KEPT = (
    *("id", "outcome", "partner_id", "entered", "changes", "faults", "near"),
    *("target", "account"),
)


def keep(rows: Iterable[ImportRow]) -> None:
    """Keep what a comparison said of these rows, and what they entered."""
    told = json.dumps([{name: getattr(row, name) for name in KEPT} for row in rows])
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [told])


def answered(
    rows: Iterable[ImportRow], answers: Sequence[Answer], *, with_near: bool
) -> list[ImportRow]:
    """Note the answers on their rows; give those that say something else than before."""
    by_place = {(answer.sheet, answer.number): answer for answer in answers}
    other = []
    for row in rows:
        answer = by_place[row.sheet, row.number]
        before = _said(row)
        row.outcome, row.partner_id = answer.outcome, answer.partner
        row.changes, row.faults, row.target = answer.changes, answer.faults, answer.target
        row.near = answer.near if with_near else row.near
        if _said(row) != before:
            other.append(row)
    return other


def _said(row: ImportRow) -> tuple[object, ...]:
    return row.outcome, row.partner_id, row.changes, row.faults, row.near, row.target


def counts(rows: Iterable[ImportRow]) -> dict[str, int]:
    """How many rows would do what, without those that are left out."""
    told = Counter(LEFT_OUT if row.is_left_out else str(row.outcome) for row in rows)
    return {each: told[each] for each in (*Outcome.values, LEFT_OUT) if told[each]}


def counts_by_sheet(record: Import) -> dict[str, dict[str, int]]:
    """The same for each sheet that the workbook has."""
    counted: dict[str, dict[str, int]] = {}
    rows = record.rows.order_by().values_list("sheet", "outcome", "is_left_out")
    for sheet, outcome, is_left_out, number in rows.annotate(number=Count("pk")):
        of_sheet = counted.setdefault(sheet, {})
        key = LEFT_OUT if is_left_out else str(outcome)
        of_sheet[key] = of_sheet.get(key, 0) + number
    return counted
