"""Rows with labels and values, as pages, comparisons and booklets show them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Entry:
    """A label and what stands beside it."""

    label: "StrOrPromise"
    value: str


@dataclass(frozen=True)
class Row:
    """One objective, action, effort or other row."""

    title: str
    entries: tuple[Entry, ...] = ()
    name: str = ""
    """What it is called whatever its number, where the title has one."""
    is_fact: bool = False
    """Whether its title is a label, and its one entry what stands beside it."""

    @property
    def called(self) -> str:
        return self.name or self.title


@dataclass(frozen=True)
class Group:
    """Rows of one kind under their heading."""

    title: "StrOrPromise"
    rows: tuple[Row, ...]

    @property
    def is_of_facts(self) -> bool:
        """Whether each row is a label with its value."""
        return all(row.is_fact for row in self.rows)

    @property
    def is_short(self) -> bool:
        """Whether no row says more than one thing."""
        return all(len(row.entries) <= 1 for row in self.rows)


def entries(*pairs: "tuple[StrOrPromise, str]") -> tuple[Entry, ...]:
    return tuple(Entry(label, value) for label, value in pairs if value)
