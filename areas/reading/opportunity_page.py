"""What the page of an opportunity shows, for whoever reads it (A2-V-2)."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from areas import permissions
from areas.acts import Act
from areas.models import AreaOpportunity, Effort, OpportunityInterest, PlanObjective
from areas.models import Opportunity as Entry
from gmp_portal import ledger, rounds
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.ledger import histories
from gmp_portal.ui.paging import page_of

INTERESTS = 25
# What was said before it stood in the register, and what is done with drafts of plans.
NOT_PUBLIC = (
    Act.OPPORTUNITY_SUGGESTED,
    Act.OPPORTUNITY_ASKED,
    Act.OPPORTUNITY_ANSWERED,
    Act.OPPORTUNITY_PUT_IN,
    Act.OPPORTUNITY_TAKEN_OUT,
)


def gather(opportunity: AreaOpportunity, request: HttpRequest) -> dict[str, Any]:
    """Its words, where plans list it, who is interested, and what this reader may do."""
    user = request.user
    public = ("published", "superseded")
    entries = Entry.objects.filter(key=opportunity.key_id, plan__status__in=public)
    entries = entries.select_related("plan__area").defer("plan__snapshot")
    entries = entries.order_by("-plan__number")
    objectives = PlanObjective.objects.filter(
        key=opportunity.objective_id, plan__status__in=public
    )
    objectives = objectives.select_related("plan", "key").defer("plan__snapshot")
    objectives = objectives.order_by("-plan__number")[:1]
    efforts = Effort.objects.filter(key=opportunity.effort_id, plan__status__in=public)
    efforts = efforts.select_related("plan", "key").defer("plan__snapshot")
    efforts = efforts.order_by("-plan__number")[:1]
    asked = [
        *([entries] if opportunity.key_id else []),
        *([objectives] if opportunity.objective_id else []),
        *([efforts] if opportunity.effort_id else []),
    ]
    reads_all = is_officer(user) or permissions.leads(user, opportunity.area)
    is_suggesters = reads_all or _is_of(opportunity, user)
    steps = ledger.trail(opportunity)
    steps = steps if is_suggesters else steps.exclude(kind__in=NOT_PUBLIC)
    trail = histories.told(steps, to=user)
    standing = opportunity.interests.standing()
    rounds.run(rounds.asked(*asked), trail.beside())
    possible = permissions.OPPORTUNITY.possible(user, opportunity)
    voices = permissions.voices_for_interest(user)
    said = standing if reads_all else standing.exclude(partner=None)
    said = said.select_related("partner__country", "person").order_by("said_at", "pk")
    interests = page_of(request, said, INTERESTS, parameter="interests")
    return {
        "opportunity": opportunity,
        "area": opportunity.area,
        "entries": entries if opportunity.key_id else [],
        "objective": next(iter(objectives), None) if opportunity.objective_id else None,
        "effort": next(iter(efforts), None) if opportunity.effort_id else None,
        "interests": interests,
        "reads_all": reads_all,
        "counts": standing.aggregate(
            partners=Count("pk", filter=Q(partner__isnull=False)),
            applicants=Count("pk", filter=Q(partner=None)),
        ),
        "own": _own(standing, user, voices),
        "may_say": "interest_say" in possible,
        "possible": possible,
        "trail": trail,
        "is_suggesters": is_suggesters,
    }


def _is_of(opportunity: AreaOpportunity, user: Anybody) -> bool:
    """Whether this reader works for the partner that suggested it."""
    own = [each.pk for each in permissions.confirmed_partners_of(user)]
    return opportunity.partner_id in own


def _own(standing: Any, user: Anybody, voices: Any) -> list[OpportunityInterest]:
    """What was said for partners of this reader, or by this applicant."""
    if not user.is_authenticated:
        return []
    mine = Q(partner__in=[each.pk for each in voices]) | Q(partner=None, person=user)
    return [
        each
        for each in standing.filter(mine).select_related("partner", "opportunity__area")
        if permissions.can_interest_take_back(user, each)
    ]
