"""Places in an order: the rows after or before one are asked for by what they are, not counted.

A page far into a list costs what the first one costs: the database goes to the place by its
index, while an OFFSET would have it read and throw away all that stands before (issue H4).
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Col, OrderBy
from django.db.models.functions.datetime import TruncBase

ALIAS = "placed_by_{}"
AFTER, BEFORE = "a", "b"
LONGEST = 2_000
MOST_PAGES = 1_000_000


@dataclass(frozen=True)
class Place:
    """A row from which a page begins or at which it ends, and the number of that page."""

    number: int
    side: str
    values: tuple[Any, ...]

    def written(self) -> str:
        """As it stands in an address: only what the row itself shows or is known by."""
        said = json.dumps(self.values, ensure_ascii=False, separators=(",", ":"))
        packed = base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
        return f"{self.number}.{self.side}.{packed}"

    @classmethod
    def read(cls, text: str, columns: int) -> Self | None:
        """None for whatever is not such a place."""
        number, _dot, rest = text.partition(".")
        side, _dot, packed = rest.partition(".")
        if len(text) > LONGEST or side not in (AFTER, BEFORE) or not number.isdecimal():
            return None
        if not 1 <= int(number) <= MOST_PAGES:
            return None
        try:
            said = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
            values = json.loads(said)
        except (ValueError, binascii.Error, RecursionError):
            return None
        is_whole = isinstance(values, list) and len(values) == columns
        if not is_whole or not all(map(_is_plain, values)):
            return None
        return cls(int(number), side, tuple(values))


@dataclass(frozen=True)
class Column:
    """One column of an order: under which name each row has it, and where the empty ones come."""

    alias: str
    expression: Any
    is_falling: bool
    empty_first: bool
    can_be_empty: bool

    def order(self, *, reverse: bool) -> OrderBy:
        first = self.empty_first != reverse
        nulls = {"nulls_first": True} if first else {"nulls_last": True}
        falling = self.is_falling != reverse
        # What PostgreSQL does by itself is not said: an index is made in that order.
        if first == falling:
            nulls = {}
        return OrderBy(F(self.alias), descending=falling, **nulls)

    def beyond(self, value: Any, *, reverse: bool) -> Q | None:
        """The rows whose value comes after this one; None if there can be none."""
        empty_last = self.empty_first == reverse
        if value is None:
            return None if empty_last else Q(**{f"{self.alias}__isnull": False})
        comparison = "lt" if self.is_falling != reverse else "gt"
        further = Q(**{f"{self.alias}__{comparison}": value})
        if self.can_be_empty and empty_last:
            further |= Q(**{f"{self.alias}__isnull": True})
        return further

    def same(self, value: Any) -> Q:
        return Q(
            **{f"{self.alias}__isnull": True} if value is None else {self.alias: value}
        )


class Keyset:
    """A queryset whose rows are asked for by their places; its order ends with the key."""

    def __init__(self, rows: "QuerySet[Any, Any]") -> None:
        self.are_values = is_grouped(rows)
        self.columns = list(_columns(rows, are_values=bool(self.are_values)))
        named = {column.alias: column.expression for column in self.columns}
        self.rows = rows if self.are_values else rows.annotate(**named)

    def page(
        self, place: Place | None, size: int, *, from_end: bool = False
    ) -> "QuerySet[Any, Any]":
        """So many rows and one more, if there is one, that tells that it goes on."""
        reverse = from_end or bool(place and place.side == BEFORE)
        rows = self.rows.order_by(*(each.order(reverse=reverse) for each in self.columns))
        if place:
            rows = rows.filter(self._beyond(place.values, reverse=reverse))
        return rows[: size + 1]

    def _beyond(self, values: Sequence[Any], *, reverse: bool) -> Q:
        pairs = list(zip(self.columns, values, strict=True))
        beyond = Q(pk__in=[])
        for column, value in reversed(pairs):
            further = column.beyond(value, reverse=reverse)
            beyond = column.same(value) & beyond
            beyond = beyond if further is None else further | beyond
        # Said once more by the first column alone, so that its index is entered there.
        first, value = pairs[0]
        if value is not None and not first.can_be_empty:
            comparison = "lte" if first.is_falling != reverse else "gte"
            beyond &= Q(**{f"{first.alias}__{comparison}": value})
        return beyond

    def place_of(self, row: Any, number: int, side: str) -> Place:
        values = (
            row[each.alias] if self.are_values else getattr(row, each.alias)
            for each in self.columns
        )
        return Place(number, side, tuple(map(_written, values)))


def is_grouped(rows: "QuerySet[Any, Any]") -> bool:
    """Whether each row is a dictionary of chosen columns, such as of groups that are counted."""
    return bool(rows.query.values_select) or getattr(rows, "_fields", None) is not None


def _columns(rows: "QuerySet[Any, Any]", *, are_values: bool) -> Any:
    """The columns of its order, of which the last is the key, so that no two rows are equal."""
    asked = list(rows.query.order_by or rows.query.get_meta().ordering or ())
    if not are_values and asked[-1:] not in (["pk"], ["-pk"]):
        asked.append("-pk" if _is_falling(asked[-1]) else "pk") if asked else asked.append(
            "pk"
        )
    for number, each in enumerate(asked):
        ordered = each if isinstance(each, OrderBy) else _named(each)
        falling = ordered.descending
        empty_first = bool(ordered.nulls_first or (falling and not ordered.nulls_last))
        inside = ordered.expression
        name = str(getattr(inside, "name", "")) if isinstance(inside, F) else ""
        alias = name if are_values else ALIAS.format(number)
        nullable = _can_be_empty(rows, name)
        yield Column(alias, inside, falling, empty_first, nullable)


def _named(order: Any) -> OrderBy:
    if not isinstance(order, str):
        return OrderBy(order)
    name = order.removeprefix("-")
    return OrderBy(F(name), descending=order.startswith("-"))


def _is_falling(order: Any) -> bool:
    return bool(_named(order).descending) if isinstance(order, str) else order.descending


def _can_be_empty(rows: "QuerySet[Any, Any]", name: str) -> bool:
    if name == "pk":
        return False
    if name in rows.query.annotations:
        return _may_be_null(rows.query.annotations[name])
    try:
        return bool(rows.model._meta.get_field(name).null)
    except FieldDoesNotExist:
        return True


def _may_be_null(expression: Any) -> bool:
    """Whether it can be empty; a part of a moment that is always there is always there."""
    if isinstance(expression, Col):
        return bool(expression.target.null)
    return not isinstance(expression, TruncBase) or _may_be_null(expression.lhs)


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


# What the database or a field says of values that no row can have.
JUNK = (ValidationError, ValueError, TypeError, OverflowError)
