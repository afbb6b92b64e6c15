"""Which reports a person owes in a cycle, as a representative or as a lead. Read-only."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from areas.models import AreaMembership, PartnershipArea
from gmp_portal import rounds
from gmp_portal.accounts.models import User
from gmp_portal.rounds import Reading
from gmp_portal.words import beside
from partners.models import Partner
from reporting.models import AreaReport, ProgressReport, ReportingCycle


@dataclass(frozen=True)
class Duty:
    """One report that is owed: a partner's in an area, or an area's own (no partner)."""

    cycle: ReportingCycle
    area: PartnershipArea
    partner: Partner | None
    report: ProgressReport | AreaReport | None

    def __str__(self) -> str:
        parts = (self.partner, self.area, self.cycle)
        return beside(*parts)

    @property
    def is_open(self) -> bool:
        """Nothing was handed in yet, or it came back with a question."""
        return self.report is None or self.report.is_editable

    @property
    def due_on(self) -> date:
        return self.cycle.progress_due_on if self.partner else self.cycle.area_due_on

    @property
    def can_go_on(self) -> bool:
        """The report is begun, and its form still takes words."""
        return (
            self.report is not None and self.report.is_editable and self.cycle.takes_reports
        )

    @property
    def is_returned(self) -> bool:
        return self.report is not None and self.report.status == "returned"

    @property
    def start_url(self) -> str:
        if self.partner is None:
            return reverse(
                "reporting:area_report_start", args=[self.cycle.slug, self.area.slug]
            )
        names = [self.cycle.slug, self.partner.slug, self.area.slug]
        return reverse("reporting:progress_start", args=names)

    @property
    def url(self) -> str:
        """Where the work goes on: the form while it is a draft, else the report."""
        if self.report is None:
            return self.start_url
        if not self.can_go_on:
            return self.report.get_absolute_url()
        name = "area_report_edit" if self.partner is None else "progress_edit"
        return reverse(f"reporting:{name}", args=[self.report.pk])


def of_person(user: User | AnonymousUser, *cycles: ReportingCycle) -> list[Duty]:
    """The reports this person owes in these cycles, each once; a constant number of queries."""
    return rounds.read(reading_of_person(user, *cycles))


def reading_of_person(
    user: User | AnonymousUser, *cycles: ReportingCycle
) -> Reading[list[Duty]]:
    """The same, to be read beside other things."""
    if isinstance(user, AnonymousUser) or not cycles:
        return []
    mine = Partner.objects.confirmed().with_person(user).order_by().values("pk")
    memberships = (
        AreaMembership.objects.current()
        .filter(partner__in=mine, area__status=PartnershipArea.Status.ESTABLISHED)
        .select_related("partner", "area")
        .order_by("partner__name", "area__slug")
    )
    progress = ProgressReport.objects.filter(cycle__in=cycles, partner__in=mine)
    established = PartnershipArea.objects.established().led_by(user)
    led = established.distinct().order_by("slug")
    filed_of_areas = AreaReport.objects.filter(
        cycle__in=cycles, area__in=established.order_by().values("pk")
    )
    yield [memberships, progress, led, filed_of_areas]
    filed = {(row.cycle_id, row.partner_id, row.area_id): row for row in progress}
    area_reports = {(row.cycle_id, row.area_id): row for row in filed_of_areas}
    duties: list[Duty] = []
    for cycle in cycles:
        duties += [
            Duty(
                cycle,
                row.area,
                row.partner,
                filed.get((cycle.pk, row.partner_id, row.area_id)),
            )
            for row in memberships
        ]
        duties += [
            Duty(cycle, area, None, area_reports.get((cycle.pk, area.pk))) for area in led
        ]
    return duties


def visible_reports(
    cycle: ReportingCycle, user: User | AnonymousUser
) -> Reading[dict[str, set[int]]]:
    """Which reports of a cycle this reader may open, so that pages link to no others."""
    in_progress = ProgressReport.objects.visible_to(user).filter(cycle=cycle)
    of_areas = AreaReport.objects.visible_to(user).filter(cycle=cycle)
    progress = in_progress.values_list("pk", flat=True)
    areas = of_areas.values_list("pk", flat=True)
    yield [progress, areas]
    return {"progress": set(progress), "areas": set(areas)}
