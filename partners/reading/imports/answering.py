"""What all rows of a workbook would do, sheet by sheet; nothing is written here (C16)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from partners.models import Import
from partners.models.imports import PARTNERS, Outcome
from partners.reading.imports import comparing, register, stored
from partners.reading.imports.comparing import Answer, Asked, Wrong
from partners.reading.imports.sheets import SHEETS, Sheet
from partners.reading.imports.whole import Whole


def answers(record: Import, *, looks_near: bool = True) -> list[Answer]:
    """Answer all rows of all sheets; the same rows and the same register give the same answers."""
    asked: dict[str, list[Asked]] = defaultdict(list)
    for row in stored.asked(record):
        asked[row.sheet].append(row)
    now = register.read()
    told = comparing.compare(asked[PARTNERS], now, looks_near=looks_near)
    others = [sheet for sheet in SHEETS.values() if asked[sheet.key]]
    if not others:
        return told
    whole = Whole(now, asked[PARTNERS], told)
    people = (record.begun_by, record.done_by)
    whole.own = frozenset(person.standing.pk for person in people if person)
    return told + [
        answer for sheet in others for answer in each_of(sheet, asked[sheet.key], whole)
    ]


def each_of(sheet: Sheet, rows: Sequence[Asked], whole: Whole) -> Iterable[Answer]:
    """Answer the rows of one sheet; what stands in a cell that nobody can read is told alone."""
    answer = sheet.comparison(rows, whole)
    for row in rows:
        faults: list[dict[str, str]] = []
        told = None
        try:
            told = None if row.cell_faults else answer(row)
        except Wrong as wrong:
            faults = [wrong.fault, *wrong.others]
        told = told or Answer(row.number, Outcome.FAULTY, faults=faults)
        told.sheet = sheet.key
        yield told
