"""From one day to another, as each language writes it: 22–23 November 2026."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language

DASH = "\N{EN DASH}"
# Thin spaces would be right in French; a plain one is what the other dates of a page have.
APART = f" {DASH} "
# A day and its month, where the year follows only once. Without a language here both are whole.
DAY_AND_MONTH = {
    "ar": "j F",
    "en": "j F",
    "es": r"j \d\e F",
    "fr": "j F",
    "ru": "j E",
}


class DayRange(NamedTuple):
    """What is said of the first day, what stands between, and what is said of the last."""

    first: str
    between: str
    last: str

    def __str__(self) -> str:
        return "".join(self)


def written(first: date, last: date) -> DayRange:
    """A range of days in the reader's language: month and year are said once where they are one."""
    language = str(get_language() or "")
    if language.startswith("zh"):
        return _in_chinese(first, last)
    whole = date_format(last, "DATE_FORMAT")
    in_year = DAY_AND_MONTH.get(language)
    if in_year is None or first.year != last.year:
        return DayRange(date_format(first, "DATE_FORMAT"), APART, whole)
    if first.month != last.month:
        return DayRange(date_format(first, in_year), APART, whole)
    return DayRange(str(first.day), DASH, whole)


def _in_chinese(first: date, last: date) -> DayRange:
    """The year comes first, and the last day says only what is another one."""
    rest = "j日" if (first.year, first.month) == (last.year, last.month) else "n月j日"
    if first.year != last.year:
        rest = "DATE_FORMAT"
    return DayRange(date_format(first, "DATE_FORMAT"), "至", date_format(last, rest))
