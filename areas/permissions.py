"""Who may do what to areas and their plans. Every rule is role *and* state."""

from django.contrib.auth.models import AnonymousUser

from areas.models import LeadTerm, PartnershipArea, PlanComment, PlanVersion
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from partners.models import Partner
from partners.permissions import represents

Anybody = User | AnonymousUser
Status = PlanVersion.Status


def leads(user: Anybody, area: PartnershipArea) -> bool:
    """Leads the area now: a current term and the right that came with it (A1-4b-vi)."""
    return rights.holds(user, "areas.lead_area", area, LeadTerm.objects.filter(area=area))


def is_officer(user: Anybody) -> bool:
    return user.is_authenticated and user.is_secretariat


def speaks_in(user: Anybody, area: PartnershipArea) -> bool:
    """Represents a confirmed partner of the area today (A1-4b-iii)."""
    return bool(partners_of(user, area))


def partners_of(user: Anybody, area: PartnershipArea) -> list[Partner]:
    """The partners of the area for which this person speaks today."""
    if isinstance(user, AnonymousUser):
        return []
    mine = area.current_partners().filter(
        pk__in=Partner.objects.represented_by(user).values("pk")
    )
    return [partner for partner in mine if represents(user, partner)]


# Areas ---------------------------------------------------------------------------------


def can_propose(user: Anybody) -> bool:
    """The secretariat prepares a new area (P-6)."""
    return is_officer(user)


def can_establish(user: Anybody, area: PartnershipArea) -> bool:
    return is_officer(user) and area.can_become(PartnershipArea.Status.ESTABLISHED)


def can_close(user: Anybody, area: PartnershipArea) -> bool:
    return is_officer(user) and area.can_become(PartnershipArea.Status.CLOSED)


def can_join(user: Anybody, area: PartnershipArea) -> bool:
    """Somebody who speaks for a confirmed partner that is not in the area yet."""
    return bool(joinable_partners(user, area))


def joinable_partners(user: Anybody, area: PartnershipArea) -> list[Partner]:
    if isinstance(user, AnonymousUser) or area.status != PartnershipArea.Status.ESTABLISHED:
        return []
    mine = Partner.objects.confirmed().represented_by(user)
    return [
        partner
        for partner in mine.exclude(pk__in=area.current_partners().values("pk"))
        if represents(user, partner)
    ]


def can_leave(user: Anybody, area: PartnershipArea) -> bool:
    return speaks_in(user, area)


def can_designate(user: Anybody, area: PartnershipArea) -> bool:
    """Partners of the area agree on their lead; the secretariat records it (A1-6a-v)."""
    if area.status != PartnershipArea.Status.ESTABLISHED:
        return False
    return is_officer(user) or speaks_in(user, area)


def can_end_lead(user: Anybody, term: LeadTerm) -> bool:
    """A lead steps down, or the secretariat records the end."""
    return term.is_current and (is_officer(user) or term.person_id == user.pk)


# Plans ---------------------------------------------------------------------------------


def can_start(user: Anybody, area: PartnershipArea) -> bool:
    """A lead begins the next version when none is being written (A1-6b-ii)."""
    if area.status != PartnershipArea.Status.ESTABLISHED:
        return False
    return leads(user, area) and not area.plans.being_written().exists()


def can_edit(user: Anybody, plan: PlanVersion) -> bool:
    """Leads write the plan of their own area while it is a draft (A1-6b-ii)."""
    return plan.is_editable and leads(user, plan.area)


def can_comment(user: Anybody, plan: PlanVersion) -> bool:
    """Partners of the area and its leads say what they think of a draft (B4-2)."""
    if plan.is_frozen:
        return False
    return leads(user, plan.area) or speaks_in(user, plan.area)


def can_resolve(user: Anybody, comment: PlanComment) -> bool:
    return comment.resolved_at is None and leads(user, comment.plan.area)


def can_send(user: Anybody, plan: PlanVersion) -> bool:
    """Put the plan before the area; whether it is complete, the action says (A1-4b-iii)."""
    return plan.can_become(Status.IN_CONSENSUS) and leads(user, plan.area)


def can_record_consensus(user: Anybody, plan: PlanVersion) -> bool:
    """The decision of the area has been adopted and is to be noted on the plan."""
    decision = plan.consensus_decision
    adopted = decision is not None and decision.is_adopted
    may = is_officer(user) or leads(user, plan.area)
    return plan.can_become(Status.AGREED) and adopted and may


def can_take_back(user: Anybody, plan: PlanVersion) -> bool:
    """Back to writing, once the area's decision is not open any more."""
    decision = plan.consensus_decision
    settled = decision is None or not decision.is_open
    return plan.can_become(Status.DRAFT) and settled and leads(user, plan.area)


def can_submit(user: Anybody, plan: PlanVersion) -> bool:
    return plan.can_become(Status.UNDER_REVIEW) and leads(user, plan.area)


def can_publish(user: Anybody, plan: PlanVersion) -> bool:
    return plan.can_become(Status.PUBLISHED) and is_officer(user)
