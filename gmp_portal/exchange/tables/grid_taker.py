"""Read every sheet of a workbook cell by cell in a small process of its own (``taker``).

For whoever knows the sheets better than a table can say, such as by hidden keys of rows; with
them come the properties that the workbook was given when it was made.
"""

import json
import sys
from dataclasses import dataclass, field
from typing import IO, Any

from gmp_portal.exchange.tables.grids import Cell, Grid, Holds
from gmp_portal.exchange.word import form_taker
from gmp_portal.exchange.word.opening import UnreadableFileError


@dataclass(frozen=True)
class Book:
    """The sheets that a reader sees, and what the file says about itself."""

    sheets: tuple[Grid, ...]
    properties: dict[str, str] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        """Return all of it in what JSON knows."""
        sheets = [
            [grid.name, [[row, list(cells.items())] for row, cells in grid.rows.items()]]
            for grid in self.sheets
        ]
        return {"sheets": sheets, "properties": self.properties}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Book":
        sheets = tuple(
            Grid(
                name,
                {
                    row: {
                        column: Cell(Holds(holds), text) for column, (holds, text) in cells
                    }
                    for row, cells in rows
                },
            )
            for name, rows in data["sheets"]
        )
        return cls(sheets, data["properties"])


def answered(answer: bytes) -> Book:
    """Return what the process answered; one that died leaves nothing, and the file is refused."""
    told: Any = json.loads(answer) if answer else {"reason": "broken"}
    if "reason" in told:
        raise UnreadableFileError(told["reason"])
    return Book.from_data(told["book"])


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Answer with the sheets, or with the reason why the file is not read."""
    from gmp_portal.exchange.tables import workbooks  # noqa: PLC0415 loads lxml
    from gmp_portal.exchange.word import unpacking  # noqa: PLC0415

    answer: dict[str, object]
    try:
        with unpacking.guarded():
            data = source.read()
            grids = tuple(workbooks.grids(data))
            if not any(grid.rows for grid in grids):
                raise UnreadableFileError("empty")
            answer = {"book": Book(grids, workbooks.properties(data)).to_data()}
    except UnreadableFileError as refusal:
        answer = {"reason": refusal.reason}
    target.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    form_taker.limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
