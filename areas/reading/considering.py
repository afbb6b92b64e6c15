"""The meetings that can have considered a text: none that was over before it (A1-4b-iii)."""

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


def offered(text: PlanVersion | PlanAmendment) -> "QuerySet[Meeting]":
    """The meetings of its area in which it can be considered."""
    moment = since(text)
    early = [each.pk for each in convened(text) if is_too_early(each, moment)]
    return convened(text).exclude(pk__in=early)


def is_met_before(text: PlanVersion | PlanAmendment, meeting: Meeting | None) -> bool:
    """Whether it goes before a meeting that was over already when it came to be."""
    return meeting is not None and is_too_early(meeting, since(text))
