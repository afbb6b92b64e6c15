"""An opportunity of the register in the draft of the plan, and out of it again (A2-V-1)."""

from django.db import transaction

from areas import not_in_register, permissions
from areas.actions import rows
from areas.acts import Act
from areas.models import AreaOpportunity, Opportunity
from gmp_portal import ledger
from gmp_portal.accounts.models import User


@transaction.atomic
def put_in(opportunity: AreaOpportunity, *, by: User) -> Opportunity:
    """Let the draft of the plan list it, in the words of the register."""
    plan = permissions.draft_of(opportunity.area)
    if plan is not None:
        plan.lock_draft()
    opportunity.lock()
    if plan is None or not permissions.can_opportunity_put_in.fits(opportunity):
        raise not_in_register.why_not_put_in(opportunity)
    # Without a key the database gives one (0012): it is the key of the record from now on.
    known = {"key": opportunity.key} if opportunity.key else {}
    entry = rows.append(
        plan,
        Opportunity,
        by=by,
        **known,
        title=opportunity.title,
        description=opportunity.description,
        objective=plan.objectives.filter(key=opportunity.objective_id).first(),
        status=opportunity.status,
    )
    if opportunity.key_id is None:
        opportunity.key_id = entry.key_id
        opportunity.save(update_fields=["key"])
    ledger.record(Act.OPPORTUNITY_PUT_IN, opportunity, by=by, number=plan.number)
    return entry


@transaction.atomic
def take_out(opportunity: AreaOpportunity, *, by: User) -> None:
    """Take it out of the draft; the register keeps it."""
    entry = permissions.entry_in_draft(opportunity)
    if entry is not None:
        entry.plan.lock_draft()
    opportunity.lock()
    if entry is None or not permissions.can_opportunity_take_out.fits(opportunity):
        raise not_in_register.why_not_taken_out(opportunity)
    rows.remove(entry.plan, entry, by=by)
    ledger.record(Act.OPPORTUNITY_TAKEN_OUT, opportunity, by=by, number=entry.plan.number)
