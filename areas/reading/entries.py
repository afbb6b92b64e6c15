"""Rows with labels and values, and how days and money are written in them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gmp_portal.ui import amounts

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

    @property
    def called(self) -> str:
        return self.name or self.title


@dataclass(frozen=True)
class Group:
    """Rows of one kind under their heading."""

    title: "StrOrPromise"
    rows: tuple[Row, ...]


def entries(*pairs: "tuple[StrOrPromise, str]") -> tuple[Entry, ...]:
    return tuple(Entry(label, value) for label, value in pairs if value)


def not_available() -> str:
    """What an effort shows where the framework asks for figures "as available" (A2-IV-3)."""
    return _("not available")


def day(value: str | None) -> str:
    return date_format(date.fromisoformat(value)) if value else ""


def money(amount: str | None, currency: str) -> str:
    """An amount with its currency in front, such as "USD 12,500"."""
    if amount is None:
        return ""
    return f"{currency} {amounts.grouped(amount)}"
