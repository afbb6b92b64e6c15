"""Days and times of day within a sentence, for the reader at hand."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from gmp_portal import words


def in_words(moment: datetime | None) -> str:
    """A day and a time of day in the reader's zone, which is named."""
    if moment is None:
        return ""
    here = localtime(moment)
    return words.at_time(date_format(here, "DATE_FORMAT"), f"{here:%H:%M} {here.tzname()}")
