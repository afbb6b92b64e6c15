"""Several short lists from several tables, asked for in one query."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

Rows = QuerySet[Any]


def facts(rows: Rows, *names: str, **columns: Any) -> Rows:
    """What is needed of each row: fields by their name, or expressions under a new one."""
    asked = {name: F(name) for name in names} | columns
    told: Rows = rows.order_by().annotate(told=JSONObject(**asked))
    return told


def lists(**named: Rows) -> dict[str, list[Any]]:
    """The facts of the rows of each list; the database is asked once, for all of them."""
    return told(lists_of(named), named)


def lists_of(named: Mapping[str, Rows]) -> Rows:
    """The question for the facts of all these lists, to be asked beside others."""
    parts = [
        rows.values_list(Value(name, output_field=TextField()), "told")
        for name, rows in named.items()
    ]
    return parts[0].union(*parts[1:], all=True)


def told(rows: Rows, names: Iterable[str]) -> dict[str, list[Any]]:
    """What the answer tells of each list."""
    gathered: dict[str, list[Any]] = {name: [] for name in names}
    for name, facts_of_row in rows:
        gathered[name].append(SimpleNamespace(**facts_of_row))
    return gathered


def day(told: Any) -> Any:
    """A day that came as a fact, if it did."""
    return date.fromisoformat(told) if told else None


def moment(told: Any) -> Any:
    """A moment that came as a fact, if it did."""
    return datetime.fromisoformat(told) if told else None


def name_of(person: str) -> Coalesce:
    """How somebody is called: the name, or the address of who gave none."""
    return Coalesce(NullIf(F(f"{person}__name"), Value("")), F(f"{person}__email"))
