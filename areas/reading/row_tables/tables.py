"""What was read of a table with rows of a plan: for each line data for the form of its kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from areas.forms.row_kinds import RowKind
from areas.reading.row_tables.columns import Heading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Data = dict[str, str | list[str]]


class Grade(StrEnum):
    """How sure it is what a cell means; what is wrong leaves its fields as they are."""

    SURE = "sure"
    CHECK = "check"
    WRONG = "wrong"


@dataclass(frozen=True)
class ReadCell:
    """One cell: the words that were typed, what was understood, and why it is not sure.

    ``fields`` is what it gives to the form; ``understood`` says so in words.
    """

    key: str
    title: str
    words: str
    understood: str = ""
    grade: Grade = Grade.SURE
    why: "StrOrPromise" = ""
    fields: Mapping[str, str | list[str]] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        return self.grade == Grade.WRONG

    @property
    def is_as_typed(self) -> bool:
        """Whether there is nothing to be told about it."""
        return self.grade == Grade.SURE and self.understood == self.words


@dataclass(frozen=True)
class ReadRow:
    """One line by its number in the table, counted from 1 below the titles.

    ``milestones`` is data for ``MilestoneForm``, without the effort; ``left`` has the words of
    columns that nobody knows.
    """

    number: int
    cells: tuple[ReadCell, ...]
    milestones: tuple[dict[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()

    @property
    def data(self) -> Data:
        """What goes to the form of the kind: fields by name, nothing where nothing was read."""
        return {name: value for cell in self.cells for name, value in cell.fields.items()}

    @property
    def wrong(self) -> tuple[ReadCell, ...]:
        return tuple(cell for cell in self.cells if cell.is_wrong)

    @property
    def is_sure(self) -> bool:
        return all(cell.grade == Grade.SURE for cell in self.cells)

    def cell(self, key: str) -> ReadCell | None:
        return next((cell for cell in self.cells if cell.key == key), None)


@dataclass(frozen=True)
class ReadTable:
    """All lines of one list, and which column was taken for which."""

    kind: RowKind
    heading: Heading
    rows: tuple[ReadRow, ...]

    @property
    def unknown(self) -> list[str]:
        """The titles of columns that nobody knows."""
        return list(self.heading.unknown.values())

    @property
    def names(self) -> list[str]:
        """What each row is called, for others that name it before it has a key."""
        return [name_of(self.kind, row.data) for row in self.rows]


def name_of(kind: RowKind, data: Mapping[str, Any]) -> str:
    """The field by which the rows of this kind are known."""
    first = {"objectives": "statement", "efforts": "description", "milestones": "text"}
    named = next(
        (name for name in (first.get(kind.key, ""), "title", "name") if data.get(name)), ""
    )
    return str(data.get(named, ""))
