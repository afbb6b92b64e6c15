"""Which day it is, where: the one place where a moment becomes a day (R-29).

A day of a meeting is the day where it meets. Every other day of the portal, such as that of a
deadline or of a term, is the day in UTC, the same for everybody.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db.models import DateField, DateTimeField, F, Func, Value
from django.db.models.functions import Cast
from django.utils import timezone

PORTAL = UTC
HOUR = timedelta(hours=1)


def today(zone: str = "") -> date:
    """The day that it is now: in this zone, or by the clock of the portal."""
    return day_of(timezone.now(), zone)


def day_of(moment: datetime, zone: str = "") -> date:
    """The day on which a moment falls: in this zone, or by the clock of the portal."""
    return moment.astimezone(_zone(zone)).date()


def day_for_reader(moment: datetime) -> date:
    """The day on which a moment falls for whoever reads, to be shown and never to be judged."""
    return timezone.localtime(moment).date()


def start_of(day: date, zone: str = "") -> datetime:
    """The moment at which a day begins there; where clocks skip midnight, the first after it."""
    return existing(datetime.combine(day, time(), _zone(zone)))


def at(day: date | None, hour: time | None, zone: str) -> datetime | None:
    """The moment of an hour of a day there; nothing while one of them is open."""
    return datetime.combine(day, hour, _zone(zone)) if day and hour else None


def in_utc(day: date, hour: time, zone: str) -> datetime:
    """The same moment by the clock of UTC."""
    return datetime.combine(day, hour, _zone(zone)).astimezone(UTC)


def has_come(day: date | None, hour: time | None, zone: str) -> bool:
    """Whether something has begun there: by the hour if one is known, else with the day."""
    moment = at(day, hour, zone)
    if moment is not None:
        return timezone.now() >= moment
    return day is not None and day <= today(zone)


def is_past(day: date | None, hour: time | None, zone: str) -> bool:
    """Whether something has ended there: by the hour if one is known, else with the day."""
    moment = at(day, hour, zone)
    if moment is not None:
        return timezone.now() >= moment
    return day is not None and day < today(zone)


def last_day_of(first: date, *, years: int) -> date:
    """The last day of a term of so many years: the day before the anniversary of the first.

    The anniversary of 29 February is 1 March in a year without one.
    """
    anniversary = first + relativedelta(years=years)
    clipped = anniversary.day < first.day
    return anniversary if clipped else anniversary - timedelta(days=1)


class OddHour(NamedTuple):
    """An hour that clocks skip, or that they strike twice, and how they turn around it."""

    is_skipped: bool
    turns_at: time
    turns_to: time


def odd_hour(day: date, hour: time, zone: str) -> OddHour | None:
    """Whether clocks there skip this hour of this day or strike it twice; mostly they do not."""
    first = datetime.combine(day, hour, _zone(zone))
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    early, late = sorted(each.astimezone(UTC) for each in (first, second))
    old, new = _around_the_turn(early - HOUR, late + HOUR, _zone(zone))
    return OddHour(existing(first).time() != hour, old.time(), new.time())


class Turn(NamedTuple):
    """The clocks somewhere are put forward or back: what they show before and after it."""

    shown_before: datetime
    offset_before: timedelta
    after: datetime


def turns_of_clocks(first: date, last: date, zone: str) -> Iterator[Turn]:
    """Each time that clocks there are turned between two days, in order."""
    there = _zone(zone)
    early, end = start_of(first), start_of(last)
    while early < end:
        late = early + timedelta(days=1)
        before = early.astimezone(there).utcoffset() or timedelta()
        if late.astimezone(there).utcoffset() != before:
            shown, after = _around_the_turn(early, late, there)
            yield Turn(shown.replace(tzinfo=None), before, after)
        early = late


def existing(moment: datetime) -> datetime:
    """The same moment with the hour that a clock there really shows."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def _around_the_turn(early: datetime, late: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """What the clocks show when they turn, before and after it; they do so once between these."""
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    turn = late.replace(microsecond=0)
    return (turn + (before or timedelta())), turn.astimezone(zone)


@lru_cache(maxsize=700)
def _zone(name: str) -> tzinfo:
    return ZoneInfo(name) if name else PORTAL


def day_there(zone: str) -> Cast:
    """The day that it is now in the zone of each row, for queries: ``day_there("zone")``."""
    now = Value(timezone.now(), output_field=DateTimeField())
    there = Func(F(zone), now, function="timezone", output_field=DateTimeField())
    return Cast(there, DateField())
