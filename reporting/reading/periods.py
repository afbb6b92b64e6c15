"""Which periods partners report on: for how long one may be silent, and which one runs (R-11)."""

from datetime import date, timedelta

from django.urls import reverse

from gmp_portal import rulebook
from partners.reading.signs import Periods
from reporting.models import ReportingCycle


def silent_since(today: date) -> date | None:
    """The first day of as many periods as R-11 says, with the days of grace of R-09 over."""
    grace = timedelta(days=rulebook.value("R-09"))
    ended = ReportingCycle.objects.filter(progress_due_on__lt=today - grace)
    number = rulebook.value("R-11")
    last = list(ended.order_by("-period__endswith", "-pk")[:number])
    return min(cycle.first_day for cycle in last) if len(last) == number else None


def current(today: date) -> tuple[date, date] | None:
    """The first and the last day of the newest period that has begun."""
    begun = ReportingCycle.objects.filter(period__startswith__lte=today)
    cycle = begun.order_by("-period__startswith", "-pk").first()
    return (cycle.first_day, cycle.last_day) if cycle else None


def own_reports() -> str:
    return reverse("reporting:own_report_list")


PERIODS = Periods(silent_since, current, own_reports)
