"""How many partners of each kind, region and country a register has, from one query."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from partners.forms.partner_filters import RegisterFilter
from partners.models import Partner

COLUMNS = {"kind": "kind", "region": "unep_region", "country": "country"}


@dataclass(frozen=True)
class _Group:
    """Partners of one kind in one region and country: all of them, and those that fit."""

    values: dict[str, str]
    total: int
    fitting: int


class RegisterCounts:
    """The numbers beside the filters: each counts what the other filters leave."""

    def __init__(self, form: RegisterFilter, partners: "QuerySet[Partner]") -> None:
        rows = form.standing(partners).order_by().values_list(*COLUMNS.values())
        rest = form.condition(without=tuple(COLUMNS))
        fitting = Count("pk", filter=rest) if rest else Count("pk")
        self._form = form
        self._groups = [
            _Group(dict(zip(COLUMNS, map(_text, row), strict=False)), *row[3:])
            for row in rows.annotate(total=Count("pk"), fitting=fitting)
        ]

    @property
    def total(self) -> int:
        """How many there are of this standing, whatever else is asked for."""
        return sum(group.total for group in self._groups)

    @property
    def shown(self) -> int:
        """How many every filter leaves."""
        return sum(self.by("kind", own_filter=True).values())

    def by(self, name: str, *, own_filter: bool = False) -> dict[str, int]:
        """How many each value of this column would leave; empty for those without one."""
        asked = {
            column: value
            for column, value in self._form.columns_asked.items()
            if own_filter or column != name
        }
        numbers: Counter[str] = Counter()
        for group in self._groups:
            if all(group.values[column] == value for column, value in asked.items()):
                numbers[group.values[name]] += group.fitting
        return {value: number for value, number in numbers.items() if number}

    @property
    def countries(self) -> set[str]:
        """The countries of which any partner is, by their codes."""
        return {group.values["country"] for group in self._groups} - {""}


def _text(value: Any) -> str:
    return value or ""
