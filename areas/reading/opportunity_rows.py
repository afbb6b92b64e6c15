"""The lines of the registers of opportunities (A2-V-2)."""

from typing import Any

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from areas import permissions
from areas.models import AreaOpportunity, OpportunityInterest, PartnershipArea
from areas.models.opportunities import OPEN
from gmp_portal.accounts.rights import Anybody, is_officer

WAITING_SHOWN = 20


def of(opportunities: "QuerySet[Any]") -> "QuerySet[Any]":
    """With their areas and partners, and how many are interested; the newest first."""
    said = OpportunityInterest.objects.standing().filter(opportunity=OuterRef("pk"))
    counted = said.order_by().values("opportunity").annotate(number=Count("pk"))
    rows: QuerySet[Any] = (
        opportunities.select_related("area", "partner__country", "key")
        .annotate(interested=Coalesce(Subquery(counted.values("number")), 0))
        .order_by(F("listed_at").desc(nulls_last=True), "pk")
    )
    return rows


def open_in(area: PartnershipArea) -> "QuerySet[Any]":
    """Those of an area that somebody could take up; what seeks funding comes first."""
    seeks = Case(When(status=AreaOpportunity.Status.SEEKING, then=0), default=1)
    ideas = of(AreaOpportunity.objects.filter(area=area, status__in=OPEN))
    return ideas.order_by(seeks, F("listed_at").desc(nulls_last=True), "pk")


def beside(area: PartnershipArea, user: Anybody) -> dict[str, Any]:
    """What waits in the register of an area, for those who may read it, and who may suggest."""
    waiting: list[Any] = []
    if user.is_authenticated:
        visible = AreaOpportunity.objects.visible_to(user).filter(area=area)
        waiting = list(visible.waiting().select_related("partner__country")[:WAITING_SHOWN])
    return {
        "waiting": waiting,
        "keeps": is_officer(user) or permissions.leads(user, area),
        "may_suggest": permissions.can_opportunity_suggest(user, area),
    }
