"""The rows of a table as they are kept, for the comparison and for the answers to it."""

from collections import Counter
from collections.abc import Iterable, Sequence

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


def answered(rows: Iterable[ImportRow], answers: Sequence[Answer]) -> list[ImportRow]:
    """Note the answers on their rows; give those that say something else than before."""
    by_number = {answer.number: answer for answer in answers}
    other = []
    for row in rows:
        answer = by_number[row.number]
        before = _said(row)
        row.outcome, row.partner_id = answer.outcome, answer.partner
        row.changes, row.faults, row.near = answer.changes, answer.faults, answer.near
        if _said(row) != before:
            other.append(row)
    return other


def _said(row: ImportRow) -> tuple[object, ...]:
    return row.outcome, row.partner_id, row.changes, row.faults, row.near


def counts(rows: Iterable[ImportRow]) -> dict[str, int]:
    """How many rows would do what, without those that are left out."""
    told = Counter(LEFT_OUT if row.is_left_out else str(row.outcome) for row in rows)
    return {each: told[each] for each in (*Outcome.values, LEFT_OUT) if told[each]}
