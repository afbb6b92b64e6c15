"""A sheet as it stands in a file: what each cell holds, before anybody asks what it means."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from gmp_portal.exchange.tables.opening import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
)
from gmp_portal.exchange.word.opening import UnreadableFileError


class Holds(StrEnum):
    """What kind of thing stands in a cell."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"
    FORMULA = "formula"
    FAULT = "fault"
    JOINED = "joined"


class Cell(NamedTuple):
    """What a cell holds, as text: days as 2026-03-31, formulas with their sign."""

    holds: Holds
    text: str


@dataclass
class Grid:
    """The cells of one sheet by row and column, both counted from 1; empty ones are not there."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Keep a cell, within what a table may have."""
        if column > MOST_COLUMNS:
            raise UnreadableFileError("too_many_columns")
        if row not in self.rows:
            # Some lines above the table may say what it is about.
            if len(self.rows) >= MOST_ROWS + 10:
                raise UnreadableFileError("too_many_rows")
            self.rows[row] = {}
        self.rows[row][column] = cell._replace(text=cell.text[:LONGEST_CELL])
