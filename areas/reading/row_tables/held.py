"""What stands in the lists of a plan, as cells in the language of the plan."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanVersion
from areas.reading import plan_rows, snapshot
from areas.reading.row_tables import columns
from areas.reading.row_tables.links import SIGNS, Entry, label_of
from areas.reading.tongue import Tongue
from gmp_portal import characters, rounds
from gmp_portal.exchange.tables.filled import Value
from gmp_portal.exchange.tables.grids import Cell, Holds

BETWEEN = "; "
# Fields that name another entry of the plan, by its list.
LINKED = {
    "action": "actions",
    "objective": "objectives",
    "effort": "efforts",
    "donor": "donors",
    "request": "requests",
}
# So much of a hash tells two texts of one cell apart.
SIGNS_OF_HASH = 6


@dataclass(frozen=True)
class HeldRow:
    """A row of a list: the record, and what stands in each of its cells."""

    row: Any
    cells: Mapping[str, Value]

    def text(self, key: str) -> str:
        return text_of(self.cells.get(key))


def lists(plan: PlanVersion, *, named: bool) -> dict[str, list[HeldRow]]:
    """The rows of every list; people who did not agree are named to its writers only."""
    # A copy: whoever takes rows in asks for them as they are at that moment.
    same = rounds.read(plan_rows.kept(snapshot.itself(plan)))
    writer = _Writer(same, named=named)
    return {key: list(writer.rows(kind)) for key, kind in KINDS.items()}


class _Writer:
    """Writes the rows of one plan after the other list."""

    def __init__(self, plan: PlanVersion, *, named: bool) -> None:
        self.plan, self.named = plan, named
        self.content = snapshot.of(plan)
        self.tongue = Tongue(plan.language)
        self.labels: dict[str, dict[int, str]] = {}

    def rows(self, kind: RowKind) -> Iterator[HeldRow]:
        records = list(self._records(kind))
        if kind.key in SIGNS:
            self.labels[kind.key] = {
                row.pk: label_of(kind.key, Entry("", str(row), number))
                for number, row in enumerate(records, start=1)
            }
        said: list[Mapping[str, Any]] = self.content.get(kind.key, [])
        for place, row in enumerate(records):
            told = said[place] if len(said) == len(records) else {}
            keys = columns.keys_of(kind, offered=True)
            yield HeldRow(row, {key: self._cell(kind, key, row, told) for key in keys})

    def _records(self, kind: RowKind) -> Any:
        if kind.key == "milestones":
            return [
                step
                for effort in self.plan.efforts.all()
                for step in effort.milestones.all()
            ]
        return getattr(self.plan, kind.key).all()

    def _cell(self, kind: RowKind, key: str, row: Any, told: Mapping[str, Any]) -> Value:
        if key == "who":
            return str(told.get("who", row.who))
        if key == "end":
            return self.tongue.area(row.area.names) if row.area else str(row.name)
        if key == "contact" and not self.named:
            return str(told.get("contact", ""))
        if key == "partner" and told.get(key):
            return str(told[key])
        if key == "donor" and row.donor_id is None:
            return str(row.other_donor)
        if key in LINKED:
            # By its key: the entries of the plan are there already.
            return self.labels[LINKED[key]].get(getattr(row, f"{key}_id"), "")
        return self._value(kind, key, getattr(row, key))

    def _value(self, kind: RowKind, key: str, value: Any) -> Value:
        if value is None or isinstance(value, date | Decimal):
            return value
        filled = columns.field_of(kind, key)
        if isinstance(filled, forms.ModelMultipleChoiceField):
            served = self.labels["objectives"]
            return BETWEEN.join(served[each.pk] for each in value.all())
        if isinstance(filled, forms.ModelChoiceField):
            return str(getattr(value, "full_name", None) or value)
        if isinstance(value, list):
            return BETWEEN.join(value)
        if isinstance(value, bool):
            return self.tongue.say("Yes") if value else ""
        if isinstance(filled, forms.ChoiceField) and key != "currency":
            choices = columns.choices_of(kind, key, self.plan.language)
            return next((each.words[0] for each in choices if each.value == value), value)
        return str(value)


def labels(rows: Mapping[str, list[HeldRow]], key: str) -> list[str]:
    """How the rows of a list are named in the cells of others."""
    return [
        label_of(key, Entry("", str(each.row), number))
        for number, each in enumerate(rows[key], start=1)
    ]


def text_of(value: Value) -> str:
    """A value in the one text by which two of them are compared."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else plain_text(value or "")


def plain_text(text: str) -> str:
    """A text as forms keep it."""
    return characters.prose(text).strip()


def text_of_cell(kind: RowKind, key: str, cell: Cell) -> str:
    """The same of a cell of a file."""
    if columns.is_amount(kind, key) and cell.holds == Holds.NUMBER:
        return f"{Decimal(cell.text):.2f}"
    return plain_text(cell.text)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:SIGNS_OF_HASH]


def key_of(kind: RowKind, held: HeldRow) -> str:
    """The key of a row in a file: its own, and what stood in each of its cells."""
    hashes = (hash_of(held.text(key)) for key in columns.keys_of(kind, offered=True))
    return f"{held.row.pk}:{'.'.join(hashes)}"
