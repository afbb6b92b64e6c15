"""What became of the milestones of the plan in force, beside its frozen text (A2-IV-3, R-68)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas import not_now, permissions
from areas.acts import Act
from areas.models import Milestone, MilestoneNote
from gmp_portal import dates, ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import unmet

CLAUSE = "R-68"
Kind = MilestoneNote.Kind


@transaction.atomic
def reach(
    milestone: Milestone, *, on: date, words: str = "", evidence_url: str = "", by: User
) -> MilestoneNote:
    """Note that a milestone is reached, on which day, and where one can see it."""
    _hold(milestone)
    if on > dates.today():
        raise unmet(_("This day is still to come: note it once it is reached."), CLAUSE)
    facts = {"day": on, "words": words, "evidence_url": evidence_url}
    note = _note(milestone, Kind.REACHED, by, facts)
    _record(Act.MILESTONE_REACHED, milestone, by, on=str(on))
    return note


@transaction.atomic
def move(milestone: Milestone, *, to: date, words: str, by: User) -> MilestoneNote:
    """Move a milestone to another day, with a reason; the plan says the day that it said."""
    _hold(milestone)
    standing: Any = Milestone.objects.standing().get(pk=milestone.pk)
    due = standing.now_due
    if to == due:
        raise unmet(
            _("The milestone is due on this day already: name another one."), CLAUSE
        )
    facts = {"day": to, "moved_from": due, "words": words}
    note = _note(milestone, Kind.MOVED, by, facts)
    _record(Act.MILESTONE_MOVED, milestone, by, was=str(due), to_day=str(to))
    return note


@transaction.atomic
def reopen(milestone: Milestone, *, words: str, by: User) -> MilestoneNote:
    """Take back that a milestone is reached, with a reason; both stay on record."""
    milestone.effort.plan.lock()
    if not permissions.can_milestone_reopen.fits(milestone):
        raise not_now.why_not_reopened(milestone)
    note = _note(milestone, Kind.REOPENED, by, {"words": words})
    _record(Act.MILESTONE_REOPENED, milestone, by)
    return note


def _hold(milestone: Milestone) -> None:
    milestone.effort.plan.lock()
    if not permissions.can_milestone_reach.fits(milestone):
        raise not_now.why_no_progress(milestone)


def _note(
    milestone: Milestone, kind: str, by: User, facts: dict[str, object]
) -> MilestoneNote:
    return MilestoneNote.objects.create(key=milestone.key, kind=kind, noted_by=by, **facts)


def _record(act: Act, milestone: Milestone, by: User, **facts: str) -> None:
    plan = milestone.effort.plan
    ledger.record(act, plan, by=by, row=f"milestone:{milestone.pk}", **facts)
