"""How the dates of a calendar stand on a page: under their months, or on the sheet of one."""

from calendar import Calendar, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import get_format

from gmp_portal.ui import dated
from gmp_portal.ui.dated import Dated

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAYS = 7


@dataclass(frozen=True)
class Day:
    """One field of the sheet."""

    on: date
    is_of_month: bool
    is_today: bool
    items: list[Dated]

    @property
    def weekday(self) -> "StrOrPromise":
        return WEEKDAYS[self.on.weekday()]


@dataclass(frozen=True)
class Month:
    """A month with its first and its last day, and the months beside it."""

    first: date

    @property
    def last(self) -> date:
        number = monthrange(self.first.year, self.first.month)[1]
        return self.first.replace(day=number)

    @property
    def previous(self) -> date | None:
        before = (self.first - timedelta(days=1)).replace(day=1)
        return before if before >= dated.EARLIEST else None

    @property
    def next(self) -> date | None:
        after = self.last + timedelta(days=1)
        return after if after <= dated.LATEST else None


def month_of(day: date) -> Month:
    return Month(day.replace(day=1))


def by_month(items: Iterable[Dated], first: date) -> list[tuple[date, list[Dated]]]:
    """The dates under the month in which they begin, or in which the list begins."""

    def month(each: Dated) -> date:
        return max(each.first_on, first).replace(day=1)

    return [(key, list(rows)) for key, rows in groupby(items, month)]


def _first_weekday() -> int:
    """The day with which a week begins for the reader, Monday being 0."""
    return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % DAYS


def weekdays() -> "list[tuple[StrOrPromise, StrOrPromise]]":
    """The names of the days, whole and short, as the reader counts them."""
    numbers = [(_first_weekday() + number) % DAYS for number in range(DAYS)]
    return [(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in numbers]


def days_of(month: Month) -> list[list[date]]:
    """The weeks of the sheet, with the days of the months beside it."""
    calendar = Calendar(_first_weekday())
    return calendar.monthdatescalendar(month.first.year, month.first.month)


def sheet(month: Month, items: list[Dated], today: date) -> list[list[Day]]:
    """The weeks of a month with what falls on each day; longer things stand on all of theirs."""
    return [
        [
            Day(
                day,
                day.month == month.first.month,
                day == today,
                [each for each in items if each.covers(day)],
            )
            for day in week
        ]
        for week in days_of(month)
    ]
