"""By which signs a partner shows that it takes part: apps register what they know (A1-2b, R-11).

Each sign gives the last day of each partner, to be asked for all of them in one query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from gmp_portal.registry import Registry
from partners.models import (
    LetterOfIntent,
    Participation,
    Partner,
    Pledge,
    SilenceQuestion,
)


@dataclass(frozen=True)
class Sign:
    """One kind of sign; ``rows`` have a partner, and ``day`` says when."""

    rows: Callable[[], "QuerySet[Any]"]
    day: F

    def last(self) -> Subquery:
        """The last day on which the partner of the outer query gave this sign."""
        asked = OuterRef(OuterRef("pk"))
        # One row after another is asked for: by its keys, of which there is an index.
        entries = Partner.with_merged.filter(Q(pk=asked) | Q(merged_into=asked))
        own = self._dated().filter(partner__in=entries.order_by().values("pk"))
        days = own.values("standing").annotate(last=Max("sign_day"))
        return Subquery(days.values("last"), output_field=DateField())

    def since(self, first: date) -> Exists:
        """Whether the partner of the outer query gave it on this day or later."""
        return Exists(self._dated().filter(standing=OuterRef("pk"), sign_day__gte=first))

    def _dated(self) -> "QuerySet[Any]":
        """With the entry that stands for the partner: sealed rows stay with another (R-55)."""
        dated: QuerySet[Any] = self.rows().annotate(
            standing=Coalesce("partner__merged_into", "partner"),
            sign_day=Cast(self.day, DateField()),
        )
        return dated.order_by()


@dataclass(frozen=True)
class Periods:
    """What the app of the reports knows of time; each answers nothing where it knows none.

    ``silent_since`` is the first day of the last periods that a partner may be silent for (R-11),
    ``current`` the first and the last day of the period that runs, and ``url`` leads to where
    a partner reports.
    """

    silent_since: Callable[[date], date | None]
    current: Callable[[date], tuple[date, date] | None]
    url: Callable[[], str]


# Answers which partners contributed something between two days, by their keys (A1-2b).
Contributors = Callable[[date, date], "QuerySet[Any, Any]"]
SIGNS: Registry[str, Sign] = Registry("signs of partners")
CONTRIBUTIONS: Registry[str, Contributors] = Registry("contributions of partners")
PERIODS: Registry[str, Periods] = Registry("reporting periods")


def register(key: str, sign: Sign) -> None:
    """Called in ``AppConfig.ready`` of the app that knows about it."""
    SIGNS.register(key, sign)


def register_contributions(key: str, contributors: Contributors) -> None:
    """Called in ``AppConfig.ready`` of the app that knows about it."""
    CONTRIBUTIONS.register(key, contributors)


def register_periods(periods: Periods) -> None:
    """Called once, by the app of the reports."""
    PERIODS.register("periods", periods)


def silent_since(today: date) -> date | None:
    """From which day on a partner must have given a sign; none while too few periods ended."""
    periods = PERIODS.get("periods")
    return periods.silent_since(today) if periods else None


def current_period(today: date) -> tuple[date, date] | None:
    """The period for which contributions are counted now."""
    periods = PERIODS.get("periods")
    return periods.current(today) if periods else None


def where_to_report() -> str:
    """The page on which a partner records what it did; none without reports."""
    periods = PERIODS.get("periods")
    return periods.url() if periods else ""


def _pledges(first: date, last: date) -> "QuerySet[Any, Any]":
    """Partners whose letter names a contribution for these years, or for no year in particular."""
    begun = Q(first_year=None) | Q(first_year__lte=last.year)
    goes_on = Q(last_year=None) | Q(last_year__gte=first.year)
    pledges = Pledge.objects.filter(begun, goes_on, letter__partner__isnull=False)
    return pledges.values_list(Coalesce("letter__partner__merged_into", "letter__partner"))


def register_own() -> None:
    """The signs and contributions that this app knows itself."""
    register_contributions("pledges", _pledges)
    sent = LetterOfIntent.objects.exclude(submitted_at=None)
    register("letter", Sign(sent.all, F("submitted_at")))
    answered = SilenceQuestion.objects.filter(status=SilenceQuestion.Status.STAYS)
    register("answer", Sign(answered.all, F("settled_at")))
    # Whoever was admitted or came back was heard of on that day.
    register("participation", Sign(Participation.objects.all, F("period__startswith")))
