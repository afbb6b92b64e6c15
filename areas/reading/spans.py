"""Efforts on the timeline of a plan: which quarters of its years each of them takes (A2-IV-3)."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from areas.models import Effort, PlanVersion

QUARTERS = 4


@dataclass(frozen=True)
class Span:
    """An effort and the part of the years of the plan that it takes, in hundredths."""

    effort: Effort
    begins: float | None
    width: float | None


def years_of(plan: PlanVersion) -> list[int]:
    """The years that the plan covers."""
    return list(range(plan.period_from.year, plan.period_to.year + 1))


def of(effort: Effort, years: list[int]) -> Span:
    """Its place on the timeline; none where its days are not known, or in other years."""
    if not effort.starts_on or not effort.ends_on or is_outside(effort, years):
        return Span(effort, None, None)
    quarters = QUARTERS * len(years)
    first = min(max(_quarter(effort.starts_on, years[0]), 0), quarters - 1)
    last = min(max(_quarter(effort.ends_on, years[0]), first), quarters - 1)
    part = 100 / quarters
    return Span(effort, round(first * part, 2), round((last - first + 1) * part, 2))


def is_outside(effort: Effort, years: list[int]) -> bool:
    """Whether it ends before these years begin, or begins after they end."""
    first, last = effort.starts_on, effort.ends_on
    return bool((last and last.year < years[0]) or (first and first.year > years[-1]))


def written(day: date | None) -> str:
    """A day in words; nothing where none is known."""
    return date_format(day, "DATE_FORMAT") if day else ""


def _quarter(day: date, first_year: int) -> int:
    return QUARTERS * (day.year - first_year) + (day.month - 1) // 3
