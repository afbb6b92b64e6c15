"""Whether every body meets once a year (A1-4a-i, A1-4b-i, R-08): shown, never enforced."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from gmp_portal import rounds, rulebook
from gmp_portal.meetings.models import Body, Meeting


@dataclass(frozen=True)
class Year:
    """How often a body has met this year, and how long ago it last met."""

    body: Body
    held: int
    needed: int
    last_on: date | None
    months: int | None

    @property
    def is_short(self) -> bool:
        return self.held < self.needed


def overview(today: date) -> list[Year]:
    """Count the meetings of each body in the calendar year of a day (R-08)."""
    bodies = counted(today)
    rounds.ask(bodies, *rulebook.questions())
    needed = rulebook.value("R-08", on=today)
    return [
        Year(body, body.held, needed, body.last, _months(body.last, today))
        for body in bodies
    ]


def counted(today: date) -> QuerySet[Any]:
    """The bodies that meet, with the meetings of the calendar year of a day and the last one."""
    happened = Q(meetings__status__in=[Meeting.Status.HELD, Meeting.Status.CLOSED])
    return Body.objects.exclude(kind=Body.Kind.EVENT).annotate(
        held=Count("meetings", filter=happened & Q(meetings__starts_on__year=today.year)),
        last=Max("meetings__starts_on", filter=happened),
    )


def _months(last: date | None, today: date) -> int | None:
    if last is None:
        return None
    months = (today.year - last.year) * 12 + today.month - last.month
    return months - (today.day < last.day)
