"""Ideas of an area: suggested, taken into its register, moved on (A2-V-1, R-78, R-79)."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import emails_of_opportunities as emails
from areas import not_in_register, not_now, permissions
from areas.acts import Act
from areas.models import (
    AreaOpportunity,
    Opportunity,
    PartnershipArea,
    PlanKey,
    PlanVersion,
)
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import changed_fields, unmet
from partners.models import Partner

Status = AreaOpportunity.Status


@transaction.atomic
def suggest(
    area: PartnershipArea, *, partner: Partner, by: User, **facts: str
) -> AreaOpportunity:
    """Put an idea before the leads of an area, for a partner of any area (A1-6a-iv)."""
    area.lock()
    if not permissions.can_opportunity_suggest.fits(area):
        raise not_now.why_not_at_work(area)
    opportunity = AreaOpportunity.objects.create(
        area=area, partner=partner, suggested_by=by, suggested_at=timezone.now(), **facts
    )
    ledger.record(
        Act.OPPORTUNITY_SUGGESTED,
        opportunity,
        by=by,
        to=opportunity.status,
        partner=partner.pk,
    )
    emails.suggested(opportunity, by=by)
    return opportunity


@transaction.atomic
def ask(opportunity: AreaOpportunity, *, question: str, by: User) -> None:
    """Ask whoever suggested it back, before it is taken in (R-78)."""
    opportunity.lock()
    if not permissions.can_opportunity_ask.fits(opportunity):
        raise not_in_register.why_settled(opportunity)
    before = opportunity.become(Status.ASKED)
    opportunity.question, opportunity.answer = question, ""
    opportunity.save(update_fields=["status", "question", "answer"])
    _note(Act.OPPORTUNITY_ASKED, opportunity, before, by)
    emails.asked(opportunity, by=by)


@transaction.atomic
def answer(opportunity: AreaOpportunity, *, answer: str, by: User, **facts: str) -> None:
    """Answer the leads, with other words for the idea where that helps (R-78)."""
    opportunity.lock()
    if not permissions.can_opportunity_answer.fits(opportunity):
        raise not_in_register.why_not_answered(opportunity)
    changed = changed_fields(opportunity, facts)
    before = opportunity.become(Status.SUGGESTED)
    opportunity.answer = answer
    for name in changed:
        setattr(opportunity, name, facts[name])
    opportunity.save(update_fields=["status", "answer", *changed])
    _note(Act.OPPORTUNITY_ANSWERED, opportunity, before, by)
    emails.answered(opportunity, by=by)


@transaction.atomic
def take_in(opportunity: AreaOpportunity, *, by: User) -> None:
    """Take a suggestion into the register, where everybody reads it (R-78, A2-V-2)."""
    opportunity.lock()
    if not permissions.can_opportunity_take_in.fits(opportunity):
        raise not_in_register.why_settled(opportunity)
    before = opportunity.become(Status.IDEA)
    opportunity.listed_at = timezone.now()
    opportunity.save(update_fields=["status", "listed_at"])
    _note(Act.OPPORTUNITY_TAKEN_IN, opportunity, before, by)
    emails.settled(opportunity, by=by)


@transaction.atomic
def decline(opportunity: AreaOpportunity, *, reason: str, by: User) -> None:
    """Leave a suggestion out of the register, with a reason (R-78)."""
    opportunity.lock()
    if not permissions.can_opportunity_decline.fits(opportunity):
        raise not_in_register.why_settled(opportunity)
    before = opportunity.become(Status.DECLINED)
    opportunity.reason = reason
    opportunity.save(update_fields=["status", "reason"])
    _note(Act.OPPORTUNITY_DECLINED, opportunity, before, by, reason=reason)
    emails.settled(opportunity, by=by)


@transaction.atomic
def withdraw(opportunity: AreaOpportunity, *, by: User) -> None:
    """Take one's own suggestion back, as long as the leads have not settled it (R-78)."""
    opportunity.lock()
    if not permissions.can_opportunity_withdraw.fits(opportunity):
        raise not_in_register.why_settled(opportunity)
    before = opportunity.become(Status.WITHDRAWN)
    opportunity.save(update_fields=["status"])
    _note(Act.OPPORTUNITY_WITHDRAWN, opportunity, before, by)
    emails.withdrawn(opportunity, by=by)


@transaction.atomic
def edit(opportunity: AreaOpportunity, *, by: User, **facts: Any) -> None:
    """Change the words of the register, or the objective that it serves (A2-V-3)."""
    opportunity.lock()
    if not permissions.can_opportunity_edit.fits(opportunity):
        raise not_in_register.why_not_listed(opportunity)
    changed = changed_fields(opportunity, facts)
    if not changed:
        return
    for name in changed:
        setattr(opportunity, name, facts[name])
    opportunity.save(update_fields=changed)
    ledger.record(Act.OPPORTUNITY_EDITED, opportunity, by=by, fields=sorted(changed))


@transaction.atomic
def move(
    opportunity: AreaOpportunity,
    *,
    to: str,
    reason: str = "",
    effort: PlanKey | None = None,
    by: User,
) -> None:
    """Note how far an idea has come; drafts of the plan say the same from then on (R-79)."""
    opportunity.lock()
    if not permissions.can_opportunity_move.fits(opportunity):
        raise not_in_register.why_not_listed(opportunity)
    if to not in opportunity.TRANSITIONS[opportunity.status]:
        raise not_in_register.why_not_moved(opportunity, to)
    if to == Status.DROPPED and not reason:
        raise unmet(_("Say why it is dropped: everybody reads it."), "R-79")
    _refuse_other_effort(opportunity, to, effort)
    before = opportunity.become(to)
    opportunity.reason = reason
    opportunity.effort = effort
    opportunity.save(update_fields=["status", "reason", "effort"])
    _note(
        Act.OPPORTUNITY_MOVED,
        opportunity,
        before,
        by,
        reason=reason,
        effort=opportunity.effort.code if opportunity.effort else None,
    )
    emails.moved(opportunity, by=by)


def take_over(plan: PlanVersion, *, by: User) -> None:
    """Let the register say what a plan says that comes into force (A2-V-1).

    What the plan lists for the first time stands in the register from then on.
    """
    entries = plan.opportunities.select_related("objective", "key").order_by("key")
    known = {
        each.key_id: each
        for each in AreaOpportunity.objects.filter(
            key__in=entries.order_by().values("key")
        ).select_for_update(of=("self",))
    }
    for entry in entries:
        objective = entry.objective.key_id if entry.objective else None
        facts = {
            "title": entry.title,
            "description": entry.description,
            "objective_id": objective,
        }
        opportunity = known.get(entry.key_id)
        if opportunity is None:
            _begin(plan, entry, facts, by=by)
        elif changed := changed_fields(opportunity, facts):
            for name in changed:
                setattr(opportunity, name, facts[name])
            opportunity.save(update_fields=changed)
            ledger.record(
                Act.OPPORTUNITY_EDITED, opportunity, by=by, fields=sorted(changed)
            )


def follow_states(plan: PlanVersion) -> None:
    """Let the entries of a draft say where their opportunities stand today."""
    other = AreaOpportunity.objects.filter(key=OuterRef("key"))
    other = other.exclude(status=OuterRef("status")).order_by()
    entries = plan.opportunities.filter(Exists(other))
    entries.update(status=Subquery(other.values("status")))


def _refuse_other_effort(
    opportunity: AreaOpportunity, to: str, effort: PlanKey | None
) -> None:
    """What takes an idea up is an effort of the plan in force (R-79)."""
    if effort is None:
        return
    if to != Status.TAKEN_UP:
        said = _("An effort takes it up only if it is taken up: leave this open.")
        raise unmet(said, "R-79")
    if not opportunity.efforts_in_force().filter(key=effort).exists():
        said = _("Only an effort of the plan in force takes it up: choose another one.")
        raise unmet(said, "R-79")


def _begin(
    plan: PlanVersion, entry: Opportunity, facts: dict[str, Any], *, by: User
) -> None:
    opportunity = AreaOpportunity.objects.create(
        area_id=plan.area_id,
        key_id=entry.key_id,
        status=entry.status,
        listed_at=plan.published_at,
        # A plan says that something is dropped, and has no place for the reason.
        before_rule=entry.status == Status.DROPPED,
        **facts,
    )
    ledger.record(
        Act.OPPORTUNITY_CAME_BY_PLAN,
        opportunity,
        by=by,
        to=opportunity.status,
        number=plan.number,
    )


def _note(
    act: Act, opportunity: AreaOpportunity, before: str, by: User, **facts: Any
) -> None:
    ledger.record(act, opportunity, by=by, from_=before, to=opportunity.status, **facts)
