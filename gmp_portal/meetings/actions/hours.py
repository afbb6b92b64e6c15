"""Which hours a meeting may have: it ends after it begins, at hours that exist where it meets."""

from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple, Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.meetings.models import Body, Meeting
from gmp_portal.reference import zones
from gmp_portal.workflow import RuleRefusedError


class Hours(NamedTuple):
    """The days and hours of a meeting, as they are or as somebody wants them."""

    starts_on: date | None
    ends_on: date | None
    opens: time | None
    closes: time | None
    zone: str

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        opens, closes = meeting.opens_at_time, meeting.closes_at_time
        return cls(meeting.starts_on, meeting.ends_on, opens, closes, meeting.zone)

    def ends(self) -> Iterator[tuple[str, date, time]]:
        """Its two ends by the field of the hour, as far as day and hour are known."""
        pairs = {
            "opens_at_time": (self.starts_on, self.opens),
            "closes_at_time": (self.ends_on, self.closes),
        }
        for name, (day, hour) in pairs.items():
            if day and hour:
                yield name, day, hour

    @property
    def is_backwards(self) -> bool:
        """Whether it would end before it begins, or at the same moment."""
        both = {name: dates.at(day, hour, self.zone) for name, day, hour in self.ends()}
        opens, closes = both.get("opens_at_time"), both.get("closes_at_time")
        return opens is not None and closes is not None and closes <= opens


def refusals(hours: Hours, body: Body | None) -> dict[str, RuleRefusedError]:
    """What is wrong with these hours, by the field that shows it; mostly nothing."""
    clause = body.planning_clause if body else "A1-4b-i"
    said = {
        name: RuleRefusedError(sentence, clause=clause, status=422)
        for name, day, hour in hours.ends()
        if (sentence := _of_skipped(day, hour, hours.zone))
    }
    if hours.is_backwards and "closes_at_time" not in said:
        sentence = _(
            "The meeting would end before it begins. Choose a later hour for its end, or a "
            "later last day."
        )
        said["closes_at_time"] = RuleRefusedError(sentence, clause=clause, status=422)
    return said


def check(meeting: Meeting) -> None:
    """Refuse hours that cannot be (A1-4a-i, A1-4b-i)."""
    for refusal in refusals(Hours.of(meeting), meeting.body).values():
        raise refusal


def _of_skipped(day: date, hour: time, zone: str) -> str:
    odd = dates.odd_hour(day, hour, zone)
    if odd is None or not odd.is_skipped:
        return ""
    return _(
        "On %(day)s there is no %(hour)s in %(zone)s: clocks go from %(before)s straight to "
        "%(after)s. Choose an hour before %(before)s, or %(after)s or a later one."
    ) % {
        "day": date_format(day, "DATE_FORMAT"),
        "hour": f"{hour:%H:%M}",
        "zone": zones.name(zone),
        "before": f"{odd.turns_at:%H:%M}",
        "after": f"{odd.turns_to:%H:%M}",
    }


def struck_twice(meeting: Meeting) -> list[str]:
    """Which of two is meant where clocks strike an hour of the meeting twice: the first."""
    hours = Hours.of(meeting)
    said = _(
        "On %(day)s clocks in %(zone)s strike %(hour)s twice. The meeting goes by the first of "
        "them: %(utc)s UTC."
    )
    return [
        said
        % {
            "day": date_format(day, "DATE_FORMAT"),
            "zone": zones.name(hours.zone),
            "hour": f"{hour:%H:%M}",
            "utc": f"{dates.in_utc(day, hour, hours.zone):%H:%M}",
        }
        for _name, day, hour in hours.ends()
        if (odd := dates.odd_hour(day, hour, hours.zone)) and not odd.is_skipped
    ]
