"""The meetings that can have considered a text: none that was over before it (A1-4b-iii)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from areas.acts import Act
from areas.models import PlanAmendment, PlanVersion
from gmp_portal import dates, ledger
from gmp_portal.meetings.models import Meeting

CAN_CONSIDER = (Meeting.Status.CONVENED, Meeting.Status.HELD)


def since(text: PlanVersion | PlanAmendment) -> datetime | None:
    """When a plan was begun, or an amendment proposed; nothing of what is older than that."""
    if isinstance(text, PlanAmendment):
        return text.proposed_at
    begun = ledger.trail(text).filter(kind=Act.PLAN_STARTED).order_by("seq")
    return begun.values_list("at", flat=True).first()


def is_too_early(meeting: Meeting, moment: datetime | None) -> bool:
    """Whether its last day was before this moment, by the days of the place where it met."""
    last = meeting.ends_on or meeting.starts_on
    if moment is None or last is None:
        return False
    return last < dates.day_of(moment, meeting.zone)


def convened(text: PlanVersion | PlanAmendment) -> "QuerySet[Meeting]":
    return text.area.body.meetings.filter(status__in=CAN_CONSIDER)


@dataclass(frozen=True)
class Meetings:
    """The meetings of an area in which a text can be considered, and the next one to come."""

    offered: "QuerySet[Meeting]"
    ahead: Meeting | None


def meetings(text: PlanVersion | PlanAmendment) -> Meetings:
    """Members decide while a meeting runs, or after: one that has not begun is not offered."""
    moment = since(text)
    known = convened(text)
    ahead = [each for each in known if each.starts_on and not each.has_begun]
    offered = [
        each.pk for each in known if each.has_begun and not is_too_early(each, moment)
    ]
    return Meetings(
        convened(text).filter(pk__in=offered),
        min(ahead, key=lambda each: (each.starts_on, each.pk), default=None),
    )


def is_met_before(text: PlanVersion | PlanAmendment, meeting: Meeting | None) -> bool:
    """Whether it goes before a meeting that was over already when it came to be."""
    return meeting is not None and is_too_early(meeting, since(text))
