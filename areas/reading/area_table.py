"""The areas side by side: partners, efforts, plan, last meeting and last report of each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from areas.models import AreaMembership, LeadTerm, PartnershipArea, PlanVersion
from areas.reading import outcomes
from areas.reading.outcomes import Filed
from gmp_portal import dates, rounds
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings.models import Meeting
from gmp_portal.rounds import Reading


@dataclass(frozen=True)
class AreaRow:
    """What the list of areas says of one; nothing stands where there is none."""

    area: PartnershipArea
    partners: int
    efforts: int
    plan: PlanVersion | None
    met_on: date | None
    met_at: str
    report: Filed | None


def rows(user: Anybody) -> list[AreaRow]:
    """Every area this reader may see, in three queries however many there are."""
    terms = LeadTerm.objects.current().select_related("person", "partner")
    areas = PartnershipArea.objects.visible_to(user).prefetch_related(
        Prefetch("lead_terms", terms.order_by("places"), to_attr="current_leads")
    )
    in_force = PlanVersion.objects.current().select_related("area").defer("snapshot")
    in_force = in_force.annotate(effort_count=Count("efforts"))
    _areas, _plans, reports, meetings = rounds.run(
        rounds.rows(areas),
        rounds.rows(in_force),
        outcomes.reports_of(areas.order_by().values("pk")),
        _last_meetings(),
    )
    partners = AreaMembership.objects.partners_by_area()
    plans = {plan.area_id: plan for plan in in_force}
    return [
        AreaRow(
            area=area,
            partners=partners.get(area.pk, 0),
            efforts=plan.effort_count if plan else 0,
            plan=plan,
            met_on=met_on,
            met_at=reverse("meetings:meeting_detail", args=[slug]) if slug else "",
            report=next(iter(reports.get(area.pk, [])), None),
        )
        for area in areas
        for plan in [plans.get(area.pk)]
        for met_on, slug in [meetings.get(area.body_id, (None, ""))]
    ]


def _last_meetings() -> Reading[dict[int, tuple[date | None, str]]]:
    """The newest meeting of each body that everybody knows of and that has taken place."""
    held = Q(status__in=[Meeting.Status.HELD, Meeting.Status.CLOSED])
    past = Meeting.objects.filter(held, starts_on__lte=dates.today())
    newest = past.order_by("body", "-starts_on", "-pk").distinct("body")
    rows = newest.values_list("body", "starts_on", "slug")
    yield [rows]
    return {body: (day, slug) for body, day, slug in rows}
