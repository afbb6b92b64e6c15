"""Bytes become rows of a table: for each cell a value, or the fault that stands there."""

import dataclasses

from gmp_portal.exchange.tables import cells, delimited, matching, workbooks
from gmp_portal.exchange.tables.columns import Column, Table
from gmp_portal.exchange.tables.days import UnclearError
from gmp_portal.exchange.tables.grids import Cell, Grid, Holds
from gmp_portal.exchange.tables.matching import Heading
from gmp_portal.exchange.tables.opening import MOST_ROWS
from gmp_portal.exchange.tables.rows import Fault, Note, Row, TableRows, Value, letters_of
from gmp_portal.exchange.word import unpacking
from gmp_portal.exchange.word.opening import UnreadableFileError

STOOD = 120
NOTHING = Cell(Holds.TEXT, "")


def read(data: bytes, table: Table, *, encoding: str = "") -> TableRows:
    """Return the rows of the sheet that has this table; a file without it is refused."""
    with unpacking.guarded():
        notes: list[Note] = []
        if data.startswith((b"PK\x03\x04", unpacking.OLD_WORD)):
            grids = list(workbooks.grids(data))
        else:
            if len(data) > unpacking.LARGEST_FILE:
                raise UnreadableFileError("too_large")
            grid, notes = delimited.grid(data, encoding)
            grids = [grid]
        return _rows_of(grids, table, notes)


def _rows_of(grids: list[Grid], table: Table, notes: list[Note]) -> TableRows:
    headings = [(grid, matching.heading(grid, table)) for grid in grids]
    fitting = [(grid, heading) for grid, heading in headings if heading is not None]
    if not fitting:
        raise UnreadableFileError(
            "no_table" if any(grid.rows for grid in grids) else "empty"
        )
    grid, heading = max(fitting, key=lambda each: len(each[1].columns))
    reader = _Reader(grid, heading, table)
    rows = [reader.row(number) for number in sorted(grid.rows) if number > heading.row]
    kept = [row for row in rows if row is not None]
    if len(kept) > MOST_ROWS:
        raise UnreadableFileError("too_many_rows")
    missing = [
        column.key
        for column in table.columns
        if column.is_required and column.key not in heading.columns
    ]
    return TableRows(
        grid.name,
        tuple(kept),
        {key: letters_of(place) for key, place in heading.columns.items()},
        tuple(missing),
        (*notes, *heading.notes),
    )


class _Reader:
    """Reads the lines of one grid below its titles."""

    def __init__(self, grid: Grid, heading: Heading, table: Table) -> None:
        self.grid = grid
        self.columns = [
            (column, heading.columns[column.key], letters_of(heading.columns[column.key]))
            for column in table.columns
            if column.key in heading.columns
        ]

    def row(self, number: int) -> Row | None:
        """Return a line, or nothing where all of it that belongs to the table is empty."""
        stands = self.grid.rows[number]
        if not any(place in stands for _column, place, _letters in self.columns):
            return None
        values: dict[str, Value] = {}
        faults: list[Fault] = []
        for column, place, letters in self.columns:
            cell = stands.get(place, NOTHING)
            try:
                value = cells.value_of(cell, column)
                if value is None and column.is_required:
                    raise UnclearError("required")
            except UnclearError as unclear:
                faults.append(_fault(unclear.code, cell, column, f"{letters}{number}"))
            else:
                values[column.key] = value
        return Row(number, values, tuple(faults))


def _fault(code: str, cell: Cell, column: Column, place: str) -> Fault:
    stood = cell.text if len(cell.text) <= STOOD else f"{cell.text[: STOOD - 1]}…"
    fault = Fault(column.key, place, stood, code)
    if code == "not_a_choice":
        return dataclasses.replace(fault, expected=cells.likely(cell.text, column))
    if code == "too_long":
        return dataclasses.replace(fault, expected=str(column.most))
    return fault
