"""What a table that comes in looks like: its columns, and what may stand in each."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

LONGEST_TEXT = 4000


class Kind(StrEnum):
    """What a cell of a column holds once it is read."""

    TEXT = "text"
    WHOLE = "whole"
    DAY = "day"
    CHOICE = "choice"
    MAIL = "mail"
    URL = "url"
    YES_NO = "yes_no"
    LIST = "list"


def plain(words: str) -> str:
    """The words without case, punctuation and blanks, to compare them."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


@dataclass(frozen=True)
class Choice:
    """One of the values of a column, by the words that mean it; the first word is offered."""

    value: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column: its key for programs, its title for people, and what its cells hold.

    ``also`` are other titles under which files from elsewhere have it.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    also: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    is_required: bool = False
    most: int = LONGEST_TEXT
    hint: str = ""
    has_lines: bool = False

    @cached_property
    def by_word(self) -> dict[str, str]:
        """The values by the words that mean them; of two choices with one word the first has it."""
        pairs = [
            (plain(word), choice.value)
            for choice in self.choices
            for word in (choice.value, *choice.words)
        ]
        return dict(reversed(pairs))


@dataclass(frozen=True)
class Table:
    """A table with its columns; ``key`` is its name for programs, ``version`` that of its form."""

    key: str
    title: str
    columns: tuple[Column, ...]
    version: int = 1

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def to_data(self) -> dict[str, Any]:
        """Return the table in what JSON knows."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Table":
        columns = tuple(map(_column, data["columns"]))
        return cls(data["key"], data["title"], columns, data["version"])


def _column(data: Mapping[str, Any]) -> Column:
    choices = tuple(
        Choice(each["value"], _tuple(each["words"])) for each in data["choices"]
    )
    changed = {"kind": Kind(data["kind"]), "also": _tuple(data["also"]), "choices": choices}
    return Column(**{**data, **changed})


def _tuple(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(words)
