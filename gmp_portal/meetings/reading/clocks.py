"""How long a no-objection period still runs, as a row of its days (R-07)."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gmp_portal.meetings.models import Decision

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# A longer row of days would be a bar without meaning on a phone.
MOST_DAYS = 60


@dataclass(frozen=True)
class Clock:
    """Both ends of the period, what is left of it, and a cell for each day."""

    opened_at: datetime
    closes_at: datetime
    left: str
    days: list[str]
    """Each day as it is drawn: past, now, or still empty."""


def of_decision(decision: Decision) -> Clock | None:
    """The clock that runs now; none where nobody is asked, or the time of a few runs alone."""
    opened, closes = decision.opened_at, decision.closes_at
    is_running = decision.is_open and not decision.silence_broken_at
    if opened is None or closes is None or not is_running or decision.is_declared:
        return None
    now = timezone.now()
    return Clock(opened, closes, _left(closes - now), _days(opened, closes, now))


def _left(rest: timedelta) -> str:
    """Whole days, near the end whole hours: never more than there is."""
    if rest >= 2 * DAY:
        return _count_of_days(rest.days)
    hours = max(rest // HOUR, 0)
    if hours:
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    return _("less than an hour") if rest > timedelta() else _("no time")


def _count_of_days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def _days(opened: datetime, closes: datetime, now: datetime) -> list[str]:
    whole = math.ceil((closes - opened) / DAY)
    if whole > MOST_DAYS:
        return []
    current = (now - opened) // DAY
    return [
        "past" if day < current else "now" if day == current else "" for day in range(whole)
    ]
