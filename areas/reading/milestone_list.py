"""The milestones of a version with what was noted of each, beside the frozen text (R-68)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from areas import permissions
from areas.models import Milestone, MilestoneNote, PlanVersion
from gmp_portal import dates, rounds
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from gmp_portal.ui.paging import page_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PER_PAGE = 50


@dataclass(frozen=True)
class Told:
    """A note on a milestone, with the name of whoever wrote it as this reader may know it."""

    note: MilestoneNote
    by: "StrOrPromise"


@dataclass(frozen=True)
class Line:
    """A milestone, what was noted of it, and what the reader may note."""

    milestone: Any
    notes: list[Told]
    possible: set[str]

    @property
    def is_late(self) -> bool:
        return is_late(self.milestone)


@dataclass(frozen=True)
class Counted:
    """How many milestones there are, how many are reached, and how many are late."""

    total: int
    reached: int
    late: int


def is_late(milestone: Any) -> bool:
    return milestone.reached_on is None and milestone.now_due < dates.today()


def count(milestones: Any) -> Counted:
    """Of milestones with their standing."""
    rows = list(milestones)
    return Counted(
        total=len(rows),
        reached=sum(row.reached_on is not None for row in rows),
        late=sum(is_late(row) for row in rows),
    )


def counted(plan: PlanVersion) -> Reading[Counted]:
    """How far a plan is, to be read beside other things."""
    rows = Milestone.objects.filter(effort__plan=plan).standing()
    yield [rows]
    return count(rows)


def gather(plan: PlanVersion, request: HttpRequest) -> dict[str, Any]:
    """Everything on the page of the milestones of a version."""
    user = request.user
    rows: Any = Milestone.objects.filter(effort__plan=plan).standing().for_page()
    page = page_of(request, rows.order_by("now_due", "pk"), PER_PAGE)
    shown = list(page)
    notes = MilestoneNote.objects.filter(key__in=[row.key_id for row in shown])
    notes = notes.select_related("noted_by")
    every = rounds.read(counted(plan))
    by_key: defaultdict[int, list[Told]] = defaultdict(list)
    for note in notes:
        told = Told(note, offices.name_of(note.noted_by, user))
        by_key[note.key_id].append(told)
    page.object_list = [
        Line(row, by_key[row.key_id], _possible(user, plan, row)) for row in shown
    ]
    return {"plan": plan, "area": plan.area, "page": page, "counted": every}


def _possible(user: Anybody, plan: PlanVersion, milestone: Any) -> set[str]:
    """Like the permissions, with what the page knows of the milestone already."""
    milestone.effort.plan = plan
    if plan.status != PlanVersion.Status.PUBLISHED or not permissions.knows_of(
        user, milestone
    ):
        return set()
    return {"reopen"} if milestone.reached_on else {"reach", "move"}
