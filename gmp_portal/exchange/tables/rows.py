"""What was read from a table: for each cell a value, or what is wrong with it and where."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Value = str | int | bool | list[str] | None
A, LETTERS = ord("A"), 26


@dataclass(frozen=True)
class Fault:
    """A cell that is not read: where it is, what stands there, and why it cannot stay.

    ``code`` is one of ``sentences.FAULTS``; ``expected`` is what would be read instead.
    """

    column: str
    cell: str
    stood: str
    code: str
    expected: str = ""


@dataclass(frozen=True)
class Note:
    """Something about the whole table that its reader shall know; nothing has gone wrong."""

    code: str
    words: str = ""
    meant: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the table by its number in the sheet; ``values`` lack what is wrong."""

    number: int
    values: Mapping[str, Value]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class TableRows:
    """All lines of one table, and what is to be said about the file."""

    sheet: str
    rows: tuple[Row, ...]
    # The letters of each column in the sheet, by its key.
    columns: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    # The key of the table.
    table: str = ""

    def to_data(self) -> dict[str, Any]:
        """Return all of it in what JSON knows."""
        rows = [[row.number, row.values, [*map(asdict, row.faults)]] for row in self.rows]
        told = {"sheet": self.sheet, "columns": self.columns, "missing": self.missing}
        told["table"] = self.table
        return told | {"rows": rows, "notes": [asdict(note) for note in self.notes]}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "TableRows":
        return cls(
            data["sheet"],
            tuple(_row(*row) for row in data["rows"]),
            data["columns"],
            tuple(data["missing"]),
            tuple(Note(**note) for note in data["notes"]),
            data["table"],
        )


def _row(number: int, values: Mapping[str, Value], faults: list[dict[str, str]]) -> Row:
    return Row(number, values, tuple(Fault(**fault) for fault in faults))


def letters_of(column: int) -> str:
    """Return the letters of a column, counted from 1: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(A + rest) + letters
    return letters


def column_of(letters: Iterable[str]) -> int:
    """Return the number of a column by its letters: AB is 28."""
    number = 0
    for letter in letters:
        number = LETTERS * number + ord(letter) - A + 1
    return number
