"""Who has reported in a cycle and who has not: what is missing is listed (R-09)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.models import AreaMembership, PartnershipArea
from gmp_portal import dates, rounds, rulebook
from gmp_portal.rounds import Reading
from partners.models import Partner, Representative
from reporting.models import AreaReport, ProgressReport, ReportingCycle

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


# So many partners stand in the row of their area; all of them on pages of their own.
SHOWN = 10


class Standing(models.TextChoices):
    """Where a report that is asked for stands on a day; late and overdue are not the same."""

    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_LATE = "accepted_late", _("Accepted, filed late")
    RECEIVED = "received", _("Received")
    RECEIVED_LATE = "received_late", _("Received late")
    AWAITED = "awaited", _("Not due yet")
    LATE = "late", _("Late: not received")
    OVERDUE = "overdue", _("Overdue: not received")
    MISSED = "missed", _("Not received")
    NOT_ASKED = "not_asked", _("Not asked: nobody speaks for it on the portal")


TONES = {
    Standing.ACCEPTED: "ok",
    Standing.ACCEPTED_LATE: "ok",
    Standing.RECEIVED: "info",
    Standing.RECEIVED_LATE: "info",
    Standing.AWAITED: "neutral",
    Standing.LATE: "warn",
    Standing.OVERDUE: "bad",
    Standing.MISSED: "warn",
    Standing.NOT_ASKED: "neutral",
}


@dataclass(frozen=True)
class PartnerLine:
    """One partner in one area of a cycle."""

    partner: Partner
    report: ProgressReport | None
    standing: Standing

    @property
    def tone(self) -> str:
        return TONES[self.standing]


@dataclass(frozen=True)
class AreaLine:
    """One area of a cycle with its own report and those of its partners."""

    area: PartnershipArea
    report: AreaReport | None
    standing: Standing
    partners: list[PartnerLine] = field(default_factory=list)

    @property
    def tone(self) -> str:
        return TONES[self.standing]

    @property
    def is_in(self) -> bool:
        return _is_in(self.standing)

    @property
    def first(self) -> list[PartnerLine]:
        return self.partners[:SHOWN]

    @property
    def is_long(self) -> bool:
        return len(self.partners) > SHOWN

    @property
    def received(self) -> int:
        return sum(1 for line in self.partners if _is_in(line.standing))

    @property
    def asked(self) -> list[PartnerLine]:
        """Partners somebody can report for; whom nobody could ask is not held late."""
        return [line for line in self.partners if line.standing != Standing.NOT_ASKED]

    @property
    def missing(self) -> list[PartnerLine]:
        missing = (Standing.LATE, Standing.OVERDUE, Standing.MISSED)
        return [line for line in self.partners if line.standing in missing]


@dataclass(frozen=True)
class Coverage:
    """The whole cycle on a day."""

    areas: list[AreaLine]

    @property
    def received(self) -> int:
        return sum(line.received for line in self.areas)

    @property
    def expected(self) -> int:
        return sum(len(line.asked) for line in self.areas)

    @property
    def not_asked(self) -> int:
        return sum(len(line.partners) - len(line.asked) for line in self.areas)

    @property
    def areas_received(self) -> int:
        return sum(1 for line in self.areas if _is_in(line.standing))

    @property
    def tallies(self) -> list[tuple[int, int, "StrPromise"]]:
        """How many have come in, of how many that were asked for, and of what kind."""
        return [
            (self.areas_received, len(self.areas), _("reports of areas received")),
            (self.received, self.expected, _("requested progress reports received")),
        ]


_ACCEPTED = (Standing.ACCEPTED, Standing.ACCEPTED_LATE)


def _is_in(standing: Standing) -> bool:
    return standing in (*_ACCEPTED, Standing.RECEIVED, Standing.RECEIVED_LATE)


def standing(
    report: "ProgressReport | AreaReport | None",
    due_on: date,
    today: date,
    grace: int,
    *,
    is_over: bool = False,
) -> Standing:
    """Say where one report stands: late from the day after it was due, overdue after grace.

    Once the cycle is over, nothing can come in any more.
    """
    if report is None or report.submitted_at is None:
        if is_over:
            return Standing.MISSED
        if today <= due_on:
            return Standing.AWAITED
        return (
            Standing.LATE if today <= due_on + timedelta(days=grace) else Standing.OVERDUE
        )
    late = dates.day_of(report.submitted_at) > due_on
    if report.status == "accepted":
        return Standing.ACCEPTED_LATE if late else Standing.ACCEPTED
    return Standing.RECEIVED_LATE if late else Standing.RECEIVED


def of_cycle(cycle: ReportingCycle, today: date) -> Coverage:
    """Every established area and every partner working in it."""
    return rounds.read(reading(cycle, today))


def reading(cycle: ReportingCycle, today: date) -> Reading[Coverage]:
    """The same, to be read beside other things."""
    is_over = cycle.status == ReportingCycle.Status.CLOSED
    area_rows = cycle.area_reports.all()
    filed = cycle.progress_reports.select_related("partner").order_by("partner__name")
    speakers = Representative.objects.current(today).values_list("partner", flat=True)
    memberships = _memberships(cycle, today)
    areas = PartnershipArea.objects.established().order_by("established_year", "pk")
    yield [area_rows, filed, speakers, memberships, areas, *rulebook.questions()]
    grace = int(rulebook.value("R-09", on=today))
    area_reports = {report.area_id: report for report in area_rows}
    asked = set(speakers)
    partners: dict[int, dict[Partner, ProgressReport | None]] = {}
    for row in memberships:
        partners.setdefault(row.area_id, {})[row.partner] = None
    for report in filed:
        partners.setdefault(report.area_id, {})[report.partner] = report
    lines = []
    for area in areas:
        area_report = area_reports.get(area.pk)
        rows = [
            PartnerLine(
                partner,
                row,
                standing(row, cycle.progress_due_on, today, grace, is_over=is_over)
                if row or partner.pk in asked
                else Standing.NOT_ASKED,
            )
            for partner, row in partners.get(area.pk, {}).items()
        ]
        where = standing(area_report, cycle.area_due_on, today, grace, is_over=is_over)
        lines.append(AreaLine(area, area_report, where, rows))
    return Coverage(lines)


def _memberships(cycle: ReportingCycle, today: date) -> models.QuerySet[AreaMembership]:
    """Who works in an area now, or worked in it when the reports of a closed cycle were due."""
    is_over = cycle.status == ReportingCycle.Status.CLOSED
    return (
        AreaMembership.objects.counted(min(cycle.area_due_on, today) if is_over else today)
        .select_related("partner")
        .order_by("partner__name")
    )
