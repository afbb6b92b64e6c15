"""Who notes what became of the milestones of a plan in force (R-68)."""

from django.utils.translation import gettext_lazy

from areas import not_now
from areas.models import Milestone, MilestoneNote, PlanVersion
from areas.permissions.plans import leads
from gmp_portal.accounts.rights import Anybody, Steps, role
from partners.permissions import represents

Status = PlanVersion.Status

MILESTONE: Steps[Milestone] = Steps()


def knows_of(user: Anybody, milestone: Milestone) -> bool:
    """Leads the area, is the contact of the effort, or speaks for its partner (A2-IV-4)."""
    effort = milestone.effort
    return (
        leads(user, effort.plan.area)
        or (user.is_authenticated and effort.contact_id == user.pk)
        or (effort.partner is not None and represents(user, effort.partner))
    )


_doer = role(
    knows_of,
    gettext_lazy(
        "The leads of the area, and whoever speaks for the partner of the effort, note what "
        "became of a milestone."
    ),
    "R-68",
    who=gettext_lazy(
        "the leads of the area, the contact of the effort, whoever speaks for its partner"
    ),
)


def _is_reached(milestone: Milestone) -> bool:
    note = milestone.key.notes.exclude(kind=MilestoneNote.Kind.MOVED).last()
    return note is not None and note.kind == MilestoneNote.Kind.REACHED


def _is_in_force(milestone: Milestone) -> bool:
    return milestone.effort.plan.status == Status.PUBLISHED


def _waits(milestone: Milestone) -> bool:
    return _is_in_force(milestone) and not _is_reached(milestone)


can_milestone_reach = MILESTONE.step(
    "milestone_reach", _doer, _waits, not_now.why_no_progress
)
can_milestone_move = MILESTONE.step(
    "milestone_move", _doer, _waits, not_now.why_no_progress
)
can_milestone_reopen = MILESTONE.step(
    "milestone_reopen",
    _doer,
    lambda milestone: _is_in_force(milestone) and _is_reached(milestone),
    not_now.why_not_reopened,
)
