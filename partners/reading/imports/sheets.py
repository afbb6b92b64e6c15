"""The sheets beside that of partners: this app and those above it register what they bring in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gmp_portal.accounts.models import User
from gmp_portal.exchange.tables.columns import Table
from gmp_portal.registry import Registry
from partners.models import Import, ImportRow
from partners.reading.imports.comparing import Answer, Asked
from partners.reading.imports.whole import Whole

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# By column what its values are called, where the file says no more than a key.
Names = Mapping[str, Mapping[Any, str]]


def no_names(_rows: Sequence[Mapping[str, Any]]) -> Names:
    """Where the file says all that is to be known."""
    return {}


@dataclass(frozen=True)
class Words:
    """What is said of the rows of a sheet: titles of columns, values, faults and their rules.

    ``names`` reads what the values of all rows of a page are called, at once.
    """

    titles: "Mapping[str, StrOrPromise]"
    called: Callable[[Mapping[str, Any]], str]
    label_of: Callable[[str, Any], str]
    faults: "Mapping[str, StrOrPromise]"
    clauses: Mapping[str, str]
    names: Callable[[Sequence[Mapping[str, Any]]], Names] = no_names


@dataclass(frozen=True)
class Sheet:
    """One sheet: its columns, what its rows would do, and the acts that do and undo it.

    ``comparison`` reads what is on record of all rows at once, and answers them one by one; an
    answer raises ``Wrong``. ``write`` and ``take_back`` are parts of those of the whole import.
    """

    key: str
    title: "StrOrPromise"
    table: Callable[[], Table]
    words: Words
    comparison: Callable[[Sequence[Asked], Whole], Callable[[Asked], Answer]]
    write: Callable[[Import, Sequence[ImportRow], User], None]
    take_back: Callable[[Import, Sequence[ImportRow], User], None]


SHEETS: Registry[str, Sheet] = Registry("sheets of a workbook that comes in")


def register(sheet: Sheet) -> None:
    """Called in ``AppConfig.ready`` of the app that keeps what the sheet brings in."""
    SHEETS.register(sheet.key, sheet)
