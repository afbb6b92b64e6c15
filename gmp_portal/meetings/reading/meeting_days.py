"""When a meeting is, in words: for a choice among meetings, and until one has begun."""

from django.utils.formats import date_format

from gmp_portal.meetings.models import Meeting
from gmp_portal.ui import day_ranges
from gmp_portal.ui.moments import in_words
from gmp_portal.words import Written, beside


def named(meeting: Meeting) -> Written:
    """Its title with its days, as far as they are known."""
    first = meeting.starts_on
    if first is None:
        return Written(meeting.title)
    last = meeting.ends_on or first
    days = date_format(first, "DATE_FORMAT")
    if last != first:
        days = str(day_ranges.written(first, last))
    return Written(beside(meeting.title, days))


def begins(meeting: Meeting) -> str:
    """Its first day, with the hour if one is known."""
    if meeting.starts_at is not None:
        return in_words(meeting.starts_at)
    return date_format(meeting.starts_on, "DATE_FORMAT") if meeting.starts_on else ""
