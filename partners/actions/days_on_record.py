"""Since when somebody is a partner, as a source tells it: never in the time to come (A1-2e)."""

from datetime import date

from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.workflow import unmet

CLAUSE = "A1-2e"


def refuse_day(since: date | None) -> None:
    """Nobody has been a partner since a day that is still to come."""
    if since and since > dates.today():
        raise unmet(_("Choose today or an earlier day."), CLAUSE)


def refuse_year(year: int | None) -> None:
    """No source shows a partner in a year that is still to come."""
    if year and year > dates.today().year:
        raise unmet(_("Enter no year that is still to come."), CLAUSE)


def refuse_both(since: date | None, year: int | None) -> None:
    """Nobody was on record before the day since when it is a partner."""
    if since and year and since.year > year:
        raise unmet(
            _("It is on record by a year before this day: correct one of the two."), CLAUSE
        )
