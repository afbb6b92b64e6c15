"""Rows with labels and values, as pages, comparisons and booklets show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Below(StrEnum):
    """How something stands below the name of its row, where rows are lines of a table."""

    LABELLED = "labelled"
    ALONE = "alone"
    """What it is needs no label, such as a description."""
    ALONG = "along"
    """The same, in one line with others of the kind."""


@dataclass(frozen=True)
class Entry:
    """A label and what stands beside it."""

    label: "StrOrPromise"
    value: str
    below: Below | None = None
    """Without it, it has a column of its own where its row is a line of a table."""


@dataclass(frozen=True)
class Row:
    """One objective, action, effort or other row."""

    title: str
    entries: tuple[Entry, ...] = ()
    name: str = ""
    """What it is called whatever its number, where the title has one."""
    is_fact: bool = False
    """Whether its title is a label, and its one entry what stands beside it."""
    key: str = ""
    """By what it is known in all versions, where the text says so."""
    url: str = ""
    """Where the portal has a page of whom it names."""

    @property
    def called(self) -> str:
        return self.name or self.title

    @property
    def below(self) -> dict[str, list[Entry]]:
        """What stands below the name, by how it stands there."""
        return {how.value: [e for e in self.entries if e.below == how] for how in Below}


@dataclass(frozen=True)
class Group:
    """Rows of one kind under their heading."""

    title: "StrOrPromise"
    rows: tuple[Row, ...]
    is_table: bool = False
    """Whether each row is a line, and what all of them say stands in columns."""

    @property
    def is_of_facts(self) -> bool:
        """Whether each row is a label with its value."""
        return all(row.is_fact for row in self.rows)

    @property
    def is_short(self) -> bool:
        """Whether no row says more than one thing."""
        return all(len(row.entries) <= 1 for row in self.rows)

    @property
    def columns(self) -> "tuple[StrOrPromise, ...]":
        """What stands beside the names in a table, in the order in which it is first said."""
        beside = (e.label for row in self.rows for e in row.entries if e.below is None)
        return tuple(dict.fromkeys(beside))

    @property
    def lines(self) -> list[tuple[Row, list[Entry]]]:
        """Each row with one entry for each column; one that it does not have is empty."""
        return [(row, [_entry(row, label) for label in self.columns]) for row in self.rows]


def _entry(row: Row, label: "StrOrPromise") -> Entry:
    return next((entry for entry in row.entries if entry.label == label), Entry(label, ""))


def entries(
    *pairs: "tuple[StrOrPromise, str]", below: Mapping[str, Below] | None = None
) -> tuple[Entry, ...]:
    """What a row says; ``below`` names what stands under its name in a table."""
    places = below or {}
    return tuple(
        Entry(label, value, places.get(str(label))) for label, value in pairs if value
    )
