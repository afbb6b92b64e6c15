"""What the page of a plan in Word shows: lines to look at, and the draft beside the file."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from areas import not_now
from areas.models import PlanImport, PlanVersion
from areas.reading import import_words, plan_imports, plan_rows
from areas.reading.plan_imports import Coming, ComingList, ComingRow
from areas.reading.row_tables import columns
from areas.reading.word_plans.pieces import OUT
from gmp_portal import rounds
from gmp_portal.ui.paging import page_of

LINES, ROWS = 40, 25
# More rows of the draft than these are looked at on its own page.
MOST_STANDING = 100
ALL = "all"


def gather(record: PlanImport, request: HttpRequest, possible: set[str]) -> dict[str, Any]:
    rounds.run(plan_rows.kept(record.plan))
    coming = plan_imports.read(record)
    pieces = coming.understanding.pieces
    shows_all = request.GET.get("show") == ALL
    unsure = [piece for piece in pieces if not piece.is_sure]
    page = page_of(request, pieces if shows_all else unsure, LINES)
    context: dict[str, Any] = {
        "record": record,
        "plan": record.plan,
        "area": record.plan.area,
        "possible": possible,
        "can_settle": "import_settle" in possible,
        "shows_all": shows_all,
        "line_count": len(pieces),
        "unsure_count": len(unsure),
        "page": page,
        "lines": [import_words.shown(piece) for piece in page],
        "missing": coming.understanding.missing,
        "is_out_of_order": coming.understanding.is_out_of_order,
        "changes": record.lines.changes,
    }
    if shows_all:
        return context
    left = [piece for piece in pieces if piece.to == OUT and piece.is_sure]
    not_taken = page_of(request, left, LINES, parameter="left")
    return context | {
        "frame": coming.frame if coming.frame.values else None,
        "texts": coming.texts,
        "lists": [_list(request, record, each) for each in coming.lists],
        "not_taken": not_taken,
        "left_lines": [import_words.shown(piece) for piece in not_taken],
        "seen": record.plan.changed_at.isoformat(),
        "is_ready": coming.is_ready and coming.taken,
        "why_not": _why_not(coming),
        "has_undecided": bool(coming.undecided),
    }


def _why_not(coming: Coming) -> Any:
    is_ready = coming.is_ready and coming.taken
    return None if is_ready else not_now.why_not_put_in(coming)


def _list(request: HttpRequest, record: PlanImport, coming: ComingList) -> dict[str, Any]:
    """A list with a page of its rows; those to look at stand first."""
    rows = sorted(coming.rows, key=lambda row: not row.needs_a_look)
    page = page_of(request, rows, ROWS, parameter=f"page-{coming.kind.key}")
    return {
        "coming": coming,
        "stands": [str(row) for row in _standing(record.plan, coming)][:MOST_STANDING],
        "page": page,
        "rows": [_row(row) for row in page],
    }


def _standing(plan: PlanVersion, coming: ComingList) -> list[Any]:
    """The rows that stand in the draft, as they were read with it."""
    if coming.kind.key == "milestones":
        return [step for effort in plan.efforts.all() for step in effort.milestones.all()]
    return list(getattr(plan, coming.kind.key).all())


def _row(row: ComingRow) -> dict[str, Any]:
    """A row with what was understood, and a field for each cell that needs a look."""
    cells = {cell.key: cell for cell in row.read.cells}
    doubted = {cell.key: cell for cell in row.doubts}
    fields: list[dict[str, Any]] = []
    for key in dict.fromkeys([*doubted, *_faulty(row), *_assumed(row)]):
        cell = cells.get(key)
        faults = [
            error
            for name, errors in row.faults.items()
            if _column(row, name) == key
            for error in errors
        ]
        fields.append(
            {
                "name": f"cell-{row.name}-{key}",
                "title": _title(row, key, cell.title if cell else key),
                "words": cell.words if cell else "",
                "understood": cell.understood if cell else "",
                "why": cell.why if cell else "",
                "is_wrong": bool(faults) or bool(cell and cell.is_wrong),
                "is_assumed": key in _assumed(row),
                "faults": faults,
            }
        )
    sure = [
        (_title(row, cell.key, cell.title), cell.understood)
        for cell in row.read.cells
        if cell.key not in doubted
    ]
    return {
        "row": row,
        "sure": sure,
        "fields": fields,
        "whole": row.faults.get("__all__", []),
    }


def _title(row: ComingRow, key: str, said: str) -> str:
    """The title in the file; of what stood in no table, that of the portal."""
    language = (get_language() or "").partition("-")[0]
    return columns.title_of(row.kind, key, language) if said == key else said


def _faulty(row: ComingRow) -> list[str]:
    return [_column(row, name) for name in row.faults if name != "__all__"]


def _assumed(row: ComingRow) -> list[str]:
    return [_column(row, name) for name in row.assumed]


def _column(row: ComingRow, name: str) -> str:
    """The column of a table that fills a field of the form."""
    joined = columns.JOINED.get(row.kind.key, {})
    return next((key for key, names in joined.items() if name in names), name)
