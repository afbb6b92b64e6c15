"""The rows of a public list that a filter leaves: counted, streamed, or page by page."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import translation

from gmp_portal import rounds, rulebook
from gmp_portal.rounds import Number
from gmp_portal.ui.open_lists import LISTS, OpenList

BATCH = 500


class Selection:
    """What somebody asked for of a list; its values are the same in every language."""

    def __init__(self, open_list: OpenList, asked: QueryDict) -> None:
        self.list = open_list
        visible = open_list.visible()
        self.form = open_list.filters.for_list(asked, visible)
        self.rows: Any = self.form.apply(visible)

    @property
    def filters(self) -> dict[str, str]:
        """The filters that were applied, as the address gives them."""
        return {name: str(self.form.data[name]) for name in self.form.applied}

    def count(self) -> int:
        if isinstance(self.rows, QuerySet):
            return self.rows.count()
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Every row, a batch in memory at a time, from one look at the database."""
        rows = self._rows()
        while batch := list(islice(rows, BATCH)):
            yield from self._read(batch)

    def _rows(self) -> Iterator[Any]:
        if not isinstance(self.rows, QuerySet):
            return iter(self.rows)
        order = self.form.ordering or self.list.order
        return self.rows.order_by(*order).iterator(chunk_size=BATCH)

    def page(
        self, after: Sequence[Any], size: int
    ) -> tuple[list[dict[str, Any]], list[Any]]:
        """So many rows after a place in the order, and the place after which the next ones come."""
        if isinstance(self.rows, QuerySet):
            rows = self.rows.order_by(*self.list.order)
            if after:
                rows = rows.filter(_beyond(self.list.order, after))
            batch = list(rows[: size + 1])
            place = [_place(batch[size - 1], self.list.order)] if len(batch) > size else []
        else:
            first = int(after[0]) if after else 0
            batch = list(self.rows[first : first + size + 1])
            place = [[first + size]] if len(batch) > size else []
        return self._read(batch[:size]), place[0] if place else []

    def record(self, key: str) -> dict[str, Any] | None:
        """The one row with this key, as the list shows it; no filter hides it."""
        rows = self.list.visible()
        if not isinstance(rows, QuerySet):
            same = (row for row in rows if getattr(row, self.list.lookup) == key)
            here = list(islice(same, 1))
        else:
            try:
                here = list(rows.filter(**{self.list.lookup: key})[:1])
            except (ValueError, ValidationError):
                here = []
        row = self._read(here)[0] if here else None
        # The database takes "01" and digits of other scripts for the same number.
        return row if row and str(row[self.list.identity]) == key else None

    def _read(self, batch: Sequence[Any]) -> list[dict[str, Any]]:
        with translation.override("en"):
            self.list.attach(batch)
            return [self.list.read(row) for row in batch]


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """The rows that come after these values in this order."""
    after, same = Q(), Q()
    for name, value in zip(order, values, strict=True):
        column = name.removeprefix("-")
        side = "lt" if name.startswith("-") else "gt"
        after |= same & Q(**{f"{column}__{side}": value})
        same &= Q(**{column: value})
    return after


def _place(row: Any, order: Sequence[str]) -> list[Any]:
    values = []
    for name in order:
        value = row
        for part in name.removeprefix("-").split("__"):
            value = getattr(value, part)
        values.append(value.isoformat() if isinstance(value, date) else value)
    return values


def counts() -> dict[str, int]:
    """How many rows each list has as it opens; nobody asks what its filters could offer."""
    lists: dict[str, Any] = {
        key: each.filters(QueryDict()).apply(each.visible()) for key, each in LISTS.items()
    }
    numbers = {
        key: Number(rows) for key, rows in lists.items() if isinstance(rows, QuerySet)
    }
    # A list that only begins in the database brings its own question along.
    others = [rows.number for rows in lists.values() if hasattr(rows, "number")]
    rounds.ask(*numbers.values(), *others, *rulebook.questions())
    return {
        key: int(numbers[key]) if key in numbers else len(rows)
        for key, rows in lists.items()
    }
