"""Figures of the front page: each is counted once, and has the address of the list that proves it.

Those that come with a day are counted by one query together, by month, so that a figure, what was
added this year and the line beside it never differ.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    CharField,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext

from gmp_portal import dates, rounds
from gmp_portal.meetings.models import Decision
from gmp_portal.rounds import Reading
from gmp_portal.ui.tags.pictures import Dot
from partners.models import Partner
from reporting.models import Report

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YEAR = 12
# How many years or months the line beside a figure shows.
STEPS = 12
PARTNERS, DECISIONS, REPORTS = "partners", "decisions", "reports"


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, where to count again, one comparison, and how it came to be."""

    value: int
    label: "StrOrPromise"
    url: str
    change: str = ""
    trend: tuple[int, ...] = ()


class Row(NamedTuple):
    """How many came in a month, numbered from the year 0; 0 means that no year is known."""

    what: str
    country: str
    month: int
    number: int


@dataclass(frozen=True)
class Counted:
    """Everything that was counted, and the day for which it holds."""

    rows: tuple[Row, ...]
    today: date

    def of(self, what: str) -> list[Row]:
        return [row for row in self.rows if row.what == what]

    def total(self, what: str) -> int:
        return sum(row.number for row in self.of(what))

    @property
    def partners(self) -> int:
        """The partners that the register shows without any filter."""
        return self.total(PARTNERS)

    @property
    def dots(self) -> list[Dot]:
        """The countries with a partner, for the map."""
        by_country = Counter[str]()
        for row in self.of(PARTNERS):
            by_country[row.country] += row.number
        return [Dot(iso2, number) for iso2, number in by_country.items() if iso2]

    @property
    def on_map(self) -> int:
        return sum(dot.number for dot in self.dots)

    @property
    def without_country(self) -> int:
        """Partners that work worldwide, or of which no country is on record."""
        return self.partners - self.on_map

    def this_year(self, what: str) -> int:
        year = self.today.year
        return sum(row.number for row in self.of(what) if row.month // YEAR == year)

    def by_year(self, months: "Counter[int]") -> tuple[int, ...]:
        """How many there were at the end of each of the last years."""
        years = Counter[int]()
        for month, number in months.items():
            years[month // YEAR] += number
        return _sums(years, self.today.year)

    def by_month(self, what: str) -> tuple[int, ...]:
        """How many there were at the end of each of the last months."""
        months = Counter({row.month: row.number for row in self.of(what)})
        return _sums(months, self.today.year * YEAR + self.today.month - 1)


def _sums(steps: "Counter[int]", last: int) -> tuple[int, ...]:
    first = last - STEPS + 1
    before = sum(number for step, number in steps.items() if step < first)
    sums = accumulate((steps[step] for step in range(first, last + 1)), initial=before)
    return tuple(sums)[1:]


def count(today: date) -> Counted:
    """Count what the figures tell, by one query."""
    return rounds.read(reading(today))


def reading(today: date) -> Reading[Counted]:
    """The same, to be read beside other things."""
    partners = _by_month(
        PARTNERS,
        Partner.objects.confirmed(),
        Coalesce(_month("since"), F("on_record_by") * YEAR, Value(0)),
        Coalesce("country", Value(""), output_field=CharField()),
    )
    decisions = _by_month(DECISIONS, Decision.objects.adopted(), _month("ended_at"))
    published = Report.objects.published().documents()
    reports = _by_month(REPORTS, published, _month("published_at"))
    rows = partners.union(decisions, reports, all=True)
    yield [rows]
    return Counted(tuple(Row(*row) for row in rows), today)


def _by_month(
    what: str, records: "QuerySet[Any]", month: Any, country: Any = None
) -> "QuerySet[Any, Any]":
    country = country or Value("", output_field=CharField())
    marked = records.order_by().annotate(
        counted=Value(what, output_field=CharField()), place=country, month=month
    )
    months = marked.values_list("counted", "place", "month")
    rows: QuerySet[Any, Any] = months.annotate(number=Count("pk"))
    return rows


def _month(field: str) -> ExpressionWrapper:
    zone = None if field == "since" else dates.PORTAL
    year, month = ExtractYear(field, tzinfo=zone), ExtractMonth(field, tzinfo=zone)
    together: Any = year * YEAR + month - 1
    return ExpressionWrapper(together, output_field=IntegerField())


def of_front_page(counted: Counted) -> list[Figure]:
    """The four figures of the front page."""
    return [
        partners(counted),
        countries(counted),
        decisions(counted),
        reports(counted),
    ]


def partners(counted: Counted) -> Figure:
    """The partners of today; those whose year is unknown are in the line from its start."""
    months = Counter[int]()
    for row in counted.of(PARTNERS):
        months[row.month] += row.number
    number = counted.partners
    return Figure(
        number,
        npgettext("figure", "partner", "partners", number),
        reverse("partners:partner_list"),
        _added(counted.this_year(PARTNERS)),
        counted.by_year(months),
    )


def countries(counted: Counted) -> Figure:
    """The countries with a partner, from the year of their first partner on."""
    first: dict[str, int] = {}
    for row in counted.of(PARTNERS):
        first[row.country] = min(row.month, first.get(row.country, row.month))
    first.pop("", None)
    others = counted.without_country
    return Figure(
        len(first),
        ngettext("country with a partner", "countries with a partner", len(first)),
        f"{reverse('partners:partner_list')}?view=map#countries",
        ngettext(
            "%(number)d partner works worldwide or names no country",
            "%(number)d partners work worldwide or name no country",
            others,
        )
        % {"number": others}
        if others
        else gettext("every partner names its country"),
        counted.by_year(Counter(first.values())),
    )


def decisions(counted: Counted) -> Figure:
    """The adopted decisions of all bodies."""
    number = counted.total(DECISIONS)
    return Figure(
        number,
        ngettext("adopted decision", "adopted decisions", number),
        reverse("meetings:decision_list"),
        _added(counted.this_year(DECISIONS)),
        counted.by_month(DECISIONS),
    )


def reports(counted: Counted) -> Figure:
    """The published documents; versions of one in several languages count once."""
    number = counted.total(REPORTS)
    return Figure(
        number,
        ngettext("published report", "published reports", number),
        reverse("reporting:report_list"),
        _added(counted.this_year(REPORTS)),
        counted.by_month(REPORTS),
    )


def _added(number: int) -> str:
    if not number:
        return gettext("none added this year")
    said = ngettext("+%(number)d this year", "+%(number)d this year", number)
    return said % {"number": number}
