"""Bytes become rows of a table: for each cell a value, or the fault that stands there."""

import dataclasses
from collections.abc import Sequence

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
    [rows] = read_all(data, [table], encoding=encoding)
    return rows


def read_all(
    data: bytes, tables: Sequence[Table], *, encoding: str = ""
) -> tuple[TableRows, ...]:
    """Return the rows of each of these tables that the file has; one with none is refused."""
    with unpacking.guarded():
        notes: list[Note] = []
        if data.startswith((b"PK\x03\x04", unpacking.OLD_WORD)):
            grids = list(workbooks.grids(data))
        else:
            if len(data) > unpacking.LARGEST_FILE:
                raise UnreadableFileError("too_large")
            grid, notes = delimited.grid(data, encoding)
            grids = [grid]
        return _tables_of(grids, tables, notes)


def _tables_of(
    grids: list[Grid], tables: Sequence[Table], notes: list[Note]
) -> tuple[TableRows, ...]:
    """Of two sheets with one table the fuller one is read, and the other one is named."""
    fitting = [each for grid in grids if (each := _fitting(grid, tables)) is not None]
    if not fitting:
        raise UnreadableFileError(
            "no_table" if any(grid.rows for grid in grids) else "empty"
        )
    read: list[TableRows] = []
    for table in tables:
        its = [each for each in fitting if each[0] is table]
        if not its:
            continue
        chosen = max(its, key=lambda each: len(each[2].columns))
        others = [
            Note("sheet_not_read", each[1].name[:80]) for each in its if each is not chosen
        ]
        read.append(_rows_of(*chosen, [*notes, *others]))
        # Of the file as a whole it is said once.
        notes = []
    return tuple(read)


def _fitting(grid: Grid, tables: Sequence[Table]) -> tuple[Table, Grid, Heading] | None:
    """The table that a sheet has: one of which no column lacks, else that with most columns."""
    headings = [(table, matching.heading(grid, table)) for table in tables]
    tried = [(table, grid, each) for table, each in headings if each is not None]
    return max(
        tried,
        key=lambda each: (not _missing(each[0], each[2]), len(each[2].columns)),
        default=None,
    )


def _missing(table: Table, heading: Heading) -> tuple[str, ...]:
    return tuple(
        column.key
        for column in table.columns
        if column.is_required and column.key not in heading.columns
    )


def _rows_of(table: Table, grid: Grid, heading: Heading, notes: list[Note]) -> TableRows:
    reader = _Reader(grid, heading, table)
    rows = [reader.row(number) for number in sorted(grid.rows) if number > heading.row]
    kept = [row for row in rows if row is not None]
    if len(kept) > MOST_ROWS:
        raise UnreadableFileError("too_many_rows")
    return TableRows(
        grid.name,
        tuple(kept),
        {key: letters_of(place) for key, place in heading.columns.items()},
        _missing(table, heading),
        (*notes, *heading.notes),
        table.key,
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
