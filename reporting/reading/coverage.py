"""Who has reported in a cycle and who has not: what is missing is listed (R-09)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

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


class PartnerLine(NamedTuple):
    """One partner in one area of a cycle, by the keys: of a whole register few are shown."""

    partner_id: int
    report_id: int | None
    standing: Standing

    @property
    def is_in(self) -> bool:
        return _is_in(self.standing)


@dataclass(frozen=True)
class ShownPartner:
    """The same for a page, with what it says of the partner and the report."""

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

    @cached_property
    def _numbers(self) -> Counter[Standing]:
        return Counter(line.standing for line in self.partners)

    @property
    def received(self) -> int:
        return sum(self._numbers[each] for each in Standing if _is_in(each))

    @property
    def not_asked(self) -> int:
        return self._numbers[Standing.NOT_ASKED]

    @property
    def asked(self) -> int:
        """Partners somebody can report for; whom nobody could ask is not held late."""
        return len(self.partners) - self.not_asked

    @property
    def missing(self) -> int:
        return sum(
            self._numbers[each]
            for each in (Standing.LATE, Standing.OVERDUE, Standing.MISSED)
        )


@dataclass(frozen=True)
class Coverage:
    """The whole cycle on a day."""

    areas: list[AreaLine]

    @property
    def received(self) -> int:
        return sum(line.received for line in self.areas)

    @property
    def expected(self) -> int:
        return sum(line.asked for line in self.areas)

    @property
    def not_asked(self) -> int:
        return sum(line.not_asked for line in self.areas)

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


class Filed(Protocol):
    """What of a report tells where it stands."""

    @property
    def status(self) -> Any: ...

    @property
    def submitted_at(self) -> datetime | None: ...


def standing(
    report: Filed | None,
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
    filed = cycle.progress_reports.order_by("partner__name").values_list(
        *("pk", "area_id", "partner_id", "status", "submitted_at"), named=True
    )
    spoken_for = Representative.objects.current(today).speaking()
    speakers = spoken_for.values_list("partner", flat=True)
    memberships = _memberships(cycle, today)
    areas = PartnershipArea.objects.established().order_by("established_year", "pk")
    yield [area_rows, filed, speakers, memberships, areas, *rulebook.questions()]
    grace = int(rulebook.value("R-09", on=today))
    area_reports = {report.area_id: report for report in area_rows}
    asked = set(speakers)

    def stands(report: Filed | None, due_on: date) -> Standing:
        return standing(report, due_on, today, grace, is_over=is_over)

    not_filed = stands(None, cycle.progress_due_on)
    partners: dict[int, dict[int, PartnerLine]] = {}
    for area_id, partner_id in memberships:
        where = not_filed if partner_id in asked else Standing.NOT_ASKED
        line = PartnerLine(partner_id, None, where)
        partners.setdefault(area_id, {})[partner_id] = line
    for row in filed:
        line = PartnerLine(row.partner_id, row.pk, stands(row, cycle.progress_due_on))
        partners.setdefault(row.area_id, {})[row.partner_id] = line
    lines = []
    for area in areas:
        area_report = area_reports.get(area.pk)
        where = stands(area_report, cycle.area_due_on)
        of_area = list(partners.get(area.pk, {}).values())
        lines.append(AreaLine(area, area_report, where, of_area))
    return Coverage(lines)


def shown(lines: Collection[PartnerLine]) -> Reading[dict[PartnerLine, ShownPartner]]:
    """What a page says of these lines; only of them partners and reports are asked for."""
    partners = Partner.objects.select_related("country").filter(
        pk__in={line.partner_id for line in lines}
    )
    reports = ProgressReport.objects.filter(
        pk__in={line.report_id for line in lines if line.report_id}
    )
    yield [partners, reports]
    by_key = {partner.pk: partner for partner in partners}
    filed: dict[int | None, ProgressReport] = {report.pk: report for report in reports}
    return {
        line: ShownPartner(
            by_key[line.partner_id], filed.get(line.report_id), line.standing
        )
        for line in lines
    }


def _memberships(
    cycle: ReportingCycle, today: date
) -> "models.QuerySet[AreaMembership, tuple[int, int]]":
    """Who works in an area now, or worked in it when the reports of a closed cycle were due."""
    is_over = cycle.status == ReportingCycle.Status.CLOSED
    counted = AreaMembership.objects.counted(
        min(cycle.area_due_on, today) if is_over else today
    )
    return counted.order_by("partner__name").values_list("area_id", "partner_id")
