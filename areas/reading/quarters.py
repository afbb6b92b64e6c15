"""When the efforts of a plan run, quarter by quarter: who does what at the same time (A2-IV-3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from areas.reading.snapshot import Content
from areas.reading.tongue import Tongue
from gmp_portal.typesetting.content import Table

UNDER_WAY, MILESTONE = "\u25a0", "\u25cf"
MONTHS, QUARTER = 12, 3
# Beside the name of an effort; a longer period is shown by years.
MOST = 16


@dataclass(frozen=True)
class Stretch:
    """A quarter or a year: its label, and its first day and that of the next one."""

    label: str
    first: date
    next_first: date


def stretches(content: Content, to: Tongue) -> tuple[Stretch, ...]:
    """The quarters of the period, or its years where the quarters do not fit on a page."""
    first, last = (date.fromisoformat(day) for day in content["period"])
    by_quarter = _days(first, last, QUARTER)
    if len(by_quarter) - 1 <= MOST:
        return tuple(
            Stretch(f"{day.year}\n{_quarter(day, to)}", day, following)
            for day, following in pairwise(by_quarter)
        )
    by_year = _days(first, last, MONTHS)[: MOST + 1]
    return tuple(
        Stretch(str(day.year), day, following) for day, following in pairwise(by_year)
    )


def timeline(content: Content, to: Tongue) -> tuple[str, Table] | None:
    """The heading and the table; none where no effort says when it runs."""
    columns = stretches(content, to)
    rows = [
        (number, effort)
        for number, effort in enumerate(content["efforts"], start=1)
        if effort["starts_on"] or effort["ends_on"] or effort["milestones"]
    ]
    if not rows or not columns:
        return None
    is_by_quarter = "\n" in columns[0].label
    title = to.say("Timeline by quarter") if is_by_quarter else to.say("Timeline by year")
    lines = tuple(
        (
            (to.beside(to.say("Effort %(number)s") % {"number": number}, effort["who"]),),
            *((_mark(effort, column),) for column in columns),
        )
        for number, effort in rows
    )
    table = Table(
        title="",
        header=(to.say("Partner efforts"), *(column.label for column in columns)),
        rows=lines,
        notes=(to.say("■ under way, ● milestone"),),
        numbered=False,
    )
    return title, table


def _mark(effort: dict[str, Any], column: Stretch) -> str:
    """What happens in these months: the effort runs, a milestone falls due, or both."""
    first = date.fromisoformat(effort["starts_on"] or effort["ends_on"] or "9999-12-31")
    last = date.fromisoformat(effort["ends_on"] or effort["starts_on"] or "0001-01-01")
    runs = first < column.next_first and last >= column.first
    due = [date.fromisoformat(step["due_on"]) for step in effort["milestones"]]
    has_milestone = any(column.first <= day < column.next_first for day in due)
    marks = (UNDER_WAY if runs else "", MILESTONE if has_milestone else "")
    return " ".join(mark for mark in marks if mark)


def _days(first: date, last: date, months: int) -> Sequence[date]:
    """The first days of the stretches from the first day to the last, and of the next one."""
    day = date(first.year, (first.month - 1) // months * months + 1, 1)
    days = [day]
    while days[-1] <= last:
        month = days[-1].month - 1 + months
        days.append(date(days[-1].year + month // MONTHS, month % MONTHS + 1, 1))
    return days


def _quarter(day: date, to: Tongue) -> str:
    return to.say("Q%(number)s") % {"number": (day.month - 1) // QUARTER + 1}
